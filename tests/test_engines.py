"""Work that is done elsewhere gives the same: Dask, files at URLs, and the recipes of docs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import REPORT, Run, environment
from govreport.batch.dask_engine import with_dask
from govreport.batch.limits import Limits
from govreport.batch.plain import rows_of
from govreport.batch.run import Done, Failed, run
from govreport.read import Input, ReadError

ROOT = Path(__file__).parent.parent
INPUTS = [Input(f"{number}.txt", data=b"x") for number in range(24)]


def work(item: Input) -> str:
    time.sleep(0.02)
    if item.source == "3.txt":
        raise ReadError(item.source, "is empty")
    return item.source.upper()


def work_that_may_hang(item: Input) -> str:
    if item.source == "1.txt":
        time.sleep(30)
    return item.source


@pytest.fixture(scope="module")
def cluster() -> Any:
    """A Dask cluster of two processes."""
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    options = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(n_workers=2, **options) as made:
        yield made


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_a_worker_that_is_killed_loses_nothing(cluster: Any) -> None:
    outcomes = with_dask(INPUTS, work, scheduler=cluster.scheduler_address)
    found = [next(outcomes)]
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    found += outcomes
    assert found == list(run(INPUTS, work))


def test_extract_by_dask_gives_the_same_bytes(
    cluster: Any, govreport: Run, process: Run, folder: Path, tmp_path: Path
) -> None:
    alone = govreport("extract", "reports", "-o", "alone.jsonl")
    address = ["--engine", "dask", "--scheduler", cluster.scheduler_address]
    together = process("extract", "reports", "-o", "dask.jsonl", *address)
    assert (together.code, together.err) == (alone.code, alone.err)
    for name in ("{}.jsonl", "{}.jsonl.run.json"):
        texts = {
            (tmp_path / name.format(engine)).read_text().replace(engine, "")
            for engine in ("alone", "dask")
        }
        assert len(texts) == 1


def test_an_input_that_takes_too_long_is_given_up(cluster: Any) -> None:
    limits = Limits(seconds=10)
    found = list(with_dask(INPUTS[:3], work_that_may_hang, None, cluster.scheduler_address, limits))
    assert [type(outcome) for outcome in found] == [Done, Failed, Done]


def test_a_cluster_that_is_not_there_is_said(govreport: Run, report: Path) -> None:
    pytest.importorskip("distributed", reason="needs the extra dask")
    ended = govreport("extract", "report.txt", "--engine", "dask", "--scheduler", "nowhere")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("govreport: the Dask cluster cannot be reached: ")
    assert govreport("extract", "report.txt", "--scheduler", "tcp://a:1").code == 2


# URLs


@pytest.fixture
def memory() -> Any:
    """The files that fsspec keeps in memory, as a file system."""
    fsspec = pytest.importorskip("fsspec", reason="needs the extra remote")
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def test_inputs_and_output_by_url(memory: Any, govreport: Run, tmp_path: Path) -> None:
    memory.pipe("/in/a.txt", REPORT.encode())
    memory.pipe("/in/deep/b.txt", REPORT.encode("gb18030"))
    memory.pipe("/in/c.txt", b"")
    memory.pipe("/in/picture.png", b"\x89PNG")
    environment = {"XDG_STATE_HOME": str(tmp_path / "state")}
    ended = govreport("extract", "memory://in", "-o", "memory://out/records.jsonl", **environment)
    assert ended.code == 3
    assert "3 files: 2 read, 1 failed" in ended.err
    written = memory.cat("/out/records.jsonl").decode()
    assert written == govreport("extract", "memory://in", "-q").out
    assert govreport("extract", "memory://in/**/*.txt", "-q").out == written
    sources = {line.split('"source": "')[1].split('"')[0] for line in written.splitlines()}
    assert sources == {"memory:///in/a.txt", "memory:///in/deep/b.txt"}
    assert memory.exists("/out/records.jsonl.run.json")
    assert not any((tmp_path / "state" / "govreport").iterdir())
    pytest.importorskip("pyarrow")
    govreport("extract", "memory://in", "-o", "memory://out/records.parquet", "-q", **environment)
    assert memory.cat("/out/records.parquet").startswith(b"PAR1")


def test_a_url_that_cannot_be_read_is_a_failure(memory: Any, govreport: Run, report: Path) -> None:
    ended = govreport("extract", "report.txt", "memory://none.txt", "nosuch://a/b.txt")
    assert ended.code == 3
    assert "govreport: memory://none.txt: cannot be opened" in ended.err
    assert "govreport: nosuch://a/b.txt: cannot be opened" in ended.err
    ended = govreport("extract", "report.txt", "-o", "nosuch://a/b.jsonl")
    assert ended.code == 2
    assert "Protocol not known: nosuch" in ended.err


# The plain function, and what is shown of it


def test_rows_are_those_of_json_lines(govreport: Run, report: Path) -> None:
    expected = govreport("extract", "report.txt").rows
    assert rows_of(report.read_bytes(), "report.txt") == (expected, None)
    assert rows_of(b"", "b.txt") == ([], "is empty")


def recipes() -> dict[str, str]:
    """The programs of the page, by their heading."""
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    found = {
        part.splitlines()[0]: re.findall(r"^```python\n(.*?)^```$", part, re.M | re.S)
        for part in parts
    }
    return {name: programs[0] for name, programs in found.items() if programs}


@pytest.mark.parametrize(
    ("name", "library"), [("In a program of yours", None), ("Spark", "pyspark"), ("Ray", "ray")]
)
def test_recipes_run_as_written(name: str, library: str | None, tmp_path: Path) -> None:
    if library:
        pytest.importorskip(library)
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    ended = subprocess.run(
        [sys.executable, "-c", recipes()[name]],
        cwd=tmp_path,
        env=environment(PYSPARK_PYTHON=sys.executable),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"\d+ rows, 0 failed|fixtures/\S+ \d+", ended.stdout)
