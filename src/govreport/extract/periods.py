"""Where a passage stands and what its sentence says of time → status and period.

    heading 二、2024年工作安排, report of 2024       target, 2024       (section)
    "到2025年,森林覆盖率达到18%"                     target, 2025       (stated)
    "前三季度营收增长8%" in the look-back of 2024    result, 2023Q1-Q3  (stated)
    "五年来,…" opening a paragraph                   result, 2019-2023  (carried to what follows)

Order of trust: words before the quantity in its sentence, the paragraph's lead, the heading, the
role of the section, the document.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govreport.extract.marks import guarded
from govreport.models import Basis, DocumentInfo, Heading, Outline, Passage, Status

_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_PLAN_NUMBERS = {
    "六五": 1981, "七五": 1986, "八五": 1991, "九五": 1996, "十五": 2001, "十一五": 2006, "十二五": 2011,
    "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031,
}  # fmt: skip


class Context(NamedTuple):
    """What holds for a passage unless a sentence of it says otherwise."""

    status: Status
    period: str | None
    year: int | None
    """The year that 今年, 前三季度 and 年内 mean here."""
    report_year: int | None
    status_basis: Basis
    period_basis: Basis


class Time(NamedTuple):
    start: int
    end: int
    period: str
    future: bool
    """到2025年, 今后五年: a promise."""
    past: bool
    local: bool
    """Holds for its own clause only: 两年平均增长6.3%, (2017-2019年年均增长5%)."""


_TIMES = re.compile(
    r"""
    (?P<by>[到至]|截至|截止)?
    (?: (?P<y1>(?:19|20)\d\d)年?(?:[-—–~至到]|--)+(?P<y2>(?:19|20)\d\d)年
      | (?P<year>(?:19|20)\d\d)年
        (?: (?P<yq>前三季度|前3季度|前两季度|[上下]半年|第?[一二三四1-4]季度)
          | (?P<ym1>\d{1,2})[-—–~至](?P<ym2>\d{1,2})月份?
          | (?P<ym>\d{1,2})月份?(?!\d{0,2}日)
        )?(?P<yend>[底末])?
      | (?P<quote>“)?(?P<plan>十[一二三四五六]五|[六七八九]五|十五)(?!”?普法)”?
        (?P<planpart>期末|末|初|时期|期间|规划|以来|前[一二三四]年|后[一二三四]年
          |(?:完美|圆满)?收官|良好开局|开局|开好局|起步|首年|第一年|实现)?
      | (?P<q>前三季度|前3季度|[上下]半年|(?<![前后])第?[一二三四]季度)
      | (?<!\d)(?P<m1>\d{1,2})[-—–~至](?P<m2>\d{1,2})月份?
      | (?<![\d年])(?P<m>\d{1,2})月份?(?![-—–~至\d日份底前])
      | (?P<last>去年|上年|上一年|前一年)
      | (?P<this>今年|全年|年内|本年度?|年底|年末|一年来|过去一年|过去的一年|这一年)
      | (?P<next>今后|未来)(?P<nn>[两三四五六七八九十]|\d{1,2})年
      | (?P<within>[三五])年内
      | (?P<pastspan>过去|近|这|前|最近)?(?P<n>[二两三四五六七八九十]|\d{1,2})年(?P<ago>来|以来|间|平均|年均|累计)?
      | (?P<both>今明两年)
      | (?P<since>开年|届时|到时)
    )
    """,
    re.VERBOSE,
)
# What stands before a time that is a base (较2019年), an age of a thing, or the start of 由A到B.
_BASE_BEFORE = re.compile(r"(?:比|较|由|从|与|同|是|自|以|为|相当于|高于|低于|在|[于和])$")

# 在去年任务(5亿元)的基础上增长8%: what a growth starts from.
_GROUND = re.compile(r"[^,;。]{0,20}基础上")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLAN = re.compile(r"十[一二三四五六]五")
_CLAUSE_END = re.compile(r"[,;)]")
_THIS_YEAR = re.compile(r"(?:19|20)\d\d年|今年|新的一年")
_YEARS_WORK = re.compile(r"(?:19|20)\d\d年(?:的|工作|主要|政府|经济|重点)")


def times(text: str, context: Context) -> list[Time]:
    """The time words of a sentence that say when its figures hold."""
    quoted = [s for s in guarded(text) if text[s[0]] in "“《「『〔" and s[1] - s[0] > 5]
    found = []
    for m in _TIMES.finditer(text):
        if any(a < m.start() and m.end() < b for a, b in quoted):
            continue
        before = text[: m.start()]
        # 从2015年的人均21万元提高到28万元 starts there; 从2020年起 and 在2020年 hold from there on.
        if before.endswith("在") and _GROUND.match(text, m.end()):
            continue
        starts = before.endswith(("从", "自")) and not text.startswith(
            ("起", "开始", "以来"), m.end()
        )
        if starts or (_BASE_BEFORE.search(before[-4:]) and not before.endswith(("从", "在", "自"))):
            continue
        time = _time(m, context)
        # 加快建设“十四五”批复的6个基地: when they were granted, not when they are built.
        if time is None or (
            time.past and context.status == "target" and _THEN.match(text, m.end())
        ):
            continue
        found.append(time)
    return found


_THEN = re.compile(
    r"(?:[底末初]|以?前|以来|期间|时期)?[^\d,;:。、的]{0,5}的(?=\d|[^\d,;:。]{2,12}$)"
)


def _time(m: re.Match[str], c: Context) -> Time | None:
    period = _period(m, c)
    if period is None:
        return None
    last = int(_YEAR.findall(period)[-1])
    first = int(period[:4])
    report = c.report_year
    future = report is not None and (first >= report or last > report) and not m["this"]
    past = report is not None and last < report
    local = m["ago"] in ("平均", "年均", "累计")
    bracketed = "(" in m.string[max(0, m.start() - 1) : m.start()]
    return Time(m.start(), m.end(), period, future, past, local or bracketed)


def _period(m: re.Match[str], c: Context) -> str | None:
    if m["y1"]:
        return f"{m['y1']}-{m['y2']}"
    if m["year"]:
        return (m["year"] + _part(m["yq"], m["ym1"], m["ym2"], m["ym"])).format(year=m["year"])
    if m["plan"]:
        # 出台十五条措施: without quotes only the longer names are safe.
        if not m["quote"] and (len(m["plan"]) < 3 and not m["planpart"]):
            return None
        return _plan_period(m["plan"], m["planpart"])
    if c.year is None:
        return None
    if m["q"] or m["m1"] or m["m"]:
        part = _part(m["q"], m["m1"], m["m2"], m["m"])
        return (str(c.year) + part).format(year=c.year) if not m["by"] else None
    if m["last"]:
        return str((c.report_year or c.year) - 1)
    if m["this"]:
        return str(c.year)
    if m["both"] and c.report_year:
        return f"{c.report_year}-{c.report_year + 1}"
    if m["next"] or m["within"]:
        count = _number(m["nn"] or m["within"])
        start = c.report_year or c.year
        return f"{start}-{start + count - 1}" if c.status == "target" or m["next"] else None
    if m["n"] and (m["pastspan"] or m["ago"]):
        count = _number(m["n"])
        last = c.year if c.status == "result" else (c.report_year or c.year) - 1
        if c.status == "target" and m["ago"] not in ("来", "以来", "间"):
            return None
        return f"{last - count + 1}-{last}"
    return None


def _part(quarter: str | None, m1: str | None, m2: str | None, month: str | None) -> str:
    if quarter:
        if quarter.startswith("前"):
            return "Q1-Q3" if quarter[1] in "三3" else "Q1-Q2"
        if quarter.endswith("半年"):
            return "H1" if quarter[0] == "上" else "H2"
        digit = quarter.strip("第季度")
        return f"Q{_number(digit)}"
    if m1 and m2:
        return f"-{int(m1):02d}/{{year}}-{int(m2):02d}"
    return f"-{int(month):02d}" if month and 1 <= int(month) <= 12 else ""


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _HAN[text]


def _plan_period(name: str, part: str | None) -> str | None:
    start = _PLAN_NUMBERS[name]
    if part in ("末", "期末"):
        return str(start + 4)
    if part and part[0] in "前后" and len(part) == 3:
        count = _number(part[1])
        return (
            f"{start}-{start + count - 1}"
            if part[0] == "前"
            else f"{start + 5 - count}-{start + 4}"
        )
    return f"{start}-{start + 4}" if part in (None, "时期", "期间", "以来") else None


def time_of(found: list[Time], text: str, at: int) -> Time | None:
    """The time words that a quantity at ``at`` stands under: the last before it that still hold."""
    for time in reversed(found):
        if time.end > at or (time.local and _CLAUSE_END.search(text, time.end, at)):
            continue
        # Only a time at the head of its sentence outlasts a semicolon, or of a list after a colon:
        # 综合各方面因素,2022年的主要预期目标为:生产总值增长5%;工业增加值增长6%.
        first, semicolon, _ = text[time.end : at].partition(";")
        if time.start <= 8 or not semicolon or ":" in first:
            return time
    return None


_SINCE = re.compile(r"(?:比|较|与|同)(?P<year>(?:19|20)\d\d)年")


def averaged_since(text: str, at: int, year: int | None) -> str | None:
    """2005年与2000年相比…,年均增长9.5%: the years over which the average runs, 2001-2005."""
    found = list(_SINCE.finditer(text, 0, at))
    if not found or year is None or int(found[-1]["year"]) >= year - 1:
        return None
    return f"{int(found[-1]['year']) + 1}-{year}"


# -- context of a passage ------------------------------------------------------------------------

_FIVE_YEARS = re.compile(
    r"(?:过去|近|这|前)?的?(?:五|(?<!\d)5)年(?:来|以?来|的?工作|工作|间|回顾|中)?|本届政府|“?十[一二三四五]五”?(?:时期|期间|以来|回顾|规划|经济|发展|工作|的(?:五|(?<!\d)5)年)?|届政府"
)
_ONE_YEAR = re.compile(
    r"(?:过去|刚刚过去)的?一年|一年来|(?P<year>(?:19|20)\d\d)年|去年|上年|(?P<this>今年)"
)
_NEXT_YEARS = re.compile(
    r"(?:今后|未来|下一?个?)(?:的)?(?:五|(?<!\d)5)年|“?十[二三四五六]五”?(?!”?(?:良好)?(?:开局|开好局|起好步|起步|首年|第一年|收官|圆满收官|完美收官|决胜))|(?:今后|未来)(?:一个时期|几年|三年)"
)
_LEAD = re.compile(
    r"^(?:[一二三四五六七八]、|\(.{1,3}\))?(?:各位代表[,:!]?|同志们[,:!]?|回顾|总结|展望)?(?:[“]?(?P<five>(?:——)?这是[^,;。]{2,30}的(?:五|(?<!\d)5)年|(?:过去|刚刚过去|近|这|前)的?(?:五|(?<!\d)5)年|(?:五|(?<!\d)5)年来|(?:(?:五|(?<!\d)5)年|本届政府)(?:任期)?(?:来|里|中)|“?十[一二三四五]五”?(?:时期|期间|以来|的(?:五|(?<!\d)5)年)?(?=[,是来]))|(?P<one>(?:过去|刚刚过去)的?一年|一年来|去年[,，]?|(?:(?:刚刚)?过去的)?(?P<year>(?:19|20)\d\d)年[,是,:])|(?P<next>(?:今后|未来)(?:五|(?<!\d)5)年)|(?P<now>今年以来))"
)


class Timeline:
    """The context of each sentence, read in order: headings set it, the words 五年来 or 2021年 that
    open a sentence move it, and the next heading sets it anew."""

    def __init__(self, outline: Outline, info: DocumentInfo) -> None:
        self._headings, self._info = outline.headings, info
        self._place: tuple[int | None, str] | None = None
        self._aside = False
        self._base = self._lead = _default(None, (), info)

    def enter(self, passage: Passage) -> Context:
        place = (passage.section, passage.role)
        if place != self._place:
            self._place = place
            self._base = _default(passage, _path(self._headings, passage.section), self._info)
            self._lead, self._aside = self._base, False
        return self._lead

    def sentence(self, text: str) -> Context:
        if self._aside and _AHEAD.search(text):
            self._lead, self._aside = self._base, False
        led = _led(text, self._lead, self._base, self._info)
        self._aside |= led.status != self._base.status and led is not self._lead
        self._lead = led
        return led


def _path(headings: tuple[Heading, ...], at: int | None) -> tuple[Heading, ...]:
    path: list[Heading] = []
    while at is not None:
        path.append(headings[at])
        at = headings[at].parent
    return tuple(path)


def _default(passage: Passage | None, path: tuple[Heading, ...], info: DocumentInfo) -> Context:
    """From the headings above, the nearest first, then the role, then the document."""
    role = passage.role if passage else "front"
    report = info.report_year
    plan = info.plan_years
    status: Status = "result" if role in ("review", "front", "problems") else "target"
    if info.report_type == "bulletin":
        status = "result"
        return Context(status, _year(report), report, report, "document", "document")
    if plan:
        last = (plan[0] - 5, plan[0] - 1)
        span = last if status == "result" else plan
        return Context(status, _span(span), span[1], report, "section", "document")
    if report is None:
        return Context(status, None, None, None, "section", "document")
    year = report - 1 if status == "result" else report
    context = Context(status, str(year), year, report, "section", "document")
    for heading in path:
        if heading.role not in ("review", "plan", "outlook", "front", "self_building", "problems"):
            continue
        found = _from_title(heading.title, context)
        if found is not None:
            return found
    if role == "outlook":
        return context._replace(period=f"{report}-{report + 4}", period_basis="section")
    return context


def _from_title(title: str, c: Context) -> Context | None:
    assert c.report_year is not None
    if c.status == "target":
        if _THIS_YEAR.search(title) and not _NEXT_YEARS.search(title):
            return c._replace(period=str(c.report_year), period_basis="section")
        if m := _NEXT_YEARS.search(title):
            plan = _PLAN.search(m[0])
            start = _PLAN_NUMBERS[plan[0]] if plan else c.report_year
            if start >= c.report_year - 4 and not _YEARS_WORK.search(title):
                return c._replace(period=f"{start}-{start + 4}", period_basis="section")
        return None
    five, one = _FIVE_YEARS.search(title), _ONE_YEAR.search(title)
    # 2020年和“十三五”工作回顾 opens with the year, “十四五”及2025年成效 with the five.
    if five and not (one and one.start() < five.start()):
        return _five(five[0], c)
    if one:
        past = c.report_year - 1
        return c._replace(period=str(past), year=past, period_basis="section")
    return None


def _five(words: str, c: Context) -> Context:
    assert c.report_year is not None
    plan = _PLAN.search(words)
    end = _PLAN_NUMBERS[plan[0]] + 4 if plan else c.report_year - 1
    if end > c.report_year:
        end = c.report_year - 1
    return c._replace(period=f"{end - 4}-{end}", year=end, period_basis="section")


# Where a plan that spoke of the years ahead comes to its own: 2022年全市发展的主要预期目标是.
_TO_THIS_YEAR = re.compile(
    r"(?:[^,;。:]{0,20},)?(?:今年|新的一年|(?P<year>(?:19|20)\d\d)年)"
    r"(?:是|,?(?:我们)?(?:将|要|必须)|[^,;。:]{0,24}?(?:目标|工作|任务|要求|重点))"
)
# Words by which a paragraph that looked back turns ahead again.
_AHEAD = re.compile(
    r"今年|明年|今后|力争|确保|目标|任务|要求|必须|要[^求素]|^(?:坚持|加快|推进|深入|着力|大力)"
)


def _led(text: str, lead: Context, base: Context, info: DocumentInfo) -> Context:
    """A paragraph that opens with 五年来 or 2021年 sets the time for those after it."""
    m = _LEAD.match(text[:40])
    if (caption := _CAPTION.fullmatch(text)) and base.report_year:
        return _captioned(caption, base)
    if base.status == lead.status == "target" and lead.period != base.period:
        turned = _TO_THIS_YEAR.match(text)
        if turned and int(turned["year"] or base.report_year or 0) == base.report_year:
            return base
    if m is None or base.report_year is None or info.plan_years:
        return lead
    if m["now"] and base.status == "result":
        now = base.report_year
        return lead._replace(period=str(now), year=now, period_basis="carried")
    if m["next"]:
        return lead._replace(
            status="target",
            period=f"{base.report_year}-{base.report_year + 4}",
            period_basis="carried",
        )
    if base.status != "result":
        # A plan that opens with what is behind: 过去一年,…国内生产总值增长10.3%.
        past = base.report_year - 1
        if m["one"] and (not m["year"] or int(m["year"]) == past):
            return lead._replace(
                status="result",
                status_basis="carried",
                period=str(past),
                year=past,
                period_basis="carried",
            )
        # 对规划纲要的说明: “十四五”时期,…, before what is planned; “十五五”时期 is ahead.
        behind = _five(m["five"], base) if m["five"] else None
        if behind and not _is_ahead(m["five"], base.report_year):
            return behind._replace(status="result", status_basis="carried", period_basis="carried")
        return lead
    if m["five"]:
        return _five(m["five"], base)._replace(period_basis="carried")
    year = int(m["year"]) if m["year"] else base.report_year - 1
    if year >= base.report_year:
        return lead
    return lead._replace(period=str(year), year=year, period_basis="carried")


# Over a list at the end of a report: 2023年十件民生实事完成情况, and 2024年十件民生实事 after it.
_CAPTION = re.compile(
    r"[*#\s]*(?:附[件录表]?[一二三四五六七八九十\d]*[:、.]?\s*)?(?P<year>(?:19|20)\d\d)年度?[^,;:。|]{0,14}"
    r"(?:实事|项目|工程|任务|工作|目标)(?P<done>(?:的?(?:完成|落实|进展|办理|推进|实施|执行)情况)?)"
    r"(?:汇总|统计|安排|计划|建议)*[表单]?[*\s]*"
)


def _captioned(caption: re.Match[str], base: Context) -> Context:
    assert base.report_year is not None
    year = int(caption["year"])
    if caption["done"] and year < base.report_year:
        return base._replace(
            status="result", status_basis="carried", period=str(year), year=year,
            period_basis="carried",
        )  # fmt: skip
    return base


def _is_ahead(words: str, report_year: int) -> bool:
    plan = _PLAN.search(words)
    return plan is not None and _PLAN_NUMBERS[plan[0]] + 4 >= report_year


def _year(year: int | None) -> str | None:
    return None if year is None else str(year)


def _span(years: tuple[int, int]) -> str:
    return f"{years[0]}-{years[1]}"
