"""Every kind of bad input, through the whole program: a right answer or a clear error.

The files of one folder are bad in every way that is known; the good one among them is not touched by it.
"""

from __future__ import annotations

import gzip
import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from conftest import REPORT, Run
from govreport.pipeline import process
from govreport.read import ReadError, read_bytes
from making import container, doc, docx, pdf, replaced
from same import FIXTURES


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


WORD = docx(["政府工作报告"])
BAD = {
    "empty.txt": b"",
    "one-byte.txt": b"\xb3",
    "mark-only.txt": b"\xef\xbb\xbf",
    "zeros.txt": bytes(1000),
    "noise.txt": random.Random(1).randbytes(5000),
    "latin.txt": "Crème brûlée à la façon, déjà vu, été, naïve.".encode("latin-1") * 9,
    "image.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100),
    "image.pdf": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100),
    "cut.pdf": pdf(["各位代表："])[:300],
    "locked.pdf": pdf(["各位代表："], lock="secret"),
    "no-text.pdf": pdf([]),
    "cut.docx": WORD[:2000],
    "bomb.docx": replaced(WORD, document="<w:p><w:r><w:t>" + "亿" * 9_000_000 + "</w:t></w:r></w:p>"),
    "entities.docx": replaced(WORD, document='<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><d/>'),
    "no-text.docx": replaced(WORD, document="<w:p/>"),
    "locked.docx": container({"EncryptedPackage": b""}),
    "locked.doc": doc(["文"], flags=0x0100),
    "cut.doc": doc(["文" * 9000])[:1500],
    "sheet.doc": container({"Workbook": b""}),
    "slides.docx": zipped(ppt_xml=b"<a/>").replace(b"ppt.xml", b"ppt/xml"),
    "script.html": b"<html><head><title>a</title></head><body><script>go()</script></body></html>",
    "cut.zip": zipped(a_txt=b"x" * 5000)[:60],
    "empty.zip": zipped(),
    "bomb.zip": zipped(a_txt=bytes(30_000_000)),
    "rich.md": b"{\\rtf1\\ansi \\u25919?}",
    "packed": gzip.compress(b"x"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bad")
    for name, data in BAD.items():
        (path / name).write_bytes(data)
    return path


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_clear_error(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        process(read_bytes(BAD[name], name))
    assert str(caught.value).startswith(f"{name}: ") and caught.value.what[0].islower()


def test_a_good_file_among_bad_ones_is_read_as_if_alone(folder: Path, govreport: Run) -> None:
    (folder / "good.txt").write_text(REPORT, encoding="utf-8")
    alone = govreport("extract", folder / "good.txt")
    ended = govreport("extract", *(folder / name for name in (*BAD, "good.txt")))
    assert (ended.code, ended.out) == (3, alone.out)
    lines = [line for line in ended.err.splitlines() if line.startswith("govreport: ")]
    assert len(lines) == len(BAD) and "Traceback" not in ended.err
    assert not [line for line in lines if "fault of govreport" in line or "Error" in line]


# -- point 1: pathological text ------------------------------------------------------------------

UNITS = {
    "one line": "去年，全市新建道路5公里，惠及群众6.5万人。",
    "digits": "1234567890",
    "brackets": "（",
    "brackets both ways": "（［【《“",
    "headings": "一、工作回顾\n",
    "numbers": "5个、6家，7%；8万亩和9亿元、",
    "table rows": "| 地区生产总值（亿元） | 186.4 | 270 |\n",
    "heads of tables": "| 指标 | 2020年 | 2025年 |\n",
    "flattened rows": "地区生产总值（亿元） 186.4 270 预期性\n指标 2020年 2025年 属性\n",
    "cells": "指标\n2020年\n2025年\n",
    "bars": "|",
    "tabs": "指标\t2020年\t",
    "stops": "。！？",
    "tags": "<div><p>去年，增长5%。",
    "open tags": "<div",
    "front matter": "---\ntitle: 政府工作报告\n",
}


@pytest.mark.parametrize("name", UNITS)
def test_pathological_text_is_read_to_its_end(name: str) -> None:
    """No clock here: what is not linear takes minutes for this, and is noticed."""
    head = "| 指标 | 2020年 | 2025年 |\n" if name == "table rows" else ""
    text = head + UNITS[name] * (20_000 // len(UNITS[name]))
    report = process(read_bytes(text.encode(), "a"))
    assert all(report.document.text[r.start : r.end] == r.text for r in report.records)


def test_a_table_of_many_rows_gives_a_record_for_each_figure() -> None:
    row = "<tr><td>地区生产总值（亿元）</td><td>186.4</td><td>270</td></tr>"
    head = "<tr><td>指标</td><td>2020年</td><td>2025年</td></tr>"
    page = f"<html><body><table>{head}{row * 1500}</table></body></html>"
    assert len(process(read_bytes(page.encode(), "a")).records) == 3000


# -- point 2: encodings --------------------------------------------------------------------------

CODECS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


def test_five_hundred_slices_of_reports_in_six_encodings() -> None:
    chance = random.Random(5)
    texts = [
        path.read_bytes().decode("gb18030" if "gb18030" in path.name else "utf-8")
        for path in sorted(FIXTURES.glob("*.txt"))
    ]
    right = 0
    for _ in range(500):
        text, codec = chance.choice(texts), chance.choice(CODECS)
        start = chance.randrange(len(text) - 60)
        part = text[start : start + chance.randrange(40, 400)].replace("\r", "").strip("\ufeff\n ")
        data = part.encode(codec)
        cut = chance.random() < 0.2 and codec == "utf-8"
        try:
            read = read_bytes(data[:-1] if cut else data, "a").text
        except ReadError:
            continue
        right += read == (part[:-1] if cut and len(part[-1].encode()) > 1 else part) or cut
    assert right >= 495


@pytest.mark.parametrize(
    "data",
    [
        "政府工作报告，去年增长5%。".encode().decode("latin-1").encode(),
        "政府工作报告".encode("gbk") + "去年，新建道路5公里。".encode() * 3,
        "去年增长5%。\ud800".encode("utf-8", "surrogatepass") * 9,
        "去年\u202e增长5%\u2066。\x1b[2J\x07\ue000\U000f0000".encode() * 9,
        "去年增长5%。".encode("utf-16") + b"\x00",
        "去年增长5%。".encode("utf-7") * 9,
        b"\x84\x31\xa4\x37" * 40,
    ],
)
def test_mixed_and_broken_encodings_never_crash(data: bytes) -> None:
    try:
        report = process(read_bytes(data, "a"))
    except ReadError as error:
        assert error.hint
    else:
        assert all(report.document.text[r.start : r.end] == r.text for r in report.records)


@pytest.mark.skipif(os.name != "posix", reason="names of any bytes are of POSIX systems")
def test_names_of_every_kind_are_only_names(tmp_path: Path, govreport: Run) -> None:
    names = [
        "-rf",
        "a\nb.txt",
        "\x1b[31mred.txt",
        "甲" * 80 + ".txt",
        "a b'\"$(x).txt",
        "A.txt",
        "a.txt",
    ]
    for name in names:
        (tmp_path / name).write_text("去年，新建公园5个。\n", encoding="utf-8")
    ended = govreport("extract", tmp_path)
    assert (ended.code, len(ended.rows)) == (0, len(names))
    assert "\x1b" not in ended.out + ended.err


# -- point 5: archives and things that are no files ----------------------------------------------

TEXT = "去年，新建公园5个。\n".encode()


def test_no_entry_of_an_archive_is_lost(tmp_path: Path, govreport: Run) -> None:
    inner = zipped(a_txt=TEXT)
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name in ("in.zip", "../../etc/b.txt", "/c.txt", "d.png", ".hidden.txt"):
            file.writestr(name, inner if name == "in.zip" else TEXT)
    ended = govreport("extract", archive)
    assert ended.code == 3
    assert {row["source"].partition("!/")[2] for row in ended.rows} == {"../../etc/b.txt", "/c.txt"}
    assert "a.zip!/in.zip: is an archive inside an archive; unpack the outer one" in ended.err


def test_an_archive_without_a_report_says_so(tmp_path: Path, govreport: Run) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a_png=b"\x89PNG", b_mp3=b"ID3"))
    ended = govreport("info", tmp_path / "a.zip")
    assert ended.code == 1 and "a.zip: holds no report; reports are text" in ended.err


@pytest.mark.skipif(os.name != "posix", reason="FIFOs and devices are of POSIX systems")
def test_pipes_devices_and_links_to_nothing_are_errors_and_never_waited_for(
    tmp_path: Path, govreport: Run
) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    os.symlink("b.txt", tmp_path / "a.txt")
    os.symlink("a.txt", tmp_path / "b.txt")
    os.symlink("nowhere", tmp_path / "broken.txt")
    os.symlink(".", tmp_path / "again")
    (tmp_path / "good.txt").write_bytes(TEXT)
    ended = govreport("extract", tmp_path, "/dev/zero", tmp_path / "fifo.txt")
    assert (ended.code, len(ended.rows)) == (3, 1)
    lines = [line for line in ended.err.splitlines() if line.startswith("govreport: ")]
    assert len(lines) == 5
    assert sum("check where the link leads" in line for line in lines) == 3
    assert sum("is not a regular file; copy it to a file first" in line for line in lines) == 2


def test_a_pdf_whose_pages_lead_in_a_circle_ends() -> None:
    pages = b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
    data = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + pages
    data += b"trailer<</Size 3/Root 1 0 R/Prev 90>>\nstartxref\n90\n%%EOF"
    with pytest.raises(ReadError, match=r"is a PDF without text|damaged"):
        read_bytes(data, "a.pdf")
