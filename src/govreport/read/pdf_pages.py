"""Bytes of a PDF on standard input → its text as JSON on standard output, for ``pdf``.

    python -m govreport.read.pdf_pages < report.pdf
    → {"text": "政府工作报告\\n…", "note": ""}
    → {"error": "is a PDF that needs a password", "hint": "…"}

Each page becomes its glyphs with their boxes and the lines that are ruled on it, in points from the
upper left corner as the page is shown. What they mean is for ``pdf_layout``.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from govreport.read.pdf_layout import Glyph, Page, Rule
from govreport.read.pdf_paragraphs import text_of

MAX_PAGES = 2_000
MAX_GLYPHS = 5_000_000
_MEMORY = 2 * 2**30
_SECONDS = 110
_THIN = 1.5
"""A line this far from upright or level is drawn aslant."""
_SCANNED = 20
"""A page with fewer characters and an image on it is a scan."""
_MOST_PATHS = 20_000
_SPACES = frozenset((0x20, 0xA0, 0x3000))
_UNSEEN = frozenset((0x7F, 0xA0, 0x2028, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF))

Point = tuple[float, float]


class Unreadable(Exception):
    """What is wrong with the PDF, and what to do."""


def main() -> None:
    """Read standard input, write one line of JSON."""
    _limit()
    try:
        said = _read(sys.stdin.buffer.read())
    except Unreadable as error:
        said = dict(zip(("error", "hint"), error.args, strict=True))
    except MemoryError:
        said = {
            "error": "is a PDF that takes more than 2 GB of memory to read",
            "hint": "split it into parts",
        }
    sys.stdout.buffer.write(json.dumps(said).encode())


def _limit() -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes) -> dict[str, str]:
    document = _opened(data)
    count = len(document)
    if count > MAX_PAGES:
        raise Unreadable(f"is a PDF of {count:,} pages, more than {MAX_PAGES:,}", "split it")
    pages: list[Page] = []
    scans: list[int] = []
    glyphs = 0
    for index in range(count):
        try:
            page, scanned = _page(document[index])
        except pypdfium2.PdfiumError:
            continue
        glyphs += len(page.glyphs)
        if glyphs > MAX_GLYPHS:
            raise Unreadable(f"is a PDF with more than {MAX_GLYPHS:,} characters", "split it")
        pages.append(page)
        scans += [index + 1] if scanned else []
    if not glyphs:
        if scans:
            raise Unreadable(
                "is a PDF of scanned pages, images without text",
                "recognise the text first, as with ocrmypdf -l chi_sim IN.pdf OUT.pdf",
            )
        raise Unreadable("is a PDF without text", "save its text, or print it to a new PDF")
    note = f"page {_listed(scans)} of {count} is an image without text" if scans else ""
    return {"text": text_of(pages), "note": note}


def _listed(scans: list[int]) -> str:
    few = ", ".join(map(str, scans[:5]))
    return few + (f" and {len(scans) - 5} more" if len(scans) > 5 else "")


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise Unreadable(
                "is a PDF that needs a password", "open it and print it to a new PDF"
            ) from None
        raise Unreadable("is a damaged PDF", "download it again") from None
    return document


def _page(page: pypdfium2.PdfPage) -> tuple[Page, bool]:
    """The page, and whether it is a scan."""
    width, height = page.get_size()
    turn = _turned(page, width, height)
    text = page.get_textpage()
    glyphs = list(_glyphs(text, turn))
    text.close()
    rules, images = _drawn(page, turn)
    page.close()
    return Page(width, height, glyphs, rules), images and len(glyphs) < _SCANNED


def _turned(
    page: pypdfium2.PdfPage, width: float, height: float
) -> Callable[[float, float], Point]:
    """From the page's own coordinates to those of the page as shown, from its upper left corner."""
    left, bottom, right, top = page.get_cropbox()
    rotation = page.get_rotation()
    if rotation == 90:
        return lambda x, y: (y - bottom, x - left)
    if rotation == 180:
        return lambda x, y: (right - x, y - bottom)
    if rotation == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _glyphs(text: pypdfium2.PdfTextPage, turn: Callable[[float, float], Point]) -> Iterator[Glyph]:
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    high, spaced = 0, False
    for index in range(min(text.count_chars(), MAX_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the 65,536 common ones
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        if code <= 0x20 or code in _UNSEEN:
            spaced = spaced or (code in _SPACES and not pdfium.FPDFText_IsGenerated(text, index))
            continue
        # The loose box: that of the font, the same for 一 and 。 and 国.
        if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(loose)):
            continue
        if loose.right > loose.left or loose.top > loose.bottom:
            x0, y0 = turn(loose.left, loose.top)
            x1, y1 = turn(loose.right, loose.bottom)
            size = _size(text, index, matrix)
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            yield Glyph(*box, _character(code), size, spaced)
        spaced = False


def _size(text: pypdfium2.PdfTextPage, index: int, matrix: Any) -> float:
    """The size of a character as it is shown: some set it in 1 point and scale the page."""
    size = float(pdfium.FPDFText_GetFontSize(text, index))
    if pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return size * math.hypot(matrix.c, matrix.d)
    return size


def _character(code: int) -> str:
    """The character; radicals, which some fonts name instead of it, as the character they are."""
    char = chr(code)
    return unicodedata.normalize("NFKC", char) if 0x2E80 <= code < 0x2FE0 else char


def _drawn(
    page: pypdfium2.PdfPage, turn: Callable[[float, float], Point]
) -> tuple[list[Rule], bool]:
    """The level and upright lines of a page, and whether there is an image on it."""
    rules: list[Rule] = []
    images = False
    paths = 0
    for item in page.get_objects(max_depth=4):
        images = images or item.type == pdfium.FPDF_PAGEOBJ_IMAGE
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths > _MOST_PATHS:  # a drawing, a map
                return [], images
            rules += _rules(item, turn)
    return rules, images


def _rules(item: Any, turn: Callable[[float, float], Point]) -> Iterator[Rule]:
    matrix = item.get_matrix()
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = turn(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _rule(last, point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _rule(point, start)
            last = start


def _rule(a: Point, b: Point) -> Iterator[Rule]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if wide < _THIN < high:
        yield Rule(True, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
    elif high < _THIN < wide:
        yield Rule(False, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))


if __name__ == "__main__":
    main()
