"""The lines of all pages → the text of the document, a paragraph to a line.

    "　　去年，全市生产总值增长" + "5.1%，进出口总额" + (next page) "达到9亿美元。"  → one line
    "— 3 —", "云川市人民政府公报" above every page                              → dropped
    "| 指标 | 2025年 |"                                                       → as it is

A line goes on in the next if it is full, to the right margin, and the next is not set in from the
left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from govreport.read.pdf_layout import Page, Text, layout

_MARGIN = 0.12
"""The share of the page at its top and bottom where running heads and feet stand."""
_FURNITURE = 3
"""On so many pages a running head stands, or on all but one."""
_OFF = 1.2
"""A running head is further from the text than its lines are from each other."""
_LEVEL = 4.0
_NUMBER = re.compile(
    r"[-—–－_~·•\s]*(?:第\s*)?[\dIVXivx]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?"
    r"[-—–－_~·•\s]*"
)
_OPENS = re.compile(
    r"第[一二三四五六七八九十百]{1,4}[章节篇编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|专栏|附[件表]|\|"
)
_ADDRESS = re.compile(r"各位代表[:：]")
"""Begins a paragraph, also after a line without a stop: ——2024年1月10日在…会议上."""
_STOPS = "。！？：…”』）!?:"
_ENDS = f"{_STOPS}；;"
_SHY = 1.6
"""A line that ends so many characters before the margin may still be full: a word did not fit."""
_WORD = re.compile(r"[\x21-\x7e∶—·]{1,40}[，。；：、）”%％]?")
"""What a line may begin with because it did not fit on the one before: 11.2∶14.9∶73.9."""
_NARROW = 0.75
_SET_IN = 1.2
_SIZES = 0.08
_LINES = 8
"""Fewer lines do not tell the margins of a column."""
_WIDE = 0.6
"""Running text reaches at least this far over the page."""
_PITCH = 1.6
_APART = 1.2
"""A step down so much longer than the usual is the space between two paragraphs."""
_SHORT = 3.0
"""A line that ends so many characters before the margin is the last of its paragraph."""
_HANGS = "，。、；：！？）”》,;:%％/／"
"""What never begins a line: it hangs out of the one before, or takes a character down with it."""
_SMALLER = 0.9


@dataclass(slots=True)
class _Measure:
    """The measures of one column of running text."""

    left: float
    right: float
    pitch: float
    set_in: bool
    """Its paragraphs begin further in than its other lines."""
    apart: bool | None = None
    """Its paragraphs stand further from each other than its lines; None where too few show it."""
    size: float = 1.0
    """Of its type."""

    def like(self, other: _Measure, size: float) -> bool:
        """Whether a column with the measures ``other`` may have these."""
        in_line = self.left - size < other.left < self.left + (_SET_IN + 2) * size
        return in_line and other.right < self.right + 2 * size


def text_of(pages: list[Page]) -> str:
    """The text of a document."""
    laid = list(_laid(pages))
    dropped = _furniture(pages, laid)
    made: list[str] = []
    last: tuple[Text, _Measure] | None = None
    known: list[_Measure] = []
    for page, lines in zip(pages, laid, strict=True):
        kept = [line for line in lines if id(line) not in dropped]
        measures = _measures(page, kept, known)
        turned = True
        for line in kept:
            measure = measures[line.column]
            if last is not None and _goes_on(*last, line, measure, turned):
                made[-1] = _joined(made[-1], line.text)
            else:
                made.append(line.text)
            last, turned = (line, measure), False
    return "".join(f"{line}\n" for line in made)


def _laid(pages: list[Page]) -> Iterator[list[Text]]:
    gutter: float | None = None
    for page in pages:
        lines, gutter = layout(page, gutter)
        yield lines


def _measures(page: Page, lines: list[Text], known: list[_Measure]) -> dict[int, _Measure]:
    """The margins of each column of a page; of one with few lines, those of a column like it."""
    columns = sorted({line.column for line in lines})
    made: dict[int, _Measure] = {}
    for column in columns:
        own = [line for line in lines if line.column == column and not line.row]
        if not own:
            made[column] = _Measure(0.0, 0.0, 0.0, False)
            continue
        measure = _measure(own)
        alike = [m for m in reversed(known) if m.like(measure, own[0].size)]
        if measure.apart is None:
            measure.apart = next((m.apart for m in alike if m.apart is not None), None)
        if len(own) >= _LINES:
            known.append(measure)
        elif alike:
            measure = alike[0]
        elif len(columns) == 1:
            measure.right = max(measure.right, _WIDE * page.width)
        made[column] = measure
    return made


def _measure(own: list[Text]) -> _Measure:
    lefts = Counter(round(line.left) for line in own)
    most = max(lefts.values())
    left = min(at for at, count in lefts.items() if count * 3 >= most)
    even = [line for line in own if line.text[-1] not in _HANGS]
    rights = sorted(line.right for line in (even if len(even) >= _LINES else own))
    right = rights[max(0, len(rights) * 9 // 10 - 1)]
    inner = sum(line.left > left + _SET_IN * line.size for line in own)
    within, between = _steps(own, right)
    pitch = median(within) if within else _pitch(own)
    apart = median(between) > _APART * pitch if len(between) > 2 else None
    size = median(line.size for line in own)
    return _Measure(left, right, pitch, inner * 20 > len(own), apart, size)


def _steps(lines: list[Text], right: float) -> tuple[list[float], list[float]]:
    """From one line to the next: inside of paragraphs, and after the short line at their end."""
    within: list[float] = []
    between: list[float] = []
    for a, b in pairwise(lines):
        if b.top - a.top > 1:
            ends = a.right < right - _SHORT * a.size
            (between if ends else within).append(b.top - a.top)
    return within, between


def _pitch(lines: list[Text]) -> float:
    """From one line to the next, in most cases."""
    steps = [b.top - a.top for a, b in pairwise(lines) if b.top - a.top > 1]
    return median(steps) if steps else 0.0


def _goes_on(last: Text, before: _Measure, line: Text, own: _Measure, turned: bool) -> bool:
    """Whether ``line`` goes on with the paragraph that ``last`` is the last line of."""
    if last.row or line.row or _ADDRESS.match(line.text):
        return False
    if _OPENS.match(line.text) and last.text[-1] in _ENDS:
        return False
    if abs(last.size - line.size) > _SIZES * last.size:
        return False
    if last.right < before.right - _short(line) * last.size:
        return False
    if line.left > own.left + _SET_IN * line.size:
        return False
    step = 0.0 if turned or last.column != line.column else line.top - last.top
    if own.apart and step:
        return step <= _APART * own.pitch * max(1.0, line.size / own.size)
    # A list may end its items in ； too, but seldom just at the margin and the end of the page.
    if not before.set_in and last.text[-1] in (_ENDS if step else _STOPS):
        return False
    return not (step > _PITCH * own.pitch and last.text[-1] in _ENDS)


def _short(line: Text) -> float:
    """So many characters before the margin may the line before ``line`` end and still be full."""
    word = _WORD.match(line.text)
    # 稳定脱 + 贫、19个: the stop took 贫 down with it.
    return _SHY + (len(word[0]) * _NARROW if word else line.text[1:2] in _HANGS)


def _joined(first: str, second: str) -> str:
    """Two lines of a paragraph: ``Wi-`` + ``Fi`` keep their hyphen, ``econ-`` + ``omy`` do not."""
    a, b = first[-1], second[0]
    if a == "-" and b.islower() and b.isascii() and first[-2:-1].islower():
        return first[:-1] + second
    return (
        first
        + (" " if a.isascii() and a.isalpha() and b.isascii() and b.isalpha() else "")
        + second
    )


# -- running heads and feet ----------------------------------------------------------------------


def _furniture(pages: list[Page], laid: list[list[Text]]) -> set[int]:
    """The ids of lines at the edges of pages that are their numbers, or come again on others."""
    pitches = [_pitch(lines) for lines in laid if len(lines) >= _LINES]
    off = _OFF * median(pitches) if pitches else 0.0
    edges = [
        (number, line)
        for number, (page, lines) in enumerate(zip(pages, laid, strict=True))
        for line in _outer(page, lines, off)
    ]
    again = Counter(key for _, key in {(number, _key(line)) for number, line in edges})
    least = min(_FURNITURE, max(2, len(pages) - 1))
    return {
        id(line) for _, line in edges if _NUMBER.fullmatch(line.text) or again[_key(line)] >= least
    }


def _outer(page: Page, lines: list[Text], off: float) -> Iterator[Text]:
    """The two highest lines of a page and the two lowest that stand at its edge, off the text."""
    rows: list[list[Text]] = []
    for line in sorted((line for line in lines if not line.row), key=lambda line: line.top):
        if rows and line.top - rows[-1][0].top < _LEVEL:
            rows[-1].append(line)
        else:
            rows.append([line])
    for near in (rows, rows[::-1]):
        for row, next_in in list(zip(near, [*near[1:], None], strict=False))[:2]:
            line = row[0]
            inside = _MARGIN * page.height < line.bottom and line.top < (1 - _MARGIN) * page.height
            if inside or (next_in is not None and not _off(line, next_in[0], off)):
                break
            yield from row


def _off(line: Text, next_in: Text, off: float) -> bool:
    """Whether a line stands off the next: further away, or in small type, as browsers print it."""
    return abs(next_in.top - line.top) >= off or line.size < _SMALLER * next_in.size


def _key(line: Text) -> str:
    """A running head on all pages, whatever number it holds."""
    return re.sub(r"\d+", "#", "".join(line.text.split()))
