"""Tables of reports, a row each, workbooks of tables, and archives that are not ZIP."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import pickle
import sys
import tarfile
import zipfile
from pathlib import Path

import openpyxl
import pytest

from conftest import REPORT, Run
from govreport.pipeline import process, survey
from govreport.read import Input, ReadError, find, read_bytes
from govreport.read.dataset import columns
from govreport.read.sheet import _shown
from making import docx, pdf, replaced
from same import original, paragraphs, shared

NAME = "anle-2018-runin.txt"
BODY = "\n".join(paragraphs(NAME))
OTHER = "\n".join(paragraphs("wudong-2022.md"))
NAMELESS = (
    "一、2023年工作回顾\n去年，新建农村公路46公里，改造小区5个，惠及群众3万人，各项事业取得新进展。"
)
HEADER = ["省份", "城市", "年份", "标题", "正文"]
ROWS = [
    ["临江", "临河", "2018", "政府工作报告", BODY],
    ["临江", "临河", "2022", "政府工作报告", OTHER],
]


def csv_of(*rows: list[str], delimiter: str = ",") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def xlsx_of(*rows: list[object], title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def json_lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


AS_JSON = [
    dict(zip(("province", "city", "year", "title", "full_text"), row, strict=True)) for row in ROWS
]
TABLES = {
    "a.csv": csv_of(HEADER, *ROWS).encode("utf-8-sig"),
    "b.csv": csv_of(HEADER, *ROWS).encode("gb18030"),
    "c.tsv": csv_of(HEADER, *ROWS, delimiter="\t").encode(),
    "d.txt": csv_of(["prov", "CITY", "Year", "Title", "Full Text"], *ROWS, delimiter=";").encode(),
    "e.jsonl": json_lines(*AS_JSON).encode(),  # type: ignore[arg-type]
    "f.xlsx": xlsx_of(HEADER, *ROWS),  # type: ignore[list-item]
    "g.xlsx": xlsx_of(["各地政府工作报告汇编"], [], HEADER, *ROWS),  # type: ignore[list-item]
}  # fmt: skip


@pytest.fixture
def sheet(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / request.param
    path.write_bytes(TABLES[request.param])
    return path


@pytest.mark.parametrize("sheet", TABLES, indirect=True)
def test_each_row_is_a_report(sheet: Path) -> None:
    first, second = find([sheet])
    start = 1 if sheet.suffix == ".jsonl" else 4 if sheet.name == "g.xlsx" else 2
    assert [first.source, second.source] == [f"{sheet}!/row {start}", f"{sheet}!/row {start + 1}"]
    assert shared(process(first.load())) == shared(original(NAME))
    assert second.load().text.endswith(OTHER[-50:])
    assert first.load().text.startswith(
        "---\ntitle: 政府工作报告\nyear: 2018\nregion: 临江临河\n---\n"
    )


@pytest.mark.parametrize("sheet", TABLES, indirect=True)
def test_rows_are_read_in_any_order_and_process_and_format(sheet: Path) -> None:
    first, second = find([sheet])
    texts = [item.load().text for item in (second, first, second, first)]
    assert texts[0] == texts[2] and texts[1] == texts[3] and texts[0] != texts[1]
    again = pickle.loads(pickle.dumps(second)).load("gb18030")
    assert again.text == texts[0] and len(again.sha256) == 64


def test_a_table_inside_an_archive_and_on_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/f.xlsx", TABLES["f.xlsx"])
        archive.writestr("x/numbers.csv", "a,b\n1,2\n")
        archive.writestr("x/one.txt", BODY)
    found = list(find([path]))
    inside = f"{path}!/x/f.xlsx!/row"
    assert [i.source for i in found] == [f"{inside} 2", f"{inside} 3", f"{path}!/x/one.txt"]
    assert shared(process(found[0].load())) == shared(original(NAME))
    for data, first in ((path.read_bytes(), "-!/x/f.xlsx!/row 2"), (TABLES["a.csv"], "-!/row 2")):
        monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": io.BytesIO(data)}))
        item = next(iter(find(["-"])))
        assert item.source == first
        assert shared(process(item.load())) == shared(original(NAME))


def test_a_row_without_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_of(HEADER, ["甲", "", "2018", "x", ""], ROWS[0]), encoding="utf-8")
    good, bad = find([path])
    with pytest.raises(ReadError, match="row 2: has no text in the column of the reports"):
        bad.load()
    assert good.load().text


def test_rows_changed_since_they_were_found_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TABLES["a.csv"])
    _, second = find([path])
    path.write_text(csv_of(HEADER, ROWS[0]), encoding="utf-8")
    with pytest.raises(ReadError, match="has no text"):
        second.load()
    path.write_text("各位代表：", encoding="utf-8")
    with pytest.raises(ReadError, match="no longer a table"):
        second.load()
    path.unlink()
    with pytest.raises(ReadError, match="no such file"):
        second.load()


def test_whose_report_a_row_is_comes_from_its_columns_where_the_text_is_silent(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xlsx"
    names = ["年份", "区县代码", "区县名称", "所属城市", "所属省份", "报告全文"]
    book = xlsx_of(names, [2019, 130623, "涞水", "保定", "河北", NAMELESS.split("\n")[1]])
    path.write_bytes(book)
    (item,) = find([path])
    info = survey(item.load()).info
    assert (info.region, info.region_code, info.report_year) == (
        "河北省保定市涞水县",
        "130623",
        2019,
    )
    assert dict(info.basis)["region"] == dict(info.basis)["report_year"] == "data_set"
    # A table may be wrong: what the report says of itself is believed.
    path.write_bytes(xlsx_of(names, [2019, 130623, "涞水", "保定", "河北", BODY]))
    (item,) = find([path])
    info = survey(item.load()).info
    assert (info.report_year, info.region) == (2018, "安乐县")


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (["province", "year", "doc"], {"province": 0, "year": 1, "text": 2}),
        (["\ufeff地区", "年度", "全文"], {"region": 0, "year": 1, "text": 2}),
        (["年份", "文本", "正文"], {"year": 0, "text": 2}),
        (["city", "year", "某列"], {"city": 0, "year": 1, "text": 2}),
        (["正文"], None),
        (["序号", "内容"], None),
        (["a", "b", "c"], None),
        (["id", "text", "indicator", "measure", "sentence", "title"], None),
    ],
)
def test_columns_are_known_by_their_names(names: list[str], fields: dict[str, int] | None) -> None:
    sample = [["1"] * (len(names) - 1) + ["字" * 600]]
    assert columns(names, sample) == fields


def test_what_govreport_wrote_is_no_table_of_reports(tmp_path: Path) -> None:
    record = {
        "id": "1",
        "text": "5个",
        "indicator": "公园",
        "sentence": "新建公园5个。",
        "measure": 1,
    }
    path = tmp_path / "records.jsonl"
    path.write_text(json_lines({**record, "title": "报告", "report_year": 2024}), encoding="utf-8")
    assert [item.source for item in find([path])] == [str(path)]
    with pytest.raises(ReadError, match="holds no report"):
        next(iter(find([tmp_path]))).read()


def test_a_folder_gives_what_may_be_reports_and_nothing_else(tmp_path: Path) -> None:
    own = paragraphs(NAME)
    files = {
        "a.docx": docx(own), "b.pdf": pdf(own), "c.html": f"<html><body>{BODY}".encode(),
        "c_files/d.html": b"<html><body>x", "e.csv": TABLES["a.csv"], "f.csv": b"a,b\n1,2\n",
        "g.png": b"\x89PNG", "h": BODY.encode(), "i": b"\x89PNG\r\n\x1a\n\x00\x00\x00\r",
        "README.md": b"x", "j.json": b"{}", "k.tar.gz": b"\x1f\x8b\x08 no archive", "l": docx(own),
        "m.xlsx": xlsx_of(["a", "b"], [1, 2]),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    names = [item.source.removeprefix(f"{tmp_path}/") for item in find([tmp_path])]
    assert names == ["a.docx", "b.pdf", "c.html", "e.csv!/row 2", "e.csv!/row 3", "h", "l"]


def test_names_do_not_decide(tmp_path: Path) -> None:
    own = paragraphs(NAME)
    page = "".join(f"<p>{line}</p>" for line in own)
    made = {"a.txt": docx(own), "b.doc": pdf(own), "c.docx": BODY.encode("gbk")}
    made |= {"d.pdf": f"<html><body>{page}".encode(), "e.zip": docx(own), "f.csv": BODY.encode()}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
        (item,) = find([tmp_path / name])
        assert shared(process(item.load())) == shared(original(NAME)), name


# -- workbooks -----------------------------------------------------------------------------------


def test_a_workbook_of_tables_is_read_as_their_rows() -> None:
    data = xlsx_of(["主要指标"], ["指标", "2024年"], ["粮食（万吨）", 20.5], title="计划表")
    assert read_bytes(data, "a").text == (
        "计划表\n主要指标\n| 指标 | 2024年 |\n| 粮食（万吨） | 20.5 |\n"
    )
    with pytest.raises(ReadError, match="without a filled cell"):
        read_bytes(xlsx_of(), "a")


def test_cells_are_as_they_are_shown() -> None:
    import datetime

    class Cell:
        def __init__(self, value: object, number_format: str = "General") -> None:
            self.value, self.number_format = value, number_format

    day = datetime.datetime(2024, 1, 10)
    shown = [
        (Cell(0.075, "0.0%"), "7.5%"), (Cell(186.40000000000001), "186.4"), (Cell(12), "12"),
        (Cell(1e20), "100000000000000000000"), (Cell(day), "2024-01-10"), (Cell(None), ""),
        (Cell(day.replace(hour=9)), "2024-01-10 09:00:00"), (Cell(True), "TRUE"),
        (Cell(" 一_x000D_\n二 "), "一\n二"), (Cell(day.date()), "2024-01-10"),
    ]  # fmt: skip
    assert [_shown(cell) for cell, _ in shown] == [text for _, text in shown]


def test_a_workbook_that_swells_or_defines_entities_is_refused() -> None:
    whole = xlsx_of(["a", "b"])
    sheet = replaced(whole)

    def with_sheet(xml: str) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(sheet)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
            for name in old.namelist():
                new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
        return buffer.getvalue()

    with pytest.raises(ReadError, match="swells"):
        read_bytes(with_sheet("<a>" + " " * 40_000_000 + "</a>"), "a.xlsx")
    with pytest.raises(ReadError, match="defines entities"):
        read_bytes(
            with_sheet('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), "a"
        )
    with pytest.raises(ReadError, match="damaged Excel workbook"):
        read_bytes(with_sheet("<worksheet"), "a.xlsx")


def test_a_missing_library_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(ReadError, match=r"needs openpyxl; pip install 'govreport\[office\]'"):
        read_bytes(TABLES["f.xlsx"], "a.xlsx")


def test_a_field_of_a_megabyte_and_a_quote_left_open(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        csv_of(["年份", "正文"], ["2024", "去年，增长5%。" * 200_000]), encoding="utf-8"
    )
    (item,) = find([path])
    assert len(item.load().text) > 1_000_000
    path.write_text(f'年份,正文\n2024,"{NAMELESS}\n2025,{NAMELESS}\n', encoding="utf-8")
    (item,) = find([path])
    assert item.load().text.count("46公里") == 2


# -- tar -----------------------------------------------------------------------------------------


def tar(path: Path, **entries: bytes | tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, entry in entries.items():
            if isinstance(entry, tarfile.TarInfo):
                archive.addfile(entry)
                continue
            info = tarfile.TarInfo(name.replace("__", "/").replace("_", "."))
            info.size = len(entry)
            archive.addfile(info, io.BytesIO(entry))
    return path


def link(name: str, kind: bytes, target: str = "/etc/passwd") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


PACKERS = {"a.tar": bytes, "b.tar.gz": gzip.compress, "c.tgz": gzip.compress}
PACKERS |= {"d.tar.bz2": bz2.compress, "e.tar.xz": lzma.compress, "f.bin": gzip.compress}


@pytest.mark.parametrize("name", PACKERS)
def test_a_tar_archive_is_read_in_memory(tmp_path: Path, name: str) -> None:
    plain = tar(
        tmp_path / "plain", x__b_txt=BODY.encode("gbk"), c_png=b"x", d_docx=docx(paragraphs(NAME)),
        link=link("l.txt", tarfile.SYMTYPE), device=link("m.txt", tarfile.CHRTYPE),
        hard=link("n.txt", tarfile.LNKTYPE), out__of__it=b"",
    )  # fmt: skip
    path = tmp_path / name
    path.write_bytes(PACKERS[name](plain.read_bytes()))
    plain.unlink()
    found = list(find([path]))
    assert [i.source.removeprefix(f"{path}!/") for i in found] == ["d.docx", "out/of/it", "x/b.txt"]
    for item in (found[0], found[2], found[0]):
        assert shared(process(pickle.loads(pickle.dumps(item)).load())) == shared(original(NAME))
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_paths_out_of_an_archive_are_only_names(tmp_path: Path) -> None:
    path = tar(
        tmp_path / "a.tar", **{"..__..__etc__b_txt": BODY.encode(), "__c_txt": BODY.encode()}
    )
    found = list(find([path]))
    assert [item.load().text for item in found] == [BODY] * len(found)
    assert [p.name for p in tmp_path.iterdir()] == ["a.tar"]


def test_a_tar_archive_that_swells_is_refused(tmp_path: Path) -> None:
    plain = tar(tmp_path / "plain", b_txt=bytes(30_000_000)).read_bytes()
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(plain))
    (found,) = find([path])
    with pytest.raises(ReadError, match="swells more than texts can"):
        found.read()


@pytest.mark.parametrize("cut", [300, 700, 1000])
def test_a_damaged_tar_archive_is_an_error(tmp_path: Path, cut: int) -> None:
    whole = tar(tmp_path / "plain", b_txt=BODY.encode(), c_txt=BODY.encode()).read_bytes()
    for data in (whole[:cut], gzip.compress(whole)[:cut]):
        path = tmp_path / "a.tar"
        path.write_bytes(data)
        for item in find([path]):
            with pytest.raises(ReadError):
                item.load()


def test_a_single_packed_file_says_what_it_is() -> None:
    with pytest.raises(ReadError, match="packed with gzip"):
        Input("a.txt.gz", data=gzip.compress(BODY.encode())).load()


# -- columns that the user names -----------------------------------------------------------------


def odd_table(path: Path) -> None:
    """Two reports in columns whose names nobody knows."""
    reports = [REPORT, REPORT.replace("地区生产总值", "生产总值")]
    assert min(map(len, reports)) > 30
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["sheng", "nian", "wen"], *(["岚江", "2031", text * 20] for text in reports)]
        )


def test_columns_that_are_not_known_are_named_in_an_error_and_by_an_option(
    tmp_path: Path, govreport: Run
) -> None:
    odd_table(tmp_path / "odd.csv")
    for path in (tmp_path / "odd.csv", tmp_path):
        ended = govreport("info", path)
        assert (ended.code, ended.out) == (1, "")
        assert "its columns are: sheng, nian, wen; name it: --column text=NAME" in ended.err
    named = ("--column", "text=wen", "--column", "year=Nian")
    ended = govreport("info", tmp_path, *named)
    assert ended.code == 0
    assert [row["source"].rpartition("!")[2] for row in ended.rows] == ["/row 2", "/row 3"]
    assert len(govreport("extract", tmp_path / "odd.csv", *named).rows) > 10


def test_a_named_column_that_is_not_there_and_a_field_that_is_none(
    tmp_path: Path, govreport: Run
) -> None:
    odd_table(tmp_path / "odd.csv")
    ended = govreport("info", tmp_path / "odd.csv", "--column", "text=zheng")
    assert ended.code == 1 and "has no column zheng; its columns are: sheng" in ended.err
    for wrong in ("zheng", "body=wen", "text="):
        ended = govreport("info", tmp_path / "odd.csv", "--column", wrong)
        assert ended.code == 2 and "FIELD=NAME" in ended.err


def test_in_a_folder_a_small_table_is_not_taken_for_reports(tmp_path: Path, govreport: Run) -> None:
    (tmp_path / "index.csv").write_text("file,size\na.txt,5\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    ended = govreport("info", tmp_path)
    assert (ended.code, len(ended.rows), ended.err) == (0, 1, "")
    ended = govreport("info", tmp_path / "index.csv")
    assert ended.code == 1 and "its columns are: file, size" in ended.err


def test_a_workbook_that_cannot_be_opened_is_told_wherever_it_is(
    tmp_path: Path, govreport: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["年份", "正文"])
    book.active.append([2031, REPORT])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.write(tmp_path / "a.xlsx", "a.xlsx")
    assert len(govreport("info", tmp_path).rows) == 3
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    found = list(find([tmp_path]))
    assert [item.error is None for item in found] == [False, True, False]
    assert all("needs openpyxl" in item.error.what for item in found if item.error)


def test_many_rows_without_text_are_one_failure(tmp_path: Path, govreport: Run) -> None:
    rows = [["2031", REPORT if at % 10 == 0 else ""] for at in range(100)]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["年份", "正文"], *rows])
    for ended in (
        govreport("info", tmp_path / "a.csv"),
        govreport("info", stdin=(tmp_path / "a.csv").read_bytes()),
    ):
        assert (ended.code, len(ended.rows)) == (3, 10)
        lines = [line for line in ended.err.splitlines() if line.startswith("govreport: ")]
        assert len(lines) == 1
        assert "has 90 rows with no text in the column of the reports: 3, 4, 5" in lines[0]
