"""Reports with gold → scores by report, by field and by phenomenon; two checkouts → what changed.

    python benchmarks/scores.py                        the project's own gold
    python benchmarks/scores.py --corpus PATH          gold and reports of a corpus folder
    python benchmarks/scores.py --misses 5             with up to five mistakes of each kind
    python benchmarks/scores.py --against OLD          records gained and lost since OLD, a checkout
                                                       (git worktree add OLD REVISION)
    python benchmarks/scores.py --update-floors        raise the floors of the quality gate

What the numbers mean is told in ``scoring``.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import floors
from against import changes, summary
from corpus import SUFFIXES, Graded, graded
from layout import layout
from phenomena import tags
from scoring import CHECKS, CORE, FULL, Match, Row, Score, score, wrong_fields

_FIELDS_SHOWN = {
    "quantity": ("value", "value_max", "unit"),
    "indicator": ("action", "indicator"),
    "indicator_exact": ("indicator",),
    "measure": ("measure", "direction"),
}


def overall(reports: list[Graded]) -> Match:
    """The matches of all reports as one."""
    total = Match()
    for report in reports:
        total.add(report.match)
    return total


def gate_scores(reports: list[Graded]) -> dict[str, float]:
    """Every number that has a floor: the three scores, each field, headings and cleaning."""
    s = score(overall(reports))
    whole = {"found": s.found.f1, "core": s.core.f1, "full": s.full.f1}
    return {**whole, **s.fields, **layout(reports).shares()}


def _line(name: str, s: Score) -> str:
    return (
        f"{name[:26]:26} {s.gold:5} {s.predicted:5}  {s.found.p:.4f} {s.found.r:.4f}"
        f" {s.found.f1:.4f}  {s.core.f1:.4f} {s.full.f1:.4f}"
    )


def table_of_reports(reports: list[Graded]) -> list[str]:
    rows = [f"{'report':26} {'gold':>5} {'ours':>5}  found P      R     F1    core   full"]
    rows += [_line(report.name, score(report.match)) for report in reports]
    return [*rows, _line("all", score(overall(reports)))]


def table_of_fields(reports: list[Graded]) -> list[str]:
    return [f"{name:16} {share:.4f}" for name, share in score(overall(reports)).fields.items()]


def table_of_phenomena(reports: list[Graded]) -> list[str]:
    """For each phenomenon the share of its gold records that are found, core and full."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for report in reports:
        ours: dict[int, Row] = {id(g): o for g, o in report.match.pairs}
        phenomena = tags(report.report.document.text, report.expected)
        for row, found in zip(report.expected, phenomena, strict=True):
            if row["optional"]:
                continue
            mine = ours.get(id(row))
            wrong = [len(wrong_fields(row, mine, names)) if mine else 1 for names in (CORE, FULL)]
            right = [True, mine is not None, *(n == 0 for n in wrong)]
            for tag in found:
                counts[tag] = [n + r for n, r in zip(counts[tag], right, strict=True)]
    rows = [f"{'phenomenon':20} {'gold':>5}  found   core   full"]
    for tag, (n, *right) in sorted(counts.items(), key=lambda item: -item[1][0]):
        rows.append(f"{tag:20} {n:5}  " + " ".join(f"{r / n:.4f}" for r in right))
    return rows


def mistakes(reports: list[Graded], limit: int) -> list[str]:
    """Up to ``limit`` records missed and extra, and as many wrong in each field."""
    total = overall(reports)
    rows = [f"missed {g['text']} | {g['indicator']}" for g in total.missed[:limit]]
    extra = total.extra[:limit]
    rows += [f"extra  {o['text']} | {o['indicator']} | {o['sentence'][:60]}" for o in extra]
    for name in CHECKS:
        keys = _FIELDS_SHOWN.get(name, (name,))
        wrong = [(g, o) for g, o in total.pairs if name in wrong_fields(g, o)]
        for g, o in wrong[:limit]:
            expected, got = [g[k] for k in keys], [o[k] for k in keys]
            rows.append(f"{name}  {g['text']} | gold {expected} | ours {got}")
    return rows


def compare(old: Path, corpus: Path | None, sample: int, limit: int) -> None:
    folder = corpus / "reports" if corpus else floors.FIXTURES
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in SUFFIXES and p.stem != "README"]
    gold = {report.name: report.expected for report in graded(corpus)}
    rest = [p for p in files if p.stem not in gold]
    if sample:
        rest = rest[:: max(1, len(rest) // sample)]
    files = [p for p in files if p.stem in gold] + rest
    found = list(changes(old, Path(__file__).parent.parent, files, gold))
    print(f"{len(files)} reports, {len(found)} changes", *summary(found), "", sep="\n")
    print(*[change.line() for change in found[:limit]], sep="\n")
    if len(found) > limit:
        print(f"… and {len(found) - limit} more (--limit)")


def update_floors(reports: list[Graded], allow_regression: bool) -> int:
    try:
        old, now = floors.load()["floors"], gate_scores(reports)
        made = floors.raised(old, now, allow_regression=allow_regression)
    except floors.Regression as fault:
        print(f"not updated: {fault}", file=sys.stderr)
        print("--allow-regression lowers the floors, and the diff says so", file=sys.stderr)
        return 1
    floors.write(made)
    return 0


def arguments() -> argparse.ArgumentParser:
    about, usage = (__doc__ or "").split("\n\n", 1)
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--corpus", type=Path, metavar="PATH", help="folder with reports/ and gold/"
    )
    parser.add_argument("--only", metavar="PART", default="", help="reports whose name holds this")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show mistakes")
    parser.add_argument("--against", type=Path, metavar="OLD", help="compare with another checkout")
    parser.add_argument(
        "--sample", type=int, default=0, metavar="N", help="about N reports without gold"
    )
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="show N changes")
    parser.add_argument("--update-floors", action="store_true", help="raise tests/floors.json")
    parser.add_argument("--allow-regression", action="store_true", help="lower floors too")
    return parser


def main() -> int:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    options = arguments().parse_args()
    if options.against:
        compare(options.against, options.corpus, options.sample, options.limit)
        return 0
    reports = [report for report in graded(options.corpus) if options.only in report.name]
    if options.update_floors:
        return update_floors(list(graded()), options.allow_regression)
    for rows in (table_of_reports(reports), table_of_fields(reports), table_of_phenomena(reports)):
        print(*rows, "", sep="\n")
    shown = layout(reports)
    print(*(f"{name:16} {share:.4f}" for name, share in shown.shares().items()), sep="\n")
    if options.misses:
        print("", *mistakes(reports, options.misses), *shown.faults, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
