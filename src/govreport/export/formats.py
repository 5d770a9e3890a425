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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from json import JSONEncoder
from typing import Literal, Protocol

from govreport.clean.show import cleaned_text
from govreport.export.rows import Listing, Value
from govreport.export.safe import printable
from govreport.pipeline import Report

FormatName = Literal["jsonl", "json", "csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in a spreadsheet; the wide forms do so where the locale is Chinese."""

_json_string = JSONEncoder(ensure_ascii=False).encode


def plain_number(number: Decimal) -> str:
    """A decimal without exponent and without empty decimals.

    >>> plain_number(Decimal("1.650")), plain_number(Decimal("1E+4")), plain_number(Decimal("-0.0"))
    ('1.65', '10000', '0')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def json_value(value: Value) -> str:
    """One value as JSON text.

    >>> json_value(("力争", "左右")), json_value(Decimal("5.50")), json_value(None)
    ('["力争", "左右"]', '5.5', 'null')
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return _json_string(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(json_value, value))}]"
    if isinstance(value, dict):
        return json_line(value)
    return str(value)


def json_line(row: Mapping[str, Value]) -> str:
    """A row as one JSON object, on one line."""
    return "{" + ", ".join([f'"{key}": {json_value(value)}' for key, value in row.items()]) + "}"


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
        rows = self.listing.rows(report)
        if self.name == "csv" and self.excel:
            return "".join(csv_line(map(safe_value, row.values())) for row in rows)
        if self.name == "csv":
            return "".join(csv_line(row.values()) for row in rows)
        if self.name == "json":
            return ",\n".join(map(json_line, rows))
        return "".join(json_line(row) + "\n" for row in rows)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The body of each report as it is, an empty line between two; on a terminal, made safe."""

    terminal: bool = False

    head = ""
    between = "\n"
    tail = ""

    def __call__(self, report: Report) -> str:
        text = cleaned_text(report.document, report.clean)
        if self.terminal:
            return "".join(printable(line) + "\n" for line in text.splitlines())
        return text
