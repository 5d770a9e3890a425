"""The ruled lines of a page → the grids that they make, and in which cell of it a place is.

    ┌──┬──┬──┐
    │  │  ├──┤      → Grid(xs = 4 lines, ys = 3 lines); cell(x, y) → (row, column)
    └──┴──┴──┘

Cells that no line parts are one cell, named after its upper left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govreport.read.pdf_layout import Page, Rule

_NEAR = 3.0
"""Lines no further apart are the two sides of one, or its ends that do not quite meet."""
_LEAST = 8.0
"""A shorter line is part of a letter or of a drawing."""
_MOST = 1_500


@dataclass(frozen=True, slots=True)
class Grid:
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    merged: dict[tuple[int, int], tuple[int, int]]
    """The cell that an elementary one belongs to, by row and column."""

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell at a place inside the grid."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return self.merged.get((row, column), (row, column))


def grids(page: Page) -> list[Grid]:
    """The grids of two rows and two columns or more, from top to bottom."""
    rules = [rule for rule in page.rules if rule.end - rule.start >= _LEAST]
    if len(rules) > _MOST:
        return []
    made = (_grid(group) for group in _connected(rules))
    found = [grid for grid in made if grid is not None]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch or cross, directly or by others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        joined = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if all(group is not t for t in touching)]
        groups.append(joined)
    return groups


def _touch(a: Rule, b: Rule) -> bool:
    if a.upright == b.upright:
        along = a.start - _NEAR <= b.end and b.start - _NEAR <= a.end
        return abs(a.at - b.at) <= _NEAR and along
    return a.start - _NEAR <= b.at <= a.end + _NEAR and b.start - _NEAR <= a.at <= b.end + _NEAR


def _grid(rules: list[Rule]) -> Grid | None:
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    xs, ys = _places(upright), _places(level)
    if len(ys) < 3 or not xs:
        return None
    # Many tables have no line at their left and right ends.
    left, right = min(rule.start for rule in level), max(rule.end for rule in level)
    xs = [x for x in (left,) if x < xs[0] - _LEAST] + xs
    xs += [x for x in (right,) if x > xs[-1] + _LEAST]
    if len(xs) < 3:
        return None
    return Grid(tuple(xs), tuple(ys), _merged(xs, ys, upright, level))


def _places(rules: list[Rule]) -> list[float]:
    """Where lines stand, those that are one counted once."""
    made: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not made or at - made[-1] > _NEAR:
            made.append(at)
    return made


def _merged(
    xs: list[float], ys: list[float], upright: list[Rule], level: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell that goes on from the one above it or left of it, the first of them."""
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            cell = (row, column)
            if row and not _drawn(level, ys[row], x):
                cell = (row - 1, column)
            elif column and not _drawn(upright, xs[column], y):
                cell = (row, column - 1)
            first[row, column] = first.get(cell, cell)
    return first


def _drawn(rules: list[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= along <= rule.end for rule in rules)
