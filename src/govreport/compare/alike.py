"""Two figures of two reports → how alike they are in what they are about, from 0 to 1.

    整治|背街小巷|12条   ↔  综合整治|背街里巷|9条           0.81
    新增|养老床位|200张  ↔  新增|托育机构|20个              0: another dimension
    修建|便民桥|500座    ↔  |便民桥|500座                  0.94: no verb, but the same number

Most of it is the names; the rest is the words around the two figures, an equal number, and whether
the figures before or after them are pairs already: reports keep the order of their lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex
from rapidfuzz import fuzz

from govreport.compare.amounts import conversion
from govreport.compare.names import (
    bare,
    but_for_level,
    is_sum,
    items,
    kept_apart,
    listed,
    members,
    name_of,
    within,
)
from govreport.compare.sides import Agree, Pairs, Side, context
from govreport.compare.things import (
    Thing,
    ending_deed,
    is_vague,
    kindred,
    only_begun,
    opposed,
    same_deed,
    says_little,
    says_nothing,
    unknown_deed,
)
from govreport.extract.keys import key_of
from govreport.models import Record

LEAST = 0.62
"""Things less alike than this are not taken for one."""
_WITHIN = 0.75
"""How alike a name is at least to one that leaves out letters of it: 普通公路危桥, 危桥."""
_ALMOST = 90
"""How alike, of 100, two names are at least that are no sum and part of it."""
_LISTED = 0.8
"""The same of a name and a list that holds it (散乱污企业, 散乱污企业和黑加油点)."""
_NEARLY = 0.75
"""How alike the letters of verb and name are at least, where one verb holds the other."""
_TURNED = 0.9
"""How much of it counts, where two names with one number have like letters in another order."""
_BONUS = 0.08
"""What one and the same number adds: it is rare that two things share it."""
_SAME_LETTERS = 0.9
"""How alike names are at least whose letters, with the verb, are the same in another order, that
differ in 项目 or 工程 only, or that the lexicon knows as kindred (就业, 城镇就业)."""
_NEXT = 0.06
"""What a neighbour adds that is a pair already."""
_SIZE, _CLOSE, _FAR = 0.03, 1.25, 5
"""What is added where two figures are close in size, and taken off where they are far apart."""
_KNOWN = 0.05
"""What is taken off where the lexicon knows one name and not the other (规模以上手工加工企业)."""
_VERB = 0.03
"""What one and the same verb adds."""
_TURN = 0.1
"""What is taken off where one figure is the second of its sentence (增长15%,力争20%) and the other
the first: more than a neighbour adds."""
_OTHER_VERB = 0.1
"""What is taken off where two verbs stand before one name, one of which the lexicon does not know
(疏解|交通堵点, 治理|交通堵点)."""
_TELLING = 4
"""Letters of a name at least that is found whatever its verb."""
_RATE = 0.06
"""What two rates must be more alike, one of which is not simply called longer than the other:
白酒产业增加值 and 化工产业增加值 differ in two letters."""
_BRACKETS = regex.compile(r"[(（][^()（）]*[)）]")
_COUNTING = ("", "新增", "净增", "建设")
"""Actions that add nothing to a name that holds the deed."""
_RATES = ("percent", "percentage_point", "permille")


def comparable(a: Thing, b: Thing, *, wordless: bool = False) -> bool:
    """Whether figures of two things may stand side by side: one measure, dimension, deed, base."""
    return same_deed(a.action, b.action) and _one_kind(a, b, wordless=wordless)


def _one_kind(a: Thing, b: Thing, *, wordless: bool = False) -> bool:
    if a.key and b.key and a.key != b.key and not kindred(a.key, b.key):
        return False
    if wordless and "" in (a.measure, b.measure):
        return True
    return (a.measure, a.dimension, a.base) == (b.measure, b.dimension, b.base)


def similar(
    left: Sequence[Side], right: Sequence[Side], agree: Agree, paired: Pairs
) -> list[tuple[Side, Side, float]]:
    """Pairs of what is alike enough, the most alike first, each side once.

    ``paired`` are those found before; a pair that is found makes its neighbours more alike.
    """
    offers = {
        (i, j): score
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if agree(a, b) and (score := likeness(a, b)) > LEAST - _BONUS - 2 * _NEXT
    }
    mixed = _mixed(left, right, offers)
    known = dict(paired)
    found: list[tuple[Side, Side, float]] = []
    while offers:
        (i, j), score = max(
            ((at, _full(left[at[0]], right[at[1]], score, known)) for at, score in offers.items()),
            key=lambda offer: (offer[1], -offer[0][0], -offer[0][1]),
        )
        if score < LEAST:
            break
        if (i, j) not in mixed:
            found.append((left[i], right[j], round(score, 2)))
            known[left[i].record.id] = right[j].record.id
            offers = {at: s for at, s in offers.items() if at[0] != i and at[1] != j}
        else:
            del offers[i, j]
    return found


def _mixed(
    left: Sequence[Side], right: Sequence[Side], offers: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Offers of a sum for one of its parts: 城建交通工程, where the other has 城建工程 too."""
    of_old: dict[int, set[str]] = {}
    of_new: dict[int, set[str]] = {}
    for i, j in (pairs := list(offers)):
        of_old.setdefault(i, set()).add(right[j].thing.name)
        of_new.setdefault(j, set()).add(left[i].thing.name)
    return {
        (i, j)
        for i, j in pairs
        if fuzz.ratio(left[i].thing.name, right[j].thing.name) < _ALMOST
        and (is_sum(left[i].thing.name, of_old[i]) or is_sum(right[j].thing.name, of_new[j]))
    }


