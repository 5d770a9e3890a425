"""The commands as a user meets them: what goes where, and how a run ends."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import REPORT, Run, environment
from govreport import __version__
from govreport.cli.app import app
from govreport.models import Record

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


def on_terminal(
    *arguments: str, cwd: Path, columns: int = 100, stdin_too: bool = False, **extra: str
) -> tuple[int, str]:
    """Run the program with its output on a terminal: exit code, and what stood there."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "govreport", *arguments],
        stdin=theirs if stdin_too else subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=environment(TERM="xterm", **extra),
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return process.wait(60), shown.decode("utf-8")


# What it says of itself


def test_help_names_every_command_and_the_exit_codes() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for command in ("extract", "clean", "outline", "info", "schema"):
        assert command in result.output
    assert "Exit codes" in result.output


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).output == f"govreport {__version__}\n"


def test_nothing_heavy_is_imported_before_a_command_runs() -> None:
    code = (
        "import sys, govreport.cli.app\n"
        "heavy = {'rich', 'pydantic', 'jieba', 'rjieba', 'regex', 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


# extract


def test_extract_gives_every_field_and_text_is_the_slice(govreport: Run, report: Path) -> None:
    ended = govreport("extract", "report.txt")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.rows) >= 5
    for row in ended.rows:
        assert list(row) == [field.name for field in fields(Record)]
        assert REPORT[row["start"] : row["end"]] == row["text"]
        assert row["source"] == "report.txt"


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input(govreport: Run, arguments: list[str]) -> None:
    ended = govreport("extract", *arguments, stdin=REPORT.encode("gb18030"))
    assert ended.code == 0
    assert {row["source"] for row in ended.rows} == {"-"}


def test_the_same_records_from_a_file_a_glob_and_a_pipe(govreport: Run, report: Path) -> None:
    def records(*arguments: str, stdin: bytes = b"") -> list[dict[str, object]]:
        rows = govreport("extract", *arguments, stdin=stdin).rows
        return [{**row, "source": ""} for row in rows]

    assert records("report.txt") == records("*.txt") == records(stdin=REPORT.encode())


def test_selection(govreport: Run, report: Path) -> None:
    every = govreport("extract", "report.txt").rows

    def chosen(*arguments: str) -> list[dict[str, object]]:
        return govreport("extract", "report.txt", *arguments).rows

    assert chosen("--status", "target") == [row for row in every if row["status"] == "target"]
    assert chosen("--status", "target", "--status", "result") == [
        row for row in every if row["status"] in ("target", "result")
    ]
    assert chosen("--role", "review") == [row for row in every if row["role"] == "review"]
    found = chosen("--indicator", "农田")
    assert found == [row for row in every if "农田" in row["indicator"]] != []
    assert chosen("--indicator", "农田", "--status", "target") == []
    found = chosen("--action", "新建")
    assert found == [row for row in every if row["action"] == "新建"] != []


def test_formats(govreport: Run, report: Path) -> None:
    rows = govreport("extract", "report.txt").rows
    assert json.loads(govreport("extract", "report.txt", "-f", "json").out) == rows
    table = list(csv.DictReader(io.StringIO(govreport("extract", "report.txt", "-f", "csv").out)))
    assert [row["text"] for row in table] == [row["text"] for row in rows]
    assert [row["section"] for row in table] == [" / ".join(row["section"]) for row in rows]
    shown = govreport("extract", "report.txt", "-f", "table", COLUMNS="120").out
    assert "indicator" in shown and "7700亩" in shown


def test_numbers_are_written_as_printed(govreport: Run, report: Path) -> None:
    out = govreport("extract", "report.txt").out
    assert '"value": 1.65,' in out
    assert '"value": 7700,' in out
    assert '"number": 16500,' in out


# The other listings


def test_clean_is_plain_text_and_explain_is_rows(govreport: Run, tmp_path: Path) -> None:
    page = "首页\n打印\n" + REPORT + "责任编辑：王芳\n"
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    text = govreport("clean", "page.txt").out
    assert "新建高标准农田7700亩。" in text
    assert "责任编辑" not in text
    rows = govreport("clean", "page.txt", "--explain").rows
    assert "责任编辑：王芳" in [row["text"] for row in rows]
    assert all(row["rule"] for row in rows)
    assert all(page.split("\n")[row["line"] - 1] == row["text"] for row in rows)


def test_clean_raw_is_what_the_spans_of_records_point_into(govreport: Run, tmp_path: Path) -> None:
    lines = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    page = f"<html><body><div>首页</div><script>go()</script>{lines}</body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    raw = govreport("clean", "page.html", "--raw").out
    records = govreport("extract", "page.html").rows
    assert records and all(raw[row["start"] : row["end"]] == row["text"] for row in records)
    assert govreport("clean", "page.html", "--raw", "-f", "jsonl").rows[0]["text"] == raw
    assert govreport("clean", "page.html", "--raw", "--explain").code == 2


