"""Every record points at the words it was read from, and the same bytes give the same records.

The reports are the project's own, their pages, and a sample of a corpus folder where there is one
(GOVREPORT_CORPUS, else the folder ``shared/reports`` beside the project).
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.pipeline import Report, process, survey
from govreport.read import ReadError, read_bytes
from govreport.text import view

ROOT = Path(__file__).parent.parent
FIXTURES = [p for p in sorted((ROOT / "fixtures").glob("*.*")) if p.stem != "README"]
CORPUS = Path(os.environ.get("GOVREPORT_CORPUS", ROOT.parent / "shared" / "reports"))
SAMPLE = 40
HEAD = """云川市政府工作报告
——2024年1月10日在云川市第五届人民代表大会第四次会议上

各位代表：
一、2023年工作回顾
"""


@cache
def reported(path: Path) -> Report:
    return process(read_bytes(path.read_bytes(), path.name))


def corpus() -> list[Path]:
    """About ``SAMPLE`` reports of the corpus folder, the same ones on every run."""
    paths = [p for p in sorted(CORPUS.rglob("*")) if p.suffix in (".txt", ".md")]
    return paths[:: max(1, len(paths) // SAMPLE)]


def check(report: Report) -> None:
    """What holds of the records of any report."""
    text, at = report.document.text, (0, 0)
    sections = {heading.number + heading.title for heading in report.outline.headings}
    kept = {(a, b) for passage in report.outline.passages for a, b in passage.pieces}
    for record in report.records:
        assert 0 <= record.start < record.end <= len(text)
        assert text[record.start : record.end] == record.text, record.id
        assert record.text == record.text.strip()
        assert at <= (record.start, record.end), f"{record.text} is out of order"
        at = (record.start, record.end)
        assert any(a <= record.start < b for a, b in kept), f"{record.text} is not of the report"
        assert set(record.section) <= sections
        assert record.indicator.strip() == record.indicator != ""
        assert record.action is None or record.action.strip() == record.action != ""
        assert "".join(record.text.split()) in "".join(record.sentence.split())
        check_fields(record)
    ids = [record.id for record in report.records]
    assert len(set(ids)) == len(ids)


def check_fields(record: object) -> None:
    """Fields that say something together say the same."""
    row = dataclasses.asdict(record)  # type: ignore[call-overload]
    if row["qualitative"]:
        assert row["value"] is None and row["unit"] == ""
    else:
        assert row["value"] is not None and row["value"].is_finite()
        assert row["number"] >= row["value"]
    if row["value_max"] is not None:
        assert row["number_max"] >= row["value_max"]
    assert (row["direction"] is not None) == (row["measure"] in ("growth", "change"))
    assert row["modality"] is None or row["status"] == "target"
    assert row["measure"] != "rank" or row["unit"] == "位"


# -- reports --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_records_of_our_own_reports_are_sound(path: Path) -> None:
    report = reported(path)
    check(report)
    assert len(report.records) > 80


def corpus_reports() -> Iterator[Path]:
    paths = corpus()
    if not paths:
        pytest.skip(f"no corpus folder {CORPUS} (GOVREPORT_CORPUS)")
    yield from paths


def test_records_of_a_corpus_are_sound() -> None:
    found = 0
    for path in corpus_reports():
        try:
            report = reported(path)
        except ReadError:
            continue
        try:
            check(report)
        except AssertionError as fault:
            raise AssertionError(f"{path.name}: {fault}") from fault
        found += len(report.records)
    assert found > 1000


@pytest.mark.parametrize("path", FIXTURES[:4], ids=lambda path: path.stem)
def test_a_record_is_json_and_its_numbers_are_those_printed(path: Path) -> None:
    for record in reported(path).records:
        values = dataclasses.asdict(record)
        row = json.loads(json.dumps(values, ensure_ascii=False, default=float, allow_nan=False))
        assert row["text"] == record.text and row["start"] == record.start
        assert row["value"] is None or row["value"] == float(record.value or 0)


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    files = [str(path) for path in FIXTURES[:5]]
    outputs = {}
    for seed in ("0", "1"):
        ended = subprocess.run(
            [sys.executable, "-m", "govreport", "extract", "-q", "-f", "jsonl", *files],
            capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr.decode()
        outputs[seed] = ended.stdout
    assert outputs["0"] == outputs["1"]
    assert outputs["0"].count(b"\n") > 400


def test_a_report_twice_in_one_process_gives_the_same() -> None:
    path = FIXTURES[0]
    assert process(read_bytes(path.read_bytes(), path.name)).records == reported(path).records


# -- whatever the text ----------------------------------------------------------------------------

WORDS = [
    "新建", "完成", "实现", "增长", "同比", "分别", "达到", "提高到", "由", "从", "其中",
    "力争", "确保", "全覆盖", "持平", "预计", "到2025年", "前三季度", "“十四五”期间", "五年来",
    "占", "比重", "总投资", "等", "和", "及", "各", "均", "每千人", "居全市第", "位", "翻一番",
    "与经济增长同步", "高标准农田", "企业", "道路", "居民人均可支配收入", "PM2.5", "5G基站",
    "规模以上", "亿元以上项目", "7700亩", "1.65万人", "5%", "3.2个百分点", "12家", "六条",
    "5-6%", "1:9", "36微克/立方米", "近3万张", "600余个", "百亿级", "4.58", "左右", "以上",
    "不超过", "，", "、", "。", "；", "：", "（", "）", "“", "”", "《", "》", "\n", "一、",
    "（一）", "1.", " ", "　", "Ａ", "％", "𣲗", "\u200b",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=40).map("".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(TEXTS)
def test_records_of_any_text_are_sound(text: str) -> None:
    try:
        document = read_bytes((HEAD + text).encode("utf-8", "ignore"), "report.txt")
    except ReadError:
        return
    check(process(document))


@settings(max_examples=50, deadline=None, derandomize=True)
@given(TEXTS)
def test_a_view_of_any_text_leads_back_to_it(text: str) -> None:
    folded = view(text, [(0, len(text))])
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    for at in range(0, len(folded.text), 7):
        start, end = folded.span(at, at + 1)
        assert end == start + 1 and view(text[start:end], [(0, 1)]).text in (folded.text[at], "")


def test_a_document_that_is_no_report_has_records_or_none_but_no_fault() -> None:
    for text in (
        "没有数字。",
        "1",
        "%",
        "亿元",
        "2024年",
        "增长5%",
        "。。。",
        "（）",
        "各位代表：",
    ):
        report = survey(read_bytes(text.encode(), "a.txt"))
        assert report.records == ()
        check(process(report.document))