def _full(a: Side, b: Side, score: float, paired: Pairs) -> float:
    """The likeness, with what the neighbours add to it."""
    return min(0.99, score + _NEXT * beside(a, b, paired))


def beside(a: Side, b: Side, paired: Pairs) -> int:
    """How many of their neighbours are pairs: those before them, those after them."""
    return sum(
        x is not None and y is not None and paired.get(x) == y
        for x, y in zip(a.neighbours, b.neighbours, strict=True)
    )


def likeness(a: Side, b: Side) -> float:
    """How alike two figures are in what they are about, from 0 to 1; most by their names."""
    # Two rates of 10% or 100% are common; two that count 2304 streets are not.
    equal = a.thing.dimension not in _RATES and equal_numbers(a.record, b.record)
    near = size(a.record, b.record) >= 0
    names = _named(a.thing, b.thing, equal=equal, near=near)
    if names is None or not _one_kind(a.thing, b.thing) or _other_units(a.record, b.record):
        return 0.0
    turned = a.thing.name != b.thing.name and _turned(a.thing, b.thing)
    if turned:
        # 优化提质|儿童福利机构, |儿童福利机构优化提质项目: what keeps them apart may be in the verb.
        names = _said(a.thing), _said(b.thing)
    # What is said of a list in % is said of each thing in it, and so is 动态清零.
    told_of_all = equal or a.thing.dimension in _RATES
    held = told_of_all and (_in_list(a, b) or _in_list(b, a))
    shared = held or (told_of_all and (listed(*names) or listed(*names[::-1])))
    if not turned and (is_vague(a.thing) or is_vague(b.thing)):
        return 0.0
    # Kindred keys are: 城镇居民收入, 城乡居民收入.
    if not (held or (a.thing.key and b.thing.key)) and kept_apart(
        *names, equal=equal or (near and but_for_level(*names)), shared=shared
    ):
        return 0.0
    name = _names_alike(*names, equal=equal)
    longer = a.thing if len(names[0]) > len(names[1]) else b.thing
    inside = within(*names) or within(*names[::-1])
    same = turned or _same_name(a, b, names)
    if (
        inside
        and not (equal or same or shared)
        and longer.key is None
        and (a.thing.key or b.thing.key)
    ):
        # The lexicon knows 研发投入强度 and not 高新区研发投入强度: that is of a part.
        return 0.0
    if same or (a.thing.key and b.thing.key):
        name = max(name, _SAME_LETTERS)
    if shared:
        name = max(name, _LISTED)
    if equal and a.thing.action and a.thing.action == b.thing.action and _of_kind(*names):
        name = max(name, _WITHIN)
    score = 0.75 * name + 0.25 * context(a, b) + (_BONUS if equal else 0)
    score += size(a.record, b.record)
    if a.thing.action and a.thing.action == b.thing.action:
        score += _VERB
    if not equal and names[0] == names[1] and not same_deed(a.thing.action, b.thing.action):
        score -= _OTHER_VERB
    if a.thing.dimension in _RATES and name < 1 and not inside:
        score -= _RATE
    if a.rank != b.rank or only_begun(a.thing.action) != only_begun(b.thing.action):
        score -= _TURN
    if (a.thing.key is None) != (b.thing.key is None) and name < _SAME_LETTERS:
        score -= _KNOWN
    return min(0.99, score)


