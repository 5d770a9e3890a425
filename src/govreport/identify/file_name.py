"""Turns a path into the place that it names.

    "county__河北省保定市清苑县__2008__政府工作报告.txt" → ("河北省", "保定市", "清苑县")
    "河北省/保定市/清苑县/2008.txt"                       → ("河北省", "保定市", "清苑县")
    "a.zip!/2024年临河区政府工作报告.docx"                → ("临河区",) if the table has it
    "陕西省某区__2009.txt"                                → (), since 某区 is not 陕西省

A word of the name counts only if, its year and 政府工作报告 aside, it is nothing but places.
"""

from __future__ import annotations

import re

from govreport.identify.regions import COUNTRY, chain_before, lies_in, named
from govreport.text import fold

_SPLIT = re.compile(r"[_\s\-—–.+,，、()（）\[\]【】《》“”\"'!#]+")
_FILLING = re.compile(
    r"(?:19|20)\d\d年?度?|\d+|(?:人民)?政府(?:工作)?报告?|工作报告|国民经济.*|“?十.五.*"
)
_UNKNOWN = re.compile(r"^[一-龥]*[省市县区州盟旗镇乡]$")
_FOLDERS = 3
"""Folders above the file that may name its place."""


def stem(source: str) -> str:
    """The file's own name without its ending: ``"a.zip!/b/临河.txt"`` → ``"临河"``.

    The number of a row in a table of reports names no year: ``"a.xlsx!/row 2019"`` → ``"a"``.
    """
    name = re.split(r"[/\\]", re.sub(r"!/row \d+$", "", source))[-1]
    return re.sub(r"\.[A-Za-z\d]{1,5}$", "", name)


def chain_of(source: str) -> tuple[str, ...]:
    """The places in a path, the highest first; () if it names none."""
    *folders, _ = re.split(r"[/\\]", source)
    chain: tuple[str, ...] = ()
    for part in folders[-_FOLDERS:]:
        for word in _SPLIT.split(fold(part)):
            chain = _extend(chain, _places(word, short=False))
    words = _SPLIT.split(fold(stem(source)))
    for word in words:
        chain = _extend(chain, _places(word, short=True))
    # 某镇(四川) is not 四川: the place itself is one that the table does not have.
    return (
        ()
        if any(_UNKNOWN.search(word) and not _places(word, short=True) for word in words)
        else chain
    )


def _places(word: str, *, short: bool) -> tuple[str, ...]:
    left = _FILLING.sub("", word)
    if left in (COUNTRY.name, *COUNTRY.short):
        return (COUNTRY.name,)
    chain = chain_before(left, len(left), short=short)
    return chain if chain and "".join(chain) == left else ()


def _extend(chain: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """``more`` goes under ``chain`` if it lies there, and else takes its place."""
    if not more or not chain:
        return more or chain
    if any(lies_in(region, chain[-1]) for region in named(more[0])):
        return (*chain, *more)
    return chain if any(lies_in(r, more[-1]) for r in named(chain[-1])) else more
