"""Paths as the user gave them → the inputs they stand for, one at a time, in a fixed order.

    find(["reports/", "a.zip", "-"])
    → Input("reports/2023.txt"), Input("reports/2024.txt"), Input("a.zip!/2024.txt"), Input("-")

An input is only a name and a way to its bytes: nothing is read until ``load`` is called, so that
what is wrong with one file is raised there, and never ends a run. It can cross processes.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govreport.extras import MissingExtra
from govreport.models import Document
from govreport.read.archive import member_bytes, members
from govreport.read.errors import ReadError
from govreport.read.remote import below, fetch, is_url
from govreport.read.sniff import sniff

_REPORTS = frozenset({".txt", ".text", ".md", ".markdown"})
_ABOUT = frozenset({"readme", "license", "licence", "changelog", "notice"})
"""Names of files that tell of a folder, and are no report of any government."""
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")
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

    def read(self) -> bytes:
        """The bytes. Raises ReadError."""
        if self.error:
            raise self.error
        if self.member is not None:
            return member_bytes(self.path, self.member, self.source)
        if self.data is not None:
            return self.data
        return _file_bytes(self.path or "", self.source)

    def load(self, encoding: str | None = None) -> Document:
        """Read and decode. Raises ReadError."""
        from govreport.read import read_bytes

        return read_bytes(self.read(), self.source, encoding)


def find(paths: Iterable[str | os.PathLike[str]] = ()) -> Iterator[Input]:
    """Every input that ``paths`` stand for: files, folders, globs, archives; none: stdin."""
    given = [os.fspath(path) for path in paths] or ["-"]
    seen: set[str] = set()
    for path in given:
        for found in _expand(path):
            if found.error is None and found.source in seen:
                continue
            seen.add(found.source)
            yield found


def _expand(path: str) -> Iterator[Input]:
    if path == "-":
        yield from _stdin()
    elif is_url(path):
        yield from _remote(path)
    elif os.path.isdir(path):
        yield from _folder(path)
    elif os.path.lexists(path):
        yield from _file(path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield _failed(path, "matches no file", "quote the pattern, or check the folder")
        for match in matches:
            yield from _folder(match) if os.path.isdir(match) else _file(match)
    else:
        yield _failed(path, "does not exist", "check the path")


def _stdin() -> Iterator[Input]:
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError, AttributeError) as error:
        yield _failed("-", f"standard input cannot be read ({error})", "give a path")
        return
    if sniff(data)[0] == "zip":
        yield from _archive("-", None, data)
    else:
        yield Input("-", data=data)


def _remote(url: str) -> Iterator[Input]:
    """What a URL stands for: a file, or the reports below a folder or a pattern."""
    try:
        found = below(url)
    except (OSError, MissingExtra) as error:
        yield Input(url, error=_unopened(url, error))
        return
    wanted = found if found == [url] else [n for n in found if n.endswith(".zip") or _is_report(n)]
    if not wanted:
        yield _failed(url, "holds no report", "reports end in .txt or .md, or have no ending")
    for name in wanted:
        if name.lower().endswith(".zip"):
            yield from _remote_archive(name)
        else:
            yield Input(name, path=name)


def _remote_archive(url: str) -> Iterator[Input]:
    try:
        data = fetch(url, MAX_BYTES + 1)
    except (OSError, MissingExtra) as error:
        yield Input(url, error=_unopened(url, error))
    else:
        yield from _archive(url, None, data)


def _file(path: str) -> Iterator[Input]:
    if path.lower().endswith(".zip"):
        yield from _archive(_shown(path), path, None)
    else:
        yield Input(_shown(path), path=path)


def _archive(source: str, path: str | None, data: bytes | None) -> Iterator[Input]:
    try:
        for name, shown in members(data if path is None else path, source):
            if not _is_report(shown):
                continue
            inner = f"{source}!/{shown}"
            yield Input(inner, path, name) if path else _entry(data, name, inner)
    except ReadError as error:
        yield Input(source, error=error)


def _entry(archive: bytes | None, name: str, source: str) -> Input:
    """An entry of an archive on standard input, which cannot be opened a second time."""
    try:
        return Input(source, data=member_bytes(archive, name, source))
    except ReadError as error:
        return Input(source, error=error)


def _folder(top: str) -> Iterator[Input]:
    """Reports below ``top``, depth first, in the order of their names."""
    found = False
    visited: set[tuple[int, int]] = set()
    stack = [top]
    while stack:
        path = stack.pop()
        if not os.path.isdir(path):
            if _wanted(path):
                found = True
                yield from _file(path)
            continue
        try:
            status = os.stat(path)
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            found = True
            yield _failed(path, f"cannot be opened ({_reason(error)})", "check its rights")
            continue
        if (status.st_dev, status.st_ino) in visited:
            continue
        visited.add((status.st_dev, status.st_ino))
        stack.extend(os.path.join(path, name) for name in names if not name.startswith("."))
    if not found:
        yield _failed(top, "holds no report", "reports end in .txt or .md, or have no ending")


def _wanted(path: str) -> bool:
    """Whether a file met in a folder is worth reading."""
    if path.lower().endswith(".zip"):
        return True
    if not _is_report(path):
        return False
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        if _EXTENSION.search(path):
            return True
        with open(path, "rb") as file:
            return sniff(file.read(4096))[0] == "text"
    except OSError:
        return True  # a broken link, or no rights: the run should say so


def _is_report(name: str) -> bool:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    ending = _EXTENSION.search(base)
    if base.split(".")[0].lower() in _ABOUT:
        return False
    return ending is None or ending.group().lower() in _REPORTS


def _file_bytes(path: str, source: str) -> bytes:
    if is_url(path):
        try:
            return fetch(path, MAX_BYTES + 1)
        except (OSError, MissingExtra) as error:
            raise _unopened(source, error) from None
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
        what = f"cannot be opened ({_reason(error)})"
        raise ReadError(source, what, "check its rights") from None


def _failed(path: str, what: str, hint: str) -> Input:
    source = _shown(path)
    return Input(source, error=ReadError(source, what, hint))


def _unopened(source: str, error: OSError | MissingExtra) -> ReadError:
    if isinstance(error, MissingExtra):
        return ReadError(source, f"cannot be opened: {error}")
    return ReadError(source, f"cannot be opened ({_reason(error)})", "check the URL and its rights")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _shown(path: str) -> str:
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