def _of_kind(first: str, second: str) -> bool:
    """Whether two names end in one word that says something: 重点产业集群, 先进制造业集群."""
    return first[-2:] == second[-2:] and not says_nothing(first[-2:])


def _in_list(a: Side, b: Side) -> bool:
    """Whether the second is a list that holds the first: 医疗保险参保率, 养老、医疗保险参保率."""
    r, each = b.record, members(b.thing.name)
    if a.thing.key is None:
        return a.thing.name in each
    return any(key_of(name, r.measure, r.dimension, r.action) == a.thing.key for name in each)


def size(a: Record, b: Record) -> float:
    """What the sizes of two figures say for their being of one thing: few targets grow fivefold."""
    factor = conversion(b, a)
    if not a.number or not b.number or factor is None:
        return 0.0
    times = abs(float(b.number * factor.numerator / factor.denominator / a.number))
    times = max(times, 1 / times)
    return _SIZE if times <= _CLOSE else -_SIZE if times > _FAR else 0.0


def _names_alike(first: str, second: str, *, equal: bool) -> float:
    ratio = fuzz.ratio(first, second) / 100
    short, long = sorted((first, second), key=len)
    inside = within(short, long) and short[-1] == long[-1]
    ends = long.endswith(short) and len(short) >= _TELLING  # 小微型调蓄设施, 调蓄设施
    if inside and (equal or ends or 2 * len(short) >= len(long)):
        return max(ratio, _WITHIN)
    lists = items(first), items(second)
    if equal:
        # 雨污合流管网100公里, 管网雨污分流100公里
        ratio = max(ratio, _TURNED * _in_any_order(first, second))
    turned = _in_any_order(first, second)
    if turned >= _TURNED and first[-2:] == second[-2:]:
        # 街道卫生服务覆盖率, 社区卫生服务街道覆盖率
        ratio = max(ratio, _TURNED * turned)
    if min(map(len, lists)) > 1:
        # 实验室和中试基地, 中试平台和实验室: lists are said in any order.
        return max(ratio, _in_any_order(*lists))
    # The head of a Chinese name is at its end: 重点企业 and 重点项目 are not one thing.
    return ratio if first[-2:] == second[-2:] else 0.85 * ratio


def _in_any_order(a: Sequence[str], b: Sequence[str]) -> float:
    """How alike two names are in their letters, or two lists in their items, from 0 to 1."""
    return fuzz.ratio("".join(sorted(a)), "".join(sorted(b))) / 100


