"""Numbers with their units in a sentence: every unit of the lexicon, every way to write one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.extract.numbers import multiplier, value
from govreport.extract.quantities import Quantity
from govreport.extract.scan import scan
from govreport.lexicon import load

UNITS = [e for e in load("units")["unit"] if e["surface"] not in ("年", "月", "日", "号")]
DIGITS = "零一二三四五六七八九"


def han(number: int) -> str:
    """An integer below 100,000,000 in Chinese: 2300 → 二千三百, 105 → 一百零五.

    >>> han(12), han(105), han(20010)
    ('一十二', '一百零五', '二万零一十')
    """
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return han(number // 10_000) + "万" + zero + (han(rest) if rest else "")
    text, pending = "", False
    for power, letter in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if pending and text else "") + DIGITS[digit] + letter
        pending = not digit
    return text or DIGITS[0]


def only(text: str) -> Quantity:
    found = scan(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


# -- numerals -------------------------------------------------------------------------------------


@given(st.integers(1, 99_999_999))
def test_a_chinese_numeral_has_its_value(number: int) -> None:
    assert value(han(number)) == number


@given(st.decimals(0, 10**9, places=2))
def test_an_arabic_number_keeps_its_digits(number: Decimal) -> None:
    assert value(str(number)) == number
    assert str(value(str(number))) == str(number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,053", "1053"), ("十", "10"), ("两千三百", "2300"), ("二〇二五", "2025"), ("百", "100"),
        ("三万五千", "35000"), ("一百零三", "103"), ("三点五", "3.5"), ("零点八", "0.8"),
    ],
)  # fmt: skip
def test_numerals(text: str, expected: str) -> None:
    assert value(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "多", "点", "三点", "几十", "A"])
def test_what_is_no_numeral(text: str) -> None:
    assert value(text) is None


def test_multipliers() -> None:
    assert [multiplier(m) for m in ("", "万", "百万", "万亿")] == [1, 10**4, 10**6, 10**12]


# -- units ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["7", "12.5", "1,250"])
def test_every_unit_is_found_after_a_number(number: str) -> None:
    wrong = []
    for entry in UNITS:
        letters = "万" if entry.get("needs_multiplier") else ""
        text = f"达到{number}{letters}{entry['surface']}"
        found = [(q.value, q.unit, q.dimension) for q in scan(text)]
        if found != [
            (Decimal(number.replace(",", "")), letters + entry["surface"], entry["dimension"])
        ]:
            wrong.append((text, found))
    assert wrong == []


@pytest.mark.parametrize("letters", ["万", "亿", "百万", "千"])
def test_a_multiplier_stays_with_its_unit(letters: str) -> None:
    for unit in ("元", "人", "平方米", "立方米", "吨", "亩", "千瓦时", "人次", "户", "株"):
        q = only(f"达到3.6{letters}{unit}")
        assert (q.value, q.unit) == (Decimal("3.6"), letters + unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5千瓦", "千瓦"), ("12千米", "千米"), ("60万千瓦", "万千瓦"), ("3.5亿千瓦时", "亿千瓦时"),
        ("2千元", "千元"), ("8千克", "千克"), ("110千伏", "千伏"), ("167平方公里", "平方公里"),
        ("15.2平方米", "平方米"), ("6个百分点", "个百分点"), ("300万吨标准煤", "万吨标准煤"),
        ("36微克/立方米", "微克/立方米"), ("640元/人·年", "元/人·年"), ("4.8万吨/日", "万吨/日"),
    ],
)  # fmt: skip
def test_the_longest_unit_wins(text: str, unit: str) -> None:
    assert only(f"达到{text}").unit == unit


# -- bounds, ranges, other shapes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "unit", "comparator"),
    [
        ("超7000万元", "7000", "万元", "gt"), ("近3万张", "3", "万张", "lt"),
        ("约120亩", "120", "亩", "approx"), ("逾60家", "60", "家", "gt"),
        ("600余个", "600", "个", "gt"), ("600多家", "600", "家", "gt"),
        ("1.3万余人", "1.3", "万人", "gt"), ("3%左右", "3", "%", "approx"),
        ("5%以上", "5", "%", "ge"), ("4.5%以内", "4.5", "%", "le"), ("5%以下", "5", "%", "le"),
        ("近万场", "1", "万场", "lt"), ("超千亿元", "1", "千亿元", "gt"),
    ],
)  # fmt: skip
def test_bounding_words_that_touch_the_number(
    text: str, number: str, unit: str, comparator: str
) -> None:
    q = only(f"合计{text},")
    assert (q.value, q.unit, q.comparator) == (Decimal(number), unit, comparator)
    assert f"合计{text},"[q.start : q.end] == text


def test_a_multiplier_without_a_digit_counts_as_one() -> None:
    q = only("突破百万吨。")
    assert (q.value, q.unit) == (1, "百万吨")


@pytest.mark.parametrize("dash", ["-", "—", "——", "–", "~", "至", "到"])
def test_a_range_has_two_ends(dash: str) -> None:
    q = only(f"增长5{dash}6%")
    assert (q.value, q.value_max, q.unit) == (5, 6, "%")
    q = only(f"增长5%{dash}6.5%")
    assert (q.value, q.value_max, q.unit) == (5, Decimal("6.5"), "%")


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit"),
    [
        ("居全市第4位", "rank", "4", "位"), ("居全市第一,", "rank", "1", "位"),
        ("居首位", "rank", "1", "位"), ("进入全省前三,", "rank", "3", "位"),
        ("增长2.6倍", "multiple", "2.6", "倍"), ("翻一番", "multiple", "1", "番"),
        ("翻了两番", "multiple", "2", "番"), ("综合指数为4.58,", "index", "4.58", ""),
        ("系数达到1:9,", "index", "9", ""), ("占三成", "amount", "3", "成"),
        ("百分之九十五", "amount", "95", "%"),
    ],
)  # fmt: skip
def test_other_shapes(text: str, kind: str, number: str, unit: str) -> None:
    q = only(text)
    assert (q.kind, q.value, q.unit) == (kind, Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "习近平总书记", "节约集约", "超长期国债", "PM2.5治理", "5G网络", "规模以上工业", "“三量”",
        "一以贯之", "近年来", "第十八届", "C919大飞机", "双百工程", "新的约定",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    assert [text[q.start : q.end] for q in scan(text)] == []


# -- whatever the text ----------------------------------------------------------------------------

LETTERS = (
    "0123456789一二两三十百千万亿.,、和至-—%成倍番第前位个家元年月日约近超余多以上以下左右。;:“”()"
)
WORDS = [
    "亿元", "个百分点", "平方公里", "万人次", "增长", "达到", "分别", "同比", "千瓦", "每",
    "占", "其中", "PM2.5", "5G", "2024年", "1-11月", "1:9", "三分之二", "百分之", "翻一番",
    "微克/立方米",
]  # fmt: skip
PIECES = st.sampled_from([*LETTERS, *WORDS])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_quantities_are_in_order_apart_and_printed_as_they_stand(text: str) -> None:
    at = 0
    for q in scan(text):
        assert at <= q.start <= q.number_start < q.end <= len(text)
        assert q.value is None or q.value >= 0
        assert q.value_max is None or q.value is not None
        at = q.end
