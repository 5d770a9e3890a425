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

from govreport.extract.times import EFFORT, PLAN_STARTS, Context, number_of
from govreport.models import DocumentInfo, Heading, Outline, Passage, Status

# 十五 is a number unless it stands in quotes, and so may 九五 be.
_NAME = r"(?:十[一二三四五六]五|[六七八九](?=五[”时期计规])五|(?<=“)十五(?=”))"
_PLAN = re.compile(_NAME)
_THIS_YEAR = re.compile(r"(?:19|20)\d\d年|今年|新的一年")
_YEARS_WORK = re.compile(r"(?:19|20)\d\d年(?:的|工作|主要|政府|经济|重点)")
_FIVE_YEARS = re.compile(
    r"(?:过去|这)的?[三四]年|(?:过去|近|这|前)?的?(?:五|(?<!\d)5)年(?:来|以?来|的?工作|工作|间|回顾|中)?|本届政府|届政府"
    rf"|“?{_NAME}”?(?:时期|期间|以来|回顾|规划|经济|发展|工作|的(?:五|(?<!\d)5)年)?"
)
_ONE_YEAR = re.compile(
    r"(?:过去|刚刚过去)的?一年|一年来|(?P<year>(?:19|20)\d\d)年|去年|上年|(?P<this>今年)"
)
_NEXT_YEARS = re.compile(
    rf"(?:今后|未来|下一?个?)(?:的)?(?:五|(?<!\d)5)年|“?{_NAME}”?(?!”?(?:良好)?(?:开局|开好局|起好步|起步|首年|第一年|决胜|[^,;。:]{{0,14}}收官))|(?:今后|未来)(?:一个时期|几年|三年)"
)
_LEAD = re.compile(
    r"^(?:[一二三四五六七八]、|\(.{1,3}\)|—+|[-·●◆])?(?:各位代表[,:!]?|同志们[,:!]?|回顾|回望|总结|展望)?(?:[“]?(?P<five>"
    r"(?:——)?这是[^,;。]{2,30}的(?:五|(?<!\d)5)年|(?:过去|刚刚过去|近|这|前)的?(?:五|(?<!\d)5)年|(?:五|(?<!\d)5)年来"
    r"|(?:过去|这)的?[三四]年|[三四]年来|经过[三四五六七八]"
    + EFFORT
    + r"|(?:19|20)\d\d年以来|本届政府自(?:19|20)\d\d年[^,;。]{2,4}以来"
    r"|(?:(?:五|(?<!\d)5)年|本届政府)(?:任期)?(?:来|里|中)"
    rf"|“?{_NAME}”?(?:时期|期间|以来|这?[^,;。“”]{{0,14}}的(?:五|(?<!\d)5)年)?(?=[,是来]))"
    r"|(?P<one>(?:过去|刚刚过去)的?一年|一年来|去年[,，]?|(?:(?:刚刚)?过去的)?(?P<year>(?:19|20)\d\d)年[,是,:])"
    r"|(?P<next>(?:今后|未来)(?:五|(?<!\d)5)年)|(?P<now>今年以来|年初以来)"
    r"|(?P<outbreak>新冠(?:肺炎)?疫情[发暴爆][生发](?:后|以来)))"
)
# The year in which the epidemic that reports speak of broke out.
_OUTBREAK = 2020
# Tells that what follows is of one year; 2016年,生产总值完成96亿元 only tells of its own figure.
_TO_A_YEAR = re.compile(
    r"(?:各位代表[,!:]?)?(?:(?:刚刚)?过去的?(?:一年|(?:19|20)\d\d年)|一年来|(?:19|20)\d\d年,?(?:[是为]|以来))"
)
_TELLS_OF_A_YEAR = re.compile(rf"{_TO_A_YEAR.pattern}|.{{0,40}}(?:面对|我们)")
# 2010年是“十一五”规划的最后一年: under a heading of the five years no turn to the last.
_LAST_OF_PLAN = re.compile(
    rf"(?:各位代表[,!:]?)?(?:19|20)\d\d年是“?{_NAME}”?(?:时期|规划)?的?(?:最后一年|收官)(?!.{{0,60}}(?:的一年|面对|我们))"
)
# 2021年下半年重点工作: a congress held in summer.
_HALF = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年|今年)?(?P<half>[上下])半年")