def _same_name(a: Side, b: Side, names: tuple[str, str]) -> bool:
    """Whether two names are one but for 项目 at the end or what stands in brackets: 公办中小学 and
    公办中小学(幼儿园)."""
    if bare(names[0]) == bare(names[1]):
        return True
    plain = [_BRACKETS.sub("", side.record.indicator) for side in (a, b)]
    return len(min(plain, key=len)) >= _TELLING and name_of(plain[0]) == name_of(plain[1])


def _turned(a: Thing, b: Thing) -> bool:
    """Whether verb and name are one in another order, in like letters where one verb holds the
    other: 生活污水治理|行政村, 治理|行政村农村生活污水."""
    if _letters(a) & _letters(b) or _said_in(a, b) or _said_in(b, a):
        return True
    long, short = (a, b) if len(a.action) > len(b.action) else (b, a)
    rest = long.action.replace(short.action, "", 1) if short.action else ""
    if rest in ("", long.action) or rest not in short.name:
        return False
    return _in_any_order(a.action + a.name, b.action + b.name) >= _NEARLY


def _said(one: Thing) -> str:
    """Verb and name in one, without a verb that adds nothing."""
    return one.name if one.action in _COUNTING else one.action + one.name


def _said_in(a: Thing, b: Thing) -> bool:
    """Whether the second's name holds the first's verb, and its own verb says little of the deed:
    优化提质|儿童福利机构, 实施|儿童福利机构优化提质项目; 上市|企业, 新增|上市企业."""
    told = len(a.action) > 1 and a.action in b.name and a.action not in a.name
    if not told or not (says_little(b.action) or b.action in _COUNTING):
        return False
    return _in_any_order(a.action + a.name, bare(b.name)) >= _NEARLY


def _letters(one: Thing) -> set[str]:
    """The letters of verb and name, with 项目 at its end or without: 数字化转型|规上企业 and
    转型|规上企业数字化 have the same, and so have 整治|土地 and |土地整治项目."""
    return {"".join(sorted(one.action + name)) for name in (one.name, bare(one.name))}


def _named(a: Thing, b: Thing, *, equal: bool, near: bool) -> tuple[str, str] | None:
    """The two names, each without the deed that is the other's verb; None for two deeds.

    放映|农村公益电影 and |农村公益电影放映 are both 农村公益电影. ``near``: the numbers are not far
    apart, so that what is added (新增|政务事项|100项) may be what is done (上线|政务事项|90项).
    """
    if same_deed(a.action, b.action):
        return a.name, b.name
    for verb, name in ((a.action, b.name), (b.action, a.name)):
        if verb and verb in name and len(name) > len(verb) + 1:
            rest = bare(name.replace(verb, "", 1))
            return (a.name, rest) if verb == a.action else (rest, b.name)
    for named, done in ((a, b), (b, a)):
        verb = ending_deed(named.name, done.action) if done.action and not named.action else ""
        if verb and len(named.name) > len(verb) + 1:
            rest = named.name.removesuffix(verb)
            return (rest, b.name) if named is a else (a.name, rest)
    if unknown_deed(a.action, b.action):
        related = within(a.name, b.name) or within(b.name, a.name)
        if (a.name == b.name and len(a.name) >= _TELLING) or (equal and related):
            return a.name, b.name
    both = bool(a.action and b.action) and not opposed(a.action, b.action)
    if near and both and a.name == b.name and len(a.name) >= _TELLING:
        return a.name, b.name
    # 修建便民桥500座, 再有500座便民桥: a deed and none, but one number; 发展, 做强 of one name too.
    alike = a.name == b.name or "" in (a.action, b.action)
    return (a.name, b.name) if equal and alike else None


def _other_units(a: Record, b: Record) -> bool:
    """Whether two numbers count different things: 90万人 and 3138个村."""
    return a.number is not None and b.number is not None and conversion(a, b) is None


def equal_numbers(a: Record, b: Record) -> bool:
    """Whether two figures are one number, in one unit."""
    first, second = ((r.number, r.number_max, r.qualitative) for r in (a, b))
    return first == second and conversion(a, b) == 1
