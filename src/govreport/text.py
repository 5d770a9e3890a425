"""A readable view of a stretch of the source, with its map back.

    "达到 5.53% ，" + "\\n" + "增长１０％"  →  "达到5.53%,增长10%", each character with its offset

The view folds full-width forms to half width one to one, drops white space beside Chinese and
digits, and joins the pieces of a hard-wrapped line. It never reorders and never invents a
character, so any slice of it can be traced to the source. It does not use NFKC, which changes
lengths (㎡ → m2) and meanings (³ → 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, starmap
from typing import NamedTuple

from govreport.models import Span

# Full-width ASCII and the ideographic space; 。、“” stay, they are already what the rules speak of.
_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {"\u3000": " ", "\xa0": " "}
_FULL = re.compile("[\uff01-\uff5e\u3000\xa0]")
_INVISIBLE = r"\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f"
_PARTS = re.compile(rf"[^\s{_INVISIBLE}]+|(?P<space>\s)[\s{_INVISIBLE}]*")


def fold(text: str) -> str:
    """Half-width form of ``text``, of the same length: ``"５．５％，"`` → ``"5.5%,"``."""
    # A twentieth of the time of str.translate, which asks for every character of the text.
    for full in set(_FULL.findall(text)):
        text = text.replace(full, _FOLD[full])
    return text


class View(NamedTuple):
    """A folded string and, for each of its characters, its offset in the source."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]`` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def cut(self, start: int, end: int) -> View:
        return View(self.text[start:end], self.offsets[start:end])


@lru_cache(maxsize=2)
def folded(source: str) -> str:
    """A whole source, folded once for all that is read of it."""
    return fold(source)


def view(source: str, pieces: Iterable[Span]) -> View:
    """Fold the pieces of ``source`` into one line.

    A space is kept only between two Latin letters: ``Healthy China`` but ``5.53%``, ``第3位``.

    >>> view("增长 ５％\\n以上", [(0, 5), (6, 8)]).text
    '增长5%以上'
    """
    return _view(source, tuple(pieces))


# A line is looked at as a block and as a passage; the blocks of a report are fewer.
@lru_cache(maxsize=2048)
def _view(source: str, pieces: tuple[Span, ...]) -> View:
    plain = folded(source)
    text: list[str] = []
    runs: list[Span] = []
    space: int | None = None
    for start, end in pieces:
        for part in _PARTS.finditer(plain, start, end):
            if part.lastgroup:
                space = part.start() if space is None else space
                continue
            run = part[0]
            if space is not None and text and _latin(text[-1][-1]) and _latin(run[0]):
                text.append(" ")
                runs.append((space, space + 1))
            space = None
            text.append(run)
            runs.append(part.span())
    if len(runs) == 1:
        return View(text[0], range(*runs[0]))
    return View("".join(text), tuple(chain.from_iterable(starmap(range, runs))))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
