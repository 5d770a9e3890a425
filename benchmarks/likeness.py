"""Pairs of targets that readers found in two reports → the weights of ``compare/alike.py``, and how
many of the pairs ``diff`` finds.

    pairs/云川市-2024/files.json    {"old": "云川市2024.txt", "new": "云川市2025.txt"}
    pairs/云川市-2024/gold.json     [{"old": [5120, 5124], "new": [6033, 6037], "sure": true}, …]

The spans are offsets of the two figures in the decoded files, like a record's ``start`` and ``end``;
pairs about which readers may disagree are not ``sure`` and count neither way.

    python benchmarks/likeness.py PAIRS          how many are found with the weights of now
    python benchmarks/likeness.py PAIRS --fit    new weights; what they find in folders not used to
                                                 fit them, one eighth at a time (needs scikit-learn)
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from govreport.compare import alike
from govreport.compare.alike import Signals, Usage, may_be_one, signals
from govreport.compare.diff import diff
from govreport.compare.match import at_one_distance, told
from govreport.compare.sides import sides
from govreport.models import Record
from govreport.pipeline import process
from govreport.read import find

FOLDS = 8
Span = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """Two reports, their targets, and which of them readers paired."""

    name: str
    old: Sequence[Record]
    new: Sequence[Record]
    sure: frozenset[tuple[Span, Span]]
    maybe: frozenset[tuple[Span, Span]]

    @property
    def fold(self) -> int:
        return zlib.crc32(self.name.encode()) % FOLDS


@dataclass(frozen=True)
class Found:
    """What ``diff`` makes of a case."""

    sure: int
    found: int
    rows: int
    others: int
    """Rows that readers did not pair."""


def read(folder: Path) -> list[Case]:
    """The cases below a folder, by name."""
    return [_case(path.parent) for path in sorted(folder.glob("**/gold.json"))]


def _case(folder: Path) -> Case:
    files = json.loads((folder / "files.json").read_text(encoding="utf-8"))
    old, new = (_targets(folder / files[side]) for side in ("old", "new"))
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    sure, maybe = (
        frozenset((tuple(p["old"]), tuple(p["new"])) for p in gold if p["sure"] is told)
        for told in (True, False)
    )
    return Case(str(folder), old, new, sure, maybe)


def _targets(path: Path) -> list[Record]:
    records = process(next(iter(find([str(path)]))).load(None)).records
    return [record for record in records if record.status == "target"]


def _overlap(span: Span, record: Record) -> bool:
    return span[0] < record.end and record.start < span[1]


def _paired(pairs: Iterable[tuple[Span, Span]], old: Record, new: Record) -> bool:
    return any(_overlap(a, old) and _overlap(b, new) for a, b in pairs)


def judge(case: Case) -> Found:
    """Put the rows of ``diff`` beside the pairs of a reader."""
    rows = [(row.old, row.new) for row in diff(case.old, case.new) if row.old and row.new]
    found = sum(any(_paired([pair], *row) for row in rows) for pair in case.sure)
    others = sum(not _paired(case.sure | case.maybe, *row) for row in rows)
    return Found(len(case.sure), found, len(rows), others)


def examples(case: Case) -> list[tuple[Signals, bool]]:
    """The signals of every two figures that are left for the model, and whether they are a pair."""
    left, right = sides(case.old), sides(case.new)
    usage = Usage(left, right)
    pairs, left, right = told(left, right, at_one_distance)
    known = {pair.old.id: pair.new.id for pair in pairs}
    return [
        (signals(a, b, known, usage), _paired(case.sure, a.record, b.record))
        for a in left
        for b in right
        if at_one_distance(a, b)
        and may_be_one(a, b)
        and not _paired(case.maybe, a.record, b.record)
    ]


def fit(told_apart: Sequence[tuple[Signals, bool]]) -> tuple[float, Signals]:
    """Bias and weights of a logistic model, lightly held to zero."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=1, max_iter=1000))
    model.fit([list(map(float, found)) for found, _ in told_apart], [one for _, one in told_apart])
    scale, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scale.scale_
    return float(logistic.intercept_[0] - weights @ scale.mean_), Signals(*map(float, weights))


def crossed(cases: Sequence[Case]) -> list[Found]:
    """What each case gives with weights fitted to the cases of the other folds."""
    known = [(case, examples(case)) for case in cases]
    results = []
    for fold in range(FOLDS):
        bias, weights = fit([e for case, es in known if case.fold != fold for e in es])
        with patch.object(alike, "_BIAS", bias), patch.object(alike, "_WEIGHTS", weights):
            results += [judge(case) for case in cases if case.fold == fold]
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description="How many pairs of targets diff finds.")
    parser.add_argument("pairs", type=Path, help="a folder with a folder for each two reports")
    parser.add_argument(
        "--fit", action="store_true", help="fit the weights anew, and cross-validate"
    )
    asked = parser.parse_args()
    cases = read(asked.pairs)
    if not cases:
        print(f"{asked.pairs}: no gold.json below it", file=sys.stderr)
        return 2
    results = [judge(case) for case in cases]
    for case, found in zip(cases, results, strict=True):
        print(f"{Path(case.name).name}\t{found.found}/{found.sure}\tother rows {found.others}")
    _say("with the weights of now", results)
    if asked.fit:
        _say("cross-validated", crossed(cases))
        bias, weights = fit([e for case in cases for e in examples(case)])
        print(f"_BIAS = {bias:.2f}")
        print("\n".join(f"{name} = {weight:.2f}" for name, weight in weights._asdict().items()))
    return 0


def _say(what: str, results: Sequence[Found]) -> None:
    sure, found = sum(r.sure for r in results), sum(r.found for r in results)
    rows, others = sum(r.rows for r in results), sum(r.others for r in results)
    print(
        f"{what}: found {found} of {sure} ({found / max(1, sure):.3f}), {others} of {rows} rows other"
    )


if __name__ == "__main__":
    raise SystemExit(main())
