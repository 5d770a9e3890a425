"""diff, track, panel, words and indicators as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import Run
from govreport.batch.sources import LoadSources
from govreport.read import find

OLD = """政府工作报告
——2023年1月10日在临河区第五届人民代表大会第三次会议上
临河区人民政府区长 李明

各位代表：
一、2022年工作回顾
地区生产总值增长4.1%，一般公共预算收入20亿元。
二、2023年工作安排
今年发展的主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长5%，城镇新增就业1.5万人。
（一）推动产业升级。引进项目30个，新建公园2座。
"""
NEW = """政府工作报告
——2024年1月10日在临河区第五届人民代表大会第四次会议上
临河区人民政府区长 李明

各位代表：
一、2023年工作回顾
过去一年，地区生产总值增长5.9%，一般公共预算收入增长3.2%，城镇新增就业超1.6万人。新建公园2座。
二、2024年工作安排
今年发展的主要预期目标是：地区生产总值增长5.5%以上，一般公共预算收入增长5%，城镇新增就业1.5万人左右。
（一）推动产业升级。引进项目40个，加装电梯9部。
"""


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "2023.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "2024.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


EXPECTED = {
    "地区生产总值": "lowered",
    "一般公共预算收入": "unchanged",
    "城镇就业": "reworded",
    "项目": "raised",
    "公园": "removed",
}


def test_diff_has_a_row_for_each_thing(govreport: Run, pair: Path) -> None:
    ended = govreport("diff", "2023.txt", "2024.txt")
    assert ended.code == 0
    kinds = {row["indicator"]: row["kind"] for row in ended.rows}
    assert {name: kinds.get(name) for name in EXPECTED} == EXPECTED
    first = ended.rows[0]
    assert list(first)[:9] == [
        "kind", "indicator", "indicator_key", "old", "new", "change", "change_unit", "match",
        "score",
    ]  # fmt: skip
    assert (first["change"], first["change_unit"], first["match"]) == (-0.5, "个百分点", "key")
    assert first["old"]["text"] == "6%左右" and first["new"]["sentence"].startswith("今年发展")


def test_extracted_records_compare_as_the_reports_do(govreport: Run, pair: Path) -> None:
    for year in ("2023", "2024"):
        assert govreport("extract", f"{year}.txt", "-o", f"{year}.jsonl").code == 0
    reports = govreport("diff", "2023.txt", "2024.txt")
    assert govreport("diff", "2023.jsonl", "2024.jsonl").out == reports.out
    assert govreport("diff", "2023.txt", "2024.jsonl").out == reports.out


def test_a_line_separator_inside_a_string_ends_no_row(govreport: Run, pair: Path) -> None:
    for year in ("2023", "2024"):
        assert govreport("extract", f"{year}.txt", "-o", f"{year}.jsonl").code == 0
        path = pair / f"{year}.jsonl"
        text = path.read_text(encoding="utf-8").replace("城镇新增就业", "城镇新增\u2028就业")
        assert "\u2028" in text
        path.write_text(text, encoding="utf-8")
    out = govreport("diff", "2023.jsonl", "2024.jsonl").out
    assert len(out.strip("\n").split("\n")) == 6 and "\u2028" in out


def test_of_other_years_no_records_are_made(pair: Path) -> None:
    (read,) = (LoadSources(years=(2024, 2025))(item) for item in find([str(pair / "2023.txt")]))
    (source,) = read.sources
    assert (source.report_year, source.region_code, source.records) == (2023, "150802", ())
    (read,) = (LoadSources(years=(2024, 2023))(item) for item in find([str(pair / "2023.txt")]))
    assert read.sources[0].records


def test_one_folder_with_years(govreport: Run, pair: Path) -> None:
    apart = govreport("diff", "2023.txt", "2024.txt").rows
    rows = govreport("diff", ".", "--years", "2023", "2024").rows
    assert [(r["kind"], r["indicator"], r["change"]) for r in rows] == [
        (r["kind"], r["indicator"], r["change"]) for r in apart
    ]
    assert govreport("diff", ".").code == 2
    nobody = govreport("diff", ".", "--years", "2001", "2002")
    assert nobody.code == 1 and "no region has a report on both sides" in nobody.err


def test_only_theme_and_exit_code(govreport: Run, pair: Path) -> None:
    rows = govreport("diff", "2023.txt", "2024.txt", "--only", "lowered").rows
    assert [row["indicator"] for row in rows] == ["地区生产总值"]
    rows = govreport("diff", "2023.txt", "2024.txt", "--theme", "fiscal").rows
    assert {row["indicator_key"] for row in rows} == {"fiscal_revenue"}
    assert govreport("diff", "2023.txt", "2024.txt", "--exit-code").code == 1
    assert govreport("diff", "2024.txt", "2024.txt", "--exit-code").code == 0
    assert govreport("diff", "2023.txt", "2024.txt", "--only", "higher").code == 2


@pytest.mark.parametrize(
    "command", [("diff", "none.txt", "a"), ("track", "a", "b"), ("indicators",)]
)
def test_a_theme_that_is_none_is_refused(govreport: Run, command: tuple[str, ...]) -> None:
    ended = govreport(*command, "--theme", "ecconomy")
    assert ended.code == 2 and "economy" in ended.err and "other" in ended.err


def test_one_bad_side_and_no_side(govreport: Run, pair: Path) -> None:
    assert govreport("diff", "2023.txt", "none.txt").code == 1
    (pair / "many").mkdir()
    (pair / "many" / "a.txt").write_text(NEW, encoding="utf-8")
    (pair / "many" / "b.txt").write_bytes(b"")
    ended = govreport("diff", "2023.txt", "many")
    assert ended.code == 3 and ended.rows


@pytest.mark.parametrize("width", [80, 140])
def test_the_table_fits_the_terminal_and_counts(govreport: Run, pair: Path, width: int) -> None:
    out = govreport("diff", "2023.txt", "2024.txt", "-f", "table", COLUMNS=str(width)).out
    assert "↓ lowered" in out and "economy" in out
    last = " ".join(out[out.index("6 rows") :].split())
    assert last.startswith("6 rows: 1 raised, 1 lowered, 1 unchanged, 1 reworded")
    # 引进项目 of both: a name that says so little is paired for likeness, and told once.
    assert last.endswith("1 paired by likeness (~)") and out.count("引进 项目") == 1
    assert max(columns(line) for line in out.splitlines()) <= width
    assert ("sentence" in out) is (width == 140)


def columns(line: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in line)


def test_markdown_html_and_csv(govreport: Run, pair: Path) -> None:
    md = govreport("diff", "2023.txt", "2024.txt", "-f", "md").out
    assert md.startswith("# ") and "| ↓ lowered | 地区生产总值 | 6%左右 | 5.5%以上 |" in md
    page = govreport("diff", "2023.txt", "2024.txt", "-f", "html").out
    assert page.startswith("<!doctype html>") and "default-src 'none'" in page
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    text = govreport("diff", "2023.txt", "2024.txt", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["old_value"] == "6" and rows[0]["new_comparator"] == "ge"
    assert rows[0]["change"] == "-0.5"


def test_what_a_report_says_is_no_markup(govreport: Run, tmp_path: Path) -> None:
    evil = NEW.replace("加装电梯9部", "加装<script>alert(1)</script>|电梯\x1b[2J9部")
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(evil, encoding="utf-8")
    page = govreport("diff", "a.txt", "b.txt", "-f", "html").out
    assert "<script" not in page
    for form in ("table", "md", "html"):
        assert "\x1b" not in govreport("diff", "a.txt", "b.txt", "-f", form, NO_COLOR="1").out


def test_track_says_what_became_of_each_promise(govreport: Run, pair: Path) -> None:
    ended = govreport("track", "2023.txt", "2024.txt")
    assert ended.code == 0
    verdicts = {row["indicator"]: (row["verdict"], row["gap"]) for row in ended.rows}
    assert verdicts["地区生产总值"] == ("met", -0.1)
    assert verdicts["一般公共预算收入"] == ("missed", -1.8)
    assert verdicts["城镇就业"] == ("met", 0.1)
    assert verdicts["公园"] == ("met", 0)
    assert verdicts["项目"] == ("not_reported", None)
    table = govreport("track", "2023.txt", "2024.txt", "-f", "table").out
    assert table.splitlines()[-1] == (
        "kept 3 of 5: 1 missed, 1 not reported; 1 paired by likeness (~)"
    )
    missed = govreport("track", "2023.txt", "2024.txt", "--only", "missed").rows
    assert [row["indicator"] for row in missed] == ["一般公共预算收入"]


def test_panel_long_wide_and_with_result(govreport: Run, pair: Path) -> None:
    rows = govreport("panel", "gdp", ".", "--with-result").rows
    assert [(r["year"], r["value"], r["tone"], r["result_value"]) for r in rows] == [
        (2023, 6, "soft", 5.9),
        (2024, 5.5, "hard", None),
    ]
    assert [r["result_outcome"] for r in rows] == ["value", "no_report"]


def test_a_wide_panel_has_columns_of_numbers_only(govreport: Run, pair: Path) -> None:
    place = "\n".join(NEW.split("\n")[:5]).replace("2024", "2025")
    (pair / "none.txt").write_text(
        place + "\n一、2025年工作安排\n今年不设定地区生产总值增长目标。\n", encoding="utf-8"
    )
    (pair / "range.txt").write_text(
        place.replace("2025", "2026")
        + "\n一、2026年工作安排\n今年主要预期目标是：地区生产总值增长4.5%—5%。\n",
        encoding="utf-8",
    )
    (wide,) = govreport("panel", "地区生产总值", ".", "--wide").rows
    told = [[wide[f"{name}_{year}"] for year in range(2023, 2027)] for name in (
        "number", "number_max", "outcome", "tone", "text"
    )]  # fmt: skip
    assert told == [
        [6, 5.5, None, 4.5],
        [None, None, None, 5],
        ["value", "value", "absent", "value"],
        ["soft", "hard", None, "range"],
        ["6%左右", "5.5%以上", None, "4.5%—5%"],
    ]
    assert wide["base_unit_2023"] == "%"


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_wide_panel_keeps_its_regions_in_any_terminal(
    govreport: Run, pair: Path, width: int
) -> None:
    for year in range(2010, 2022):
        text = OLD.replace("2023", str(year)).replace("2022", str(year - 1))
        (pair / f"{year}.txt").write_text(text, encoding="utf-8")
    out = govreport("panel", "gdp", ".", "--wide", "-f", "table", COLUMNS=str(width)).out
    assert max(columns(line) for line in out.splitlines()) <= width
    assert all(str(year) in out for year in (*range(2010, 2022), 2023, 2024))
    assert out.count("内蒙古") == out.count("region") == {60: 5, 80: 3, 140: 2}[width]
    assert out.splitlines()[-1] == "14 cells: 14 value"


def test_a_table_shows_the_words_that_set_no_target(govreport: Run, tmp_path: Path) -> None:
    lead = "需要说明的是，外部环境的不确定性依然很大，对全区发展的影响难以预料，"
    (tmp_path / "a.txt").write_text(
        NEW.split("地区生产总值增长5.5%")[0] + lead + "我们没有提出全年经济增速具体目标，"
        "这样有利于集中精力抓好各项工作。",
        encoding="utf-8",
    )
    out = govreport("panel", "gdp", "a.txt", "-f", "table", COLUMNS="200").out
    assert "absent" in out and "没有提出全年经济增速具体目标" in out and "需要说明" not in out


def test_a_file_that_cannot_be_read_is_a_failed_cell(govreport: Run, pair: Path) -> None:
    (pair / "x.txt").write_bytes(b"")
    ended = govreport("panel", "gdp", ".")
    assert ended.code == 3
    assert [row["outcome"] for row in ended.rows] == ["value", "value", "failed"]


def test_panel_charts(govreport: Run, pair: Path) -> None:
    out = govreport("panel", "gdp", ".", "--chart", "-f", "table").out
    assert "█ 5.5" in out
    assert govreport("panel", "gdp", ".", "--plot", "a.svg").code == 0
    picture = (pair / "a.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg") and "Noto Sans CJK SC" in picture and "2024" in picture
    assert govreport("panel", "gdp", ".", "--plot", "a.doc").code == 2


def test_words_long_and_wide(govreport: Run, pair: Path) -> None:
    (pair / "dict.txt").write_text("增长: 增长\n民生: 就业 公园\n", encoding="utf-8")
    rows = govreport("words", "dict.txt", "2023.txt").rows
    assert [(row["group"], row["count"]) for row in rows] == [("增长", 3), ("民生", 2)]
    assert rows[0]["share"] == pytest.approx(3 / rows[0]["tokens"])
    (wide,) = govreport("words", "dict.txt", "2023.txt", "--wide").rows
    assert wide["增长_count"] == 3 and wide["region"] == rows[0]["region"]
    (plan,) = govreport("words", "dict.txt", "2023.txt", "--role", "plan", "--wide").rows
    assert plan["增长_count"] == 2
    assert govreport("words", "none.txt", "2023.txt").code == 2


def test_indicators_are_listed(govreport: Run, tmp_path: Path) -> None:
    rows = govreport("indicators").rows
    assert len(rows) >= 200
    assert {"key", "name", "names", "dimensions", "label", "theme"} <= set(rows[0])
    assert [row["key"] for row in govreport("indicators", "forest_coverage").rows] == [
        "forest_coverage"
    ]
    assert json.dumps(rows[0])


@pytest.mark.parametrize("command", ["diff", "track", "words"])
def test_the_rule_is_in_the_help(govreport: Run, command: str) -> None:
    said = {
        "diff": "A bounding word never moves",
        "track": "0.2 个百分点",
        "words": "jieba.lcut",
    }
    assert said[command] in " ".join(govreport(command, "--help").out.split())


def _report(folder: Path, region: str, year: int) -> str:
    text = f"{year}年{region}人民政府工作报告\n二、{year}年工作安排\n地区生产总值增长5%。\n"
    (folder / f"{region}-{year}.txt").write_text(text, encoding="utf-8")
    return f"{region}-{year}.txt"


def test_two_places_and_years_that_do_not_follow_are_told(govreport: Run, pair: Path) -> None:
    here, there = _report(pair, "云川市", 2023), _report(pair, "远山县", 2024)
    later = _report(pair, "云川市", 2025)
    assert "is of 云川市" in govreport("diff", here, there).err
    assert "2 years after" in govreport("track", here, later).err
    assert "is not after" in govreport("diff", later, here).err
    assert govreport("diff", here, later).err == ""


@pytest.mark.parametrize("name", ["rows.xlsx", "rows.parquet", "rows.sqlite"])
def test_a_comparison_is_no_database(govreport: Run, pair: Path, name: str) -> None:
    ended = govreport("diff", "2023.txt", "2024.txt", "-o", name)
    assert ended.code == 2
    assert "is text" in ended.err
    assert not (pair / name).exists()


def test_a_fall_is_told_as_one(govreport: Run, pair: Path) -> None:
    fallen = NEW.replace("一般公共预算收入增长3.2%", "一般公共预算收入下降3.2%")
    (pair / "2024.txt").write_text(fallen, encoding="utf-8")
    [row] = govreport("panel", "fiscal_revenue", "2024.txt", "--status", "result").rows
    assert (row["year"], row["value"], row["direction"]) == (2023, 3.2, "down")
    [wide] = govreport("panel", "fiscal_revenue", "2024.txt", "--status", "result", "--wide").rows
    assert wide["number_2023"] == -3.2
    assert "下降3.2%" in govreport("track", "2023.txt", "2024.txt", "-f", "table").out
