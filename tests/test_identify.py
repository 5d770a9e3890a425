"""Whose report a document is and of when: invented heads, and the corpus where there is one.

The heads are put together here line by line, so that a fault of another stage does not show as
one of this stage. Lines that begin with ``~`` stand for lines that the cleaning dropped.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from govreport.identify import identify
from govreport.identify.dates import dates
from govreport.identify.file_name import chain_of
from govreport.identify.head import labels
from govreport.identify.kind import type_of
from govreport.identify.regions import above, chain_before, full_name, lies_in, named
from govreport.identify.year import plan_span
from govreport.lexicon import load
from govreport.models import CleanText, Document, DocumentInfo, Dropped, Line, Outline

BODY = """各位代表：
现在，我代表{whose}，向大会报告工作，请予审议，并请各位委员提出意见。
一、{before}年工作回顾
过去一年，全社会固定资产投资增长6%。
二、{year}年工作安排
地区生产总值增长5%左右。"""


def report(year: int = 2024, whose: str = "市人民政府") -> str:
    """The beginning of a report that names no place of its own."""
    return BODY.format(whose=whose, before=year - 1, year=year)


def info(
    text: str, source: str = "x.txt", *, region: str | None = None, year: int | None = None
) -> DocumentInfo:
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for match in re.finditer(r"[^\n]+", text):
        if match[0].startswith("~"):
            line = Line(((match.start() + 1, match.end()),))
            dropped.append(Dropped(line, "test"))
        else:
            kept.append(Line((match.span(),)))
    document = Document(source, text, "utf-8", "")
    clean = CleanText(tuple(kept), tuple(dropped))
    return identify(document, clean, Outline((), ()), region=region, year=year)


# Each: head, file, region, code, year.
REGIONS = {
    "a district, not the province of its name": (
        "2024年天津市河北区政府工作报告\n" + report(2024, "区人民政府"),
        "x.txt", "天津市河北区", "120105", 2024,
    ),
    "the district in the delivery line": (
        "政府工作报告\n2024年1月10日在河北区第十八届人民代表大会第五次会议上\n河北区\n区长 李 某\n"
        + report(2024, "区人民政府"),
        "x.txt", "天津市河北区", "120105", 2024,
    ),
    "the province": (
        "政府工作报告\n——2024年1月23日在河北省第十四届人民代表大会第二次会议上\n省长 李某某\n"
        + report(2024, "省人民政府"),
        "x.txt", "河北省", "130000", 2024,
    ),
    "the parent in brackets": (
        "(天津市)津南区2023年政府工作报告\n" + report(2023, "区人民政府"),
        "x.txt", "天津市津南区", "120112", 2023,
    ),
    "the county by the name it had then": (
        "清苑县人民政府工作报告\n2008年3月27日\n" + report(2008, "县人民政府"),
        "x.txt", "河北省保定市清苑县", "130622", 2008,
    ),
    "the district that it is now": (
        "保定市清苑区2024年政府工作报告\n" + report(2024, "区人民政府"),
        "x.txt", "河北省保定市清苑区", "130608", 2024,
    ),
    "the prefecture that its city was then": (
        "政府工作报告\n——在高唐县第十一届人民代表大会第四次会议上\n" + report(1995, "县人民政府"),
        "x.txt", "山东省聊城地区高唐县", "372527", 1995,
    ),
    "a city by its former name": (
        "2009年襄樊市政府工作报告\n" + report(2009),
        "x.txt", "湖北省襄樊市", "420600", 2009,
    ),
    "a county straight under its province": (
        "2022年仙桃市政府工作报告\n" + report(2022),
        "x.txt", "湖北省仙桃市", "429004", 2022,
    ),
    "an autonomous prefecture": (
        "楚雄彝族自治州政府工作报告\n" + report(2016, "州人民政府"),
        "x.txt", "云南省楚雄彝族自治州", "532300", 2016,
    ),
    "an autonomous prefecture for short": (
        "海北州政府工作报告\n" + report(2021, "州人民政府"),
        "x.txt", "青海省海北藏族自治州", "632200", 2021,
    ),
    "an autonomous county": (
        "政府工作报告\n2020年1月5日在积石山保安族东乡族撒拉族自治县第十八届人民代表大会第五次会议上\n"
        + report(2020, "县人民政府"),
        "x.txt", "甘肃省临夏回族自治州积石山保安族东乡族撒拉族自治县", "622927", 2020,
    ),
    "a league": (
        "锡林郭勒盟2019年政府工作报告\n" + report(2019, "盟行政公署"),
        "x.txt", "内蒙古自治区锡林郭勒盟", "152500", 2019,
    ),
    "a prefecture's commissioner": (
        "2023年大兴安岭地区行署工作报告\n" + report(2023, "地区行政公署"),
        "x.txt", "黑龙江省大兴安岭地区", "232700", 2023,
    ),
    "a forest district": (
        "神农架林区2021年政府工作报告\n" + report(2021, "林区人民政府"),
        "x.txt", "湖北省神农架林区", "429021", 2021,
    ),
    "a county of one character": (
        "政府工作报告\n——在易县第十七届人民代表大会第四次会议上\n" + report(2020, "县人民政府"),
        "x.txt", "河北省保定市易县", "130633", 2020,
    ),
    "a municipality's district beside a city's: the title's parent": (
        "北京市朝阳区2021年政府工作报告\n" + report(2021, "区人民政府"),
        "x.txt", "北京市朝阳区", "110105", 2021,
    ),
    "homonyms: the file's name": (
        "政府工作报告\n——在新华区第十一届人民代表大会第一次会议上\n" + report(2022, "区人民政府"),
        "河南省平顶山市新华区__2022.txt", "河南省平顶山市新华区", "410402", 2022,
    ),
    "homonyms: the city that the body goes on about": (
        "政府工作报告\n——在桥西区第九届人民代表大会第二次会议上\n" + report(2019, "区人民政府")
        + "\n融入张家口发展。服务张家口冬奥。建设张家口首善之区。学习石家庄经验。",
        "x.txt", "河北省张家口市桥西区", "130703", 2019,
    ),
    "homonyms with nothing to tell them apart": (
        "政府工作报告\n——在鼓楼区第九届人民代表大会第二次会议上\n" + report(2019, "区人民政府"),
        "x.txt", "鼓楼区", None, 2019,
    ),
    "homonyms: one was renamed before": (
        "清河区2023年政府工作报告\n" + report(2023, "区人民政府"),
        "x.txt", "辽宁省铁岭市清河区", "211204", 2023,
    ),
    "the State Council": (
        "政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理 李某\n"
        + report(2024, "国务院"),
        "x.txt", "全国", "100000", 2024,
    ),
    "the State Council without a head": (
        report(2021, "国务院"), "x.txt", "全国", "100000", 2021,
    ),
    "what the opening says": (
        report(2018, "易县人民政府"), "x.txt", "河北省保定市易县", "130633", 2018,
    ),
    "the term between name and government": (
        report(2012, "容城县第十四届人民政府"), "x.txt", "河北省保定市容城县", "130629", 2012,
    ),
    "the speaker's office": (
        "政府工作报告\n阜平县人民政府县长\n李某\n" + report(2017, "县人民政府"),
        "x.txt", "河北省保定市阜平县", "130624", 2017,
    ),
    "no name anywhere": (report(2018, "县人民政府"), "x.txt", None, None, 2018),
    "no name but in the file's": (
        report(2018, "县人民政府"), "county__河北省保定市易县__2018__政府工作报告.txt",
        "河北省保定市易县", "130633", 2018,
    ),
    "a file's name of another level is not believed": (
        report(2018, "市人民政府"), "河北省__2018.txt", None, None, 2018,
    ),
    "folders": (
        report(2018, "县人民政府"), "data/河北省/保定市/易县/2018.txt",
        "河北省保定市易县", "130633", 2018,
    ),
    "a place that is merely mentioned": (
        report(2018, "县人民政府") + "\n对接北京市海淀区，学习浙江省杭州市经验，引进深圳市企业。",
        "x.txt", None, None, 2018,
    ),
    "an earlier session of another place in the body": (
        report(2018, "县人民政府")
        + "\n保定市第十四届人民代表大会第二次会议以来，我县新建学校5所。",
        "x.txt", None, None, 2018,
    ),
    "the text against the file's name": (
        "政府工作报告\n——在徐水县第十四届人民代表大会第四次会议上\n" + report(2010, "县人民政府"),
        "河北省保定市易县__2010.txt", "河北省保定市徐水县", "130625", 2010,
    ),
    "a place that the table does not have": (
        "2024年乌有县政府工作报告\n" + report(2024, "县人民政府"), "x.txt", "乌有县", None, 2024,
    ),
    "a known name at the end of an unknown one": (
        "政府工作报告\n——在庆和县第三届人民代表大会第一次会议上\n" + report(2011, "县人民政府"),
        "x.txt", "庆和县", None, 2011,
    ),
    "front matter": (
        "~---\n~source: https://www.example.gov.cn/1.html\n~title: 2016年东莞市政府工作报告\n~---\n"
        + report(2016),
        "x.txt", "广东省东莞市", "441900", 2016,
    ),
    "the site of a province, for 我代表省人民政府": (
        "~source: https://www.henan.gov.cn/2025/1.html\n~title: 政府工作报告\n"
        + report(2025, "省人民政府"),
        "x.txt", "河南省", "410000", 2025,
    ),
    "the site of a province, for 我代表市人民政府": (
        "~source: https://www.henan.gov.cn/2025/1.html\n" + report(2025), "x.txt", None, None, 2025,
    ),
    "the site's code in the foot": (
        report(2023, "县人民政府") + "\n~网站标识码：1306330001",
        "x.txt", "河北省保定市易县", "130633", 2023,
    ),
    "the site's keeper in the foot": (
        report(2023, "县人民政府") + "\n~主办单位：易县人民政府办公室",
        "x.txt", "河北省保定市易县", "130633", 2023,
    ),
    "who issued the page": (
        "~标题：政府工作报告\n~发文单位：易县人民政府\n" + report(2015, "县人民政府"),
        "x.txt", "河北省保定市易县", "130633", 2015,
    ),
    "the delivery line wrapped": (
        "政府工作报告\n2011年1月20日在徐水县第十四届人民代表大会\n第五次会议上\n"
        + report(2011, "县人民政府"),
        "x.txt", "河北省保定市徐水县", "130625", 2011,
    ),
    "spaces in every word": (
        "政 府 工 作 报 告\n—— 2020 年 1 月 9 日 在 易 县 第 十 七 届 "
        "人 民 代 表 大 会 第 四 次 会 议 上\n"
        + report(2020, "县人民政府"),
        "x.txt", "河北省保定市易县", "130633", 2020,
    ),
    "a year with 年度": (
        "二〇二四年度吉林市政府工作报告\n" + report(2024), "x.txt", "吉林省吉林市", "220200", 2024,
    ),
    "the party's committee before a place that the table does not have": (
        "中共乌有镇2024年政府工作报告\n" + report(2024, "镇人民政府"), "x.txt", "乌有镇", None, 2024,
    ),
    "nothing": ("", "x.txt", None, None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", REGIONS, ids=str)
def test_region(case: str) -> None:
    text, source, region, code, year = REGIONS[case]
    found = info(text, source)
    assert (found.region, found.region_code, found.report_year) == (region, code, year)


YEARS = {
    "given in December for the next year": (
        "临河市政府工作报告\n——2024年12月25日在临河市第十六届人民代表大会第四次会议上\n"
        "各位代表：\n一、2024年工作回顾\n二、2025年工作安排", 2025, "heading",
    ),
    "given in December, no headings": (
        "政府工作报告\n（2021年12月8日）\n各位代表：\n我市经济增长6%。", 2022, "delivery",
    ),
    "given in November, the plan still of this year": (
        "政府工作报告\n——2021年11月2日在临河县第十届人民代表大会第一次会议上\n各位代表：\n"
        "一、2020年工作回顾\n二、2021年主要任务", 2021, "heading",
    ),
    "given in spring, a heading of another year": (
        "政府工作报告\n（2021年2月5日）\n各位代表：\n2021年上年工作回顾\n二、2021年工作安排",
        2021, "delivery",
    ),
    "given in spring, a heading on the end of the five years": (
        "政府工作报告\n——2022年1月12日在临河市第五届人民代表大会第二次会议上\n各位代表：\n"
        "二、2026年奋斗目标", 2022, "delivery",
    ),
    "a page labelled 2024 that holds the report of 2022": (
        "~标题：临河县2024年政府工作报告\n政府工作报告\n"
        "（2022年1月24日在临河县第十九届人民代表大会第二次会议上）\n各位代表：\n2021年工作回顾",
        2022, "heading",
    ),
    "a label and nothing else": (
        "~标题：临河县2024年政府工作报告\n各位代表：\n增长5%。", 2024, "metadata",
    ),
    "the title alone": ("2024年临河县政府工作报告\n各位代表：\n增长5%。", 2024, "title"),
    "the year behind the title": (
        "临河市政府工作报告(2012年)\n各位代表：\n增长5%。", 2012, "title",
    ),
    "the year without 年": ("2012政府工作报告\n各位代表：\n增长5%。", 2012, "title"),
    "Chinese digits": (
        "政府工作报告\n——二〇一二年一月六日在临河省第十一届人民代表大会第五次会议上\n各位代表：",
        2012, "delivery",
    ),
    "a zero among Chinese digits": (
        "政府工作报告\n二0一九年一月十四日\n各位代表：\n增长5%。", 2019, "delivery",
    ),
    "five years looked back on": (
        "政府工作报告\n各位代表：\n一、“十二五”时期工作回顾\n“十二五”期间增长8%。", 2016, "heading",
    ),
    "five years and one": (
        "政府工作报告\n各位代表：\n一、过去五年和2021年工作简要回顾\n二、今后五年奋斗目标",
        2022, "heading",
    ),
    "a span of years looked back on": (
        "政府工作报告\n各位代表：\n一、2018—2022年工作回顾\n二、今后五年(2023—2027年)奋斗目标",
        2023, "heading",
    ),
    "关于 in the headings": (
        "各位代表：\n一、关于2014年政府工作\n增长8%。\n二、关于2015年政府工作", 2015, "heading",
    ),
    "the opening": (
        "各位代表：\n现在，我代表县人民政府，向大会报告2007年换届以来的工作，"
        "对今后五年和2012年的工作提出建议，请予审议。", 2012, "opening",
    ),
    "the targets": (
        "各位代表：\n综合各方面因素，2024年全县经济社会发展主要预期目标是："
        "地区生产总值增长5%，固定资产投资增长6%。", 2024, "targets",
    ),
    "a far year is none of its own": ("到2035年基本实现现代化。2027年建成地铁。", None, None),
    "the day of publication, where nothing else is": (
        "~发布时间：2024-02-06 10:00:00\n各位代表：\n增长5%。", 2024, "published",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", YEARS, ids=str)
def test_year(case: str) -> None:
    text, year, basis = YEARS[case]
    found = info(text)
    assert (found.report_year, dict(found.basis).get("report_year")) == (year, basis)


KINDS = {
    "a plan": (
        "临河市国民经济和社会发展\n第十四个五年规划和二〇三五年远景目标纲要\n“十四五”时期是关键时期。",
        "plan", "临河市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", 2021,
    ),
    "a title over three lines": (
        "关于临河省国民\n经济和社会发\n展第十个五年计划纲要的报告\n" + report(2001, "省人民政府"),
        "work_report", "关于临河省国民经济和社会发展第十个五年计划纲要的报告", 2001,
    ),
    "a title in guillemets, and one with a part in them": (
        "2020年《政府工作报告》\n" + report(2020), "work_report", "2020年《政府工作报告》", 2020,
    ),
    "a bulletin over two lines": (
        "中华人民共和国\n2012年国民经济和社会发展统计公报[1]\n一、综合",
        "bulletin", "中华人民共和国2012年国民经济和社会发展统计公报", 2012,
    ),
    "the delivery line in the title": (
        "政府工作报告——2024年3月5日在第十四届全国人民代表大会第二次会议上\n"
        + report(2024, "国务院"),
        "work_report", "政府工作报告", 2024,
    ),
    "the session in the title": (
        "在第十一届全国人民代表大会第三次会议上的政府工作报告\n" + report(2010, "国务院"),
        "work_report", "在第十一届全国人民代表大会第三次会议上的政府工作报告", 2010,
    ),
    "the page's title above the report's": (
        "2024年临河县政府工作报告\n来源：县政府办\n政 府 工 作 报 告\n" + report(),
        "work_report", "政府工作报告", 2024,
    ),
    "a notice that carries it": (
        "临河区人民政府办公室关于印发政府工作报告的通知\n各委、局：\n政府工作报告\n" + report(),
        "work_report", "政府工作报告", 2024,
    ),
    "a notice that names it": (
        "临河市人民政府关于印发《临河市“十四五”规划纲要》的通知\n“十四五”时期是关键时期。",
        "plan", "临河市“十四五”规划纲要", 2021,
    ),
    "the report of somebody else": (
        "保定市人大常委会工作报告\n各位代表：\n一、2023年工作回顾", "other",
        "保定市人大常委会工作报告", 2024,
    ),
    "no title": (report(), "work_report", None, 2024),
    "headings only": ("一、2023年工作回顾\n增长5%。", "work_report", None, 2024),
    "duties dealt out": (
        "2023年区《政府工作报告》重点工作任务责任分解方案\n1.地区生产总值增长8%以上。",
        "other", "2023年区《政府工作报告》重点工作任务责任分解方案", 2023,
    ),
    "a template": (
        "各位代表：\n我代表市人民政府，向大会报告工作。\n一、202x年工作回顾\n刚刚过去的202x年，增长x%。",
        "other", None, None,
    ),
    "a novel": (
        "第12章\n“各位代表，大家好。”\n“现在我将代表县人民政府作政府工作报告，请审议。”",
        "other", None, None,
    ),
    "news": (
        "2021年临河区政府工作报告\n区长李某代表区人民政府作政府工作报告。\n报告指出，去年增长5%。\n"
        "报告强调，今年增长6%。", "other", "2021年临河区政府工作报告", 2021,
    ),
    "prose": ("天气很好，大家去公园了。", "other", None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS, ids=str)
def test_kind_and_title(case: str) -> None:
    text, kind, title, year = KINDS[case]
    found = info(text)
    assert (found.report_type, found.title, found.report_year) == (kind, title, year)


def test_the_users_word_wins() -> None:
    text = "2024年天津市河北区政府工作报告\n" + report(2024, "区人民政府")
    found = info(text, region="河北省保定市易县", year=2008)
    assert (found.region, found.region_code, found.report_year) == (
        "河北省保定市易县", "130633", 2008,
    )  # fmt: skip
    assert dict(found.basis)["region"] == dict(found.basis)["report_year"] == "option"
    assert info(text, region="河北").region_code == "130000"
    assert info(text, region="130622", year=2008).region == "河北省保定市清苑县"
    assert info(text, region="乌有国").region == "乌有国"


def test_delivery() -> None:
    text = (
        "~发布日期：2024年2月6日\n~来源：易县政府网\n政府工作报告\n"
        "——2024年1月10日在易县第十八届人民代表大会第五次会议上\n易县人民政府代县长 李 某\n"
    )
    found = info(text + report(2024, "县人民政府"))
    assert found.meeting == "易县第十八届人民代表大会第五次会议"
    assert (found.delivered_on, found.published_on) == ("2024-01-10", "2024-02-06")
    assert (found.speaker, found.site) == ("李某", "易县政府网")
    assert dict(found.basis) == {
        "region": "delivery",
        "report_year": "heading",
        "report_type": "title",
        "delivered_on": "delivery",
    }


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        ("市长 李 某", "李某"),
        ("易县人民政府县长\n李某某", "李某某"),
        ("自治区主席 阿某·买买提", "阿某·买买提"),
        ("——2020年1月5日在市十六届人大二次会议上\n李 某 某", "李某某"),
        ("~title: 临河市政府工作报告（2020年1月5日 李某）", "李某"),
        ("~报告人：易县人民政府代县长 李某某", "李某某"),
        ("李某某作政府工作报告", None),
    ],
)
def test_speaker(lines: str, speaker: str | None) -> None:
    assert info(f"政府工作报告\n{lines}\n" + report()).speaker == speaker


def test_a_month_is_not_made_a_day() -> None:
    found = info(
        "政府工作报告\n——2008年1月在河北省第十一届人民代表大会第一次会议上\n" + report(2008)
    )
    assert found.delivered_on == "2008-01"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024年1月10日", ["2024-01-10"]),
        ("二〇二一年一月二十三日", ["2021-01-23"]),
        ("二○一五年十二月", ["2015-12"]),
        ("2024/1/23 19:45:59", ["2024-01-23"]),
        ("2024-04-09", ["2024-04-09"]),
        ("20240409", []),
        ("2024年13月1日", []),
        ("第2024年度", []),
    ],
)
def test_dates(written: str, read: list[str]) -> None:
    assert [str(date) for date in dates(written)] == read


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("第十个五年计划", (2001, 2005)),
        ("第十一个五年规划", (2006, 2010)),
        ("第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
        ("“十五五”规划", (2026, 2030)),
        ("十三五规划", (2016, 2020)),
        ("第二个五年计划", (1958, 1962)),
        ("第七个五年计划", (1986, 1990)),
        ("第十三个五年(2016-2020)规划纲要", (2016, 2020)),
        ("2024年政府工作报告", None),
    ],
)
def test_plan_span(written: str, span: tuple[int, int] | None) -> None:
    assert plan_span(written) == span


def test_labels() -> None:
    assert labels(
        ["来源:易县政府办 时间:2021-01-22 15:09:23", "报告人:", "李某", "发文时间:未知"]
    ) == {
        "site": "易县政府办",
        "published": "2021-01-22 15:09:23",
        "speaker": "李某",
    }


@pytest.mark.parametrize(
    ("path", "chain"),
    [
        ("county__河北省保定市清苑县__2008__政府工作报告.txt", ("河北省", "保定市", "清苑县")),
        ("a.zip!/2024年易县政府工作报告.docx", ("易县",)),
        ("/data/河北省/保定市/易县/2018.txt", ("河北省", "保定市", "易县")),
        ("江苏2024.txt", ("江苏省",)),
        ("state__全国__2024.md", ("全国",)),
        ("陕西省某区(全省十强区)__2009.txt", ()),
        ("某镇(四川)__2014.txt", ()),
        ("report-2024.txt", ()),
        ("-", ()),
    ],
)
def test_file_name(path: str, chain: tuple[str, ...]) -> None:
    found = chain_of(path)
    assert [named(name)[0].code for name in found] == [named(name)[0].code for name in chain]


def test_regions() -> None:
    assert [region.code for region in named("河北区")] == ["120105"]
    assert len({r.code for r in named("鼓楼区") if not r.last}) > 2
    assert named("乌有县") == ()
    (county,) = (r for r in named("清苑县") if r.code == "130622")
    assert county.last and county.years_off(2008) == 0 and county.years_off(2024) > 5
    assert [r.name for r in above(county, 2008)] == ["河北省", "保定市"]
    assert full_name(county, 2008) == "河北省保定市清苑县"
    assert lies_in(county, "保定") and not lies_in(county, "石家庄市")
    assert chain_before("在河北省保定市徐水区", 10) == ("河北省", "保定市", "徐水区")
    assert chain_before("州" * 40, 40) == chain_before("", 0) == ()


def test_the_table_is_whole() -> None:
    rows = (Path(__file__).parents[1] / "src/govreport/lexicon/regions.csv").read_text("utf-8")
    table = list(csv.DictReader(rows.splitlines()))
    now = [row for row in table if not row["last"]]
    assert sum(row["code"].endswith("0000") for row in now) == 34
    assert 2_800 < sum(not row["code"].endswith("00") for row in now) < 3_000
    assert len(now) == len({row["code"] for row in now})
    assert all(re.fullmatch(r"[1-8]\d{5}", row["code"]) for row in table)
    assert [row["code"] for row in table] == sorted(row["code"] for row in table)
    provinces = {row["code"][:2] for row in table if row["code"].endswith("0000")}
    assert {row["code"][:2] for row in table} == provinces


@pytest.mark.parametrize("table", ["kind", "label", "site", "host", "review", "plan"])
def test_lexicon_examples(table: str) -> None:
    for entry in load("identify")[table]:
        assert all(entry["surface"] in example for example in entry["examples"]), entry
        if table == "kind":
            assert all(type_of(example) == entry["type"] for example in entry["examples"]), entry
        if table == "label" and entry["field"] != "url":
            assert all(entry["field"] in labels([e.replace("：", ":")]) for e in entry["examples"])
        if table == "host":
            assert named(entry["region"])


def test_a_long_line_is_read_to_its_end() -> None:
    for unit in ("和平和平", "2024年", "第十届", "（", "我代表", "政府工作报告"):
        assert info(unit * 20_000).region is None, unit


def corpus() -> Path | None:
    root = os.environ.get("GOVREPORT_CORPUS") or Path(__file__).parents[2] / "shared" / "reports"
    real = Path(root) / "real"
    return real if (real / "INDEX.tsv").exists() else None


@pytest.mark.skipif(corpus() is None, reason="no corpus: set GOVREPORT_CORPUS to its folder")
def test_corpus() -> None:
    """A sample of whole work reports under their own names; the index has the plan year."""
    from govreport.clean import strip
    from govreport.clean.lines import lines
    from govreport.outline import outline

    root = corpus()
    assert root
    with (root / "INDEX.tsv").open(encoding="utf-8") as index:
        rows = [
            row
            for row in csv.DictReader(index, delimiter="\t")
            if (row["completeness"], row["type"]) == ("whole", "政府工作报告")
        ][::12]
    wrong = []
    for row in rows:
        data = (root / row["file"]).read_bytes()
        text = data.decode("utf-8-sig", errors="ignore").replace("\r\n", "\n")
        document = Document(row["file"], text, "utf-8", "")
        clean = strip(document, lines(document))
        found = identify(document, clean, outline(document, clean))
        if row["region"] not in (found.region or "") or str(found.report_year) != row["year"]:
            wrong.append((row["file"], found.region, found.report_year))
    assert len(rows) > 20 and not wrong
