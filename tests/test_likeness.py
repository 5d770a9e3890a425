"""``benchmarks/likeness.py``: what diff finds of the pairs that a reader made."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
PAIR = "lanxi-2023-forum.txt", "lanxi-2024-site.txt"
SAID = "盘活闲置楼宇", "新增公共停车泊位"


def _spans(name: str) -> list[list[int]]:
    """Where the figures behind the names of SAID stand in a fixture's targets."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    ends = [text.rindex(said) + len(said) for said in SAID]
    return [[end, end + 2] for end in ends]


def test_pairs_of_a_reader_are_counted_beside_the_rows_of_diff(tmp_path: Path) -> None:
    files = {side: str(FIXTURES / name) for side, name in zip(("old", "new"), PAIR, strict=True)}
    old, new = map(_spans, PAIR)
    gold = [
        {"old": old[0], "new": new[0], "sure": True},
        {"old": old[0], "new": new[1], "sure": True},
        {"old": old[1], "new": new[1], "sure": False},
    ]
    (tmp_path / "files.json").write_text(json.dumps(files), encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "likeness.py"), str(tmp_path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "found 1 of 2 (0.500)" in ended.stdout


def test_a_folder_without_pairs_is_told(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "likeness.py"), str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (2, "") and "no gold.json" in ended.stderr
