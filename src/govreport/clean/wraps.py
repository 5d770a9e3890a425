"""Lines cut in mid-sentence → whole ones.

    "习近平总书记高瞻远瞩、审时度势，", "亲自", "部署，带领全国人民取得了成就。"  → one line
    "一、去年工作回顾", "去年，经济平稳增长。"                                   → two lines

Files come with hard wraps of a fixed width, with a line end around every link of the page, and with page
numbers inside a paragraph. A heading has no full stop either, so a line is only joined to the next when it
must be unfinished: it ends in a comma, or it is running text too long to be a heading.
"""

from __future__ import annotations

import re
from collections import Counter

from govreport.models import Line, Span

_OPENS = re.compile(
    r"""
      第[一二三四五六七八九十百\d]{1,4}[章节篇条部]
    | [一二三四五六七八九十]{1,3}[、，．.是要]
    | [（(][一二三四五六七八九十\d]{1,3}[)）]
    | \d{1,2}(?:[、．]|\.(?!\d))
    | [①-⑳⑴-⒇] | [—─－-]{2} | 专栏 | 各位代表 | 各位同志 | 第[一二三四五六七八九十]， | [|<●◆■★▲【]
    """,
    re.VERBOSE,
)
"""A line that begins so begins a paragraph of its own."""
_CONTINUES = "，。；、：！？”’）》」』】%％,;:!?)…"
_CLOSERS = "”’）》」』】)\"'*"
_ENDS = "。！？!?；;：:…～~"
_COMMAS = "，,、"
_PROSE = 50
"""Running text this long without a full stop at its end is unfinished; no heading is as long."""
_FRAGMENT = 20
_METADATA = re.compile(r"[^\s，。]{1,8}[:：]|[A-Za-z_-]{2,20}:")
_PAGE = re.compile(r"[-—－ ]{0,3}(\d{1,3})[-—－ ]{0,3}")


def join(source: str, paragraphs: list[list[Span]]) -> tuple[Line, ...]:
    """Join the lists of spans that are one paragraph."""
    texts = ["".join(source[start:end] for start, end in pieces).strip() for pieces in paragraphs]
    pages = _page_numbers(texts)
    prose = _prose_length(texts)
    made: list[list[Span]] = []
    aside: list[list[Span]] = []
    tail, length, heading = "", 0, False
    for index, (pieces, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if index in pages:
            aside.append(pieces)
            continue
        following = texts[index + 1] if index + 1 < len(texts) else ""
        if made and _continues(tail, length, heading, text, following, prose):
            made[-1].extend(pieces)
            length += len(text)
        else:
            made.append(list(pieces))
            length, heading = len(text), _OPENS.match(text) is not None
            heading = heading and "。" not in text and "；" not in text
        tail = text
    return tuple(Line(tuple(pieces)) for pieces in sorted(made + aside))


def _continues(
    tail: str, length: int, heading: bool, text: str, following: str, prose: int
) -> bool:
    """Whether ``text`` goes on with the line of ``length`` characters that ends in ``tail``."""
    if tail.endswith("-->") or _OPENS.match(text):
        return False
    if text[0] in _CONTINUES and not _METADATA.match(tail):
        return True
    bare = tail.rstrip(_CLOSERS)
    if not bare or bare[-1] in _ENDS:
        # 三次产业比由13.0: + 54.2: + 32.8
        return bool(re.search(r"\d[:：∶]$", tail)) and text[0].isdigit()
    if _METADATA.match(tail):
        return False
    if tail[-1] in _COMMAS:
        return True
    if length >= prose:
        return not heading
    # 认真贯彻 + 《公务员法》 + ，切实履行职能
    between = len(text) <= _FRAGMENT and following[:1] in tuple("，。、；")
    return between and not heading and any(comma in tail for comma in _COMMAS)


def _prose_length(texts: list[str]) -> int:
    """The length from which a line is running text: less where the file is wrapped at a fixed width."""
    lengths = Counter(len(text) for text in texts)
    total = sum(lengths.values())
    widest = max(lengths, default=0)
    full = sum(count for length, count in lengths.items() if length >= widest - 3)
    if total >= 30 and 20 <= widest < _PROSE + 3 and full * 5 >= total * 2:
        return widest - 3
    return _PROSE


def _page_numbers(texts: list[str]) -> frozenset[int]:
    """Indexes of lines that are page numbers: at least three, each one more than the last."""
    run: list[int] = []
    expected = 0
    for index, text in enumerate(texts):
        match = _PAGE.fullmatch(text)
        if match and (not run or int(match.group(1)) == expected):
            run.append(index)
            expected = int(match.group(1)) + 1
    return frozenset(run) if len(run) >= 3 else frozenset()
