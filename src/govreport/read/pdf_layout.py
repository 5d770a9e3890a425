"""The glyphs and ruled lines of one page → its lines of text in the order of reading.

    glyphs 各(72,90) 位(88,90) …        → Text("各位代表：", left 72, right 152, …)
    two columns                        → the lines of the left one, then those of the right one
    a ruled grid with glyphs in it     → "| 指标 | 2025年 |", a line for each row

All measures are in points from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from govreport.read.cells import is_data, row_text
from govreport.read.pdf_tables import Grid, grids


class Glyph(NamedTuple):
    """A character and its box."""

    x0: float
    y0: float
    x1: float
    y1: float
    char: str
    size: float
    """Of its font."""
    spaced: bool = False
    """A space is written before it."""


class Rule(NamedTuple):
    """A straight line: at ``at``, from ``start`` to ``end``."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, and where it stands."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    column: int = 0
    """Counts the columns of a page; a line of the next column goes on above."""
    row: bool = False
    """A row of a table."""


_SAME_ROW = 0.5
_SPLIT = 2.0
"""A gap of so many characters parts a line: two columns, two cells."""
_SPACED = 0.8
_PARTED = 0.25
"""A gap of so many characters beside a Latin letter is a space; and one that is so much wider than
the others of its line."""
_STRIP = 0.6
"""So many characters wide is the blank between two columns at least."""
_LEAST_LINES = 8
_COLUMN_CHARS = 10
_CROSSING = 0.15
_ALIGNED = 3
_NEAR = 0.3
"""Of a character: so far a cell may begin from where its column begins."""


def layout(page: Page, gutter: float | None = None) -> tuple[list[Text], float | None]:
    """The lines of a page in the order of reading, and where it is parted in two columns.

    ``gutter`` is where the page before is parted: a last page may have a few lines only.
    """
    free, tables = _parted(page)
    rows = _rows(free)
    gutter = _gutter(rows, gutter)
    lines = _in_columns(rows, gutter) if gutter else _in_groups([_runs(row) for row in rows])
    for table in tables:
        _insert(lines, table)
    return lines, gutter


def _parted(page: Page) -> tuple[list[Glyph], list[list[Text]]]:
    """The glyphs outside of tables, and the rows of each table."""
    tables = grids(page)
    inside: list[list[Glyph]] = [[] for _ in tables]
    free: list[Glyph] = []
    smallest = sorted(range(len(tables)), key=lambda i: tables[i].area)
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        at = next((i for i in smallest if tables[i].holds(x, y)), None)
        (free if at is None else inside[at]).append(glyph)
    made: list[list[Text]] = []
    for grid, glyphs in zip(tables, inside, strict=True):
        rows = list(_rows_of(grid, glyphs))
        if is_data([cells for _, cells in rows]):
            made.append([text for text, _ in rows])
        else:  # a frame around the text, or a page that a table sets out
            free += glyphs
    return free, made


def _insert(lines: list[Text], rows: list[Text]) -> None:
    """Put the rows of a table where it stands among the lines."""
    if rows:
        at = next((i for i, line in enumerate(lines) if line.top >= rows[0].top), len(lines))
        lines[at:at] = rows


