"""Bytes and paths → documents: encodings, kinds of file, folders, archives, and what goes wrong."""

from __future__ import annotations

import io
import os
import pickle
import random
import sys
import zipfile
from pathlib import Path

import pytest

from govreport.read import READERS, Input, ReadError, find, read_bytes
from govreport.read.decode import likeness
from govreport.read.sniff import sniff

SIMPLE = (
    "各位代表：现在，我代表县人民政府，向大会报告工作，请予审议。过去一年，全县地区生产总值增长5.1%，"
    "一般公共预算收入完成12.3亿元，城镇新增就业2300人，新建高标准农田3万亩。今年发展的主要预期目标是："
    "固定资产投资增长8%左右，规模以上工业增加值增长6%，居民消费价格涨幅控制在3%以内，粮食总产量稳定在20万吨。"
)
TRADITIONAL = (
    "各位代表：現在，我代表縣人民政府，向大會報告工作，請予審議。過去一年，全縣地區生產總值增長5.1%，"
    "一般公共預算收入完成12.3億元，城鎮新增就業2300人，新建高標準農田3萬畝。今年發展的主要預期目標是："
    "固定資產投資增長8%左右，規模以上工業增加值增長6%，居民消費價格漲幅控制在3%以內，糧食總產量穩定在20萬噸。"
)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLE, "utf-8", "utf-8"),
        (SIMPLE, "utf-8-sig", "utf-8-sig"),
        (SIMPLE, "gb18030", "gb18030"),
        (SIMPLE, "gbk", "gb18030"),
        (SIMPLE, "gb2312", "gb18030"),
        (SIMPLE + "㐀𠀀", "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (SIMPLE, "utf-16", "utf-16"),
        (SIMPLE, "utf-16-le", "utf-16"),
        (SIMPLE, "utf-16-be", "utf-16"),
        (SIMPLE, "utf-32", "utf-32"),
    ],
)
def test_encodings_are_told_apart(text: str, codec: str, name: str) -> None:
    document = read_bytes(text.encode(codec), "a.txt")
    assert (document.text, document.encoding) == (text, name)


def test_slices_of_reports_are_decoded_right() -> None:
    chance = random.Random(7)
    wrong = 0
    for _ in range(100):
        for text, codecs in (
            (SIMPLE, ("utf-8", "gb18030", "utf-16-le")),
            (TRADITIONAL, ("big5", "utf-16-be")),
        ):
            start = chance.randrange(len(text) - 40)
            part = text[start : start + 40].strip()
            wrong += sum(read_bytes(part.encode(c), "a").text != part for c in codecs)
    assert wrong <= 5, f"{wrong} of 500"


def test_an_encoding_can_be_forced() -> None:
    data = SIMPLE.encode("gbk")
    assert read_bytes(data, "a", "gbk").text == SIMPLE
    assert read_bytes(data, "a", "GB2312").encoding == "gb18030"
    with pytest.raises(ReadError, match="is not utf-8: byte 0"):
        read_bytes(data, "a", "utf-8")
    with pytest.raises(ReadError, match="no known encoding"):
        read_bytes(data, "a", "klingon")
    with pytest.raises(ReadError, match="encoding"):
        read_bytes(data, "a", "base64")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_a_last_character_cut_in_two_is_left_out(
    codec: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = TRADITIONAL + "目標"
    document = read_bytes(text.encode(codec)[:-1], "cut.txt")
    assert document.text == text[:-1]
    assert "cut.txt" in caplog.text and "cut off" in caplog.text


def test_a_broken_byte_costs_one_character(caplog: pytest.LogCaptureFixture) -> None:
    data = SIMPLE.encode()
    document = read_bytes(data[:90] + b"\xff" + data[90:], "a.txt")
    assert document.text.replace("\ufffd", "") == SIMPLE
    assert "replaced" in caplog.text


def test_line_ends_and_marks_are_made_one() -> None:
    document = read_bytes(b"\xef\xbb\xbf" + "一\r\n二\r三\n".encode(), "a")
    assert document.text == "一\n二\n三\n"
    assert read_bytes("一\r\n".encode("utf-16"), "a").text == "一\n"


def test_the_digest_is_of_the_bytes() -> None:
    one, two = read_bytes(SIMPLE.encode(), "a"), read_bytes(SIMPLE.encode("gbk"), "a")
    assert one.text == two.text and one.sha256 != two.sha256 and len(one.sha256) == 64


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\t\n", "white space"),
        ("\u3000\u3000\n".encode(), "white space"),
        (b"\x00" * 500, "not Chinese"),
        (bytes(range(256)) * 20, "binary|not Chinese"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "Office|Word|doc"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x1f\x8b\x08\x00" + b"\x00" * 20, "gzip"),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 20, "RAR"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"PK\x03\x04 damaged \x00", "damaged ZIP"),
    ],
)
def test_what_is_no_text_says_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=what) as caught:
        read_bytes(data, "报告.txt")
    assert str(caught.value).startswith("报告.txt: ")


