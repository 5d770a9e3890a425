"""The outline of a report → its records, in the order of the source.

    1  sentences   passage → sentences, folded
    2  scan        sentence → quantities                      (quantities)
    3  refuse      quantities → those that may be records     (refuse)
    4  clauses     sentence → clauses with slots              (clauses)
    5  facts       slots → indicator, action, measure         (assemble, qualitative)
    6  place       facts → status, period, modality           (periods, times, cues)
    7  record      facts → records                            (records)

Tables of indicators have no sentences and are read by themselves (tables).
"""

from __future__ import annotations

from govreport.extract import assemble, qualitative, tables
from govreport.extract.clauses import clauses
from govreport.extract.cues import modalities
from govreport.extract.periods import Timeline
from govreport.extract.records import origin, place, record
from govreport.extract.refuse import refuse
from govreport.extract.scan import scan
from govreport.extract.times import times
from govreport.models import Document, DocumentInfo, Outline, Record
from govreport.outline.sentences import sentences


def extract(document: Document, outline: Outline, info: DocumentInfo) -> tuple[Record, ...]:
    """Every record of one report."""
    rows, tabled = tables.read(document, outline, info)
    timeline = Timeline(outline, info)
    for at, passage in enumerate(outline.passages):
        timeline.enter(passage)
        if passage.role == "glossary" or at in tabled:
            continue
        for sentence in sentences(document, passage):
            text = sentence.view.text
            context = timeline.sentence(text)
            quantities = [q for q, rule in refuse(text, scan(text)) if rule is None]
            if not quantities and not qualitative.hinted(text):
                continue
            cut = clauses(text, quantities)
            facts = assemble.facts(text, cut)
            facts += qualitative.facts(text, cut, facts, target=context.status == "target")
            if not facts:
                continue
            when, cues = times(text, context), modalities(text)
            source = origin(document, outline, info, passage, sentence)
            for fact in sorted(facts, key=lambda f: (f.start, f.end)):
                placed = place(fact, text, context, when, cues)
                if placed is not None:
                    rows.append(record(placed, source))
    return tuple(sorted(rows, key=lambda row: (row.start, row.end)))


__all__ = ["extract"]
