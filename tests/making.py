"""Documents made by real tools: PDF by reportlab, DOCX by python-docx.

pdf(["政府工作报告", "各位代表：", …])  → the bytes of a PDF, its paragraphs set as in a gazette
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

FONT = "STSong-Light"
MARGIN = 72.0
GAP = 28.0
_HANGS = "，。、；：！？）”》%％,;:)"
_TOKEN = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)

Rows = list[list[str]]


class _Press:
    """Sets lines on pages, one column after the other."""

    def __init__(self, columns: int, head: str, foot: str, size: float, lock: str | None) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, encrypt=lock)
        self.columns, self.head, self.foot, self.size = columns, head, foot, size
        self.span = (A4[0] - 2 * MARGIN - (columns - 1) * GAP) / columns
        self.column, self.number = 0, 1
        self.y = A4[1] - MARGIN

    def width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, FONT, self.size))

    def room(self, height: float) -> None:
        """Go to the next column, or to the next page, where ``height`` is not left."""
        if self.y - height >= MARGIN:
            return
        self.column += 1
        self.y = A4[1] - MARGIN
        if self.column == self.columns:
            self.close_page()

    def close_page(self) -> None:
        self.canvas.setFont(FONT, 9)
        self.canvas.drawCentredString(A4[0] / 2, A4[1] - 45, self.head)
        self.canvas.drawCentredString(A4[0] / 2, 40, self.foot.format(self.number))
        self.canvas.showPage()
        self.column, self.number = 0, self.number + 1

    @property
    def left(self) -> float:
        return MARGIN + self.column * (self.span + GAP)

    def paragraph(self, text: str) -> None:
        lines = list(self.broken(text))
        if len(lines) > 1 and len(lines[-1]) == 1:
            # pdfium does not see a string of one character in a font that is not embedded.
            lines[-2:] = ["".join(lines[-2:])]
        for at, line in enumerate(lines):
            self.room(1.6 * self.size)
            self.y -= 1.6 * self.size
            self.canvas.setFont(FONT, self.size)
            self.canvas.drawString(self.left + (0 if at else 2 * self.size), self.y, line)

    def broken(self, text: str) -> Iterator[str]:
        """Lines as long as the column; a stop hangs out rather than begin a line."""
        line, left = "", self.span - 2 * self.size
        for token in _TOKEN.findall(text):
            if self.width(line + token) > left and not (line and token in _HANGS):
                yield line
                line, left = "", self.span
            line += token
        yield line

    def table(self, rows: Rows, ruled: bool) -> None:
        cell = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
        made = Table([[Paragraph(escape(text), cell) for text in row] for row in rows])
        if ruled:
            made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
        for part in made.split(self.span, self.y - MARGIN) or [made]:
            _, height = part.wrapOn(self.canvas, self.span, 10_000)
            self.room(height)
            self.y -= height
            part.drawOn(self.canvas, self.left, self.y)


def pdf(
    lines: Sequence[str | Rows],
    *,
    columns: int = 1,
    head: str = "",
    foot: str = "— {} —",
    ruled: bool = True,
    size: float = 12,
    lock: str | None = None,
) -> bytes:
    """A PDF of paragraphs and tables, with a running head and the number of each page."""
    press = _Press(columns, head, foot, size, lock)
    for line in lines:
        if isinstance(line, str):
            press.paragraph(line)
        else:
            press.table(line, ruled)
    press.close_page()
    press.canvas.save()
    return press.buffer.getvalue()
