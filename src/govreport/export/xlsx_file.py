"""Shares of rows → an Excel workbook.

    with xlsx("records.xlsx", RECORDS) as put: put(share)

Text is written as text, so a cell is never a formula. A sheet of Excel ends at 1,048,576 rows; what
is more goes on in the next. Rows go straight to the disk: memory does not grow with their number.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from govreport.export.rows import Listing
from govreport.export.shares import rows_in
from govreport.export.sink import Put
from govreport.extras import require

_ROWS = 1_048_576
_LONGEST = 32_767
"""Characters that a cell can hold. Only a report without any full stop has longer sentences."""
_WIDTHS = {"sentence": 60, "indicator": 24, "section": 30, "title": 24, "source": 24, "text": 16}


@contextmanager
def xlsx(path: str, listing: Listing) -> Iterator[Put]:
    library = require("xlsxwriter", "excel", "Excel")
    place, name = os.path.split(path)
    with tempfile.TemporaryDirectory(prefix=name, dir=place) as folder:
        book = library.Workbook(path, {"constant_memory": True, "tmpdir": folder})
        # The time of writing would make every file another.
        book.set_properties({"created": datetime(2000, 1, 1)})
        sheet = _Sheets(book, listing)

        def put(share: bytes) -> None:
            for _, row in rows_in(share):
                sheet.write(row)

        yield put
        try:
            book.close()
        except library.exceptions.XlsxWriterException as error:
            raise OSError(str(error)) from error


class _Sheets:
    """Sheets of one table, one after the other as they fill."""

    def __init__(self, book: Any, listing: Listing) -> None:
        self._book = book
        self._listing = listing
        self._bold = book.add_format({"bold": True})
        self._count = 0
        self._next()

    def _next(self) -> None:
        self._count += 1
        name = self._listing.name + (f" {self._count}" if self._count > 1 else "")
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, _ROWS - 1, len(self._listing.columns) - 1)
        for at, column in enumerate(self._listing.columns):
            self._sheet.set_column(at, at, _WIDTHS.get(column, 11))
            self._sheet.write_string(0, at, column, self._bold)
        self._row = 0

    def write(self, row: dict[str, Any]) -> None:
        if self._row == _ROWS - 1:
            self._next()
        self._row += 1
        for at, value in enumerate(row.values()):
            if value is None:
                continue
            if isinstance(value, int | float):
                self._sheet.write_number(self._row, at, value)
            else:
                self._sheet.write_string(self._row, at, _text(value)[:_LONGEST])


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = [f"{key}={item}" for key, item in value.items()]
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value)
