"""A file → the inputs in it: itself, the entries of an archive, or the rows of a table of reports.

    "a.tar.gz" → Input("a.tar.gz!/2024/b.docx")
    "b.csv"    → Input("b.csv!/row 2"), Input("b.csv!/row 3")   if it is a table of reports
    "c.pdf"    → Input("c.pdf")

What a file holds decides, not its name. In an archive, whose entries are not opened, names decide.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import stat
from collections.abc import Callable, Iterator
from typing import IO

from govreport.read.archive import member_bytes, members
from govreport.read.dataset import Columns, NoColumns, data_set
from govreport.read.errors import ReadError
from govreport.read.input import Input, shown
from govreport.read.sniff import Kind, sniff, sniff_file

_TEXTS = (".txt", ".text", ".md", ".markdown")
_PAGES = (".htm", ".html", ".shtml", ".xhtml", ".mht", ".mhtml")
_OFFICE = (".pdf", ".docx", ".docm", ".doc", ".wps")
REPORTS = frozenset((*_TEXTS, *_PAGES, *_OFFICE))
TABLES = frozenset((".xlsx", ".xlsm", ".csv", ".tsv", ".jsonl", ".ndjson"))
_TABLE_TEXTS = TABLES - {".xlsx", ".xlsm"}
"""A workbook that is no table of reports is read for the tables of indicators in it."""
PACKED = frozenset((".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz"))
_ABOUT = frozenset(("readme", "license", "licence", "changelog", "notice"))
"""Names of files that tell of a folder, and are no report of any government."""
NO_REPORT = ("holds no report", "reports are text, Markdown, pages, PDF, Word, or tables of them")
_PACKED_TWICE = ("is an archive inside an archive", "unpack the outer one first")
_FEW = 3
_TOLD = 20
"""So many of the rows without a report are named."""
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}$")
_HEAD = 4096
_TABLE = re.compile(rb"\s*\{|[^\r\n]{0,2000}?[,\t;]")
"""How a text begins that may be a table of reports."""

Opener = Callable[[], IO[bytes]]


def of_file(path: str, columns: Columns = ()) -> Iterator[Input]:
    """The inputs in a file."""
    source, kind = shown(path), _kind(path)
    named_so = ending(path) == ".zip" and kind in ("text", "other")
    if kind in ("zip", "tar") or named_so:
        yield from _archive(source, path, None, columns)
        return
    try:
        rows = _table_rows(source, path, kind, columns)
    except ReadError as error:
        yield Input(source, error=error)
        return
    if rows is None:
        yield Input(source, path=path)
    else:
        yield from _numbered(source, path, None, rows, columns)


def given(source: str, data: bytes, columns: Columns = ()) -> Iterator[Input]:
    """The inputs in bytes that cannot be opened a second time, as from standard input."""
    kind = sniff(data)[0]
    if kind in ("zip", "tar"):
        yield from _archive(source, None, data, columns)
        return
    try:
        rows = _rows(source, kind, lambda: io.BytesIO(data), data[:_HEAD], columns)
    except ReadError as error:
        yield Input(source, error=error)
        return
    if rows is None:
        yield Input(source, data=data)
        return
    empty: list[int] = []
    try:
        for number, text in rows:
            if text:
                yield Input(f"{source}!/row {number}", data=text.encode())
            else:
                empty.append(number)
    except ReadError as error:
        yield Input(source, error=error)
    yield from _empty(source, empty)


def is_table(path: str, columns: Columns = ()) -> bool:
    """Whether a file met in a folder is a table of reports, or holds some that cannot be told."""
    try:
        return _table_rows(path, path, _kind(path), columns) is not None
    except NoColumns as error:
        return error.long
    except ReadError:  # for the run to say
        return True


def ending(name: str) -> str:
    """The ending of a name, in lower case: ``"报告.PDF"`` → ``".pdf"``."""
    found = _EXTENSION.search(name.replace("\\", "/").rsplit("/", 1)[-1])
    return found.group().lower() if found else ""


def is_report(name: str) -> bool:
    """Whether a file of that name may be a report."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    if base.split(".")[0].lower() in _ABOUT:
        return False
    return not ending(base) or ending(base) in REPORTS


