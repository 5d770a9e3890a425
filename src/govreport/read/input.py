"""One document to be: its name and where its bytes are, in a file, an archive, a table or at a URL.

    Input("a.zip!/2024.txt", path="a.zip", member="2024.txt").read()   → the bytes of the entry
    Input("b.xlsx!/row 12", path="b.xlsx", row=12).load()              → the report in that row

Nothing is read before it is asked for, and what is wrong is raised then. It can cross processes.
"""

from __future__ import annotations

import io
import os
import stat
from dataclasses import dataclass
from functools import partial
from typing import IO

from govreport.extras import MissingExtra
from govreport.models import Document
from govreport.read.archive import member_bytes
from govreport.read.dataset import Columns, Place, report_at
from govreport.read.errors import ReadError
from govreport.read.sniff import sniff, sniff_file
from govreport.remote import fetch, is_url

MAX_BYTES = 64 * 2**20
"""Of one input; a report has a ten-thousandth of it."""
_PIPES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")


@dataclass(frozen=True, slots=True)
class Input:
    """One document to be: its name, and where its bytes are."""

    source: str
    """As the user gave it; in an archive ``a.zip!/b.txt``; ``-`` for standard input."""
    path: str | None = None
    """The file to open."""
    member: str | None = None
    """The archive's own name of the entry, where ``path`` is an archive."""
    data: bytes | None = None
    """The bytes themselves, where they came from standard input."""
    error: ReadError | None = None
    """Why there is nothing to read."""
    row: int | None = None
    """The row of the report, where the file is a table of them: ``a.xlsx!/row 12``."""
    columns: Columns = ()
    """The columns of that table that the user has named."""

    def read(self) -> bytes:
        """The bytes. Raises ReadError."""
        if self.error:
            raise self.error
        if self.row is not None:
            return _row_bytes(self)
        if self.member is not None:
            return member_bytes(self.path, self.member, self.source)
        if self.data is not None:
            return self.data
        return _file_bytes(self.path or "", self.source)

    def load(self, encoding: str | None = None) -> Document:
        """Read and decode. Raises ReadError."""
        from govreport.read import read_bytes

        # A row comes as UTF-8, whatever the table is in.
        return read_bytes(self.read(), self.source, None if self.row is not None else encoding)


def _file_bytes(path: str, source: str) -> bytes:
    if is_url(path):
        try:
            return fetch(path, MAX_BYTES + 1)
        except (OSError, MissingExtra) as error:
            raise unopened(source, error) from None
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise ReadError(source, "is a folder", "give a file")
        if not stat.S_ISREG(mode) and not path.startswith(_PIPES):
            raise ReadError(source, "is not a regular file", "copy it to a file first")
        with open(path, "rb") as file:
            # One byte more than is allowed: read_bytes says that it is too many.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"cannot be opened ({reason(error)})"
        hint = "check its rights"
        if os.path.islink(path):
            hint = "check where the link leads"
        elif isinstance(error, FileNotFoundError):
            hint = "check the path"
        raise ReadError(source, what, hint) from None


def _opened(path: str) -> IO[bytes]:
    return open(path, "rb")


def _row_bytes(item: Input) -> bytes:
    """The report in one row of a table, as UTF-8."""
    path, member, row, source = item.path or "", item.member, item.row or 0, item.source
    try:
        key = (path, member, os.stat(path).st_mtime_ns, item.columns)
        if member is None:
            found = Place(sniff_file(path), partial(_opened, path), source, item.columns)
            return report_at(key, row, found).encode()
    except OSError as error:
        what = f"cannot be opened ({reason(error)})"
        raise ReadError(source, what, "check its rights") from None
    data = member_bytes(path, member, source)
    found = Place(sniff(data)[0], partial(io.BytesIO, data), source, item.columns)
    return report_at(key, row, found).encode()


def failed(path: str, what: str, hint: str) -> Input:
    source = shown(path)
    return Input(source, error=ReadError(source, what, hint))


def unopened(source: str, error: OSError | MissingExtra) -> ReadError:
    if isinstance(error, MissingExtra):
        return ReadError(source, f"cannot be opened: {error}")
    return ReadError(source, f"cannot be opened ({reason(error)})", "check the URL and its rights")


def reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def shown(path: str) -> str:
    """``path`` as text: a name that is not UTF-8 is most likely GBK, from a Chinese Windows."""
    try:
        path.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(path)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "backslashreplace")
    return path
