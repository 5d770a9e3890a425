"""Indicators of the lexicon, and the keys that names of reports get."""

from __future__ import annotations

from collections import Counter

import pytest

from govreport.extract.keys import Indicator, indicators, key_of, normal
from govreport.lexicon import load

ENTRIES = {entry["key"]: entry for entry in load("indicators")["indicator"]}
THEMES = {
    "economy", "fiscal", "finance", "investment", "consumption", "trade", "prices", "employment",
    "income", "industry", "business", "agriculture", "rural", "poverty", "innovation", "digital",
    "energy", "ecology", "transport", "urban", "population", "education", "health",
    "social_security", "culture", "tourism", "safety", "governance",
}  # fmt: skip


def given(example: str, entry: Indicator) -> tuple[str, str, str, str | None]:
    """``新增+城镇就业`` → the arguments of ``key_of`` for a figure as this indicator has it."""
    action, _, noun = example.rpartition("+")
    dimension = "percent" if entry.measure == "growth" else entry.dimensions[0]
    measure = entry.measure
    return noun, measure, dimension, action or None


@pytest.mark.parametrize("entry", indicators(), ids=lambda entry: entry.key)
def test_examples_have_the_key_and_look_alikes_have_not(entry: Indicator) -> None:
    examples = ENTRIES[entry.key]["examples"]
    assert examples
    for example in examples:
        assert key_of(*given(example, entry)) == entry.key, example
    for name in ENTRIES[entry.key]["not_examples"]:
        assert key_of(*given(name, entry)) != entry.key, name


def test_every_name_of_an_indicator_has_its_key_or_is_said_to_be_of_two() -> None:
    shared = []
    for entry in indicators():
        for name in entry.names:
            key = key_of(*given(name, entry))
            if key != entry.key:
                shared.append((name, entry.key, key))
    assert not shared


def test_the_lexicon_is_whole() -> None:
    assert len(ENTRIES) == len(indicators()) >= 200
    assert {entry.theme for entry in indicators()} <= THEMES
    names = Counter(normal(entry.name) for entry in indicators())
    assert [name for name, count in names.items() if count > 1] == []
    fields = {
        "key", "name", "aliases", "growth_aliases", "label", "theme", "measure", "dimensions",
        "actions", "lower_is_better", "examples", "not_examples",
    }  # fmt: skip
    for entry in ENTRIES.values():
        assert set(entry) <= fields, entry["key"]
        assert entry["key"].isidentifier() and entry["key"].islower()


@pytest.mark.parametrize(
    ("indicator", "measure", "dimension", "action", "key"),
    [
        ("地区生产总值", "growth", "percent", None, "gdp"),
        ("全市地区生产总值", "level", "money", None, "gdp"),
        ("经济", "growth", "percent", None, "gdp"),
        ("经济", "level", None, None, None),
        ("国内生产总值（ＧＤＰ）", "growth", "percent", None, "gdp"),
        ("人均地区生产总值", "level", "money", None, "gdp_per_capita"),
        ("地区生产总值", "level", "area", None, None),
        ("全体居民人均可支配收入", "growth", "percent", None, "resident_income"),
        ("城镇居民人均可支配收入", "growth", "percent", None, "urban_income"),
        ("农村常住居民人均可支配收入", "growth", "percent", None, "rural_income"),
        ("农民人均纯收入", "level", "money", None, "rural_net_income"),
        ("一般公共预算收入", "growth", "percent", None, "fiscal_revenue"),
        ("财政总收入", "level", "money", None, "fiscal_total_revenue"),
        ("税收收入", "level", "money", None, "tax_revenue"),
        ("税收", "level", "money", "减免", None),
        ("规上工业增加值", "growth", "percent", None, "industrial_value_added_large"),
        ("规模以上工业", "growth", "percent", None, "industrial_value_added_large"),
        ("规模以上工业", "level", "money", None, None),
        ("工业增加值", "growth", "percent", None, "industrial_value_added"),
        ("城镇就业", "level", "persons", "新增", "urban_new_jobs"),
        ("城镇就业", "level", "persons", None, None),
        ("城镇新增就业", "level", "persons", None, "urban_new_jobs"),
        ("就业", "level", "persons", "新增", "new_jobs"),
        ("城镇登记失业率", "level", "percent", None, "registered_unemployment"),
        ("城镇调查失业率", "level", "percent", None, "surveyed_unemployment"),
        ("居民消费价格涨幅", "growth", "percent", None, "cpi"),
        ("常住人口城镇化率", "change", "percentage_point", None, "urbanisation"),
        ("户籍人口城镇化率", "level", "percent", None, "registered_urbanisation"),
        ("单位GDP能耗", "growth", "percent", None, "energy_intensity"),
        ("高标准农田", "level", "area", "新建和改造提升", "high_standard_farmland"),
        ("高标准农田", "level", "area", "视察", None),
        ("国家级高新技术企业", "level", "count", "新增", "high_tech_firms"),
        ("省级高新技术企业", "level", "count", None, None),
        ("空气质量优良天数", "level", "time", None, "good_air_days"),
        ("空气质量优良天数比例", "level", "percent", None, "good_air_ratio"),
        ("细颗粒物（PM2.5）平均浓度", "level", "concentration", None, "pm25"),
        ("年粮食产量", "level", "mass", None, "grain_output"),
        ("", "level", None, None, None),
    ],
)  # fmt: skip
def test_a_key_is_right_or_none(
    indicator: str, measure: str, dimension: str | None, action: str | None, key: str | None
) -> None:
    assert key_of(indicator, measure, dimension, action) == key
