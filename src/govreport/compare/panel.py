"""One indicator over regions and years → a table of cells, each with its wording and sentence.

    panel([report of 云川市 2023, of 2024], resolve("gdp"))
    → 云川市 2023  value 5.5 approx soft  "地区生产总值增长5.5%左右"
      云川市 2024  absent                 "不设定经济增长具体目标"

A cell is what one report plans for its own year, or with ``status="result"`` what it says of the
year before, in the row of that year. Where a report gives the figure more than once, the one beside
the most other indicators is taken: the list of the main targets. A figure of one year is never the
yearly average of several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from govreport.compare.names import name_of
from govreport.compare.things import horizon
from govreport.extract.keys import Indicator, indicators, normal
from govreport.identify.regions import above, coded
from govreport.models import Comparator, Measure, Modality, Record, Status

Outcome = Literal["value", "words", "absent", "not_found", "failed"]
"""A number; a target in words (与经济增长同步); the report says that it sets none; the report was
read and has none; the report could not be read."""
Tone = Literal["hard", "soft", "point", "range", "words"]
"""How a target binds, as the literature codes it: 以上, 不低于, 确保 hard; 左右, 力争 soft; a bare
number is a point, A—B a range."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document of a panel; of one that failed only ``source`` and ``failure`` are known."""

    source: str
    region: str | None = None
    region_code: str | None = None
    report_year: int | None = None
    report_type: str = "work_report"
    records: tuple[Record, ...] = ()
    text: str | None = None
    """The document, where it is at hand: only it can say that no target is set."""
    failure: str | None = None
    passages: tuple[tuple[str, str], ...] = ()
    """The body, folded, each paragraph with its role; only where words are to be counted."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a panel is of: an indicator of the lexicon, or one by its name."""

    name: str
    entry: Indicator | None
    measure: Measure | None = None
    """Which figure of it: its growth, its level. None: the usual one, else what there is."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the report of the next year says was reached."""

    outcome: Literal["value", "words", "not_found", "no_report"]
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One region in one year."""

    region: str | None
    region_code: str | None
    level: str | None
    parent: str | None
    parent_code: str | None
    year: int | None
    outcome: Outcome
    record: Record | None
    sentence: str | None
    source: str
    tone: Tone | None = None
    documents: int = 1
    """How many documents there are for this region and year."""
    conflict: bool = False
    """Whether another of them gives another figure."""
    result: Result | None = None


def resolve(word: str, measure: Measure | None = None) -> Subject:
    """A key or any printed name → what it means; a name that the lexicon has not stays a name."""
    form = normal(word)
    for entry in indicators():
        if word == entry.key or form in {normal(name) for name in entry.names if "+" not in name}:
            return Subject(entry.name, entry, measure)
    return Subject(word, None, measure)


def panel(
    sources: Iterable[Source],
    subject: Subject,
    *,
    status: Status = "target",
    with_result: bool = False,
) -> list[Cell]:
    """A cell for each region and year that has a report, then one for each that failed.

    In order of region code, then region, then year. Plans and bulletins make no cells.
    """
    given = [s for s in sources if s.failure or s.report_type in ("work_report", "other")]
    found: dict[tuple[str, int | None, str], list[tuple[Cell, int]]] = {}
    for source in given:
        cell = _cell(source, subject, status)
        key = (_where(source), cell.year, cell.source if cell.year is None else "")
        found.setdefault(key, []).append((cell, len(source.records)))
    cells = [_chosen(same) for same in found.values()]
    if with_result:
        reports = {(_where(s), s.report_year): s for s in given if not s.failure}
        cells = [replace(c, result=_result(c, reports, subject)) for c in cells]
    return sorted(cells, key=_place)


def _where(one: Source | Cell) -> str:
    """Whose report it is: by code, which one place has under all its names."""
    return one.region_code or one.region or one.source


def _place(cell: Cell) -> tuple[bool, str, str, int, str]:
    return (
        cell.outcome == "failed",
        cell.region_code or "999999",
        cell.region or "",
        cell.year or 0,
        cell.source,
    )


def _cell(source: Source, subject: Subject, status: Status) -> Cell:
    level, parent, parent_code = _above(source.region_code, source.report_year)
    year = source.report_year
    if year is not None and status == "result":
        year -= 1
    cell = Cell(
        source.region, source.region_code, level, parent, parent_code, year,
        "failed" if source.failure else "not_found", None, source.failure, source.source,
    )  # fmt: skip
    if source.failure:
        return cell
    record = pick(source.records, subject, status)
    if record is not None:
        outcome: Outcome = "words" if record.number is None else "value"
        return replace(
            cell, outcome=outcome, record=record, sentence=record.sentence, tone=tone(record)
        )
    said = absence(source.text, subject) if source.text and status == "target" else None
    return replace(cell, outcome="absent", sentence=said) if said else cell


def _above(code: str | None, year: int | None) -> tuple[str | None, str | None, str | None]:
    """Level, and the division right above with its code: the country's is above the provinces."""
    rows = coded(code) if code else []
    if code == "100000":
        return "country", None, None
    if not rows:
        return None, None, None
    region = min(rows, key=lambda row: row.years_off(year))
    higher = above(region, year)
    if not higher:
        return region.level, "全国", "100000"
    return region.level, higher[-1].name, higher[-1].code