def test_clean_of_several_and_as_rows(govreport: Run, folder: Path) -> None:
    one = govreport("clean", "reports/a.txt").out
    assert govreport("clean", "reports/a.txt", "reports/deep").out == f"{one}\n{one}"
    rows = govreport("clean", "reports/a.txt", "-f", "jsonl").rows
    assert [row["text"] for row in rows] == [one]


def test_outline(govreport: Run, report: Path) -> None:
    rows = govreport("outline", "report.txt").rows
    assert [(row["number"], row["level"], row["parent"]) for row in rows] == [
        ("一、", 1, None),
        ("二、", 1, None),
        ("（一）", 2, 1),
    ]
    assert [row["role"] for row in rows][:2] == ["review", "plan"]


def test_info(govreport: Run, report: Path) -> None:
    (row,) = govreport("info", "report.txt").rows
    assert row["source"] == "report.txt"
    assert (row["encoding"], row["report_type"]) == ("utf-8", "work_report")
    assert row["report_year"] == 2024


def test_what_the_user_says_of_the_documents_holds(govreport: Run, report: Path) -> None:
    (row,) = govreport("info", "report.txt", "--year", "2019").rows
    assert row["report_year"] == 2019


def test_encoding_can_be_forced(govreport: Run, tmp_path: Path) -> None:
    (tmp_path / "big5.txt").write_bytes("政府工作報告\n建成住房300套。\n".encode("big5"))
    (row,) = govreport("info", "big5.txt", "--encoding", "big5").rows
    assert row["encoding"] == "big5"
    ended = govreport("info", "big5.txt", "--encoding", "klingon")
    assert ended.code == 2
    assert "klingon" in ended.err


# Where output goes


