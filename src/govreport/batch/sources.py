"""Inputs → what comparisons are made of: the records of each report, with whose and of when.

LoadSources()(Input("2024.txt"))        → one Source, its records extracted
LoadSources()(Input("records.jsonl"))   → a Source for each report that was extracted into it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from govreport.batch.job import Made
from govreport.compare.given import RowError, by_report, looks_extracted, records_of
from govreport.compare.panel import Source
from govreport.extract import extract
from govreport.models import Document, Record
from govreport.pipeline import Options, Report, survey
from govreport.read import Input, ReadError
from govreport.text import view


@dataclass(frozen=True, slots=True)
class Loaded(Made):
    """What one input holds."""

    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadSources:
    """One input in, its reports out. Can be sent to another process."""

    options: Options = field(default_factory=Options)
    encoding: str | None = None
    words: bool = False
    """Load the text itself, paragraph by paragraph, and no records."""
    years: tuple[int, ...] = ()
    """Only of reports of these years are the records wanted; none given is all."""

    def __call__(self, item: Input) -> Loaded:
        document = item.load(self.encoding)
        if looks_extracted(document.text):
            try:
                records = records_of(document.text)
            except RowError as error:
                hint = "give a report, or what govreport extract -f jsonl wrote"
                raise ReadError(item.source, str(error), hint) from None
            return _loaded(document, from_records(records))
        report = survey(document, self.options)
        info = report.info
        wanted = not self.words and (not self.years or info.report_year in self.years)
        found = extract(document, report.outline, info) if wanted else ()
        source = Source(
            document.source,
            info.region,
            info.region_code,
            info.report_year,
            info.report_type,
            found,
            document.text,
            passages=_passages(report) if self.words else (),
        )
        return _loaded(document, (source,))


def _passages(report: Report) -> tuple[tuple[str, str], ...]:
    text = report.document.text
    return tuple((part.role, view(text, part.pieces).text) for part in report.outline.passages)


def _loaded(document: Document, sources: tuple[Source, ...]) -> Loaded:
    statuses = Counter[str](r.status for source in sources for r in source.records)
    return Loaded(
        share=b"read",
        encoding=document.encoding,
        sha256=document.sha256,
        statuses=statuses,
        sources=sources,
    )


def from_records(records: Iterable[Record]) -> tuple[Source, ...]:
    """A source for each report that the records come from."""
    return tuple(
        Source(
            rows[0].source,
            rows[0].region,
            rows[0].region_code,
            rows[0].report_year,
            rows[0].report_type,
            rows,
        )
        for rows in by_report(records)
    )
