"""A report as a table or a tree, for a terminal of any width.

    7700亩 →  高标准农田   新建   7700亩   level   target   2024   12:88

Everything of the report passes through ``printable`` and is shown as text, never as markup.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from govreport.export.rows import DROPPED, INFO, Listing
from govreport.export.safe import printable
from govreport.models import Record
from govreport.pipeline import Report

_STATUS_STYLE = {"target": "cyan", "result": "green", "other": "dim"}
_ARROWS = {"up": " ↑", "down": " ↓", None: ""}
_WIDE = 120
"""From this many columns on there is room for the section."""


@dataclass(frozen=True, slots=True)
class TableView:
    """Renders a listing for a terminal, one document after the other."""

    listing: Listing
    width: int | None = None
    terminal: bool = False

    head = ""
    between = ""
    tail = ""

    def __call__(self, report: Report) -> str:
        # NO_COLOR takes all styling away, not only the colours, so that no escape code is left.
        plain = os.environ.get("NO_COLOR", "") != ""
        console = Console(
            file=StringIO(),
            width=self.width,
            force_terminal=True if self.terminal else None,
            color_system=None if plain else "auto",
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )
        with console.capture() as capture:
            console.print(_VIEWS[self.listing.name](report, console.width), end="")
        return capture.get()


def value_text(record: Record) -> str:
    """The figure as a reader would say it: ``力争 3%左右``, ``71→48微克/立方米``.

    Words that touch the number are in its text already; those at a distance go before it.
    """
    text = printable(record.text)
    if record.baseline is not None:
        text = f"{record.baseline:f}→{text}"
    before = [word for word in record.wording if word not in record.text]
    return " ".join([*map(printable, before), text])


def _text(value: object, style: str = "") -> Text:
    return Text("" if value is None else printable(str(value)), style=style)


def _head(report: Report, what: str) -> Text:
    info = report.info
    facts = [info.region, str(info.report_year) if info.report_year else None, info.title]
    said = " · ".join(printable(fact) for fact in facts if fact)
    return Text.assemble(
        (printable(report.document.source), "bold"), f"  {said}  " if said else "  ", (what, "dim")
    )


def _table(*columns: tuple[str, int | None]) -> Table:
    """A table of the full width: columns of a given width, and those that share what is left."""
    table = Table(
        box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False
    )
    for name, width in columns:
        table.add_column(name, width=width, overflow="fold", ratio=None if width else 1)
    return table


class _Places:
    """Offsets → ``line:column`` of the source, both from 1."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def __call__(self, offset: int) -> str:
        line = bisect_right(self._starts, offset)
        return f"{line}:{offset - self._starts[line - 1] + 1}"


def _records(report: Report, width: int) -> RenderableType:
    wide = width >= _WIDE
    place = _Places(report.document.text)
    table = _table(
        ("indicator", None),
        ("action", 12 if wide else 8),
        ("value", 20 if wide else 14),
        ("measure", 8),
        ("status", 6),
        ("period", 9),
        *([("section", None)] if wide else []),
        ("place", 8 if wide else 7),
    )
    for record in report.records:
        section = record.section[-1] if record.section else ""
        shown = Text(printable(section), no_wrap=True, overflow="ellipsis")
        table.add_row(
            _text(record.indicator),
            _text(record.action),
            _text(value_text(record), "bold"),
            _text(record.measure + _ARROWS[record.direction]),
            _text(record.status, _STATUS_STYLE[record.status]),
            _text(record.period),
            *([shown] if wide else []),
            _text(place(record.start), "dim"),
        )
    count = len(report.records)
    return Group(
        _head(report, f"{count} record{'' if count == 1 else 's'}"), *([table] if count else []), ""
    )


def _headings(report: Report, width: int) -> RenderableType:
    headings = report.outline.headings
    tree = Tree(_head(report, f"{len(headings)} headings"), guide_style="dim")
    nodes: list[Tree] = []
    for heading in headings:
        above = tree if heading.parent is None else nodes[heading.parent]
        label = Text.assemble(
            printable(f"{heading.number} {heading.title}".strip()), "  ", (heading.role, "dim")
        )
        nodes.append(above.add(label))
    return Group(tree, "")


def _info(report: Report, width: int) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for row in INFO.rows(report):
        for name, value in row.items():
            if isinstance(value, tuple):
                value = "–".join(map(str, value))
            elif isinstance(value, dict):
                value = ", ".join(f"{key}: {item}" for key, item in value.items())
            table.add_row(name, _text(value))
    return Group(table, "")


def _dropped(report: Report, width: int) -> RenderableType:
    table = _table(("line", 6), ("rule", 20), ("dropped line", None))
    for row in DROPPED.rows(report):
        table.add_row(_text(row["line"], "dim"), _text(row["rule"]), _text(row["text"]))
    kept, count = len(report.clean.kept), len(report.clean.dropped)
    head = _head(report, f"{kept} lines kept, {count} dropped")
    return Group(head, *([table] if count else []), "")


_VIEWS: dict[str, Callable[[Report, int], RenderableType]] = {
    "records": _records,
    "headings": _headings,
    "info": _info,
    "dropped": _dropped,
}
