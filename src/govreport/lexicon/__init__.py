"""Words live here, in TOML; this is the one place that reads them.

A lexicon file is a list of entries under one table name. Every entry has a ``surface`` (the word as
it stands in a report) or a ``key``, what it means, and ``examples`` that the tests run:

    [[unit]]
    surface = "平方公里"
    dimension = "area"
    examples = ["建成区面积达167平方公里"]
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

# tomllib reads the words in twice the time, a tenth of the time that one report takes.
import tomli

Entry = dict[str, Any]


@cache
def load(name: str) -> dict[str, tuple[Entry, ...]]:
    """The tables of ``<name>.toml``: ``load("units")["unit"]`` → its entries, in file order."""
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return {table: tuple(entries) for table, entries in tomli.loads(text).items()}


@cache
def surfaces(name: str, table: str) -> tuple[str, ...]:
    """The surfaces of one table, longest first, as alternations need them."""
    return tuple(sorted((e["surface"] for e in load(name)[table]), key=lambda s: (-len(s), s)))
