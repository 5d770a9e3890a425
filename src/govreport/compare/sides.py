"""The records of a report → sides: each with what is needed to find its partner in another report.

    新建公园5座、绿道8公里  →  公园 and 绿道, each the neighbour of the other, with the words around it

What a report says twice is one side: of equal figures of one thing, the one most in the open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex
from rapidfuzz import fuzz

from govreport.compare.things import CLAUSES, Thing, before, behind, is_vague, position, thing
from govreport.extract.tail import ADDING
from govreport.models import Record
from govreport.text import fold

_WINDOW, _AFTER = 24, 6
"""Letters before and after a figure that say what it is about."""
_BESIDE = 14
"""Of those, the last, which say most."""
_MARKS = regex.compile(r"[。；;!?！？,，、]")
_COUNTING = ("", *ADDING, "建设")
"""Actions that add nothing to a name."""
_LISTED = 4
"""Known indicators in one sentence that make it a list of main targets."""
_DIGITS = regex.compile(r"[\d.%]+")


@dataclass(frozen=True, slots=True)
class Side:
    """A record of one of two reports, with what is needed to find its partner."""

    record: Record
    thing: Thing
    around: str
    """The words before and after the figure, folded, without numbers."""
    letters: frozenset[str]
    """The letters of its verb and name; of a name that says little, with the words behind it."""
    clause: frozenset[str]
    """The letters between the two full stops or semicolons that it stands between."""
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
    return [_side(r, known[r.sentence] >= _LISTED, near[r.id], rank[r.id]) for r in once(rows)]


def _side(
    record: Record, listed: bool, neighbours: tuple[str | None, str | None], rank: int
) -> Side:
    one = thing(record)
    said = one.name if one.action in _COUNTING else one.action + one.name
    if is_vague(one):
        said += _counted(record)
    clause = frozenset(_clause(record))
    return Side(
        record, one, _around(record), frozenset(said), clause, listed, neighbours, rank
    )  # fmt: skip


def _ranks(rows: Iterable[Record]) -> dict[str, int]:
    before: Counter[Hashable] = Counter()
    ranks = {}
    for record in sorted(rows, key=lambda r: r.start):
        what = (record.sentence, record.indicator, record.action, record.measure, _counted(record))
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


def _counted(record: Record) -> str:
    """The words from the figure to the next mark: 新增13个|县实现义务教育均衡|、26个县普及高中教育."""
    return _MARKS.split(behind(record), 1)[0]


def _clause(record: Record) -> str:
    """The words around the figure up to a full stop or semicolon, folded, without numbers."""
    words = CLAUSES.split(before(record))[-1] + record.text + CLAUSES.split(behind(record), 1)[0]
    return _DIGITS.sub("", fold(words))


def context(a: Side, b: Side) -> float:
    """How alike the words around two figures are, those beside them most."""
    wide = fuzz.ratio(a.around, b.around)
    return (wide + fuzz.ratio(a.around[-_BESIDE:], b.around[-_BESIDE:])) / 200
