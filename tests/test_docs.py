"""README is true: its commands exist, its examples give what it shows, its tables are complete."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from conftest import environment
from govreport import __version__
from govreport.cli.app import app
from govreport.models import Record

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]

# The skipped part of an output, in a line or over several.
GAP = "[…]"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """``$ command`` and the output below it, for each that shows one."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if output:
                found.append((command, output))
    return found


def command_lines() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    for block in blocks("console"):
        lines += [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    parts = [part for line in lines for part in re.split(r"[|;&>]+", line)]
    return [
        part.split("#")[0].strip() for part in parts if re.match(r"\s*(\S*/)?govreport\b", part)
    ]


def test_every_command_is_in_readme() -> None:
    assert COMMANDS
    for name in COMMANDS:
        assert f"### {name}\n" in README, f"README does not tell of {name}"
        assert any(line.split()[1:2] == [name] for line in command_lines())


def test_every_option_is_in_readme() -> None:
    for command in COMMANDS.values():
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert f"`{option}" in README or f"{option} " in README, option


@pytest.mark.parametrize("line", command_lines())
def test_readme_commands_parse(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    _, name, *arguments = shlex.split(line)
    COMMANDS[name].make_context(name, arguments)


def test_the_record_on_top_is_what_its_sentence_gives() -> None:
    sentence = re.search(r"\$ echo '(.*?)' \| govreport extract\n", README)
    assert sentence is not None
    (shown,) = map(json.loads, blocks("json"))
    ended = subprocess.run(
        [sys.executable, "-m", "govreport", "extract"],
        input=f"{sentence[1]}\n".encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(ended.stdout) == shown
    assert list(json.loads(ended.stdout)) == list(shown)


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize(("command", "output"), examples())
def test_readme_examples_give_what_it_shows(command: str, output: str, tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    function = f'govreport() {{ {shlex.quote(sys.executable)} -m govreport "$@"; }}'
    ended = subprocess.run(
        ["sh", "-c", f"{function}; {command}"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    pattern = re.escape(output).replace(re.escape(GAP), ".*?")
    assert re.fullmatch(pattern, ended.stdout.decode(), re.DOTALL)


def test_the_table_of_fields_is_complete() -> None:
    table = README.split("## The record")[1].split("\n## ")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert named == [field.name for field in fields(Record)]


def test_the_gate_runs_what_readme_promises() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -E '(.*?)' README.md", script)
    assert pattern is not None
    lines = [line for line in README.splitlines() if re.search(pattern[1], line)]
    assert len(lines) == 1
    assert lines[0].endswith(".venv/bin/pytest")
    for tool in ("ruff check", "ruff format --check", "mypy"):
        assert tool in script


def test_the_version_is_said_once() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{__version__}"' in project
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_first_command_installs_what_the_fixtures_need() -> None:
    """Without its reader a fixture would be an error, and the first thing a user sees exit with 3."""
    extras = {".html": "html", ".pdf": "pdf", ".doc": "office", ".xlsx": "office"}
    endings = {path.suffix for path in (ROOT / "fixtures").rglob("*") if path.is_file()}
    command = next(line for line in README.splitlines() if line.endswith("extract fixtures/"))
    installed = re.findall(r"\w+", command.partition("[")[2].partition("]")[0])
    assert {extras[ending] for ending in endings & set(extras)} == set(installed)
