"""What a command does with one input: read it, run the stages, select, and render.

    Job(stage=process, render=Format("jsonl", RECORDS))(Input("a.txt"))
    → Made(b'{"id": …}\\n…', "utf-8", "9f86…", {"target": 40, "result": 71, "other": 7})

A job holds only plain values and module-level functions, so that it can be sent to another process,
and what comes back is bytes and a few numbers, however long the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from govreport.export.formats import Renderer
from govreport.export.sink import encoded
from govreport.models import Document, Record
from govreport.pipeline import Options, Report
from govreport.read import Input


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records are wanted. Values of one field are alternatives, the fields must all agree."""

    status: frozenset[str] = frozenset()
    role: frozenset[str] = frozenset()
    indicator: tuple[str, ...] = ()
    """Keys of the lexicon, or words that the indicator holds."""
    action: tuple[str, ...] = ()
    """Words that the action holds."""

    def __call__(self, record: Record) -> bool:
        return (
            (not self.status or record.status in self.status)
            and (not self.role or record.role in self.role)
            and (not self.action or _holds(record.action or "", self.action))
            and (
                not self.indicator
                or record.indicator_key in self.indicator
                or _holds(record.indicator, self.indicator)
            )
        )


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


@dataclass(frozen=True, slots=True)
class Made:
    """One document's share of the output, and what is in it."""

    share: bytes
    """Its rows as the output has them, in UTF-8; empty where it has none."""
    encoding: str
    sha256: str
    statuses: Counter[str]
    """Records by status."""


@dataclass(frozen=True, slots=True)
class Job:
    """One input in, its share of the output out."""

    stage: Callable[[Document, Options | None], Report]
    render: Renderer
    options: Options = field(default_factory=Options)
    encoding: str | None = None
    selection: Selection | None = None

    def __call__(self, item: Input) -> Made:
        document = item.load(self.encoding)
        report = self.stage(document, self.options)
        if self.selection:
            report = replace(report, records=tuple(filter(self.selection, report.records)))
        statuses: Counter[str] = Counter(record.status for record in report.records)
        share = encoded(self.render(report))
        return Made(share, document.encoding, document.sha256, statuses)