class Timeline:
    """The context of each sentence, read in order: headings set it, the words 五年来 or 2021年 that
    open a sentence move it, and the next heading sets it anew."""

    def __init__(self, outline: Outline, info: DocumentInfo) -> None:
        self._headings, self._info = outline.headings, info
        self._place: tuple[int | None, str] | None = None
        self._aside = False
        self._base = self._lead = _default(None, (), info)
        self._turned = False
        self._held: dict[int, Context] = {}
        """The year that a section turned to before the sections below it."""
        self._repeated = _repeated(outline.headings)
        self._again: dict[int | None, Context] = {}
        """The years that its sections are of where they are counted from （一） a second time."""

    def enter(self, passage: Passage) -> Context:
        place = (passage.section, passage.role)
        if place != self._place:
            above = self._place[0] if self._place else None
            if above is not None and (self._turned or self._widened(above)):
                self._held[above] = self._lead
            if passage.section in self._repeated:
                self._again[self._headings[passage.section].parent] = self._lead
            self._place, self._turned = place, False
            self._base = _default(passage, _path(self._headings, passage.section), self._info)
            self._base = self._narrowed(passage.section) or self._base
            # A plan whose first chapter looks back in one paragraph goes on with it in the next.
            stays = above is not None and above == passage.section
            behind = self._info.plan_years is not None and stays
            self._aside = behind and (self._lead.status, self._base.status) == ("result", "target")
            self._lead = self._lead if self._aside else self._base
        return self._lead

    def _narrowed(self, section: int | None) -> Context | None:
        """“十四五”时期和2025年回顾: after 刚刚过去的2025年 its subsections are of that year, and under
        2020年和“十三五”回顾 after 五年来 of the five.

        2020年和“十三五”回顾: （一）…（五） of the year, 五年来,…, and （一）…（十） of the five years.
        """
        above = None if section is None else self._headings[section].parent
        again = self._again.get(above) if section is not None else None
        if again is not None and again.status == self._base.status == "result":
            return again
        held = None if above is None else self._held.get(above)
        if held is None or not held.status == self._base.status == "result":
            return None
        years, to = self._base.period or "", held.period or ""
        # "2013-2016" and "2016" both come after "2012-2016".
        narrower, wider = "-" in years and to > years, to.endswith(f"-{years}")
        return held if narrower or wider else None

    def _widened(self, section: int) -> bool:
        """Whether a heading names a year and five, and its text has come to the five."""
        title, years = self._headings[section].title, self._base.period or ""
        both = _ONE_YEAR.search(title) and _FIVE_YEARS.search(title)
        return bool(both) and (self._lead.period or "").endswith(f"-{years}")

    def _of_plan(self) -> bool:
        """Whether the heading names a plan and no year: “十一五”时期取得重大成就."""
        titles = (h.title for h in _path(self._headings, self._place[0] if self._place else None))
        dated = (t for t in titles if _FIVE_YEARS.search(t) or _ONE_YEAR.search(t))
        nearest = next(dated, None)
        return nearest is not None and _ONE_YEAR.search(nearest) is None

    def _turns_ahead(self, text: str) -> bool:
        """Whether a sentence ends a look back: 今年,…; in a plan, the name of the plan itself."""
        if self._info.plan_years is None:
            return _AHEAD.search(text) is not None
        start = self._info.plan_years[0]
        named = (PLAN_STARTS[m[0]] for m in _PLAN.finditer(text))
        dated = (int(m["year"]) for m in _BY.finditer(text))
        return any(year >= start for year in (*named, *dated)) or bool(_PLANNED.search(text))

    def sentence(self, text: str) -> Context:
        if self._aside and self._turns_ahead(text):
            self._lead, self._aside = self._base, False
        if _LAST_OF_PLAN.match(text) and self._of_plan():
            return self._lead
        led = _led(text, self._lead, self._base, self._info)
        self._aside |= led.status != self._base.status and led is not self._lead
        if led.period != self._lead.period:
            self._turned = _TO_A_YEAR.match(text) is not None
        self._lead = led
        return led


def _repeated(headings: tuple[Heading, ...]) -> frozenset[int]:
    """The headings that have the number of an earlier one beside them: a second （一）."""
    seen: set[tuple[int | None, str, str]] = set()
    found: list[int] = []
    for at, heading in enumerate(headings):
        place = (heading.parent, heading.style, heading.number)
        if place in seen:
            found.append(at)
        seen.add(place)
    return frozenset(found)


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
        if (half := _HALF.search(title)) and int(half["year"] or c.report_year) == c.report_year:
            part = "H1" if half["half"] == "上" else "H2"
            return c._replace(period=f"{c.report_year}{part}", period_basis="section")
        if _THIS_YEAR.search(title) and not _NEXT_YEARS.search(title):
            return c._replace(period=str(c.report_year), period_basis="section")
        if m := _NEXT_YEARS.search(title):
            plan = _PLAN.search(m[0])
            start = PLAN_STARTS[plan[0]] if plan else c.report_year
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


