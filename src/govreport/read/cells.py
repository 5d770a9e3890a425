"""The cells of a table → a line for each row, as every reader writes it.

["类别", "指标", "2025年"]  → "| 类别 | 指标 | 2025年 |"
"""

from __future__ import annotations

from collections.abc import Sequence

_LARGEST = 0.5
"""A table one of whose cells holds more than this share of its text only sets out a page."""
_SMALL = 80


def row_text(cells: Sequence[str]) -> str:
    """A row as a line; ``|`` inside a cell becomes ``¦``.

    >>> row_text(["地区生产总值", "", "5|6"])
    '| 地区生产总值 |  | 5¦6 |'
    """
    return "| " + " | ".join(cell.replace("|", "¦") for cell in cells) + " |"


def is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are data, two of them with two cells or more, and not a layout."""
    filled = [[len(cell) for cell in row if cell] for row in rows]
    total = sum(map(sum, filled))
    if sum(len(row) > 1 for row in filled) < 2:
        return False
    return max(max(row, default=0) for row in filled) <= max(total * _LARGEST, _SMALL)