def test_latin_text_in_an_unknown_encoding_is_refused_with_advice() -> None:
    with pytest.raises(ReadError, match="--encoding"):
        read_bytes("Crème brûlée à la façon de l'été, déjà vu. ".encode("latin-1") * 5, "a")


def test_plain_ascii_is_read() -> None:
    assert read_bytes(b"GDP grew 5.1% in 2023.\n", "a").encoding == "utf-8"


def office(*names: str) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 40)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\n <HTML lang='zh'>", "html"),
        (b"<!-- saved from url -->\n<html>", "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n", "html"),
        ("一、回顾<br>二、安排".encode(), "text"),
        (b"BMI index of the county", "text"),
        (office("word/document.xml"), "docx"),
        (office("ppt/presentation.xml"), "other"),
        (office("报告.txt"), "zip"),
    ],
)
def test_kinds_are_told_by_content(data: bytes, kind: str) -> None:
    assert sniff(data)[0] == kind


def test_a_kind_without_a_reader_is_an_error_and_not_junk() -> None:
    data = b"GIF89a\x00\x00"
    assert "text" in READERS and sniff(data)[0] not in READERS
    with pytest.raises(ReadError, match="is a GIF image, not text"):
        read_bytes(data, "a.txt")


def test_likeness_is_high_for_chinese_and_low_for_junk() -> None:
    assert likeness(SIMPLE) > 0.4
    assert likeness(TRADITIONAL) > 0.3
    assert likeness(TRADITIONAL.encode("big5").decode("gb18030", "replace")) < 0.1


# Paths


