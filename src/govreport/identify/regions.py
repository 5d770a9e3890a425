"""Turns the name of a place into the divisions that bear it, by the vendored table of GB/T 2260.

    named("河北区")                → 120105
    named("新华区")                → 130104, 130105, 130902, 410402 …   all, of every revision
    chain_before("2024年天津市河北区", 11)   → ("天津市", "河北区")
    full_name(130622 清苑县, 2008) → "河北省保定市清苑县"

The table is ``lexicon/regions.csv`` (see ``regions.NOTICE``): a row is one name of one code and
the months of the revisions that hold it. It is read at the first question, in some milliseconds.
The whole country is not in the standard, which begins at 110000; it has the code 100000, as in the
tables of the statistics bureau.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, takewhile
from typing import Literal

Level = Literal["country", "province", "prefecture", "county"]

_LONGEST = 15
"""Characters of the longest name, 积石山保安族东乡族撒拉族自治县."""

# What may stand to the left of a name. Without this 庆和县, not in the table, would be read
# as the 和县 that is.
_EDGE = re.compile(
    r"(?:^|[^一-龥]|在|于|年|年度|日|月|对|代表|关于|中共|会议上|向|受|原标题|印发|贯彻|落实|发布|经)$"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A division under one of its names."""

    code: str
    name: str
    short: tuple[str, ...] = ()
    """What people say for it, the longest first: 楚雄州, 楚雄."""
    first: str = ""
    """First month of the revisions with this name, ``YYYYMM``; empty: before 1981."""
    last: str = ""
    """Last month; empty: still in force."""

    @property
    def level(self) -> Level:
        if self.code == COUNTRY.code:
            return "country"
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    def years_off(self, year: int | None) -> int:
        """How many years ``year`` lies outside the time of this name; None means today."""
        if year is None:
            return 0 if not self.last else 9999 - int(self.last[:4])
        first, last = int(self.first[:4] or 0), int(self.last[:4] or 9999)
        return max(first - year, year - last, 0)


COUNTRY = Region("100000", "全国", ("中国", "中华人民共和国"))


@dataclass(frozen=True, slots=True)
class _Table:
    rows: list[str]
    """In order of code."""
    names: dict[str, str]
    """Name in full → its rows, one a line. Text, not lists: loading takes half the time."""
    shorts: dict[str, str]


@cache
def _table() -> _Table:
    """The rows as text; a row is parsed when it is asked for."""
    text = files("govreport.lexicon").joinpath("regions.csv").read_text(encoding="utf-8")
    table = _Table(text.splitlines()[1:], {}, {})
    for row in table.rows:
        _, name, short, _ = row.split(",", 3)
        table.names[name] = f"{table.names[name]}\n{row}" if name in table.names else row
        for word in short.split("/") if short else ():
            table.shorts[word] = f"{table.shorts[word]}\n{row}" if word in table.shorts else row
    return table


def _region(row: str) -> Region:
    code, name, short, first, last = row.split(",")
    return Region(code, name, tuple(short.split("/")) if short else (), first, last)


@lru_cache(maxsize=4096)
def coded(code: str) -> tuple[Region, ...]:
    """Every name that the code has or had."""
    rows = _table().rows
    start = bisect_left(rows, code)
    return tuple(
        _region(row) for row in takewhile(lambda r: r.startswith(code), islice(rows, start, None))
    )


def named(name: str) -> tuple[Region, ...]:
    """Every division that bears or bore this name in full, else every one called so for short."""
    if name in (COUNTRY.name, *COUNTRY.short):
        return (COUNTRY,)
    rows = _table().names.get(name) or _table().shorts.get(name) or ""
    return tuple(map(_region, rows.splitlines()))


def above(region: Region, year: int | None) -> tuple[Region, ...]:
    """The divisions over ``region``, the highest first, under the names they had in ``year``."""
    codes = dict.fromkeys((f"{region.code[:2]}0000", f"{region.code[:4]}00"))
    found: list[Region] = []
    for code in codes:
        rows = coded(code)
        if rows and code != region.code:
            found.append(min(rows, key=lambda row: row.years_off(year)))
    return tuple(found)


def full_name(region: Region, year: int | None) -> str:
    """``region`` after the divisions over it: 天津市河北区, 河北省保定市清苑县."""
    return "".join(part.name for part in (*above(region, year), region))


def lies_in(region: Region, name: str) -> bool:
    """Whether a division called ``name``, in full or for short, is over ``region`` at any time."""
    codes = (f"{region.code[:2]}0000", f"{region.code[:4]}00")
    return any(
        name == part.name or name in part.short
        for code in codes
        if code != region.code
        for part in coded(code)
    )


def chain_before(text: str, end: int, *, short: bool = True, most: int = 4) -> tuple[str, ...]:
    """The names that stand one after another up to ``end``, the highest first; () if there is none.

    The names must fill the space from a word boundary to ``end``. ``short`` says whether a short
    name may stand without the word of its level (江苏 for 江苏省). There are at ``most`` four.

    >>> chain_before("2024年天津市河北区", 11)
    ('天津市', '河北区')
    >>> chain_before("庆和县", 3)
    ()
    """
    table = _table()
    for names in (table.names, table.shorts) if short else (table.names,):
        for length in range(min(_LONGEST, end), 1, -1):
            start = end - length
            name = text[start:end]
            if name not in names:
                continue
            if _EDGE.search(text[:start][-4:]):
                return (name,)
            higher = chain_before(text, start, short=short, most=most - 1) if most > 1 else ()
            if higher and any(lies_in(region, higher[-1]) for region in named(name)):
                return (*higher, name)
    return ()
