"""Inputs → the same inputs in the order of their names, in whatever order they were given.

    b/1.txt, a.txt, a/2.txt → a/2.txt, a.txt, b/1.txt

That is the order in which a folder is searched. A run in parts is put together again in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from govreport.read import Input

_SEPARATOR = re.compile(r"[/\\]")


def place(source: str) -> list[str]:
    """What inputs are sorted by: the folders of a name, from the top down, then the file.

    >>> place("reports/2024/a.txt")
    ['reports', '2024', 'a.txt']
    """
    return _SEPARATOR.split(source)


def in_order(inputs: Iterable[Input]) -> list[Input]:
    return sorted(inputs, key=lambda item: place(item.source))
