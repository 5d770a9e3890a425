"""PDF: paragraphs whole again, running heads gone, columns in order; no PDF stops a run."""

from __future__ import annotations

import io
import sys

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from govreport.read import ReadError, pdf_paragraphs, read_bytes
from govreport.read import pdf as reader
from govreport.read.pdf_layout import Glyph, Page, Rule, layout
from making import pdf
from same import NAMES, difference, paragraphs

HEAD = "云川市人民政府公报　2024年第3期"
INDICATORS = [
    ["类别", "指标", "2020年", "2025年", "年均增长", "属性"],
    ["经济", "地区生产总值（亿元）", "186.4", "270", "7.5%", "预期性"],
    ["", "全社会研究与试验发展经费投入增长率（%）", "—", "—", "10", "预期性"],
    ["生态", "森林覆盖率（%）", "61.7", "62", "—", "约束性"],
]
ROWS = "".join(f"| {' | '.join(row)} |\n" for row in INDICATORS)


def text_of(*lines: object, **setting: object) -> str:
    return read_bytes(pdf(list(lines), **setting), "a.pdf").text  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_gives_the_records_of_the_text(name: str, columns: int) -> None:
    data = pdf(paragraphs(name), columns=columns, head=HEAD)
    # The rows of a flattened table do not fit into a column, and their cells cannot be told then.
    assert difference(name, data, tables=columns == 1) == ""


def test_paragraphs_are_whole_and_heads_and_numbers_gone() -> None:
    own = paragraphs("anle-2018-runin.txt")
    found = text_of(*own, head=HEAD).splitlines()
    assert ["".join(line.split()) for line in found] == ["".join(line.split()) for line in own]


@pytest.mark.parametrize("foot", ["{}", "- {} -", "第{}页", "第 {} 页 共 9 页", "{} / 9", "·{}·"])
def test_page_numbers_of_every_kind_are_dropped(foot: str) -> None:
    assert (
        text_of(*["去年，全市新建道路5公里。"] * 90, foot=foot)
        == "去年，全市新建道路5公里。\n" * 90
    )


def test_a_line_that_comes_again_in_the_text_is_kept() -> None:
    assert text_of(*["各位代表！"] * 200).count("各位代表！") == 200


def test_ruled_tables_are_rows_and_their_cells_whole() -> None:
    text = text_of("专栏1　主要指标", INDICATORS, "第二章　建设产业体系")
    assert text == f"专栏1 主要指标\n{ROWS}第二章 建设产业体系\n"


def test_tables_without_rules_are_rows_where_their_cells_stand_in_line() -> None:
    plain = [
        ["指标", "2020年", "2025年"],
        ["生产总值", "186.4", "270"],
        ["覆盖率", "61.7", "62"],
    ]
    text = text_of("专栏1　主要指标", plain, "注：无", ruled=False)
    assert text == (
        "专栏1 主要指标\n| 指标 | 2020年 | 2025年 |\n| 生产总值 | 186.4 | 270 |\n"
        "| 覆盖率 | 61.7 | 62 |\n注：无\n"
    )


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    return [
        Rule(True, x0, y0, y1), Rule(True, x1, y0, y1),
        Rule(False, y0, x0, x1), Rule(False, y1, x0, x1),
    ]  # fmt: skip


def glyphs(x: float, y: float, text: str) -> list[Glyph]:
    return [Glyph(x + 10 * i, y, x + 10 * i + 10, y + 10, c, 10) for i, c in enumerate(text)]


def test_cells_that_reach_over_others_are_one() -> None:
    rules = [
        *rectangle(50, 100, 150, 160), *rectangle(150, 100, 350, 130),
        *rectangle(150, 130, 250, 160), *rectangle(250, 130, 350, 160),
    ]  # fmt: skip
    words = [(60, 125, "指标"), (200, 110, "目标值"), (160, 140, "当年"), (260, 140, "五年")]
    page = Page(595, 842, [g for word in words for g in glyphs(*word)], rules)
    lines, _ = layout(page)
    assert [line.text for line in lines] == ["| 指标 | 目标值 |  |", "|  | 当年 | 五年 |"]


def test_a_frame_around_the_text_is_no_table() -> None:
    rules = [*rectangle(50, 100, 350, 120), *rectangle(50, 120, 350, 160)]
    words = [(60, 105, "专栏"), (60, 125, "完善城乡路网，新建农村公路六百公里。")]
    page = Page(595, 842, [g for word in words for g in glyphs(*word)], rules)
    lines, _ = layout(page)
    assert [line.text for line in lines] == [text for _, _, text in words]


def test_a_narrow_space_is_one_unless_the_line_is_stretched() -> None:
    def spread(text: str, gap: float) -> list[Glyph]:
        return [g for i, c in enumerate(text) for g in glyphs(100 + (10 + gap) * i, 100, c)]

    parted = [*glyphs(100, 100, "第一节"), *glyphs(134, 100, "发展目标")]
    for found, text in ((parted, "第一节 发展目标"), (spread("发展目标更高", 4), "发展目标更高")):
        lines, _ = layout(Page(595, 842, found, []))
        assert [line.text for line in lines] == [text]


