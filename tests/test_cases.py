"""Sentences by phenomenon: what they state, and what they do not.

Each case of ``cases/*.toml`` is put into a small report of the invented city 云川 and goes through
the whole program, so that heading, role and year count as they do in a report:

    label    what it shows; unique in its file
    text     the sentence, or a short paragraph
    role     review (default), plan or outlook: the section it stands in
    year     the year of the report (2024)
    heading  in place of the usual heading of the role
    report   "plan" for a five-year plan (2021-2025) instead of a yearly report
    expect   the records, in order, each with the fields that matter here; "" is null
    none     true where there is no record
    comment  why, where the label does not say it
    expect_failure   the reason why it fails today; once it passes, the test says so
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from govreport.models import Record
from govreport.pipeline import process
from govreport.read import read_bytes

CASES = Path(__file__).parent / "cases"
KEYS = {
    "label", "text", "role", "year", "heading", "report", "expect", "none", "comment",
    "expect_failure",
}  # fmt: skip
FIELDS = {
    "text", "indicator", "action", "measure", "direction", "value", "value_max", "baseline", "unit",
    "comparator", "modality", "status", "period", "base", "qualitative", "dimension", "wording",
    "status_basis", "period_basis", "number", "indicator_key",
}  # fmt: skip
HEADINGS = {
    "review": "一、{last}年工作回顾",
    "plan": "二、{year}年工作安排",
    "outlook": "二、今后五年的奋斗目标",
}
YEARLY = """云川市政府工作报告
——{year}年1月10日在云川市第五届人民代表大会第四次会议上
云川市人民政府市长 李明

各位代表：
{heading}
{text}
"""
PLAN_HEADINGS = {"review": "第一章 “十三五”时期发展成就", "plan": "第二章 “十四五”时期主要目标"}
PLAN = """云川市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

{heading}
{text}
"""

Case = dict[str, Any]


def load() -> list[tuple[str, Case]]:
    return [
        (path.stem, case)
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def records(case: Case) -> tuple[Record, ...]:
    """The records of the case's text in its report."""
    role, year = case.get("role", "review"), case.get("year", 2024)
    template, headings = (PLAN, PLAN_HEADINGS) if case.get("report") else (YEARLY, HEADINGS)
    heading = case.get("heading", headings[role]).format(year=year, last=year - 1)
    text = template.format(year=year, heading=heading, text=case["text"])
    report = process(read_bytes(text.encode(), "report.txt"))
    begin = text.index(case["text"])
    assert report.info.report_year == (2021 if case.get("report") else year)
    return tuple(r for r in report.records if r.start >= begin)


def got(record: Record, expected: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record that are expected, in the form of the cases."""
    row: dict[str, Any] = {}
    for name in expected:
        value = getattr(record, name)
        if name in ("value", "value_max", "baseline", "number"):
            value = None if value is None else float(value)
        row[name] = list(value) if isinstance(value, tuple) else "" if value is None else value
    return row


def parameters() -> list[Any]:
    made = []
    for name, case in load():
        reason = case.get("expect_failure")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        made.append(pytest.param(case, id=f"{name}: {case['label']}", marks=marks))
    return made


@pytest.mark.parametrize("case", parameters())
def test_case(case: Case) -> None:
    found = records(case)
    expected = case.get("expect", [])
    seen = [(r.text, r.indicator, r.action) for r in found]
    assert len(found) == len(expected), seen
    for record, fields in zip(found, expected, strict=True):
        assert got(record, fields) == fields, seen


def test_cases_are_well_formed() -> None:
    labels: set[tuple[str, str]] = set()
    for name, case in load():
        where = f"{name}: {case.get('label')}"
        assert set(case) <= KEYS, where
        assert (name, case["label"]) not in labels, f"{where} is there twice"
        labels.add((name, case["label"]))
        assert case.get("none", False) is not bool(case.get("expect")), where
        assert all(
            set(fields) <= FIELDS and len(fields) > 1 for fields in case.get("expect", ())
        ), where
        assert all(f.get("text", f.get("indicator")) for f in case.get("expect", ())), where


def test_there_are_enough_cases_and_a_third_say_what_is_no_record() -> None:
    cases = [case for _, case in load()]
    assert len(cases) >= 250
    assert sum(bool(case.get("none")) for case in cases) >= len(cases) / 3


@pytest.mark.parametrize(
    "sentence", ["一季度增长5.3%。", "12月份居民消费价格上涨0.6%。", "2023年1-9月出口增长8.2%。"]
)
def test_a_bulletin_promises_nothing_for_its_own_year(sentence: str) -> None:
    page = f"云川市2023年国民经济和社会发展统计公报\n一、综合\n分季度看，地区生产总值{sentence}\n"
    records = process(read_bytes(page.encode(), "a.txt")).records
    assert [record.status for record in records] == ["result"]
