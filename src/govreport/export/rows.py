"""A report as flat rows, one function for each thing that a command lists.

    RECORDS.rows(report)  → {"id": "6f0c…", "text": "7700亩", "indicator": "高标准农田", …}
    HEADINGS.rows(report) → {"source": "a.txt", "number": "（三）", "title": "…", "parent": 0, …}

A row has the same keys in the same order every time, so the first row tells the columns of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from govreport.clean.show import cleaned_text, explain
from govreport.export.columns import (
    Column,
    heading_columns,
    info_columns,
    plain,
    record_columns,
)
from govreport.export.json_text import Value, json_line, json_writer
from govreport.models import DocumentInfo, Record
from govreport.pipeline import Report

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of one kind: their columns, and how a report gives them."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Report], Iterator[Row]]
    types: Callable[[], tuple[Column, ...]] | None = None
    """The columns with what they hold, found out only where a file wants to know."""

    items: Callable[[Report], Iterable[Any]] | None = None
    model: type[Any] | None = None
    """The objects that the rows are made of and their dataclass, where rows are nothing more."""

    def json_rows(self, report: Report) -> Iterator[str]:
        """Each row as JSON, on one line."""
        if self.items and self.model:
            return map(json_writer(self.model), self.items(report))
        return map(json_line, self.rows(report))

    @property
    def table(self) -> tuple[Column, ...]:
        return self.types() if self.types else plain(self.columns)


RECORD_FIELDS = tuple(field.name for field in fields(Record))
_record_values = attrgetter(*RECORD_FIELDS)
INFO_FIELDS = tuple(field.name for field in fields(DocumentInfo))
_info_values = attrgetter(*INFO_FIELDS)


def _records(report: Report) -> Iterator[Row]:
    for record in report.records:
        yield dict(zip(RECORD_FIELDS, _record_values(record), strict=True))


def _headings(report: Report) -> Iterator[Row]:
    for heading in report.outline.headings:
        yield {
            "source": report.document.source,
            "number": heading.number,
            "title": heading.title,
            "level": heading.level,
            "role": heading.role,
            "start": heading.start,
            "end": heading.end,
            "parent": heading.parent,
        }


def _info(report: Report) -> Iterator[Row]:
    document = report.document
    values = dict(zip(INFO_FIELDS, _info_values(report.info), strict=True))
    yield {
        "source": document.source,
        **values,
        "basis": dict(report.info.basis),
        "encoding": document.encoding,
        "sha256": document.sha256,
        "characters": sum(end - start for line in report.clean.kept for start, end in line.pieces),
        "headings": len(report.outline.headings),
    }


def _dropped(report: Report) -> Iterator[Row]:
    for row in explain(report.document, report.clean):
        if row.rule is not None:
            yield {
                "source": report.document.source,
                "line": row.line,
                "rule": row.rule,
                "text": row.text,
            }


def _body(report: Report) -> Iterator[Row]:
    yield {
        "source": report.document.source,
        "title": report.info.title,
        "text": cleaned_text(report.document, report.clean),
    }


def _raw(report: Report) -> Iterator[Row]:
    yield {
        "source": report.document.source,
        "title": report.info.title,
        "text": report.document.text,
    }


RECORDS = Listing(
    "records",
    RECORD_FIELDS,
    _records,
    record_columns,
    attrgetter("records"),
    Record,
)
HEADINGS = Listing(
    "headings",
    ("source", "number", "title", "level", "role", "start", "end", "parent"),
    _headings,
    heading_columns,
)
INFO = Listing(
    "info",
    ("source", *INFO_FIELDS, "encoding", "sha256", "characters", "headings"),
    _info,
    info_columns,
)
DROPPED = Listing("dropped", ("source", "line", "rule", "text"), _dropped)
BODY = Listing("body", ("source", "title", "text"), _body)
RAW = Listing("raw", ("source", "title", "text"), _raw)
