"""An Excel workbook (xlsx) → the rows of its sheets, as they are shown.

    0.075 in the format 0.0%   → "7.5%"        2024-01-10 00:00:00 → "2024-01-10"
    186.40000000000001         → "186.4"       an empty cell       → ""

As a document a workbook is the tables in it, a line for each row. A workbook with a report in each
row is read by ``dataset`` instead.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from govreport.read.cells import row_text
from govreport.read.decode import Decoded
from govreport.read.errors import ReadError

_MOST_BYTES = 1 * 2**30
_MOST_RATIO = 400
_BLANK_ROWS = 1_000
"""So many empty rows end a sheet: some are formatted to the last of a million."""
_MOST_COLUMNS = 200

Rows = Iterator[tuple[int, list[str]]]
"""Rows that are not empty, each with its number from 1."""


def read_sheet(data: bytes, source: str, encoding: str | None) -> Decoded:
    """The tables of a workbook as text. Raises ReadError."""
    lines: list[str] = []
    for name, rows in sheets(io.BytesIO(data), source):
        made = [
            row_text(cells) if sum(map(bool, cells)) > 1 else "".join(cells) for _, cells in rows
        ]
        lines += [name, *made] if made and not name.lower().startswith("sheet") else made
    if not lines:
        raise ReadError(source, "is an Excel workbook without a filled cell", "check the file")
    return Decoded("".join(f"{' '.join(line.split())}\n" for line in lines), "xlsx")


def sheets(file: str | IO[bytes], source: str) -> Iterator[tuple[str, Rows]]:
    """The name and the rows of each sheet, a row at a time. Raises ReadError."""
    try:
        import openpyxl
    except ImportError:
        raise ReadError(
            source,
            "is an Excel workbook, which needs openpyxl",
            "pip install 'govreport[office]', or save it as CSV",
        ) from None
    _check(file, source)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a sheet says of its size is often wrong
                yield sheet.title, _rows(sheet)
        finally:
            book.close()
    except ReadError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise ReadError(
            source,
            f"is a damaged Excel workbook ({type(error).__name__})",
            "open it in Excel or WPS and save it again, or as CSV",
        ) from None


def _check(file: str | IO[bytes], source: str) -> None:
    """Refuse what swells, and what defines entities."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            swollen = any(
                info.file_size > 2**24 and info.file_size > _MOST_RATIO * info.compress_size
                for info in infos
            )
            if swollen or sum(info.file_size for info in infos) > _MOST_BYTES:
                raise ReadError(source, "swells more than a workbook can", "save it again")
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    with archive.open(info) as entry:
                        if b"<!DOCTYPE" in entry.read(2048).replace(b"\x00", b""):
                            raise ReadError(
                                source,
                                "defines entities, as no office program does",
                                "save it again",
                            )
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise ReadError(source, "is a damaged Excel workbook", "save it again") from None


def _rows(sheet: Any) -> Rows:
    blank = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        shown = [_shown(cell) for cell in cells]
        while shown and not shown[-1]:
            shown.pop()
        if shown:
            blank = 0
            yield number, shown
            continue
        blank += 1
        if blank > _BLANK_ROWS:
            return


def _shown(cell: Any) -> str:
    """A cell as it is shown."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("_x000D_", "").strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return str(value.date() if (value.hour, value.minute) == (0, 0) else value)
    if isinstance(value, date):
        return str(value)
    if isinstance(value, (int, float)):
        percent = "%" in (cell.number_format or "")
        number = Decimal(f"{value:.12g}") * (100 if percent else 1)
        return f"{number.normalize():f}" + ("%" if percent else "")
    return str(value)
