"""Headings and what paragraphs say of time → the years of the figures below them."""

from __future__ import annotations

import pytest

from govreport.pipeline import process
from govreport.read import read_bytes

HEAD = "政府工作报告\n——2026年1月10日在云川市第十届人民代表大会第三次会议上\n\n各位代表：\n"


def years(*lines: str, of: int = 2026) -> list[tuple[str, str, str | None]]:
    """Text, status and period of every record of a report of that year."""
    text = HEAD.replace("2026", str(of)) + "\n".join(lines) + "\n"
    report = process(read_bytes(text.encode(), f"云川市{of}.txt"))
    return [(r.text, r.status, r.period) for r in report.records]


def test_a_review_that_turns_to_its_last_year_keeps_it_for_the_sections_below() -> None:
    assert years(
        "一、“十四五”时期和2025年工作回顾",
        "“十四五”时期，我市新建公园36座。",
        "刚刚过去的2025年，是极不平凡的一年。",
        "（一）产业加快转型。新建厂房6座。",
        "（二）民生持续改善。新建学校3所。",
        "二、2026年重点工作",
        "（一）新建公园9座。",
    ) == [
        ("36座", "result", "2021-2025"),
        ("6座", "result", "2025"),
        ("3所", "result", "2025"),
        ("9座", "target", "2026"),
    ]


def test_a_government_that_came_in_between_keeps_its_years_below() -> None:
    rows = years(
        "一、本届政府工作回顾", "2023年以来，全市同心同德。", "（一）产业转型。新建厂房6座。"
    )
    assert rows == [("6座", "result", "2023-2025")]


def test_a_figure_of_one_year_does_not_turn_a_review_of_five() -> None:
    assert years(
        "一、过去五年工作回顾",
        "2025年，生产总值完成360亿元。",
        "（一）工业发展持续向好。新建厂房36座。",
    ) == [("360亿元", "result", "2025"), ("36座", "result", "2021-2025")]


def test_nor_the_sentences_after_it() -> None:
    assert years(
        "一、过去五年工作回顾",
        "综合实力明显增强。2025年，生产总值完成360亿元，年均增长6%。五年新增公路36公里。新建车站3座。",
    ) == [
        ("360亿元", "result", "2025"),
        ("6%", "result", "2021-2025"),
        ("36公里", "result", "2021-2025"),
        ("3座", "result", "2021-2025"),
    ]


def test_a_year_of_which_something_is_told_does() -> None:
    assert years(
        "一、过去五年工作回顾",
        "新建厂房36座。",
        "2025年，是我市发展具有特殊意义的一年。新建学校3所。",
    ) == [("36座", "result", "2021-2025"), ("3所", "result", "2025")]


def test_a_plan_that_spoke_of_five_years_comes_back_to_its_own() -> None:
    assert years(
        "一、2025年工作回顾",
        "新建公园6座。",
        "二、今后五年发展及2026年重点工作",
        "今后五年，新建公园90座。",
        "2026年是“十五五”开局之年，要做好各项工作。",
        "主要预期目标：地区生产总值增长5%。",
    ) == [
        ("6座", "result", "2025"),
        ("90座", "target", "2026-2030"),
        ("5%", "target", "2026"),
    ]


def test_a_list_of_what_was_done_at_the_end_looks_back() -> None:
    assert years(
        "一、2025年工作回顾",
        "新建公园6座。",
        "二、2026年重点工作",
        "新建公园9座。",
        "2025年市十件民生实事完成情况",
        "新建公厕36座。",
        "2026年市十件民生实事",
        "新建公厕63座。",
    ) == [
        ("6座", "result", "2025"),
        ("9座", "target", "2026"),
        ("36座", "result", "2025"),
        ("63座", "target", "2026"),
    ]


@pytest.mark.parametrize(
    ("title", "period"),
    [("二、2026年下半年重点工作", "2026H2"), ("二、2026年重点工作", "2026")],
)
def test_a_congress_in_summer_plans_for_half_a_year(title: str, period: str) -> None:
    rows = years("一、过去五年工作回顾", "新建公园36座。", title, "新建公园9座。")
    assert rows[-1] == ("9座", "target", period)


@pytest.mark.parametrize(
    ("said", "period"),
    [("四年来，", "2022-2025"), ("2023年以来，", "2023-2025"), ("", "2021-2025")],
)
def test_a_review_may_be_of_fewer_years_than_five(said: str, period: str) -> None:
    assert years("一、本届政府工作回顾", f"{said}新建公园36座。") == [("36座", "result", period)]


def test_under_a_heading_of_a_year_and_five_the_sections_are_of_what_was_spoken_of_last() -> None:
    title = "一、2025年和“十四五”时期工作回顾"
    assert years(
        title, "2025年任务顺利完成。回望不易。", "五年来，全市同心。", "（一）新建厂房6座。"
    ) == [("6座", "result", "2021-2025")]
    assert years(title, "2025年，全市同心。", "（一）新建厂房6座。") == [("6座", "result", "2025")]


def test_the_year_in_which_a_plan_ends_is_no_five_years() -> None:
    title = "二、争先跨越，奋力实现“十五五”规划和“三年新突破”圆满收官"
    rows = years(
        "一、2025年工作回顾", "新建公园9座。", title, "今年要新建厂房6座。", "新建学校3所。"
    )
    assert rows[1:] == [("6座", "target", "2026"), ("3所", "target", "2026")]


def test_documents_issued_in_a_past_year_and_works_due_in_a_coming_one() -> None:
    assert years("二、2026年工作安排", "清理2000年底以前发布的文件36件。") == [
        ("36件", "target", "2026")
    ]
    assert years("二、2026年工作安排", "确保2027年底前交付的房屋5万套。") == [
        ("5万套", "target", "2027")
    ]


def test_plans_of_the_last_century_and_the_fifteenth_in_quotes() -> None:
    said = (
        "一、“九五”回顾",
        "过去的一年，粮食产量达到20万吨。",
        "“九五”时期，是承前启后的五年。",
        "新建公园36座。",
        "二、关于“十五”计划",
        "加强农业，建设水利工程9处。",
        "三、2001年的工作",
        "新建厂房6座。",
    )
    assert years(*said, of=2001) == [
        ("20万吨", "result", "2000"),
        ("36座", "result", "1996-2000"),
        ("9处", "target", "2001-2005"),
        ("6座", "target", "2001"),
    ]


def test_a_plan_looks_back_until_it_speaks_of_what_is_ahead() -> None:
    text = """云川市国民经济和社会发展第十四个五年规划和2035年远景目标纲要

第一章 发展环境
“十三五”时期是云川发展史上极不平凡的五年。完成投资360亿元。
新建车站3座。
今后五年，坚持创新驱动，新建公路36公里。
新建学校6所。
"""
    report = process(read_bytes(text.encode(), "云川市规划纲要.txt"))
    assert [(r.text, r.status, r.period) for r in report.records] == [
        ("360亿元", "result", "2016-2020"),
        ("3座", "result", "2016-2020"),
        ("36公里", "target", "2021-2025"),
        ("6所", "target", "2021-2025"),
    ]
