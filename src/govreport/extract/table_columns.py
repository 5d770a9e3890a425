"""The head of a table of indicators → what each of its columns holds.

    类别 | 指标 | 2020年 | 2025年 | 年均增长（%） | 属性
    category, indicator, figures of 2020 (result), of 2025 (target), yearly averages, binding

A year in a head says when; whether it is promised or achieved is said by the head (目标, 实际),
else by the report's own year, else by the table: what stands beside a base year is a plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from govreport.extract.scan import scan
from govreport.lexicon import load, surfaces
from govreport.models import DocumentInfo, Status
from govreport.text import fold

Kind = Literal[
    "category", "serial", "indicator", "part", "unit", "binding", "note",
    "year", "value", "annual", "cumulative", "growth",
]  # fmt: skip
FIGURES = frozenset(("year", "value", "annual", "cumulative", "growth"))

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年?")
_PLAN = re.compile(r"“?十(?P<n>[一二三四五六])五”?(?P<end>期?末|目标|规划)?")
_LONGEST = 24
# 五年平均增长 is of averages, 占总数比重 is of neither.
_FIRST: dict[Kind, int] = {"annual": 0, "cumulative": 1, "note": 2, "growth": 3}
_UNIT = re.compile(
    r"[(\[【〔]\s*(?:单位:)?(?P<unit>[^()\[\]【】〔〕]{1,14}(?:\([^()]{1,4}\))?)\s*[)\]】〕]"
)
_TITLE = re.compile(r"^(?:附?表\s?\d{1,2}(?=\D|(?:19|20)\d\d年))?\s*[:、.]?\s*(?:(?:19|20)\d\d年)?")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds."""

    kind: Kind
    unit: str = ""
    period: str | None = None
    status: Status | None = None
    year: int | None = None
    noun: str = ""
    """What its figures are of, where the rows only name parts of it: 出口额."""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table, and the span of years that its averages run over."""

    columns: tuple[Column, ...]

    def first(self, kind: Kind) -> int | None:
        return next((at for at, c in enumerate(self.columns) if c.kind == kind), None)

    @property
    def figures(self) -> tuple[int, ...]:
        return tuple(at for at, c in enumerate(self.columns) if c.kind in FIGURES)


def head(cells: Sequence[str], info: DocumentInfo, title: str = "") -> Head | None:
    """The columns that ``cells`` head; None if they are not the head of a table of indicators.

    ``title`` is the line above the table, which may say the year and whether it is a plan.
    """
    found = [column(cell) for cell in cells]
    if parts := _parts(cells, found, fold(title)):
        return Head(tuple(_placed(parts, info, fold(title))))
    columns = [c if c is not None else Column("note") for c in found]
    indicators = [at for at, c in enumerate(columns) if c.kind == "indicator"]
    if not indicators or not any(c.kind in FIGURES for c in columns):
        return None
    # Most of the head must be words of a head: 指标 also stands in running text.
    if sum(c is not None for c in found) * 2 < sum(bool(cell) for cell in cells):
        return None
    columns[: indicators[-1]] = [
        replace(c, kind="category") if c.kind == "indicator" else c
        for c in columns[: indicators[-1]]
    ]
    return Head(tuple(_placed(columns, info, fold(title))))


def _parts(cells: Sequence[str], found: list[Column | None], title: str) -> list[Column]:
    """The columns of a table by industry or country; [] if it is none.

    行业 | 企业数（家） | 比上年增长（%）: a rate is of what the column before it counts.
    行业 | 比上年增长（%）: it is of what the title names.
    """
    if not found or found[0] is None or found[0].kind != "part":
        return []
    made = [found[0]]
    noun = titled = _noun(title)
    for cell, c in zip(cells[1:], found[1:], strict=True):
        bare, unit = unit_of(_SPACE.sub("", fold(cell)))
        if c is None and unit:
            c = Column("value", unit)
            noun = bare
        elif c is not None and c.kind == "value":
            noun = titled
        made.append(replace(c, noun=noun) if c is not None else Column("note"))
    whole = any(c.kind in FIGURES for c in made) and all(c.noun for c in made if c.kind in FIGURES)
    return made if whole else []


def _noun(title: str) -> str:
    """What a title says that the figures are of: 表7 2023年分行业固定资产投资增长速度 → 固定资产投资."""
    bare = _TITLE.sub("", title.strip("*# "))
    for word in surfaces("tables", "by"):
        bare = bare.replace(word, "")
    # 外商直接投资（不含银行、证券、保险）: what stands in brackets ends nothing.
    seen = _BRACKETS.sub(lambda match: "*" * len(match[0]), bare)
    ends = [at for word in surfaces("tables", "caption") if (at := seen.find(word)) > 1]
    bare = bare[: min(ends)] if ends else ""
    return bare if len(bare) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def column(text: str) -> Column | None:
    """What a column headed so holds; None where the head is no such word."""
    text = _SPACE.sub("", fold(text))
    unit = unit_of(text)[1]
    bare = _UNIT.sub("", text).strip("*:")
    if not bare or len(bare) > _LONGEST:
        return None
    year = _YEAR.search(bare)
    words = [w for w in surfaces("tables", "header") if w in bare]
    word = min(words, key=lambda w: (_FIRST.get(_kinds()[w], len(_FIRST)), -len(w)), default="")
    kind = _kinds().get(word)
    if kind in ("annual", "cumulative", "note") or (kind == "growth" and not year):
        return Column(kind, unit)
    if year or _PLAN.search(bare):
        found = int(year["year"]) if year else _plan_end(bare)
        kind = "growth" if kind == "growth" else "year"
        return Column(kind, unit, str(found), _said(bare), found)
    if kind == "value":
        return Column(kind, unit, None, _said(bare))
    # 指标, 主要经济指标; but 项目内容 and 项目投资 head no indicators.
    exact = bare.endswith(word) and len(bare) <= len(word) + 4
    return Column(kind, unit) if kind is not None and exact else None


def unit_of(name: str) -> tuple[str, str]:
    """A name without the unit in its brackets, and the unit.

    >>> unit_of("地区生产总值(亿元)"), unit_of("生产总值(可比价)")
    (('地区生产总值', '亿元'), ('生产总值(可比价)', ''))
    """
    for match in reversed(list(_UNIT.finditer(name))):
        unit = match["unit"].strip()
        if is_unit(unit):
            return (name[: match.start()] + name[match.end() :]).strip(), unit
    return name, ""


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else."""
    return any(q.unit == text and q.end == len(text) + 1 for q in scan(f"1{text}"))