def sources(*paths: object) -> list[str]:
    return [found.source for found in find([str(path) for path in paths])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "二〇二四年报告",
        ".hidden.txt",
        "x.csv",
        "deep/c.TXT",
        ".git/d.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SIMPLE, encoding="utf-8")
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    return tmp_path


def test_a_folder_is_searched_downwards_in_order(folder: Path) -> None:
    names = [os.path.relpath(source, folder) for source in sources(folder)]
    assert names == ["a.md", "b.txt", "deep/c.TXT", "二〇二四年报告"]


def test_a_path_given_twice_is_read_once(folder: Path) -> None:
    path = folder / "b.txt"
    assert sources(path, path, folder / "a.md") == [str(path), str(folder / "a.md")]


def test_a_glob_is_expanded(folder: Path) -> None:
    assert sources(folder / "*.txt") == [str(folder / "b.txt")]
    assert sources(folder / "**" / "*.TXT") == [str(folder / "deep/c.TXT")]
    (missing,) = find([str(folder / "*.docx")])
    with pytest.raises(ReadError, match="matches no file"):
        missing.load()


def test_brackets_in_a_name_are_no_pattern(tmp_path: Path) -> None:
    path = tmp_path / "报告[1].txt"
    path.write_text(SIMPLE, encoding="utf-8")
    assert sources(path) == [str(path)]


def test_an_explicit_file_is_read_whatever_it_is_called(folder: Path) -> None:
    (found,) = find([folder / "x.csv"])
    assert found.load().text == SIMPLE


@pytest.mark.parametrize("name", ["missing.txt", "no/such/folder"])
def test_a_missing_path_is_an_error_of_its_own(tmp_path: Path, name: str) -> None:
    (found,) = find([str(tmp_path / name)])
    with pytest.raises(ReadError, match="does not exist"):
        found.read()


def test_one_bad_file_does_not_end_the_run(folder: Path) -> None:
    (folder / "a-bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    good, bad = 0, []
    for found in find([str(folder)]):
        try:
            found.load()
            good += 1
        except ReadError as error:
            bad.append(error.what)
    assert (good, bad) == (4, ["is a PNG image, not text"])


def test_an_empty_folder_and_a_closed_one_say_so(tmp_path: Path) -> None:
    (found,) = find([str(tmp_path)])
    with pytest.raises(ReadError, match="holds no report"):
        found.read()
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        found = next(iter(find([str(tmp_path)])))
        if os.geteuid():
            with pytest.raises(ReadError, match="permission denied"):
                found.read()
    finally:
        closed.chmod(0o700)


def test_loops_of_links_end_and_broken_links_are_reported(folder: Path) -> None:
    (folder / "deep" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "zz.txt").symlink_to(folder / "gone.txt")
    found = list(find([str(folder)]))
    assert sum(item.source.endswith("c.TXT") for item in found) == 1
    (broken,) = (item for item in found if item.source.endswith("zz.txt"))
    with pytest.raises(ReadError, match="no such file"):
        broken.read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert str(folder / "pipe.txt") not in sources(folder)
    (found,) = find([str(folder / "pipe.txt")])
    with pytest.raises(ReadError, match="not a regular file"):
        found.read()


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes")
def test_a_name_in_gbk_is_shown_readable(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "云川市报告.txt".encode("gbk")
    try:
        with open(path, "wb") as file:
            file.write(SIMPLE.encode())
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    (found,) = find([str(tmp_path)])
    assert found.source.endswith("云川市报告.txt")
    assert found.load().text == SIMPLE
    found.source.encode()


def test_an_input_can_be_sent_to_another_process(folder: Path) -> None:
    found = pickle.loads(pickle.dumps(list(find([str(folder), str(folder / "none")]))))
    assert found[0].load().text == SIMPLE
    with pytest.raises(ReadError, match="does not exist"):
        found[-1].load()


# Archives


def zipped(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def test_an_archive_is_read_in_memory(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", b_txt=SIMPLE.encode("gbk"), deep__c_md=b"# x", d_png=b"x")
    found = list(find([str(path)]))
    assert [item.source for item in found] == [f"{path}!/b.txt", f"{path}!/deep/c.md"]
    assert found[0].load().text == SIMPLE
    assert pickle.loads(pickle.dumps(found[0])).load().text == SIMPLE
    assert sources(tmp_path) == [item.source for item in found]
    assert sorted(os.listdir(tmp_path)) == ["a.zip"]


def test_names_in_an_archive_of_a_chinese_windows_are_readable(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("XXXX.txt", SIMPLE)
    path.write_bytes(path.read_bytes().replace(b"XXXX", "报告".encode("gbk")))
    (found,) = find([str(path)])
    assert found.source == f"{path}!/报告.txt"
    assert found.load().text == SIMPLE


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", a_txt=b"\x00" * 30_000_000)
    (found,) = find([str(path)])
    with pytest.raises(ReadError, match="swells"):
        found.read()


@pytest.mark.parametrize("data", [b"no archive", b"PK\x03\x04" + b"\x00" * 60, b""])
def test_a_damaged_archive_is_an_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (found,) = find([str(path)])
    with pytest.raises(ReadError, match="not a ZIP archive"):
        found.read()


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with open(path, "wb") as file:
        file.truncate(2**31)
    (found,) = find([str(path)])
    with pytest.raises(ReadError, match="larger than 64 MB"):
        found.load()


@pytest.mark.parametrize("paths", [[], ["-"]])
def test_standard_input_is_read(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(SIMPLE.encode("gbk")))
    (found,) = find(paths)
    assert found == Input("-", data=SIMPLE.encode("gbk"))
    assert found.load().text == SIMPLE


def test_an_archive_on_standard_input_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(office("报告.txt")))
    (found,) = find(["-"])
    assert found.source == "-!/报告.txt"
    assert found.read() == b"x" * 40