def browser_print(paragraphs: list[str], per_page: int) -> list[Page]:
    """Pages as a browser prints them: no line is set in, paragraphs stand apart, a small head."""
    pages: list[Page] = []
    y = 2000.0
    for text in paragraphs:
        y += 8
        for start in range(0, len(text), 40):
            if y > 26 + 18 * per_page:
                head = [g._replace(size=7.0) for g in glyphs(50, 12, f"打印{len(pages)}云川县")]
                pages.append(Page(500, 26 + 18 * per_page + 40, head, []))
                y = 26.0
            pages[-1].glyphs.extend(glyphs(50, y, text[start : start + 40]))
            y += 14
    return pages


def test_paragraphs_that_stand_apart_are_whole_and_heads_of_browsers_gone() -> None:
    sentence = "全县新建道路五公里；治理河道；改造老旧小区十二个；"
    paragraphs = [sentence * (2 + at % 3) + "惠及群众。" for at in range(40)]
    text = pdf_paragraphs.text_of(browser_print(paragraphs, 30))
    assert text == "".join(f"{paragraph}\n" for paragraph in paragraphs)


def test_a_page_that_is_turned_is_read_as_it_is_shown() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 12)
    canvas.setPageRotation(90)
    canvas.rotate(90)
    for at, line in enumerate(("GDP grew 5.1% in 2023.", "CPI rose 0.2%.")):
        canvas.drawString(100, -100 - 30 * at, line)
    canvas.showPage()
    canvas.save()
    assert read_bytes(buffer.getvalue(), "a").text == "GDP grew 5.1% in 2023.\nCPI rose 0.2%.\n"


# -- what cannot be read -------------------------------------------------------------------------


def scanned(pages: int, words: str = "") -> bytes:
    image = ImageReader(Image.new("L", (60, 80), 200))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(pages):
        canvas.drawImage(image, 0, 0, *A4)
        if number == 0 and words:
            canvas.setFont("STSong-Light", 12)
            canvas.drawString(100, 600, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_scanned_pages_say_so_and_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"scanned pages.*recognise the text"):
        read_bytes(scanned(3), "a.pdf")


def test_some_scanned_pages_are_a_note(caplog: pytest.LogCaptureFixture) -> None:
    text = "去年，全市新建农村道路5公里，改造老旧小区6个，惠及群众7万人。"
    assert read_bytes(scanned(3, text), "a.pdf").text == f"{text}\n"
    assert "a.pdf: page 2, 3 of 3 is an image without text" in caplog.text


def test_a_password_is_asked_for_in_words() -> None:
    with pytest.raises(ReadError, match="needs a password"):
        read_bytes(pdf(["各位代表："], lock="secret"), "a.pdf")


def objects(*bodies: str, trailer: str = "", tail: str = "") -> bytes:
    """A PDF of the given objects, with a table that says where they stand."""
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(bodies) + 1}"
    )
    start = len(made)
    made += f"{end} /Root 1 0 R {trailer.format(start)}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return made + tail.encode()


PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
ROOT, KIDS = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>"
BAD = {
    "empty": b"%PDF-1.7\n",
    "cut": pdf(["各位代表："])[:400],
    "junk": b"%PDF-1.4\n" + bytes(range(256)) * 40,
    "no text": objects(ROOT, KIDS, PAGE),
    "circular Prev": objects(ROOT, KIDS, PAGE, trailer="/Prev {}"),
    "circular pages": objects(ROOT, "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R 2 0 R]>>"),
    "pages beyond counting": objects(ROOT, "<</Type/Pages/Count 999999999/Kids[3 0 R]>>", PAGE),
    "circular outlines": objects(
        "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", KIDS, PAGE,
        "<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 2>>",
        "<</Title(a)/Parent 4 0 R/Next 5 0 R/Prev 5 0 R/First 5 0 R>>",
    ),
    "contents that name themselves": objects(
        ROOT, KIDS,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        "/Resources<</XObject<</X 4 0 R>>>>>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>>\n"
        "stream\n/X Do\nendstream",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_damaged_and_malicious_files_are_errors(kind: str) -> None:
    with pytest.raises(ReadError, match=r"is a (damaged )?PDF"):
        read_bytes(BAD[kind], "a.pdf")


def test_too_many_pages_are_refused_at_once() -> None:
    count = 10_000
    kids = " ".join(f"{3 + at} 0 R" for at in range(count))
    many = objects(ROOT, f"<</Type/Pages/Count {count}/Kids[{kids}]>>", *[PAGE] * count)
    with pytest.raises(ReadError, match="10,000 pages, more than 2,000; split it"):
        read_bytes(many, "a.pdf")


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0.01)
    with pytest.raises(ReadError, match="could not be read in"):
        read_bytes(pdf(["各位代表："]), "a.pdf")


def test_a_process_that_dies_costs_its_file_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ReadError, match="ended the process"):
        read_bytes(pdf(["各位代表："]), "a.pdf")


def test_a_missing_library_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda name: None)
    with pytest.raises(ReadError, match=r"needs pypdfium2; pip install 'govreport\[pdf\]'"):
        read_bytes(b"%PDF-1.7", "a.pdf")


def test_words_of_latin_letters_keep_their_space_and_lose_their_hyphen() -> None:
    joined = pdf_paragraphs._joined
    assert joined("发展 digital econ", "omy") == "发展 digital econ omy"
    assert joined("digital econ-", "omy") == "digital economy"
    assert joined("Wi-", "Fi") == "Wi-Fi"
    assert joined("增长", "5%") == "增长5%"
