"""Two lists of records → pairs of those that speak of one thing, and those left over.

    1  key         城镇新增就业 ↔ 新增城镇就业   one key, one deed, one measure and dimension
    2  indicator   闲置楼宇 ↔ 闲置楼宇          the same words
    3  member      城镇和农村居民收入 ↔ 农村居民收入   a list and those that it names, two or more
    4  similar     背街小巷 ↔ 背街里巷 0.81     the likeliest, with its score, never in silence

One to one but for lists, the surest first. What is said twice in a report is one thing: the mention
beside the most other indicators of the lexicon stands for all, which is the list of the year's main
targets. A name that says little (项目) tells nothing by itself and is left for the last step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from govreport.compare.alike import Usage, apart, beside, comparable, similar
from govreport.compare.names import members
from govreport.compare.sides import Agree, Pairs, Side, context, sides
from govreport.compare.things import is_vague, only_begun, said_of_each, same_deed, thing
from govreport.extract.keys import key_of
from govreport.models import Record

LEAST = 0.4
"""Figures that are less likely of one thing than this are not taken for it."""

_SIZE = 0.03
"""How much likeness of the words e to the power of one between two sizes outweighs."""

How = Literal["key", "indicator", "similar"]


@dataclass(frozen=True, slots=True)
class Pair:
    old: Record
    new: Record
    match: How
    score: float
    """1 where the key or the words agree; else how likely they are of one thing, from ``LEAST`` on."""


@dataclass(frozen=True, slots=True)
class Matched:
    pairs: tuple[Pair, ...]
    old: tuple[Record, ...]
    """Those of the first list that have no partner, in its order."""
    new: tuple[Record, ...]


def match(
    old: Iterable[Record],
    new: Iterable[Record],
    *,
    when: Callable[[Record, Record], bool] | None = None,
    least: float = LEAST,
) -> Matched:
    """Pair the records of two reports that speak of one thing, in one measure and dimension.

    ``when`` says whether two records hold at times that are to be compared; by default at the same
    distance from each report's own year. ``least`` is how likely of one thing they must be, from 0 to
    1, where neither key nor name tells.
    """
    agree = at_one_distance if when is None else _as_records(when)
    left, right = sides(old), sides(new)
    usage = Usage(left, right)
    pairs, left, right = told(left, right, agree)
    near = similar(left, right, agree, _ids(pairs), usage, least)
    pairs += [Pair(a.record, b.record, "similar", score) for a, b, score in near]
    left, right = _rest(left, right, [(a, b) for a, b, _ in near])
    return Matched(tuple(pairs), tuple(s.record for s in left), tuple(s.record for s in right))


def at_one_distance(a: Side, b: Side) -> bool:
    """Whether two figures hold at the same distance from each report's own year."""
    return a.thing.horizon == b.thing.horizon != "part"


def _as_records(when: Callable[[Record, Record], bool]) -> Agree:
    return lambda a, b: when(a.record, b.record)


def told(
    left: list[Side], right: list[Side], agree: Agree
) -> tuple[list[Pair], list[Side], list[Side]]:
    """Pairs that the lexicon's key or the words of their names tell, and those left over."""
    pairs: list[Pair] = []
    for how, by in _STAGES:
        for wordless in (False, True):
            found = _equal(left, right, by, agree, _ids(pairs), wordless=wordless)
            pairs += [Pair(a.record, b.record, how, 1.0) for a, b in found]
            left, right = _rest(left, right, found)
    found = _members(left, right, agree, _ids(pairs))
    pairs += [Pair(a.record, b.record, "key", 1.0) for a, b in found]
    left, right = _rest(left, right, found)
    turned = _members(right, left, lambda b, a: agree(a, b), {})
    pairs += [Pair(a.record, b.record, "key", 1.0) for b, a in turned]
    left, right = _rest(left, right, turned)
    return pairs, left, right


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


def _by_key(side: Side) -> Hashable | None:
    return side.thing.key


def _by_name(side: Side) -> Hashable | None:
    return side.thing.name


