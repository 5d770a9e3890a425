"""Turns the kept lines into blocks, the units that are a heading, a paragraph, or a heading and its
paragraph.

    "…得到解决。（二）产业更优"                   →  "…得到解决。" · "（二）产业更优"
    "第二章 落实目标思路，" + "开启新征程"          →  "第二章落实目标思路,开启新征程"
    "一、" + "工作回顾"                            →  "一、工作回顾"

A block is mostly a line. It is less where a heading stands in the middle of a line, as in a report
that was pasted as one line, and more where a heading was wrapped or its number stands alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from govreport.models import Document, Line, Span
from govreport.text import View, view

_CN = "[一二三四五六七八九十]"
# Only after a full stop: “三大产业。一、二、三产业…” and “主要是：一、…；二、…” stay whole.
_INNER = re.compile(
    rf"[。!?][”’)]?(?=(?:第{_CN}{{1,4}}[编篇章节]|{_CN}{{1,3}}、(?!{_CN}{{1,3}}[、产季])"
    rf"|\({_CN}{{1,3}}\)))"
)
_LONELY = re.compile(rf"(?:第{_CN}{{1,4}}[编篇章节]|{_CN}{{1,3}}、|\({_CN}{{1,3}}\))")
NUMBERED = re.compile(
    rf"第{_CN}{{1,4}}[编篇章节]|{_CN}{{1,3}}、|\({_CN}{{1,3}}\)|第[一二三]部分|\d{{1,2}}[.、]"
)
_MARKS = re.compile(r"[ \t>]{0,4}(#{1,6})[ \t]*[*_]{0,3}[ \t]*")
_LONGEST_WRAP = 45


@dataclass(frozen=True, slots=True)
class Block:
    """A folded line with its source pieces."""

    pieces: tuple[Span, ...]
    view: View
    inner: bool = False
    """It begins in the middle of a line."""
    hashes: int = 0
    """How many # stand before it, as in Markdown."""

    @property
    def text(self) -> str:
        return self.view.text

    def clip(self, start: int, end: int) -> tuple[Span, ...]:
        """The source spans of ``view.text[start:end]``."""
        low, high = self.view.span(start, end)
        first = bisect_right(self.pieces, low, key=lambda piece: piece[0]) - 1
        found: list[Span] = []
        for a, b in islice(self.pieces, first, None):
            if a >= high:
                break
            found.append((max(a, low), min(b, high)))
        return tuple(found)


def blocks(document: Document, lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of ``lines``, in order; lines without a visible character make none."""
    whole = (
        Block(line.pieces, view(document.text, line.pieces), hashes=_hashes(document, line))
        for line in lines
    )
    parts = [part for item in whole if item.text for part in _split(item)]
    return tuple(_joined(document, parts))


def _hashes(document: Document, line: Line) -> int:
    """``## **一、回顾**`` → 2; the marks stand outside the pieces of a line."""
    begin = document.text.rfind("\n", 0, line.start) + 1
    marks = _MARKS.fullmatch(document.text, begin, line.start)
    return len(marks[1]) if marks else 0


def _split(item: Block) -> Iterator[Block]:
    starts = [0, *(m.end() for m in _INNER.finditer(item.text))]
    if len(starts) == 1:
        yield item
        return
    for start, end in zip(starts, [*starts[1:], len(item.text)], strict=True):
        if start < end:
            hashes = 0 if start else item.hashes
            yield Block(item.clip(start, end), item.view.cut(start, end), start > 0, hashes)


def _joined(document: Document, parts: Sequence[Block]) -> Iterator[Block]:
    at = 0
    while at < len(parts):
        item = parts[at]
        at += 1
        if at < len(parts) and _goes_on(item.text, parts[at].text):
            pieces = item.pieces + parts[at].pieces
            item = Block(pieces, view(document.text, pieces), item.inner, item.hashes)
            at += 1
        yield item


def _goes_on(first: str, second: str) -> bool:
    """Whether ``second`` is the rest of the heading that ``first`` begins."""
    if NUMBERED.match(second) or len(second) > _LONGEST_WRAP:
        return False
    if _LONELY.fullmatch(first):
        return True
    wrapped = len(first) <= _LONGEST_WRAP and first[-1] in ",、" and NUMBERED.match(first)
    return bool(wrapped) and second[-1] not in "。!?;:,、"
