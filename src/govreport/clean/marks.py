"""What a page prints between the lines of a text: stamps, page numbers, running heads.

    "生产总值增长5%。东岭县情网---县情站点"   → "生产总值增长5%。", "东岭县情网---县情站点"
    "……新建", "- 7 -", "东岭县政府工作报告", "道路20公里。"   → two marks inside one sentence

Some sites print their name behind each paragraph when it is copied; a printed page has its number
and its head. Marks are set aside, so that the paragraph around them is whole again.
"""

from __future__ import annotations

import re
from collections import Counter

from govreport.models import Span

_KEY = 8
_TIMES = 3
_LONGEST = 60
_HEAD = 40
_STOPS = re.compile(r"[，。；：,;:]")
_SITE = re.compile(r"[\u4e00-\u9fff]网|网站|站点|论坛|www\.|\.com|\.cn|\.net", re.IGNORECASE)
_SIGNERS = ("网", "网站", "公众号", ".cn", ".com", ".net")
_NOTE = re.compile(
    r"(?:(?<=[。！!；])|[\s\u3000]{2})[。\s]*(?P<note>(?:来自|来源于?|摘自|百度|搜索|微信|公众号|详见|更多)"
    rf"[^，。；]{{2,40}}(?:{'|'.join(map(re.escape, _SIGNERS))}))$"
)
"""Who copied the text, behind its last words: ……新贡献！  来自云川数据网"""
_PAGER = re.compile(r"第\d{1,3}页[，,/ ]?共\d{1,3}页(?=[^\s。，])")
_PAGE = re.compile(r"(?:[-—－·][-—－· ]{0,3}|第 ?)?(\d{1,3})(?: ?页| ?/ ?\d{1,3}|[-—－· ]{0,4})")


def between(texts: list[str]) -> frozenset[int]:
    """Indexes of lines that stand between the lines of the text and are no part of it."""
    pages = page_numbers(texts)
    return pages | running_heads(texts, pages) | watermarks(texts)


def split_watermarks(source: str, paragraphs: list[list[Span]]) -> list[list[Span]]:
    """Cut off what a site prints around a paragraph, each mark to be a line of its own.

    A stamp that three paragraphs or more end in; who copied the text, behind the last words of a
    paragraph; 第1页共3页 in front of its first.
    """
    stamp = _stamp(source, paragraphs)
    made: list[list[Span]] = []
    for pieces in paragraphs:
        start, end = pieces[0]
        pager = _PAGER.match(source, start, end)
        if pager:
            made.append([(start, pager.end())])
            pieces = [(pager.end(), end), *pieces[1:]]
        start, end = pieces[-1]
        cut = end - len(stamp)
        if not (stamp and cut >= start and source.startswith(stamp, cut)):
            signed = source.endswith(_SIGNERS, start, end)
            note = _NOTE.search(source, max(start, end - _LONGEST), end) if signed else None
            cut = note.start("note") if note else end
        if cut < end and (start < cut or pieces[1:]):
            head = [*pieces[:-1], (start, start + len(source[start:cut].rstrip()))]
            made += [[span for span in head if span[0] < span[1]], [(cut, end)]]
        else:
            made.append(pieces)
    return [pieces for pieces in made if pieces]


def watermarks(texts: list[str]) -> frozenset[int]:
    """Indexes of lines that say three times or more what site they are from."""
    times = Counter(text for text in texts if _KEY <= len(text) <= _LONGEST)
    stamps = {text for text, count in times.items() if count >= _TIMES and _SITE.search(text)}
    return frozenset(index for index, text in enumerate(texts) if text in stamps)


def _stamp(source: str, paragraphs: list[list[Span]]) -> str:
    ends = [source[max(start, end - _LONGEST) : end] for start, end in (p[-1] for p in paragraphs)]
    keys = Counter(text[-_KEY:] for text in ends if len(text) > _KEY)
    key, count = max(keys.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if count < _TIMES:
        return ""
    shared = _common_ending([text for text in ends if text.endswith(key)])
    shared = re.split(r"[。；！？]", shared)[-1]
    return shared if len(shared) >= _KEY and _SITE.search(shared) else ""


def _common_ending(texts: list[str]) -> str:
    length = min(map(len, texts))
    while not all(text.endswith(texts[0][len(texts[0]) - length :]) for text in texts):
        length -= 1
    return texts[0][len(texts[0]) - length :]


def page_numbers(texts: list[str]) -> frozenset[int]:
    """Indexes of lines that are page numbers: at least three, each one more than the one before."""
    runs: dict[int, list[int]] = {}
    pages: set[int] = set()
    for index, text in enumerate(texts):
        match = _PAGE.fullmatch(text)
        if not match:
            continue
        number = int(match.group(1))
        run = runs.pop(number - 1, [])
        run.append(index)
        runs[number] = run
        if len(run) == 3:
            pages.update(run)
        elif len(run) > 3:
            pages.add(index)
    return frozenset(pages)


def running_heads(texts: list[str], pages: frozenset[int]) -> frozenset[int]:
    """Indexes of lines that stand beside three page numbers or more; ``pages`` are these."""
    beside = [i for page in pages for i in (page - 1, page + 1) if 0 <= i < len(texts)]
    times = Counter(texts[i] for i in beside if i not in pages and 4 <= len(texts[i]) <= _HEAD)
    heads = {text for text, n in times.items() if n >= _TIMES and not _STOPS.search(text)}
    return frozenset(i for i in beside if texts[i] in heads)
