"""Shares of rows → a DuckDB file: a table for each listing, and ready views.

    with duckdb("records.duckdb", DATABASE) as put: put(share)

The rows are collected as JSON Lines beside the file, one for each table, which DuckDB then reads in
one go: that is many times faster than row by row.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from govreport.export.columns import Kind
from govreport.export.rows import Listing
from govreport.export.shares import DATABASE
from govreport.export.sink import Put
from govreport.export.sqlite_file import create_table
from govreport.export.views import VIEWS
from govreport.extras import require

_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "texts": "VARCHAR[]",
    "integers": "BIGINT[]",
    "mapping": "MAP(VARCHAR, VARCHAR)",
}


@contextmanager
def duckdb(path: str, tables: tuple[Listing, ...]) -> Iterator[Put]:
    """A function that takes shares of ``tables``; the file is complete when the block ends."""
    library = require("duckdb", "duckdb", "DuckDB")
    with ExitStack() as stack:
        names = [f"{path}.{table.name}" for table in tables]
        for name in (*names, f"{path}.wal"):
            stack.callback(_remove, name)
        with ExitStack() as open_files:
            files = [open_files.enter_context(open(name, "wb")) for name in names]

            def put(share: bytes) -> None:
                for line in share.split(b"\n"):
                    if line:
                        files[line[0] - ord("0")].write(line[1:] + b"\n")

            yield put
        # The file must not be there: DuckDB does not make a database of an empty one.
        os.unlink(path)
        try:
            with library.connect(path) as database:
                _fill(database, tables, names)
        except library.Error as error:
            raise OSError(str(error).splitlines()[0]) from error


def _fill(database: Any, tables: tuple[Listing, ...], names: list[str]) -> None:
    for table, name in zip(tables, names, strict=True):
        database.execute(create_table(table, _TYPES, "VARCHAR"))
        if os.path.getsize(name):
            types = {column.name: _TYPES[column.kind] for column in table.table}
            database.execute(
                f"INSERT INTO {table.name} SELECT * FROM read_json("
                "?, format = 'newline_delimited', columns = ?, maximum_object_size = 134217728)",
                [name, types],
            )
    if tables == DATABASE:
        for view, query in VIEWS.items():
            database.execute(f"CREATE VIEW {view} AS {query}")


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
