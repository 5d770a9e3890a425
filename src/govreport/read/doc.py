"""A Word document of before 2007 (doc, and wps of WPS Office) → its text.

    WordDocument: "政府工作报告", 1Table: where its pieces stand  → "政府工作报告\\n…"

The text lies in pieces all over the stream ``WordDocument``; the piece table in ``1Table`` or
``0Table`` tells their order. Cells and rows end in the character 7, which is how tables are told.
Numbers that Word adds to headings by itself are not in the text and are lost.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from govreport.read.cells import is_data, row_text
from govreport.read.decode import Decoded
from govreport.read.errors import ReadError

_WORD_97 = 0xC1
_LOCKED, _TABLE_1 = 0x0100, 0x0200
_CELL = "\x07"
_FIELD = re.compile(r"\x13[^\x13\x14\x15]{0,4000}(?:\x14([^\x13\x14\x15]{0,4000}))?\x15")
_SIGNS = str.maketrans(
    {"\x0b": "\r", "\x0c": "\r", "\x0e": "\r", "\n": "\r", "\x1e": "-", "\xa0": " "}
)
_UNSEEN = re.compile(r"[\x00-\x06\x08\x0f-\x1d\x1f\ufeff]")
_EDGES = " \t\u3000"
_FIELDS = 8
"""Fields inside fields inside fields."""
_MOST_CELLS = 40
_BEFORE = 40
"""More text than this before a cell, parted from it, is a paragraph between two tables."""


def read_doc(data: bytes, source: str, encoding: str | None) -> Decoded:
    """Convert a document. Raises ReadError where it is locked or damaged, or olefile is missing."""
    try:
        import olefile
    except ImportError:
        raise ReadError(
            source,
            "is a Word document of before 2007, which needs olefile",
            "pip install 'govreport[office]', or save it as docx",
        ) from None
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {
                name: container.openstream(name).read()
                for name in ("WordDocument", "0Table", "1Table")
                if container.exists(name)
            }
        text = _text(streams, source)
    except (OSError, ValueError, IndexError, KeyError, struct.error):
        raise ReadError(
            source, "is a damaged Word document (doc)", "open it in Word or WPS and save it as docx"
        ) from None
    lines = list(_lines(text))
    if not lines:
        raise ReadError(source, "is a Word document without text", "save it as docx or as text")
    return Decoded("".join(f"{line}\n" for line in lines), "doc")


def _text(streams: dict[str, bytes], source: str) -> str:
    """The characters of the body and of its footnotes, control characters and all."""
    main = streams["WordDocument"]
    (version,) = struct.unpack_from("<H", main, 2)
    (flags,) = struct.unpack_from("<H", main, 10)
    if flags & _LOCKED:
        raise ReadError(source, "is locked with a password", "open it and save it without one")
    if version < _WORD_97:
        start, end = struct.unpack_from("<II", main, 0x18)
        return main[start:end].decode("gb18030", "replace")
    body, notes = struct.unpack_from("<II", main, 0x4C)
    table = streams["1Table" if flags & _TABLE_1 else "0Table"]
    text = "".join(_pieces(main, table, body + notes))
    noted = [note.strip("\r \x02") for note in re.split(r"\r(?=\x02)", text[body : body + notes])]
    noted = [f"[{number}]{note}" for number, note in enumerate(filter(None, noted), 1)]
    return text[:body] + ("\r注释\r" + "\r".join(noted) if noted else "")


def _pieces(main: bytes, table: bytes, most: int) -> Iterator[str]:
    """The pieces of the text, in order, up to ``most`` characters."""
    at, length = struct.unpack_from("<II", main, 0x1A2)
    clx = table[at : at + length]
    at = 0
    while clx[at] == 1:  # properties that pieces share
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    places = clx[at + 5 : at + 5 + size]
    count = (len(places) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", places)
    for index, (start, end) in enumerate(pairwise(ends)):
        (where,) = struct.unpack_from("<I", places, 4 * (count + 1) + 8 * index + 2)
        characters = max(0, min(end, most) - start)
        if where & 0x40000000:  # a byte for each character
            where = (where & 0x3FFFFFFF) // 2
            yield main[where : where + characters].decode("cp1252", "replace")
        else:
            yield main[where : where + 2 * characters].decode("utf-16-le", "replace")


def _lines(text: str) -> Iterator[str]:
    """The lines of the text, and a line for each row of its tables."""
    text = text.translate(_SIGNS)
    for _ in range(_FIELDS):  # the innermost first
        text, count = _FIELD.subn(lambda field: field[1] or "", text)
        if not count:
            break
    numbers = iter(range(1, text.count("\x02") + 1))
    text = re.sub("\x02", lambda _: f"[{next(numbers)}]", text)
    cells = _UNSEEN.sub("", text).split(_CELL)
    at = 0
    while at < len(cells) - 1:
        before, _, cells[at] = cells[at].rpartition("\r")
        yield from _paragraphs(before)
        wide, high = _shape(cells, at)
        rows = [cells[at + row * (wide + 1) :][:wide] for row in range(high)]
        if is_data(rows):
            yield from (row_text([_one_line(cell) for cell in row]) for row in rows if any(row))
        else:
            yield from (line for row in rows for cell in row for line in _paragraphs(cell))
        at += high * (wide + 1)
    yield from _paragraphs("\r".join(cells[at:]))


def _shape(cells: list[str], at: int) -> tuple[int, int]:
    """Columns and rows of the table that begins at ``at``: each row ends in an empty cell."""
    best = (1, 0)
    for wide in range(1, min(_MOST_CELLS, len(cells) - at)):
        high = 0
        end = at + wide
        while (
            end < len(cells) - 1 and not cells[end] and (not high or not _apart(cells, end - wide))
        ):
            high += 1
            end += wide + 1
        if high > best[1] and any(cells[at : at + wide]):
            best = (wide, high)
    return best if best[1] else (1, 1)


def _apart(cells: list[str], at: int) -> bool:
    """Whether a paragraph stands before the cell: another table begins with it."""
    before = cells[at].rpartition("\r")[0]
    return len(before) > _BEFORE or "。" in before


def _one_line(cell: str) -> str:
    return "".join(_paragraphs(cell))


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\r"):
        if bare := line.strip(_EDGES):
            yield bare
