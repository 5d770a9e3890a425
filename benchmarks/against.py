"""Two checkouts over one folder of reports → the records that are new, gone or changed.

    + a.md 1204  7700亩  高标准农田            新建高标准农田7700亩，…
    ~ a.md 1312  5.1%  indicator: 收入 → 一般公共预算收入   ✓  …

A record is the same where report, span and figure are (the pairing of ``scoring``). Where a report
has gold, ✓ and ✗ say whether the change is for the better.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring import CHECKS, Row, pair

FIELDS = (
    "text", "indicator", "action", "measure", "direction", "value", "value_max", "baseline", "unit",
    "comparator", "modality", "status", "period", "base", "qualitative", "indicator_key", "role",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """``kind`` is ``+`` or ``-`` for a record that is new or gone, ``~`` for a field of one."""

    kind: str
    file: str
    row: Row
    field: str = ""
    old: object = None
    new: object = None
    better: bool | None = None
    """Against the gold, where there is any that decides."""

    def line(self) -> str:
        mark = {None: " ", True: "✓", False: "✗"}[self.better]
        what = f"{self.row['action'] or ''}|{self.row['indicator']}"
        if self.field:
            what = f"{self.field}: {self.old} → {self.new}"
        sentence = str(self.row["sentence"])
        at = max(0, sentence.find(str(self.row["text"])) - 30)
        place = f"{Path(self.file).name[:40]} {self.row['start']}"
        return f"{self.kind}{mark} {place}  {self.row['text']}  {what}  …{sentence[at : at + 70]}"


def changes(
    old: Path, new: Path, files: list[Path], gold: dict[str, list[Row]]
) -> Iterator[Change]:
    """What ``new`` makes of the files, against ``old``; both are roots of checkouts."""
    before, after = _records(old, files), _records(new, files)
    for file in after:
        yield from _of_file(file, before[file], after[file], gold.get(Path(file).stem))


def summary(found: list[Change]) -> list[str]:
    """Counts by kind and field, the commonest first."""
    counts = Counter(change.field or change.kind for change in found)
    better = Counter(change.field or change.kind for change in found if change.better)
    worse = Counter(change.field or change.kind for change in found if change.better is False)
    names = {"+": "gained", "-": "lost"}
    return [
        f"{names.get(key, key):14} {count:6}   ✓ {better[key]:4}  ✗ {worse[key]:4}"
        for key, count in counts.most_common()
    ]


def _records(checkout: Path, files: list[Path]) -> dict[str, list[Row]]:
    source = (checkout / "src").resolve()
    if not (source / "govreport").is_dir():
        raise FileNotFoundError(f"{checkout} is no checkout of govreport: it has no src/govreport")
    emit = Path(__file__).with_name("emit.py")
    ended = subprocess.run(
        [sys.executable, str(emit)],
        input="\n".join(str(file.resolve()) for file in files),
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        encoding="utf-8",
    )
    if ended.returncode:
        raise RuntimeError(f"{checkout} failed: {ended.stderr.strip().splitlines()[-1]}")
    first, *lines = ended.stdout.split("\n")
    package = Path(json.loads(first)["package"])
    if source not in package.parents:
        raise RuntimeError(f"{package} was imported instead of the package in {source}")
    return {row["file"]: row["records"] for row in map(json.loads, filter(None, lines))}


def _of_file(file: str, old: list[Row], new: list[Row], gold: list[Row] | None) -> Iterator[Change]:
    pairs, gone, more = pair(old, new)
    right = _by_span(gold, new), _by_span(gold, old)
    known = gold is not None
    for row in more:
        yield Change("+", file, row, better=id(row) in right[0] if known else None)
    for row in gone:
        yield Change("-", file, row, better=id(row) not in right[1] if known else None)
    for a, b in pairs:
        expected = right[0].get(id(b))
        for name in FIELDS:
            if a.get(name) != b.get(name):
                verdict = _verdict(name, expected, a, b)
                yield Change("~", file, b, name, a.get(name), b.get(name), verdict)


def _by_span(gold: list[Row] | None, ours: list[Row]) -> dict[int, Row]:
    """The gold record of each of ours that has one, by the identity of ours."""
    return {id(o): g for g, o in pair(gold or [], ours)[0]}


def _verdict(name: str, gold: Row | None, old: Row, new: Row) -> bool | None:
    check = {
        "value": "quantity",
        "value_max": "quantity",
        "unit": "quantity",
        "direction": "measure",
    }
    name = check.get(name, "indicator_exact" if name == "indicator" else name)
    if gold is None or name not in CHECKS:
        return None
    was, now = CHECKS[name](gold, old), CHECKS[name](gold, new)
    return None if was == now else now
