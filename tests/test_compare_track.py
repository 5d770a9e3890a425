"""What became of promises: the rule for each bounding word, and which results are looked at."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govreport.compare.judge import judge
from govreport.compare.track import Outcome, score, track
from govreport.models import Record
from govreport.pipeline import process
from govreport.read import find
from records import rate, record

FIXTURES = Path(__file__).parent.parent / "fixtures"


def told(indicator: str, *args: str, **fields: Any) -> Record:
    """A result of 2023 in the report of 2024."""
    return record(indicator, *args, status="result", period="2023", **fields)


def grew(indicator: str, value: str, **fields: Any) -> Record:
    return rate(indicator, value, status="result", period="2023", **fields)


def one(target: Record, *results: Record) -> Outcome:
    rows = track([target], results)
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("comparator", "target", "result", "verdict", "gap"),
    [
        ("eq", "5", "5", "met", "0"),
        ("eq", "5", "4.9", "missed", "-0.1"),
        ("ge", "5", "5", "met", "0"),
        ("gt", "5", "5", "missed", "0"),
        ("gt", "5", "5.1", "met", "0.1"),
        ("approx", "5", "4.8", "met", "-0.2"),
        ("approx", "5", "4.7", "missed", "-0.3"),
        ("approx", "5", "6.1", "met", "1.1"),
        ("le", "5", "5", "met", "0"),
        ("le", "5", "5.1", "missed", "0.1"),
        ("eq", "5-5.5", "5.1", "met", "0.1"),
        ("eq", "5-5.5", "4.9", "missed", "-0.1"),
        ("lt", "5", "4.9", "met", "-0.1"),
    ],
)
def test_bounding_words_of_rates(
    comparator: str, target: str, result: str, verdict: str, gap: str
) -> None:
    # 近5% promises about as much.
    wording = ("近",) if comparator == "lt" else ()
    judged = judge(
        rate("地区生产总值", target, year=2023, comparator=comparator, wording=wording),
        grew("地区生产总值", result),
    )
    assert (judged.verdict, judged.gap, judged.unit) == (verdict, Decimal(gap), "个百分点")


@pytest.mark.parametrize(
    ("indicator", "target", "result", "verdict"),
    [
        ("城镇调查失业率", "5.5", "5.2", "met"),
        ("城镇调查失业率", "5.5", "5.6", "missed"),
        ("常住人口城镇化率", "70", "69.9", "missed"),
    ],
)
def test_without_a_bounding_word_less_is_better_of_some(
    indicator: str, target: str, result: str, verdict: str
) -> None:
    promised = record(indicator, target, "%", "percent", year=2023)
    assert judge(promised, told(indicator, result, "%", "percent")).verdict == verdict


def test_about_is_two_percent_of_other_numbers() -> None:
    promised = record(
        "城镇就业", "100", "人", "persons", year=2023, action="新增", comparator="approx"
    )
    results = [told("城镇就业", n, "人", "persons", action="新增") for n in ("98", "97")]
    assert [judge(promised, result).verdict for result in results] == ["met", "missed"]


def test_a_cut_is_met_by_as_large_a_cut() -> None:
    promised = rate("单位地区生产总值能耗", "3", year=2023, direction="down")
    assert judge(promised, grew("单位地区生产总值能耗", "3.4", direction="down")).verdict == "met"
    assert (
        judge(promised, grew("单位地区生产总值能耗", "2.9", direction="down")).verdict == "missed"
    )
    grown = judge(promised, grew("单位地区生产总值能耗", "1"))
    assert (grown.verdict, grown.gap) == ("missed", Decimal(-4))


@pytest.mark.parametrize(
    ("comparator", "result", "verdict"),
    [
        ("gt", "500", "met"),
        ("gt", "400", "unclear"),
        ("approx", "510", "met"),
        ("lt", "500", "missed"),
        ("lt", "600", "met"),
        ("le", "600", "unclear"),
    ],
)
def test_results_that_are_bounded_themselves(comparator: str, result: str, verdict: str) -> None:
    promised = record("游客", "500", "万人次", "times", year=2023, action="接待")
    reported = told("游客", result, "万人次", "times", action="接待", comparator=comparator)
    assert judge(promised, reported).verdict == verdict


@pytest.mark.parametrize(
    ("promised", "said", "verdict"),
    [
        ("sync", "above", "met"),
        ("sync", "sync", "met"),
        ("assigned", "assigned", "met"),
        ("full", "zero", "unclear"),
    ],
)
def test_words_are_kept_by_words(promised: str, said: str, verdict: str) -> None:
    target = record("居民人均可支配收入", year=2023, qualitative=promised)
    assert judge(target, told("居民人均可支配收入", qualitative=said)).verdict == verdict


def test_a_promise_to_grow_is_kept_by_any_growth() -> None:
    target = record("固定资产投资", year=2023, qualitative="positive")
    assert one(target, grew("固定资产投资", "0.3")).verdict == "met"
    assert one(target, grew("固定资产投资", "3", direction="down")).verdict == "missed"
    level = record("进出口总额", year=2023, qualitative="flat")
    assert one(level, grew("进出口总额", "4")).verdict == "met"
    prices = record("居民消费价格", year=2023, qualitative="flat")
    assert one(prices, grew("居民消费价格", "0.8")).verdict == "missed"


@pytest.mark.parametrize(
    ("promised", "text", "reached", "verdict", "gap"),
    [
        ("sync", "与经济增长同步", "5.3", "met", "0.2"),
        ("sync", "与GDP增长基本同步", "4.9", "met", "-0.2"),
        ("sync", "与经济增长同步", "4.8", "missed", "-0.3"),
        ("above", "高于经济增长", "5.3", "met", "0.2"),
        ("above", "快于地区生产总值增速", "5.1", "missed", "0"),
        ("above", "高于全省平均水平", "5.3", "unclear", None),
    ],
)
def test_a_promise_to_grow_with_the_economy_is_judged_by_its_growth(
    promised: str, text: str, reached: str, verdict: str, gap: str | None
) -> None:
    target = record("居民人均可支配收入", year=2023, qualitative=promised, text=text)
    rows = track([target], [grew("地区生产总值", "5.1"), grew("居民人均可支配收入", reached)])
    assert (rows[0].verdict, rows[0].gap) == (verdict, gap and Decimal(gap))
    assert one(target, grew("居民人均可支配收入", reached)).verdict == "unclear"


def test_a_list_is_kept_where_each_of_its_members_is() -> None:
    target = rate("城镇和农村居民人均可支配收入", "7", year=2023)
    town, country = "城镇居民人均可支配收入", "农村居民人均可支配收入"
    assert one(target, grew(town, "7.1"), grew(country, "7.5")).verdict == "met"
    worst = one(target, grew(town, "7.1"), grew(country, "6.5"))
    assert (worst.verdict, worst.new and worst.new.indicator) == ("missed", country)
    assert worst.old is target


def test_a_whole_is_kept_where_each_of_its_parts_is() -> None:
    target = rate("城乡居民人均可支配收入", "7", year=2023)
    town, country = "城镇居民人均可支配收入", "农村居民人均可支配收入"
    kept = one(target, grew(town, "7.1"), grew(country, "7.5"))
    assert (kept.verdict, kept.indicator, kept.indicator_key) == (
        "met", "城乡居民人均可支配收入", "resident_income",
    )  # fmt: skip
    assert one(target, grew(town, "6.1"), grew(country, "6.5")).verdict == "missed"
    assert one(target, grew(town, "6.1"), grew(country, "7.5")).verdict == "unclear"
    assert one(target, grew(town, "7.1")).verdict == "not_reported"


def test_a_whole_that_is_to_grow_with_the_economy_is_judged_by_its_parts_too() -> None:
    target = record("城乡居民收入", year=2023, qualitative="sync", text="与经济增长同步")
    parts = grew("城镇居民人均可支配收入", "5.3"), grew("农村居民人均可支配收入", "7.1")
    rows = track([target], [grew("地区生产总值", "5.1"), *parts])
    assert [row.verdict for row in rows] == ["met"]


def test_one_of_several_does_not_keep_what_was_promised_of_all() -> None:
    target = rate("规上工业和数字经济增加值", "7", year=2023, comparator="ge")
    assert judge(target, grew("规上工业增加值", "9")).verdict == "unclear"
    assert judge(target, grew("规上工业增加值", "5")).verdict == "missed"


def test_a_set_of_rooms_is_one_whoever_lives_there() -> None:
    target = record("保障性安居工程", "3", "万套(户)", "count", year=2023)
    assert judge(target, told("保障性安居工程", "3.1", "万套")).verdict == "met"


def test_two_figures_of_one_noun_are_told_apart_by_what_follows() -> None:
    said = "新增12个县实现学前教育普惠、30个县普及高中教育。"
    seen = "新增31个县普及高中教育、13个县实现学前教育普惠。"
    of = {"unit": "个", "dimension": "count", "action": "新增"}
    promised = [record("县", n, year=2023, sentence=said, **of) for n in ("12", "30")]
    results = [told("县", n, sentence=seen, **of) for n in ("31", "13")]
    found = {row.old.value: row.new and row.new.value for row in track(promised, results)}
    assert found == {Decimal(12): Decimal(13), Decimal(30): Decimal(31)}


def test_two_lists_of_the_same_things_do_not_share_a_result() -> None:
    lists = [
        rate("城镇和农村居民人均可支配收入", "7", year=2023, start=0),
        rate("城镇、农村居民人均可支配收入", "8", year=2023, start=200),
    ]
    results = [grew("城镇居民人均可支配收入", "7.1"), grew("农村居民人均可支配收入", "7.5")]
    rows = track(lists, results)
    assert sorted(row.verdict for row in rows) == ["met", "not_reported"]


@pytest.mark.parametrize(
    ("comparator", "promised", "said", "result", "verdict"),
    [
        ("eq", "美丽乡村", "省级美丽乡村", "4", "unclear"),
        ("eq", "美丽乡村", "省级美丽乡村", "6", "met"),
        ("eq", "省级美丽乡村", "美丽乡村", "4", "missed"),
        ("eq", "省级美丽乡村", "美丽乡村", "6", "unclear"),
        ("le", "隐患点", "省级隐患点", "9", "missed"),
        ("le", "隐患点", "省级隐患点", "3", "unclear"),
        ("le", "省级隐患点", "隐患点", "9", "unclear"),
        ("le", "省级隐患点", "隐患点", "3", "met"),
    ],
)
def test_what_a_level_leaves_unsaid(
    comparator: str, promised: str, said: str, result: str, verdict: str
) -> None:
    judged = judge(record(promised, "5", "个", comparator=comparator), told(said, result, "个"))
    assert judged.verdict == verdict


def test_what_was_to_be_begun_is_not_judged_by_what_is_done() -> None:
    target = record("老旧小区", "300", "个", action="新开工", year=2023)
    assert judge(target, told("老旧小区", "183", "个", action="改造")).verdict == "unclear"
    assert judge(target, told("老旧小区", "183", "个", action="开工")).verdict == "missed"


def test_another_measure_or_unit_is_unclear_and_never_judged() -> None:
    target = record("实际利用外资", "1.2", "亿美元", "money", year=2023)
    for result in (
        grew("实际利用外资", "8"),
        told("实际利用外资", "9", "亿元", "money"),
        told("实际利用外资", qualitative="steady"),
    ):
        row = one(target, result)
        assert (row.verdict, row.gap, row.new) == ("unclear", None, result)


def test_only_the_same_period_counts() -> None:
    target = rate("地区生产总值", "5", year=2023)
    whole = grew("地区生产总值", "5.2")
    part = rate("地区生产总值", "6", status="result", period="2023H1")
    coming = rate("地区生产总值", "5.5")
    assert one(target, part, coming, whole).new == whole
    assert one(target, part, coming).verdict == "not_reported"


def test_what_is_not_due_yet_is_not_held_against_anybody() -> None:
    later = record("常住人口城镇化率", "75", "%", "percent", year=2023, period="2025")
    row = one(later, grew("地区生产总值", "5"))
    assert (row.verdict, row.due) == ("not_reported", False)
    rows = track(
        [later, rate("地区生产总值", "5", year=2023), rate("进出口总额", "5", year=2023)],
        [grew("地区生产总值", "5.2")],
    )
    total = score(rows)
    assert (total.kept, total.targets, total.not_reported, total.not_due) == (1, 2, 1, 1)


def test_two_consecutive_reports() -> None:
    old, new = (
        process(next(iter(find([str(FIXTURES / name)]))).load(None)).records
        for name in ("lanxi-2023-forum.txt", "lanxi-2024-site.txt")
    )
    rows = {(row.indicator_key or row.indicator): (row.verdict, row.gap) for row in track(old, new)}
    expected = {
        "gdp": ("met", Decimal("0.1")),
        "fiscal_revenue": ("met", Decimal("0.4")),
        "fixed_asset_investment": ("missed", Decimal("-4.8")),
        "retail_sales": ("met", Decimal("0.5")),
        "foreign_investment": ("missed", Decimal("-0.26")),
        "urban_new_jobs": ("met", Decimal("0.23")),
        "resident_income": ("met", None),
        "energy_saving": ("met", None),
        "high_tech_firms": ("met", Decimal(11)),
        "tech_smes": ("missed", Decimal(-5)),
        "rd_intensity": ("met", Decimal("0.04")),
        "pm25": ("met", Decimal(-2)),
        "good_air_ratio": ("missed", Decimal("-0.8")),
        "surveyed_unemployment": ("not_reported", None),
        "税收亿元楼宇": ("missed", Decimal(-1)),
        "public_parking_spaces": ("not_reported", None),
        "lifts_added": ("missed", Decimal(-4)),
        "old_neighbourhoods": ("met", Decimal(0)),
    }
    assert {key: rows.get(key) for key in expected} == expected