# 2013年以来, 本届政府自2018年履职以来, 四年来.
_SINCE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:[^,;。]{2,4})?以来|(?P<count>[三四六七八])年")


def _five(words: str, c: Context) -> Context:
    assert c.report_year is not None
    plan = _PLAN.search(words)
    end = PLAN_STARTS[plan[0]] + 4 if plan else c.report_year - 1
    if end > c.report_year:
        end = c.report_year - 1
    if since := _SINCE.search(words):
        # 四年来, 2013年以来: a government that came in between two congresses; 经过七年努力.
        start = int(since["year"]) if since["year"] else end - number_of(since["count"]) + 1
    else:
        start = end - 4
    if not start < end:
        return c._replace(period=str(end), year=end, period_basis="section")
    return c._replace(period=f"{start}-{end}", year=end, period_basis="section")


# Where a plan that spoke of the years ahead comes to its own: 2022年全市发展的主要预期目标是.
_TO_THIS_YEAR = re.compile(
    r"(?:[^,;。:]{0,20},)?(?:今年|新的一年|(?P<year>(?:19|20)\d\d)年)"
    r"(?:是|,?(?:我们)?(?:将|要|必须)|[^,;。:]{0,24}?(?:目标|工作|任务|要求|重点))"
)
# Words by which a paragraph that looked back turns ahead again.
_AHEAD = re.compile(
    r"今年|明年|今后|力争|确保|目标|任务|要求|必须|要[^求素]|^(?:坚持|加快|推进|深入|着力|大力)"
)


# What no look back of a plan says.
_PLANNED = re.compile(r"今后|未来(?:五年|一个时期)|必须|力争|确保(?!了)|^(?:坚持|加快|着力|大力)")
_BY = re.compile(r"到(?P<year>(?:19|20)\d\d)年")


def _led(text: str, lead: Context, base: Context, info: DocumentInfo) -> Context:
    """A paragraph that opens with 五年来 or 2021年 sets the time for those after it."""
    m = _LEAD.match(text[:40])
    if (caption := _CAPTION.fullmatch(text)) and base.report_year:
        return _captioned(caption, base)
    if base.status == lead.status == "target" and lead.period != base.period:
        turned = _TO_THIS_YEAR.match(text)
        if turned and int(turned["year"] or base.report_year or 0) == base.report_year:
            return base
    if m is None or base.report_year is None:
        return lead
    if info.plan_years:
        return _led_in_plan(m, base, info.plan_years) or lead
    if (m["now"] or m["outbreak"]) and base.status == "result":
        # 2019年和今年以来工作回顾: 新冠肺炎疫情发生后,…, in a congress of May.
        now = _OUTBREAK if m["outbreak"] else base.report_year
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
    if m["five"] and m["five"].endswith("年以来") and "-" not in (base.period or ""):
        # 2008年以来,面对金融危机,…: in the review of one year it only tells since when.
        return lead
    if m["five"]:
        return _five(m["five"], base)._replace(period_basis="carried")
    if m["year"] and "-" in (base.period or "") and not _TELLS_OF_A_YEAR.match(text):
        # 2005年,生产总值达到10116亿元,五年平均增长11.2%: the years after it are the five again.
        return lead
    year = int(m["year"]) if m["year"] else base.report_year - 1
    if year >= base.report_year:
        return lead
    return lead._replace(period=str(year), year=year, period_basis="carried")


def _led_in_plan(m: re.Match[str], base: Context, years: tuple[int, int]) -> Context | None:
    """The first chapter of a plan: “十二五”时期是…的五年, until it comes to its own years."""
    plan = _PLAN.search(m[0]) if m["five"] and base.status == "target" else None
    if plan is None or PLAN_STARTS[plan[0]] + 4 >= years[0]:
        return None
    behind = _five(m[0], base._replace(report_year=years[0]))
    return behind._replace(status="result", status_basis="carried", period_basis="carried")


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
    return plan is not None and PLAN_STARTS[plan[0]] + 4 >= report_year


def _year(year: int | None) -> str | None:
    return None if year is None else str(year)


def _span(years: tuple[int, int]) -> str:
    return f"{years[0]}-{years[1]}"
