"""What the tests share: the program as a user starts it, and reports of invented places.

govreport("extract", "a.txt") → Ended(code=0, out="{…}\\n", err="")
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from govreport.cli.app import app

# A shell starts what runs in the background (pytest &) deaf to Ctrl-C, and so all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

REPORT = """政府工作报告
——2024年1月10日在云川市第五届人民代表大会第四次会议上
云川市人民政府市长 李明

各位代表：
一、2023年工作回顾
过去一年，我们坚持稳中求进。地区生产总值增长5.1%，一般公共预算收入22.7亿元。新建高标准农田7700亩。
二、2024年工作安排
今年发展的主要预期目标是：地区生产总值增长6%左右，城镇新增就业1.65万人。
（一）推动产业升级。力争引进项目30个以上。
"""


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended: its exit code and what it wrote, as text."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]


UNSET = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


def environment(**extra: str) -> dict[str, str]:
    """The environment without what would change how output looks."""
    kept = {key: value for key, value in os.environ.items() if key not in UNSET}
    return {**kept, **extra}


@pytest.fixture
def govreport(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in ``tmp_path`` within this process, which is quick."""
    monkeypatch.chdir(tmp_path)
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, stdin: bytes = b"", **extra: str) -> Ended:
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, env=extra)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Starts the program in a process of its own, in ``tmp_path``, with no standard input."""

    def run(*arguments: object, stdin: bytes = b"", **extra: str) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "govreport", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment(**extra),
            timeout=60,
        )
        return Ended(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"))

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A short work report, ``tmp_path/report.txt``."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports, a file in it that is empty and one that is an image."""
    path = tmp_path / "reports"
    (path / "deep").mkdir(parents=True)
    (path / "a.txt").write_text(REPORT, encoding="utf-8")
    (path / "deep" / "b.txt").write_bytes(REPORT.encode("gb18030"))
    (path / "README.md").write_text("建成住房300套。", encoding="utf-8")
    (path / "empty.txt").write_bytes(b"")
    (path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return path
