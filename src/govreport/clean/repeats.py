"""Lines that say again what other lines say: the rule that drops each.

内容摘要：政府工作报告——2024年……      → summary        (the beginning of the body, on one line)
the body, and then the body again     → duplicate-body (a page saved twice)
目录 第一章 …… 第二章 ……              → contents       (headings that come again below)
"""

from __future__ import annotations

import re

from govreport.clean.classify import Seen
from govreport.clean.revise import Drops

_SHINGLE = 8
_SUMMARY = 40
_BODY = 30
_COPIED = 4
"""Paragraphs that stand again, in a row or nearly so; twice as many where most of it does not."""
_HEAD_LINES = 40
_LABEL = re.compile(r"(?:内容)?(?:摘要|导读|导语|提要):")
_CONTENTS = 5
_NUMBERED = re.compile(r"第.{1,4}[章节篇]|[一二三四五六七八九十]{1,3}、|[(].{1,3}[)]|专栏")


def repeats(seen: list[Seen], drops: Drops) -> Drops:
    """The lines that are repetitions."""
    found: Drops = {}
    left = [index for index in range(len(seen)) if index not in drops]
    found.update(_summary(seen, left))
    found.update(_second_body(seen, [index for index in left if index not in found]))
    found.update(_contents(seen, [index for index in left if index not in found]))
    return found


def repeated_titles(seen: list[Seen], drops: Drops, start: int) -> Drops:
    """Titles in front of the opening that stand there again: the page's, the breadcrumb's."""
    found: Drops = {}
    later: set[str] = set()
    for index in range(start - 1, -1, -1):
        if index in drops or seen[index].kind != "title":
            continue
        text = seen[index].text
        if text in later or (text.endswith("报告") and any(text in title for title in later)):
            found[index] = "repeated-title"
        later.add(text)
    return found


def _summary(seen: list[Seen], left: list[int]) -> Drops:
    """A long line near the top whose words all come again in the lines after it."""
    for place, index in enumerate(left[:_HEAD_LINES]):
        rest = [i for i in left[place:] if seen[i].row == seen[index].row]
        whole = "".join(seen[i].text for i in rest)
        text = _LABEL.sub("", whole).rstrip(".…&")
        if len(text) < _SUMMARY or (text == whole and seen[index].chrome):
            continue
        following = ""
        for later in left[place + len(rest) :]:
            following += seen[later].text
            if len(following) > 2 * len(text) + 200:
                break
        shingles = [text[at : at + _SHINGLE] for at in range(0, len(text) - _SHINGLE, 3)]
        again = sum(shingle in following for shingle in shingles)
        return dict.fromkeys(rest, "summary") if again * 10 > len(shingles) * 8 else {}
    return {}


def _second_body(seen: list[Seen], left: list[int]) -> Drops:
    """The second copy of the body, or of pages of it, where it was saved twice."""
    first: dict[str, int] = {}
    again: list[int] = []
    prose = [index for index in left if len(seen[index].text) >= _BODY]
    for index in prose:
        text = seen[index].text
        if first.setdefault(text, index) != index:
            again.append(index)
    if len(again) < _COPIED or (len(again) < 2 * _COPIED and len(again) * 4 < len(prose)):
        return {}
    span = range(again[0], again[-1] + 1)
    inside = [index for index in prose if index in span]
    if len(again) * 5 < len(inside) * 4:
        return {}
    known = {seen[index].text for index in left if index < again[0]}
    drops = {i: "duplicate-body" for i in left if i in span and seen[i].text in known}
    # The second copy's own title, speaker and first words
    earliest: dict[str, int] = {}
    for index in left:
        earliest.setdefault(seen[index].text, index)
    for index in reversed([index for index in left if index < again[0]]):
        if earliest[seen[index].text] == index:
            break
        drops[index] = "duplicate-body"
    return drops


def _contents(seen: list[Seen], left: list[int]) -> Drops:
    """A table of contents: a run of headings that all come again."""
    bare = {index: seen[index].text.lstrip("-*•").rstrip(".…·0123456789") for index in left}
    last = {text: index for index, text in bare.items()}
    drops: Drops = {}
    run: list[int] = []
    for index in [*left[: len(left) // 2], -1]:
        if index >= 0 and seen[index].kind != "prose" and last[bare[index]] > index:
            run.append(index)
            continue
        numbered = [i for i in run if _NUMBERED.match(bare[i])]
        if len(numbered) >= _CONTENTS:
            drops.update(dict.fromkeys((i for i in run if i >= numbered[0]), "contents"))
        run = []
    first = min(drops, default=0)
    for index in left:
        if first - 3 < index < first and bare[index] in ("目录", "目次"):
            drops[index] = "contents"
    return drops
