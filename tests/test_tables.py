"""Tables of indicators: the same records from every format, and what each column means."""

from __future__ import annotations

import io
from collections import Counter

import openpyxl
import pytest

from govreport.extract.table_columns import column, is_unit, unit_of
from govreport.extract.tables import _NATURAL, _name
from govreport.lexicon import load
from govreport.models import Record
from govreport.pipeline import process
from govreport.read import read_bytes
from making import doc, docx, pdf

TITLE = "云川县国民经济和社会发展第十四个五年规划和2035年远景目标纲要"
CHAPTER = "第二章　主要目标"
CAPTION = "专栏1　“十四五”时期经济社会发展主要指标"
AFTER = "第三章　创新驱动"
PROSE = "坚持创新在现代化建设全局中的核心地位，实施人才工程，五年新建公园30个。"
PLAN = [
    ["类别", "指标", "2020年", "2025年", "年均/累计", "属性"],
    ["经济发展", "地区生产总值（亿元）", "186.4", "270", "7.5左右", "预期性"],
    ["经济发展", "常住人口城镇化率（%）", "50.3", "57", "[6.7]", "预期性"],
    ["民生福祉", "城镇新增就业（万人）", "1.9", "[10]", "—", "预期性"],
    ["绿色生态", "单位GDP能源消耗降低（%）", "—", "—", "[13.5]", "约束性"],
    ["绿色生态", "森林覆盖率（%）", "61.7", "≥62", "—", "约束性"],
]
GDP, URBAN, JOBS = "地区生产总值", "常住人口城镇化率", "城镇新增就业"
ENERGY, FOREST, SPAN = "单位GDP能源消耗", "森林覆盖率", "2021-2025"
EXPECTED = [
    # text, indicator, measure, direction, value, unit, comparator, status, period, base, binding
    ("186.4", GDP, "level", None, "186.4", "亿元", "eq", "result", "2020", None, "indicative"),
    ("270", GDP, "level", None, "270", "亿元", "eq", "target", "2025", None, "indicative"),
    ("7.5左右", GDP, "growth", "up", "7.5", "%", "approx", "target", SPAN, "annual", "indicative"),
    ("50.3", URBAN, "level", None, "50.3", "%", "eq", "result", "2020", None, "indicative"),
    ("57", URBAN, "level", None, "57", "%", "eq", "target", "2025", None, "indicative"),
    ("6.7", URBAN, "change", "up", "6.7", "个百分点", "eq", "target", SPAN, None, "indicative"),
    ("1.9", JOBS, "level", None, "1.9", "万人", "eq", "result", "2020", None, "indicative"),
    ("10", JOBS, "level", None, "10", "万人", "eq", "target", SPAN, None, "indicative"),
    ("13.5", ENERGY, "growth", "down", "13.5", "%", "eq", "target", SPAN, None, "binding"),
    ("61.7", FOREST, "level", None, "61.7", "%", "eq", "result", "2020", None, "binding"),
    ("≥62", FOREST, "level", None, "62", "%", "ge", "target", "2025", None, "binding"),
]  # fmt: skip


def row(record: Record) -> tuple[str | None, ...]:
    return (
        record.text, record.indicator, record.measure, record.direction,
        None if record.value is None else str(record.value), record.unit, record.comparator,
        record.status, record.period, record.base, record.binding,
    )  # fmt: skip


