"""Scores on the project's own gold → floors, below which no change may take them.

    tests/floors.json   {"floors": {"found": 0.985, …, "headings": 1.0}, "gold": {"NAME": "sha256"}}

A floor may rise and never falls without saying so; the gold it was measured on is pinned by its
digest, so that changed gold cannot pass for better code.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus import FIXTURES

FLOORS = Path(__file__).parent.parent / "tests" / "floors.json"
# Below the score of today: room for a change that loses one record and gains ten elsewhere.
MARGIN = 0.005


class Regression(Exception):
    """A score is below its floor."""


def fingerprint() -> dict[str, str]:
    """The digest of each report with gold and of its gold, by path below ``fixtures``."""
    gold = sorted((FIXTURES / "gold").iterdir())
    reports = [p for p in sorted(FIXTURES.iterdir()) if p.is_file() and p.name != "README.md"]
    return {
        str(p.relative_to(FIXTURES).as_posix()): hashlib.sha256(p.read_bytes()).hexdigest()[:16]
        for p in [*reports, *gold]
    }


def load() -> dict[str, Any]:
    """What is pinned now; no floors at all where there is no file."""
    if not FLOORS.exists():
        return {"floors": {}, "gold": {}}
    pinned: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return pinned


def raised(
    floors: Mapping[str, float], scores: Mapping[str, float], *, allow_regression: bool = False
) -> dict[str, float]:
    """New floors for ``scores``: each at least the old one.

    Raises Regression where a score is below its floor, or gone, unless that is allowed.

    >>> raised({"found": 0.98}, {"found": 0.99, "core": 0.9})
    {'found': 0.985, 'core': 0.895}
    """
    below = [
        f"{name} is {scores.get(name, 0.0):.4f}, its floor {floor:.4f}"
        for name, floor in floors.items()
        if scores.get(name, 0.0) < floor
    ]
    if below and not allow_regression:
        raise Regression("; ".join(below))
    return {name: _floor(value, floors.get(name, 0.0)) for name, value in scores.items()}


def _floor(score: float, old: float) -> float:
    new = math.floor(round((score - MARGIN) * 1000, 6)) / 1000
    return new if score < old else max(new, old)


def write(floors: Mapping[str, float]) -> None:
    text = json.dumps({"floors": dict(floors), "gold": fingerprint()}, ensure_ascii=False, indent=1)
    FLOORS.write_text(text + "\n", encoding="utf-8")
