"""Logical lines: what is a line, what is between lines, and that no character is lost."""

from __future__ import annotations

import os
import random
from itertools import pairwise
from pathlib import Path

import pytest

from govreport.clean import strip
from govreport.clean.lines import lines
from govreport.clean.show import cleaned_text
from govreport.models import CleanText, Document
from govreport.read import ReadError, find


def document(text: str) -> Document:
    return Document("a.txt", text, "utf-8", "0")


def split(text: str) -> list[str]:
    """The logical lines as text, white space between their spans left out."""
    return [
        "".join(text[start:end] for start, end in line.pieces) for line in lines(document(text))
    ]


PROSE = (
    "过去一年，在县委的坚强领导下，全县上下锐意进取、攻坚克难，地区生产总值增长5.1%，"
    "一般公共预算收入完成12.3亿元，城镇新增就业2300人"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、回顾\n\n  去年增长5%。  \n", ["一、回顾", "去年增长5%。"]),
        ("一、回顾\\r\\n去年增长5%。\\n二、安排", ["一、回顾", "去年增长5%。", "二、安排"]),
        ("一、回顾\\r\\n&nbsp;&nbsp;&nbsp;&nbsp;去年&nbsp;增长5%。", ["一、回顾", "去年增长5%。"]),
        ("<p>一、回顾</p><p>去年<b>增长</b>5%。</p>", ["一、回顾", "去年增长5%。"]),
        ('"<divclass="title"><h2>报告</h2>时间：', ['"', "报告", "时间："]),
        (
            "## 一、回顾\n> 引言。\n**（一）要点。**去年增长5%。",
            ["一、回顾", "引言。", "（一）要点。去年增长5%。"],
        ),
        ("> **专栏1 指标**\n> 说明。", ["专栏1 指标", "说明。"]),
        ("- 一、改造小区。\n- 建成公园。", ["一、改造小区。", "- 建成公园。"]),
        (
            "各位代表：　　现在，我代表县政府报告工作。",
            ["各位代表：", "现在，我代表县政府报告工作。"],
        ),
        ("市长　　李　　某\n目　　录", ["市长　　李　　某", "目　　录"]),
        ("政??府??工??作??报??告\n县长?? 李某", ["政府工作报告", "县长李某"]),
        ("指标\t2020年\t2025年\n一、\t回顾", ["指标", "2020年", "2025年", "一、\t回顾"]),
        ("| 人均<br>收入 | 3.5 |\n| --- | --- |", ["| 人均收入 | 3.5 |", "| --- | --- |"]),
        ("前<!-- 市长作报告。 -->后", ["前", "<!-- 市长作报告。 -->", "后"]),
        ("一\u2028二\x0b三\x0c四", ["一", "二", "三", "四"]),
        ("\ufeff一\x00二", ["一二"]),
        ("政府工作报告各位代表：现在，我报告。", ["政府工作报告", "各位代表：现在，我报告。"]),
        ("", []),
        ("\n \u3000\n&nbsp;\n**\n", []),
    ],
)
def test_what_is_a_line(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_one_long_line_is_parted_at_wide_spaces() -> None:
    text = (
        f"政府工作报告　　各位代表：　　一、回顾　　{PROSE}。{PROSE}。　　二、安排　　今年增长6%。"
    )
    assert split(text) == [
        "政府工作报告",
        "各位代表：",
        "一、回顾",
        f"{PROSE}。{PROSE}。",
        "二、安排",
        "今年增长6%。",
    ]


BELOW = (
    "分享到： QQ空间 新浪微博 上一篇： 东岭县2022年政府工作报告 相关文章 03-30 关闭3家矿山的公告"
)


def test_what_a_page_in_one_line_has_below_its_report_is_a_line() -> None:
    assert split(f"一、回顾 {PROSE}。 {BELOW}") == [f"一、回顾 {PROSE}。", BELOW]
    told = f"{PROSE}，把经验分享到：微信、学校和社区。"
    assert split(told) == [told]
    assert split(f"{PROSE}。 {BELOW}。") == [f"{PROSE}。 {BELOW}。"]


def test_what_a_page_in_one_line_has_below_its_report_is_dropped() -> None:
    source = document(f"政府工作报告\n一、回顾\n{PROSE}。 {BELOW}\n二、安排\n{PROSE}。")
    assert "QQ空间" not in cleaned_text(source, strip(source, lines(source)))


LINKS = [
    "过去一年，各部门认真落实",
    "条例",
    "，全面推进",
    "惠民政策",
    "，持续加强",
    "队伍建设",
    "，服务水平提高。",
]
"""A sentence of a page that breaks its lines at every link."""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A comma never ends a paragraph.
        (["面对困难，", "我们迎难而上。"], ["面对困难，我们迎难而上。"]),
        # Nor does anything end before a stop.
        (
            ["认真贯彻", "《公务员法》", "，切实履行职能。"],
            ["认真贯彻", "《公务员法》，切实履行职能。"],
        ),
        (
            ["各级政府，认真贯彻", "《公务员法》", "，切实履行职能。"],
            ["各级政府，认真贯彻《公务员法》，切实履行职能。"],
        ),
        # Running text that is too long for a heading.
        ([PROSE, "，比上年增加100人。"], [PROSE + "，比上年增加100人。"]),
        ([PROSE[:-6], "2300人。"], [PROSE[:-6] + "2300人。"]),
        ([PROSE, "", "亲自", "指挥、", "部署。"], [PROSE + "亲自指挥、部署。"]),
        # A ratio.
        (
            ["三次产业比由13.0:", "54.2:", "32.8调整为12:50:38。"],
            ["三次产业比由13.0:54.2:32.8调整为12:50:38。"],
        ),
        # Where a report was given.
        (
            ["2024年1月8日在云川市第五届", "人民代表大会第四次会议上"],
            ["2024年1月8日在云川市第五届人民代表大会第四次会议上"],
        ),
        # A figure and its unit.
        (
            ["民生改善，完成投资19.3", "亿元，推进项目8个。"],
            ["民生改善，完成投资19.3亿元，推进项目8个。"],
        ),
        # The words of links, also at the end of a short line and in a heading.
        (
            [*LINKS, "五、民主", "法制", "建设进一步加强。成果丰硕。"],
            ["".join(LINKS), "五、民主法制建设进一步加强。成果丰硕。"],
        ),
        (
            [
                *LINKS,
                "我省",
                "经济社会",
                "形势总体良好，民生改善。",
                "深化行政",
                "权力",
                "公开工作。",
            ],
            ["".join(LINKS), "我省经济社会形势总体良好，民生改善。", "深化行政权力公开工作。"],
        ),
        # A quotation that is closed on the next line, or after a link.
        (
            ["由企业找技术、成果找市场“双向", "揭榜", "挂帅”的简称。"],
            ["由企业找技术、成果找市场“双向揭榜挂帅”的简称。"],
        ),
        # A quotation that has only been opened.
        (["提前实施“", "十四五", "”规划。"], ["提前实施“十四五”规划。"]),
    ],
)
def test_lines_cut_in_mid_sentence_are_joined(rows: list[str], expected: list[str]) -> None:
    assert split("\n".join(rows)) == expected


