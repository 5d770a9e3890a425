"""Rows as text: numbers, nulls, lists and strange strings survive every format."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from govreport.export.formats import Format, csv_line
from govreport.export.json_text import json_line, json_writer, plain_number
from govreport.export.rows import RECORDS
from govreport.export.safe import printable
from govreport.export.schema import record_schema
from govreport.export.sink import OutputError, opened
from govreport.export.table import TableView
from govreport.export.targets import kept, target
from govreport.models import CleanText, Document, DocumentInfo, Outline, Record
from govreport.pipeline import Report

SCHEMA = Path(__file__).parent / "data" / "record.schema.json"

RECORD = Record(
    id="0123456789abcdef",
    text="48微克",
    indicator="每立方米细颗粒物平均浓度",
    action=None,
    measure="level",
    direction=None,
    value=Decimal("48"),
    value_max=None,
    baseline=Decimal("71.50"),
    unit="微克/立方米",
    comparator="eq",
    modality="strive",
    status="target",
    period="2021-2025",
    base=None,
    qualitative=None,
    start=12,
    end=16,
    sentence="力争细颗粒物平均浓度由每立方米71.5微克下降到48微克。",
    source="a,b.txt",
    title="政府工作报告",
    region="云川市",
    region_code=None,
    report_year=2024,
    report_type="work_report",
    section=("一、回顾", "（一）说“绿”"),
    wording=("力争",),
)


def report_of(*records: Record) -> Report:
    document = Document("a,b.txt", "一行\n二行\n三行再三行三行再三行", "utf-8", "0" * 64)
    return Report(document, DocumentInfo(), CleanText((), ()), Outline((), ()), records)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=None))
def test_a_number_is_plain_and_exact(number: Decimal) -> None:
    text = plain_number(number)
    assert Decimal(text) == number
    assert not set(text) & set("eE+")
    assert not text.endswith(".0")
    json.loads(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [("1.65", "1.65"), ("5.0", "5"), ("1E+4", "10000"), ("0.10", "0.1"), ("100", "100")],
)
def test_numbers_as_a_reader_expects_them(number: str, text: str) -> None:
    assert plain_number(Decimal(number)) == text


@given(st.text(), st.sampled_from([None, Decimal("5.50"), Decimal("1E+4"), Decimal("-0.07")]))
def test_what_is_made_for_records_writes_them_as_any_row(text: str, number: Decimal | None) -> None:
    record = replace(RECORD, text=text, action=text or None, value=number, wording=(text, "a"))
    row = {field.name: getattr(record, field.name) for field in fields(Record)}
    assert json_writer(Record)(record) == json_line(row)


@given(st.text(), st.lists(st.text()))
def test_json_gives_back_what_went_in(text: str, items: list[str]) -> None:
    line = json_line({"a": text, "b": tuple(items), "c": None, "d": 3})
    assert "\n" not in line
    assert json.loads(line) == {"a": text, "b": items, "c": None, "d": 3}


@given(st.lists(st.text(st.characters(exclude_characters="\r")), min_size=2))
def test_csv_gives_back_what_went_in(cells: list[str]) -> None:
    assert next(csv.reader(io.StringIO(csv_line(cells)))) == cells


def test_every_format_of_several_documents() -> None:
    reports = [report_of(RECORD), report_of(), report_of(RECORD, RECORD)]

    def written(name: str) -> str:
        render = Format(name, RECORDS)  # type: ignore[arg-type]
        texts = [text for text in map(render, reports) if text]
        return render.head + render.between.join(texts) + render.tail

    rows = [json.loads(line) for line in written("jsonl").splitlines()]
    assert len(rows) == 3
    assert rows[0]["section"] == ["一、回顾", "（一）说“绿”"]
    assert (rows[0]["baseline"], rows[0]["value_max"]) == (71.5, None)
    assert json.loads(written("json")) == rows
    table = list(csv.DictReader(io.StringIO(written("csv"))))
    assert len(table) == 3
    assert table[0]["source"] == "a,b.txt"
    assert table[0]["baseline"] == "71.5"
    assert table[0]["section"] == "一、回顾 / （一）说“绿”"
    assert table[0]["action"] == ""


def test_json_of_nothing_is_json() -> None:
    render = Format("json", RECORDS)
    assert json.loads(render.head + render.tail) == []


# The schema


def test_the_schema_is_the_one_that_is_pinned() -> None:
    """If this fails, the contract changed. Fields may be added, never renamed or dropped.

    Write it anew with: govreport schema -o tests/data/record.schema.json
    """
    assert record_schema() == json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_the_schema_has_every_field_in_order_each_described() -> None:
    schema = record_schema()
    names = [field.name for field in fields(Record)]
    assert list(schema["properties"]) == names == schema["required"]
    assert all(len(entry["description"]) > 10 for entry in schema["properties"].values())
    assert schema["properties"]["value"]["anyOf"] == [{"type": "number"}, {"type": "null"}]
    assert schema["properties"]["status"]["enum"] == ["target", "result", "other"]


# On a terminal


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_table_fits_and_loses_nothing(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    long = replace(RECORD, action="改造提升再改造提升", measure="multiple", direction="up")
    lines = TableView(RECORDS, width)(report_of(RECORD, long)).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    shown = "".join("".join(lines).split())
    for part in ("71.5", "→48", "target", "2021-2025", "multiple", "↑"):
        assert part in shown
    start = lines[1].index("action")
    cells = "".join(line[: start // 2].strip() for line in lines[3:5])
    assert "每立方米" in cells


def test_the_place_is_line_and_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = TableView(RECORDS, 140)(report_of(replace(RECORD, start=7, end=9)))
    assert " 3:2" in shown


@given(st.text())
def test_printable_text_is_one_line_without_controls(text: str) -> None:
    safe = printable(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in safe)
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028")
    safe.encode()


def test_printable_text_keeps_chinese() -> None:
    assert printable("增长5.1%，“十四五”\t末") == "增长5.1%，“十四五” 末"


# Files


def test_a_file_appears_when_all_went_well(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with opened(str(path)) as write:
        write("政府\n")
        assert not path.exists()
    assert path.read_bytes() == "政府\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_stays_as_it_was_when_something_went_wrong(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("as it was")
    with pytest.raises(RuntimeError), opened(str(path)) as write:
        write("half")
        raise RuntimeError
    assert path.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_new_file_has_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, old, link = tmp_path / "new", tmp_path / "old", tmp_path / "link"
    old.write_text("")
    old.chmod(0o640)
    link.symlink_to(old)
    umask = os.umask(0o022)
    try:
        for path in (new, link):
            with opened(str(path)) as write:
                write("x")
    finally:
        os.umask(umask)
    assert new.stat().st_mode & 0o777 == 0o644
    assert old.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink() and old.read_text() == "x"


def test_an_output_that_fails_says_where(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nowhere"), opened(str(tmp_path / "nowhere" / "out")):
        pass


class Full:
    """A stream that takes some bytes into its buffer; then the disk is full, also for those."""

    def __init__(self, *ignored: object) -> None:
        self.taken = 0

    def write(self, data: bytes) -> None:
        self.taken += len(data)
        if self.taken > 100:
            self.fail()

    def fail(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def __enter__(self) -> Full:
        return self

    def __exit__(self, *error: object) -> None:
        self.fail()


@pytest.mark.parametrize("size", [10, 1000])
def test_a_disk_that_is_full_also_for_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("govreport.export.sink._compressed", Full)
    with (
        pytest.raises(OutputError, match=r"out\.jsonl cannot be written: No space left on device"),
        kept(target("jsonl", RECORDS), str(tmp_path / "out.jsonl")) as put,
    ):
        put(b"x" * size)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_device_is_written_and_not_replaced() -> None:
    with opened("/dev/null") as write:
        write("x")
    with pytest.raises(OutputError, match="No space left"), opened("/dev/full") as write:
        write("x" * 100_000)
