"""Shares of rows → a Stata file (.dta, format 118: Stata 14 and later, UTF-8).

    with stata("records.dta", RECORDS) as put: put(share)

Columns with a known set of values become numeric with value labels (status 0 "target"), every
variable carries its description as a label, lists are joined by `` / ``. Stata files are written in
one go, so this format alone holds all rows in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from govreport.export.columns import Column
from govreport.export.rows import Listing
from govreport.export.shares import rows_in
from govreport.export.sink import Put
from govreport.extras import require

_LABEL = 80
"""Characters of a variable's label."""
_RESERVED = {"end": "_end"}
"""Stata does not allow these as names of variables."""
_SHORT = 2045
"""Bytes of a string that is not a "long string" (strL)."""


@contextmanager
def stata(path: str, listing: Listing) -> Iterator[Put]:
    # pandas, and not the wrappers of ReadStat, which cannot write strL nor leave out the time.
    pandas = require("pandas", "stata", "Stata")
    cells: dict[str, list[Any]] = {column.name: [] for column in listing.table}

    def put(share: bytes) -> None:
        for _, row in rows_in(share):
            for column in listing.table:
                cells[column.name].append(_cell(row[column.name], column))

    yield put
    frame = pandas.DataFrame(
        {
            _name(column.name): _column(pandas, column, cells[column.name])
            for column in listing.table
        }
    )
    frame.to_stata(
        path,
        write_index=False,
        version=118,
        time_stamp=datetime(2000, 1, 1),
        data_label="govreport",
        convert_strl=[_name(name) for name, values in cells.items() if _is_long(values)],
        variable_labels={
            _name(column.name): column.description[:_LABEL]
            for column in listing.table
            if column.description
        },
    )


def _name(column: str) -> str:
    return _RESERVED.get(column, column)


def _cell(value: Any, column: Column) -> Any:
    if column.kind in ("integer", "number") or (value is None and column.choices):
        return value
    if isinstance(value, dict):
        value = [f"{key}={item}" for key, item in value.items()]
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _column(pandas: Any, column: Column, values: list[Any]) -> Any:
    if column.kind == "integer":
        return pandas.Series(values, dtype="Int32")
    if column.kind == "number":
        return pandas.Series(values, dtype="float64")
    if column.choices:
        return pandas.Categorical(values, categories=column.choices)
    return pandas.Series(values, dtype="object")


def _is_long(values: list[Any]) -> bool:
    return any(isinstance(value, str) and len(value.encode()) > _SHORT for value in values)