# -- glyphs to runs ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Glyphs of one line without a wide gap between them."""

    glyphs: list[Glyph]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one line, the lines from top to bottom."""
    made: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.y0 + g.y1) / 2):
        middle = (glyph.y0 + glyph.y1) / 2
        if spans and spans[-1][0] <= middle <= spans[-1][1]:
            made[-1].append(glyph)
            continue
        half = max(glyph.size, glyph.y1 - glyph.y0) * _SAME_ROW
        made.append([glyph])
        spans.append((middle - half, middle + half))
    return [_unprinted_twice(sorted(row)) for row in made]


def _unprinted_twice(row: list[Glyph]) -> list[Glyph]:
    """Without the second of two equal glyphs in one place, which is how some print bold."""
    kept: list[Glyph] = []
    for glyph in row:
        near = max(0.3 * glyph.size, 0.5)
        if any(g.char == glyph.char and abs(g.x0 - glyph.x0) < near for g in kept[-2:]):
            continue
        kept.append(glyph)
    return kept


def _runs(row: list[Glyph]) -> list[_Run]:
    """The runs of a line, from left to right."""
    runs = [_Run([row[0]])]
    for before, glyph in pairwise(row):
        if glyph.x0 - before.x1 > _SPLIT * max(glyph.size, before.size):
            runs.append(_Run([]))
        runs[-1].glyphs.append(glyph)
    return runs


def _written(glyphs: list[Glyph]) -> str:
    """The text of a run: a gap is a space where it is wide, or beside Latin letters and digits.

    第一节　发展目标 may be parted by a narrow space; but in a line that is stretched to the margin
    every character stands as far from the next.
    """
    parts = [glyphs[0].char]
    gaps = [_gap(before, glyph) for before, glyph in pairwise(glyphs)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    for (before, glyph), gap in zip(pairwise(glyphs), gaps, strict=True):
        latin = before.char.isascii() or glyph.char.isascii()
        parted = gap > usual + _PARTED and _is_han(before.char) and _is_han(glyph.char)
        if glyph.spaced or parted or gap > _SPACED or (latin and gap > _PARTED):
            parts.append(" ")
        parts.append(glyph.char)
    return "".join(parts)


def _gap(before: Glyph, glyph: Glyph) -> float:
    """From one glyph to the next, in characters."""
    return (glyph.x0 - before.x1) / max(glyph.size, before.size, 1.0)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _text(runs: list[_Run], column: int) -> Text:
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    return Text(
        "　".join(_written(run.glyphs) for run in runs),
        glyphs[0].x0,
        glyphs[-1].x1,
        min(glyph.y0 for glyph in glyphs),
        max(glyph.y1 for glyph in glyphs),
        median(glyph.size for glyph in glyphs),
        column,
    )


# -- columns -------------------------------------------------------------------------------------


def _gutter(rows: list[list[Glyph]], hint: float | None) -> float | None:
    """Where a blank strip parts the page in two columns of running text."""
    if not rows:
        return None
    left = min(row[0].x0 for row in rows)
    width = max(row[-1].x1 for row in rows) - left
    places = [left + width * share / 200 for share in range(70, 131)]
    crossing = {x: sum(_crosses(row, x) for row in rows) for x in places}
    least = min(crossing.values())
    # The middle of the widest strip: a stop may hang out of the left column.
    free = [
        [x for x, _ in run]
        for blank, run in groupby(
            crossing.items(), key=lambda item: item[1] <= least + _CROSSING * len(rows) / 3
        )
        if blank
    ]
    widest = max(free, key=len)
    found = widest[len(widest) // 2]
    if hint is not None and sum(_crosses(row, hint) for row in rows) <= _CROSSING * len(rows):
        return hint
    sides = _sides(rows, found)
    if least > _CROSSING * len(rows) or min(map(len, sides)) < _LEAST_LINES:
        return None
    return found if min(median(map(len, side)) for side in sides) >= _COLUMN_CHARS else None


def _crosses(row: list[Glyph], x: float) -> bool:
    """Whether a line goes on over ``x``: a glyph stands there, or two stand close on both sides."""
    before: Glyph | None = None
    for glyph in row:
        if glyph.x1 > x:
            return glyph.x0 < x or (
                before is not None and glyph.x0 - before.x1 < _STRIP * glyph.size
            )
        before = glyph
    return False


def _sides(rows: list[list[Glyph]], x: float) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    """The lines left and right of ``x``."""
    parts = [([g for g in row if g.x0 < x], [g for g in row if g.x0 >= x]) for row in rows]
    return [a for a, _ in parts if a], [b for _, b in parts if b]


def _in_columns(rows: list[list[Glyph]], gutter: float) -> list[Text]:
    """The lines of the left column, then those of the right one; a line over both ends both."""
    made: list[Text] = []
    band: list[list[Glyph]] = []
    number = 0
    for row in [*rows, []]:
        if row and not _crosses(row, gutter):
            band.append(row)
            continue
        for side in _sides(band, gutter):
            made += [_text(_runs(part), number) for part in side]
            number += 1
        band = []
        made += [_text(_runs(row), number)] if row else []
        number += 1
    return made


# -- tables without rules ------------------------------------------------------------------------


def _in_groups(rows: list[list[_Run]]) -> list[Text]:
    """Lines; where several in a row are parted at the same places, rows of a table."""
    made: list[Text] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and len(rows[end]) > 2 and _alike(rows[at], rows[end]):
            end += 1
        if end - at >= _ALIGNED:
            starts = [run.x0 for run in rows[at]]
            while end < len(rows) and (runs := _recut(rows[end], starts)):
                rows[end] = runs
                end += 1
            made += [_as_row(runs) for runs in rows[at:end]]
            at = end
        else:
            made.append(_text(rows[at], 0))
            at += 1
    return made


def _alike(first: list[_Run], other: list[_Run]) -> bool:
    """Whether two lines have the same number of cells, each over the other."""
    return len(first) == len(other) and all(
        a.x0 < b.x1 and b.x0 < a.x1 for a, b in zip(first, other, strict=True)
    )


def _recut(runs: list[_Run], starts: list[float]) -> list[_Run]:
    """A line cut into cells that begin at ``starts``, where gaps are narrow; [] if it is no row.

    地区生产总值 stands far from its figure, 全社会研究与试验发展经费投入增长 does not.
    """
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    cells: list[list[Glyph]] = [[] for _ in starts]
    column = 0
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        while column + 1 < len(starts) and glyph.x0 >= starts[column + 1] - _NEAR * glyph.size:
            column += 1
        parted = before is None or glyph.x0 - before.x1 > _NEAR * glyph.size
        if not cells[column] and not parted:
            return []
        cells[column].append(glyph)
    return [_Run(cell) for cell in cells] if all(cells) and len(runs) > 1 else []


def _as_row(runs: list[_Run]) -> Text:
    line = _text(runs, 0)
    text = row_text([_written(run.glyphs) for run in runs])
    return Text(text, line.left, line.right, line.top, line.bottom, line.size, row=True)


def _rows_of(grid: Grid, glyphs: list[Glyph]) -> Iterator[tuple[Text, list[str]]]:
    """The rows of a ruled table, and their cells; the lines of a cell are one text."""
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cell = grid.cell((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
        cells.setdefault(cell, []).append(glyph)
    for row in range(len(grid.ys) - 1):
        texts = []
        for column in range(len(grid.xs) - 1):
            found = cells.get((row, column), [])
            texts.append("".join(_written(line) for line in _rows(found)))
        if any(texts):
            top, bottom = grid.ys[row], grid.ys[row + 1]
            line = Text(row_text(texts), grid.xs[0], grid.xs[-1], top, bottom, 0.0, row=True)
            yield line, texts
