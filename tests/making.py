"""Documents made by real tools: PDF by reportlab, DOCX by python-docx; DOC is put together here.

pdf(["政府工作报告", "各位代表：", …])   → the bytes of a PDF, its paragraphs set as in a gazette
docx(["政府工作报告", "各位代表：", …])  → the bytes of a Word document, headings in their styles
doc(["政府工作报告", "各位代表：", …])   → one of before 2007, by the published format of such files
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

import docx as python_docx
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


_HEADING = re.compile(
    r"(第[一二三四五六七八九十]+章)|(第[一二三四五六七八九十]+节|[一二三四]、)|(（.）)"
)


def docx(lines: Sequence[str | Rows], *, styled: bool = True) -> bytes:
    """A Word document of paragraphs and tables; numbered lines in the styles of headings."""
    document = python_docx.Document()
    for line in lines:
        if not isinstance(line, str):
            table = document.add_table(len(line), len(line[0]))
            for row, cells in zip(table.rows, line, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        elif styled and len(line) < 40 and (match := _HEADING.match(line)):
            document.add_heading(line, match.lastindex or 1)
        else:
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def replaced(data: bytes, **parts: str | bytes | None) -> bytes:
    """An office file with other parts: ``document="<w:p>…"`` is the inside of the body."""
    old = zipfile.ZipFile(io.BytesIO(data))
    contents: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    for key, xml in parts.items():
        name = f"word/{key}.xml"
        if key == "document" and isinstance(xml, str) and not xml.startswith("<?xml"):
            whole = old.read(name).decode()
            head, _, rest = whole.partition("<w:body>")
            xml = f"{head}<w:body>{xml}</w:body>{rest.partition('</w:body>')[2]}"
        if xml is None:
            del contents[name]
        else:
            contents[name] = xml
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# -- Word documents of before 2007 ---------------------------------------------------------------

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def doc(lines: Sequence[str | Rows], *, flags: int = 0) -> bytes:
    """A document of paragraphs and tables: its text in one piece, in UTF-16."""
    text = "".join(
        f"{line}\r"
        if isinstance(line, str)
        else "".join("".join(f"{cell}\x07" for cell in row) + "\x07" for row in line)
        for line in lines
    )
    body = text.encode("utf-16-le")
    start = 0x800
    fib = bytearray(start)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 0x0A, 0x1200 | flags)
    struct.pack_into("<II", fib, 0x18, start, start + len(body))
    struct.pack_into("<I", fib, 0x4C, len(body) // 2)
    pieces = struct.pack("<IIHIH", 0, len(body) // 2, 0, start, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", fib, 0x1A2, 0, len(table))
    return container({"WordDocument": bytes(fib) + body, "1Table": table})


def container(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams, whose names must be of different lengths."""
    data, chain = b"", []

    def add(content: bytes) -> int:
        nonlocal data
        first, count = len(chain), -(-len(content) // _SECTOR)
        data += content.ljust(count * _SECTOR, b"\0")
        chain.extend([*range(first + 1, first + count), _END])
        return first

    names = sorted(streams, key=len)
    padded = {name: streams[name].ljust(4096, b"\0") for name in names}
    places = {name: add(padded[name]) for name in names}
    entries = [_entry("Root Entry", 5, _FREE, len(names), _END, 0)]
    for at, name in enumerate(names):
        entries.append(_entry(name, 2, at or _FREE, _FREE, places[name], len(padded[name])))
    directory = add(b"".join(entries))
    sectors = 1
    while (len(chain) + sectors) * 4 > sectors * _SECTOR:
        sectors += 1
    first = len(chain)
    chain += [_TABLE] * sectors
    data += struct.pack(f"<{len(chain)}I", *chain).ljust(sectors * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, sectors, directory, 0, 4096, _END, 0, _END, 0)
    head += struct.pack(f"<{sectors}I", *range(first, first + sectors)).ljust(436, b"\xff")
    return head + data


def _entry(name: str, kind: int, left: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return written.ljust(64, b"\0") + struct.pack(
        "<HBB3I36xIQ", len(written), kind, 1, left, _FREE, child, start, size
    )
