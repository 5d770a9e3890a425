"""Rows of comparisons as JSON Lines, JSON or CSV.

{"kind": "raised", "change": Decimal("0.50"), "due": True}
  jsonl → {"kind": "raised", "change": 0.5, "due": true}
  csv   → raised,0.5,true
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from govreport.export.formats import csv_line, safe_value
from govreport.export.json_text import plain_number

LineFormat = Literal["jsonl", "json", "csv"]


def json_text(value: Any) -> str:
    """Any value of a row as JSON, numbers as printed.

    >>> json_text({"change": Decimal("0.50"), "due": True, "old": None})
    '{"change": 0.5, "due": true, "old": null}'
    """
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, Mapping):
        pairs = (f"{json_text(key)}: {json_text(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(json_text, value))}]"
    return json.dumps(value, ensure_ascii=False)


def written(rows: Sequence[Mapping[str, Any]], form: LineFormat, *, excel: bool = False) -> str:
    """The rows in one of the forms; all have the same columns."""
    if form == "jsonl":
        return "".join(json_text(row) + "\n" for row in rows)
    if form == "json":
        return "[\n" + ",\n".join(map(json_text, rows)) + "\n]\n"
    head = csv_line(rows[0].keys()) if rows else ""
    return ("\ufeff" if excel else "") + head + "".join(_csv(row, excel) for row in rows)


def _csv(row: Mapping[str, Any], excel: bool) -> str:
    cells = [_cell(value) for value in row.values()]
    return csv_line(map(safe_value, cells) if excel else cells)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else value
