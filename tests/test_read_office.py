"""Word documents, new and old: what stands in them, in order, and what they may not do."""

from __future__ import annotations

import contextlib
import io
import random
import sys
import zipfile
from collections.abc import Callable

import pytest

from govreport.pipeline import survey
from govreport.read import ReadError, read_bytes
from govreport.read.docx_styles import chinese
from making import container, doc, docx, replaced
from same import NAMES, difference, paragraphs

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAIN = docx(["政府工作报告"])


def p(text: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def text_of(body: str, **parts: str | bytes | None) -> str:
    return read_bytes(replaced(PLAIN, document=body, **parts), "a.docx").text


@pytest.mark.parametrize("styled", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_a_document_gives_the_records_of_the_text(name: str, styled: bool) -> None:
    assert difference(name, docx(paragraphs(name), styled=styled)) == ""


def test_tables_stand_where_they_stand() -> None:
    rows = [["类别", "指标", "2025年"], ["经济", "地区生产总值（亿元）", "270"]]
    text = read_bytes(docx(["专栏1", rows, "第二章"], styled=False), "a").text
    assert (
        text == "专栏1\n| 类别 | 指标 | 2025年 |\n| 经济 | 地区生产总值（亿元） | 270 |\n第二章\n"
    )


def test_cells_that_reach_over_others_leave_them_empty() -> None:
    def tc(text: str, about: str = "") -> str:
        return f"<w:tc><w:tcPr>{about}</w:tcPr>{p(text)}</w:tc>"

    first = tc("指标", "<w:vMerge w:val='restart'/>") + tc("目标", "<w:gridSpan w:val='2'/>")
    second = tc("", "<w:vMerge/>") + tc("2024年") + tc("2025年")
    third = f"<w:tr>{tc('就业')}{tc('2')}{tc('3')}</w:tr>"
    table = (
        f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr>"
        f"<w:sdt><w:sdtContent>{third}</w:sdtContent></w:sdt></w:tbl>"
    )
    assert text_of(table) == "| 指标 | 目标 |  |\n|  | 2024年 | 2025年 |\n| 就业 | 2 | 3 |\n"


def test_a_table_around_the_text_is_no_table() -> None:
    long = "去年，全市新建农村道路5公里，改造老旧小区6个，惠及群众7万人。" * 9
    cells = f"<w:tc>{p('目录')}</w:tc><w:tc>{p(long)}{p(long)}</w:tc>"
    last = f"<w:tc>{p('一')}</w:tc><w:tc>{p('二')}</w:tc>"
    assert (
        text_of(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{last}</w:tr></w:tbl>")
        == f"目录\n{long}\n{long}\n一\n二\n"
    )


def test_headings_by_style_are_marked() -> None:
    text = read_bytes(docx(["一、去年工作回顾", "（一）产业更优", "各位代表："]), "a").text
    assert text == "## 一、去年工作回顾\n### （一）产业更优\n各位代表：\n"
    styles = f'<w:styles {W}><w:style w:styleId="a3"><w:name w:val="标题 1"/></w:style></w:styles>'
    assert text_of(p("总则", '<w:pStyle w:val="a3"/>'), styles=styles) == "# 总则\n"
    assert text_of(p("总则", '<w:outlineLvl w:val="1"/>')) == "## 总则\n"
    long = "去年，全市新建农村道路5公里，改造老旧小区6个，惠及群众7万人。" * 3
    assert text_of(p(long, '<w:outlineLvl w:val="0"/>')) == f"{long}\n"


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def item(text: str, level: int) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>')


def test_numbers_that_word_adds_are_in_the_text() -> None:
    levels = [
        ("回顾", 0),
        ("工业", 1),
        ("农业", 1),
        ("粮食", 2),
        ("其中", 3),
        ("安排", 0),
        ("工业", 1),
    ]
    body = "".join(item(text, level) for text, level in levels)
    assert text_of(body, numbering=NUMBERING).splitlines() == [
        "一、回顾", "（一）工业", "（二）农业", "1.粮食", "其中", "二、安排", "（一）工业",
    ]  # fmt: skip
    headings = survey(read_bytes(replaced(PLAIN, document=body, numbering=NUMBERING), "a")).outline
    assert [h.number for h in headings.headings][:2] == ["一、", "（一）"]


def test_chinese_numbers() -> None:
    written = {1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九"}
    written |= {100: "一百", 101: "一百〇一", 110: "一百一十", 112: "一百一十二", 120: "一百二十"}
    assert {n: chinese(n) for n in written} == written


def test_footnotes_stand_at_the_end_as_such() -> None:
    note = '<w:footnoteReference w:id="4"/>'
    notes = f'<w:footnotes {W}><w:footnote w:id="4">{p("指绿色低碳。")}</w:footnote></w:footnotes>'
    body = (
        f"<w:p><w:r><w:t>发展“双碳”</w:t></w:r><w:r>{note}</w:r><w:r><w:t>产业。</w:t></w:r></w:p>"
    )
    assert text_of(body, footnotes=notes) == "发展“双碳”[1]产业。\n注释\n[1]指绿色低碳。\n"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>新建</w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
         "<w:ins><w:r><w:t>6个</w:t></w:r></w:ins>", "新建6个\n"),
        ("<w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:t>第1页</w:t></w:r>", "第1页\n"),
        ("<w:hyperlink><w:r><w:t>公报</w:t></w:r></w:hyperlink>", "公报\n"),
        ("<w:sdt><w:sdtContent><w:r><w:t>公报</w:t></w:r></w:sdtContent></w:sdt>", "公报\n"),
        ("<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r>", "第一行\n第二行\n"),
        ("<w:r><w:t>上页</w:t><w:br w:type='page'/><w:t>下页</w:t></w:r>", "上页下页\n"),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6%</w:t></w:r>", "5-6%\n"),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict>"
         "<w:t>框外</w:t></w:r>", "框外\n框内\n"),
        ("<mc:AlternateContent><mc:Choice><w:r><w:t>甲</w:t></w:r></mc:Choice>"
         "<mc:Fallback><w:r><w:t>乙</w:t></w:r></mc:Fallback></mc:AlternateContent>", "甲\n"),
    ],
)  # fmt: skip
def test_what_a_paragraph_may_hold(inside: str, text: str) -> None:
    assert text_of(f"<w:p>{inside}</w:p>") == text