def _kind(path: str) -> Kind:
    """What a file is; "other" where it cannot be read, which is told when it is."""
    try:
        return sniff_file(path) if stat.S_ISREG(os.stat(path).st_mode) else "other"
    except OSError:
        return "other"


# -- tables --------------------------------------------------------------------------------------


def _table_rows(
    source: str, path: str, kind: Kind, columns: Columns
) -> Iterator[tuple[int, str]] | None:
    head = b""
    if kind == "text":
        with contextlib.suppress(OSError), open(path, "rb") as file:
            head = file.read(_HEAD)
    return _rows(source, kind, lambda: open(path, "rb"), head, columns)


def _rows(
    source: str, kind: Kind, opened: Opener, head: bytes, columns: Columns
) -> Iterator[tuple[int, str]] | None:
    """The rows of a table of reports; None if it is none.

    Raises NoColumns where it looks like one, and its columns cannot be told; ReadError where it is
    a workbook that cannot be opened.
    """
    if kind != "xlsx" and not (kind == "text" and _TABLE.match(head)):
        return None
    try:
        found = data_set(kind, opened, source, columns)
    except NoColumns as error:
        if columns or error.long or ending(source) in _TABLE_TEXTS:
            raise
        return None
    except ReadError:
        if kind == "xlsx":
            raise
        return None
    except OSError:
        return None
    return None if found is None else found.reports()


def _numbered(
    source: str,
    path: str,
    member: str | None,
    rows: Iterator[tuple[int, str]],
    columns: Columns,
) -> Iterator[Input]:
    """An input for each row, which is read again when its turn comes."""
    empty: list[int] = []
    try:
        for number, text in rows:
            if text:
                row = f"{source}!/row {number}"
                yield Input(row, path, member, row=number, columns=columns)
            else:
                empty.append(number)
    except ReadError as error:
        yield Input(source, error=error)
    yield from _empty(source, empty)


def _empty(source: str, rows: list[int]) -> Iterator[Input]:
    """What is to be said of rows without a report: of a few each, of many in one line."""
    lack = "no text in the column of the reports"
    if len(rows) <= _FEW:
        for number in rows:
            row = f"{source}!/row {number}"
            yield Input(row, error=ReadError(row, f"has {lack}", "fill it or drop the row"))
        return
    some = ", ".join(map(str, rows[:_TOLD])) + (", …" if len(rows) > _TOLD else "")
    what = f"has {len(rows)} rows with {lack}: {some}"
    yield Input(source, error=ReadError(source, what, "fill them or drop the rows"))


# -- archives ------------------------------------------------------------------------------------


def _archive(
    source: str, path: str | None, data: bytes | None, columns: Columns
) -> Iterator[Input]:
    found = False
    try:
        for name, entry in members(data if path is None else path, source):
            inner = f"{source}!/{entry}"
            found = found or is_report(entry) or ending(entry) in TABLES | PACKED
            if ending(entry) in PACKED:
                yield Input(inner, error=ReadError(inner, *_PACKED_TWICE))
            if ending(entry) in TABLES:
                yield from _table_inside(data if path is None else path, name, inner, columns)
            elif is_report(entry):
                yield Input(inner, path, name) if path else _entry(data, name, inner)
        if not found:
            yield Input(source, error=ReadError(source, *NO_REPORT))
    except ReadError as error:
        yield Input(source, error=error)


def _entry(archive: bytes | None, name: str, source: str) -> Input:
    """An entry of an archive that cannot be opened a second time."""
    try:
        return Input(source, data=member_bytes(archive, name, source))
    except ReadError as error:
        return Input(source, error=error)


def _table_inside(
    archive: str | bytes | None, name: str, source: str, columns: Columns
) -> Iterator[Input]:
    """The reports in a table inside an archive; of another table, nothing."""
    try:
        data = member_bytes(archive, name, source)
    except ReadError as error:
        yield Input(source, error=error)
        return
    try:
        rows = _rows(source, sniff(data)[0], lambda: io.BytesIO(data), data[:_HEAD], columns)
    except ReadError as error:
        if not isinstance(error, NoColumns) or error.long:
            yield Input(source, error=error)
        return
    if rows is not None and isinstance(archive, str):
        yield from _numbered(source, archive, name, rows, columns)
    elif rows is not None:
        yield from given(source, data, columns)
