"""A Word document (docx) → its text: paragraphs, tables, headings in order, footnotes at the end.

    <w:p><w:pPr><w:pStyle w:val="Heading2"/>…（一）产业更优   → "## （一）产业更优"
    numbered by Word: 一、 that stands in no paragraph       → "一、工作回顾"
    <w:tbl>…                                                → "| 指标 | 2025年 |"
    footnote 1                                              → "…绿色低碳[1]…" and "[1]指……"

What was deleted with changes tracked, the table of contents and the instructions of fields are left
out. Macros are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.read.cells import is_data, row_text
from govreport.read.decode import Decoded
from govreport.read.docx_styles import Styles
from govreport.read.errors import ReadError
from govreport.read.office import Element, child, local, optional_part, part, value

_GONE = frozenset(("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "altChunk"))
_BREAKS = frozenset(("br", "cr"))
_DEEPEST = 80
_NOTES = "注释"
_HEADING = 60
"""A longer paragraph in the style of a heading is one of running text."""
_SPACE = re.compile(r"[ \t]+")
_EDGES = " \t\u3000\xa0"


def read_docx(data: bytes, source: str, encoding: str | None) -> Decoded:
    """Convert a document. Raises ReadError where it is damaged or holds no text."""
    document = part(data, "word/document.xml", source)
    body = child(document, "body")
    if body is None:
        raise ReadError(
            source, "is a Word document without a body", "save it again from Word or WPS"
        )
    styles = Styles(
        optional_part(data, "word/styles.xml", source),
        optional_part(data, "word/numbering.xml", source),
    )
    reader = _Reader(styles)
    lines = list(reader.blocks(body, 0))
    notes = list(_notes(optional_part(data, "word/footnotes.xml", source), reader))
    notes += _notes(optional_part(data, "word/endnotes.xml", source), reader)
    if notes:
        lines += [_NOTES, *notes]
    if not lines:
        raise ReadError(
            source,
            "is a Word document without text",
            "if it is a scan, recognise its text first; else save it as text",
        )
    return Decoded("".join(f"{line}\n" for line in lines), "docx")


class _Reader:
    """Walks a document, and remembers the notes it refers to."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.notes: dict[tuple[str, str], int] = {}

    def blocks(self, parent: Element, depth: int) -> Iterator[str]:
        """The lines of paragraphs and tables below ``parent``."""
        if depth > _DEEPEST:
            return
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self.paragraph(element, depth)
            elif name == "tbl":
                yield from self.table(element, depth)
            elif name not in _GONE:
                yield from self.blocks(element, depth + 1)

    def paragraph(self, element: Element, depth: int) -> Iterator[str]:
        style = self.styles.of(child(element, "pPr"))
        boxes: list[Element] = []
        text = "".join(self.runs(element, depth, boxes))
        lines = [_SPACE.sub(" ", line).strip(_EDGES) for line in text.split("\n")]
        lines = [line for line in lines if line] if not style.contents else []
        if lines:
            lines[0] = style.number + lines[0]
            if style.level and len("".join(lines)) <= _HEADING:
                lines = [f"{'#' * style.level} {''.join(lines)}"]
        yield from lines
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def runs(self, parent: Element, depth: int, boxes: list[Element]) -> Iterator[str]:
        """The text below a paragraph; text boxes in it are put aside."""
        if depth > _DEEPEST:
            return
        for element in parent:
            name = local(element)
            if name == "t":
                yield (element.text or "").replace("\n", " ")
            elif name == "tab":
                yield "\t"
            elif name in _BREAKS:
                yield "" if value(element, "type") in ("page", "column") else "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                yield f"[{self.note(name.removesuffix('Reference'), value(element, 'id') or '')}]"
            elif name == "txbxContent":
                boxes.append(element)
            elif name == "AlternateContent":
                chosen = child(element, "Choice")
                if chosen is None:
                    chosen = child(element, "Fallback")
                if chosen is not None:
                    yield from self.runs(chosen, depth + 1, boxes)
            elif name not in _GONE:
                yield from self.runs(element, depth + 1, boxes)

    def note(self, kind: str, number: str) -> int:
        return self.notes.setdefault((kind, number), len(self.notes) + 1)

    def table(self, element: Element, depth: int) -> Iterator[str]:
        """A line for each row; of a table that only sets out the page, its paragraphs."""
        rows = [
            [cell for tc in _named(tr, "tc") for cell in self.cell(tc, depth)]
            for tr in _named(element, "tr")
        ]
        if is_data(rows):
            yield from (row_text(row) for row in rows if any(row))
        else:
            for tr in _named(element, "tr"):
                for tc in _named(tr, "tc"):
                    yield from self.blocks(tc, depth + 1)

    def cell(self, element: Element, depth: int) -> list[str]:
        """A cell, with empty ones for the others that it reaches over."""
        about = child(element, "tcPr")
        merged = child(about, "vMerge")
        span = value(child(about, "gridSpan")) or "1"
        wide = min(int(span), 60) if span.isdecimal() else 1
        goes_on = merged is not None and value(merged) != "restart"
        text = "" if goes_on else "".join(self.blocks(element, depth + 1))
        return [text, *[""] * (wide - 1)]


def _named(parent: Element, name: str, depth: int = 0) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for element in parent:
        if local(element) == name:
            yield element
        elif depth < 5 and local(element) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _named(element, name, depth + 1)


def _notes(root: Element | None, reader: _Reader) -> Iterator[str]:
    """The notes that the text refers to, in the order of their numbers."""
    if root is None:
        return
    texts = {
        (local(note), value(note, "id") or ""): "".join(reader.blocks(note, 0)) for note in root
    }
    for key, number in list(reader.notes.items()):
        if texts.get(key):
            yield f"[{number}]{texts[key]}"
