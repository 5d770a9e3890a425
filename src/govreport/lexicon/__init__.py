"""Words live here, in TOML; this is the one place that reads them.

A lexicon file is a list of entries under one table name. Every entry has a ``surface`` (the word as
it stands in a report) or a ``key``, what it means, and ``examples`` that the tests run:

    [[unit]]
    surface = "平方公里"
    dimension = "area"
    examples = ["建成区面积达167平方公里"]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def alternation(words: Mapping[str, str]) -> str:
    """A pattern of any of ``words``, the longest that fits, each before the pattern it maps to.

    Words that begin alike are tried as one: ``re`` tries those of a plain alternation one by one.

    >>> alternation({"个": "", "个百分点": "", "家": "(?!园)"})
    '(?:个(?:百分点|)|家(?!园))'
    """
    begins: dict[str, dict[str, str]] = {}
    for word, after in words.items():
        begins.setdefault(word[:1], {})[word[1:]] = after
    last = begins.pop("", None)
    options = [re.escape(letter) + alternation(rests) for letter, rests in begins.items()]
    if last is not None:
        options.append(last[""])
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