def pick(records: Sequence[Record], subject: Subject, status: Status = "target") -> Record | None:
    """The figure of a report for its own year, or with ``result`` for the year before."""
    when = "year" if status == "target" else "last"
    fitting = [
        r
        for r in records
        if r.status == status
        and is_of(r, subject)
        and horizon(r.period, r.report_year) == when
        and r.base != "annual"
    ]
    measure = subject.measure or (subject.entry.measure if subject.entry else None)
    usual = [r for r in fitting if r.measure == measure and r.number is not None]
    if not usual and subject.measure is None:
        usual = [r for r in fitting if r.number is not None and r.measure in ("level", "growth")]
    usual = usual or [r for r in fitting if r.qualitative]
    beside = Counter(r.sentence for r in records if r.status == status and r.indicator_key)
    return min(usual, key=lambda r: (bool(r.action), -beside[r.sentence], r.start), default=None)


def is_of(record: Record, subject: Subject) -> bool:
    """Whether a record is of the panel's indicator."""
    if subject.entry:
        return record.indicator_key == subject.entry.key
    return name_of(record.indicator) == name_of(subject.name)


def tone(record: Record) -> Tone:
    """How a target binds: its bounding word first, then its modality, then its shape."""
    if record.number is None:
        return "words"
    return _TONES.get(record.comparator) or (
        "hard" if record.modality == "ensure"
        else "soft" if record.modality == "strive"
        else "range" if record.number_max is not None
        else "point"
    )  # fmt: skip


_TONES: dict[Comparator | Modality, Tone] = {
    "ge": "hard", "gt": "hard", "le": "hard", "approx": "soft", "lt": "soft",
}  # fmt: skip


def _chosen(same: list[tuple[Cell, int]]) -> Cell:
    """Of several documents for one region and year, the fullest that has the figure."""
    order = {"value": 0, "words": 1, "absent": 2, "not_found": 3, "failed": 4}
    cells = sorted(same, key=lambda pair: (order[pair[0].outcome], -pair[1], pair[0].source))
    best = cells[0][0]
    figures = {
        (c.record.value, c.record.value_max) for c, _ in cells if c.record and c.outcome == "value"
    }
    return replace(best, documents=len(same), conflict=len(figures) > 1)


def _result(
    cell: Cell, reports: dict[tuple[str, int | None], Source], subject: Subject
) -> Result | None:
    if cell.year is None or cell.outcome == "failed":
        return None
    following = reports.get((_where(cell), cell.year + 1))
    if following is None:
        return Result("no_report")
    measure = cell.record.measure if cell.record and cell.outcome == "value" else subject.measure
    record = pick(following.records, replace(subject, measure=measure), "result")
    if record is None:
        return Result("not_found")
    return Result("words" if record.number is None else "value", record)


# 我们没有提出全年经济增速具体目标; 2024年不设定地区生产总值增长目标
NO_TARGET = regex.compile(
    r"(?:没有|未|不再?|暂不|没)(?:提出|设定|设置|设立|确定|明确|提|设|定)[^。;；！!?？]{0,24}目标"
)
_SENTENCE = regex.compile(r"[^。！!?？\n]{0,200}")


def absence(text: str, subject: Subject) -> str | None:
    """The sentence in which a report says that it sets no target of this, if there is one.

    >>> absence("各位代表:我们没有提出全年经济增速具体目标。", resolve("gdp"))
    '各位代表:我们没有提出全年经济增速具体目标'
    """
    names = [subject.name]
    if subject.entry:
        names += [*subject.entry.growth_names, *subject.entry.names]
    for found in NO_TARGET.finditer(text):
        start = max(text.rfind(stop, 0, found.start()) for stop in "。！!?？\n") + 1
        sentence = _SENTENCE.match(text, start)
        told = text[max(start, found.start() - 16) : found.end()]
        if sentence and any(name in told for name in names):
            return " ".join(sentence[0].split())
    return None
