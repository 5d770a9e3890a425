"""Facts with their place in the report → records.

a fact of "到2025年,力争森林覆盖率达到18%"  →  status target (stated), period 2025 (stated), strive
"""

from __future__ import annotations

import re
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

from govreport.extract.cues import Cue
from govreport.extract.keys import key_of
from govreport.extract.numbers import MULTIPLIERS
from govreport.extract.thread import Fact
from govreport.extract.times import Context, Time, averaged_since, time_of
from govreport.models import (
    Basis,
    Document,
    DocumentInfo,
    Heading,
    Modality,
    Outline,
    Passage,
    Record,
    Role,
    Status,
)
from govreport.outline.sentences import Sentence
from govreport.text import View


class Placed(NamedTuple):
    fact: Fact
    status: Status
    status_basis: Basis
    period: str | None
    period_basis: Basis
    modality: Modality | None
    wording: tuple[str, ...]


# 5个|镇|财政总收入超亿元.
_PLACES = frozenset("村镇乡县市区户")


def place(
    fact: Fact, text: str, context: Context, when: list[Time], cues: list[Cue]
) -> Placed | None:
    """Say when a fact holds, whether it is promised or achieved, and with what resolve.

    ``when`` and ``cues`` are the time words and the words of resolve of its sentence.
    """
    if len(fact.indicator) < 2 and fact.action is None and fact.indicator not in _PLACES:
        return None
    status, status_basis = context.status, context.status_basis
    period, period_basis = context.period, context.period_basis
    time = time_of(when, text, fact.start)
    if time is not None:
        period, period_basis = time.period, "stated"
        # A bulletin of 2012 promises nothing for 1-9月: all of it is of the year that it is about.
        told = context.status_basis != "document" and context.report_year is not None
        if time.future and context.status == "result" and told:
            status, status_basis = "target", "stated"
        elif time.past and context.status == "target":
            status, status_basis = "result", "stated"
    if fact.base == "annual" and len(period or "") == 4:
        since = averaged_since(text, fact.start, int(period or 0))
        if since is not None:
            period, period_basis = since, "stated"
        elif context.period and "-" in context.period:
            period, period_basis = context.period, "section"
        elif time is None and context.report_year is not None:
            # A yearly average is never of one year: 今后五年,年均增长5%左右.
            first = context.report_year - (0 if status == "target" else 5)
            period = f"{first}-{first + 4}"
    cue = next((c for c in reversed(cues) if c.start < fact.start < c.until), None)
    modality = cue.modality if cue and status == "target" else None
    wording = fact.wording
    if cue and modality and cue.word not in wording:
        wording = (cue.word, *wording)
    return Placed(fact, status, status_basis, period, period_basis, modality, wording)


_NOT_MULTIPLIED = re.compile(r"千(?=[瓦米克伏赫卡帕升焦])")


def base_unit(unit: str) -> tuple[int, str]:
    """``万人`` → (10000, 人); 千瓦 keeps its 千."""
    factor = 1
    while unit and unit[0] in MULTIPLIERS and not _NOT_MULTIPLIED.match(unit):
        factor *= MULTIPLIERS[unit[0]]
        unit = unit[1:]
    return factor, unit


class Origin(NamedTuple):
    """What the records of one sentence have in common."""

    document: Document
    info: DocumentInfo
    section: tuple[str, ...]
    role: Role
    view: View
    sentence: str
    """White space squeezed."""


def origin(
    document: Document, outline: Outline, info: DocumentInfo, passage: Passage, sentence: Sentence
) -> Origin:
    """Where the records of a sentence come from."""
    section = _section(outline.headings, passage.section)
    text = " ".join(document.text[sentence.start : sentence.end].split())
    return Origin(document, info, section, passage.role, sentence.view, text)


def record(placed: Placed, origin: Origin) -> Record:
    """The record of a placed fact, with its span in the source."""
    fact, document, info = placed.fact, origin.document, origin.info
    start, end = origin.view.span(fact.start, fact.end)
    factor, unit = base_unit(fact.unit)
    return Record(
        id=_identity(document, start, end, fact.indicator),
        text=document.text[start:end],
        indicator=fact.indicator,
        action=fact.action,
        measure=fact.measure,
        direction=fact.direction,
        value=fact.value,
        value_max=fact.value_max,
        baseline=fact.baseline,
        unit=fact.unit,
        comparator=fact.comparator,
        modality=placed.modality,
        status=placed.status,
        period=placed.period,
        base=fact.base,
        qualitative=fact.qualitative,
        start=start,
        end=end,
        sentence=origin.sentence,
        source=document.source,
        title=info.title,
        region=info.region,
        region_code=info.region_code,
        report_year=info.report_year,
        report_type=info.report_type,
        section=origin.section,
        role=origin.role,
        indicator_key=key_of(fact.indicator, fact.measure, fact.dimension or None, fact.action),
        number=_times(fact.value, factor),
        number_max=_times(fact.value_max, factor),
        base_unit=unit,
        dimension=fact.dimension or None,
        wording=placed.wording,
        status_basis=placed.status_basis,
        period_basis=placed.period_basis,
    )


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    return None if value is None else value * factor


def _section(headings: tuple[Heading, ...], at: int | None) -> tuple[str, ...]:
    path: list[str] = []
    while at is not None:
        path.append(headings[at].number + headings[at].title)
        at = headings[at].parent
    return tuple(reversed(path))


def _identity(document: Document, start: int, end: int, indicator: str) -> str:
    """The same for the same bytes, span and indicator, on every machine."""
    key = f"{document.sha256}:{start}:{end}:{indicator}"
    return blake2b(key.encode(), digest_size=8).hexdigest()
