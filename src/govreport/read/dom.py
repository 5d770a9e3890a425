"""A tree of HTML → its lines of text, as a reader sees them, each with the element it stands in.

    <p>各位代表：</p><p>去年，<b>生产总值</b>增长5%。</p>   → "各位代表：", "去年，生产总值增长5%。"
    <td>第一段。<br><br>第二段。</td>                      → "第一段。", "第二段。"
    <table>…<td>指标</td><td>2025年</td>…</table>          → "| 指标 | 2025年 |"
    <script>…</script>, <!-- … -->, <figcaption>           → nothing

A table that only lays out the page (a forum's posts stand in one) is no table: its cells are
paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from lxml import etree
from lxml.etree import _Element

from govreport.read.cells import is_data, row_text

_BLOCKS_NAMES = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_UNSEEN_NAMES = (
    "applet audio base basefont button canvas datalist embed figcaption frame frameset head "
    "iframe input link map math meta noframes noscript object option rp rt script select "
    "style svg template textarea title video"
)
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_EDGES = " \t\n\r\f\v\u3000\xa0\u2002\u2003\u200b\ufeff"
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_SPANNED = 20_000
"""Cells that others reach over; no table of a report comes near it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page, and the element that it stands in."""

    text: str
    element: _Element
    linked: int = 0
    """Characters of it that are links."""


@dataclass(slots=True)
class _Open:
    """The line being read."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def close(self, element: _Element) -> Iterator[Row]:
        text = squeezed("".join(self.parts))
        if text:
            yield Row(text, element, min(self.linked, len(text)))
        self.parts.clear()
        self.linked = 0


def rows(top: _Element, asides: frozenset[str] = frozenset(), *, hidden: bool = False) -> list[Row]:
    """The lines below ``top``, without what is hidden or has an id or class of ``asides``."""
    return list(_walk(top, asides, hidden))


def _walk(top: _Element, asides: frozenset[str], hidden: bool) -> Iterator[Row]:
    line = _Open()
    blocks = [top]
    items: Counter[_Element] = Counter()
    links, pre, skipped = 0, 0, False
    walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            skipped = _left_out(node, tag, top, asides, hidden)
            if not skipped and tag == "table" and (cells := grid(node)):
                yield from line.close(blocks[-1])
                yield from (Row(row_text(row), node) for row in cells if any(row))
                skipped = True
            if skipped:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                yield from line.close(blocks[-1])
                blocks.append(node)
                line.parts.append(_number(node, tag, items))
            elif tag == "br":
                yield from line.close(blocks[-1])
            links += tag == "a"
            pre += tag == "pre"
            text = node.text
        else:
            if event == "end" and not skipped:
                if tag in _BLOCKS and len(blocks) > 1:
                    yield from line.close(blocks[-1])
                    blocks.pop()
                links -= tag == "a"
                pre -= tag == "pre"
            skipped = False
            text = node.tail if node is not top else None
        if text:
            for part in text.split("\n") if pre else (text,):
                if pre:
                    yield from line.close(blocks[-1])
                line.parts.append(part)
                line.linked += len(part.strip()) if links else 0
    yield from line.close(blocks[-1])


def _left_out(
    node: _Element, tag: str, top: _Element, asides: frozenset[str], hidden: bool
) -> bool:
    if tag in _UNSEEN:
        return True
    if node is top:
        return False
    if not hidden and ("hidden" in node.attrib or _HIDDEN.search(node.get("style", ""))):
        return True
    return bool(asides) and not asides.isdisjoint(names(node))


def names(node: _Element) -> list[str]:
    """The id and the classes of an element, in lower case."""
    return [node.get("id", "").lower(), *node.get("class", "").lower().split()]


def _number(node: _Element, tag: str, items: Counter[_Element]) -> str:
    """The number that a browser shows before an item of an ordered list: ``"2. "``."""
    parent = node.getparent()
    if tag != "li" or parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start", "1")
    items[parent] += 1
    return f"{(int(start) if start.isdecimal() and len(start) < 4 else 1) + items[parent] - 1}. "


def squeezed(text: str) -> str:
    """White space as a browser shows it; a line end in Chinese is none."""
    text = text.strip(_EDGES)
    return _SPACE.sub(" " if text.isascii() else _gap, text)


def _gap(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    return "" if "\n" in match[0] and before > "\u2e7f" and after > "\u2e7f" else " "


# -- tables --------------------------------------------------------------------------------------


def grid(table: _Element) -> list[list[str]]:
    """The cells of a table of data, spans filled with empty ones; [] if it lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    made: list[list[str]] = []
    taken: set[tuple[int, int]] = set()
    for at, tr in enumerate(table.iterdescendants("tr")):
        row: list[str] = []
        for cell in tr.iterchildren("td", "th"):
            while (at, len(row)) in taken:
                row.append("")
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if high > 1:
                below = product(range(at + 1, at + high), range(len(row), len(row) + wide))
                taken.update(below)
            row += [_cell(cell), *[""] * (wide - 1)]
        while (at, len(row)) in taken:
            row.append("")
        if len(taken) > _MOST_SPANNED or len(row) > _MOST_SPANNED:
            return []
        made.append(row)
    return made if is_data(made) else []


def _span(cell: _Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 100) if value.isdecimal() and len(value) < 4 else 1


def _cell(cell: _Element) -> str:
    """The text of a cell on one line: 地区生产总值<br>（亿元） is 地区生产总值（亿元）."""
    return squeezed("\n".join(row.text for row in _walk(cell, frozenset(), False)))
