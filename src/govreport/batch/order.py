"""Inputs → the same inputs in the order of their names, in whatever order they were given.

    b/1.txt, a.txt, a/2.txt → a/2.txt, a.txt, b/1.txt

That is the order in which a folder is searched. A run in parts is put together again in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from govreport.read import Input

_SEPARATOR = re.compile(r"[/\\]")
# The reports of a table are in the order of its rows: row 2 before row 12.
_ROW = re.compile(r"(!/row )(\d{1,7})$")


def place(source: str) -> list[str]:
    """What inputs are sorted by: the folders of a name, from the top down, then the file.

    >>> place("reports/2024/a.txt"), place("a.xlsx!/row 7")
    (['reports', '2024', 'a.txt'], ['a.xlsx!', 'row 00000007'])
    """
    return _SEPARATOR.split(_ROW.sub(lambda row: f"{row[1]}{int(row[2]):08}", source))


def in_order(inputs: Iterable[Input]) -> list[Input]:
    return sorted(inputs, key=lambda item: place(item.source))
