"""The name of an output, or ``-f`` → how it is made and where its parts go.

    target("records.parquet", None, RECORDS) → shares of rows, into a Parquet file
    target("records.csv.gz", None, RECORDS)  → CSV, compressed
    target(None, "sdmx-csv", RECORDS)        → SDMX-CSV, to standard output

A target renders a report wherever it was read, and keeps what was rendered in the one process that
writes: a text simply one after the other, a file with typed columns by a ``store``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Literal

from govreport.export.formats import Format, Renderer
from govreport.export.names import NEEDS, TargetName
from govreport.export.rows import RECORDS, Listing
from govreport.export.sink import Put, encoded, failures, put_into, replaced, unwound
from govreport.extras import require

Store = Callable[[str], AbstractContextManager[Put]]


@dataclass(frozen=True, slots=True)
class Target:
    """How reports are rendered, and the store that keeps that; a text has no store."""

    name: str
    render: Renderer
    store: Store | None = None
    failed: Callable[[str, str, str], str] | None = None
    """What an input that could not be read leaves in the output: source, what, hint."""


def target(name: TargetName, listing: Listing, *, excel: bool = False) -> Target:
    """The target of that name. Raises MissingExtra."""
    if name in NEEDS:
        require(*NEEDS[name])
    if name == "jsonl" or name == "json" or name == "csv":
        return Target(name, Format(name, listing, excel))
    if name == "sdmx-csv":
        from govreport.export.sdmx import SDMX

        return Target(name, Format("csv", SDMX, excel))
    if name == "sqlite" or name == "duckdb":
        return _database(name, listing)
    return _file(name, listing)


def _database(name: Literal["sqlite", "duckdb"], listing: Listing) -> Target:
    from govreport.export.duckdb_file import duckdb
    from govreport.export.shares import DATABASE, Shares
    from govreport.export.sqlite_file import sqlite

    tables = DATABASE if listing is RECORDS else (listing,)
    shares = Shares(tables)
    store = sqlite if name == "sqlite" else duckdb
    return Target(name, shares, lambda path: store(path, tables), shares.failed)


def _file(name: Literal["parquet", "arrow", "xlsx", "dta"], listing: Listing) -> Target:
    from govreport.export.arrow_file import arrow, parquet
    from govreport.export.shares import Shares
    from govreport.export.stata_file import stata
    from govreport.export.xlsx_file import xlsx

    stores = {"parquet": parquet, "arrow": arrow, "xlsx": xlsx, "dta": stata}
    return Target(name, Shares((listing,)), partial(stores[name], listing=listing))


@contextmanager
def kept(made: Target, path: str | None) -> Iterator[Put]:
    """A function that takes what was rendered of each report; whole or not at all.

    Raises OutputClosed and OutputError.
    """
    if made.store is None:
        with put_into(path) as write:
            write(encoded(made.render.head))
            between = False

            def put(text: bytes) -> None:
                nonlocal between
                if text:
                    write(encoded(made.render.between) + text if between else text)
                    between = True

            yield put
            write(encoded(made.render.tail))
        return
    assert path is not None
    with unwound() as stack:
        with failures(path):
            store = stack.enter_context(made.store(stack.enter_context(replaced(path))))

        def put_row(share: bytes) -> None:
            with failures(path):
                store(share)

        yield put_row
        with failures(path):
            stack.pop_all().close()
