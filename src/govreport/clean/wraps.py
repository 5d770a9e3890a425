"""Lines cut in mid-sentence → whole ones.

    "习近平总书记高瞻远瞩、审时度势，", "亲自", "部署，带领全国人民取得了成就。"  → one line
    "一、去年工作回顾", "去年，经济平稳增长。"                                   → two lines

Files come with hard wraps of a fixed width, with a line end around every link of the page, and with
page numbers inside a paragraph. A heading has no full stop either, so a line is only joined to the
next when it must be unfinished: it ends in a comma, or it is running text too long for a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from govreport.clean.chrome import chrome, squeeze
from govreport.clean.marks import between
from govreport.models import Line, Span

_OPENS = re.compile(
    r"""
      第[一二三四五六七八九十百\d]{1,4}[章节篇条部]
    | [一二三四五六七八九十]{1,3}[、，．.是要]
    | [（(\[［〔﹝【][ ]?[一二三四五六七八九十\d０-９]{1,3}[ ]?[)）\]］〕﹞】]
    | \d{1,2}(?:[、．]|\.(?!\d))
    | [①-⑳⑴-⒇] | [—─－-]{2} | 专栏 | 各位代表
    | 各位同志 | 第[一二三四五六七八九十]， | [|<●◆■★▲【] | !\[ | [-*•▪][ ]
    """,
    re.VERBOSE,
)
"""A line that begins so begins a paragraph of its own."""
_CONTINUES = "，。；、：！？”’）》」』】%％,;:!?)…"
_CLOSERS = "”’）》」』】)\"'*"
_OPENERS = "“（《「『(‘"
_ENDS = "。！？!?；;：:…～~"
_COMMAS = "，,、"
_PROSE = 100
"""Columns. Running text as wide without a full stop is unfinished; no heading is as long."""
_RAGGED = 5
"""Columns that a line of a fixed width may lack."""
_FRAGMENT = 20
"""Characters of what a link leaves on a line of its own."""
_LINK = re.compile(r"[\u4e00-\u9fff]{1,12}")
"""The words of a link: 法制, 全面建设小康社会."""
_LINK_HEAD = 12
_CLAUSE = re.compile(r"[。；，;]")
_STOP = re.compile(r"[。；;！]")
# 完成投资19.3 + 亿元，推进项目168个
_CUT_FIGURE = re.compile(r"[，。；、][^，。；、]{0,40}\d$")
_UNIT = re.compile(r"[万亿千百]?(?:元|人|户|亩|吨|个|家|公里|平方|千瓦|美元|斤)|[万亿]|个?百分点")
# ……更多普惠服务。（见第4页）
_NOTE = re.compile(r"[。；！][（(][^（()）]{1,30}[)）]$")
_RATIO = re.compile(r"\d[:：∶]$")
_DELIVERY = re.compile(r"[届屆]$|代表大会$")
_MEETING = re.compile(r"人民代表大会第|第.{1,4}次(?:全体)?会议")
# 2012年工作安排: a heading without a number, after a paragraph without its full stop
_HEADING = re.compile(
    r"[^，。；,;]{0,16}(?:回顾|安排|任务|要求|目标|打算|部署|建议|重点|思路|工作报告|名词解释|附件.{0,2})[:：]?"
)
_FRONT = 60
_METADATA = re.compile(r"[^\s，。\d]{1,8}[:：]|[A-Za-z_-]{2,20}:")


@dataclass(slots=True)
class _Open:
    """The line that is being put together."""

    pieces: list[Span]
    tail: str
    """The last part of it, as the source has it."""
    width: int
    heading: bool
    """Whether it may be a numbered heading: it begins like one and holds no stop."""
    label: bool
    """Whether it is a page's particular, 来源：东岭日报, which nothing goes on with."""
    linked: bool = False
    """Whether it ends in the words of a link, 加强民主 + 法制, which it goes on after."""
    quotes: int = 0
    """How many of its quotations are open."""

    def add(self, pieces: list[Span], text: str, width: int) -> None:
        self.quotes += _quotes(text)
        self.linked = _LINK.fullmatch(squeeze(text)) is not None
        self.pieces.extend(pieces)
        self.tail = text
        self.width += width
        self.heading = self.heading and not _STOP.search(text)


@dataclass(frozen=True, slots=True)
class _Widths:
    """Columns from which a line without its full stop is unfinished, in this file."""

    prose: int
    comma: int
    """Of one that holds a comma."""

    @property
    def broken(self) -> bool:
        """Whether the file breaks its lines at every link."""
        return self.comma == _FRAGMENT


def join(source: str, paragraphs: list[list[Span]]) -> tuple[Line, ...]:
    """Join the lists of spans that are one paragraph."""
    texts = ["".join(source[start:end] for start, end in pieces).strip() for pieces in paragraphs]
    apart = between(texts)
    columns = [_width(text) for text in texts]
    widths = _Widths(_prose_width(columns), _comma_width(texts))
    front = _front_matter(texts)
    made: list[_Open] = []
    aside: list[list[Span]] = []
    for index, (pieces, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if index in apart:
            aside.append(pieces)
            continue
        following = texts[index + 1] if index + 1 < len(texts) else ""
        if made and index > front and _continues(made[-1], text, following, widths):
            made[-1].add(pieces, text, columns[index])
        else:
            heading = _OPENS.match(text) is not None and not _STOP.search(text)
            heading = heading and not text.startswith("各")
            label = columns[index] < widths.prose and not _STOP.search(text)
            label = label and _METADATA.match(text) is not None
            quotes = _quotes(text)
            made.append(_Open(list(pieces), text, columns[index], heading, label, quotes=quotes))
    return tuple(Line(tuple(pieces)) for pieces in sorted([*(m.pieces for m in made), *aside]))


def _continues(line: _Open, text: str, following: str, widths: _Widths) -> bool:
    """Whether ``text`` goes on with the line."""
    if line.tail.startswith(("<!--", "![")) or _OPENS.match(text) or line.label:
        return False
    return _unfinished(line, text, following, widths) and not chrome(squeeze(text))


def _unfinished(line: _Open, text: str, following: str, widths: _Widths) -> bool:
    tail = line.tail
    if text[0] in _CONTINUES:
        return True
    if tail[-1] in _OPENERS:
        return True
    bare = tail.rstrip(_CLOSERS)
    if not bare or bare[-1] in _ENDS or bare.endswith("..") or _NOTE.search(tail):
        # 三次产业比由13.0: + 54.2: + 32.8
        return text[0].isdigit() and _RATIO.search(tail) is not None
    if tail[-1] in _COMMAS:
        return True
    if _DELIVERY.search(tail) and _MEETING.match(text):
        return True
    # 即“双向 + 揭榜 + 挂帅”的简称
    if line.quotes > 0 and ("”" in text or ("”" in following and _LINK.fullmatch(squeeze(text)))):
        return True
    if _CUT_FIGURE.search(tail) and _UNIT.match(text):
        return True
    if widths.broken and (line.linked or _link(line, text, following)):
        return not _HEADING.fullmatch(squeeze(text))
    if line.width >= widths.prose or (line.width >= widths.comma and "，" in tail):
        return not line.heading and not _HEADING.fullmatch(squeeze(text))
    # 认真贯彻 + 《公务员法》 + ，切实履行职能
    between = len(text) <= _FRAGMENT and following[:1] in tuple("，。、；")
    return between and not line.heading and any(comma in tail for comma in _COMMAS)


def _quotes(text: str) -> int:
    return text.count("“") - text.count("”")


def _link(line: _Open, text: str, following: str) -> bool:
    """Whether ``text`` is the words of a link in a sentence: 五、民主 + 法制 + 建设进一步加强。……"""
    if not _LINK.fullmatch(squeeze(text)) or _OPENS.match(following):
        return False
    if line.heading and len(line.tail) > _LINK_HEAD:
        return False  # （二）落实农村政策，发展农村经济 + 全面小康 + ，难点在农村。
    return bool(_CLAUSE.search(following)) and not _HEADING.fullmatch(squeeze(line.tail))


def _front_matter(texts: list[str]) -> int:
    """Index of the line that ends the front matter, whose lines are never joined; -1 without."""
    if texts[:1] != ["---"]:
        return -1
    ends = (index for index, text in enumerate(texts[1:_FRONT], 1) if not text.strip("-"))
    return next(ends, -1)


def _prose_width(columns: list[int]) -> int:
    """The width from which a line is running text: less in a file wrapped at a fixed width."""
    widths = Counter(columns)
    total = sum(widths.values())
    widest = max(widths, default=0)
    full = sum(count for width, count in widths.items() if width >= widest - _RAGGED)
    if total >= 30 and 40 <= widest < _PROSE + _RAGGED and full * 5 >= total * 2:
        return widest - _RAGGED
    return _PROSE


def _width(text: str) -> int:
    """Columns of a line in a fixed-width font: a Chinese character takes two."""
    return len(text) + len(_NARROW.sub("", text))


# Quotes, dashes and dots are as wide as a Chinese character, beside such.
_NARROW = re.compile(r"[^\u2e80-\U0010ffff“”‘’—…·]+")


def _comma_width(texts: list[str]) -> int:
    """Less where the file breaks its lines at every link, as lines that begin with a comma show.

    过去的一年，各级政府认真贯彻 + 《公务员法》 + ，切实履行职能
    """
    broken = sum(text[0] in "，。、；”" for text in texts)
    broken += sum(
        text[-1] not in _ENDS + _CLOSERS + _COMMAS
        and "，" in text
        and _LINK.fullmatch(after) is not None
        for text, after in pairwise(texts)
    )
    return _FRAGMENT if broken >= 3 else _PROSE
