"""Turns the candidates of a report into its headings: neighbours decide what the line alone cannot.

"1.瞪羚企业：…" below 名词解释          an entry of the glossary, no heading
"1.改造老旧小区20个。" "2.新建公园3座。"   a list, no headings
"第一章 发展基础……3" in a table of contents, no heading
"项目名称" "完成时限" "责任单位"          cells of a table, no headings
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from govreport.outline.blocks import NUMBERED, Block
from govreport.outline.glossary import definitions
from govreport.outline.headings import ITEMS, PLAIN, Candidate, candidate
from govreport.outline.signs import sign

_OPENING = re.compile(
    r"我(?:谨|受)?(?:代表|向)[^。]{0,30}(?:报告|報告|审议)|请予审议|請予審議|请各位代表审议"
)
_ADDRESS = re.compile(r"各位代表[::,!]?$")
_TITLE_PAGE = 60
_PARAGRAPH = 30
_LONGEST_ITEM = 45
_RAGGED = 5
APPENDIX = re.compile(r"^附(?:件|录|表)?[一二三四五六七八九十\d]{0,2}(?::|《|$)")
_ENDED = "。!?”’)】』》;:.]>"
_LISTED = frozenset(("digit", "digit-paren", "circled"))


def choose(blocks: Sequence[Block]) -> tuple[Candidate, ...]:
    """The candidates among ``blocks`` that are headings, in order."""
    start = opening(blocks)
    found = [c for at in range(start, len(blocks)) if (c := candidate(at, blocks[at])) is not None]
    found = _without_contents(found, blocks)
    entries = definitions(blocks)
    found = _without_glossary([c for c in found if c.block not in entries], blocks)
    found = _without_lists(found, blocks)
    found = _in_sequence(found, blocks)
    return tuple(_in_context(found, blocks, start))


def opening(blocks: Sequence[Block]) -> int:
    """The index of the first block after the title page and its opening sentence, else 0."""
    after = long = 0
    begun = False
    for at, item in enumerate(blocks[:_TITLE_PAGE]):
        if _OPENING.search(item.text) and len(item.text) < 300:
            return at + 1
        long += len(item.text) > 200
        if long > 2:  # the opening of a second copy, or of somebody else's report
            break
        begun = begun or NUMBERED.match(item.text) is not None
        if not after and not begun and _ADDRESS.search(item.text):
            after = at + 1
    return 0 if any(len(item.text) > 200 for item in blocks[:after]) else after


def _title(c: Candidate, blocks: Sequence[Block]) -> str:
    return blocks[c.block].text[c.title : c.stop]


def _bodyless(c: Candidate, blocks: Sequence[Block]) -> bool:
    return c.body >= len(blocks[c.block].text)


def _without_contents(found: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Drop a table of contents: five headings or more in a row that come again below."""
    kept: list[Candidate] = []
    at = 0
    later = {_key(c, blocks): c.block for c in found}
    while at < len(found):
        end = at + 1
        seen = {_key(found[at], blocks)}
        while (
            end < len(found)
            and _key(found[end], blocks) not in seen
            and found[end].block == found[end - 1].block + 1
            and _bodyless(found[end - 1], blocks)
            and found[end].style not in _LISTED
        ):
            seen.add(_key(found[end], blocks))
            end += 1
        run = found[at:end]
        again = sum(later[_key(c, blocks)] > run[-1].block for c in run)
        if len(run) < 5 or again * 2 < len(run):
            kept.extend(run)
        at = end
    return kept


def _key(c: Candidate, blocks: Sequence[Block]) -> tuple[str, int | None, str]:
    return c.style, c.ordinal, _title(c, blocks)[:8]


