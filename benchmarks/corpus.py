"""A folder of reports with gold → each report with what the program makes of it, beside its gold.

    fixtures/NAME.txt, fixtures/gold/NAME.gold.jsonl      the project's own (default)
    PATH/reports/**/NAME.md, PATH/gold/NAME.gold.jsonl    a corpus folder (--corpus PATH)

NAME.outline.jsonl and NAME.clean.json beside the records are the gold of headings and of cleaning.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from scoring import DEFAULTS, Match, Row, match

from govreport.models import Record
from govreport.pipeline import Report, process
from govreport.read import read_bytes

FIXTURES = Path(__file__).parent.parent / "fixtures"
SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf")


@dataclass(frozen=True)
class Graded:
    """A report with gold."""

    name: str
    path: Path
    gold: Path
    """The folder of its gold."""

    @cached_property
    def report(self) -> Report:
        return process(read_bytes(self.path.read_bytes(), self.path.name))

    @cached_property
    def expected(self) -> list[Row]:
        return rows((self.gold / f"{self.name}.gold.jsonl").read_text(encoding="utf-8"))

    @cached_property
    def match(self) -> Match:
        return match(self.expected, [row(record) for record in self.report.records])

    def other_gold(self, kind: str) -> Path | None:
        """The gold of its ``outline.jsonl`` or ``clean.json``, if there is any."""
        path = self.gold / f"{self.name}.{kind}"
        return path if path.exists() else None


def graded(corpus: Path | None = None) -> Iterator[Graded]:
    """The reports of a corpus folder, or the project's own, that have gold; sorted by name."""
    reports, gold = (
        (corpus or FIXTURES) / ("reports" if corpus else ""),
        (corpus or FIXTURES) / "gold",
    )
    paths = {p.stem: p for p in sorted(reports.rglob("*"), reverse=True) if p.suffix in SUFFIXES}
    for file in sorted(gold.glob("*.gold.jsonl")):
        name = file.name.removesuffix(".gold.jsonl")
        if name not in paths:
            raise FileNotFoundError(f"{file}: no report of this name in {reports}")
        yield Graded(name, paths[name], gold)


def rows(text: str) -> list[Row]:
    """JSON lines → records with every field that is compared."""
    return [{**DEFAULTS, **json.loads(line)} for line in text.split("\n") if line.strip()]


def row(record: Record) -> dict[str, Any]:
    """A record as its JSON has it."""
    values = dataclasses.asdict(record)
    return {k: float(v) if isinstance(v, Decimal) else v for k, v in values.items()}
