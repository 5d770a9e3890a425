"""Bytes → Document: what a file is, in which encoding, and its characters.

    "政府工作报告\\r\\n".encode("gbk") → Document(text="政府工作报告\\n", encoding="gb18030", ...)

A file is read by what it holds, not by what it is called. Each kind has one reader, a function from
bytes to the decoded text; ``READERS`` is the list of them.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Mapping

from govreport.models import Document
from govreport.read.decode import Decoded, decode
from govreport.read.doc import read_doc
from govreport.read.docx import read_docx
from govreport.read.errors import ReadError
from govreport.read.find import find
from govreport.read.html import read_html
from govreport.read.input import MAX_BYTES, Input
from govreport.read.pager import pages_note
from govreport.read.pdf import read_pdf
from govreport.read.sheet import read_sheet
from govreport.read.sniff import Kind, sniff

__all__ = ["READERS", "Input", "ReadError", "find", "read_bytes"]

log = logging.getLogger(__name__)

# All but tabs and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

Reader = Callable[[bytes, str, str | None], Decoded]


def _text(data: bytes, source: str, encoding: str | None) -> Decoded:
    decoded = decode(data, source, encoding)
    sample = decoded.text[:20_000]
    controls = len(_CONTROL.findall(sample))
    if controls * 20 > len(sample):
        raise ReadError(source, "holds binary data, not text", "give the report's text")
    if note := pages_note(decoded.text.splitlines()):
        log.warning("%s: %s", source, note)
    return decoded


READERS: Mapping[Kind, Reader] = {
    "text": _text,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "doc": read_doc,
    "xlsx": read_sheet,
}


def read_bytes(data: bytes, source: str, encoding: str | None = None) -> Document:
    """Decode one file. ``encoding`` forces a codec; otherwise it is found out.

    Raises ReadError where the bytes are not a text, hold none, or are too many.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(
            source, f"is larger than {MAX_BYTES // 2**20} MB", "split it into one file per report"
        )
    kind, name = sniff(data)
    reader = READERS.get(kind)
    if reader is None:
        raise ReadError(source, f"is {name}, not text", "save the report as text and give that")
    decoded = reader(data, source, encoding)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \u3000\t\n\x00"):
        raise ReadError(source, "is empty" if not text else "holds no text but white space")
    return Document(source, text, decoded.encoding, hashlib.sha256(data).hexdigest())
