"""The indicators of the lexicon → rows for programs and a sheet for readers.

{"key": "gdp", "name": "地区生产总值", "names": ["地区生产总值", "GDP", …], "theme": …}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.export.comparisons import Line
from govreport.export.sheet import Cell, Group, Head, Sheet
from govreport.extract.keys import Indicator, indicators, normal

_SHOWN = 3
"""Names beside the canonical one that a table shows; the rows have them all."""


def selected(words: Iterable[str], themes: Iterable[str]) -> list[Indicator]:
    """The entries that hold one of the words and are of one of the themes; none given is all."""
    wanted, allowed = [normal(word) for word in words], set(themes)
    return [
        entry
        for entry in indicators()
        if (not allowed or entry.theme in allowed)
        and (not wanted or any(word in text for word in wanted for text in _texts(entry)))
    ]


def _texts(entry: Indicator) -> list[str]:
    return [normal(text) for text in (entry.key, entry.label, *entry.names)]


def indicator_lines(entries: Iterable[Indicator]) -> list[Line]:
    """A row for each entry, with every name that has its key."""
    return [
        {
            "key": entry.key,
            "name": entry.name,
            "names": tuple(dict.fromkeys((*entry.names, *entry.growth_names))),
            "label": entry.label,
            "theme": entry.theme,
            "measure": entry.measure,
            "dimensions": entry.dimensions,
        }
        for entry in entries
    ]


def indicator_sheet(entries: Sequence[Indicator]) -> Sheet:
    """Key, name, some aliases and the label, theme by theme."""
    heads = (
        Head("key", 29),
        Head("name"),
        Head("usual", 6),
        Head("dimensions", wide_only=True),
        Head("also", wide_only=True),
        Head("label"),
    )
    groups = [
        Group(theme, tuple(_cells(entry) for entry in entries if entry.theme == theme))
        for theme in dict.fromkeys(entry.theme for entry in entries)
    ]
    return Sheet("indicators", heads, tuple(groups), f"{len(entries)} indicators")


def _cells(entry: Indicator) -> tuple[Cell, ...]:
    also = [name for name in dict.fromkeys(entry.names) if name != entry.name]
    rest = " …" if len(also) > _SHOWN else ""
    return (
        Cell(entry.key, "bold"),
        Cell(entry.name),
        Cell(entry.measure, "dim"),
        Cell(", ".join(entry.dimensions), "dim"),
        Cell("、".join(also[:_SHOWN]) + rest, "dim"),
        Cell(entry.label),
    )
