"""Shares of keywords, and records read back from JSON Lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.compare.given import RowError, by_report, looks_extracted, records_of
from govreport.compare.words import GroupsError, WordCounter, parse_groups
from govreport.export.json_text import json_line
from govreport.export.rows import RECORD_FIELDS
from records import rate, record


def test_share_is_keywords_over_tokens() -> None:
    counter = WordCounter({"环保": ("减排", "绿色发展"), "数字": ("数字经济",)})
    first, second = counter(["推进节能减排,减排成效明显。", "绿色发展 ,坚持绿色发展"])
    # 推进 节能 减排 , 减排 成效 明显 。 绿色发展 , 坚持 绿色发展
    assert (first.count, first.tokens, first.words) == (4, 12, 9)
    assert first.share == pytest.approx(4 / 12)
    assert first.said == (("减排", 2), ("绿色发展", 2))
    assert (second.count, second.share) == (0, 0.0)


def test_an_empty_text_has_no_share() -> None:
    (share,) = WordCounter({"环保": ("减排",)})([])
    assert (share.count, share.tokens, share.share) == (0, 0, 0.0)


def test_full_width_text_and_keywords_meet() -> None:
    groups = parse_groups("网络：５Ｇ\n", "a", toml=False)
    assert groups == {"网络": ("5G",)}
    assert WordCounter(groups)(["建设５Ｇ基站"])[0].count == 1


def test_groups_from_toml_and_from_lines() -> None:
    assert parse_groups('"环保" = ["减排", "污染"]', "a.toml", toml=True) == {
        "环保": ("减排", "污染")
    }
    text = "# 注释\n环保:减排、污染\n数字经济\n算力\n"
    assert parse_groups(text, "词", toml=False) == {
        "环保": ("减排", "污染"),
        "词": ("数字经济", "算力"),
    }


@pytest.mark.parametrize(
    ("text", "toml"), [("", False), ("a = 1", True), ("a = [", True), ("环保:", False)]
)
def test_lists_that_cannot_be_used_say_what_to_write(text: str, toml: bool) -> None:
    with pytest.raises(GroupsError, match=r"words|write|TOML"):
        parse_groups(text, "words", toml=toml)


def test_records_come_back_from_json_lines_as_they_went() -> None:
    records = [
        rate("地区生产总值", "4.5-5", wording=("左右",), section=("二、安排",)),
        record("固定资产投资", qualitative="positive"),
        record("城镇就业", "1.65", "万人", "persons", action="新增", source="b.txt"),
    ]
    lines = "".join(
        json_line({name: getattr(r, name) for name in RECORD_FIELDS}) + "\n" for r in records
    )
    assert looks_extracted(lines)
    assert records_of(lines) == records
    assert records_of("[" + ",".join(lines.splitlines()) + "]") == records
    assert records_of(lines)[2].number == Decimal(16500)
    assert [len(rows) for rows in by_report(records)] == [2, 1]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"a": 1}', "lacks"),
        ("{not json", "line 1 is not JSON"),
        ("[1]", "no record"),
    ],
)
def test_what_is_no_record_is_said_with_its_line(text: str, what: str) -> None:
    with pytest.raises(RowError, match=what):
        records_of(text)


def test_a_report_does_not_look_extracted() -> None:
    assert not looks_extracted("政府工作报告\n\n地区生产总值增长5%。")
