"""A cleaned document → its text, and the account of what was dropped.

cleaned_text(document, clean)  → "政府工作报告\\n各位代表：\\n……"
explain(document, clean)       → Row(1, "site-tools", "设为首页"), Row(9, None, "各位代表：") …
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from govreport.models import CleanText, Document, Line


@dataclass(frozen=True, slots=True)
class Row:
    """A logical line and what became of it."""

    line: int
    """Number of the source's line that it begins on, from 1."""
    rule: str | None
    """The rule that dropped it, or None where it was kept."""
    text: str


def cleaned_text(document: Document, clean: CleanText) -> str:
    """The kept lines, one to a line, without markup; their characters are the source's."""
    return "".join(_text(document, line) + "\n" for line in clean.kept)


def explain(document: Document, clean: CleanText) -> tuple[Row, ...]:
    """Every line in the order of the source, with the rule that dropped it."""
    ends = [at for at, char in enumerate(document.text) if char == "\n"]
    rules: list[tuple[Line, str | None]] = [(line, None) for line in clean.kept]
    rules += [(dropped.line, dropped.rule) for dropped in clean.dropped]
    rules.sort(key=lambda pair: pair[0].pieces)
    return tuple(
        Row(bisect_right(ends, line.start - 1) + 1, rule, _text(document, line))
        for line, rule in rules
    )


def _text(document: Document, line: Line) -> str:
    text = "".join(document.text[start:end] for start, end in line.pieces)
    return text.replace("\n", " ")
