"""Two years side by side: how figures are compared, and how records find each other."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from govreport.compare.alike import Signals, Usage, evidence, likelihood
from govreport.compare.amounts import step
from govreport.compare.diff import Difference, diff
from govreport.compare.match import match
from govreport.compare.names import kept_apart, name_of
from govreport.compare.sides import sides
from govreport.compare.things import same_deed, thing
from govreport.extract.keys import indicators
from govreport.lexicon import load
from govreport.models import Record
from govreport.pipeline import process
from govreport.read import find, read_bytes
from records import rate, record

FIXTURES = Path(__file__).parent.parent / "fixtures"


def only(old: Record, new: Record) -> Difference:
    rows = diff([old], [new])
    assert len(rows) == 1, [row.kind for row in rows]
    return rows[0]


@pytest.mark.parametrize(
    ("old", "new", "kind", "change"),
    [
        ({"value": "5"}, {"value": "5.5"}, "raised", "0.5"),
        ({"value": "5.5"}, {"value": "5"}, "lowered", "-0.5"),
        ({"value": "5"}, {"value": "5"}, "unchanged", "0"),
        ({"value": "5", "comparator": "approx"}, {"value": "5", "comparator": "ge"},
         "reworded", "0"),
        ({"value": "5"}, {"value": "5", "modality": "strive"}, "reworded", "0"),
        ({"value": "5", "comparator": "approx"}, {"value": "4.5-5"}, "lowered", "-0.5"),
        ({"value": "5-5.5"}, {"value": "5"}, "lowered", "-0.5"),
        ({"value": "5-6"}, {"value": "5.5"}, "changed", "0.5"),
        ({"value": "5.5"}, {"value": "5-6"}, "changed", "-0.5"),
        ({"value": "5", "comparator": "ge"}, {"value": "6", "comparator": "le"}, "changed", "1"),
        ({"value": "5", "comparator": "ge"}, {"value": "6", "comparator": "approx"}, "raised", "1"),
        ({"value": "3"}, {"value": "2", "direction": "down"}, "lowered", "-5"),
    ],
)  # fmt: skip
def test_how_rates_are_compared(
    old: dict[str, Any], new: dict[str, Any], kind: str, change: str
) -> None:
    row = only(rate("地区生产总值", year=2023, **old), rate("地区生产总值", year=2024, **new))
    assert (row.kind, row.change, row.change_unit) == (kind, Decimal(change), "个百分点")
    assert (row.indicator_key, row.match, row.score) == ("gdp", "key", 1.0)


def test_a_cut_is_compared_by_its_size() -> None:
    old = rate("单位地区生产总值能耗", "3", year=2023, direction="down")
    new = rate("单位地区生产总值能耗", "3.5", direction="down")
    assert (only(old, new).kind, only(old, new).change) == ("raised", Decimal("0.5"))


def test_a_change_is_in_the_unit_of_the_newer_figure() -> None:
    old = record("城镇就业", "18000", "人", "persons", year=2023, action="新增")
    new = record("城镇就业", "2", "万人", "persons", action="新增")
    row = only(old, new)
    assert (row.kind, row.change, row.change_unit) == ("raised", Decimal("0.2"), "万人")


def test_units_of_one_dimension_convert_and_currencies_do_not() -> None:
    old = record("粮食产量", "100", "亿斤", "mass", year=2023)
    row = only(old, record("粮食产量", "600", "万吨", "mass"))
    assert (row.kind, row.change, row.change_unit) == ("raised", Decimal(100), "万吨")
    yuan = record("实际使用外资", "8", "亿元", "money", year=2023)
    row = only(yuan, record("实际使用外资", "1", "亿美元", "money"))
    assert (row.kind, row.change) == ("changed", None)


def test_a_day_may_be_written_in_either_way() -> None:
    old = record("污水处理能力", "48", "万吨/日", "mass", year=2023)
    row = only(old, record("污水处理能力", "101", "万吨/天", "mass"))
    assert (row.kind, row.change, row.change_unit) == ("raised", Decimal("53"), "万吨/天")


def test_a_mu_is_a_third_of_two_thousand_square_metres() -> None:
    moved = step(record("高标准农田", "3", "亩", "area"), record("高标准农田", "2", "公顷", "area"))
    assert (moved.order, moved.change, moved.unit) == ("higher", Decimal("1.8"), "公顷")


def test_numbers_that_become_words_are_changed_and_words_that_stay_are_not() -> None:
    words = record("固定资产投资", qualitative="positive", text="正增长")
    assert only(rate("固定资产投资", "8", year=2023), words).kind == "changed"
    before = record("固定资产投资", qualitative="positive", text="正增长", year=2023)
    assert only(before, words).kind == "unchanged"
    steady = record("固定资产投资", qualitative="steady", text="稳定增长")
    assert only(before, steady).kind == "changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rate("工业增加值", "6", year=2023), rate("规模以上工业增加值", "6")),
        (record("市场主体", "4", "万户", "count", year=2023),
         record("市场主体", "5000", "户", "count", action="新增")),
        (rate("地区生产总值", "6", year=2023, period="2021-2025", base="annual"),
         rate("地区生产总值", "6")),
        (record("地区生产总值", "600", "亿元", "money", year=2023), rate("地区生产总值", "6")),
        (record("城镇低保对象", "2", "万人", "persons", year=2023),
         record("农村低保对象", "2", "万人", "persons")),
        (record("亿元以上项目", "20", "个", "count", year=2023),
         record("5亿元以上项目", "20", "个", "count")),
    ],
)  # fmt: skip
def test_things_that_are_not_one(old: Record, new: Record) -> None:
    assert {row.kind for row in diff([old], [new])} == {"added", "removed"}


def test_another_verb_and_other_words_of_the_same_thing() -> None:
    old = record("老旧小区", "12", "个", "count", year=2023, action="改造")
    new = record("城镇老旧小区", "9", "个", "count", action="改造提升")
    assert only(old, new).match == "key"
    old = record("背街小巷", "12", "条", "count", year=2023, action="整治")
    new = record("背街里巷", "9", "条", "count", action="综合整治")
    row = only(old, new)
    assert row.match == "similar" and row.score is not None and 0.66 <= row.score < 1


def test_one_to_one_and_repetitions_once() -> None:
    old = [rate("地区生产总值", "5", year=2023)]
    headline = rate("地区生产总值", "6", sentence="地区生产总值增长6%,固定资产投资增长8%。")
    again = rate("地区生产总值", "6", sentence="围绕地区生产总值增长6%的目标,抓好落实。")
    invest = rate("固定资产投资", "8", sentence=headline.sentence)
    found = match(old, [again, headline, invest])
    assert [(pair.old.id, pair.new.id) for pair in found.pairs] == [(old[0].id, headline.id)]
    assert [r.id for r in found.new] == [invest.id]


def test_only_records_of_the_asked_status() -> None:
    old, new = rate("地区生产总值", "5", year=2023), rate("地区生产总值", "5.2")
    done = rate("地区生产总值", "4.9", status="result", period="2023")
    before = rate("地区生产总值", "4.1", status="result", period="2022", year=2023)
    assert [row.new for row in diff([old, before], [new, done])] == [new]
    assert [row.change for row in diff([old, before], [new, done], status="result")] == [
        Decimal("0.8")
    ]


def test_the_order_is_that_of_the_newer_report_then_what_was_dropped() -> None:
    old = [rate("进出口总额", "3", year=2023), rate("固定资产投资", "8", year=2023)]
    new = [rate("地区生产总值", "5"), rate("固定资产投资", "6")]
    kinds = [(row.kind, row.indicator) for row in diff(old, new)]
    assert kinds == [
        ("added", "地区生产总值"),
        ("lowered", "固定资产投资"),
        ("removed", "进出口总额"),
    ]


@pytest.mark.parametrize("entry", load("compare")["deed"], ids=lambda entry: entry["words"][0])
def test_deeds_of_the_lexicon(entry: dict[str, Any]) -> None:
    for a, b in entry["examples"]:
        assert same_deed(a, b)
    weak = {word for row in load("compare")["weak"] for word in row["words"]}
    assert all(
        same_deed(word, "") is (word in weak or word.endswith("完成")) for word in entry["words"]
    )


@pytest.mark.parametrize("entry", load("compare")["apart"], ids=lambda e: e["sides"][0][0])
def test_words_that_keep_names_apart(entry: dict[str, Any]) -> None:
    for a, b in entry["examples"]:
        assert kept_apart(a, b) and not kept_apart(a, a)


def test_what_is_begun_is_not_what_is_ended() -> None:
    begun, ended = load("compare")["end"]
    for a, b in product(begun["examples"], ended["examples"]):
        assert not same_deed(a, b) and same_deed(a, "建设") and same_deed(b, "新建")
    assert same_deed("开工", "新开工") and same_deed("竣工", "建成投产")


def test_weak_actions_stand_for_any_and_for_none() -> None:
    for a, b in (pair for entry in load("compare")["weak"] for pair in entry["examples"]):
        assert same_deed(a, b) and same_deed(a, "新建")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("全市粮食产量", "粮食产量"),
        ("③投资", "投资"),
        ("十一是维修农村供水工程", "维修农村供水工程"),
        ("能耗及排放等约束性指标", "约束性指标"),
        ("高等教育毛入学率", "高等教育毛入学率"),
        ("4A级等级旅游民宿", "4A级等级旅游民宿"),
        ("投资超亿元项目", "过亿元项目"),
        ("亿元以上项目", "过亿元项目"),
        ("总投资10亿元以上的产业项目", "过10亿元产业项目"),
        ("总投资323亿元的重点项目", "重点项目"),
        ("装配式建筑占新建建筑面积比例", "装配式建筑占新建建筑面积"),
    ],
)
def test_what_a_name_is_without_what_adds_nothing(name: str, bare: str) -> None:
    assert name_of(name) == bare


@pytest.mark.parametrize(
    "entry", [row for table in ("lead", "tail", "same") for row in load("compare")[table]]
)
def test_words_that_a_name_does_not_need(entry: dict[str, Any]) -> None:
    assert all(name_of(printed) == bare for printed, bare in entry["examples"])
    assert all(name_of(name) == name for name in entry.get("not_examples", ()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The verb of one is in the name of the other.
        (("放映", "农村公益电影", "7200"), ("", "农村公益电影放映", "7000")),
        (("加装", "住宅楼电梯", "30"), ("新增完成", "住宅楼加装电梯", "40")),
        (("优化提质", "市级儿童福利院", "5"), ("实施", "市级儿童福利院优化提质项目", "3")),
        (("上市", "企业", "3"), ("新增", "上市企业", "4")),
        # The same letters, cut at another place.
        (("转型", "规上企业数字化", "100"), ("数字化转型", "规上企业", "150")),
        # No verb, or one that is no synonym, but the very same number.
        (("修建", "便民桥", "500"), ("", "农牧区便民桥", "500")),
        (("发布", "应用场景清单", "80"), ("编制", "应用场景清单", "80")),
        # One deed, one number and one kind of thing.
        (("聚焦", "重点产业集群", "13"), ("聚焦", "先进制造业集群", "13")),
        # A name that the other ends with, and one that says 示范.
        (("建设", "小型调蓄设施", "65"), ("建设", "调蓄设施", "70")),
        (("建设", "市级示范性托育中心", "4"), ("新建设", "市级托育中心", "5")),
    ],
)
def test_one_thing_under_another_verb(old: tuple[str, str, str], new: tuple[str, str, str]) -> None:
    rows = [
        record(name, value, "个", "count", year=year, action=action or None)
        for year, (action, name, value) in ((2023, old), (2024, new))
    ]
    assert only(*rows).match == "similar"


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("河北省粮食产量", "粮食产量", True),
        ("云川县示范村", "示范村", False),
        ("亿元以上项目", "5亿元以上项目", True),
        ("重点项目总投资", "重点项目投资", True),
        ("重点项目总投资", "重点项目投资总额", False),
    ],
)
def test_places_sums_and_wholes_keep_names_apart(a: str, b: str, apart: bool) -> None:
    assert kept_apart(a, b) is apart


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (record("贫困群众温饱问题", "90", "万户", "count", year=2023, action="解决"),
         record("贫困村群众温饱问题", "30", "个", "count", action="解决")),
        (record("国家高新技术企业", "500", "家", "count", year=2023, action="新增"),
         record("国家高新技术企业", "2300", "家", "count")),
        (record("省重点项目总投资", "178", "亿元", "money", year=2023),
         record("省重点项目投资", "160", "亿元", "money")),
    ],
)  # fmt: skip
def test_names_that_are_alike_and_things_that_are_not(old: Record, new: Record) -> None:
    assert {row.kind for row in diff([old], [new])} == {"added", "removed"}


TOWN = (
    "全年地区生产总值增长{0}%左右，固定资产投资增长{1}%，城镇新增就业{2}人。",
    "打造特色街区{0}条，新建口袋公园{1}处，建设城市书房{2}座。",
    "改造老旧小区{0}个，加装电梯{1}部，整治背街小巷{2}条。",
)


def town(year: int, *own: str) -> tuple[Record, ...]:
    """The records of a report that plans what a county plans each year, and this of its own."""
    said = [line.format(year % 7 + 3, year % 5 + 6, year % 9 + 2) for line in TOWN]
    head = f"云川县人民政府\n政府工作报告\n——{year}年1月8日在云川县第十届人民代表大会上\n\n"
    review = f"一、{year - 1}年工作回顾\n过去一年，全县经济平稳运行。\n\n"
    text = head + review + f"二、{year}年工作安排\n" + "\n".join([*said, *own])
    return process(read_bytes(text.encode(), f"{year}.txt")).records


def likened(old: str, new: str) -> list[tuple[str, str]]:
    """The names of what one sentence of a report is paired with in another, for likeness alone."""
    return [
        (row.old.indicator, row.new.indicator)
        for row in diff(town(2023, old), town(2024, new))
        if row.old and row.new and row.match == "similar"
    ]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("打造300亩优质麦良种繁育基地。", "建成优质麦良种育种基地400亩。",
         ("优质麦良种繁育基地", "优质麦良种育种基地")),
        ("推进12个重点项目建设。", "推进15个项目建设。", ("重点项目", "项目")),
        ("新增应急广播终端200套。", "新增应急广播设备260套。", ("应急广播终端", "应急广播设备")),
    ],
)  # fmt: skip
def test_one_thing_in_other_words(old: str, new: str, names: tuple[str, str]) -> None:
    assert likened(old, new) == [names]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("新建农产品冷库20座。", "新建社区食堂18座。"),
        ("培训家政服务人员300人次。", "免费提供乳腺癌筛查260人次。"),
        ("防汛抢险备足物资，新开工项目20个。", "文旅惠民再添新彩，打造项目90个。"),
        ("选派企业科技特派员30名。", "选派驻村第一书记28名。"),
        ("新增科技型中小企业20家。", "科技型中小企业达到210家。"),
        ("推进总投资38亿元的17个产业项目建设。", "产业项目完成投资9亿元。"),
        ("新建养老服务中心和托育中心12个。", "新建托育中心5个。"),
    ],
)
def test_two_things_of_one_kind(old: str, new: str) -> None:
    assert likened(old, new) == []


def test_things_that_are_only_told_by_what_follows_their_number() -> None:
    old = town(2023, "新增12个村实现雨污分流、30个村实现旅游接待。")
    new = town(2024, "新增33个村实现旅游接待、14个村实现雨污分流。")
    found = {row.old.text: row.new.text for row in diff(old, new) if row.old and row.new}
    assert (found["12个"], found["30个"]) == ("14个", "33个")


def test_what_is_rare_in_two_reports_tells_more() -> None:
    usage = Usage(sides(town(2023)), sides(town(2024)))
    assert usage.weight("区") < usage.weight("廊") == usage.weight("巢")
    assert usage.weight("廊巢") == pytest.approx(2 * usage.weight("廊"))


def test_a_pair_makes_its_neighbours_likelier_and_sizes_apart_less_likely() -> None:
    told = Signals(
        letters=0.5, clause=0.5, around=0.5, sizes=0.2, sizeless=0, unit=1, usual=1, within=0,
        beside=0,
    )  # fmt: skip
    by = likelihood(evidence(told))
    assert by < likelihood(evidence(told._replace(beside=2))) < 1
    assert by > likelihood(evidence(told._replace(sizes=3))) > 0


def test_a_bare_share_is_the_rate_that_another_report_names() -> None:
    old = record(
        "装配式建筑", "23", "%", "percent", year=2023, measure="share",
        sentence="装配式建筑占新建建筑面积23%以上。",
    )  # fmt: skip
    row = only(old, record("装配式建筑占新建建筑面积比例", "26", "%", "percent"))
    assert (row.kind, row.change, row.match) == ("raised", Decimal(3), "indicator")


def test_a_bare_multiplier_counts_people() -> None:
    old = record("农村饮水安全问题", "6000", "万人", "persons", year=2023, action="解决")
    new = record("农村饮水安全问题", "7000", "万", "count", action="解决")
    assert only(old, new).change == 1000


def test_a_second_figure_that_is_striven_for_does_not_take_the_first_ones_place() -> None:
    told = "税收达到36亿元,力争达到60亿元;社会投资增长5%。"
    old = record(
        "税收", "32", "亿元", "money", year=2023, sentence="税收达到32亿元;社会投资增长4%。"
    )
    base = record("税收", "36", "亿元", "money", sentence=told)
    more = record("税收", "60", "亿元", "money", sentence=told, modality="strive")
    rows = [row for row in diff([old], [base, more]) if row.match]
    assert [row.new for row in rows] == [base]


def test_one_key_said_twice_under_two_names_is_one_thing() -> None:
    old = rate("地区生产总值", "5", year=2023)
    named = rate("地区生产总值", "5", sentence="地区生产总值增长5%,进出口增长3%。")
    again = rate("经济", "5", sentence="经济增长目标为5%。")
    assert [row.kind for row in diff([old], [named, again])] == ["unchanged"]


def test_kindred_keys_match_but_never_in_silence() -> None:
    old = rate("固定资产投资", "10", year=2023)
    row = only(old, rate("全社会固定资产投资", "8"))
    assert (row.kind, row.match) == ("lowered", "similar")
    assert row.score is not None and row.score < 1
    keys = {entry.key for entry in indicators()}
    assert {key for entry in load("compare")["kin"] for key in entry["keys"]} <= keys


def test_households_are_not_neighbourhoods() -> None:
    old = record("老旧小区", "4", "万户", "count", year=2023, action="改造")
    assert only(old, record("老旧小区", "153", "个", "count", action="改造")).kind == "changed"
    old = record("规模以上工业企业", "20", "户", "count", year=2023)
    assert only(old, record("规模以上工业企业", "25", "家", "count")).change == 5


def test_two_consecutive_reports() -> None:
    old, new = (
        process(next(iter(find([str(FIXTURES / name)]))).load(None)).records
        for name in ("lanxi-2023-forum.txt", "lanxi-2024-site.txt")
    )
    rows = {
        (row.indicator_key or row.indicator): (row.kind, row.change)
        for row in diff(old, new)
        if row.old and row.new
    }
    expected = {
        "gdp": ("reworded", Decimal(0)),
        "fiscal_revenue": ("lowered", Decimal(-1)),
        "fixed_asset_investment": ("changed", None),
        "retail_sales": ("unchanged", Decimal(0)),
        "urban_new_jobs": ("raised", Decimal("0.2")),
        "resident_income": ("unchanged", None),
        "high_tech_firms": ("raised", Decimal(40)),
        "tech_smes": ("raised", Decimal(20)),
        "rd_intensity": ("raised", Decimal("0.1")),
        "pm25": ("lowered", Decimal(-2)),
        "old_neighbourhoods": ("lowered", Decimal(-3)),
        "闲置楼宇": ("lowered", Decimal(-2)),
        "税收亿元楼宇": ("raised", Decimal(1)),
        "elderly_beds": ("raised", Decimal(100)),
    }
    assert {key: rows.get(key) for key in expected} == expected


def test_of_a_part_and_its_whole_neither_is_higher() -> None:
    """新增学位1200个, a year later 新增公办学位900个: fewer, or others beside them."""
    old = record("学位", "1200", "个", "count", year=2023, action="新增")
    row = only(old, record("公办学位", "900", "个", "count", action="新增"))
    assert (row.kind, row.match, row.change) == ("changed", "similar", None)


def test_incomes_of_all_and_of_some_are_not_one_thing() -> None:
    old = rate("城乡居民人均可支配收入", "7", year=2023)
    for name in ("城镇居民人均可支配收入", "农村居民人均可支配收入"):
        assert [r.kind for r in diff([old], [rate(name, "7")])] == ["added", "removed"]


def test_a_list_that_is_counted_together_is_none_of_its_members() -> None:
    said = {"unit": "所", "dimension": "count", "action": "新建"}
    members = [record(name, n, **said) for name, n in (("公办小学校", "4"), ("公办幼儿园", "5"))]
    old = record("公办小学校和公办幼儿园", "12", year=2023, **said)
    assert not [row for row in diff([old], members) if row.match]
    each = record(
        "公办小学校和公办幼儿园",
        "12",
        year=2023,
        sentence="公办小学校和公办幼儿园各新建12所。",
        **said,
    )
    assert len([row for row in diff([each], members) if row.match]) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("土地整治项目", None, "2", "万亩", "area"), ("土地", "整治", "1", "万亩", "area")),
        (("公办中小学", "新建", "20", "所", "count"),
         ("公办中小学(幼儿园)", "新建", "35", "所", "count")),
        (("城区交通堵点", "疏解", "27", "个", "count"),
         ("城区交通拥堵点", "治理", "34", "个", "count")),
        (("省市重点项目", "谋划实施", "44", "个", "count"),
         ("省、市重点项目", "申报", "23", "项", "count")),
        (("检测中心和中试基地", "新建", "20", "家", "count"),
         ("中试平台和检测中心", "新建", "20", "家", "count")),
        (("雨污合流管网", "改造", "30", "公里", "length"),
         ("管网雨污分流", "改造", "30", "公里", "length")),
        (("河道长效管护", "推动", "147", "条", "count"), ("河道管护", "督办", "147", "条", "count")),
        (("低镉水稻品种", "推广", "3", "万亩", "area"), ("低镉水稻", "推广", "4", "万亩", "area")),
        (("行政村", "生活污水治理", "50", "个", "count"),
         ("行政村农村生活污水", "治理", "80", "个", "count")),
        (("“独角兽”“瞪羚”企业", "培育", "30", "家", "count"),
         ("“独角兽”、“瞪羚”企业", "培育", "36", "家", "count")),
        (("科技型中小企业", "新增", "25", "家", "count"),
         ("科技型中小企业认定", None, "20", "家", "count")),
        (("退耕还林", "新增", "15", "万亩", "area"), ("退耕还林", None, "18", "万亩", "area")),
        (("学位", "新增", "3.4", "万个", "count"), ("学位", "新增", "4.7", "万", "count")),
        (("职业技能培训", None, "1.2", "万人次", "times"),
         ("职业技能培训", None, "1", "万人", "persons")),
        (("群众文化活动", "开展", "300", "场次", "times"),
         ("群众性文化活动", "举办", "300", "场", "count")),
    ],
)  # fmt: skip
def test_one_thing_said_in_two_ways(old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
    first, second = (
        record(name, value, unit, dimension, action=action, year=year)
        for year, (name, action, value, unit, dimension) in ((2023, old), (2024, new))
    )
    assert only(first, second).match is not None


def test_of_a_list_one_thing_is_found_where_as_much_is_said_of_it() -> None:
    said = {"qualitative": "zero", "text": "动态清零"}
    old = record("“散乱污”企业、黑加油点(车)等", year=2023, **said)
    assert only(old, record("“散乱污”企业", **said)).match == "similar"


def test_a_list_in_words_meets_each_number_of_its_members() -> None:
    old = record(
        "社会消费品零售总额、规模以上工业增加值及实际利用外资", "", "", qualitative="above"
    )
    new = [rate("社会消费品零售总额", "7"), rate("规模以上工业增加值", "8")]
    rows = diff([old], new)
    assert [(row.kind, row.old is old) for row in rows] == [("changed", True)] * 2


def test_a_rate_of_a_list_is_one_of_each_thing_in_it_and_a_number_is_not() -> None:
    old = rate("粮食和油料单产", "2", year=2023)
    assert only(old, rate("粮食单产", "3")).match == "similar"
    old = record("养老服务中心和托育中心", "12", "个", "count", action="新建", year=2023)
    new = record("托育中心", "5", "个", "count", action="新建")
    assert [row.kind for row in diff([old], [new])] == ["added", "removed"]


@pytest.mark.parametrize(
    ("said", "over"),
    [
        ("力争五年引进投资6亿元。", True),
        ("用3—5年时间新建标准厂房,引进投资6亿元。", True),
        ("实施招商三年行动,引进投资6亿元。", False),
        ("两年建成园区,今年引进投资6亿元。", False),
        ("连续三年引进投资6亿元。", False),
    ],
)
def test_what_is_for_several_years_is_not_beside_one(said: str, over: bool) -> None:
    old = record("投资", "2", "亿元", "money", action="引进", year=2023, sentence="引进投资2亿元。")
    new = record("投资", "6", "亿元", "money", action="引进", sentence=said)
    assert (thing(new).horizon == "later") == over
    assert thing(old).horizon == "year"


def test_a_key_is_found_behind_what_adds_nothing() -> None:
    old = record("原煤产量", "1.6", "亿吨", "mass", year=2023)
    row = only(old, record("调度原煤产量", "1.8", "亿吨", "mass"))
    assert (row.indicator_key, row.match) == ("coal_output", "key")


def test_what_is_added_may_be_what_is_done_where_the_numbers_are_near() -> None:
    """上线“高效办成一件事”21项, 新增…20项: one undertaking, told as similar."""
    old = record("高效政务服务事项", "21", "项", "count", action="上线", year=2023)
    row = only(old, record("高效政务服务事项", "20", "项", "count", action="新增"))
    assert (row.kind, row.match) == ("lowered", "similar")


def test_what_is_begun_is_not_what_is_ended_however_near_the_numbers() -> None:
    old = record("重大产业项目", "90", "个", "count", action="建成投产", year=2023)
    new = record("重大产业项目", "91", "个", "count", action="开工")
    assert [row.kind for row in diff([old], [new])] == ["added", "removed"]


def test_one_name_may_leave_the_level_out() -> None:
    old = record("省级现代产业学院", "5", "个", "count", action="新建", year=2023)
    assert only(old, record("现代产业学院", "6", "个", "count", action="建设")).kind == "raised"


def test_a_rate_that_stands_in_a_list_is_the_rate_alone() -> None:
    old = record("医疗保险参保率", "95", "%", "percent", year=2023)
    row = only(old, record("城乡居民养老、医疗保险参保率", "96", "%", "percent"))
    assert (row.kind, row.match) == ("raised", "similar")


def test_a_round_sum_is_written_in_either_way() -> None:
    old = record("主营业务收入超百亿元企业", "22", "家", "count", year=2023)
    row = only(old, record("年主营业务收入超100亿元企业", "25", "家", "count"))
    assert (row.kind, row.match) == ("raised", "indicator")