@pytest.mark.parametrize(
    "rows",
    [
        ["一、工作回顾", "去年，经济平稳增长。"],
        ["坚持深化改革、扩大开放，深入实施先行区建设工程", "坚持市场化方向，增强活力。"],
        ["我省", "经济社会", "形势总体良好，民生改善。"],
        [PROSE, "（一）产业发展"],
        [PROSE, "各位代表！"],
        [PROSE, "2024年工作安排"],
        [PROSE, "责任编辑：王某某"],
        [PROSE, "某ICP备00000000号-1"],
        [PROSE + "。（见第4页）", "[5]三资：资金、资产、资源。"],
        [PROSE + "。（见第4页）", "三资：资金、资产、资源。"],
        [
            "（一）坚持创新驱动，加快转型升级，推动制造业高端化智能化绿色化发展，建设先进制造业基地和创新高地",
            "去年增长5%。",
        ],
        ["来源：东岭日报", "2023-01-10"],
        ["指标" + "一二三四五六七八九十" * 6 + "……", "单位"],
    ],
)
def test_lines_that_end_stay_apart(rows: list[str]) -> None:
    assert split("\n".join(rows)) == rows


def test_a_fixed_width_is_noticed() -> None:
    text = "".join(f"第{i}项工作：新建高标准农田{i}万亩，城镇新增就业{i}00人。" for i in range(60))
    rows, columns = [""], 0
    for char in text:
        columns += 1 + (char > "z")
        if columns > 70:
            rows.append("")
            columns = 1 + (char > "z")
        rows[-1] += char
    joined = split("\n".join(rows))
    assert "".join(joined) == text
    assert all(line[-1] in "。：" for line in joined)


