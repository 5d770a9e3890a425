"""A run into a file: whole or not there, whatever happens; and gone on with, to the same bytes."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from broken import WAYS, break_into
from conftest import REPORT, Ended, Run, environment
from govreport.batch.journal import Journal
from govreport.batch.shard import Shard
from govreport.read import Input

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
OUT = "out.jsonl"


def write_reports(folder: Path, count: int) -> list[Path]:
    """Reports of invented cities, each another."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number:04}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(REPORT.replace("7700亩", f"{7700 + number}亩"), encoding="utf-8")
    return paths


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    write_reports(tmp_path / "in", 12)
    return tmp_path / "in"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def interrupted(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """From now on a run is stopped by Ctrl-C when it has worked on so many inputs."""
    from govreport.batch import run as module
    from govreport.cli import extracting

    def stops(inputs: Iterable[Input], work: object) -> Iterator[object]:
        for number, outcome in enumerate(module.run(inputs, work)):  # type: ignore[arg-type]
            if number == after:
                raise KeyboardInterrupt
            yield outcome

    monkeypatch.setattr(extracting, "run", stops)


def stop_after(govreport: Run, monkeypatch: pytest.MonkeyPatch, count: int, *more: str) -> None:
    with monkeypatch.context() as patch:
        interrupted(patch, count)
        assert govreport("extract", "in", "-o", OUT, "-q", *more).code == 130


# The manifest


def test_the_manifest_tells_of_every_input(govreport: Run, folder: Path, tmp_path: Path) -> None:
    assert govreport("extract", "reports", "-o", OUT, "-q").code == 3
    told = json.loads((tmp_path / f"{OUT}.run.json").read_text(encoding="utf-8"))
    assert [(row["source"], row["outcome"]) for row in told["inputs"]] == [
        ("reports/a.txt", "done"),
        ("reports/deep/b.txt", "done"),
        ("reports/empty.txt", "failed"),
        ("reports/image.txt", "failed"),
    ]
    assert told["inputs"][2]["what"] == "is empty"
    assert all(len(row["sha256"]) == 64 for row in told["inputs"])
    count = (tmp_path / OUT).read_bytes().count(b"\n")
    counts = told["counts"]
    assert counts["target"] + counts["result"] + counts["other"] == count > 0
    assert (counts["inputs"], counts["read"], counts["failed"]) == (4, 2, 2)
    assert told["output"]["bytes"] == (tmp_path / OUT).stat().st_size
    assert len(told["rules"]) == 64
    assert govreport("extract", "reports", "--manifest", "own.json", "-q").code == 3
    own = json.loads((tmp_path / "own.json").read_text(encoding="utf-8"))
    assert own["inputs"] == told["inputs"]


def test_one_file_needs_no_manifest(govreport: Run, report: Path, tmp_path: Path) -> None:
    govreport("extract", "report.txt", "-o", OUT)
    assert names(tmp_path) == {"report.txt", OUT}


def test_the_same_bytes_for_any_jobs_and_order(
    govreport: Run, process: Run, reports: Path, tmp_path: Path
) -> None:
    (reports / "0003.txt").write_bytes(b"")
    files = [f"in/{name}" for name in sorted(names(reports))]
    govreport("extract", *files, "-o", OUT, "-q")

    def written() -> list[bytes]:
        manifest = (tmp_path / f"{OUT}.run.json").read_bytes()
        return [(tmp_path / OUT).read_bytes(), re.sub(rb'"rules": "\w+"', b"", manifest)]

    expected = written()
    random.Random(1).shuffle(files)
    for more, extra in [
        (["--jobs", "2"], {"PYTHONHASHSEED": "3"}),
        (["--jobs", "4", "--timeout", "60"], {"LANG": "C", "LC_ALL": "C", "TZ": "Asia/Shanghai"}),
    ]:
        process("extract", *files, "-o", OUT, "-q", *more, **extra)
        assert written() == expected
    assert govreport("extract", *files, "-q").out.encode() == expected[0]


# Going on


@pytest.mark.parametrize("more", [[], ["-f", "json"], ["-f", "csv", "--excel"], ["-f", "sqlite"]])
def test_a_run_that_was_stopped_goes_on(
    govreport: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    (reports / "0000.txt").write_bytes(b"")
    govreport("extract", "in", "-o", "whole", "-q", *more)
    stop_after(govreport, monkeypatch, 7, *more)
    assert names(tmp_path) == {"in", "whole", "whole.run.json", f"{OUT}.unfinished"}
    ended = govreport("extract", "in", "-o", OUT, "--resume", *more)
    assert ended.code == 3
    assert "12 files: 11 read (6 before), 1 failed" in ended.err
    assert (tmp_path / OUT).read_bytes() == (tmp_path / "whole").read_bytes()
    assert names(tmp_path) == {"in", "whole", "whole.run.json", OUT, f"{OUT}.run.json"}


def test_a_journal_that_is_cut_anywhere_goes_on(
    govreport: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    govreport("extract", "in", "-o", "whole", "-q")
    stop_after(govreport, monkeypatch, 5)
    path = tmp_path / f"{OUT}.unfinished"
    journal = path.read_bytes()
    chance = random.Random(5)
    for cut in [0, 1, len(journal) - 1, *(chance.randrange(len(journal)) for _ in range(12))]:
        path.write_bytes(journal[:cut] + journal[cut : cut + 9999 * (cut % 2)][::-1])
        assert govreport("extract", "in", "-o", OUT, "-q", "--resume").code == 0
        assert (tmp_path / OUT).read_bytes() == (tmp_path / "whole").read_bytes(), cut
        assert not path.exists()
        for name in (OUT, f"{OUT}.run.json"):
            (tmp_path / name).unlink()


def test_what_has_changed_is_done_again(
    govreport: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_after(govreport, monkeypatch, 8)
    (reports / "0002.txt").write_text(REPORT.replace("7700亩", "99亩"), encoding="utf-8")
    (reports / "0004.txt").unlink()
    (reports / "0000a.txt").write_text(REPORT, encoding="utf-8")
    ended = govreport("extract", "in", "-o", OUT, "--resume")
    assert "12 files: 12 read (6 before)" in ended.err
    govreport("extract", "in", "-o", "whole", "-q")
    assert (tmp_path / OUT).read_bytes() == (tmp_path / "whole").read_bytes()


def test_other_options_or_rules_start_again(
    govreport: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_after(govreport, monkeypatch, 8)
    ended = govreport("extract", "in", "-o", OUT, "--resume", "--status", "target")
    assert "other rules or options" in ended.err and "before" not in ended.err.splitlines()[-1]
    assert {row["status"] for row in map(json.loads, (tmp_path / OUT).open())} == {"target"}
    stop_after(govreport, monkeypatch, 8)
    monkeypatch.setattr("govreport.batch.manifest.rules_hash", lambda: "other")
    assert "other rules or options" in govreport("extract", "in", "-o", OUT, "--resume").err


def test_without_resume_a_run_starts_again(
    govreport: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_after(govreport, monkeypatch, 8)
    ended = govreport("extract", "in", "-o", OUT)
    assert "--resume would have gone on with it" in ended.err
    assert "12 files: 12 read, 0 failed" in ended.err
    assert names(tmp_path) == {"in", OUT, f"{OUT}.run.json"}


def test_a_complete_run_has_nothing_left_to_do(
    govreport: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "0000.txt").write_bytes(b"")
    govreport("extract", "in", "-o", OUT, "-q")
    before = (tmp_path / OUT).stat()
    interrupted(monkeypatch, 0)
    ended = govreport("extract", "in", "-o", OUT, "--resume")
    assert ended.code == 3
    assert "is complete" in ended.err
    assert (tmp_path / OUT).stat().st_mtime_ns == before.st_mtime_ns
    (tmp_path / OUT).write_text("changed")
    assert govreport("extract", "in", "-o", OUT, "--resume").code == 130


def test_resume_needs_a_file(govreport: Run, reports: Path) -> None:
    assert govreport("extract", "in", "--resume").code == 2


# Faults


def test_broken_files_cost_only_themselves(govreport: Run, tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 60)
    govreport("extract", "in", "-o", "good.jsonl", "-q")
    broken = break_into(tmp_path / "in", 10)
    ended = govreport("extract", "in", "-o", OUT, "--jobs", "2")
    assert ended.code == 3
    assert (tmp_path / OUT).read_bytes() == (tmp_path / "good.jsonl").read_bytes()
    told = json.loads((tmp_path / f"{OUT}.run.json").read_text(encoding="utf-8"))
    failed = [row for row in told["inputs"] if row["outcome"] == "failed"]
    assert {Path(row["source"]).name for row in failed} == {path.name for path in broken}
    assert len({row["what"] for row in failed}) == len(WAYS)
    for path in broken:
        assert f"govreport: in/{path.name}: " in ended.err
    assert "70 files: 60 read, 10 failed, " in ended.err


def test_many_failures_are_counted_by_reason(govreport: Run, tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 2)
    break_into(tmp_path / "in", 30)
    lines = govreport("extract", "in", "-o", OUT).err.splitlines()
    assert "  3 failed: is empty" in lines and "  3 failed: is a damaged PDF" in lines
    assert sum(" failed: " in line for line in lines) == len(WAYS)


def start(tmp_path: Path, *arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "govreport", "extract", "in", *arguments],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def wait_for(path: Path, size: int) -> None:
    """Until the file is there and as large, or a minute has gone."""
    for _ in range(6000):
        if path.exists() and path.stat().st_size >= size:
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} does not grow")


def ended(process: subprocess.Popen[bytes]) -> Ended:
    out, err = process.communicate(timeout=60)
    return Ended(process.returncode, out.decode(), err.decode())


@POSIX
def test_a_run_that_is_killed_goes_on_to_the_same_bytes(govreport: Run, tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 150)
    govreport("extract", "in", "-o", "whole", "-q")
    journal = tmp_path / f"{OUT}.unfinished"
    chance = random.Random(11)
    for attempt in range(2):
        size = journal.stat().st_size if journal.exists() else 0
        process = start(tmp_path, "-o", OUT, "-q", "--jobs", "2", "--resume")
        wait_for(journal, size + chance.randrange(5_000, 100_000))
        process.kill()
        assert ended(process).code == -signal.SIGKILL, attempt
        assert not (tmp_path / OUT).exists()
    last = ended(start(tmp_path, "-o", OUT, "--jobs", "2", "--resume"))
    assert last.code == 0
    assert "before" in last.err
    assert (tmp_path / OUT).read_bytes() == (tmp_path / "whole").read_bytes()
    assert names(tmp_path) == {"in", "whole", "whole.run.json", OUT, f"{OUT}.run.json"}


@POSIX
def test_ctrl_c_keeps_what_is_done(govreport: Run, tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 300)
    process = start(tmp_path, "-o", OUT, "--jobs", "2", start_new_session=True)
    wait_for(tmp_path / f"{OUT}.unfinished", 20_000)
    os.killpg(process.pid, signal.SIGINT)
    stopped = ended(process)
    assert stopped.code == 130
    assert "of 300 files are done and kept; the same command with --resume" in stopped.err
    assert "Traceback" not in stopped.err
    assert names(tmp_path) == {"in", f"{OUT}.unfinished"}
    assert govreport("extract", "in", "-o", OUT, "-q", "--resume").code == 0


@POSIX
def test_a_full_disk_leaves_nothing_half_written(govreport: Run, tmp_path: Path) -> None:
    import resource

    write_reports(tmp_path / "in", 40)
    (tmp_path / OUT).write_text("as it was\n")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    full = ended(start(tmp_path, "-o", OUT, preexec_fn=small))
    assert full.code == 1
    first, last = full.err.splitlines()[-2:]
    assert first == f"govreport: {OUT} cannot be written: File too large"
    assert "of 40 files are done and kept; the same command with --resume goes on" in last
    assert "Traceback" not in full.err
    assert (tmp_path / OUT).read_text() == "as it was\n"
    assert names(tmp_path) == {"in", OUT, f"{OUT}.unfinished"}
    assert govreport("extract", "in", "-o", OUT, "-q", "--resume").code == 0
    assert govreport("extract", "in", "-q").out == (tmp_path / OUT).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["out.sqlite", "out.parquet", "out.xlsx", "out.duckdb", "out.dta"])
@POSIX
def test_a_full_disk_in_any_format(tmp_path: Path, name: str) -> None:
    import resource

    for module in ("pyarrow", "xlsxwriter", "duckdb", "pandas"):
        pytest.importorskip(module)
    write_reports(tmp_path / "in", 4)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    full = ended(start(tmp_path, "-o", name, preexec_fn=small))
    assert full.code == 1, full.err
    assert f"{name} cannot be written: " in full.err
    assert "Traceback" not in full.err
    assert names(tmp_path) <= {"in", f"{name}.unfinished"}


@pytest.mark.skipif(not os.path.exists("/proc/version"), reason="needs a folder nobody may write")
def test_a_folder_that_cannot_be_written_is_said_before_any_work(
    govreport: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(monkeypatch, 0)
    ended = govreport("extract", "in", "-o", "/proc/out.jsonl")
    assert ended.code == 1
    assert ended.err.startswith("govreport: /proc/out.jsonl cannot be written: ")


def test_two_runs_into_one_output(
    govreport: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Journal(str(tmp_path / f"{OUT}.unfinished"), OUT, {}, go_on=False)
    for more in ([], ["--resume"]):
        ended = govreport("extract", "in", "-o", OUT, *more)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err == f"govreport: {OUT} cannot be written: another run is writing it\n"
    other.close(remove=True)
    assert govreport("extract", "in", "-o", OUT, "-q").code == 0


@POSIX
def test_a_reader_that_stops_ends_all_processes(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 300)
    process = start(tmp_path, "--jobs", "2", "--no-progress")
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


# Parts


def test_parts_make_the_whole(govreport: Run, reports: Path, tmp_path: Path) -> None:
    (reports / "0003.txt").write_bytes(b"")
    govreport("extract", "in", "-o", "whole.jsonl", "-q")
    parts = ["1.jsonl", "2.jsonl.gz", "3.jsonl"]
    for number, name in enumerate(parts, 1):
        assert govreport("extract", "in", "--shard", f"{number}/3", "-o", name).code in (0, 3)
    parts.reverse()
    ended = govreport("merge", *parts, "-o", OUT)
    assert (ended.code, ended.err) == (3, "3 parts: 12 files, 1 of which had failed\n")
    assert (tmp_path / OUT).read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    told, whole = (
        json.loads((tmp_path / f"{name}.run.json").read_text()) for name in (OUT, "whole.jsonl")
    )
    assert told["inputs"] == whole["inputs"] and told["counts"] == whole["counts"]
    assert govreport("merge", *parts).out.encode() == (tmp_path / OUT).read_bytes()
    for name in ("out.csv", "out.sdmx", "out.json"):
        form = ["-f", "sdmx-csv"] if name == "out.sdmx" else []
        govreport("merge", *parts, "-o", name, *form)
        govreport("extract", "in", "-o", f"whole.{name}", "-q", *form)
        assert (tmp_path / name).read_bytes() == (tmp_path / f"whole.{name}").read_bytes()


def test_parts_that_make_no_whole(govreport: Run, reports: Path, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        govreport("extract", "in", "--shard", f"{number}/3", "-o", f"{number}.jsonl", "-q")
    govreport("extract", "in", "--shard", "2/3", "-o", "other.jsonl", "-q", "--status", "target")
    govreport("extract", "in", "--shard", "2/2", "-o", "half.jsonl", "-q")
    govreport("extract", "in", "--shard", "2/3", "-o", "2.csv", "-q")
    for parts, message in [
        (["1.jsonl", "3.jsonl"], "not all parts are there: 2/3 is"),
        (["1.jsonl", "other.jsonl", "3.jsonl"], "made by other rules or options"),
        (["1.jsonl", "half.jsonl", "3.jsonl"], "runs in 2 and 3 parts"),
        (["1.jsonl", "2.csv", "3.jsonl"], "parts have to be JSON Lines"),
        (["1.jsonl", "1.jsonl", "2.jsonl", "3.jsonl"], "is in two parts"),
        (["nothing.jsonl"], "nothing.jsonl cannot be opened (no such file or directory)"),
    ]:
        ended = govreport("merge", *parts, "-o", OUT)
        assert ended.code == 1
        assert message in ended.err
        assert not (tmp_path / OUT).exists()
    (tmp_path / "2.jsonl").write_bytes(b"")
    ended = govreport("merge", "1.jsonl", "2.jsonl", "3.jsonl", "-o", OUT)
    assert "2.jsonl is not what its manifest tells of" in ended.err
    assert govreport("merge", "1.jsonl", "-o", "out.sqlite").code == 2


def test_parts_without_manifests(govreport: Run, reports: Path, tmp_path: Path) -> None:
    govreport("extract", "in", "-o", "whole.jsonl", "-q")
    lines = (tmp_path / "whole.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    odd = [line for line in lines if json.loads(line)["source"] in ("in/0001.txt", "in/0009.txt")]
    even = [line for line in lines if line not in odd]
    (tmp_path / "a").write_text("".join(odd), encoding="utf-8")
    (tmp_path / "b").write_text("".join(even), encoding="utf-8")
    ended = govreport("merge", "a", "b")
    assert ended.out == "".join(lines)
    assert "no manifests" in ended.err
    (tmp_path / "b").write_text("".join(reversed(even)), encoding="utf-8")
    assert "not in the order" in govreport("merge", "a", "b").err


def test_every_input_is_in_one_part() -> None:
    sources = [f"reports/{number}.txt" for number in range(400)]
    for count in (1, 2, 7):
        parts = [Shard(number, count) for number in range(1, count + 1)]
        shares = [sum(part.has(source) for source in sources) for part in parts]
        assert sum(shares) == len(sources)
        assert min(shares) > len(sources) / count / 2


def test_an_empty_part_is_a_part(govreport: Run, report: Path, tmp_path: Path) -> None:
    codes = [
        govreport("extract", "report.txt", "--shard", f"{number}/2", "-o", f"{number}.jsonl").code
        for number in (1, 2)
    ]
    assert codes == [0, 0]
    assert govreport("merge", "1.jsonl", "2.jsonl").out == govreport("extract", "report.txt").out


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_a_part_that_cannot_be_is_wrong_usage(govreport: Run, report: Path, shard: str) -> None:
    assert govreport("extract", "report.txt", "--shard", shard).code == 2


def test_a_number_larger_than_those_of_sqlite(tmp_path: Path, govreport: Run) -> None:
    said = "2023年云川市人民政府工作报告\n二、2023年工作安排\n算力总规模达到10.36百亿亿次/秒。\n"
    (tmp_path / "1.txt").write_text(said, encoding="utf-8")
    assert govreport("extract", "1.txt", "-o", "out.sqlite").code == 0
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as database:
        [(number,)] = database.execute("SELECT number FROM records").fetchall()
    assert number == 10.36e18
