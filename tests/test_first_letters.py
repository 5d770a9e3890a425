"""Patterns that look at the first letter before anything else: the look must not miss a letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govreport.extract.ratios import _SHARES
from govreport.extract.times import _TIMES
from govreport.identify.place import _TITLE
from govreport.text import fold

FIXTURES = Path(__file__).parent.parent / "fixtures"
PATTERNS = {"times": _TIMES, "shares": _SHARES, "titles": _TITLE}
LETTERS = re.compile(r"\(\?=\[[^\]]+\]\)")
SAID = (
    "到2025年 至2025年 截至2023年底 截止2023年 2019-2023年 2023年前三季度 2023年1-9月 2023年9月 2023年底 "
    "“十四五”期间 十四五末 六五时期 七五 八五以来 九五规划 十五期间 前三季度 前3季度 上半年 下半年 第一季度 "
    "一季度 二季度 三季度 四季度 1-9月 9月份 去年 上年 上一年 前一年 今年 全年 年内 本年 本年度 年底 年末 "
    "一年来 过去一年 过去的一年 这一年 今后五年 未来两年 三年内 五年内 过去五年 近三年 这五年 前四年 最近两年 "
    "二年来 两年间 四年平均 六年来 七年来 八年来 九年来 十年来 12年来 今明两年 开年 届时 到时 "
    "近百分之五 超过百分之五 超百分之五 逾千分之三 约三分之二 三分之一 2/3 3成 三成半 两成多 八成以上 "
    "县人民政府工作报告 2024年政府工作报告 行署工作报告 国民经济和社会发展 “十四五” 第十四个五年 民政府工作"
)  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_the_first_letter_hides_no_match(name: str) -> None:
    fast = PATTERNS[name]
    slow = re.compile(LETTERS.sub("", fast.pattern, count=1), fast.flags)
    assert slow.pattern != fast.pattern
    texts = [
        *SAID.split(),
        *(fold(p.read_text("utf-8", "replace")) for p in FIXTURES.glob("*.txt")),
    ]
    for text in texts:
        assert [m.span() for m in fast.finditer(text)] == [m.span() for m in slow.finditer(text)]
    assert any(fast.search(text) for text in texts)