def test_page_numbers_do_not_cut_a_paragraph() -> None:
    half = len(PROSE) - 8
    pages = "".join(f"{PROSE}。\n{PROSE[:half]}\n{page}\n{PROSE[half:]}。\n" for page in (1, 2, 3))
    found = split(pages)
    assert found.count(PROSE + "。") == 6
    assert [line for line in found if line.isdigit()] == ["1", "2", "3"]


def test_running_heads_do_not_either() -> None:
    half = len(PROSE) - 8
    pages = "".join(
        f"{PROSE[:half]}\n- {page} -\n东岭县政府工作报告\n{PROSE[half:]}。\n" for page in (4, 5, 6)
    )
    assert split(pages).count(PROSE + "。") == 3
    assert split(pages).count("东岭县政府工作报告") == 3


def test_a_stamp_behind_every_paragraph_is_cut_off() -> None:
    stamp = "aBc东岭县情网---县情站点"
    rows = [f"第{n}项，新建农田{n}亩{stop}{stamp}" for n, stop in enumerate("。。；：")]
    text = "\n".join(rows)
    found = split(text)
    assert found.count(stamp) == 4
    assert "第0项，新建农田0亩。" in found
    unstamped = "\n".join(f"{n}月，全县粮食增产，农民增收。" for n in range(9))
    assert split(unstamped) == unstamped.split("\n")


def test_front_matter_is_not_joined() -> None:
    rows = [
        "---",
        "source: https://www.example.gov.cn/" + "a" * 60,
        "title: 报告",
        "---",
        "各位代表：",
    ]
    assert split("\n".join(rows)) == rows


def check(text: str) -> None:
    """Spans are in order, hold text, never overlap, and hold every letter and digit of it."""
    found = lines(document(text))
    spans = sorted(span for line in found for span in line.pieces)
    assert all(line.pieces == tuple(sorted(line.pieces)) for line in found)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [line.pieces for line in found] == sorted(line.pieces for line in found)
    assert all(text[a:b].strip() for a, b in spans) or "  " in text
    inside = "".join(text[a:b] for a, b in spans)
    letters = [c for c in text if "一" <= c <= "鿿"]
    assert [c for c in inside if "一" <= c <= "鿿"] == letters
    clean = CleanText(found, ())
    assert "\n\n" not in cleaned_text(document(text), clean)


def test_any_text_keeps_its_characters() -> None:
    chance = random.Random(3)
    parts = [
        *"一二三。，、；：“”（）", "\n", "\n\n", "\\r\\n", "　　", "\t", "&nbsp;", "**", "##", "# ",
        "> ", "??", "|", "<br>", "<p>", "<", ">", "<!--", "-->", "---", "1", "2", "12", "5%", "[1]",
        "各位代表", "来源：", "责任编辑", " ", "    ", "\u200b", "\ufeff", "![](a)", "长" * 60,
    ]  # fmt: skip
    for _ in range(1500):
        text = "".join(chance.choice(parts) for _ in range(chance.randrange(1, 40)))
        if "<!--" not in text and "![" not in text:
            check(text)
        else:
            lines(document(text))


@pytest.mark.parametrize(
    "text",
    [
        (PROSE + "。") * 8000,
        "增长" * 300_000,
        "\n" * 10_000 + PROSE,
        "短行\n" * 30_000,
        "<!--" * 60_000,
        "<p" * 60_000,
        "![a](" * 30_000,
        "字　　" * 40_000,
        "字字\t" * 40_000,
        "\n|" + "a<br>" * 40_000,
        "（" * 100_000,
        "\\r\\n字" * 40_000,
        "&" * 100_000,
        "?" * 100_000 + "字",
        "\n".join(str(n % 50) for n in range(30_000)),
    ],
    ids=range(15),
)
def test_odd_text_is_read_to_its_end(text: str) -> None:
    """What a pattern that tries every way could not end in an hour."""
    pieces = [piece for line in lines(document(text)) for piece in line.pieces]
    assert pieces == sorted(pieces)
    assert all(0 <= a < b <= len(text) for a, b in pieces)


CORPUS = Path(os.environ.get("GOVREPORT_CORPUS", Path(__file__).parents[2] / "shared" / "reports"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no folder of real reports")
def test_the_lines_of_real_reports_are_sound() -> None:
    read = 0
    for found in find([str(CORPUS)]):
        try:
            text = found.load().text
        except ReadError:
            continue
        read += 1
        if read % 12 == 0:
            check(text) if "<!--" not in text and "![" not in text else lines(document(text))
    assert read > 1
