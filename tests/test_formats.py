"""Every format gives back what JSON Lines holds, read by the tools that people read it with."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import REPORT, Run
from govreport.cli.app import app
from govreport.export.columns import record_columns

NASTY = """一、2023年工作回顾
＝HYPERLINK总投资300亿元。=1+1建成住房300套，"引号"，新建道路5—8公里。
+86开通航线3条；-增长率由71.5%提高到75%。
二、2024年工作安排
力争地区生产总值增长5%以上，城镇登记失业率控制在4%以内，规模以上工业增加值与全省同步增长。
"""
COLUMNS = record_columns()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, one that cannot be read, and the same records in every format."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "in" / "b.txt").write_text(NASTY * 40, encoding="utf-8")
    (folder / "in" / "c.txt").write_bytes(b"")
    return folder


def extract(folder: Path, *arguments: str, code: int = 3) -> str:
    with chdir(folder):
        ended = CliRunner().invoke(app, ["extract", "in", "-q", *arguments])
    assert ended.exit_code == code, ended.stderr
    return ended.stderr


def rows(folder: Path) -> list[dict[str, Any]]:
    """The records as JSON Lines say them."""
    path = folder / "out.jsonl"
    if not path.exists():
        extract(folder, "-o", path.name)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def output(folder: Path, name: str, *arguments: str) -> Path:
    """The records in a file of that name, which is the same file when it is made again."""
    for folder_of_its_own in ("first", "second"):
        (folder / folder_of_its_own).mkdir(exist_ok=True)
        extract(folder, "-o", f"{folder_of_its_own}/{name}", *arguments)
    first, second = folder / "first" / name, folder / "second" / name
    if not name.endswith(".duckdb"):  # which keeps the time in its header
        assert first.read_bytes() == second.read_bytes(), f"{name} is another file each time"
    return first


def test_compressed_text_is_the_same_text(made: Path) -> None:
    text = [json.dumps(row, ensure_ascii=False) for row in rows(made)]
    plain = (made / "out.jsonl").read_bytes()
    assert gzip.decompress(output(made, "out.jsonl.gz").read_bytes()) == plain
    assert len(text) == plain.count(b"\n")
    zstandard = pytest.importorskip("zstandard")
    packed = output(made, "out.jsonl.zst").read_bytes()
    assert zstandard.ZstdDecompressor().stream_reader(packed).read() == plain
    pandas = pytest.importorskip("pandas")
    for name in ("out.jsonl.gz", "out.jsonl.zst"):
        frame = pandas.read_json(made / "first" / name, lines=True)
        assert frame["text"].tolist() == [row["text"] for row in rows(made)]


def test_csv_for_a_spreadsheet(made: Path) -> None:
    plain = output(made, "out.csv").read_text(encoding="utf-8")
    data = output(made, "excel.csv", "--excel").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and not plain.startswith("\ufeff")
    before = list(csv.DictReader(io.StringIO(plain)))
    after = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["value"] for row in after] == [row["value"] for row in before]
    for old, new in zip(before, after, strict=True):
        for name, cell in new.items():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert cell in (old[name], f"'{old[name]}")
    assert any(cell.startswith("'") for row in after for cell in row.values())


def test_datapackage_tells_of_the_csv_beside_it(made: Path) -> None:
    path = output(made, "records.csv", "--datapackage").with_name("datapackage.json")
    package = json.loads(path.read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    assert resource["path"] == "records.csv"
    assert [field["name"] for field in resource["schema"]["fields"]] == [c.name for c in COLUMNS]
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["type", "message"])
    table = frictionless.Package(str(path)).resources[0].read_rows()
    assert [row["value"] and float(row["value"]) for row in table] == [
        row["value"] for row in rows(made)
    ]


@pytest.mark.parametrize("name", ["out.parquet", "out.arrow"])
def test_parquet_and_arrow(made: Path, name: str) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra arrow")
    from pyarrow import feather
    from pyarrow import parquet as pq

    path = output(made, name)
    table = pq.read_table(path) if name.endswith("parquet") else feather.read_table(path)
    assert table.to_pylist() == rows(made)
    assert {field.name: str(field.type) for field in table.schema}["value"] == "double"
    assert not table.schema.field("id").nullable
    pandas = pytest.importorskip("pandas")
    read = pandas.read_parquet if name.endswith("parquet") else pandas.read_feather
    assert read(path)["number"].sum() == pytest.approx(sum(r["number"] or 0 for r in rows(made)))
    duckdb = pytest.importorskip("duckdb")
    if name.endswith("parquet"):
        ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()
        assert count == len(rows(made))


def test_parquet_rows_are_grouped_by_number_alone(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra arrow")
    from pyarrow import parquet as pq

    from govreport.export.arrow_file import parquet
    from govreport.export.rows import Listing

    listing = Listing("numbers", ("text",), lambda report: iter(()))
    lines = [b'0{"text": "%d"}\n' % number for number in range(50_001)]
    for name, cut in (("a", 1), ("b", 70)):
        with parquet(str(tmp_path / name), listing) as put:
            for start in range(0, len(lines), cut):
                put(b"".join(lines[start : start + cut]))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert pq.ParquetFile(tmp_path / "a").metadata.num_row_groups == 3
    assert pq.read_table(tmp_path / "a")["text"].to_pylist() == [str(n) for n in range(50_001)]


def test_sqlite_with_its_views(made: Path) -> None:
    path = output(made, "out.sqlite")
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row

    def query(sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in database.execute(sql)]

    check_database(query, rows(made))
    assert query("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    found = query("SELECT * FROM records")
    lists = [column.name for column in COLUMNS if column.kind == "texts"]
    assert [row | {name: json.loads(row[name]) for name in lists} for row in found] == rows(made)
    database.close()


def test_duckdb_with_its_views(made: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra duckdb")
    path = output(made, "out.duckdb")
    left = {entry.name for entry in path.parent.iterdir() if "duckdb" in entry.name}
    assert left == {path.name, f"{path.name}.run.json"}
    with duckdb.connect(str(path), read_only=True) as database:

        def query(sql: str) -> list[dict[str, Any]]:
            found = database.execute(sql)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

        check_database(query, rows(made))
        assert query("SELECT * FROM records") == rows(made)


def check_database(query: Any, records: list[dict[str, Any]]) -> None:
    """What both databases have in common."""
    documents = query("SELECT * FROM documents")
    assert [row["source"] for row in documents] == ["in/a.txt", "in/b.txt", "in/c.txt"]
    assert [row["error"] for row in documents] == [None, None, "is empty"]
    assert [row["title"] for row in query("SELECT * FROM sections")][:2] == [
        "2023年工作回顾", "2024年工作安排",
    ]  # fmt: skip
    targets = [row["id"] for row in records if row["status"] == "target"]
    assert [row["id"] for row in query("SELECT id FROM targets")] == targets
    assert len(query("SELECT id FROM results")) == sum(r["status"] == "result" for r in records)
    growth = query("SELECT * FROM growth_targets WHERE source = 'in/a.txt'")
    assert [(row["value"], row["comparator"]) for row in growth] == [(6, "approx")]
    assert {row["indicator_key"] for row in query("SELECT * FROM panel")} >= {"gdp"}
    coverage = query("SELECT source, records, targets FROM coverage")
    assert sum(row["records"] for row in coverage) == len(records)
    assert coverage[2] == {"source": "in/c.txt", "records": 0, "targets": 0}
    (failure,) = query("SELECT * FROM failures")
    assert failure == {"source": "in/c.txt", "error": "is empty", "hint": ""}


def test_xlsx(made: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="needs the extra excel")
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(output(made, "out.xlsx"), read_only=True)["records"]
    head, *cells = sheet.iter_rows(values_only=True)
    assert list(head) == [column.name for column in COLUMNS]
    for cell, row in zip(cells, rows(made), strict=True):
        flat = [" / ".join(v) if isinstance(v, list) else v for v in row.values()]
        assert [value or None for value in cell] == [value or None for value in flat]


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter", reason="needs the extra excel")
    openpyxl = pytest.importorskip("openpyxl")
    from govreport.export import xlsx_file
    from govreport.export.rows import DROPPED

    monkeypatch.setattr(xlsx_file, "_ROWS", 3)
    line = b'0{"source": "a", "line": %d, "rule": "r", "text": "=1"}\n'
    with xlsx_file.xlsx(str(tmp_path / "a.xlsx"), DROPPED) as put:
        put(b"".join(line % number for number in range(5)))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["dropped", "dropped 2", "dropped 3"]
    assert [sheet.max_row for sheet in book] == [3, 3, 2]
    assert book["dropped"]["D2"].data_type == "s"


def test_stata(made: Path) -> None:
    pytest.importorskip("pandas", reason="needs the extra stata")
    pyreadstat = pytest.importorskip("pyreadstat")
    path = output(made, "out.dta")
    frame, meta = pyreadstat.read_dta(path, apply_value_formats=True)
    records = rows(made)
    assert frame["sentence"].tolist() == [row["sentence"] for row in records]
    assert frame["status"].tolist() == [row["status"] for row in records]
    assert frame["_end"].tolist() == [row["end"] for row in records]
    assert frame["wording"].tolist() == [" / ".join(row["wording"]) for row in records]
    values = [None if value != value else value for value in frame["value"].tolist()]
    assert values == [row["value"] for row in records]
    assert meta.column_names_to_labels["indicator"].startswith("What is counted")
    assert meta.variable_value_labels["status"] == {0: "target", 1: "result", 2: "other"}


def test_stata_keeps_long_sentences(tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="needs the extra stata")
    pyreadstat = pytest.importorskip("pyreadstat")
    from govreport.export.rows import DROPPED
    from govreport.export.stata_file import stata

    text = "新建道路" * 1000
    with stata(str(tmp_path / "a.dta"), DROPPED) as put:
        put(
            json.dumps({"source": "a", "line": "1", "rule": "r", "text": text}).join("0\n").encode()
        )
    frame, _ = pyreadstat.read_dta(tmp_path / "a.dta")
    assert frame["text"].tolist() == [text]


def test_sdmx_csv(made: Path) -> None:
    text = output(made, "out.sdmx", "-f", "sdmx-csv").read_text(encoding="utf-8")
    found = list(csv.DictReader(io.StringIO(text)))
    records = rows(made)
    assert [row["RECORD_ID"] for row in found] == [row["id"] for row in records]
    for row, record in zip(found, records, strict=True):
        assert row["STRUCTURE"] == "dataflow" and row["ACTION"] == "I"
        assert row["INDICATOR"] == (record["indicator_key"] or "_X")
        if record["value"] is not None:
            scaled = float(row["OBS_VALUE"]) * 10 ** int(row["UNIT_MULT"])
            assert scaled == pytest.approx(record["number"])
        assert (row["OBS_STATUS"] == "O") == (record["value"] is None)


def test_a_missing_extra_is_named(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module, extra in [
        ("out.parquet", "pyarrow", "arrow"),
        ("out.duckdb", "duckdb", "duckdb"),
        ("out.xlsx", "xlsxwriter", "excel"),
        ("out.dta", "pandas", "stata"),
        ("out.jsonl.zst", "zstandard", "zstd"),
        ("memory://out.jsonl", "fsspec", "remote"),
    ]:
        monkeypatch.setitem(sys.modules, module, None)
        result = CliRunner().invoke(app, ["extract", str(made / "in"), "-o", name])
        assert result.exit_code == 2
        assert f"needs {module}: pip install 'govreport[{extra}]'" in " ".join(
            result.stderr.replace("│", " ").split()
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ["-f", "parquet"],
        ["-f", "sqlite", "-o", "out.gz"],
        ["--excel", "-f", "json"],
        ["--excel", "-o", "out.parquet"],
        ["--datapackage"],
        ["--datapackage", "-o", "out.jsonl"],
        ["--datapackage", "-o", "out.csv.gz"],
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    govreport: Run, report: Path, arguments: list[str]
) -> None:
    ended = govreport("extract", "report.txt", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("name", ["out.sqlite", "out.parquet", "out.xlsx", "out.duckdb", "out.dta"])
def test_other_listings_have_the_same_formats(govreport: Run, report: Path, name: str) -> None:
    for module in ("pyarrow", "xlsxwriter", "duckdb", "pandas"):
        pytest.importorskip(module)
    for command in ("info", "outline"):
        ended = govreport(command, "report.txt", "-o", name)
        assert (ended.code, ended.out, ended.err) == (0, "", "")
        assert (report.parent / name).stat().st_size > 300


def test_sdmx_csv_is_read_as_sdmx(made: Path) -> None:
    pytest.importorskip("sdmx", reason="needs sdmx1")
    from sdmx.model import v30
    from sdmx.reader.csv import Reader

    from govreport.export.sdmx import ATTRIBUTES, DIMENSIONS

    agency = v30.Agency(id="GOVREPORT")
    structure = v30.DataStructureDefinition(id="RECORDS", maintainer=agency, version="1.0")
    for name in DIMENSIONS:
        structure.dimensions.getdefault(id=name)
    structure.measures.getdefault(id="OBS_VALUE")
    for name in ATTRIBUTES:
        structure.attributes.getdefault(id=name, related_to=v30.ObservationRelationship())
    flow = v30.Dataflow(id="RECORDS", maintainer=agency, version="1.0", structure=structure)
    with output(made, "out.sdmx", "-f", "sdmx-csv").open("rb") as file:
        (data,) = Reader().convert(file, structure=flow).data
    observed = {found.dimension["RECORD_ID"].value: found.value for found in data.obs}
    assert set(observed) == {row["id"] for row in rows(made)}
    for row in rows(made):
        assert float(observed[row["id"]] or 0) == (row["value"] or 0)
