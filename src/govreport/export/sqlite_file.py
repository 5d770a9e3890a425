"""Shares of rows → an SQLite file: a table for each listing, and ready views.

    with sqlite("records.sqlite", DATABASE) as put: put(share)

Lists are JSON text, which SQLite's ``json_each`` opens. Nothing has to be installed or started.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from govreport.export.columns import Column, Kind
from govreport.export.rows import Listing
from govreport.export.shares import DATABASE, rows_in
from govreport.export.sink import Put
from govreport.export.views import VIEWS

_TYPES: dict[Kind, str] = {"integer": "INTEGER", "number": "REAL"}
_INDEXES = {
    "records_of_source": "records (source, start)",
    "records_of_indicator": "records (indicator_key, region_code, report_year)",
}


@contextmanager
def sqlite(path: str, tables: tuple[Listing, ...]) -> Iterator[Put]:
    """A function that takes shares of ``tables``; the file is complete when the block ends."""
    with _as_os_error(), closing(sqlite3.connect(path, isolation_level=None)) as database:
        # The file has another name until it is complete, so nothing has to be kept safe before.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        for table in tables:
            database.execute(create_table(table, _TYPES, "TEXT"))
        inserts = [_insert(table) for table in tables]

        def put(share: bytes) -> None:
            with _as_os_error():
                for number, row in rows_in(share):
                    database.execute(inserts[number], [_cell(value) for value in row.values()])

        yield put
        if tables == DATABASE:
            for name, columns in _INDEXES.items():
                database.execute(f"CREATE INDEX {name} ON {columns}")
            for name, query in VIEWS.items():
                database.execute(f"CREATE VIEW {name} AS {query}")
        database.execute("COMMIT")


def create_table(table: Listing, types: dict[Kind, str], other: str) -> str:
    """The statement that creates a table for a listing."""

    def said(column: Column) -> str:
        null = "" if column.empty else " NOT NULL"
        return f'"{column.name}" {types.get(column.kind, other)}{null}'

    return f"CREATE TABLE {table.name} ({', '.join(map(said, table.table))})"


def _insert(table: Listing) -> str:
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    # 10.36百亿亿次/秒 is more than SQLite's whole numbers hold.
    return float(value) if isinstance(value, int) and abs(value) >> 63 else value


@contextmanager
def _as_os_error() -> Iterator[None]:
    """SQLite says in its own words that the disk is full."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
