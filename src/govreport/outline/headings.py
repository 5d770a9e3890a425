"""Turns a block into the heading it may be.

    "（三）坚持科技创新驱动。建成重点实验室5家。"
    → style cn-paren, ordinal 3, number "(三)", title "坚持科技创新驱动", body "建成重点实验室5家。"
    "2024年经济社会发展主要预期目标"        → style plain, no number
    "新增就业1.65万人。" · "各位代表："      → None

It looks at one block at a time; whether a candidate fits among its neighbours is for ``choose``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from unicodedata import numeric

import regex

from govreport.lexicon import load
from govreport.outline.blocks import Block
from govreport.outline.sentences import cuts
from govreport.outline.signs import sign

PLAIN = "plain"
"""Style of a heading without a number."""
ITEMS = frozenset(("ordinal", "item"))
"""Styles of 第一，… and 一是…, which begin a sentence as often as they begin a title."""

_LONGEST_TITLE = 80
_LONGEST_PLAIN = 45
_SHORTEST_PLAIN = 4
_SEAM = regex.compile(
    r"(?:回顾|安排|任务|目标|要求|重点|部署|打算|建议|思路|成就|建设|工作)"
    r"(?=20\d\d年(?:,|是|以来|来|度是|[^。,]{0,12},)|过去|今年(?:是|,)|各位代表|[一五]年来|刚刚过去"
    r"|“十.五”时期(?:是|,)|(?:今后|未来)五年(?:是|,))"
)
_FIRM = 40.0
"""Up to this rank a number makes a heading, however long its sentence is."""
_STOPS = "。!?;:,、…."
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
# Chinese words and little else: no table cells, links, pictures, dates or prices.
_PROSE = regex.compile(r"[\p{Han}A-Za-z\d“”‘’《》、,:()+·—\-%.\s※【】\[\]<>]+")
_HAN = regex.compile(r"\p{Han}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be a heading; the offsets are into ``Block.text``."""

    block: int
    style: str
    rank: float
    ordinal: int | None
    title: int
    """Where the title starts; the number stands before it."""
    stop: int
    """Where the title ends, without its full stop."""
    body: int
    """Where the running text starts; the length of the block when there is none."""
    closed: bool = False
    """A full stop ends the title."""


def candidate(at: int, item: Block) -> Candidate | None:
    """What kind of heading the block at index ``at`` may be, or None."""
    text = item.text
    for key, rank, pattern in _styles():
        match = pattern.match(text)
        if match:
            number = ordinal(match["n"])
            if number is None:
                return None
            found = _numbered(at, item, Numbering(key, rank, number, match.end()))
            return found if key not in ITEMS or _bare(text) or _leads(found) else None
    return _plain(at, item)


def _leads(found: Candidate | None) -> bool:
    """Whether a short sentence begins the paragraph: ``一是产业更优。建成园区5个，…``"""
    return found is not None and found.closed and found.stop - found.title <= _LONGEST_PLAIN


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number before a title: its style and rank, its value, and where it ends."""

    style: str
    rank: float
    ordinal: int
    end: int


def _numbered(at: int, item: Block, number: Numbering) -> Candidate | None:
    text = item.text
    start = number.end
    first = next(iter(cuts(text[start:])), None)
    if first is None:
        return None
    body = start + first[1]
    closed = text[body - 1] in "。!?"
    gap = _seam(text, start)
    if gap is None and (body - start > _LONGEST_PLAIN or not closed):
        gap = _gap(item, start, body)
    if gap is not None:
        body, closed = gap, False
    stop = start + len(text[start:body].rstrip(_STOPS))
    if stop - start > _LONGEST_TITLE and number.rank <= _FIRM:
        stop, closed = start + _clauses(text[start:stop]), False
        body = stop + 1
    if not 1 < stop - start <= _LONGEST_TITLE or text[body - 1] == ";":
        return None
    return Candidate(at, number.style, number.rank, number.ordinal, start, stop, body, closed)


def _clauses(sentence: str) -> int:
    """How much of a long sentence makes a title: its first clauses, 45 characters at the most.

    Some reports lose the stop between the two: ``（四）加快产业升级，扛起责任担当把握政策机遇，…``
    """
    return max(sentence.rfind(",", 0, _LONGEST_PLAIN), 0)


def _seam(text: str, start: int) -> int | None:
    """Where a title runs into its text without a sign: ``二、2024年主要任务今年是关键一年，…``"""
    seam = _SEAM.search(text, start, start + _LONGEST_PLAIN)
    return seam.end() if seam else None


def _gap(item: Block, start: int, end: int) -> int | None:
    """Where white space of two characters or more parts a title from its text.

    A report on one line: ``一、2023年工作回顾　　2023年，全县上下…``
    """
    offsets = item.view.offsets
    for at in range(start + _SHORTEST_PLAIN, min(end, start + _LONGEST_PLAIN)):
        if offsets[at] - offsets[at - 1] > 2 and len(item.text) - at > _LONGEST_PLAIN:
            return at if item.text[at - 1] not in ",、;" else None
    return None


def _plain(at: int, item: Block) -> Candidate | None:
    text = item.text
    if not _bare(text):
        return None
    said = sign(text)
    if said is not None and said.appendix and len(text) <= _LONGEST_TITLE:
        return Candidate(at, PLAIN, plain_rank(), None, 0, len(text.rstrip(":")), len(text))
    if len(text) < _SHORTEST_PLAIN:
        return None
    if text.startswith(_addresses()) or _never().search(text):
        return None
    if not _PROSE.fullmatch(text) or len(_HAN.findall(text)) < max(3, len(text) // 2):
        return None
    stop = len(text.rstrip(":"))
    return Candidate(at, PLAIN, plain_rank(), None, 0, stop, len(text))


def _bare(text: str) -> bool:
    """Whether a line is short and ends like a title: without a stop, and not in mid-sentence."""
    return (
        len(text) <= _LONGEST_PLAIN
        and text[0] not in "—-–(〔•·*|,、。;:%)”"
        and text[-1] not in "。!?;,、…的和与为是在把将对以从到向要必须"
        and "。" not in text
        and ";" not in text
    )


def ordinal(number: str) -> int | None:
    """The value of a heading's number, None for what counts nothing.

    >>> ordinal("十二"), ordinal("二十"), ordinal("③"), ordinal("㈣"), ordinal("07"), ordinal("〇")
    (12, 20, 3, 4, 7, None)
    """
    if number.isdecimal():
        return int(number) or None
    if len(number) == 1 and number not in _DIGITS and number != "十":
        return int(numeric(number))
    tens, ten, ones = number.rpartition("十")
    if not ten:
        value = 0
        for char in number:
            value = value * 10 + _DIGITS.get(char, 0)
        return value or None
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


@cache
def _styles() -> tuple[tuple[str, float, regex.Pattern[str]], ...]:
    entries = load("headings")["style"]
    return tuple(
        (e["key"], float(e["rank"]), regex.compile(e["pattern"])) for e in entries if "pattern" in e
    )


def plain_rank() -> float:
    """The rank of a heading without a number of which nothing else is known."""
    return next(float(e["rank"]) for e in load("headings")["style"] if e["key"] == PLAIN)


@cache
def _addresses() -> tuple[str, ...]:
    return tuple(e["surface"] for e in load("headings")["address"])


@cache
def _never() -> regex.Pattern[str]:
    """Lines of a title page, captions, definitions: what looks like a heading and is none."""
    return regex.compile("|".join(f"(?:{e['pattern']})" for e in load("headings")["never"]))
