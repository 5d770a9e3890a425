"""The stages, in order: the table of contents of govreport.

Document ─lines→ Line[] ─strip→ CleanText ─outline→ Outline ─extract→ Record[]
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from govreport.clean import strip
from govreport.clean.lines import lines
from govreport.extract import extract
from govreport.identify import identify
from govreport.models import CleanText, Document, DocumentInfo, Outline, Record
from govreport.outline import outline


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the documents; None means: find out."""

    region: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document with all that was found out about it."""

    document: Document
    info: DocumentInfo
    clean: CleanText
    outline: Outline
    records: tuple[Record, ...]


def survey(document: Document, options: Options | None = None) -> Report:
    """Every stage but the last: the body, its tree, whose report it is; no records."""
    options = options or Options()
    clean = strip(document, lines(document))
    tree = outline(document, clean)
    info = identify(document, clean, tree, region=options.region, year=options.year)
    return Report(document, info, clean, tree, ())


def process(document: Document, options: Options | None = None) -> Report:
    """Run every stage on one document."""
    report = survey(document, options)
    return replace(report, records=extract(document, report.outline, report.info))