def _without_glossary(found: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Drop the numbered entries below 名词解释; an appendix may follow it."""
    kept: list[Candidate] = []
    inside = False
    for c in found:
        said = sign(_title(c, blocks))
        glossary = said is not None and said.role == "glossary"
        previous = blocks[c.block - 1].text if c.block else ""
        appendix = bool(APPENDIX.search(blocks[c.block].text) or APPENDIX.search(previous))
        appendix |= said is not None and said.appendix  # 2016年市政府十件实事
        if inside and not glossary and not (c.style == PLAIN and appendix):
            continue
        inside = glossary
        kept.append(c)
    return kept


def _without_lists(found: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Drop items of lists: a number and one sentence, without text of their own."""
    at_block = {c.block: c.style for c in found if c.style != PLAIN}
    kept: list[Candidate] = []
    for c in found:
        if _listed(c):
            followed = c.block + 1 in at_block or c.block + 1 == len(blocks)
            follows = c.closed and at_block.get(c.block - 1) == c.style
            title = _title(c, blocks)
            listed = (
                len(title) > _LONGEST_ITEM
                or ";" in title
                or (_bodyless(c, blocks) and (followed or follows))
            )
        elif c.style == PLAIN:
            listed = False
        else:
            long = c.stop - c.title > _LONGEST_ITEM
            listed = c.closed and long and _bodyless(c, blocks) and c.block + 1 in at_block
        if not listed:
            kept.append(c)
    return _without_strays(kept)


def _listed(c: Candidate) -> bool:
    """Whether it may as well be an item of a list: 1.…, and 一是… with its full stop."""
    return c.style in _LISTED or (c.style in ITEMS and c.closed)


def _without_strays(found: list[Candidate]) -> list[Candidate]:
    """Drop a 4. that neither follows a 3. nor is followed by a 5."""
    same: dict[str, list[Candidate]] = {}
    for c in found:
        if _listed(c) or c.style in ITEMS:
            same.setdefault(c.style, []).append(c)
    joined = {
        c.block
        for run in same.values()
        for first, second in pairwise(run)
        if (first.ordinal or 0) + 1 == second.ordinal
        for c in (first, second)
    }
    return [c for c in found if not _listed(c) or c.block in joined]


def _in_sequence(found: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Drop headings in mid-line whose number does not go on from the one before."""
    kept: list[Candidate] = []
    last: dict[float, int] = {}
    for at, c in enumerate(found):
        if c.style == PLAIN or c.ordinal is None:
            kept.append(c)
            continue
        if blocks[c.block].inner and c.ordinal != last.get(c.rank, 0) + 1:
            second = next((d.ordinal for d in found[at + 1 : at + 20] if d.style == c.style), None)
            if c.ordinal != 1 or second != 2 or c.style == "cn":
                continue
        kept.append(c)
        last = {rank: n for rank, n in last.items() if rank < c.rank} | {c.rank: c.ordinal}
    return kept


def _in_context(found: list[Candidate], blocks: Sequence[Block], start: int) -> list[Candidate]:
    """Drop lines without a number that do not stand alone between ended text and a paragraph."""
    by_block = {c.block: c for c in found}
    broken = sum(len(item.text) > _LONGEST_ITEM and item.text[-1] not in _ENDED for item in blocks)
    ragged = broken >= _RAGGED and broken * 20 > len(blocks)
    kept: list[Candidate] = []
    for c in found:
        if c.style != PLAIN and (c.style not in ITEMS or c.closed):
            kept.append(c)
        elif c.style == PLAIN and ragged and sign(_title(c, blocks)) is None:
            continue  # where lines break in mid-sentence, any short one may be a scrap of it
        elif _stands_alone(c, by_block, blocks, start):
            kept.append(c)
    return kept


def _stands_alone(
    c: Candidate, by_block: dict[int, Candidate], blocks: Sequence[Block], start: int
) -> bool:
    text = blocks[c.block].text
    said = sign(_title(c, blocks))
    if said is not None and said.role == "glossary":
        return True
    if text.endswith(":") or c.block + 1 >= len(blocks):
        return False
    before = by_block.get(c.block - 1)
    previous = blocks[c.block - 1].text if c.block > start else ""
    ended = not previous or previous[-1] in _ENDED or APPENDIX.search(previous)
    if said is not None and said.appendix and ended:
        # 2022年市十件民生实事完成情况汇总表: what follows is a table, not a paragraph.
        return True
    if not ended and (before is None or not _bodyless(before, blocks)):
        return False
    if c.style == PLAIN and _plains_before(c.block, by_block) > 1:
        return False
    after = by_block.get(c.block + 1)
    if after is not None and after.style == PLAIN:
        # Two in a row are a part and its first section; three in a row are a list or a table.
        third = by_block.get(c.block + 2)
        first = before is None or before.style != PLAIN
        return first and said is not None and (third is None or third.style != PLAIN)
    if after is not None:
        return True
    following = blocks[c.block + 1].text
    if following[0] in "。,、;:)”":
        return False
    return len(following) >= _PARAGRAPH or following[-1] in "。!"


def _plains_before(at: int, by_block: dict[int, Candidate]) -> int:
    """How many of the two blocks before one may be headings without a number: rows of a table."""
    two = (by_block.get(at - 1), by_block.get(at - 2))
    return sum(c is not None and c.style == PLAIN for c in two)