def workbook(*rows: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append([float(c) if c.replace(".", "").isdecimal() else c for c in cells])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def page(rows: list[list[str]]) -> str:
    cells = "".join(
        "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in cells) + "</tr>" for cells in rows
    )
    around = "".join(f"<p>{line}</p>" for line in (TITLE, CHAPTER, CAPTION))
    after = f"<p>{AFTER}</p><p>{PROSE}</p>"
    return f"<html><body>{around}<table>{cells}</table>{after}</body></html>"


def text(*lines: str) -> bytes:
    return "\n".join((TITLE, CHAPTER, CAPTION, *lines, AFTER, PROSE)).encode()


MADE = {
    "html": page(PLAN).encode(),
    "docx": docx([TITLE, CHAPTER, CAPTION, PLAN, AFTER, PROSE]),
    "doc": doc([TITLE, CHAPTER, CAPTION, PLAN, AFTER, PROSE]),
    "pdf": pdf([TITLE, CHAPTER, CAPTION, PLAN, AFTER, PROSE]),
    "pdf without rules": pdf([TITLE, CHAPTER, CAPTION, PLAN, AFTER, PROSE], ruled=False),
    "xlsx": workbook([TITLE], [CHAPTER], [CAPTION], *PLAN, [AFTER], [PROSE]),
    "markdown": text(f"| {' | '.join(PLAN[0])} |", "|" + " --- |" * 6,
                     *(f"| {' | '.join(cells)} |" for cells in PLAN[1:])),
    "markdown in bold": text(f"| **{'** | **'.join(PLAN[0])}** |",
                             *(f"|<br>{' |<br>'.join(cells)} |" for cells in PLAN[1:])),
    "tabs": text(*("\t".join(cells) for cells in PLAN)),
    "a row to a line": text(*(" ".join(cells) for cells in PLAN)),
    "spaced": text(*("  ".join(c.replace("（", " （ ").replace("年", " 年") for c in cells)
                     for cells in PLAN[:1]), *("  ".join(cells) for cells in PLAN[1:])),
    "a cell to a line": text(*(cell for cells in PLAN for cell in cells)),
}  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
def test_a_table_gives_the_same_records_in_every_format(kind: str) -> None:
    document = read_bytes(MADE[kind], "规划")
    report = process(document)
    records = [record for record in report.records if record.binding]
    assert Counter(map(row, records)) == Counter(EXPECTED)
    assert all(document.text[r.start : r.end] == r.text for r in records)
    assert all(r.text in r.sentence and r.indicator[:4] in r.sentence for r in records)
    assert [r.start for r in report.records] == sorted(r.start for r in report.records)
    # The text after the table is read as ever, and the table is read once.
    others = [record for record in report.records if not record.binding]
    assert [(r.text, r.indicator) for r in others] == [("30个", "公园")]


def records_of(*lines: str, source: str = "a") -> list[Record]:
    document = read_bytes("\n".join(lines).encode(), source)
    return list(process(document).records)


REPORT = ("政府工作报告", "——2024年1月10日在云川市第五届人民代表大会第四次会议上", "各位代表：")


def test_a_yearly_plan_tells_what_was_done_from_what_is_planned() -> None:
    records = records_of(
        *REPORT,
        "一、2023年工作回顾",
        "去年，我们坚持稳中求进，全市上下团结奋斗，各项事业取得新的进展。",
        "附：2024年国民经济和社会发展主要预期目标",
        "| 指标 | 单位 | 2023年预计 | 2024年目标 | 增长（%） |",
        "| 地区生产总值 | 亿元 | 1012.3 | 1070 | 6左右 |",
        "| 居民消费价格涨幅 | % | 0.2 | 3左右 |  |",
        "| 主要污染物减排 |  | 完成省下达任务 | 完成省下达任务 |  |",
    )
    assert [(r.text, r.measure, r.unit, r.status, r.period, r.base) for r in records] == [
        ("1012.3", "level", "亿元", "result", "2023", None),
        ("1070", "level", "亿元", "target", "2024", None),
        ("6左右", "growth", "%", "target", "2024", "yoy"),
        ("0.2", "growth", "%", "result", "2023", None),
        ("3左右", "growth", "%", "target", "2024", None),
        ("完成省下达任务", "level", "", "result", "2023", None),
        ("完成省下达任务", "level", "", "target", "2024", None),
    ]
    assert [r.qualitative for r in records[-2:]] == ["assigned", "assigned"]


def test_five_years_looked_back_on_are_results() -> None:
    records = records_of(
        *REPORT,
        "附录　数据汇总表",
        "| 序号 | 指标 | 单位 | 2018年 | 2023年 | 五年累计 | 五年平均增长（%） |",
        "| ------ | --- | --- | --- | --- | --- | --- |",
        "| 1 | 进出口总额 | 亿美元 | 724.63 | 698.05 | 3535.90 | -0.7 |",
        "| 2 | 主要污染物排放量削减率 |  |  |  |  |  |",
        "|  | 氨氮 | % | 10.56 | 5.21（\\*） | 20.93 | - |",
    )
    assert {r.status for r in records} == {"result"}
    assert [(r.text, r.measure, r.direction, r.period) for r in records] == [
        ("724.63", "level", None, "2018"),
        ("698.05", "level", None, "2023"),
        ("3535.90", "level", None, "2019-2023"),
        ("0.7", "growth", "down", "2019-2023"),
        ("10.56", "growth", "down", "2018"),
        ("5.21", "growth", "down", "2023"),
        ("20.93", "growth", "down", "2019-2023"),
    ]


def test_a_bulletin_gives_the_figures_of_its_year() -> None:
    records = records_of(
        "云川市2023年国民经济和社会发展统计公报",
        "| 产品名称 | 单位 | 产量 | 比上年增长（%） |",
        "| 纱 | 万吨 | 2618.3 | -7.4 |",
        "| 其中：棉纱 | 万吨 | 1,206.5 | 3.0 |",
    )
    assert [
        (r.indicator, str(r.value), r.unit, r.direction, r.status, r.period) for r in records
    ] == [
        ("纱", "2618.3", "万吨", None, "result", "2023"),
        ("纱", "7.4", "%", "down", "result", "2023"),
        ("棉纱", "1206.5", "万吨", None, "result", "2023"),
        ("棉纱", "3.0", "%", "up", "result", "2023"),
    ]


def test_a_dash_is_no_unit() -> None:
    records = records_of(
        *REPORT,
        "| 指标 | 单位 | 2023年 |",
        "| 服装出口 | —— | 1591 |",
        "| 粮食产量（万吨） | — | 20 |",
    )
    assert [(r.text, r.unit) for r in records] == [("1591", ""), ("20", "万吨")]


def test_heads_over_heads_are_one() -> None:
    records = records_of(
        *REPORT,
        "| 指标 | 目标值 |  | 责任单位 |",
        "|  | 2024年 | 2025年 |  |",
        "| 城镇新增就业（万人） | 1.8以上 | 1.9 | 市人社局 |",
    )
    assert [(r.text, r.period, r.comparator) for r in records] == [
        ("1.8以上", "2024", "ge"), ("1.9", "2025", "eq"),
    ]  # fmt: skip


def test_the_head_again_on_the_next_page_is_no_row() -> None:
    head = "| 指标 | 2024年 |"
    records = records_of(*REPORT, head, "| 粮食产量（万吨） | 20 |", head, "| 造林（万亩） | 3 |")
    assert [(r.indicator, r.unit) for r in records] == [("粮食产量", "万吨"), ("造林", "万亩")]


@pytest.mark.parametrize(
    "lines",
    [
        ("| 序号 | 事项 | 责任单位 |", "| 1 | 新建公园 | 市园林局 |"),
        ("各项指标完成情况 2023年 良好",),
        ("主要指标增长。", "2023年", "2024年"),
        ("| 指标 | 说明 |", "| 就业 | 良好 |"),
        ("项目名称", "项目内容", "项目投资", "完成", "时限", "1", "植物园", "3", "12月"),
    ],
)
def test_what_is_no_table_of_indicators_is_left_alone(lines: tuple[str, ...]) -> None:
    assert all(record.period_basis != "stated" for record in records_of(*REPORT, *lines))


def test_a_table_of_deeds_is_read_as_sentences() -> None:
    (record,) = records_of(
        *REPORT, "二、2024年工作安排", "| 序号 | 事项 | 内容 |", "| 1 | 民生 | 新建公园5个。 |"
    )
    assert (record.text, record.indicator, record.action) == ("5个", "公园", "新建")


@pytest.mark.parametrize("entry", load("tables")["header"], ids=lambda e: str(e["surface"]))
def test_examples_of_heads_are_told(entry: dict[str, object]) -> None:
    for example in entry["examples"]:  # type: ignore[attr-defined]
        kinds = [found.kind for head in example.split(" | ") if (found := column(head))]
        assert entry["kind"] in kinds, example


@pytest.mark.parametrize("entry", load("tables")["change"], ids=lambda e: str(e["surface"]))
def test_examples_of_names_that_are_growths(entry: dict[str, object]) -> None:
    for example in entry["examples"]:  # type: ignore[attr-defined]
        name = _name(example, "")
        assert (name.direction, name.unit) == (entry["direction"], "%")
        assert not name.text.endswith(str(entry["surface"]))
    for example in entry.get("not_examples", ()):  # type: ignore[attr-defined]
        assert _name(example, "").direction is None
        assert _NATURAL.search(unit_of(example.replace("（", "(").replace("）", ")"))[0])


def test_what_stands_in_brackets_is_a_unit_or_part_of_the_name() -> None:
    assert is_unit("亿元/平方公里") and not is_unit("可比价")
    assert unit_of("每千人口执业(助理)医师数(人)") == ("每千人口执业(助理)医师数", "人")


def read(*lines: str) -> list[tuple[str | None, ...]]:
    text = "云川县2031年国民经济和社会发展统计公报\n" + "".join(f"{line}\n" for line in lines)
    return [row(record) for record in process(read_bytes(text.encode(), "a.md")).records]


def test_a_table_by_industry_is_of_what_its_title_names() -> None:
    found = read(
        "**表7 2031年分行业固定资产投资（不含农户）增长速度**",
        "| 行业 | 比上年增长（%） | 行业 | 比上年增长（%） |",
        "| --- | --- | --- | --- |",
        "| 总计 | 3.0 | 建筑业 | -1.9 |",
        "| 制造业[3] | 6.5 | 教育 | — |",
    )
    of = "固定资产投资(不含农户)"
    assert [(r[0], r[1], r[2], r[3], r[5], r[8], r[9]) for r in found] == [
        ("3.0", of, "growth", "up", "%", "2031", "yoy"),
        ("1.9", f"建筑业{of}", "growth", "down", "%", "2031", "yoy"),
        ("6.5", f"制造业{of}", "growth", "up", "%", "2031", "yoy"),
    ]


def test_a_table_by_country_is_of_what_its_columns_name() -> None:
    found = read(
        "| 国家（地区） | 出口额（亿元） | 比上年增长（%） | 占全部出口比重（%） | 进口额（亿元） |",
        "| 东盟 | 368.1 | 2.0 | 15.5 | 27.9 |",
        "| 指标 | 单位 | 绝对数 |",
        "| 新建铁路里程 | 公里 | 36 |",
    )
    assert [(r[0], r[1], r[2], r[5]) for r in found] == [
        ("368.1", "东盟出口额", "level", "亿元"),
        ("2.0", "东盟出口额", "growth", "%"),
        ("27.9", "东盟进口额", "level", "亿元"),
        ("36", "新建铁路里程", "level", "公里"),
    ]
    assert read("| 行业 | 比上年增长（%） |", "| 制造业 | 6.5 |") == []


def test_notes_bounds_and_words_after_a_figure() -> None:
    found = read(
        "| 指标 | 2030年 | 2035年 | 年均/累计 | 属性 |",
        "| 城镇调查失业率（%） | 5.2 | — | <5.5 | 预期性 |",
        "| 全社会研发经费投入增长（%） | — | — | ＞7，力争投入强度高于上一个五年 | 预期性 |",
        "注：①[ ]内为5年累计数。②粮食产量为3年平均数。",
    )
    assert [(r[0], r[1], r[2], r[5], r[6]) for r in found] == [
        ("5.2", "城镇调查失业率", "level", "%", "eq"),
        ("<5.5", "城镇调查失业率", "level", "%", "lt"),
        ("＞7", "全社会研发经费投入", "growth", "%", "gt"),
    ]