def test_the_contents_are_left_out() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>'
    body = p("一、回顾 1", '<w:pStyle w:val="T1"/>') + p("一、回顾")
    assert text_of(body, styles=styles) == "一、回顾\n"


def test_a_style_based_on_itself_ends() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>'
    assert text_of(p("文", '<w:pStyle w:val="a"/>'), styles=styles) == "文\n"


# -- what a stranger's document may try ----------------------------------------------------------


def test_documents_swollen_or_with_entities_are_refused() -> None:
    bomb = replaced(PLAIN, document=p("亿" * 30_000_000))
    with pytest.raises(ReadError, match=r"swells more than a text can|larger than"):
        read_bytes(bomb, "a.docx")
    laughs = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "亿亿"><!ENTITY b "&a;&a;">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    outside = laughs.replace('"亿亿"', 'SYSTEM "file:///etc/passwd"').replace("&b;", "&a;")
    for xml in (laughs, outside, laughs.encode("utf-16")):
        with pytest.raises(ReadError, match="defines entities"):
            read_bytes(replaced(PLAIN, document=xml), "a.docx")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (PLAIN[:3000], "damaged"),
        (replaced(PLAIN, document=b"<?xml version='1.0'?><w:document"), "is not XML"),
        (replaced(PLAIN, document=f"<?xml version='1.0'?><w:d {W}/>"), "without a body"),
        (replaced(PLAIN, document="<w:p/>"), "Word document without text"),
    ],
)
def test_broken_documents_say_what_is_wrong(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=what):
        read_bytes(data, "a.docx")


def test_elements_nested_too_deep_do_no_harm() -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000 + p("甲") + "</w:sdtContent></w:sdt>" * 20_000
    assert text_of(deep + p("乙")) == "乙\n"


def test_a_document_with_macros_is_read_as_any_other() -> None:
    buffer = io.BytesIO(PLAIN)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Auto_Open")
    assert read_bytes(buffer.getvalue(), "a.docm").text == "政府工作报告\n"


# -- documents of before 2007 --------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_an_old_document_gives_the_records_of_the_text(name: str) -> None:
    assert difference(name, doc(paragraphs(name))) == ""


def test_tables_of_an_old_document_are_rows() -> None:
    rows = [["类别", "指标", "2025年"], ["经济", "生产总值", "270"], ["", "覆盖率", "62"]]
    other = [["序号", "事项"], ["1", "修路"], ["2", "建校"]]
    text = read_bytes(doc(["专栏1", rows, "第二章", other, other, "完"]), "a").text
    assert text == (
        "专栏1\n| 类别 | 指标 | 2025年 |\n| 经济 | 生产总值 | 270 |\n|  | 覆盖率 | 62 |\n第二章\n"
        + "| 序号 | 事项 |\n| 1 | 修路 |\n| 2 | 建校 |\n" * 2
        + "完\n"
    )


def test_fields_show_what_they_came_to() -> None:
    line = "共\x13 HYPERLINK \x13 PAGE \x147\x15 \x14链接\x15，\x13 NUMPAGES \x15页\x08\x01。"
    assert read_bytes(doc([line]), "a").text == "共链接，页。\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (container({"EncryptedPackage": b""}), "locked with a password"),
        (container({"Workbook": b""}), "an old Excel workbook"),
        (container({"PowerPoint Document": b""}), "a PowerPoint presentation"),
        (container({"WordDocument": b"\xec\xa5\xc1"}), "a damaged Word document"),
        (doc(["文"], flags=0x0100), "locked with a password"),
        (doc([" "]), "without text"),
    ],
)
def test_old_containers_are_told_apart(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=what):
        read_bytes(data, "a.doc")


@pytest.mark.parametrize("make", [doc, docx])
def test_damage_is_an_error_and_never_a_crash(make: Callable[[list[str]], bytes]) -> None:
    chance = random.Random(3)
    whole = make(["政府工作报告", "去年，全县生产总值增长5.1%。"])
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 40))):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        with contextlib.suppress(ReadError):
            read_bytes(bytes(data[: chance.randrange(len(data))]), "a")
            read_bytes(bytes(data), "a")


def test_a_missing_library_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)
    with pytest.raises(ReadError, match=r"needs olefile; pip install 'govreport\[office\]'"):
        read_bytes(doc(["文"]), "a.doc")
