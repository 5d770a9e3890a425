"""Quotes and brackets of a folded text → the spans in which nothing is cut and no verb is looked for.

"科技领军(培育)企业达5家"  →  [(4, 8)]
"""

from __future__ import annotations

import re
from functools import lru_cache

from govreport.models import Span

_PAIRS = dict(zip("“‘(《「『〔[【", "”’)》」』〕]】", strict=True))
_OPEN = re.compile(r"[“‘(《「『〔\[【]")
# [37] and 〔23〕 are marks of footnotes.
NOTE = re.compile(r"[\[〔]\d{1,3}[\]〕]")
NOTE_END = re.compile(rf"{NOTE.pattern}$")
# A mark that is not closed within this many characters is a slip of the typist.
_REACH = 60


@lru_cache(maxsize=512)
def guarded(text: str) -> tuple[Span, ...]:
    """Outermost quotes and brackets, as spans from mark to mark."""
    spans: list[Span] = []
    mark = _OPEN.search(text)
    while mark:
        at = mark.start()
        end = text.find(_PAIRS[mark[0]], at + 1, at + _REACH)
        if end > 0:
            spans.append((at, end + 1))
        mark = _OPEN.search(text, max(at, end) + 1)
    return tuple(spans)
