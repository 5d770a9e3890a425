"""Two lists of records → pairs of those that speak of one thing, and those left over.

    1  key         城镇新增就业 ↔ 新增城镇就业   one key, one deed, one measure and dimension
    2  indicator   闲置楼宇 ↔ 闲置楼宇          the same words
    3  similar     背街小巷 ↔ 背街里巷 0.81     the nearest, with its score, never in silence

One to one, the surest first. What is said twice in a report is one thing: the mention beside the
most other indicators of the lexicon stands for all, which is the list of the year's main targets.
A name that says little (项目) and the second figure of one thing must also stand among like words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import regex
from rapidfuzz import fuzz

from govreport.compare.amounts import conversion
from govreport.compare.things import (
    Thing,
    is_vague,
    kept_apart,
    kindred,
    same_deed,
    thing,
)
from govreport.models import Record
from govreport.text import fold

How = Literal["key", "indicator", "similar"]

LEAST = 0.66
"""Things less alike than this are not taken for one."""
_NEAR = 0.5
"""How alike the words around two figures must be where their names say little (项目)."""
_SAME = 0.6
"""The same where another figure of that name was found already."""
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
_DIGITS = regex.compile(r"[\d.%]+")


@dataclass(frozen=True, slots=True)
class Pair:
    old: Record
    new: Record
    match: How
    score: float
    """1 where the key or the words agree; else how alike the names are, from ``LEAST`` to 1."""


@dataclass(frozen=True, slots=True)
class Matched:
    pairs: tuple[Pair, ...]
    old: tuple[Record, ...]
    """Those of the first list that have no partner, in its order."""
    new: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    record: Record
    thing: Thing
    around: str
    """The words before and after the figure, folded, without numbers."""
    listed: bool
    """Whether it stands in a list of main targets."""


def _sides(records: Iterable[Record]) -> list[_Side]:
    rows = list(records)
    beside = Counter(r.sentence for r in rows if r.indicator_key)
    return [
        _Side(record, thing(record), _around(record), beside[record.sentence] >= _LISTED)
        for record in once(rows)
    ]


def _around(record: Record) -> str:
    at = record.sentence.find(record.text)
    if at < 0:
        return _DIGITS.sub("", fold(record.sentence))
    before = record.sentence[max(0, at - _WINDOW) : at]
    after = record.sentence[at + len(record.text) :][:_AFTER]
    return _DIGITS.sub("", fold(before + after))


Agree = Callable[[_Side, _Side], bool]


def match(
    old: Iterable[Record],
    new: Iterable[Record],
    *,
    when: Callable[[Record, Record], bool] | None = None,
) -> Matched:
    """Pair the records of two reports that speak of one thing, in one measure and dimension.

    ``when`` says whether two records hold at times that are to be compared; by default at the same
    distance from each report's own year.
    """

    def agree(a: _Side, b: _Side) -> bool:
        if when is not None:
            return when(a.record, b.record)
        return a.thing.horizon == b.thing.horizon != "part"

    left, right = _sides(old), _sides(new)
    pairs: list[Pair] = []
    for how, by in _STAGES:
        for wordless in (False, True):
            found = _equal(left, right, by, agree, wordless=wordless)
            pairs += [Pair(a.record, b.record, how, 1.0) for a, b in found]
            left, right = _rest(left, right, found)
    near = _similar(left, right, agree)
    pairs += [Pair(a.record, b.record, "similar", score) for a, b, score in near]
    left, right = _rest(left, right, [(a, b) for a, b, _ in near])
    return Matched(tuple(pairs), tuple(s.record for s in left), tuple(s.record for s in right))


def any_measure(
    old: Iterable[Record], new: Iterable[Record], when: Callable[[Record, Record], bool]
) -> list[tuple[Record, Record]]:
    """For each old record the first new one of its key or name, whatever it measures.

    A new record may serve several old ones: nothing is judged by these pairs.
    """
    offers = [(r, thing(r)) for r in new]
    found = []
    for record in old:
        own = thing(record)
        for other, its in offers:
            if (
                when(record, other)
                and ((own.key or own.name) == (its.key or its.name))
                and not is_vague(own)
                and same_deed(own.action, its.action)
            ):
                found.append((record, other))
                break
    return found


def once(records: Iterable[Record]) -> list[Record]:
    """The records without repetitions: of equal figures of one thing, the one most in the open."""
    rows = list(records)
    beside = Counter(r.sentence for r in rows if r.indicator_key)
    best: dict[Hashable, Record] = {}
    for record in rows:
        figure = (thing(record), record.number, record.number_max, record.qualitative)
        seen = best.get(figure)
        if seen is None or beside[record.sentence] > beside[seen.sentence]:
            best[figure] = record
    return sorted(best.values(), key=lambda r: (-beside[r.sentence], r.start))


def _by_key(side: _Side) -> Hashable | None:
    return side.thing.key


def _by_name(side: _Side) -> Hashable | None:
    return side.thing.name


_STAGES: tuple[tuple[How, Callable[[_Side], Hashable | None]], ...] = (
    ("key", _by_key),
    ("indicator", _by_name),
)


def _equal(
    left: Sequence[_Side],
    right: Sequence[_Side],
    by: Callable[[_Side], Hashable | None],
    agree: Agree,
    *,
    wordless: bool,
) -> list[tuple[_Side, _Side]]:
    """Pairs that ``by`` gives the same; with ``wordless``, a number may meet words."""
    offers: dict[Hashable, list[_Side]] = defaultdict(list)
    for b in right:
        if (form := by(b)) is not None:
            offers[form].append(b)
    fitting = [
        (_closeness(a, b), i, a, b)
        for i, a in enumerate(left)
        for b in offers.get(by(a), ())
        if _comparable(a.thing, b.thing, wordless=wordless) and agree(a, b)
    ]
    found: list[tuple[_Side, _Side]] = []
    taken: set[int] = set()
    again: set[Hashable] = set()
    for _, _, a, b in sorted(fitting, key=lambda offer: (*map(_negated, offer[0]), offer[1])):
        form = by(a)
        if {id(a), id(b)} & taken or _context(a, b) < _least(a.thing, second=form in again):
            continue
        again.add(form)
        taken |= {id(a), id(b)}
        found.append((a, b))
    return found


def _negated(number: float) -> float:
    return -number


def _comparable(a: Thing, b: Thing, *, wordless: bool = False) -> bool:
    """Whether figures of two things may stand side by side: one measure, dimension, deed, base."""
    if a.key and b.key and a.key != b.key and not kindred(a.key, b.key):
        return False
    if not same_deed(a.action, b.action):
        return False
    if wordless and "" in (a.measure, b.measure):
        return True
    return (a.measure, a.dimension, a.base) == (b.measure, b.dimension, b.base)


def _least(one: Thing, *, second: bool) -> float:
    """How alike the words around two figures of one name must be."""
    if second:
        return _SAME
    return _NEAR if is_vague(one) else 0


def _context(a: _Side, b: _Side) -> float:
    """How alike the words around two figures are, those beside them most."""
    wide = fuzz.ratio(a.around, b.around)
    return (wide + fuzz.ratio(a.around[-_BESIDE:], b.around[-_BESIDE:])) / 200


def _closeness(a: _Side, b: _Side) -> tuple[float, float, float]:
    """Which of several is meant: of one verb, both in lists of targets, among like words."""
    both = a.listed and b.listed
    return a.thing.action == b.thing.action, both, _context(a, b)


def _rest(
    left: Sequence[_Side], right: Sequence[_Side], found: Iterable[tuple[_Side, _Side]]
) -> tuple[list[_Side], list[_Side]]:
    taken = {id(side) for pair in found for side in pair}
    return (
        [side for side in left if id(side) not in taken],
        [side for side in right if id(side) not in taken],
    )


def _similar(
    left: Sequence[_Side], right: Sequence[_Side], agree: Agree
) -> list[tuple[_Side, _Side, float]]:
    """The most alike first, each side once."""
    offers = [
        (score, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if _comparable(a.thing, b.thing) and agree(a, b) and (score := likeness(a, b)) >= LEAST
    ]
    found, seen = [], set()
    for score, i, j in sorted(offers, key=lambda offer: (-offer[0], offer[1], offer[2])):
        if ("old", i) not in seen and ("new", j) not in seen:
            seen |= {("old", i), ("new", j)}
            found.append((left[i], right[j], round(score, 2)))
    return found


def likeness(a: _Side, b: _Side) -> float:
    """How alike two figures are in what they are about, from 0 to 1; most by their names."""
    first, second = a.thing.name, b.thing.name
    equal = _equal_numbers(a.record, b.record)
    if is_vague(a.thing) or is_vague(b.thing) or kept_apart(first, second, equal=equal):
        return 0.0
    name = fuzz.ratio(first, second) / 100
    if first[-2:] != second[-2:]:
        # The head of a Chinese name is at its end: 重点企业 and 重点项目 are not one thing.
        name *= 0.85
    elif _within(first, second) or _within(second, first):
        if (a.thing.key is None) != (b.thing.key is None):
            # The lexicon knows 研发投入强度 and not 高新区研发投入强度: that is of a part.
            return 0.0
        name = max(name, _WITHIN)
    return min(0.99, 0.75 * name + 0.25 * _context(a, b) + (_BONUS if equal else 0))


def _equal_numbers(a: Record, b: Record) -> bool:
    return (a.number, a.number_max) == (b.number, b.number_max) and conversion(a, b) == 1


def _within(short: str, name: str) -> bool:
    """Whether the letters of ``short`` are all in ``name``, in order: 龙头企业, 农业龙头企业."""
    letters = iter(name)
    return len(short) < len(name) and all(letter in letters for letter in short)
