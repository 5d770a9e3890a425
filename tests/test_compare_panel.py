"""One indicator over regions and years."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from govreport.compare.panel import Cell, Source, absence, panel, pick, resolve, tone
from govreport.export.chart import bars, scale, series, title
from govreport.export.chart_file import svg
from govreport.models import Record
from records import rate, record

GDP = resolve("gdp")


def source(year: int, *records: Record, region: str = "云川市", **fields: Any) -> Source:
    return Source(f"{region}{year}.txt", region, None, year, records=records, **fields)


def cells(*sources: Source, **options: Any) -> dict[tuple[str | None, int | None], Cell]:
    return {(cell.region, cell.year): cell for cell in panel(sources, GDP, **options)}


@pytest.mark.parametrize("word", ["gdp", "地区生产总值", "GDP", "生产总值"])
def test_an_indicator_is_found_by_key_and_by_any_name(word: str) -> None:
    assert resolve(word).entry == GDP.entry and GDP.entry is not None


def test_a_name_that_the_lexicon_has_not_is_looked_for_as_it_is() -> None:
    subject = resolve("税收亿元楼宇")
    assert subject.entry is None
    told = record("“税收亿元”楼宇", "9", "座", "count")
    assert pick([told, rate("地区生产总值", "5")], subject) == told


def test_a_cell_is_the_plan_for_the_own_year_out_of_the_list_of_targets() -> None:
    headline = "地区生产总值增长5%左右,固定资产投资增长6%。"
    records = [
        rate("地区生产总值", "4.8", status="result", period="2023"),
        rate("地区生产总值", "6", period="2021-2025", base="annual"),
        rate("地区生产总值", "8", sentence="园区地区生产总值增长8%。"),
        rate("地区生产总值", "5", sentence=headline, comparator="approx"),
        rate("固定资产投资", "6", sentence=headline),
        record("地区生产总值", "900", "亿元", "money", sentence=headline),
    ]
    (cell,) = panel([source(2024, *records)], GDP)
    assert (cell.outcome, cell.record, cell.tone, cell.sentence) == (
        "value", records[3], "soft", headline,
    )  # fmt: skip
    level = resolve("gdp", "level")
    assert panel([source(2024, *records)], level)[0].record == records[5]


def test_what_is_not_there_is_told_apart() -> None:
    found = cells(
        source(2020, text="我们没有提出全年经济增速具体目标,主要因为形势不定。"),
        source(2021, rate("固定资产投资", "6", year=2021), text="固定资产投资增长6%。"),
        source(2022, record("地区生产总值", qualitative="steady", year=2022)),
        Source("2023.pdf", failure="is an encrypted PDF"),
    )
    assert [(year, cell.outcome) for (_, year), cell in found.items()] == [
        (2020, "absent"), (2021, "not_found"), (2022, "words"), (None, "failed"),
    ]  # fmt: skip
    assert found["云川市", 2020].sentence == "我们没有提出全年经济增速具体目标,主要因为形势不定"
    assert found[None, None].sentence == "is an encrypted PDF"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("今年不设定地区生产总值增长目标。", True),
        ("我们没有提出全年经济增速具体目标。", True),
        ("我们没有提出城镇调查失业率目标。", False),
        ("没有完成的工作要抓紧。经济增长目标是5%。", False),
        ("地区生产总值增长5%,没有突破的领域要设定目标。", False),
    ],
)
def test_only_words_that_set_no_target_make_it_absent(text: str, absent: bool) -> None:
    assert (absence(text, GDP) is not None) is absent


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"comparator": "ge"}, "hard"),
        ({"comparator": "approx", "modality": "ensure"}, "soft"),
        ({"modality": "ensure"}, "hard"),
        ({"modality": "strive"}, "soft"),
        ({}, "point"),
    ],
)
def test_tone(fields: dict[str, Any], expected: str) -> None:
    assert tone(rate("地区生产总值", "5", **fields)) == expected


def test_tone_of_a_range_and_of_words() -> None:
    assert tone(rate("地区生产总值", "4.5-5")) == "range"
    assert tone(record("地区生产总值", qualitative="steady")) == "words"


def test_the_result_is_that_of_the_next_report_of_the_place() -> None:
    found = cells(
        source(2023, rate("地区生产总值", "5", year=2023)),
        source(2024, rate("地区生产总值", "5.5"),
               rate("地区生产总值", "5.2", status="result", period="2023")),
        source(2024, rate("地区生产总值", "9", status="result", period="2023"), region="远山县"),
        with_result=True,
    )  # fmt: skip
    result = found["云川市", 2023].result
    assert result is not None and result.record is not None
    assert str(result.record.value) == "5.2"
    following = found["云川市", 2024].result
    assert following is not None and following.outcome == "no_report"


def test_two_documents_of_one_year_make_one_cell() -> None:
    target = rate("地区生产总值", "5")
    short = replace(source(2024), source="a.txt")
    whole = source(2024, target)
    other = replace(source(2024, rate("地区生产总值", "6")), source="z.txt")
    (cell,) = panel([short, whole], GDP)
    assert (cell.record, cell.documents, cell.conflict) == (target, 2, False)
    (cell,) = panel([whole, other], GDP)
    assert cell.conflict


def test_plans_and_bulletins_make_no_cells() -> None:
    plan = source(2021, rate("地区生产总值", "5", year=2021), report_type="plan")
    assert panel([plan], GDP) == []


def test_level_parent_and_order_come_from_the_code() -> None:
    county = replace(source(2024, region="河北省保定市清苑区"), region_code="130608")
    province = replace(source(2024, region="河北省"), region_code="130000")
    first, second = panel([county, province], GDP)
    assert (first.level, first.parent, first.parent_code) == ("province", "全国", "100000")
    assert (second.level, second.parent, second.parent_code) == ("county", "保定市", "130600")


def drawn(year: int, value: str, unit: str = "亿元", region: str = "云川市") -> Cell:
    figure = record("地区生产总值", value, unit, "money", year=year)
    if unit == "万亿元":
        figure = replace(figure, number=Decimal(value) * 10**12, base_unit="元")
    return Cell(region, None, None, None, None, year, "value", figure, None, f"{year}.txt")


def test_a_chart_has_one_unit_that_of_the_newest_figure() -> None:
    row = [drawn(2022, "9800"), drawn(2023, "1.1", "万亿元"), drawn(2024, "3", "亿美元")]
    assert bars(row[:2], 60).splitlines()[0].endswith(" 0.98")
    unit = scale(row[:2])
    assert [point[1] for one in series(row[:2], unit) for point in one.points] == [
        Decimal("0.98"), Decimal("1.1"),
    ]  # fmt: skip
    assert title(row[:2], resolve("gdp"), unit) == "地区生产总值 (万亿元)"
    # What is in dollars cannot be drawn beside yuan.
    assert len(series(row, unit)[0].points) == 2


def test_a_year_without_a_figure_breaks_the_line() -> None:
    (one,) = series(row := [drawn(y, "5") for y in (2018, 2019, 2021, 2023, 2024)], scale(row))
    assert [[year for year, *_ in run] for run in one.runs()] == [
        [2018, 2019],
        [2021],
        [2023, 2024],
    ]
    assert svg(row, resolve("gdp")).count('stroke-width="2"') == 3


def test_the_names_in_a_picture_do_not_lie_on_each_other() -> None:
    row = [drawn(year, "5", region=f"云川{n}县") for n in range(40) for year in (2023, 2024)]
    picture = svg(row, resolve("gdp"))
    heights = sorted(float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>云川', picture))
    assert len(heights) == 40
    assert min(b - a for a, b in pairwise(heights)) >= 12
    assert heights[-1] < float(re.findall(r'height="(\d+)"', picture)[0])


def test_a_picture_of_nothing_is_a_picture() -> None:
    empty = Cell("云川市", None, None, None, None, 2024, "not_found", None, None, "a.txt")
    assert svg([empty], resolve("gdp")).startswith("<svg")
    assert bars([empty], 80) == "云川市 2024  not found\n"
