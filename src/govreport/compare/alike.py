"""Two figures of two reports → how alike they are in what they are about, from 0 to 1.

    整治|背街小巷|12条   ↔  综合整治|背街里巷|9条           0.81
    新增|养老床位|200张  ↔  新增|托育机构|20个              0: another dimension
    修建|便民桥|500座    ↔  |便民桥|500座                  0.94: no verb, but the same number

Most of it is the names; the rest is the words around the two figures, an equal number, and whether
the figures before or after them are pairs already: reports keep the order of their lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex
from rapidfuzz import fuzz

from govreport.compare.amounts import conversion
from govreport.compare.names import bare, is_sum, kept_apart, within
from govreport.compare.things import Thing, is_vague, kindred, position, same_deed, thing
from govreport.models import Record
from govreport.text import fold

LEAST = 0.66
"""Things less alike than this are not taken for one."""
_WINDOW, _AFTER = 24, 6
"""Letters before and after a figure that say what it is about."""
_LISTED = 4
"""Known indicators in one sentence that make it a list of main targets."""
_BESIDE = 14
"""Of those, the last, which say most."""
_WITHIN = 0.75
"""How alike a name is at least to one that leaves out letters of it: 普通公路危桥, 危桥."""
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
"""What one and the same verb adds, and what is taken off where one figure is the second of its
sentence (增长15%,力争20%) and the other the first."""
_RATE = 0.06
"""What two rates must be more alike, one of which is not simply called longer than the other:
白酒产业增加值 and 化工产业增加值 differ in two letters."""
_DIGITS = regex.compile(r"[\d.%]+")
_RATES = ("percent", "percentage_point", "permille")


@dataclass(frozen=True, slots=True)
class Side:
    """A record of one of two reports, with what is needed to find its partner."""

    record: Record
    thing: Thing
    around: str
    """The words before and after the figure, folded, without numbers."""
    listed: bool
    """Whether it stands in a list of main targets."""
    neighbours: tuple[str | None, str | None]
    """The ids of the records before and after it in its sentence."""
    rank: int
    """How many figures of the same thing its sentence gives before: 力争 adds a second one."""


Agree = Callable[[Side, Side], bool]
Pairs = Mapping[str, str]
"""Ids of old records → ids of their new ones."""


def sides(records: Iterable[Record]) -> list[Side]:
    """The records without repetitions, those of the lists of main targets first."""
    rows = list(records)
    known = Counter(r.sentence for r in rows if r.indicator_key)
    near, rank = _neighbours(rows), _ranks(rows)
    return [
        Side(r, thing(r), _around(r), known[r.sentence] >= _LISTED, near[r.id], rank[r.id])
        for r in once(rows)
    ]


def _ranks(rows: Iterable[Record]) -> dict[str, int]:
    before: Counter[Hashable] = Counter()
    ranks = {}
    for record in sorted(rows, key=lambda r: r.start):
        what = (record.sentence, record.indicator, record.action, record.measure, record.unit)
        ranks[record.id] = before[what]
        before[what] += 1
    return ranks


def _neighbours(rows: Sequence[Record]) -> dict[str, tuple[str | None, str | None]]:
    inside: dict[str, list[Record]] = {}
    for record in rows:
        inside.setdefault(record.sentence, []).append(record)
    found: dict[str, tuple[str | None, str | None]] = {}
    for same in inside.values():
        ids = [record.id for record in sorted(same, key=lambda r: r.start)]
        found |= zip(ids, zip([None, *ids[:-1]], [*ids[1:], None], strict=True), strict=True)
    return found


def once(records: Iterable[Record]) -> list[Record]:
    """The records without repetitions: of equal figures of one thing, the one most in the open."""
    rows = list(records)
    known = Counter(r.sentence for r in rows if r.indicator_key)
    best: dict[Hashable, Record] = {}
    for record in rows:
        one = thing(record)
        what = (one.key, one.action, one.measure, one.dimension, one.horizon, one.base)
        named = None if one.key else one.name
        figure = (what, named, record.number, record.number_max, record.qualitative)
        seen = best.get(figure)
        if seen is None or known[record.sentence] > known[seen.sentence]:
            best[figure] = record
    return sorted(best.values(), key=lambda r: (-known[r.sentence], r.start))


def _around(record: Record) -> str:
    at = position(record)
    if at < 0:
        return _DIGITS.sub("", fold(record.sentence))
    before = record.sentence[max(0, at - _WINDOW) : at]
    after = record.sentence[at + len(record.text) :][:_AFTER]
    return _DIGITS.sub("", fold(before + after))


def context(a: Side, b: Side) -> float:
    """How alike the words around two figures are, those beside them most."""
    wide = fuzz.ratio(a.around, b.around)
    return (wide + fuzz.ratio(a.around[-_BESIDE:], b.around[-_BESIDE:])) / 200


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
        if is_sum(left[i].thing.name, of_old[i]) or is_sum(right[j].thing.name, of_new[j])
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
    names = _named(a.thing, b.thing, equal=equal)
    if names is None or not _one_kind(a.thing, b.thing) or _other_units(a.record, b.record):
        return 0.0
    if is_vague(a.thing) or is_vague(b.thing) or kept_apart(*names, equal=equal):
        return 0.0
    name = _names_alike(*names, equal=equal)
    longer = a.thing if len(names[0]) > len(names[1]) else b.thing
    inside = within(*names) or within(*names[::-1])
    if inside and longer.key is None and (a.thing.key or b.thing.key):
        # The lexicon knows 研发投入强度 and not 高新区研发投入强度: that is of a part.
        return 0.0
    same = bare(names[0]) == bare(names[1]) or _letters(a.thing) == _letters(b.thing)
    if same or (a.thing.key and b.thing.key):
        name = max(name, _SAME_LETTERS)
    score = 0.75 * name + 0.25 * context(a, b) + (_BONUS if equal else 0)
    score += size(a.record, b.record)
    if a.thing.action and a.thing.action == b.thing.action:
        score += _VERB
    if a.thing.dimension in _RATES and name < 1 and not inside:
        score -= _RATE
    if a.rank != b.rank:
        score -= _VERB
    if (a.thing.key is None) != (b.thing.key is None) and name < _SAME_LETTERS:
        score -= _KNOWN
    return min(0.99, score)


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
    if within(short, long) and short[-1] == long[-1] and (equal or 2 * len(short) >= len(long)):
        return max(ratio, _WITHIN)
    # The head of a Chinese name is at its end: 重点企业 and 重点项目 are not one thing.
    return ratio if first[-2:] == second[-2:] else 0.85 * ratio


def _letters(one: Thing) -> str:
    """The letters of verb and name: 数字化转型|规上企业 and 转型|规上企业数字化 have the same."""
    return "".join(sorted(one.action + one.name))


def _named(a: Thing, b: Thing, *, equal: bool) -> tuple[str, str] | None:
    """The two names, each without the deed that is the other's verb; None for two deeds.

    放映|农村公益电影 and |农村公益电影放映 are both 农村公益电影.
    """
    if same_deed(a.action, b.action):
        return a.name, b.name
    for verb, name in ((a.action, b.name), (b.action, a.name)):
        if verb and verb in name and len(name) > len(verb) + 1:
            bare = name.replace(verb, "", 1)
            return (a.name, bare) if verb == a.action else (bare, b.name)
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
