"""Turns what a report says of itself into the year that it plans for.

    "一、2023年工作回顾"                    → 2024      "二、2024年工作安排"  → 2024
    "2024年1月10日在…第五次会议上"          → 2024      "2023年12月25日在…"   → 2024
    "对今后五年和2012年的工作提出建议"      → 2012      "“十二五”时期工作回顾" → 2016

The report's own headings come before the day it was given, and that before the title of a web page,
which is often wrong: a page named 2024 that holds the report of January 2022 is of 2022. Of a
five-year plan it is the first year, of a statistical bulletin the year whose figures it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from govreport.identify.dates import Date, year_of
from govreport.identify.head import Head
from govreport.lexicon import surfaces
from govreport.models import Span

_YEAR = r"(?P<year>(?:19|20)\d\d|二[〇零○oO0][〇零○oO0一二三四五六七八九]{2})"
# Not 到2035年, not 2018—2022年, not 2035年远景目标, not 2007年换届以来.
_ALONE = rf"(?<![\d—\-~至到]){_YEAR}(?=年)(?!年(?:以来|远景|换届|上半年|前))"
_ENDING = rf"{_YEAR}(?=年)(?!年(?:以来|远景|换届|上半年|前))"
_FIVE_YEARS = re.compile(
    r"第(?P<nth>[十一二三四五六七八九]{1,3})个五年|(?P<ten>十[一二三四五六七八九]|[一二三四五六七八九])五[”\"]"
)
_BARE_FIVE_YEARS = re.compile(r"(?P<ten>十[一二三四五六七八九])五")
_RANGE = re.compile(r"(?P<first>(?:19|20)\d\d)年?(?:-|—|--|——|~|至|到)(?P<last>(?:19|20)\d\d)年?")
_INTRO = re.compile(
    rf"(?:对|和|及|与|于){_ALONE}年的?(?:全[省市区县州]|政府|主要|重点)?(?:工作|任务)"
)
_TARGETS = re.compile(rf"{_ALONE}年[^。;0-9]{{0,30}}目标(?:任务)?(?:是|为|:|建议|安排)")
_PAST = re.compile(rf"(?:过去的|走过的|回顾){_ALONE}")
_BEHIND = _YEAR.replace("year", "behind")
_TITLED = re.compile(
    rf"{_YEAR}(?:年度?)?[^\d。,]{{0,24}}(?:工作报告|统计公报)|报告[(《]{_BEHIND}(?:年度?)?[)》]"
)
_HEADING = 40
"""A longer line is no heading."""
_LATE = 7
"""A report given before this month is of the year it was given in."""
_TURN = 10
"""From this month on, a report that does not say it is taken to plan for the next year."""


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    basis: str


def plan_year(head: Head, given: Date | None, given_basis: str) -> Year | None:
    """The year a work report plans for and what says so; None where nothing in the text does."""
    said = _headings(head) or _intro(head)
    if given:
        # Given in December 2021 with 2022年工作安排, it is of 2022; a heading on 2026 is not.
        if said and said.year - given.year in ((0, 1) if given.month >= _LATE else (0,)):
            return said
        return Year(given.year + (given.month >= _TURN), given_basis)
    return said or titled_year(head) or _targets(head) or _past(head)


def titled_year(head: Head) -> Year | None:
    """The year in the title: ``2024年临河县政府工作报告``, ``政府工作报告(2012年)``."""
    for basis, lines in (
        ("title", [line for line in head.own if len(line) <= 2 * _HEADING]),
        ("metadata", [head.labels.get("title", "").replace(" ", "")]),
        ("title", head.page),
    ):
        for line in lines:
            if match := _TITLED.search(line):
                return Year(year_of(match["year"] or match["behind"]), basis)
    return None


def published_year(published: str | None) -> Year | None:
    """The year a page was published, the last resort."""
    return Year(int(published[:4]), "published") if published else None


def labelled_year(head: Head) -> Year | None:
    """The year under which a table of reports has it."""
    written = head.labels.get("year", "")[:4]
    return Year(int(written), "data_set") if re.fullmatch(r"(?:19|20)\d\d", written) else None


def named_year(name: str) -> Year | None:
    """The only year in a file's name: ``county__临河县__2008__政府工作报告``."""
    years = {int(year) for year in re.findall(r"(?<!\d)((?:19[89]|20[0-4])\d)(?!\d)", name)}
    return Year(years.pop(), "file_name") if len(years) == 1 else None


def plan_span(text: str) -> Span | None:
    """First and last year of the five-year plan that ``text`` names.

    >>> plan_span("第十四个五年规划和2035年远景目标纲要"), plan_span("“十二五”规划")
    ((2021, 2025), (2011, 2015))
    """
    if match := _RANGE.search(text):
        first, last = int(match["first"]), int(match["last"])
        if last - first == 4:
            return first, last
    if not (match := _FIVE_YEARS.search(text) or _BARE_FIVE_YEARS.search(text)):
        return None
    groups = match.groupdict()
    nth = "〇一二三四五六七八九十".find
    written = groups.get("nth") or groups["ten"]
    number = nth(written[-1]) + (10 if len(written) > 1 else 0)
    # The first two plans ran from 1953 and 1958; the third began in 1966, after a pause.
    first = 1953 + 5 * (number - 1) if number < 3 else 1951 + 5 * number
    return first, first + 4


def _headings(head: Head) -> Year | None:
    """A year after the latest that a heading looks back on, else the latest that one plans for."""
    short = (*head.headings, *(line for line in head.body if len(line) <= _HEADING))
    lines = {line for line in short if not _TITLED.search(line)}
    past = [line for line in lines if _ahead("review").search(line)]
    looked_back = [*_years("review", past), *_periods(line for line in lines if "回顾" in line)]
    if looked_back:
        return Year(max(looked_back) + 1, "heading")
    planned = list(_years("plan", lines - set(past)))
    return Year(max(planned), "heading") if planned else None


def _years(table: str, lines: Iterable[str]) -> Iterable[int]:
    return (year_of(m["year"]) for line in lines for m in _ahead(table).finditer(line))


def _periods(lines: Iterable[str]) -> Iterable[int]:
    """The last years of the five-year plans looked back on: “十二五”时期工作回顾 → 2015."""
    spans = (plan_span(line) for line in lines if _FIVE_YEARS.search(line))
    return (span[1] for span in spans if span)


@cache
def _ahead(table: str) -> re.Pattern[str]:
    """A year with one of the words of ``table`` after it in the same clause."""
    words = "|".join(map(re.escape, surfaces("identify", table)))
    year = _ENDING if table == "review" else _ALONE
    return re.compile(rf"{year}(?=[^。,;]{{0,26}}?(?:{words}))")


def _intro(head: Head) -> Year | None:
    """现在,我代表…,对今后五年和2012年的工作提出建议 → 2012."""
    years = [year_of(m["year"]) for m in _INTRO.finditer(head.opening)]
    return Year(max(years), "opening") if years else None


def _targets(head: Head) -> Year | None:
    for line in head.body:
        if match := _TARGETS.search(line):
            return Year(year_of(match["year"]), "targets")
    return None


def _past(head: Head) -> Year | None:
    for line in head.body:
        if match := _PAST.search(line[: 3 * _HEADING]):
            return Year(year_of(match["year"]) + 1, "targets")
    return None
