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
Qualitative = Literal[
    "flat", "positive", "sync", "above", "below", "full", "zero", "steady", "assigned"
]
Basis = Literal["stated", "section", "document", "carried"]
Binding = Literal["binding", "indicative"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """One file, decoded. ``text`` never changes: no byte order mark, line ends are ``\\n``."""

    source: str
    """The path as given; inside an archive ``a.zip!/b.txt``; ``-`` for standard input."""
    text: str
    encoding: str
    """The codec that decoded the bytes: utf-8, utf-8-sig, gb18030, big5, utf-16."""
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
    """A heading as written: ``（三）`` + ``坚持科技创新驱动``; its span holds both."""

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
    """Index of the heading above it (a heading stands under itself); None before the first.

    A 一是… whose title begins its paragraph holds none: it stands under the heading before it.
    """
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
    """Six digits, GB/T 2260; 100000 is the whole country."""
    report_year: int | None = None
    """The year that the report plans for; a plan's first; a bulletin's, that of its figures."""
    report_type: ReportType = "other"
    plan_years: tuple[int, int] | None = None
    """First and last year of a five-year plan: (2021, 2025)."""
    meeting: str | None = None
    """The session it was given at: 河北区第十八届人民代表大会第五次会议."""
    delivered_on: str | None = None
    """``2024-01-10``, or ``2024-01`` where the report names no day."""
    speaker: str | None = None
    published_on: str | None = None
    """The day the page was put on the web."""
    site: str | None = None
    """The web site's name, else its host."""
    basis: tuple[tuple[str, str], ...] = ()
    """What says so: (("region", "title"), ("report_year", "heading"), …)."""


@dataclass(frozen=True, slots=True)
class Record:
    """One quantity that a report states about one thing. The contract of the JSON output."""

    id: str
    """16 hex digits: the same for the same bytes, span and indicator, on every machine."""
    text: str
    """The quantity exactly as in the source, with the bounding words that touch it: ``600余个``."""
    indicator: str
    """What is counted or measured, in the words of the report."""
    action: str | None
    """The verb of doing that governs it (新建, 盘活); null where only a level is stated."""
    measure: Measure
    """What kind of figure it is."""
    direction: Direction | None
    """Of a change or a growth; otherwise null."""
    value: Decimal | None
    """As written, in digits: 1.65 of 1.65万人, 12 of 十二; the lower end of a range."""
    value_max: Decimal | None
    """Upper end of a range."""
    baseline: Decimal | None
    """The value it started from: A in 由 A 提高到 B."""
    unit: str
    """As written, with its multiplier: 万人, 亿元, %, 个百分点."""
    comparator: Comparator
    """What the bounding words say: 左右 approx, 以上 ge, 超过 gt, 以内 le, 近 lt."""
    modality: Modality | None
    """力争 strive, 确保 ensure."""
    status: Status
    """Promised, achieved (or expected to have been), or neither."""
    period: str | None
    """When it holds: 2024, 2016-2020, 2023Q1-Q3, 2023H1, 2023-11."""
    base: str | None
    """What a change is measured against: yoy, annual, or as written."""
    qualitative: Qualitative | None
    """A target or result without a number: 持平 flat, 全覆盖 full."""
    start: int
    """Offset of ``text`` in the decoded file, in code points."""
    end: int
    """Offset after ``text``."""
    sentence: str
    """The sentence it stands in, white space squeezed."""
    source: str
    """The path as given; inside an archive ``a.zip!/b.txt``; ``-`` for standard input."""
    title: str | None
    """Of the document."""
    region: str | None
    """Whose report it is, in full: 天津市河北区."""
    region_code: str | None
    """Its code by GB/T 2260, six digits."""
    report_year: int | None
    """The year that the report plans for; of a plan, its first year."""
    report_type: ReportType
    """What kind of document it is."""
    section: tuple[str, ...] = field(default=())
    """The headings above it, from the top down, as written."""
    role: Role = "front"
    """What its section does: look back, plan, list problems."""
    indicator_key: str | None = None
    """The lexicon's key of the indicator (gdp, fiscal_revenue); null, never guessed."""
    number: Decimal | None = None
    """The value without its Chinese multiplier: 16500 of 1.65万人."""
    number_max: Decimal | None = None
    """The same of ``value_max``."""
    base_unit: str = ""
    """The unit that ``number`` is in: 人 of 万人."""
    dimension: str | None = None
    """area, money, count, percent, percentage_point and so on."""
    wording: tuple[str, ...] = ()
    """The bounding and modal words as printed, on both sides: 力争, 左右."""
    status_basis: Basis = "section"
    """Where ``status`` was read: stated beside the figure, or taken from its section."""
    period_basis: Basis = "section"
    """Where ``period`` was read, likewise."""
    binding: Binding | None = None
    """Of an indicator in the table of a plan: 约束性 binding, 预期性 indicative."""
