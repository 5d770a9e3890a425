"""The tree of headings, its roles and its passages, on invented reports."""

import os
from pathlib import Path

import pytest
import regex

from govreport.lexicon import load
from govreport.models import CleanText, Document, Line, Outline
from govreport.outline import outline
from govreport.outline.blocks import Block
from govreport.outline.headings import candidate, ordinal
from govreport.outline.roles import has_problems, kind_of
from govreport.outline.signs import cue, sign
from govreport.text import fold, view


def report(text: str) -> tuple[Document, CleanText]:
    """A document whose lines are those of ``text``, without the Markdown marks around them."""
    kept: list[Line] = []
    at = 0
    for row in text.split("\n"):
        bare = regex.search(r"(?<=^[#* ]{0,8})[^#* ].*?(?=\**$)", row)
        if bare:
            kept.append(Line(((at + bare.start(), at + bare.end()),)))
        at += len(row) + 1
    return Document("a.txt", text, "utf-8", ""), CleanText(tuple(kept), ())


def tree(text: str) -> Outline:
    return outline(*report(text))


def shown(text: str) -> list[str]:
    """One line a heading: as deep as its level, with its role."""
    return [f"{'  ' * (h.level - 1)}{h.number}{h.title}|{h.role}" for h in tree(text).headings]


BODY = "全县上下团结奋斗，完成投资5亿元，新建学校3所，群众生活持续改善，各项事业稳步向前。"


def made(*headings: str) -> str:
    """A report with a paragraph below each of the lines."""
    return "\n".join(f"{heading}\n{BODY}" for heading in headings)


def test_numbers_make_a_tree_and_a_run_in_title_ends_at_its_full_stop() -> None:
    text = "\n".join(
        (
            made("一、2023年工作回顾"),
            "（一）产业更优。建成园区5个。",
            made("1.工业", "2.农业", "（二）城乡更美。", "二、2024年工作安排"),
        )
    )
    found = tree(text)
    assert [(h.number, h.title, h.level, h.parent) for h in found.headings] == [
        ("一、", "2023年工作回顾", 1, None),
        ("（一）", "产业更优", 2, 0),
        ("1.", "工业", 3, 1),
        ("2.", "农业", 3, 1),
        ("（二）", "城乡更美", 2, 0),
        ("二、", "2024年工作安排", 1, None),
    ]
    run_in = [text[p.pieces[0][0] : p.pieces[-1][1]] for p in found.passages if p.section == 1]
    assert run_in == ["（一）产业更优。", "建成园区5个。"]


def test_spans_hold_number_and_title_and_passages_cover_the_text() -> None:
    text = f"第 一 章  发展 基础\n第一节 成就\n{BODY}\n**（一）创新。**建成平台３个。"
    found = tree(text)
    for heading in found.headings:
        span = text[heading.start : heading.end]
        assert regex.sub(r"[\s*]", "", span) == heading.number + heading.title
    covered = "".join(text[a:b] for p in found.passages for a, b in p.pieces)
    assert regex.sub(r"[\s*#]", "", covered) == regex.sub(r"[\s*#]", "", text)
    assert all(p.section is None or p.section < len(found.headings) for p in found.passages)


def test_rank_comes_from_the_style_and_a_fragment_may_begin_anywhere() -> None:
    assert shown(BODY + "\n" + made("（五）盘活存量", "三、重点工作", "（一）工业")) == [
        "（五）盘活存量|review",
        "三、重点工作|plan",
        "  （一）工业|plan",
    ]


def test_chapters_of_a_plan_look_ahead_but_for_what_they_recall() -> None:
    text = "某县国民经济和社会发展第十四个五年规划纲要\n第一章 夯实基础，顺应形势\n" + made(
        "第一节 “十三五”时期发展成就",
        "第二节 面临形势",
        "第三节 二〇三五年远景目标",
        "第二章 建设绿色家园，\n开启现代化新征程",
        "第一节 指导思想",
    )
    assert shown(text) == [
        "第一章夯实基础，顺应形势|plan",
        "  第一节“十三五”时期发展成就|review",
        "  第二节面临形势|plan",
        "  第三节二〇三五年远景目标|outlook",
        "第二章建设绿色家园，开启现代化新征程|plan",
        "  第一节指导思想|plan",
    ]


