"""A readable view of a stretch of the source, with its map back.

    "达到 5.53% ，" + "\\n" + "增长１０％"  →  "达到5.53%,增长10%", each character with its offset

The view folds full-width forms to half width one to one, drops white space beside Chinese and
digits, and joins the pieces of a hard-wrapped line. It never reorders and never invents a
character, so any slice of it can be traced to the source. It does not use NFKC, which changes
lengths (㎡ → m2) and meanings (³ → 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govreport.models import Span

# Full-width ASCII and the ideographic space; 。、“” stay, they are already what the rules speak of.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f")


def fold(text: str) -> str:
    """Half-width form of ``text``, of the same length: ``"５．５％，"`` → ``"5.5%,"``."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class View:
    """A folded string and, for each of its characters, its offset in the source."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]`` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def cut(self, start: int, end: int) -> View:
        return View(self.text[start:end], self.offsets[start:end])


def view(source: str, pieces: Iterable[Span]) -> View:
    """Fold the pieces of ``source`` into one line.

    >>> view("增长 ５％\\n以上", [(0, 5), (6, 8)]).text
    '增长5%以上'
    """
    chars: list[str] = []
    offsets: list[int] = []
    for start, end in pieces:
        for offset, char in enumerate(fold(source[start:end]), start):
            if char in _INVISIBLE:
                continue
            chars.append(char)
            offsets.append(offset)
    return _squeeze(chars, offsets)


def _squeeze(chars: list[str], offsets: list[int]) -> View:
    """Keep a space only between two Latin letters: ``Healthy China`` but ``5.53%``, ``第 3 位``."""
    text: list[str] = []
    kept: list[int] = []
    pending: int | None = None
    for char, offset in zip(chars, offsets, strict=True):
        if char.isspace():
            pending = offset if pending is None else pending
            continue
        if pending is not None and text and _latin(text[-1]) and _latin(char):
            text.append(" ")
            kept.append(pending)
        pending = None
        text.append(char)
        kept.append(offset)
    return View("".join(text), tuple(kept))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
