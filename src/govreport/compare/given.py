"""Rows of extracted JSON Lines → records, so that what was extracted once can be compared again.

{"id": "6f0c…", "text": "7700亩", "value": 7700, "number": 7700, …}  →  Record
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any

from govreport.models import Record

_FIELDS = {field.name: field for field in fields(Record)}
_NUMBERS = frozenset({"value", "value_max", "baseline", "number", "number_max"})
_LISTS = frozenset({"section", "wording"})
_NEEDED = frozenset({"text", "indicator", "status", "start", "sentence"})


class RowError(ValueError):
    """A line that is no record; the message says which line and why."""


def looks_extracted(text: str) -> bool:
    """Whether a file holds extracted records rather than a report."""
    return text.lstrip("\ufeff \n").startswith(("{", "[")) and '"indicator"' in text[:20_000]


def records_of(text: str) -> list[Record]:
    """The records of JSON Lines, or of a JSON array of them. Raises RowError."""
    body = text.lstrip("\ufeff")
    if body.lstrip().startswith("["):
        try:
            rows = json.loads(body, parse_float=Decimal)
        except ValueError as error:
            raise RowError(f"not JSON: {error}") from None
        return [record_of(row, number) for number, row in enumerate(rows, 1)]
    return [
        record_of(_parsed(line, number), number)
        # At "\n" only: a string may hold a line separator of Unicode (U+2028) as it stands.
        for number, line in enumerate(body.split("\n"), 1)
        if line.strip()
    ]


def _parsed(line: str, number: int) -> Any:
    try:
        return json.loads(line, parse_float=Decimal)
    except ValueError as error:
        raise RowError(f"line {number} is not JSON: {error}") from None


def record_of(row: object, number: int) -> Record:
    """One row as a record; fields that it lacks are null, fields that we do not know are left."""
    if not isinstance(row, Mapping) or not row.keys() >= _NEEDED:
        missing = ", ".join(sorted(_NEEDED - row.keys())) if isinstance(row, Mapping) else "a row"
        raise RowError(f"line {number} is no record of govreport extract: it lacks {missing}")
    values: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        default = None if field.default is MISSING else field.default
        values[name] = _value(name, row.get(name, default), number)
    return Record(**values)


def _value(name: str, value: Any, number: int) -> Any:
    if name in _LISTS:
        return tuple(value or ())
    if name in _NUMBERS and value is not None:
        if not isinstance(value, (int, Decimal)):
            raise RowError(f"line {number}: {name} is no number: {value!r}")
        return Decimal(value)
    return value


def by_report(records: Iterable[Record]) -> list[tuple[Record, ...]]:
    """The records of each document, in the order in which the documents come."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.source, []).append(record)
    return [tuple(rows) for rows in found.values()]