def test_unnumbered_headings_stand_between_ended_text_and_a_paragraph() -> None:
    lines = ("政府工作总体要求", "2024年主要预期目标", "坚持创新引领、深入实施先行区建设工程")
    assert shown(made(*lines)) == [f"{line}|plan" for line in lines]


def test_unnumbered_parts_hold_unnumbered_and_numbered_sections() -> None:
    text = (
        made(
            "2022年工作回顾",
            "一年来，我们坚持创新，动能更强",
            "一年来，我们加强政府自身建设",
            "2023年工作安排",
            "一、做强工业",
            "二、做美城乡",
            "加强政府自身建设",
        )
        + "\n名词解释\n1.瞪羚企业：是指高成长企业。\n2.雏鹰企业：指初创企业。"
    )
    assert shown(text) == [
        "2022年工作回顾|review",
        "  一年来，我们坚持创新，动能更强|review",
        "  一年来，我们加强政府自身建设|review",
        "2023年工作安排|plan",
        "  一、做强工业|plan",
        "  二、做美城乡|plan",
        "加强政府自身建设|self_building",
        "名词解释|glossary",
    ]


def test_a_fragment_turns_at_a_heading_without_a_number() -> None:
    text = made("（五）盘活存量", "（六）改善民生", "2023年总体要求", "坚持创新引领，做强工业")
    assert [h.level for h in tree(text).headings] == [1, 1, 1, 1]


def test_rows_of_a_table_are_no_headings_not_even_the_last() -> None:
    rows = "\n".join(
        f"{name}{n}指标值8.{n}预期性" for n, name in enumerate(("经济发展", "民生福祉", "绿色生态"))
    )
    assert len(tree(f"第二章 主要目标\n{BODY}\n{rows}\n{BODY}").headings) == 1


def test_a_lost_number_is_made_good_by_its_neighbours() -> None:
    text = made("二、2024年工作安排", "（一）工业", "深化改革开放", "（三）民生")
    assert [h.level for h in tree(text).headings] == [1, 2, 2, 2]


def test_a_count_inside_a_numbered_section_stands_below_it() -> None:
    parts = ("一、2023年工作回顾", "二、2024年重点工作", "（一）办好实事")
    text = made(*parts, "一、修路", "二、建校", "三、加强政府自身建设")
    assert [h.level for h in tree(text).headings] == [1, 1, 2, 3, 3, 1]


