"""A panel as a chart: bars in a terminal, or a picture in a file.

    云川市 2023  ██████████████████████████ 5.5
           2024  ███████████████████████▒▒ 4.5-5
           2025  absent

The picture is SVG, written here; PNG needs matplotlib and a font that has Chinese characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from io import BytesIO

from govreport.compare.panel import Cell, Subject
from govreport.export.json_text import plain_number
from govreport.export.safe import printable
from govreport.export.sheet import columns
from govreport.extras import require

FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Heiti SC", "Songti SC", "SimSun", "Arial Unicode MS",
)  # fmt: skip
_COLORS = ("#0b6e99", "#c1440e", "#3a7d34", "#7b4ea3", "#a67c00", "#b0306a", "#4a5568", "#00806b")
_PLAIN = "#666"


class FontError(Exception):
    """No font that can write Chinese; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Series:
    """One region: its years with the lower and the upper end of each figure."""

    name: str
    points: tuple[tuple[int, Decimal, Decimal], ...]


def series(cells: Sequence[Cell]) -> list[Series]:
    """A line for each region that has a number in some year."""
    found: dict[str, list[tuple[int, Decimal, Decimal]]] = {}
    for cell in cells:
        if cell.outcome == "value" and cell.record and cell.year is not None:
            low = cell.record.value or Decimal(0)
            high = low if cell.record.value_max is None else cell.record.value_max
            found.setdefault(cell.region or cell.source, []).append((cell.year, low, high))
    return [Series(printable(name), tuple(sorted(points))) for name, points in found.items()]


# in a terminal


def bars(cells: Sequence[Cell], width: int) -> str:
    """A bar for each region and year, ``width`` columns wide with its labels."""
    drawn = [c for c in cells if c.outcome != "failed"]
    numbers = [c.record.value_max or c.record.value for c in drawn if c.record and c.record.value]
    most = max((n for n in numbers if n is not None), default=None)
    label = max((columns(c.region or c.source) for c in drawn), default=0)
    room = max(10, width - label - 18)
    lines, before = [], None
    for cell in drawn:
        region = cell.region or cell.source
        name = printable(region) if region != before else ""
        before = region
        pad = " " * (label - columns(name))
        lines.append(f"{name}{pad} {cell.year or '    '}  {_bar(cell, most, room)}".rstrip())
    return "\n".join(lines) + ("\n" if lines else "")


def _bar(cell: Cell, most: Decimal | None, room: int) -> str:
    record = cell.record
    if record is None or record.value is None or not most or most <= 0:
        return printable(record.text) if record else cell.outcome.replace("_", " ")
    low = max(0, round(record.value / most * room))
    high = low if record.value_max is None else round(record.value_max / most * room)
    figure = plain_number(record.value)
    if record.value_max is not None:
        figure += f"-{plain_number(record.value_max)}"
    return f"{'█' * low}{'▒' * (high - low)} {figure}"


# in a file


_W, _H, _LEFT, _TOP, _RIGHT, _BOTTOM = 960, 480, 64, 56, 200, 48


def svg(cells: Sequence[Cell], subject: Subject) -> str:
    """The picture as SVG: a line for each region, a bar where the figure is a range."""
    lines = series(cells)
    years = sorted({year for one in lines for year, _, _ in one.points})
    low, high = _bounds(lines)

    def x(year: int) -> float:
        span = (years[-1] - years[0]) or 1
        return round(_LEFT + (year - years[0]) / span * (_W - _LEFT - _RIGHT), 1)

    def y(value: Decimal) -> float:
        share = float((value - low) / ((high - low) or Decimal(1)))
        return round(_H - _BOTTOM - share * (_H - _TOP - _BOTTOM), 1)

    parts = [_text(_LEFT, 30, subject.name, size=18)]
    parts += [
        f'<line x1="{_LEFT}" x2="{_W - _RIGHT}" y1="{y(v)}" y2="{y(v)}" stroke="#ddd"/>'
        + _text(_LEFT - 8, y(v) + 4, plain_number(v), anchor="end", color=_PLAIN)
        for v in _ticks(low, high)
    ]
    step = max(1, len(years) // 12 + (len(years) > 12))
    parts += [
        _text(x(year), _H - _BOTTOM + 20, str(year), anchor="middle", color=_PLAIN)
        for year in years[::step]
    ]
    for number, one in enumerate(lines):
        color = _COLORS[number % len(_COLORS)]
        path = " ".join(f"{x(year)},{y((a + b) / 2)}" for year, a, b in one.points)
        parts.append(f'<polyline fill="none" stroke="{color}" stroke-width="2" points="{path}"/>')
        for year, a, b in one.points:
            parts.append(_point(x(year), y(a), y(b), color))
        last = one.points[-1]
        parts.append(_text(x(last[0]) + 10, y((last[1] + last[2]) / 2) + 4, one.name, color=color))
    families = ", ".join(f"'{font}'" for font in FONTS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_W}" height="{_H}" '
        f'viewBox="0 0 {_W} {_H}" font-family="{families}, sans-serif" font-size="12">'
        f'<rect width="{_W}" height="{_H}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _point(x: float, low: float, high: float, color: str) -> str:
    if low == high:
        return f'<circle cx="{x}" cy="{low}" r="4" fill="{color}"/>'
    return f'<line x1="{x}" x2="{x}" y1="{low}" y2="{high}" stroke="{color}" stroke-width="6"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 12,
          color: str = "#1b1b1b") -> str:  # fmt: skip
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{color}">'
        f"{escape(printable(text))}</text>"
    )


def _bounds(lines: Sequence[Series]) -> tuple[Decimal, Decimal]:
    """From zero, unless a figure is below it, to a little more than the highest."""
    values = [value for one in lines for _, a, b in one.points for value in (a, b)]
    low = min([Decimal(0), *values])
    return low, max([Decimal(1), *values]) * Decimal("1.1") if values else Decimal(1)


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Four to ten round numbers between the two."""
    size = Decimal(10) ** ((high - low) / 4).adjusted()
    for factor in (1, 2, 5, 10):
        step = size * factor
        if (high - low) / step <= 8:
            break
    first = (low / step).to_integral_value(rounding="ROUND_CEILING")
    last = (high / step).to_integral_value(rounding="ROUND_FLOOR")
    return [step * number for number in range(int(first), int(last) + 1)]


def png(cells: Sequence[Cell], subject: Subject) -> bytes:
    """The picture as PNG. Raises MissingExtra without matplotlib, FontError without a font."""
    require("matplotlib", "plot", "a .png picture")
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    there = {font.name for font in font_manager.fontManager.ttflist}
    font = next((name for name in FONTS if name in there), None)
    if font is None:
        raise FontError(
            "no font with Chinese characters was found: install Noto Sans CJK SC "
            "(fonts-noto-cjk), or write an .svg file, which needs none"
        )
    figure = Figure(figsize=(9.6, 4.8), dpi=150)
    axes = figure.add_subplot()
    for one in series(cells):
        years = [year for year, _, _ in one.points]
        middle = [float((a + b) / 2) for _, a, b in one.points]
        half = [float((b - a) / 2) for _, a, b in one.points]
        axes.errorbar(years, middle, yerr=half, marker="o", label=one.name)
    axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_title(subject.name, family=font)
    axes.grid(axis="y", alpha=0.3)
    axes.legend(prop={"family": font}, loc="center left", bbox_to_anchor=(1, 0.5))
    target = BytesIO()
    figure.savefig(target, format="png", bbox_inches="tight")
    return target.getvalue()
