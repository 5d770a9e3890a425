"""A panel as a chart in a terminal, and as the series that a picture is drawn from.

    云川市 2023  ██████████████████████████ 5.5
           2024  ███████████████████████▒▒ 4.5-5
           2025  absent

Figures are brought to one unit, that of the newest: 9800亿元 and 1.2万亿元 are 0.98 and 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from govreport.compare.amounts import signed_ends
from govreport.compare.panel import Cell, Subject
from govreport.export.json_text import plain_number
from govreport.export.safe import printable
from govreport.export.sheet import columns
from govreport.models import Record

Point = tuple[int, Decimal, Decimal]
"""A year with the lower and the upper end of its figure."""
_PLACES = Decimal("0.0001")


class FontError(Exception):
    """No font that can write Chinese; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Series:
    """One region: its years with their figures."""

    name: str
    points: tuple[Point, ...]

    def runs(self) -> Iterator[tuple[Point, ...]]:
        """Years in a row: a year without a figure breaks the line."""
        run: list[Point] = []
        for point in self.points:
            if run and point[0] != run[-1][0] + 1:
                yield tuple(run)
                run = []
            run.append(point)
        if run:
            yield tuple(run)


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit of a chart: ``unit`` as printed, of ``factor`` base units each."""

    unit: str
    base_unit: str
    factor: Decimal

    def ends(self, record: Record | None) -> tuple[Decimal, Decimal] | None:
        """Both ends of a figure in this unit; None where there is none, or one in another."""
        found = signed_ends(record) if record else None
        if found is None or record is None or record.base_unit != self.base_unit:
            return None
        return self._in(found[0]), self._in(found[1])

    def _in(self, number: Decimal) -> Decimal:
        value = number / self.factor
        exponent = value.as_tuple().exponent
        short = isinstance(exponent, int) and exponent >= _PLACES.as_tuple().exponent  # type: ignore[operator]
        return value if short else value.quantize(_PLACES)


def scale(cells: Sequence[Cell]) -> Scale:
    """The unit of the newest figure."""
    newest = max(
        (cell for cell in cells if cell.record and cell.record.number is not None),
        key=lambda cell: (cell.year or 0, cell.region_code or ""),
        default=None,
    )
    record = newest.record if newest else None
    if record is None or not record.value or not record.number:
        return Scale(record.unit if record else "", record.base_unit if record else "", Decimal(1))
    return Scale(record.unit, record.base_unit, record.number / record.value)


def series(cells: Sequence[Cell], unit: Scale) -> list[Series]:
    """A line for each region that has a number in some year."""
    found: dict[str, list[Point]] = {}
    for cell in cells:
        if cell.year is not None and (ends := unit.ends(cell.record)):
            found.setdefault(cell.region or cell.source, []).append((cell.year, *ends))
    return [Series(printable(name), tuple(sorted(points))) for name, points in found.items()]


def title(cells: Sequence[Cell], subject: Subject, unit: Scale) -> str:
    """``地区生产总值 增长 (%)``."""
    grown = any(cell.record and cell.record.measure == "growth" for cell in cells)
    told = " ".join([subject.name, *(["增长"] if grown else [])])
    return printable(f"{told} ({unit.unit})" if unit.unit else told)


def bars(cells: Sequence[Cell], width: int) -> str:
    """A bar for each region and year, ``width`` columns wide with its labels."""
    drawn = [c for c in cells if c.outcome != "failed"]
    unit = scale(drawn)
    most = max((abs(end) for c in drawn for end in unit.ends(c.record) or ()), default=Decimal(0))
    label = max((columns(c.region or c.source) for c in drawn), default=0)
    room = max(10, width - label - 18)
    lines, before = [], None
    for cell in drawn:
        region = cell.region or cell.source
        name = printable(region) if region != before else ""
        before = region
        pad = " " * (label - columns(name))
        lines.append(f"{name}{pad} {cell.year or '    '}  {_bar(cell, unit, most, room)}".rstrip())
    return "\n".join(lines) + ("\n" if lines else "")


def _bar(cell: Cell, unit: Scale, most: Decimal, room: int) -> str:
    ends = unit.ends(cell.record)
    if ends is None or most <= 0:
        return printable(cell.record.text) if cell.record else cell.outcome.replace("_", " ")
    low, high = sorted(round(abs(end) / most * room) for end in ends)
    solid = "█" if ends[0] >= 0 else "░"
    figure = "–".join(plain_number(end) for end in dict.fromkeys(ends))
    return f"{solid * low}{'▒' * (high - low)} {figure}"