@lru_cache(maxsize=4096)
def dimension_of(unit: str) -> str:
    return next((q.dimension for q in scan(f"1{unit}") if q.unit == unit), "")


def kind_of(word: str) -> Kind | None:
    """What the columns hold that are headed by a word of the lexicon."""
    return _kinds().get(word)


@cache
def _kinds() -> dict[str, Kind]:
    return {entry["surface"]: entry["kind"] for entry in load("tables")["header"]}


def _said(text: str) -> Status | None:
    """Whether the words of a head or a title say that figures are promised, or achieved."""
    found = [(text.find(e["surface"]), e["status"]) for e in load("tables")["status"]]
    said = [(at, status) for at, status in found if at >= 0]
    return min(said)[1] if said else None


def _plan_end(text: str) -> int:
    """The last year of the plan that the text names: “十四五” → 2025."""
    match = _PLAN.search(text)
    assert match is not None
    return 2005 + 5 * "〇一二三四五六".find(match["n"])


def _placed(columns: list[Column], info: DocumentInfo, title: str) -> list[Column]:
    """The columns with their periods and what is promised."""
    years = sorted({c.year for c in columns if c.kind == "year" and c.year is not None})
    planned = any(c.kind in ("binding", "annual") for c in columns)
    report = info.report_year
    made: list[Column] = []
    for c in columns:
        if c.kind in ("year", "growth") and c.year is not None:
            made.append(replace(c, status=c.status or _status(c.year, years, report, planned)))
        elif c.kind in ("annual", "cumulative"):
            made.append(_spanned(c, years, info, planned, title))
        elif c.kind in FIGURES:
            made.append(_valued(c, info, title))
        else:
            made.append(c)
    return made


def _status(year: int, years: list[int], report: int | None, planned: bool) -> Status:
    if report is not None:
        return "target" if year >= report else "result"
    return "target" if planned and year != years[0] else "result"


def _spanned(c: Column, years: list[int], info: DocumentInfo, planned: bool, title: str) -> Column:
    """A column of averages or totals: over the years between the others, or of the plan."""
    if len(years) > 1 and years[-1] - years[0] > 1:
        first, last = years[0] + 1, years[-1]
    elif info.plan_years:
        first, last = info.plan_years
    elif match := _PLAN.search(title):
        last = _plan_end(match[0])
        first = last - 4
    else:
        return replace(c, status="target" if planned else "result")
    status = _status(last, [first - 1, last], info.report_year, planned)
    return replace(c, period=f"{first}-{last}", status=status)


def _valued(c: Column, info: DocumentInfo, title: str) -> Column:
    """A column without a year: of that in the title, else of the report's."""
    status = c.status or _said(title)
    if status is None:
        status = "result" if info.report_type == "bulletin" else "target"
    year = _YEAR.search(title)
    if year:
        found: int | None = int(year["year"])
    elif info.report_year is not None and status == "result" and info.report_type != "bulletin":
        found = info.report_year - 1
    else:
        found = info.report_year
    return replace(c, status=status, period=None if found is None else str(found), year=found)
