"""A report's rows on their way from the process that made them to a file with typed columns.

    share(report) → b'2{"id": "6f0c…", "text": "7700亩", …}\\n…'  → rows of table 2

A share is a line for each row: the number of its table among those of the file, then the row as
JSON. So it crosses processes, and waits in a journal, as the text formats do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from govreport.export.columns import Column
from govreport.export.json_text import json_line
from govreport.export.rows import HEADINGS, INFO, RECORDS, Listing, Row
from govreport.pipeline import Report


@dataclass(frozen=True, slots=True)
class Shares:
    """Renders a report as a share: rows of several tables."""

    tables: tuple[Listing, ...]

    head = ""
    between = ""
    tail = ""

    def __call__(self, report: Report) -> str:
        return "".join(
            f"{number}{line}\n"
            for number, table in enumerate(self.tables)
            for line in table.json_rows(report)
        )

    def failed(self, source: str, what: str, hint: str) -> str:
        """The share of an input that gave nothing: a document with an error, where one is kept."""
        if self.tables[0] is not DOCUMENTS:
            return ""
        row = dict.fromkeys(DOCUMENTS.columns) | {"source": source, "error": what, "hint": hint}
        return f"0{json_line(row)}\n"


def rows_in(share: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a share, each with the number of its table."""
    for line in share.split(b"\n"):
        if line:
            yield line[0] - ord("0"), json.loads(line[1:])


def _document_columns() -> tuple[Column, ...]:
    source, *known = INFO.table
    return (
        source,
        *(replace(column, empty=True) for column in known),
        Column("error", "text", description="Why nothing could be read; null where it was."),
        Column("hint", "text", description="What to try then."),
    )


def _documents(report: Report) -> Iterator[Row]:
    for row in INFO.rows(report):
        yield {**row, "error": None, "hint": None}


DOCUMENTS = replace(
    INFO,
    name="documents",
    columns=(*INFO.columns, "error", "hint"),
    rows=_documents,
    types=_document_columns,
)
SECTIONS = replace(HEADINGS, name="sections")
DATABASE = (DOCUMENTS, SECTIONS, RECORDS)
"""The tables of a database of records."""
