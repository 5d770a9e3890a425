"""Rows as JSON Lines, JSON or CSV, with numbers exactly as printed.

    {"value": Decimal("1.65"), "wording": ("力争", "左右")}
      jsonl → {"value": 1.65, "wording": ["力争", "左右"]}
      csv   → 1.65,力争 / 左右
    {"text": "=1+1"}
      csv for a spreadsheet → '=1+1

A format is a head, the text of each document's rows, something between, and a tail; so documents
can be written one by one, and made in any process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from govreport.clean.show import cleaned_text
from govreport.export.json_text import Value, plain_number
from govreport.export.rows import Listing
from govreport.export.safe import printable
from govreport.pipeline import Report

FormatName = Literal["jsonl", "json", "csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in a spreadsheet; the wide forms do so where the locale is Chinese."""


def csv_value(value: Value) -> str:
    """One cell: nothing for null, list items joined by `` / ``, quoted where CSV needs it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, dict):
        value = tuple(f"{key}={item}" for key, item in value.items())
    text = " / ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if any(char in text for char in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_line(values: Iterable[Value]) -> str:
    return ",".join(map(csv_value, values)) + "\n"


def safe_value(value: Value) -> Value:
    """``value`` such that a spreadsheet takes no text for a formula; numbers stay numbers.

    >>> safe_value("=HYPERLINK(1)"), safe_value("-5%"), safe_value(Decimal("-5"))
    ("'=HYPERLINK(1)", "'-5%", Decimal('-5'))
    """
    if isinstance(value, tuple | dict) and value:
        cell = csv_value(value).strip('"')
        return f"'{cell}" if cell.startswith(_FORMULA) else value
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class Renderer(Protocol):
    """How documents are written: ``head``, each document with ``between`` them, ``tail``.

    Calling it gives the text of one document, empty where it has nothing to list.
    """

    @property
    def head(self) -> str: ...
    @property
    def between(self) -> str: ...
    @property
    def tail(self) -> str: ...
    def __call__(self, report: Report) -> str: ...


@dataclass(frozen=True, slots=True)
class Format:
    """The rows of a listing for other programs."""

    name: FormatName
    listing: Listing
    excel: bool = False
    """CSV that a spreadsheet opens well: with a byte order mark, and no cell that is a formula."""

    @property
    def head(self) -> str:
        if self.name == "csv":
            return ("\ufeff" if self.excel else "") + csv_line(self.listing.columns)
        return "[\n" if self.name == "json" else ""

    @property
    def between(self) -> str:
        return ",\n" if self.name == "json" else ""

    @property
    def tail(self) -> str:
        return "\n]\n" if self.name == "json" else ""

    def __call__(self, report: Report) -> str:
        if self.name == "json":
            return ",\n".join(self.listing.json_rows(report))
        if self.name == "jsonl":
            return "".join([line + "\n" for line in self.listing.json_rows(report)])
        rows = self.listing.rows(report)
        if self.excel:
            return "".join(csv_line(map(safe_value, row.values())) for row in rows)
        return "".join(csv_line(row.values()) for row in rows)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The body of each report as it is, an empty line between two; on a terminal, made safe."""

    terminal: bool = False
    raw: bool = False
    """The whole text instead, which the spans of records point into."""

    head = ""
    between = "\n"
    tail = ""

    def __call__(self, report: Report) -> str:
        document = report.document
        text = document.text if self.raw else cleaned_text(document, report.clean)
        if self.terminal:
            return "".join(printable(line) + "\n" for line in text.splitlines())
        return text
