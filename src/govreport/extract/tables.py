"""The tables of indicators of a document → a record for each figure in them.

    | 指标                 | 2020年 | 2025年 | 年均增长（%） | 属性   |
    | 地区生产总值（亿元） | 186.4  | 270    | 7.5           | 预期性 |
    → 186.4 亿元 (result, 2020), 270 亿元 (target, 2025), 7.5 % (growth, annual, 2021-2025),
      all of 地区生产总值 and indicative

A figure in brackets is a total over the years of the plan. A dash is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from govreport.extract import numbers, qualitative
from govreport.extract.records import Placed, origin, record
from govreport.extract.table_columns import Column, dimension_of, is_unit, unit_of
from govreport.extract.table_rows import Cell, Table, tables
from govreport.extract.thread import Fact
from govreport.lexicon import load
from govreport.models import (
    Binding,
    Comparator,
    Direction,
    Document,
    DocumentInfo,
    Measure,
    Outline,
    Passage,
    Record,
    Span,
)
from govreport.outline.sentences import Sentence
from govreport.text import fold, view

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"""
    (?P<way>下降|降低|减少|增长|提高|增加|上升|年均|累计){{0,2}}\s*
    (?P<open>[\[【〔])?\s*
    (?P<before>>=|<=|[><≥≤≧≦~≈]|不[低小少高大超]于|不超过|高于|大于|超过?|突破|低于|小于|近|约|达到?)?
    \s*(?P<sign>[+-])?(?P<low>{_NUMBER})\s*(?P<lowunit>%)?
    (?:\s*(?:--?|—{{1,2}}|–|~|至)\s*(?P<high>{_NUMBER}))?
    \s*(?P<unit>[^\s\d<>\[\]【】〔〕()*]{{0,8}}?)
    \s*(?P<after>左右|上下|以上|及以上|以内|以下)?
    \s*(?P<close>[\]】〕])?
    (?:\s*(?:[(\[*].{{0,20}}|[,;].{{1,50}}))?
    """,
    re.VERBOSE,
)
_COMPARATORS: dict[str, Comparator] = {
    ">": "gt", "高于": "gt", "大于": "gt", "超": "gt", "超过": "gt", "突破": "gt",
    ">=": "ge", "≥": "ge", "≧": "ge", "不低于": "ge", "不小于": "ge", "不少于": "ge",
    "以上": "ge", "及以上": "ge",
    "<": "lt", "低于": "lt", "小于": "lt", "近": "lt",
    "<=": "le", "≤": "le", "≦": "le", "不高于": "le", "不大于": "le", "不超于": "le",
    "不超过": "le", "以内": "le", "以下": "le",
    "~": "approx", "≈": "approx", "约": "approx", "左右": "approx", "上下": "approx",
}  # fmt: skip
_ABOUT = ("近", "约", "达", "达到", "~", "≈")
_NOTE = re.compile(r"\[\d{1,3}\]|[①-⑳]|[*※]+$|^[◆●•·\d]{1,3}[.、]\s*|^其中[:,]?\s*|^#|\s+")
_RATE = re.compile(r"[率比]$|比[重例]$|占[^,]{1,20}$|程度$")
_WORDS = 30
_LONGEST = 80
"""No name of an indicator and no figure is longer."""
_NATURAL = re.compile(r"自然增长率$")


def read(
    document: Document, outline: Outline, info: DocumentInfo
) -> tuple[list[Record], frozenset[int]]:
    """The records of all tables, and the indexes of the passages that they were read from."""
    records: list[Record] = []
    taken: set[int] = set()
    starts = [passage.pieces[0][0] for passage in outline.passages]
    for table in tables(document.text, info):
        inside = _inside(outline, starts, table.span)
        # What the cleaning dropped, a second copy or a list of links, holds no records.
        if not inside:
            continue
        taken.update(inside)
        passage = outline.passages[inside[0]]
        for fact, placed, span, binding in _facts(table):
            sentence = Sentence(view(document.text, [span]))
            own = _in_view(fact, sentence)
            source = origin(document, outline, info, passage, sentence)
            made = record(placed._replace(fact=own), source)
            records.append(replace(made, binding=binding))
    return records, frozenset(taken)


def _inside(outline: Outline, starts: list[int], span: Span) -> list[int]:
    """The passages that lie in the span."""
    first = bisect_left(starts, span[0])
    while first > 0 and outline.passages[first - 1].pieces[-1][1] > span[0]:
        first -= 1
    return (
        [
            at
            for at in range(first, len(starts))
            if starts[at] < span[1] and _holds(span, outline.passages[at])
        ]
        if first < len(starts)
        else []
    )


def _holds(span: Span, passage: Passage) -> bool:
    return span[0] <= passage.pieces[0][0] and passage.pieces[-1][1] <= span[1]


def _in_view(fact: Fact, sentence: Sentence) -> Fact:
    """The fact with its place in the sentence instead of that in the document."""
    offsets = sentence.view.offsets
    start = bisect_left(offsets, fact.start)
    return fact._replace(start=start, end=max(bisect_left(offsets, fact.end), start + 1))


# -- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    """What the name of an indicator says of its figures."""

    text: str
    unit: str
    direction: Direction | None
    """Of a name that is itself of a growth: 工业增加值增速, 能耗降低."""

    @property
    def rate(self) -> bool:
        return self.unit in ("%", "‰") or (not self.unit and bool(_RATE.search(self.text)))


def _facts(table: Table) -> Iterator[tuple[Fact, Placed, Span, Binding | None]]:
    head = table.head
    at, unit_at, binding_at = head.first("indicator"), head.first("unit"), head.first("binding")
    at = head.first("part") if at is None else at
    serial_at = head.first("serial")
    binding: Binding | None = None
    group: Direction | None = None
    cells = [row[at] for row in table.rows] if at is not None else []
    counts = Counter(cell.text for cell in cells if cell is not None)
    whole = ""
    for row in table.rows:
        named = row[at] if at is not None else None
        if binding_at is not None and (cell := row[binding_at]) is not None:
            binding = _binding(cell.text)
        if named is None or len(named.text) > _LONGEST:
            continue
        cell = row[unit_at] if unit_at is not None else None
        name = _name(named.text, fold(cell.text) if cell else "")
        if not any(map(str.isalpha, name.text)):
            continue
        if counts[named.text] == 1:
            whole = name.text
        elif whole:
            # 旅客运输总量, and under it 铁路, 公路; 旅客运输周转量, and under it the same once more.
            name = replace(name, text=name.text + whole.replace("总量", "量"))
        figures = [(row[index], head.columns[index]) for index in head.figures]
        numbered = serial_at is not None and row[serial_at] is not None
        if numbered or not any(cell for cell, _ in figures):
            group = name.direction
        elif group is not None and name.direction is None and name.unit == "%":
            # 主要污染物排放量削减率, and under it 化学需氧量, 氨氮
            name = replace(name, direction=group)
        filled = [cell for cell in row if cell is not None]
        span = min(c.start for c in filled), max(c.end for c in filled)
        for found, column in figures:
            of = replace(name, text=_part_of(column.noun, name.text)) if column.noun else name
            figure = _figure(found, column, of) if found is not None else None
            if figure is not None:
                period = _span_of(head.columns) if figure.total else column.period
                status = column.status or "target"
                fact = figure.fact
                placed = Placed(fact, status, "stated", period, "stated", None, fact.wording)
                yield fact, placed, span, binding


def _part_of(noun: str, part: str) -> str:
    """The share that a row of a table by industry or country has: 制造业 + 固定资产投资."""
    return noun if part in ("总计", "合计", "全部") else part + noun


def _binding(text: str) -> Binding | None:
    return next((e["binding"] for e in load("tables")["binding"] if e["surface"] in text), None)


@lru_cache(maxsize=4096)
def _name(text: str, unit: str) -> _Name:
    """The indicator, without its unit, its number and its notes."""
    bare, own = unit_of(fold(text))
    bare = _NOTE.sub("", _NOTE.sub("", bare))
    # A cell of the column of units may be a dash, or empty where the name has its unit in brackets.
    unit = unit if is_unit(unit) else own
    for entry in sorted(load("tables")["change"], key=lambda e: -len(e["surface"])):
        word = entry["surface"]
        stem = bare.removesuffix(word).removesuffix("年均").removesuffix("的")
        if (
            bare.endswith(word)
            and len(stem) > 1
            and unit in ("", "%")
            and not _NATURAL.search(bare)
        ):
            return _Name(stem, unit or "%", entry["direction"])
    return _Name(bare, unit, None)


def _span_of(columns: tuple[Column, ...]) -> str | None:
    """The years that totals run over: those of the averages, or up to the last year."""
    spanned = next((c.period for c in columns if c.period and "-" in c.period), None)
    years = sorted(c.year for c in columns if c.kind == "year" and c.year is not None)
    if spanned or not years:
        return spanned
    return f"{years[0] + 1}-{years[-1]}" if len(years) > 1 else str(years[-1])


# -- cells ---------------------------------------------------------------------------------------


def _worded(cell: Cell, name: _Name) -> _Figure | None:
    """A target without a number: 完成上级下达任务, 与经济增长同步."""
    folded = fold(cell.text)
    found = [(rule.kind, rule.pattern.search(folded)) for rule in qualitative.rules()]
    match = next(((kind, m) for kind, m in found if m is not None), None)
    if match is None or len(folded) > _WORDS:
        return None
    kind, words = match
    fact = Fact(
        cell.start + words.start(), cell.start + words.end(), name.text, None, "level", None,
        None, None, None, "", "", "eq", None, qualitative=kind,
    )  # fmt: skip
    return _Figure(fact, False)


@dataclass(frozen=True, slots=True)
class _Figure:
    fact: Fact
    total: bool
    """In brackets: over all years of the plan."""


def _figure(cell: Cell, column: Column, name: _Name) -> _Figure | None:
    """The figure in a cell; None where there is none that could be told."""
    folded = fold(cell.text)
    match = _FIGURE.fullmatch(folded) if len(folded) <= _LONGEST else None
    if match is None:
        return _worded(cell, name)
    low = numbers.value(match["low"])
    high = numbers.value(match["high"]) if match["high"] else None
    if low is None or bool(match["open"]) != bool(match["close"]):
        return None
    own = (match["lowunit"] or "") + match["unit"]
    if own and not is_unit(own):
        return None
    total = bool(match["open"])
    bounded = bool(match["before"]) and match["before"] not in _ABOUT
    measure, direction, base = _measure(column, name, own, total, _sign(match), bounded)
    unit = own or _unit(column, name, measure)
    comparator = _COMPARATORS.get(match["after"] or match["before"] or "", "eq")
    value = -low if match["sign"] == "-" and direction is None else low
    start = cell.start + match.start(
        "open" if total else "low" if not match["before"] else "before"
    )
    end = cell.start + max(match.end(g) for g in ("low", "high", "unit", "after", "lowunit"))
    fact = Fact(
        start=start + total,
        end=end,
        indicator=name.text,
        action=None,
        measure=measure,
        direction=direction,
        value=value,
        value_max=high,
        baseline=None,
        unit=unit,
        dimension=dimension_of(unit),
        comparator=comparator,
        base=base,
        wording=tuple(word for word in (match["before"], match["after"]) if word),
    )
    return _Figure(fact, total and column.kind in ("year", "annual", "value"))


def _sign(match: re.Match[str]) -> Direction | None:
    """Which way a figure goes, as it says itself: -0.7, 下降13.5, 提高2个百分点."""
    if match["way"] in ("下降", "降低", "减少"):
        return "down"
    if match["way"] in ("增长", "提高", "增加", "上升"):
        return "up"
    return {"-": "down", "+": "up"}.get(match["sign"] or "")  # type: ignore[return-value]


def _measure(
    column: Column, name: _Name, own: str, total: bool, sign: Direction | None, bounded: bool
) -> tuple[Measure, Direction | None, str | None]:
    """What kind of figure a cell holds, by its column, its indicator and its own words."""
    if name.direction is not None:
        # 能耗降低 -13.5 and 能耗降低 13.5 are the same: many tables write the sign as well.
        way = "down" if "down" in (name.direction, sign) else "up"
        base = {"annual": None if total else "annual", "growth": "yoy"}.get(column.kind)
        return "growth", "down" if way == "down" else "up", base
    if column.kind == "growth":
        return "growth", sign or "up", "yoy"
    if column.kind == "annual":
        # 城镇调查失业率 <5.5 is what it stays below in every year, and no change of it.
        if name.rate and bounded and not total:
            return "level", None, None
        relative = own == "%" or (not own and not name.rate and not total)
        base = None if total else "annual"
        return ("growth" if relative and not name.rate else "change"), sign or "up", base
    if column.kind == "cumulative" and column.unit == "%" and not name.rate:
        return "growth", sign or "up", None
    if sign is not None and own in ("%", "个百分点"):
        return ("growth" if own == "%" and not name.rate else "change"), sign, None
    return "level", None, None


def _unit(column: Column, name: _Name, measure: Measure) -> str:
    """The unit of a figure that is written without one."""
    if measure == "growth":
        return column.unit or "%"
    if measure == "change" and name.rate:
        return "个百分点"
    return name.unit or column.unit
