"""A panel as a picture in a file: a line for each region, a bar where the figure is a range.

The SVG is written here and needs nothing; PNG needs matplotlib and a font with Chinese characters.
Lines are broken at years without a figure; their names stand in the margin, apart from each other.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from io import BytesIO

from govreport.compare.panel import Cell, Subject
from govreport.export.chart import FontError, Series, scale, series, title
from govreport.export.json_text import plain_number
from govreport.export.safe import printable
from govreport.extras import require

FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Heiti SC", "Songti SC", "SimSun", "Arial Unicode MS",
)  # fmt: skip
_COLORS = ("#0b6e99", "#c1440e", "#3a7d34", "#7b4ea3", "#a67c00", "#b0306a", "#4a5568", "#00806b")
_DASHES = ("", "7 4", "2 3", "9 3 2 3")
_MARKS = ("-", "--", ":", "-.")
_PLAIN = "#666"
_W, _H, _LEFT, _TOP, _RIGHT, _BOTTOM = 1000, 480, 64, 56, 220, 48
_LINE = 16
"""Height of a name in the margin."""


def svg(cells: Sequence[Cell], subject: Subject) -> str:
    """The picture as SVG, as high as the names of its regions need."""
    unit = scale(cells)
    lines = series(cells, unit)
    years = sorted({year for one in lines for year, _, _ in one.points})
    height = max(_H, _TOP + _BOTTOM + _LINE * len(lines))
    frame = _Frame(years, *_bounds(lines), height)
    parts = [_text(_LEFT, 30, title(cells, subject, unit), size=18), *frame.axes()]
    names = _apart([frame.y(_middle(one.points[-1][1:])) for one in lines], _TOP, height - _BOTTOM)
    for number, one in enumerate(lines):
        color = _COLORS[number % len(_COLORS)]
        dash = _DASHES[number // len(_COLORS) % len(_DASHES)]
        parts += _drawn(one, frame, color, dash)
        parts.append(_named(one, frame, names[number], color, dash))
    families = ", ".join(f"'{font}'" for font in FONTS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_W}" height="{height}" '
        f'viewBox="0 0 {_W} {height}" font-family="{families}, sans-serif" font-size="12">'
        f'<rect width="{_W}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


class _Frame:
    """Years and figures → points of the picture."""

    def __init__(self, years: list[int], low: Decimal, high: Decimal, height: int) -> None:
        self.years, self.low, self.high, self.height = years, low, high, height

    def x(self, year: int) -> float:
        span = (self.years[-1] - self.years[0]) or 1
        return round(_LEFT + (year - self.years[0]) / span * (_W - _LEFT - _RIGHT), 1)

    def y(self, value: Decimal) -> float:
        share = float((value - self.low) / ((self.high - self.low) or Decimal(1)))
        return round(self.height - _BOTTOM - share * (self.height - _TOP - _BOTTOM), 1)

    def axes(self) -> Iterator[str]:
        for value in _ticks(self.low, self.high):
            y = self.y(value)
            yield f'<line x1="{_LEFT}" x2="{_W - _RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>'
            yield _text(_LEFT - 8, y + 4, plain_number(value), anchor="end", color=_PLAIN)
        step = max(1, len(self.years) // 12 + (len(self.years) > 12))
        for year in self.years[::step]:
            x, y = self.x(year), self.height - _BOTTOM + 20
            yield _text(x, y, str(year), anchor="middle", color=_PLAIN)


def _drawn(one: Series, frame: _Frame, color: str, dash: str) -> Iterator[str]:
    for run in one.runs():
        path = " ".join(f"{frame.x(year)},{frame.y(_middle(ends))}" for year, *ends in run)
        yield (
            f'<polyline fill="none" stroke="{color}" stroke-width="2"{_dashed(dash)} '
            f'points="{path}"/>'
        )
    for year, low, high in one.points:
        x = frame.x(year)
        if low == high:
            yield f'<circle cx="{x}" cy="{frame.y(low)}" r="4" fill="{color}"/>'
        else:
            ends = f'y1="{frame.y(low)}" y2="{frame.y(high)}"'
            yield f'<line x1="{x}" x2="{x}" {ends} stroke="{color}" stroke-width="6"/>'


def _named(one: Series, frame: _Frame, y: float, color: str, dash: str) -> str:
    """The name in the margin, with a thread to the last point."""
    last = one.points[-1]
    x, at, margin = frame.x(last[0]), frame.y(_middle(last[1:])), _W - _RIGHT + 14
    return (
        f'<polyline fill="none" stroke="{color}" stroke-opacity=".35"{_dashed(dash)} '
        f'points="{x + 5},{at} {margin - 8},{y} {margin - 2},{y}"/>'
        + _text(margin, y + 4, one.name, color=color)
    )


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _middle(ends: Sequence[Decimal]) -> Decimal:
    return (ends[0] + ends[1]) / 2


def _apart(wanted: list[float], top: float, bottom: float) -> list[float]:
    """Heights near those wanted, a line apart each and between ``top`` and ``bottom``."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    placed: dict[int, float] = {}
    last = top - _LINE
    for rank, number in enumerate(order):
        latest = bottom - _LINE * (len(order) - 1 - rank)
        last = max(last + _LINE, min(wanted[number], latest))
        placed[number] = round(last, 1)
    return [placed[number] for number in range(len(wanted))]


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
    high = max(values, default=Decimal(1))
    return low, high * Decimal("1.1") if high > low else low + 1


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

    # It says on standard error that a font has no weight of that name; nobody can help it.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    there = {font.name for font in font_manager.fontManager.ttflist}
    font = next((name for name in FONTS if name in there), None)
    if font is None:
        raise FontError(
            "no font with Chinese characters was found: install Noto Sans CJK SC "
            "(fonts-noto-cjk), or write an .svg file, which needs none"
        )
    unit = scale(cells)
    lines = series(cells, unit)
    figure = Figure(figsize=(9.6, max(4.8, 0.24 * len(lines))), dpi=150)
    axes = figure.add_subplot()
    for number, one in enumerate(lines):
        look = {
            "color": _COLORS[number % len(_COLORS)],
            "linestyle": _MARKS[number // len(_COLORS) % len(_MARKS)],
        }
        for at, run in enumerate(one.runs()):
            middle = [float(_middle(ends)) for _, *ends in run]
            half = [float((high - low) / 2) for _, low, high in run]
            axes.errorbar(
                [year for year, _, _ in run], middle, yerr=half, marker="o",
                elinewidth=4, label="_" if at else one.name, **look,
            )  # fmt: skip
    axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_title(title(cells, subject, unit), family=font)
    axes.grid(axis="y", alpha=0.3)
    if lines:
        axes.legend(prop={"family": font}, loc="center left", bbox_to_anchor=(1, 0.5))
    target = BytesIO()
    figure.savefig(target, format="png", bbox_inches="tight")
    return target.getvalue()
