"""Document → logical lines: a paragraph, heading or scrap of chrome each, however the file is cut.

    "## 一、回顾\\n"                   → "一、回顾"
    "一、回顾\\\\r\\\\n&nbsp;去年……"    → "一、回顾", "去年……"        (escapes stored by a scraper)
    "各位代表：　　现在，我……"         → "各位代表：", "现在，我……"   (no line ends at all)
    "完成投资23\\n亿元，增长5%。"       → "完成投资23亿元，增长5%。"    (a hard wrap, see ``wraps``)

A line is a list of spans of the source: what stands between them is markup and white space.
Every other character of the source is in exactly one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.clean.marks import split_watermarks
from govreport.clean.wraps import join
from govreport.models import Document, Line, Span

_BLOCKS = (
    "p|div|br|hr|h[1-6]|table|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|section|article|header|footer"
    "|nav|center|blockquote|pre|form|details|summary|title|head|body|html|style|script"
)
_INLINES = "a|span|b|strong|em|i|u|s|font|sup|sub|img|o:p|small|big|label|ucapcontent|ucaptitle"
_ENTITY_SPACE = r"&(?:nbsp|emsp|ensp|thinsp|\#160|\#12288|\#x3000);"
_TOKEN = re.compile(
    rf"""
    (?P<newline> [\n\v\f\x85\u2028\u2029] | \\r\\n | \\[nr] )
  | (?P<aside>   !\[[^\]\n]{{0,200}}\]\([^)\n]{{0,500}}\) )
  | (?P<block>   </?(?:{_BLOCKS})(?:class)?(?![a-zA-Z\d])[^<>\n]{{0,400}}> )
  | (?P<space>   (?:[ \t\u3000\xa0\u2000-\u200a\u202f] | {_ENTITY_SPACE} | \\t | \?{{2,}} )+ )
  | (?P<inline>  </?(?:{_INLINES})(?:class)?(?![a-zA-Z\d])[^<>\n]{{0,400}}>
               | \*\* | &[a-zA-Z]{{2,8}}; | &\#x?[\da-fA-F]{{2,6}};
               | [\x00-\x08\x0e-\x1f\x7f\ufeff]+ )
    """,
    re.VERBOSE,
)
_FIRST = re.compile(r"[\x00-\x20\x7f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u3000\ufeff\\!<?&*]")
_MARKER = re.compile(
    r"""(?:\#{1,6}(?:[ \t\u3000\xa0]+|$)|>[ \t]?(?=[^\s>])
    |[-*+•][ \t]+(?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]))+""",
    re.VERBOSE,
)
"""# and > of Markdown, and the bullet before a number: - 一、改造老旧小区。"""
_QUOTE = re.compile(r">[ \t]*")
_WIDE = re.compile(r"[\u3000\xa0\u2003]|\?\?|&(?:nbsp|emsp|\#160|\#12288|\#x3000);")
_MARKUP = re.compile(r"[&\\?]")
_NUMBER = re.compile(
    r"[（(]?[一二三四五六七八九十百\d]{1,3}[)）、.．]?"
    r"|第[一二三四五六七八九十百\d]{1,3}[章节篇部分]+"
)
_TERMINAL = "。！？!?；;：:…”」』）)》】"
_DUMP = 100
"""A physical line longer than this may hold several paragraphs, marked by wide spaces only."""
_ADDRESS = re.compile(r"(?<=[^\s，,、“‘：:])各位代表[：:]")
_SHARE = re.compile(
    r"(?<=[。！？!?”）)】])(?P<gap>\s*)(?P<share>分享到[：:]\s*(?:QQ|微信|新浪|微博|朋友圈|腾讯))"
)
_TITLES = 20
_COMMENT = 4000
_ROW = 2000


class _Cell:
    """What stands between two line ends or wide spaces: its spans, and the space before it."""

    __slots__ = ("gap", "pieces")

    def __init__(self, gap: str) -> None:
        self.pieces: list[Span] = []
        self.gap = gap

    def text(self, source: str) -> str:
        return "".join(source[start:end] for start, end in self.pieces)


def lines(document: Document) -> tuple[Line, ...]:
    """The logical lines of the document, in order; blank ones are left out."""
    source = document.text
    pieces = [line for row in _rows(source) for line in _paragraphs(source, row)]
    return join(source, split_watermarks(source, _shared(source, _address(source, pieces))))


def _rows(source: str) -> Iterator[list[_Cell]]:
    """The physical lines: each a list of cells parted by wide spaces."""
    row = [_Cell("")]
    at = 0
    for start, end, kind in _tokens(source):
        _add(row[-1], at, start)
        at = end
        if kind == "aside":
            yield row
            yield [_aside(start, end)]
            row = [_Cell("")]
        elif kind == "newline" or (kind == "block" and not _in_table(source, start)):
            yield row
            row = [_Cell("")]
        elif kind == "space":
            gap = source[start:end]
            if row[-1].pieces and not _is_wide(gap) and not _MARKUP.search(gap):
                at = start  # an ordinary space stays inside its span
            elif row[-1].pieces and _is_wide(gap):
                row.append(_Cell(gap))
    _add(row[-1], at, len(source))
    yield row


def _in_table(source: str, at: int) -> bool:
    """Whether the offset is inside a row of a Markdown table, where <br> parts no lines."""
    head = source.rfind("\n", max(0, at - _ROW), at) + 1
    return source.startswith("|", head) and (head > 0 or at <= _ROW)


