"""The bytes of one report → its records as plain values: the function for engines of your own.

    rows_of("建成住房300套。".encode(), "a.txt")
    → Rows([{"id": "…", "text": "300套", "indicator": "住房", "value": 300, …}], None)
    rows_of(b"", "b.txt")
    → Rows([], "is empty")

It depends on nothing but its arguments and raises nothing, so it can be run anywhere, in any order,
and again: by Spark, Ray, a queue. The rows hold text, numbers, lists of text and None.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from govreport.batch.job import Job
from govreport.batch.run import Failed, attempt
from govreport.export.formats import Format
from govreport.export.rows import RECORDS
from govreport.pipeline import Options, process
from govreport.read import Input


class Rows(NamedTuple):
    """What a report gave: its records, or why it gave none."""

    records: list[dict[str, Any]]
    error: str | None


def rows_of(
    data: bytes,
    source: str,
    *,
    region: str | None = None,
    year: int | None = None,
    encoding: str | None = None,
) -> Rows:
    """The records of one report. ``source`` is its name, which each record carries."""
    job = Job(process, Format("jsonl", RECORDS), Options(region, year), encoding)
    outcome = attempt(Input(source, data=data), job)
    if isinstance(outcome, Failed):
        return Rows([], outcome.what)
    return Rows([json.loads(line) for line in outcome.value.share.split(b"\n") if line], None)
