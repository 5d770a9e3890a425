"""A folded sentence and its quantities → clauses, and in each the text on both sides of a quantity.

    "新建2条步道、4座球场,绿化率达40%;(含……)"
     clause 新建2条步道、4座球场    slots: 新建|2条|步道    |4座|球场
     clause 绿化率达40%            slots: 绿化率达|40%|

A clause ends at , ; : or ——, outside quotes and brackets. A bracket with a quantity in it is a clause
of its own, whose ``host`` is the text before it: 污水处理厂(4.8万吨/日).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeVar

from govreport.extract.marks import guarded
from govreport.extract.phrases import TIME, runs, strip_leads
from govreport.extract.quantities import Quantity
from govreport.extract.ranges import goes_on
from govreport.extract.tail import tail
from govreport.models import Span

T = TypeVar("T")

_BREAK = re.compile(r"[,;:。!?|→]|(?<=—)—")
_SEPARATORS = re.compile(r"[、和及与]|以及|并")
# 共, 和 of 共和, 与 of 参与 and the like are no separators.
_NO_SEPARATOR = re.compile(
    r"参与|与会|共和|和谐|和平|和美|及时|以及时|普及|涉及|惠及|波及|触及|顾及|和田|综合|并网|并购|合并|兼并|及格"
    # 51个|在建、新开工重点项目.
    r"|(?:在建|续建|新建|拟建|竣工)[、和](?:新开工|续建|在建|新建|竣工|投产)(?=[^,;。、和\d]{2})"
)

# What stands between the members of a list.
JOINTS = "、和与及"
_AT = ("在", "对", "向", "为", "给")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")


class Slot(NamedTuple):
    """One quantity with its own text on the left and on the right, up to its neighbours."""

    quantity: Quantity
    left: Span
    right: Span
    tied: bool
    """Joined to the slot before it by 、 和 or nothing at all."""


class Clause(NamedTuple):
    start: int
    end: int
    slots: tuple[Slot, ...]
    strong: bool
    """Begins a sentence or comes after ;: nothing is carried into it but what the sentence says."""
    host: str | None = None
    """Of a bracket: the text before it."""


def clauses(text: str, quantities: list[Quantity]) -> list[Clause]:
    """Cut a sentence into clauses with their slots; clauses without a quantity have none."""
    spans = guarded(text)
    brackets = [
        s
        for s in spans
        if text[s[0]] in "(〔[" and any(s[0] < q.start and q.end <= s[1] for q in quantities)
    ]
    found: list[Clause] = []
    start, strong = 0, True
    breaks = [b for b in _breaks(text, spans) if not _within_range(text, b, quantities)]
    for end in [*breaks, len(text)]:
        if end > start:
            found += _with_brackets(text, (start, end), quantities, brackets, strong)
        strong = end < len(text) and text[end] == ";"
        start = end + 1
    return found


def _breaks(text: str, spans: Sequence[Span]) -> list[int]:
    found = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        breaks = (m.start() for m in _BREAK.finditer(text, at, start))
        found += [b for b in breaks if not _between_digits(text, b)]
        at = end
    return found


def _between_digits(text: str, at: int) -> bool:
    """1:9 and 1,200 are numbers; no clause ends inside them."""
    return (
        text[at] in ":,"
        and text[at - 1 : at].isdigit()
        and text[at + 1 : at + 2].isdigit()
        and (text[at] == ":" or _THOUSANDS.match(text, at + 1) is not None)
    )


def _within_range(text: str, at: int, quantities: list[Quantity]) -> bool:
    """比例由1997年的19:49:32|,调整到2002年的|16:50:34: a comma between the ends of one change."""
    if text[at] != "," or not quantities:
        return False
    after = bisect_left(quantities, at, key=_start)
    if not 0 < after < len(quantities) or quantities[after - 1].end != at:
        return False
    return goes_on(text[: quantities[after - 1].start], text[at + 1 : quantities[after].start])


def _with_brackets(
    text: str, span: Span, quantities: list[Quantity], brackets: list[Span], strong: bool
) -> list[Clause]:
    start, end = span
    mine = [q for q in _from(quantities, start, end, _start) if q.end <= end]
    if not mine:
        return [Clause(start, end, (), strong)]
    inner = [b for b in _from(brackets, start, end, _first) if b[1] <= end]
    if not inner:
        return [Clause(start, end, _slots(text, span, mine, []), strong)]
    outer = [q for q in mine if not any(b[0] < q.start < b[1] for b in inner)]
    found = [Clause(start, end, _slots(text, span, outer, inner), strong)]
    for b in inner:
        held = [q for q in mine if b[0] < q.start < b[1]]
        for piece in _pieces(text, (b[0] + 1, b[1] - 1)):
            here = [q for q in held if piece[0] <= q.start and q.end <= piece[1]]
            if here:
                host = text[start : b[0]]
                found.append(Clause(*piece, _slots(text, piece, here, []), False, host))
    return sorted(found, key=lambda c: c.slots[0].quantity.start if c.slots else c.start)


_first: Callable[[Span], int] = itemgetter(0)
_start: Callable[[Quantity], int] = attrgetter("start")


def _from(items: list[T], start: int, end: int, at: Callable[[T], int]) -> list[T]:
    """Those of ``items``, which are in order, that begin in a stretch of the text."""
    return items[bisect_left(items, start, key=at) : bisect_left(items, end, key=at)]


def _pieces(text: str, span: Span) -> list[Span]:
    cuts = [m.start() for m in _BREAK.finditer(text, *span) if m[0] != "—"]
    edges = [span[0] - 1, *cuts, span[1]]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _slots(
    text: str, span: Span, quantities: list[Quantity], brackets: list[Span]
) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    left, tied = span[0], False
    for i, q in enumerate(quantities):
        following = quantities[i + 1] if i + 1 < len(quantities) else None
        stop = following.start if following else span[1]
        cut = next((b[0] for b in brackets if q.end <= b[0] < stop), None)
        if following is None:
            slots.append(Slot(q, (left, q.start), (q.end, cut or stop), tied))
        elif _of_proportion(text, (left, q.start), q):
            # 50%以上的|村集体收入达到|10万元: the noun is of both.
            slots.append(Slot(q, (left, q.start), (q.end, stop), tied))
            left, tied = q.end, False
        else:
            right_end, next_left, next_tied = _divide(text, q, following)
            slots.append(Slot(q, (left, q.start), (q.end, right_end), tied))
            left, tied = next_left, next_tied
    return tuple(slots)


def _of_proportion(text: str, left: Span, q: Quantity) -> bool:
    """Whether a bounded percentage opens its clause and a noun follows: 确保|80%以上的|行政村."""
    bounded = bool(q.wording) and q.wording[-1] in ("以上", "以下")
    opens = q.unit == "%" and strip_leads(text[left[0] : left[1]]) == left[1] - left[0]
    return opens and bounded and text[q.end : q.end + 1] not in ("", *",;:。、和及与")


# 安排200亿元|专项资金|支持4441个技改项目.
_FUNDS = ("资金", "补贴", "补助", "贷款", "基金", "国债", "债券", "经费")


def _divide(text: str, q: Quantity, following: Quantity) -> tuple[int, int, bool]:
    """Whose is the text between two quantities? Ends the first's right and starts the second's left.

    ``条步道、|4座``: the noun belongs to the first. ``家、|注册资金``: to the second.
    ``个小区|78条道路``: no separator, the noun of the first count. ``家,`` cannot happen here.
    """
    stop = following.start
    between = text[q.end : stop]
    marks = [
        m
        for m in _SEPARATORS.finditer(between)
        if not any(n.start() <= m.start() < n.end() for n in _NO_SEPARATOR.finditer(between))
        and not _inside(between, m.start())
    ]
    if not marks:
        ranked = tail(between, rank=True) if following.kind == "rank" else None
        if ranked and ranked.table and 0 < ranked.cut < len(between):
            # 5个|区连续3年跻身全国百强区|前40名.
            return q.end + ranked.cut, q.end, False
        # In 362宗|工程已开工|335宗 and 在115个|县建设示范片|1000个 it is a verb, whatever noun it
        # could be.
        placed = text.startswith(_AT, max(0, q.start - 1)) and not between.endswith("的")
        sure = (r for r in runs(between) if placed or between[max(0, r.start - 1)] == "已")
        either = (r for r in runs(between) if not (r.noun and r.start > 0))
        verb = next(sure, None) or next(either, None)
        funds = verb is not None and between[: verb.start].endswith(_FUNDS)
        if verb is not None and verb.start > 0 and (q.counter or funds):
            return q.end + verb.start, q.end + verb.start, False
        if verb is not None or not q.counter:
            return q.end, q.end, False
        if TIME.match(between):
            return q.end, q.end, False
        measured = tail(between)
        if measured.table and (not following.counter or _GROWN_TO.search(between)):
            # 556项|服务事项办理时限压缩|80%: the noun is of both; of 企业有|31户 the first counts them.
            return q.end + measured.cut, q.end, False
        return stop, stop, True
    if between.endswith("等") and not q.counter and marks[0].start() > 0:
        # 投资12亿元|建成新园、东园等|11个住宅小区: the examples are of what is counted.
        return q.end, q.end, False
    if marks[-1].end() == len(between):
        m = marks[-1]
    elif marks[0].start() == 0:
        m = marks[0]
    else:
        m = next((m for m in marks if _opens(between, m.end())), marks[0])
    return q.end + m.start(), q.end + m.end(), True


_GROWN_TO = re.compile(r"(?:发展|扩大|扩展|增加|增长)[到至]$")


def _opens(between: str, at: int) -> bool:
    """A verb or a rank word right after a separator starts a new thing: 城市道路、续建桥梁3座."""
    return any(r.start == at for r in runs(between[: at + 8], at))


def _inside(between: str, at: int) -> bool:
    return any(a < at < b for a, b in guarded(between))