def _tokens(source: str) -> Iterator[tuple[int, int, str]]:
    """Everything that is not text, in order: start, end and kind."""
    at = 0
    for start, end in _comments(source):
        yield from _tokens_in(source, at, start)
        yield start, end, "aside"
        at = end
    yield from _tokens_in(source, at, len(source))


def _tokens_in(source: str, at: int, stop: int) -> Iterator[tuple[int, int, str]]:
    # One class of letters is looked for, and the pattern tried there: most letters start no token.
    while first := _FIRST.search(source, at, stop):
        match = _TOKEN.match(source, first.start(), stop)
        at = match.end() if match else first.end()
        if match:
            yield match.start(), at, match.lastgroup or ""


def _comments(source: str) -> Iterator[Span]:
    """Spans of ``<!-- ... -->``."""
    at, close = 0, 0
    while (start := source.find("<!--", at)) >= 0:
        if close < start + 4:
            close = source.find("-->", start + 4)
            if close < 0:
                return
        at = start + 4
        if close - start <= _COMMENT:
            at = close + 3
            yield start, at


def _aside(start: int, end: int) -> _Cell:
    """A comment or an image, a line of its own."""
    cell = _Cell("")
    cell.pieces.append((start, end))
    return cell


def _is_wide(gap: str) -> bool:
    """Whether white space may part two paragraphs or two cells of a table."""
    return "\t" in gap or "\\t" in gap or len(gap) >= 4 or len(_WIDE.findall(gap)) >= 2


def _add(cell: _Cell, start: int, end: int) -> None:
    """Add ``source[start:end]`` to the cell, as part of its last span if nothing is between."""
    if start >= end:
        return
    if cell.pieces and cell.pieces[-1][1] == start:
        start = cell.pieces.pop()[0]
    cell.pieces.append((start, end))


def _unmarked(source: str, cells: list[_Cell]) -> list[_Cell]:
    """The cells of a physical line without the # or > that it begins with."""
    if cells:
        start, end = cells[0].pieces[0]
        # > **专栏1 规划指标**
        bold = source.startswith("**", end) and _QUOTE.fullmatch(source, start, end)
        marker = bold or _MARKER.match(source, start, end)
        if marker:
            rest = [(marker.end(), end)] if marker.end() < end else []
            cells[0].pieces[:1] = rest
    return [cell for cell in cells if cell.pieces]


def _paragraphs(source: str, row: list[_Cell]) -> Iterator[list[Span]]:
    """Part the cells of one physical line into paragraphs: lists of spans."""
    cells = _unmarked(source, [cell for cell in row if cell.pieces])
    if not cells:
        return
    dump = cells[-1].pieces[-1][1] - cells[0].pieces[0][0] > _DUMP
    pieces, last = cells[0].pieces, cells[0].text(source).strip()
    for cell in cells[1:]:
        text = cell.text(source).strip()
        if _parts(last, cell.gap, text, dump):
            yield from _trimmed(source, pieces)
            pieces = list(cell.pieces)
        elif _MARKUP.search(cell.gap):
            pieces = [*pieces, *cell.pieces]
        else:
            pieces = [*pieces[:-1], (pieces[-1][0], cell.pieces[0][1]), *cell.pieces[1:]]
        last = text
    yield from _trimmed(source, pieces)


def _parts(left: str, gap: str, right: str, dump: bool) -> bool:
    """Whether the wide space between ``left`` and ``right`` ends a paragraph.

    In 目　　录 and 王　　某 it spaces out a word; in 一、　　工作回顾 it follows a number.
    """
    if not left or not right or (len(left) == 1 and len(right) == 1) or _NUMBER.fullmatch(left):
        return False
    if "\t" in gap or "\\t" in gap:
        return True
    if left[-1] in _TERMINAL:
        return len(_WIDE.findall(gap)) >= 2 or dump
    return dump and len(_WIDE.findall(gap)) >= 2


def _address(source: str, paragraphs: list[list[Span]]) -> list[list[Span]]:
    """Part 政府工作报告各位代表：, where a title was glued to the first words of the report."""
    for index, pieces in enumerate(paragraphs[:_TITLES]):
        for place, (start, end) in enumerate(pieces):
            match = _ADDRESS.search(source, start, min(end, start + _DUMP * 2))
            if match and match.start() > start:
                cut = match.start()
                head = [*pieces[:place], (start, cut)]
                tail = [(cut, end), *pieces[place + 1 :]]
                return [*paragraphs[:index], head, tail, *paragraphs[index + 1 :]]
    return paragraphs


def _shared(source: str, paragraphs: list[list[Span]]) -> list[list[Span]]:
    """Part 确保各项工作扎实开展。 分享到： QQ空间 …: what a page in one line has below its report."""
    parted: list[list[Span]] = []
    for pieces in paragraphs:
        start, end = pieces[-1]
        match = _SHARE.search(source, start, end) if end - start > _DUMP else None
        if match and source.find("。", match.end(), end) < 0:
            parted += [[*pieces[:-1], (start, match.start("gap"))], [(match.start("share"), end)]]
        else:
            parted.append(pieces)
    return parted


def _trimmed(source: str, pieces: list[Span]) -> Iterator[list[Span]]:
    """The spans without white space at either end of the line; nothing for a blank line."""
    kept = list(pieces)
    while kept:
        start, end = kept[-1]
        end = start + len(source[start:end].rstrip())
        if end > start:
            kept[-1] = (start, end)
            break
        kept.pop()
    while kept:
        start, end = kept[0]
        start = end - len(source[start:end].lstrip())
        if end > start:
            kept[0] = (start, end)
            yield kept
            return
        kept.pop(0)
