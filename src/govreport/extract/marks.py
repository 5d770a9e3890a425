"""Quotes and brackets of a folded text → the spans in which nothing is cut and no verb is looked for.

    "科技领军(培育)企业达5家"  →  [(4, 8)]
"""

from __future__ import annotations

from govreport.models import Span

_PAIRS = dict(zip("“‘(《「『〔[【", "”’)》」』〕]】", strict=True))
# A mark that is not closed within this many characters is a slip of the typist.
_REACH = 60


def guarded(text: str) -> list[Span]:
    """Outermost quotes and brackets, as spans from mark to mark."""
    spans: list[Span] = []
    at = 0
    while at < len(text):
        close = _PAIRS.get(text[at])
        end = text.find(close, at + 1, at + _REACH) if close else -1
        if end > 0:
            spans.append((at, end + 1))
            at = end + 1
        else:
            at += 1
    return spans
