"""The lines of a page → a note where a site has cut the report into several pages.

    "…", "上一页", "1", "2", "3", "下一页", "尾页"   → "is one of several pages (下一页); …"
    "第1页/共3页"                                   → "is page 1 of 3; …"

What is on the other pages is nowhere in the file: only its reader can know to save them too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from govreport.lexicon import surfaces

_NUMBERED = re.compile(
    r"第\s{0,2}(?P<page>\d{1,2})\s{0,2}页\s{0,2}[/／|,，、（(]?\s{0,2}共\s{0,2}(?P<of>\d{1,2})\s{0,2}页"
    r"|共\s{0,2}(?P<of_>\d{1,2})\s{0,2}页\s{0,2}[/／|,，、（(]?\s{0,2}(?:当前)?第\s{0,2}(?P<page_>\d{1,2})\s{0,2}页"
)
_LONGEST = 60
_NEAR = 8
"""So many lines before or after the link the numbers of the pages stand."""
_NUMBER = re.compile(r"[\[［【<]?\d{1,2}[\]］】>]?")
_HINT = "the report may go on in the others: put them all in one file"


def pages_note(lines: Sequence[str]) -> str:
    """What is to be said of a report that is cut into pages; "" if it is whole."""
    numbered = [match for line in lines for match in _NUMBERED.finditer(line)]
    if numbered:
        pages = {int(match["page"] or match["page_"]) for match in numbered}
        most = max(int(match["of"] or match["of_"]) for match in numbered)
        if most > 1 and len(pages) < most:
            return f"is page {min(pages)} of {most}; {_HINT}"
        return ""
    for at, line in enumerate(lines):
        word = _next(line)
        if word and _beside(
            line, word, [*lines[max(0, at - _NEAR) : at], *lines[at + 1 :][:_NEAR]]
        ):
            return f"is one of several pages ({word}); {_HINT}"
    return ""


def _next(line: str) -> str:
    """The word for the next page in a short line."""
    if len(line) > _LONGEST:
        return ""
    return next((word for word in surfaces("pages", "next") if word in line), "")


def _beside(line: str, word: str, near: Sequence[str]) -> bool:
    """Whether numbers of pages or the other words of a pager stand in the line, or close to it."""
    rest = line.replace(word, " ")
    others = _others()
    parts = re.split(r"[\s|｜>›»]+", rest)
    if any(other in rest for other in others) or sum(map(_is_number, parts)) > 1:
        return True
    alone = not rest.strip(" []［］【】()（）>›»")
    stand = sum(map(_is_number, (text.strip() for text in near)))
    return alone and (stand > 1 or any(text.strip() in others for text in near))


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


@cache
def _others() -> frozenset[str]:
    return frozenset(surfaces("pages", "pager"))
