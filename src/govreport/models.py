"""Every type that crosses a stage, in the order in which the stages make them.

    bytes ─read→ Document ─lines→ Line[] ─clean→ CleanText ─outline→ Outline ─sentences→ Sentence[]
          ─extract→ Record[]

All are frozen, all offsets are code points into ``Document.text``, and every span is half open:
``document.text[start:end]``. This module imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Role = Literal["review", "plan", "outlook", "problems", "self_building", "glossary", "front"]
ReportType = Literal["work_report", "plan", "bulletin", "other"]
Status = Literal["target", "result", "other"]
Measure = Literal["level", "change", "growth", "share", "rank", "multiple"]
Direction = Literal["up", "down"]
Comparator = Literal["eq", "approx", "ge", "gt", "le", "lt"]
Modality = Literal["strive", "ensure"]
Qualitative = Literal["flat", "positive", "sync", "above", "below", "full", "zero", "steady", "assigned"]
Basis = Literal["stated", "section", "document", "carried"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """One file, decoded. ``text`` has no byte order mark, its line ends are ``\\n``, and it never changes."""

    source: str
    """The path as the user gave it; inside an archive ``a.zip!/b.txt``; ``-`` for standard input."""
    text: str
    encoding: str
    """The codec that decoded the bytes: ``utf-8``, ``utf-8-sig``, ``gb18030``, ``big5``, ``utf-16``."""
    sha256: str
    """Of the bytes, in hex."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: one paragraph, one heading or one line of chrome.

    ``pieces`` are the spans of the source that make it up, in order. There is one piece for a plain
    line; several where a hard wrap was joined, or where the characters between them are markup
    (``**``, ``&nbsp;``, a literal ``\\r\\n``) and not text.
    """

    pieces: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is not part of the report, and the rule that says so."""

    line: Line
    rule: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """The lines of the report itself, in the order of the source, and those dropped."""

    kept: tuple[Line, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as written: ``（三）`` + ``坚持科技创新驱动``; its span runs from number to title."""

    number: str
    title: str
    level: int
    """Depth in the tree, 1 at the top."""
    style: str
    """The numbering style that gave it its rank: ``chapter``, ``cn``, ``cn-paren``, ``digit`` …"""
    role: Role
    start: int
    end: int
    parent: int | None
    """Index of an earlier heading, or None."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text under one heading: a paragraph of the body, or a heading's own words."""

    pieces: tuple[Span, ...]
    section: int | None
    """Index of the heading it stands under (a heading stands under itself); None before the first."""
    role: Role
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """Whose report it is and of when. Everything None where the document does not say."""

    title: str | None = None
    region: str | None = None
    """In full, with the provinces and cities above it: 天津市河北区."""
    region_code: str | None = None
    """Six digits, GB/T 2260."""
    report_year: int | None = None
    """The year that the report plans for; of a plan, its first year."""
    report_type: ReportType = "other"
    plan_years: tuple[int, int] | None = None
    """First and last year of a five-year plan: (2021, 2025)."""


@dataclass(frozen=True, slots=True)
class Record:
    """One quantity that a report states about one thing. The contract of the JSON output."""

    id: str
    text: str
    indicator: str
    action: str | None
    measure: Measure
    direction: Direction | None
    value: Decimal | None
    value_max: Decimal | None
    baseline: Decimal | None
    unit: str
    comparator: Comparator
    modality: Modality | None
    status: Status
    period: str | None
    base: str | None
    qualitative: Qualitative | None
    start: int
    end: int
    sentence: str
    source: str
    title: str | None
    region: str | None
    region_code: str | None
    report_year: int | None
    report_type: ReportType
    section: tuple[str, ...] = field(default=())
    role: Role = "front"
    indicator_key: str | None = None
    number: Decimal | None = None
    number_max: Decimal | None = None
    base_unit: str = ""
    dimension: str | None = None
    wording: tuple[str, ...] = ()
    status_basis: Basis = "section"
    period_basis: Basis = "section"
