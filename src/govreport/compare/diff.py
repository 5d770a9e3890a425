"""The targets of two reports → what was raised, lowered, kept, reworded, added and dropped.

    2023: 地区生产总值增长5.5%左右     2024: 地区生产总值增长5.5%以上     → reworded
    2023: 国家高新技术企业达到240家    2024: 国家高新技术企业达到280家    → raised by 40 家
    2023: 固定资产投资增长8%          2024: 固定资产投资实现正增长       → changed

How figures are compared is said in ``rules.FIGURES``; how records find each other, in ``match``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from govreport.compare.amounts import step
from govreport.compare.match import How, Pair, match
from govreport.compare.things import one_of_other
from govreport.models import Record, Status

Kind = Literal["raised", "lowered", "unchanged", "reworded", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in two reports. Of an added thing ``old`` is null, of a removed one ``new``."""

    kind: Kind
    indicator: str
    """In the words of the newer report that has it."""
    indicator_key: str | None
    old: Record | None
    new: Record | None
    change: Decimal | None = None
    change_unit: str | None = None
    match: How | None = None
    score: float | None = None


def diff(
    old: Iterable[Record], new: Iterable[Record], *, status: Status = "target"
) -> list[Difference]:
    """Compare the records of one status; in the order of the newer report, then what it dropped."""
    found = match((r for r in old if r.status == status), (r for r in new if r.status == status))
    rows = [_paired(pair) for pair in found.pairs]
    rows += [Difference("added", r.indicator, r.indicator_key, None, r) for r in found.new]
    rows += [Difference("removed", r.indicator, r.indicator_key, r, None) for r in found.old]
    return sorted(rows, key=_place)


def _place(row: Difference) -> tuple[bool, int]:
    record = row.new or row.old
    assert record is not None
    return row.new is None, record.start


def _paired(pair: Pair) -> Difference:
    old, new = pair.old, pair.new
    kind, change, unit = _kind(old, new)
    return Difference(
        kind, new.indicator, new.indicator_key or old.indicator_key, old, new, change, unit,
        pair.match, pair.score,
    )  # fmt: skip


def _kind(old: Record, new: Record) -> tuple[Kind, Decimal | None, str | None]:
    if one_of_other(old.indicator_key, new.indicator_key):
        return "changed", None, None
    if old.number is None or new.number is None:
        same = old.number is new.number and old.qualitative == new.qualitative
        return (_worded(old, new) if same else "changed"), None, None
    moved = step(old, new)
    if moved.order == "apart":
        return "changed", moved.change, moved.unit
    if moved.order == "same":
        return _worded(old, new), moved.change, moved.unit
    return ("raised" if moved.order == "higher" else "lowered"), moved.change, moved.unit


def _worded(old: Record, new: Record) -> Kind:
    """Two equal figures: the same promise, or one bound or meant otherwise."""
    same = (old.comparator, old.modality) == (new.comparator, new.modality)
    return "unchanged" if same else "reworded"
