"""Turns a line into the heading it may be.

    "（三）坚持科技创新驱动。建成重点实验室5家。"
    → style cn-paren, ordinal 3, number "(三)", title "坚持科技创新驱动", body "建成重点实验室5家。"
    "2024年经济社会发展主要预期目标"        → style plain, no number
    "新增就业1.65万人。" · "各位代表："      → None

It looks at one line at a time; whether a candidate fits among its neighbours is for ``tree``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from govreport.lexicon import load, surfaces
from govreport.models import Document, Line
from govreport.outline.sentences import cuts
from govreport.text import View, view

PLAIN = "plain"
"""Style of a heading without a number."""

_LONGEST_TITLE = 80
_LONGEST_PLAIN = 45
_STOPS = "。!?;:,、…"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the part of one that begins at a heading in its middle."""

    line: Line
    view: View
    hashes: int = 0
    """Number of # before it in Markdown."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be a heading; the offsets are into ``block.view.text``."""

    block: int
    style: str
    rank: int
    ordinal: int | None
    title: int
    """Where the title starts; the number stands before it."""
    stop: int
    """Where the title ends, without its full stop."""
    body: int
    """Where the running text starts; the length of the view when there is none."""


def block(document: Document, line: Line) -> Block:
    """The view of a line, with the Markdown that stands before it in the source."""
    text = document.text
    begin = text.rfind("\n", 0, line.start) + 1
    lead = text[begin:line.start]
    marks = regex.fullmatch(r"\s*(#{1,6})?\s*(\*{2,3}|__)?\s*", lead) if len(lead) < 40 else None
    hashes, bold = (len(marks[1] or ""), bool(marks[2])) if marks else (0, False)
    return Block(line, view(text, line.pieces), hashes, bold)


def candidate(at: int, item: Block) -> Candidate | None:
    """What kind of heading the block may be, or None."""
    text = item.view.text
    if not text or len(text) == 1:
        return None
    for key, rank, pattern in _styles():
        match = pattern.match(text)
        if match:
            return _numbered(at, text, key, rank, ordinal(match["n"]), match.end())
    return _plain(at, text)


def _numbered(
    at: int, text: str, style: str, rank: int, number: int | None, title: int
) -> Candidate | None:
    first = next(iter(cuts(text[title:])), None)
    if number is None or first is None:
        return None
    body = title + first[1]
    stop = title + len(text[title:body].rstrip(_STOPS))
    if not 1 < stop - title <= _LONGEST_TITLE or text[body - 1] == ";":
        return None
    return Candidate(at, style, rank, number, title, stop, body)


def _plain(at: int, text: str) -> Candidate | None:
    bare = text.rstrip(":")
    if not 4 <= len(bare) <= _LONGEST_PLAIN or bare[-1] in _STOPS or "。" in text:
        return None
    if text[0] in "—-(〔•·*|" or text.startswith(surfaces("headings", "salute")):
        return None
    return Candidate(at, PLAIN, 3, None, 0, len(bare), len(text))


def ordinal(number: str) -> int | None:
    """``"十二"`` → 12, ``"③"`` → 3, ``"07"`` → 7; None for what counts nothing, such as 〇."""
    if number.isdecimal():
        return int(number) or None
    if len(number) == 1 and "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    tens, ten, ones = number.rpartition("十")
    if not ten:
        value = 0
        for char in number:
            value = value * 10 + _DIGITS.get(char, 0)
        return value or None
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


@cache
def _styles() -> tuple[tuple[str, int, regex.Pattern[str]], ...]:
    entries = load("headings")["style"]
    return tuple((e["key"], e["rank"], regex.compile(e["pattern"])) for e in entries)
