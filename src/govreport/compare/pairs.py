"""Reports of two years, or a folder of many → which is compared with which.

    [云川市 2023, 远山县 2023], [云川市 2024, 远山县 2024]  →  云川市 2023–2024, 远山县 2023–2024
    one folder, --years 2023 2024                        →  the same

One report on each side is always compared, whoever's it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govreport.compare.panel import Source


@dataclass(frozen=True, slots=True)
class Couple:
    """The older and the newer report of one place."""

    old: Source
    new: Source


@dataclass(frozen=True, slots=True)
class Coupled:
    couples: tuple[Couple, ...]
    alone: tuple[str, ...]
    """Reports without a partner, each with the reason."""


def of_two_places(couple: Couple) -> bool:
    """Whether both reports say whose they are and it is not one place.

    徐水县 became 徐水区, and one report says 澜西区 where the other says 沧澜市澜西区.
    """
    old, new = couple.old, couple.new
    if not old.region or not new.region or (old.region_code and old.region_code == new.region_code):
        return False
    a, b = old.region[:-1], new.region[:-1]
    return not (a.endswith(b) or b.endswith(a))


def doubts(couple: Couple, *, yearly: bool = False) -> list[str]:
    """What speaks against comparing two reports; with ``yearly`` the newer should be the next."""
    old, new = couple.old, couple.new
    told = []
    if of_two_places(couple):
        told.append(f"{old.source} is of {old.region}, {new.source} of {new.region}")
    if old.report_year and new.report_year:
        apart = new.report_year - old.report_year
        if apart < 1:
            told.append(
                f"{new.source} ({new.report_year}) is not after {old.source} ({old.report_year})"
            )
        elif yearly and apart > 1:
            said = f"{new.source} is {apart} years after {old.source} and tells little of its year"
            told.append(said)
    return told


def couple(old: Sequence[Source], new: Sequence[Source]) -> Coupled:
    """Pair two lists of reports by region, in the order of region codes.

    Where a list has several reports of a region, the latest of the older ones before the newest is
    compared with the newest.
    """
    if len(old) == 1 and len(new) == 1:
        return Coupled((Couple(old[0], new[0]),), ())
    before, after = _by_region(old), _by_region(new)
    couples, alone = [], []
    for place in sorted(before.keys() | after.keys()):
        if place not in before or place not in after:
            side, lacking = ("OLD", "NEW") if place in before else ("NEW", "OLD")
            for source in before.get(place, []) + after.get(place, []):
                whose = source.region or source.source
                alone.append(f"{source.source}: only in {side}, {lacking} has none of {whose}")
            continue
        newest = _fullest(after[place])
        older = [s for s in before[place] if (s.report_year or 0) <= (newest.report_year or 9999)]
        couples.append(Couple(_fullest(older or before[place]), newest))
    return Coupled(tuple(couples), tuple(alone))


def of_years(
    sources: Iterable[Source], years: tuple[int, int]
) -> tuple[list[Source], list[Source]]:
    """The reports of two years out of a folder."""
    rows = list(sources)
    old, new = ([s for s in rows if s.report_year == year] for year in years)
    return old, new


def _by_region(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """By code, else by name; names come after codes."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(source.region_code or source.region or source.source, []).append(source)
    return found


def _fullest(sources: list[Source]) -> Source:
    """The newest; of several of one year the one with the most records."""
    return max(sources, key=lambda s: (s.report_year or 0, len(s.records)))
