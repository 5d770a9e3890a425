"""Finds the definitions at the end of a report, where no heading announces them.

"[1]“六稳”：稳就业、稳金融。" · "2.瞪羚企业：是指进入高成长期的创业企业。"   definitions
"双区：指某湾区和示范区。" · "“五线”整治：指对五条线路的整治。"                 too, without numbers
"1.新建学校工程：新建学校3所。" · "2.道路工程：改造道路5条。"              none: a list of works
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.outline.blocks import Block

_ENTRY = re.compile(
    r"(?:[\[〔﹝【]\d{1,3}[\]〕﹞】]|\d{1,3}[.、])[^。;]{1,45}?(?:[:\]]|即|指|是)"
    r"|[^。;:]{2,30}:(?:“[^”]{1,12}”)?是?指"
)
_FOOTNOTE = re.compile(r"[\[〔﹝【]\d{1,3}[\]〕﹞】]")
_DEFINES = re.compile(r"(?:是|[:,”\]])指|[:\]]即|简称|统称|所谓|缩写")
_FEWEST = 3
_SHARE = 4


def definitions(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the blocks that define a term.

    They come three in a row or more, and one in four of them says so (是指, 简称).
    """
    found: set[int] = set()
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _ENTRY.match(blocks[end].text):
            end += 1
        run = blocks[at:end]
        telling = sum(
            bool(_FOOTNOTE.match(item.text) or _DEFINES.search(item.text[:80])) for item in run
        )
        if len(run) >= _FEWEST and telling * _SHARE >= len(run):
            found.update(range(at, end))
        at = max(end, at + 1)
    return frozenset(found)
