"""The time words of a sentence → when its figures hold.

    "到2025年,森林覆盖率达到18%"                     2025, a promise
    "前三季度营收增长8%" in the look-back of 2024    2023Q1-Q3
    "比2019年增长8%" · "在去年的基础上"              nothing: what a change starts from
    "加快建设“十四五”批复的6个基地" in a plan        nothing: when they were granted

What 今年 and 前三季度 mean depends on the ``Context`` of the sentence, which ``periods`` tells.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govreport.extract.marks import guarded
from govreport.models import Basis, Status

_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
# The first year of each five-year plan.
PLAN_STARTS = {
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
    """Holds for its own clause only: 两年平均增长6.3%, (2017-2019年年均增长5%), 亚信2015年会议."""


# 经过|七年的不懈努力.
EFFORT = r"年的?(?:[^,;。]{2})?(?:努力|奋斗|攻坚|奋战|拼搏)"
# The first line tells at once of most letters that no time begins with them.
_TIMES = re.compile(
    r"""
    (?=[\d到至截“一二两三四五六七八九十前上下第去今本全年过近这最未开届经])
    (?P<by>[到至]|截至|截止)?
    (?: (?P<y1>(?:19|20)\d\d)年?(?:[-—–~至到]|--)+(?P<y2>(?:19|20)\d\d)年
      | (?P<year>(?:19|20)\d\d)年
        (?: (?P<yq>前三季度|前3季度|前两季度|[上下]半年|第?[一二三四1-4]季度)
          | (?P<ym1>\d{1,2})[-—–~至](?P<ym2>\d{1,2})月份?
          | (?P<ym>\d{1,2})月份?(?!\d{0,2}日)
        )?(?P<yend>[底末])?
      | (?P<quote>“)?(?P<plan>十[一二三四五六]五|[六七八九]五|十五)(?!”?普法)(?P<unquote>[”〞])?
        (?P<planpart>期末|末|初|时期|期间|规划|以来|前[一二三四]年|后[一二三四]年
          |(?:完美|圆满)?收官|良好开局|开局|开好局|起步|首年|第一年|实现)?
      | (?P<q>前三季度|前3季度|[上下]半年|(?<![前后])第?[一二三四]季度)
      | (?<!\d)(?P<m1>\d{1,2})[-—–~至](?P<m2>\d{1,2})月份?
      | (?<![\d年])(?P<m>\d{1,2})月份?(?![-—–~至\d日份底前])
      | (?P<last>去年|上年|上一年|前一年)
      | (?P<this>今年|全年|年内|本年度?|年底|年末|一年来|过去一年|过去的一年|这一年)
      | (?P<next>今后|未来)(?P<nn>[两三四五六七八九十]|\d{1,2})年
      | (?P<within>[三五35])年内
      | (?<=用)(?P<over>[两三四五六2-6])年(?:的?时间|左右时间)?
      | (?<![\d〇零一二三四五六七八九第每前后近这去今本学全几多十百历制满])(?P<across>[三五35])年
        (?=(?:力争|统筹|推动|清理|新建|建设|培育|改造|新增|投入|完成|实现|引进|安排|打造)(?![^,;。、]{0,6}(?:行动|计划|规划|方案|工程|攻坚|任务)))
      | (?P<pastspan>过去|近|这|(?<![提学])前|最近|经过(?=."""
    + EFFORT
    + r"""))?
        (?P<n>[二两三四五六七八九十]|\d{1,2})年(?P<ago>来|以来|间|平均|年均|累计|共计|合计)?
      | (?P<both>今明两年)
      | (?P<since>开年|届时|到时)
    )
    """,
    re.VERBOSE,
)
# What stands before a time that is a base (较2019年), an age of a thing, or the start of 由A到B.
_BASE_BEFORE = re.compile(r"(?:比|较|由|从|与|同|是|自|以|为|面向|相当于|高于|低于|在|[于和])$")

# 在去年任务(5亿元)的基础上增长8%: what a growth starts from.
_GROUND = re.compile(r"[^,;。]{0,20}基础上")
_MULTIPLIED = re.compile(r"(?:同期|末|底)?的[\d.]+倍")
# 纳入国家“十四五”|电力发展规划: the name of a plan.
_PLAN_NAME = re.compile(r"[^,;:。、“”\d]{2,12}(?:规划|纲要)(?=[,;:。、》)”的中和]|$)")
_EARLIER = re.compile(r"[底末]?以?前[^,;。]{1,8}的")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MEETING = re.compile(r"[^,;。、]{0,24}(?:会议|论坛|大会|年会|峰会|博览会|锦标赛)")
_RECORD = re.compile(r"来?的?(?:最|新[高低]|历史最)")
_CLAUSE_END = re.compile(r"[,;)]")


def times(text: str, context: Context) -> list[Time]:
    """The time words of a sentence that say when its figures hold."""
    quoted = [s for s in guarded(text) if text[s[0]] in "“《「『〔" and s[1] - s[0] > 5]
    found = []
    for m in _TIMES.finditer(text):
        if any(a < m.start() and m.end() < b for a, b in quoted):
            continue
        before = text[: m.start()]
        # 从2015年的人均21万元提高到28万元 starts there, and so does 从2018年开始试点 in a review;
        # 从2024年起 in a plan and 在2024年 hold from there on.
        if before.endswith("在") and _GROUND.match(text, m.end()):
            continue
        # 数量创近10年|新高: of what it is the most.
        if m["pastspan"] and _RECORD.match(text, m.end()):
            continue
        # 达到2016年的2.3倍: what it is a multiple of.
        if (m["year"] or m["plan"]) and _MULTIPLIED.match(text, m.end()):
            continue
        starts = before.endswith(("从", "自")) and (
            context.status == "result" or not text.startswith(("起", "开始", "以来"), m.end())
        )
        if starts or (_BASE_BEFORE.search(before[-4:]) and not before.endswith(("从", "在", "自"))):
            continue
        time = _time(m, context)
        # 加快建设“十四五”批复的6个基地, 清理2000年底以前发布的文件: when they were granted, not built.
        planned = context.status == "target" and _THEN.match(text, m.end())
        if time is None or (time.past and (planned or _EARLIER.match(text, m.end()))):
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
    # 今年以来,…。1-4月新增减税80亿元, in a congress of May: what there is already.
    already = (c.status, c.year) == ("result", report) and not (m["year"] or m["y1"] or m["next"])
    ahead = report is not None and (last > report or (first >= report and not already))
    future = ahead and not m["this"]
    past = report is not None and last < report
    local = m["ago"] in ("平均", "年均")
    before = m.string[max(0, m.start() - 1) : m.start()]
    # 承办亚信2015年会议, (2017-2019年年均增长5%): of what it stands in.
    named = m["year"] and before.strip(",;。、:") and _MEETING.match(m.string, m.end()) is not None
    return Time(m.start(), m.end(), period, future, past, bool(local or "(" in before or named))


def _period(m: re.Match[str], c: Context) -> str | None:
    if m["y1"]:
        return f"{m['y1']}-{m['y2']}"
    since = m["year"] and m.string.startswith("以来", m.end()) and c.status == "result"
    if since and c.year and int(m["year"]) < c.year:
        return f"{m['year']}-{c.year}"
    if m["year"]:
        return (m["year"] + _part(m["yq"], m["ym1"], m["ym2"], m["ym"])).format(year=m["year"])
    if m["plan"]:
        # 出台十五条措施: without quotes only the longer names are safe.
        # 落实“十五条硬措施”, nor is one that is only opened.
        quoted = m["quote"] and m["unquote"]
        if not quoted and (len(m["plan"]) < 3 and not m["planpart"]):
            return None
        if not m["planpart"] and _PLAN_NAME.match(m.string, m.end()):
            return None
        # 完善“十四五”|重大项目储备库 in a review: whose it is, not what is promised.
        if m["planpart"] in (None, "规划") and not m["by"] and _runs_on(m["plan"], c):
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
    if m["next"] or m["within"] or m["over"] or m["across"]:
        count = number_of(m["nn"] or m["within"] or m["over"] or m["across"])
        start = c.report_year or c.year
        return f"{start}-{start + count - 1}" if c.status == "target" or m["next"] else None
    if m["n"] and (m["pastspan"] or m["ago"]):
        count = number_of(m["n"])
        last = c.year if c.status == "result" else (c.report_year or c.year) - 1
        if c.status == "target" and m["ago"] not in ("来", "以来", "间"):
            return None
        return f"{last - count + 1}-{last}"
    return None


def _runs_on(plan: str, c: Context) -> bool:
    """Whether a look-back names a plan that ends after the year of the report."""
    report = c.report_year
    return c.status == "result" and report is not None and PLAN_STARTS[plan] + 4 > report


def _part(quarter: str | None, m1: str | None, m2: str | None, month: str | None) -> str:
    if quarter:
        if quarter.startswith("前"):
            return "Q1-Q3" if quarter[1] in "三3" else "Q1-Q2"
        if quarter.endswith("半年"):
            return "H1" if quarter[0] == "上" else "H2"
        digit = quarter.strip("第季度")
        return f"Q{number_of(digit)}"
    if m1 and m2:
        return f"-{int(m1):02d}/{{year}}-{int(m2):02d}"
    return f"-{int(month):02d}" if month and 1 <= int(month) <= 12 else ""


def number_of(text: str) -> int:
    """How many years or quarters: ``5``, ``五``, ``十``."""
    return int(text) if text.isdigit() else _HAN[text]


def _plan_period(name: str, part: str | None) -> str | None:
    start = PLAN_STARTS[name]
    if part in ("末", "期末"):
        return str(start + 4)
    if part and part[0] in "前后" and len(part) == 3:
        count = number_of(part[1])
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