@pytest.mark.parametrize(
    "line",
    [
        "各位代表：",
        "各位代表！",
        "某县人民政府县长 张三",
        "——在某县第十届人民代表大会第二次会议上",
        "2024年1月10日",
        "重点抓好以下工作：",
        "一是抓项目。建成项目5个。",
        "——综合实力增强。增长5%。",
        "1.5万人实现就业。",
        "5G基站建成20座。",
        "一、二、三产业协调发展。",
        "五一、端午期间游客增多。",
        "新增就业1.65万人。",
        "|指标|单位|",
        "表1 主要指标",
        "图2 人均收入",
        "六稳：指稳就业等工作",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert shown(f"一、2023年工作回顾\n{BODY}\n{line}\n{BODY}") == ["一、2023年工作回顾|review"]


def test_the_title_page_has_no_headings_and_the_role_front() -> None:
    page = "某县政府工作报告\n团结奋进谱写新篇章\n县长 李四\n各位代表：\n"
    opening = "现在，我代表县人民政府，向大会报告工作，请予审议。\n"
    found = tree(page + opening + made("一、2023年工作回顾"))
    assert len(found.headings) == 1
    assert [p.role for p in found.passages] == ["front"] * 5 + ["review"] * 2


def test_lists_and_tables_of_contents_are_no_headings() -> None:
    items = "\n".join(f"{n}.改造老旧小区{n}个。" for n in range(1, 6))
    assert len(tree(f"二、重点工作\n{BODY}\n{items}\n{BODY}").headings) == 1
    contents = "\n".join(f"第{n}章 任务{n}{n}{n}" for n in "一二三四五六")
    chapters = "\n".join(f"第{n}章 任务{n}{n}{n}\n{BODY}" for n in "一二三四五六")
    assert len(tree(f"目录\n{contents}\n{chapters}").headings) == 6


def test_definitions_without_a_heading_are_the_glossary() -> None:
    notes = "\n[1]双碳：指碳达峰。\n[2]六保：保就业。\n[3]两新：新基建等。"
    found = tree(made("三、重点工作") + notes)
    assert len(found.headings) == 1
    assert [p.role for p in found.passages][2:] == ["glossary"] * 3


def test_definitions_need_no_numbers() -> None:
    text = (
        made("一、2024年重点工作")
        + "\n双区：指大湾区和示范区。\n“两河”整治：指对云河、川河的整治。\n"
    )
    found = tree(text + "“三进”：“进村”指到村里去。")
    assert [p.role for p in found.passages][2:] == ["glossary"] * 3


def test_an_annex_of_last_years_works_is_a_review_though_a_table_follows() -> None:
    report = made("一、2023年工作回顾", "二、2024年重点工作")
    annexes = (
        "\n附件1\n2023年十件民生实事完成情况汇总表\n序号\n项目\n1\n改造老旧小区46个，已完成。"
        "\n附件2\n2024年十件民生实事\n序号\n项目\n1\n改造老旧小区50个。"
    )
    assert [line.strip() for line in shown(report + annexes)][-2:] == [
        "2023年十件民生实事完成情况汇总表|review",
        "2024年十件民生实事|plan",
    ]
    # Also behind the glossary.
    words = "\n名词注解：\n双区：指大湾区和示范区。\n"
    assert shown(report + words + "2024年市政府十件实事\n1.改造老旧小区50个。")[-2:] == [
        "名词注解|glossary",
        "2024年市政府十件实事|plan",
    ]


def test_headings_inside_a_line() -> None:
    text = (
        f"一、工作回顾　　{BODY}{BODY}（一）产业更优。建成园区5个。"
        "（二）城乡更美。改造小区3个。二、2024年工作安排"
    )
    assert shown(text) == [
        "一、工作回顾|review",
        "  （一）产业更优|review",
        "  （二）城乡更美|review",
        "二、2024年工作安排|plan",
    ]
    assert len(tree(f"二、工作\n{BODY}农业好。一、二、三产业融合。").headings) == 1


def test_a_title_that_runs_into_its_text_is_cut_at_the_seam() -> None:
    text = f"二、2024年主要任务今年是实施规划的关键一年，{BODY}"
    assert [h.title for h in tree(text).headings] == ["2024年主要任务"]
    long = "（四）加快产业升级，扛起责任担当把握政策机遇，" + "聚集创新要素，" * 12 + "推动发展。"
    (heading,) = tree(long).headings
    assert heading.title.startswith("加快产业升级，扛起责任担当") and len(heading.title) <= 45


def test_markdown_marks_are_no_part_of_a_heading() -> None:
    assert shown(f"## **一、2023年工作回顾**\n{BODY}\n### （一）工业\n{BODY}") == [
        "一、2023年工作回顾|review",
        "  （一）工业|review",
    ]


def test_an_item_alone_on_its_line_is_a_heading() -> None:
    text = made("三、2025年重点工作", "一是聚焦内需，着力提消费", "二是做强工业")
    assert shown(text) == [
        "三、2025年重点工作|plan",
        "  一是聚焦内需，着力提消费|plan",
        "  二是做强工业|plan",
    ]


def test_items_whose_first_sentence_is_their_title_are_headings() -> None:
    items = [
        f"{n}是{title}。{BODY}"
        for n, title in zip("一二三", ("产业更优", "民生更暖", "加强政府建设"), strict=True)
    ]
    text = (
        made("一、2023年工作回顾", "（一）成绩")
        + "\n"
        + "\n".join(items)
        + "\n"
        + made("（二）问题")
    )
    assert shown(text) == [
        "一、2023年工作回顾|review",
        "  （一）成绩|review",
        "    一是产业更优|review",
        "    二是民生更暖|review",
        "    三是加强政府建设|review",
        "  （二）问题|review",
    ]
    first = f"第一，稳定投资。{BODY}\n第二，扩大消费。{BODY}\n"
    assert len(tree(made("（一）经济") + "\n" + first).headings) == 3
    whole = "\n".join(f"{n}是完成投资5亿元，新建学校3所，改造医院2家。" for n in "一二三")
    assert len(tree(made("（一）经济") + "\n" + whole + "\n" + BODY).headings) == 1


def test_a_part_without_a_number_holds_items_and_sections() -> None:
    items = f"第一，贯彻新理念。{BODY}\n第二，守住底线。{BODY}"
    parts = made("负重奋进，迈出新步伐", "（一）产业", "（二）民生", "扎实苦干，再谱新篇")
    text = f"{parts}\n{items}\n" + made("（一）产业", "（二）民生")
    assert [h.level for h in tree(text).headings] == [1, 2, 2, 1, 2, 2, 2, 2]


def test_text_below_an_item_stands_under_the_heading_before_it() -> None:
    text = (
        made("一、2023年工作回顾")
        + f"\n一是产业更优。{BODY}\n二是民生更暖。{BODY}\n"
        + made("二、2024年安排")
    )
    found = tree(text)
    assert [h.level for h in found.headings] == [1, 2, 2, 1]
    assert [p.section for p in found.passages] == [0, 0, 0, 0, 0, 0, 3, 3]
    assert [p.heading for p in found.passages] == [True, False] * 4


def test_items_inside_a_numbered_section_stand_below_it() -> None:
    text = "\n".join(
        (made("（一）经济", "1.工业"), f"一是升级。{BODY}", f"二是集聚。{BODY}", made("2.农业"))
    )
    assert [h.level for h in tree(text).headings] == [1, 2, 3, 3, 2]


def test_a_report_without_headings_turns_at_its_targets() -> None:
    found = tree(
        f"各位代表：\n一年来，全县完成生产总值50亿元。\n在肯定成绩的同时，我们也清醒地看到，还存在不少困难和问题。\n"
        f"今年经济社会发展主要预期目标是：地区生产总值增长5%左右。\n{BODY}"
    )
    assert [p.role for p in found.passages] == ["front", "review", "problems", "plan", "plan"]


def test_headings_that_do_not_tell_take_the_role_of_their_text() -> None:
    text = (
        f"一、克难奋进，交出合格答卷\n过去一年，{BODY}\n二、真抓实干，奋力开创新局\n"
        f"今年是关键一年。{BODY}\n三、改进作风，建设人民满意政府\n{BODY}"
    )
    assert [h.role for h in tree(text).headings] == ["review", "plan", "self_building"]


def test_a_mixed_section_turns_in_its_middle() -> None:
    found = tree(
        f"一、2023年工作回顾和2024年总体要求\n过去一年，{BODY}\n今年主要预期目标是：生产总值增长5%。\n二、推进改革\n{BODY}"
    )
    assert [p.role for p in found.passages] == ["review", "review", "plan", "plan", "plan"]


def test_sections_below_a_review_stay_a_review() -> None:
    below = ("（一）圆满完成目标任务", "（二）加强自身建设")
    text = made("一、2023年工作回顾", *below, "二、2024年工作安排")
    assert [h.role for h in tree(text).headings] == ["review", "review", "review", "plan"]


@pytest.mark.parametrize(
    ("number", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十三", 23), ("③", 3), ("07", 7), ("〇", None)],
)
def test_ordinals(number: str, value: int | None) -> None:
    assert ordinal(number) == value


def test_kinds_cues_and_problems() -> None:
    assert kind_of("某市2024年政府工作报告") == "report"
    assert kind_of("某市国民经济和社会发展第十四个五年规划纲要") == "plan"
    assert kind_of("某市2023年国民经济和社会发展统计公报") == "bulletin"
    assert cue("今年是“十四五”规划的关键一年。") == "plan"
    assert cue("加快推进城市更新。") is None
    assert has_problems("同时,我们也清醒认识到,发展还面临不少风险和挑战:")
    assert not has_problems("解决了一批群众关心的问题。")
    assert not has_problems("去年,我国发展面临诸多困难挑战。全年完成投资5亿元。")


def entries(table: str) -> list[tuple[dict[str, object], str, bool]]:
    return [
        (entry, example, wanted)
        for entry in load("headings")[table]
        for field, wanted in (("examples", True), ("not_examples", False))
        for example in entry.get(field, ())
    ]


def folded(example: str) -> str:
    return view(fold(example), [(0, len(example))]).text


@pytest.mark.parametrize(("entry", "example", "wanted"), entries("style"))
def test_style_examples(entry: dict[str, object], example: str, wanted: bool) -> None:
    text = view(example, [(0, len(example))])
    found = candidate(0, Block(((0, len(example)),), text))
    assert (found is not None and found.style == entry["key"]) is wanted


@pytest.mark.parametrize(("entry", "example", "wanted"), entries("role"))
def test_role_examples(entry: dict[str, object], example: str, wanted: bool) -> None:
    found = sign(folded(example))
    if wanted:
        assert found is not None and found.role == entry["role"]
    assert (regex.search(str(entry["pattern"]), folded(example)) is not None) is wanted


@pytest.mark.parametrize(("entry", "example", "wanted"), entries("cue"))
def test_cue_examples(entry: dict[str, object], example: str, wanted: bool) -> None:
    assert (cue(folded(example)) == entry["role"]) is wanted


@pytest.mark.parametrize(("entry", "example", "wanted"), entries("never"))
def test_never_examples(entry: dict[str, object], example: str, wanted: bool) -> None:
    assert (regex.search(str(entry["pattern"]), folded(example)) is not None) is wanted


def test_every_entry_has_examples() -> None:
    assert all(entry.get("examples") for table in load("headings").values() for entry in table)


@pytest.mark.parametrize(
    "text",
    [
        "一、工作\n" * 5_000,
        "（一）工作。" * 5_000,
        "一、" * 5_000,
        "1.修路。\n" * 5_000,
        "名词解释\n" * 5_000,
        "工作安排\n" * 5_000,
        "第一章 总则\n" * 5_000,
        "，" * 50_000,
        "十" * 50_000,
    ],
)
def test_odd_headings_are_read_to_the_end(text: str) -> None:
    headings = outline(*report(text)).headings
    assert all(h.parent is None or h.parent < at for at, h in enumerate(headings))


CORPUS = Path(os.environ.get("GOVREPORT_CORPUS", Path(__file__).parents[2] / "shared" / "reports"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS} (set GOVREPORT_CORPUS)")
def test_outlines_of_the_corpus_are_sound() -> None:
    for path in sorted(CORPUS.glob("*.[tm][xd]*"))[:4]:
        document, clean = report(path.read_text(encoding="utf-8-sig"))
        found = outline(document, clean)
        assert found.headings
        for at, heading in enumerate(found.headings):
            assert heading.parent is None or heading.parent < at
            span = regex.sub(r"[\s*]", "", document.text[heading.start : heading.end])
            assert span == regex.sub(r"[\s*]", "", heading.number + heading.title)