def test_output_file_is_named_by_its_ending(govreport: Run, report: Path, tmp_path: Path) -> None:
    lines = govreport("extract", "report.txt").out
    for name in ("out.jsonl", "out.txt"):
        assert govreport("extract", "report.txt", "-o", name).out == ""
        assert (tmp_path / name).read_text(encoding="utf-8") == lines
    govreport("extract", "report.txt", "-o", "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("id,text,indicator,")
    govreport("extract", "report.txt", "-o", "out.json")
    assert len(json.loads((tmp_path / "out.json").read_bytes())) == lines.count("\n")


def test_a_file_is_written_whole_or_not_at_all(
    govreport: Run, report: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.jsonl").write_text("as it was\n")
    ended = govreport("extract", "missing.txt", "-o", "out.jsonl")
    assert ended.code == 1
    assert (tmp_path / "out.jsonl").read_text() == "as it was\n"
    assert {path.name for path in tmp_path.iterdir()} == {"report.txt", "out.jsonl"}


def test_an_output_that_cannot_be_is_wrong_usage(govreport: Run, report: Path) -> None:
    for place in ("nowhere/out.jsonl", "."):
        ended = govreport("extract", "report.txt", "-o", place)
        assert ended.code == 2
        assert "Traceback" not in ended.err


@POSIX
def test_a_full_disk_is_said(report: Path, tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "govreport", "extract", "report.txt"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert ended.returncode == 1
    assert (
        ended.stderr == b"govreport: standard output cannot be written: No space left on device\n"
    )


@POSIX
@pytest.mark.parametrize(("command", "unbuffered"), [("extract", ""), ("extract", "1")])
def test_head_ends_it_quietly(tmp_path: Path, unbuffered: str, command: str) -> None:
    body = "".join(f"新建第{n}期高标准农田{n}亩，引进项目{n}个。\n" for n in range(20, 320))
    (tmp_path / "long.txt").write_text("一、工作回顾\n" + body, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "govreport", command, "long.txt"],
        cwd=tmp_path,
        env=environment(PYTHONUNBUFFERED=unbuffered),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


@pytest.mark.parametrize(
    "console",
    [
        {"PYTHONIOENCODING": "cp936"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"},
    ],
)
def test_the_same_bytes_on_any_console(
    govreport: Run, process: Run, folder: Path, console: dict[str, str]
) -> None:
    assert process("extract", "reports", **console) == govreport("extract", "reports")


# Failures


def test_bad_files_do_not_end_a_run(govreport: Run, folder: Path) -> None:
    ended = govreport("extract", "reports")
    assert ended.code == 3
    assert {row["source"] for row in ended.rows} == {"reports/a.txt", "reports/deep/b.txt"}
    lines = ended.err.splitlines()
    assert lines[0] == "govreport: reports/empty.txt: is empty"
    assert lines[1].startswith("govreport: reports/image.txt: is a PNG image, not text; ")
    assert lines[2].startswith("4 files: 2 read, 2 failed, ")
    assert lines[3] == "  failed  reports/empty.txt  is empty"
    assert len(lines) == 5


def test_quiet_says_only_what_failed(govreport: Run, folder: Path) -> None:
    lines = govreport("extract", "reports", "-q").err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["reports/empty.txt", "reports/image.txt"]


def test_verbose_says_each_file(govreport: Run, folder: Path) -> None:
    err = govreport("extract", "reports", "-v").err
    assert "govreport: reports/deep/b.txt: gb18030, " in err


@pytest.mark.parametrize("name", ["missing.txt", "no*.txt", "."])
def test_nothing_read_is_exit_code_1(govreport: Run, name: str) -> None:
    ended = govreport("extract", name)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"govreport: {name}: ")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["extrct"],
        ["extract", "--nope"],
        ["extract", "report.txt", "-f", "xml"],
        ["extract", "report.txt", "--status", "promise"],
        ["extract", "report.txt", "--year", "24"],
    ],
)
def test_wrong_usage_is_exit_code_2(govreport: Run, report: Path, arguments: list[str]) -> None:
    ended = govreport(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err


def test_a_fault_of_ours_is_the_failure_of_one_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import govreport.pipeline

    real = govreport.pipeline.process

    def breaks(document: object, options: object) -> object:
        if getattr(document, "source", "").endswith("b.txt"):
            raise ValueError("[odd] thing")
        return real(document, options)  # type: ignore[arg-type]

    monkeypatch.setattr(govreport.pipeline, "process", breaks)
    result = CliRunner().invoke(app, ["extract", str(folder)])
    assert result.exit_code == 3
    assert "could not be worked on (ValueError: [odd] thing)" in result.stderr
    assert "Traceback" not in result.stderr
    result = CliRunner().invoke(app, ["extract", str(folder), "-v"])
    assert "Traceback" in result.stderr


@POSIX
def test_ctrl_c_is_130(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "govreport", "extract", "-o", "out.jsonl", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    # More than a pipe holds: once it is written, the command reads, and waits for the rest.
    process.stdin.write(b" " * (1 << 18))
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == []


# On a terminal


@POSIX
def test_a_terminal_gets_a_table_and_colours(report: Path, tmp_path: Path) -> None:
    code, shown = on_terminal("extract", "report.txt", cwd=tmp_path)
    assert code == 0
    assert "7700亩" in shown and "\x1b[" in shown and '{"' not in shown
    code, shown = on_terminal("extract", "report.txt", cwd=tmp_path, NO_COLOR="1")
    assert "7700亩" in shown and "\x1b" not in shown


@POSIX
def test_without_a_path_a_terminal_gets_help(tmp_path: Path) -> None:
    code, shown = on_terminal("extract", cwd=tmp_path, stdin_too=True)
    assert code == 2
    assert "Usage:" in shown and "--status" in shown


@POSIX
def test_a_bar_only_for_many_files_and_only_when_wanted(folder: Path, tmp_path: Path) -> None:
    files = ["extract", "reports", "-o", "out.jsonl"]
    assert "/4 files" in on_terminal(*files, cwd=tmp_path, NO_COLOR="1")[1]
    assert "/4 files" not in on_terminal(*files, "--no-progress", cwd=tmp_path, NO_COLOR="1")[1]


def test_force_color(govreport: Run, report: Path) -> None:
    table = ["extract", "report.txt", "-f", "table"]
    assert "\x1b" not in govreport(*table, TERM="xterm").out
    assert "\x1b[" in govreport(*table, TERM="xterm", FORCE_COLOR="1").out
    assert "\x1b" not in govreport(*table, TERM="xterm", FORCE_COLOR="1", NO_COLOR="1").out
    assert govreport("extract", "report.txt", FORCE_COLOR="1").rows


def test_a_report_cannot_write_to_the_terminal(govreport: Run, tmp_path: Path) -> None:
    nasty = "一、\x1b]0;title\x07[red]回顾[/red]\n\x1b[2J新建\u202e农田[bold]\x9b7700亩。\n"
    (tmp_path / "nasty.txt").write_text(REPORT + nasty, encoding="utf-8")
    for command in ("extract", "outline", "info", "clean"):
        shown = govreport(command, "nasty.txt", "-f", "table", COLUMNS="140").out
        assert shown
        if command != "clean":
            assert not set("\x1b\x07\x9b\u202e") & set(shown)
    assert "[red]回顾[/red]" in govreport("outline", "nasty.txt", "-f", "table").out