_STAGES: tuple[tuple[How, Callable[[Side], Hashable | None]], ...] = (
    ("key", _by_key),
    ("indicator", _by_name),
)


def _equal(
    left: Sequence[Side],
    right: Sequence[Side],
    by: Callable[[Side], Hashable | None],
    agree: Agree,
    paired: Pairs,
    *,
    wordless: bool,
) -> list[tuple[Side, Side]]:
    """Pairs that ``by`` gives the same; with ``wordless``, a number may meet words."""
    offers: dict[Hashable, list[Side]] = defaultdict(list)
    for b in right:
        if (form := by(b)) is not None:
            offers[form].append(b)
    fitting = [
        (_closeness(a, b, paired), i, a, b)
        for i, a in enumerate(left)
        for b in offers.get(by(a), ())
        if not is_vague(a.thing) and comparable(a.thing, b.thing, wordless=wordless) and agree(a, b)
    ]
    found: list[tuple[Side, Side]] = []
    taken: set[int] = set()
    for _, _, a, b in sorted(fitting, key=lambda offer: (*map(_negated, offer[0]), offer[1])):
        if {id(a), id(b)} & taken:
            continue
        taken |= {id(a), id(b)}
        found.append((a, b))
    return found


def _members(
    lists: Sequence[Side], others: Sequence[Side], agree: Agree, paired: Pairs
) -> list[tuple[Side, Side]]:
    """城镇和农村居民收入均增长7% and a figure for each: a list meets every one that it names."""
    offers: dict[Hashable, list[Side]] = defaultdict(list)
    for side in others:
        offers[side.thing.key or side.thing.name].append(side)
    found: list[tuple[Side, Side]] = []
    taken: set[int] = set()
    for one in lists:
        r = one.record
        met: list[Side] = []
        for name in members(one.thing.name) if said_of_each(r) else ():
            key = key_of(name, r.measure, r.dimension, r.action)
            member = replace(one.thing, name=name, key=key)
            fitting = [
                other
                for other in offers.get(key or name, ())
                if id(other) not in taken | {id(side) for side in met}
                and comparable(member, other.thing, wordless=True)
                and agree(one, other)
            ]
            if fitting:
                met.append(max(fitting, key=lambda side: _closeness(one, side, paired)))
        # One of them alone is only similar to the list.
        if len(met) > 1:
            taken |= {id(side) for side in met}
            found += [(one, side) for side in met]
    return found


def _negated(number: float) -> float:
    return -number


def _closeness(a: Side, b: Side, paired: Pairs) -> tuple[float, ...]:
    """Which of several is meant: of one verb, both in lists of targets, both the first figure of
    their sentence or the second, beside what is a pair already, among like
    words, of about one size."""
    both, turn = a.listed and b.listed, a.rank == b.rank
    near = context(a, b) - _SIZE * (apart(a.record, b.record) or 0)
    deed = a.thing.action == b.thing.action
    # 新开工300个、完工100个 of one year, 完成改造183个 of the next: what is done was not only begun.
    begun = only_begun(a.thing.action) == only_begun(b.thing.action)
    # 居民收入与经济增长同步: told by a rate of growth, not by how much it is.
    told = _grown(a, b)
    return told, deed, begun, both, turn, beside(a, b, paired), near


def _grown(a: Side, b: Side) -> bool:
    """Whether of words and a number the number is a rate of growth."""
    wordless = next((s for s in (a, b) if s.record.value is None), None)
    other = b if wordless is a else a
    return wordless is None or other.record.measure == "growth"


def _ids(pairs: Iterable[Pair]) -> Pairs:
    return {pair.old.id: pair.new.id for pair in pairs}


def _rest(
    left: Sequence[Side], right: Sequence[Side], found: Iterable[tuple[Side, Side]]
) -> tuple[list[Side], list[Side]]:
    taken = {id(side) for pair in found for side in pair}
    return (
        [side for side in left if id(side) not in taken],
        [side for side in right if id(side) not in taken],
    )
