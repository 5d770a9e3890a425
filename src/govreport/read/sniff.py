"""What a file really is, told from its first bytes, whatever its name says.

    b"%PDF-1.7 ..."        → "pdf"
    b"<!DOCTYPE html> ..." → "html"
    "政府工作报告".encode() → "text"

What is inside a container decides: a ZIP archive may be a Word document or a workbook, and the old
Office container a Word document, a sheet, or a document that is locked with a password.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
import zlib
from typing import Literal

Kind = Literal["text", "html", "pdf", "docx", "xlsx", "doc", "zip", "tar", "other"]

# Signature at offset 0, kind, and what to call it in a message.
_MAGIC: tuple[tuple[bytes, Kind, str], ...] = (
    (b"%PDF-", "pdf", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "other", "an old Office document"),
    (b"PK\x03\x04", "zip", "a ZIP archive"),
    (b"PK\x05\x06", "zip", "an empty ZIP archive"),
    (b"{\\rtf", "other", "an RTF document"),
    (b"\x89PNG\r\n", "other", "a PNG image"),
    (b"\xff\xd8\xff", "other", "a JPEG image"),
    (b"GIF8", "other", "a GIF image"),
    (b"BM", "other", "a BMP image"),
    (b"II*\x00", "other", "a TIFF image"),
    (b"MM\x00*", "other", "a TIFF image"),
    (b"RIFF", "other", "a RIFF media file"),
    (b"\x1f\x8b\x08", "other", "a file packed with gzip"),
    (b"BZh", "other", "a file packed with bzip2"),
    (b"\xfd7zXZ\x00", "other", "a file packed with xz"),
    (b"7z\xbc\xaf\x27\x1c", "other", "a 7z archive"),
    (b"Rar!\x1a\x07", "other", "a RAR archive"),
    (b"\x7fELF", "other", "a program"),
    (b"MZ\x90\x00", "other", "a program"),
    (b"SQLite format 3\x00", "other", "a SQLite database"),
    (b"PAR1", "other", "a Parquet table"),
    (b"ID3", "other", "an MP3 recording"),
    (b"OggS", "other", "an Ogg recording"),
)
_HEAD = 8192
_PACKED_MAGIC = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_PACKED = ("a file packed with gzip", "a file packed with bzip2", "a file packed with xz")
# The directory of an old Office container names its streams in UTF-16.
_STREAMS: tuple[tuple[str, Kind, str], ...] = (
    ("EncryptedPackage", "other", "locked with a password"),
    ("WordDocument", "doc", "a Word document (doc)"),
    ("Workbook", "other", "an old Excel workbook (xls)"),
    ("PowerPoint Document", "other", "a PowerPoint presentation"),
)
_NAMES = {"html": "an HTML page", "docx": "a Word document (docx)", "xlsx": "an Excel workbook"}
# A page, or a page saved as MHTML. A report copied as text may hold a stray tag; a page begins
# with one.
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"(?:From|MIME-Version|Subject|Snapshot)[^\n]{0,200}:[^\n]*\n", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf",)


def sniff(data: bytes) -> tuple[Kind, str]:
    """The kind of ``data`` and a name for it: ``("pdf", "a PDF")``."""
    for magic, kind, name in _MAGIC:
        # A text may well begin with BM or ID3; an image goes on with bytes that no text has.
        if data.startswith(magic) and (len(magic) > 3 or b"\x00" in data[:64]):
            return _inside(data, kind, name)
    if data[257:262] == b"ustar":
        return "tar", "a TAR archive"
    if data[4:8] == b"ftyp" and b"\x00" in data[:4]:
        return "other", "a video or a HEIC image"
    head = data[:4096]
    for bom in _BOMS:
        head = head.removeprefix(bom)
    if _HTML.match(head) or (_MHTML.match(head) and b"multipart/related" in head):
        return "html", _NAMES["html"]
    return "text", "text"


def sniff_file(path: str) -> Kind:
    """The kind of a file, from its beginning and, of an archive, its directory. Raises OSError.

    A Word document of before 2007 is not told from other documents of its time.
    """
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _inside_zip(path, "")[0]
    if head.startswith(_PACKED_MAGIC):
        return "tar" if _is_tar(path) else "other"
    return sniff(head)[0]


def _inside(data: bytes, kind: Kind, name: str) -> tuple[Kind, str]:
    """What a container holds."""
    if kind == "zip":
        return _inside_zip(data, name)
    if name == "an old Office document":
        for stream, inner, inner_name in _STREAMS:
            if stream.encode("utf-16-le") in data:
                return inner, inner_name
    if name in _PACKED and _is_tar(data):
        return "tar", "a TAR archive"
    return kind, name


def _is_tar(file: str | bytes) -> bool:
    """Whether a packed file is a TAR archive; only its first block is unpacked."""
    try:
        with (
            open(file, "rb") if isinstance(file, str) else io.BytesIO(file) as stream,
            tarfile.open(fileobj=stream, mode="r:*") as archive,
        ):
            return archive.next() is not None
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError):
        return False


def _inside_zip(file: str | bytes, name: str) -> tuple[Kind, str]:
    """Office documents are ZIP archives with a known member."""
    try:
        with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip", "a damaged ZIP archive"
    if "word/document.xml" in members:
        return "docx", _NAMES["docx"]
    if "xl/workbook.xml" in members:
        return "xlsx", _NAMES["xlsx"]
    if any(member.startswith("xl/") for member in members):
        return "other", "a binary Excel workbook (xlsb)"
    if any(member.startswith("ppt/") for member in members):
        return "other", "a PowerPoint presentation"
    if "OFD.xml" in members:
        return "other", "an OFD document"
    if "mimetype" in members:
        return "other", "an OpenDocument or EPUB file"
    return "zip", name
