"""Shares of rows → a Parquet file, or an Arrow (Feather) file.

    with parquet("records.parquet", RECORDS) as put: put(share)

Numbers are doubles, lists are lists, and a column with a known set of values is read as a category
by pandas and R. Rows are written in groups of a fixed number, so that the file is the same however
the shares were cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from govreport.export.columns import Column, Kind
from govreport.export.rows import Listing
from govreport.export.shares import rows_in
from govreport.export.sink import Put
from govreport.extras import require

_GROUP = 20_000
"""Rows that are held in memory and written together."""


@contextmanager
def parquet(path: str, listing: Listing) -> Iterator[Put]:
    require("pyarrow", "arrow", "Parquet")
    writer = require("pyarrow.parquet", "arrow", "Parquet").ParquetWriter
    schema = arrow_schema(listing.table)
    with writer(path, schema, compression="zstd", version="2.6") as file:
        yield from _grouped(listing, schema, file.write_table)


@contextmanager
def arrow(path: str, listing: Listing) -> Iterator[Put]:
    arrow = require("pyarrow", "arrow", "Arrow")
    schema = arrow_schema(listing.table)
    options = arrow.ipc.IpcWriteOptions(compression="zstd")
    with arrow.OSFile(path, "wb") as target, arrow.ipc.new_file(
        target, schema, options=options
    ) as file:  # fmt: skip
        yield from _grouped(listing, schema, file.write_table)


def _grouped(listing: Listing, schema: Any, write: Callable[[Any], None]) -> Iterator[Put]:
    """A function that takes shares and writes their rows in groups; the rest at the end."""
    import pyarrow

    waiting: list[dict[str, Any]] = []

    def flush(rows: list[dict[str, Any]]) -> None:
        arrays = [
            pyarrow.array([_cell(row[column.name], column.kind) for row in rows], field.type)
            for column, field in zip(listing.table, schema, strict=True)
        ]
        write(pyarrow.Table.from_arrays(arrays, schema=schema))

    def put(share: bytes) -> None:
        waiting.extend(row for _, row in rows_in(share))
        while len(waiting) >= _GROUP:
            flush(waiting[:_GROUP])
            del waiting[:_GROUP]

    yield put
    if waiting:
        flush(waiting)


def _cell(value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind == "mapping":
        return list(value.items())
    if kind == "text" and not isinstance(value, str):
        return str(value)
    return float(value) if kind == "number" else value


def arrow_schema(columns: tuple[Column, ...]) -> Any:
    """The columns as a schema of Arrow. Raises MissingExtra."""
    pyarrow = require("pyarrow", "arrow", "Arrow")

    kinds: dict[Kind, Any] = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "texts": pyarrow.list_(pyarrow.string()),
        "integers": pyarrow.list_(pyarrow.int64()),
        "mapping": pyarrow.map_(pyarrow.string(), pyarrow.string()),
    }
    return pyarrow.schema(
        pyarrow.field(
            column.name,
            kinds[column.kind],
            column.empty,
            {"description": column.description} if column.description else None,
        )
        for column in columns
    )
