"""The quality gate: scores on the project's own gold stay above their floors.

The floors are in ``floors.json``. When one is hit, read what changed
(``python benchmarks/scores.py --misses 5``); when a score has risen, raise its floor
(``--update-floors``). Lowering one takes ``--allow-regression`` and shows in the diff.
"""

from __future__ import annotations

import doctest
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import floors  # noqa: E402
import layout  # noqa: E402
import scores  # noqa: E402
import scoring  # noqa: E402
from against import changes  # noqa: E402
from corpus import Graded, graded, row  # noqa: E402
from layout import line_starts  # noqa: E402
from phenomena import tags  # noqa: E402
from scoring import DEFAULTS, match, score  # noqa: E402

PINNED = floors.load()
CORPUS = Path(os.environ.get("GOVREPORT_CORPUS", ROOT.parent / "shared" / "reports")).parent


@pytest.fixture(scope="module")
def now() -> dict[str, float]:
    return scores.gate_scores(list(graded()))


@pytest.mark.parametrize("name", PINNED["floors"])
def test_no_score_falls_below_its_floor(name: str, now: dict[str, float]) -> None:
    assert now[name] >= PINNED["floors"][name], f"{name} fell: {scores.__doc__}"


def test_every_score_has_a_floor(now: dict[str, float]) -> None:
    assert list(PINNED["floors"]) == list(now)
    assert PINNED["floors"]["found"] > 0.9 and PINNED["floors"]["core"] > 0.85


def test_gold_and_reports_are_those_that_the_floors_were_measured_on() -> None:
    assert floors.fingerprint() == PINNED["gold"], (
        "fixtures changed: python benchmarks/scores.py --update-floors pins them anew"
    )


def test_the_updater_raises_floors_and_refuses_to_lower_them() -> None:
    old = {"found": 0.98, "core": 0.9}
    assert floors.raised(old, {"found": 0.999, "core": 0.901}) == {"found": 0.994, "core": 0.9}
    with pytest.raises(floors.Regression, match=r"core is 0\.8900, its floor 0\.9000"):
        floors.raised(old, {"found": 0.999, "core": 0.89})
    with pytest.raises(floors.Regression, match="core is 0"):
        floors.raised(old, {"found": 0.999})
    lowered = floors.raised(old, {"found": 0.98, "core": 0.89}, allow_regression=True)
    assert lowered == {"found": 0.98, "core": 0.885}


# -- the scorer itself ----------------------------------------------------------------------------


def made(start: int, end: int, **fields: Any) -> dict[str, Any]:
    usual = {
        "indicator": "养老床位",
        "status": "target",
        "period": "2024",
        "text": "",
        "sentence": "",
    }
    return {**DEFAULTS, **usual, "start": start, "end": end, "id": "", **fields}


def test_a_record_is_found_by_its_span_and_right_by_its_fields() -> None:
    gold = [made(0, 4, value=1.65, unit="万张"), made(10, 13, value=5, unit="%", optional=True)]
    ours = [made(1, 4, value=16500, unit="张", action="新增"), made(10, 13, value=6, unit="%")]
    s = score(match(gold, ours))
    assert (s.gold, s.predicted, s.found.f1, s.core.f1, s.full.f1) == (1, 1, 1.0, 1.0, 0.0)
    assert s.fields["quantity"] == 1 and s.fields["action"] == 0
    wrong = score(match(gold, [made(1, 4, value=1.65, unit="万户")]))
    assert (wrong.found.f1, wrong.core.f1) == (1.0, 0.0)
    assert score(match(gold, [made(20, 23)])).found.f1 == 0


def test_lines_of_a_report_in_one_line_end_at_the_literal_marks() -> None:
    assert line_starts("甲\n乙\\r\\n丙\n丁") == [0, 2, 9]
    assert line_starts("甲\\r\\n乙\\r\\n丙") == [0, 5, 10]


@pytest.mark.parametrize("module", [scoring, layout, floors], ids=lambda module: module.__name__)
def test_what_the_docstrings_show_is_so(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def test_phenomena_are_told_from_gold_and_source() -> None:
    source = "甲企业、乙企业分别达到400家、350家，增长9%；引进7个项目。"

    def gold(text: str, **fields: Any) -> dict[str, Any]:
        at = source.index(text)
        return made(at, at + len(text), text=text, value=1, **fields)

    rows = [
        gold("400家", indicator="甲企业"),
        gold("350家", indicator="乙企业"),
        gold("9%", indicator="乙企业", measure="growth"),
        gold("7个", indicator="项目", action="引进", period="2025"),
    ]
    assert tags(source, rows) == [
        {"dealt"},
        {"dealt", "list of values"},
        {"dealt", "carried", "growth"},
        {"action", "noun after", "stated period"},
    ]


def test_changes_between_two_checkouts(tmp_path: Path) -> None:
    """Against itself nothing changes; a folder that is no checkout is told so."""
    file = ROOT / "fixtures" / "fragment-nohead.txt"
    assert list(changes(ROOT, ROOT, [file], {})) == []
    with pytest.raises(FileNotFoundError, match="no src/govreport"):
        list(changes(tmp_path, ROOT, [file], {}))


# -- the rules of the scorer of the corpus folder, where there is one -----------------------------


def corpus_scorer() -> Iterator[ModuleType]:
    path = CORPUS / "gold"
    if not (path / "score.py").exists():
        pytest.skip("no corpus folder with gold/score.py (GOVREPORT_CORPUS)")
    sys.path.insert(0, str(path))
    import score as module

    yield module
    sys.path.remove(str(path))


theirs = pytest.fixture(scope="module")(corpus_scorer)


def test_our_scores_are_those_of_the_corpus_scorer(theirs: ModuleType, tmp_path: Path) -> None:
    reports = list(graded(CORPUS))
    files = []
    for report in reports:
        predicted = tmp_path / f"{report.name}.jsonl"
        lines = [json.dumps(row(r), ensure_ascii=False) for r in report.report.records]
        predicted.write_text("\n".join(lines), encoding="utf-8")
        files.append((report.gold / f"{report.name}.gold.jsonl", predicted))
    expected, *_ = theirs.score(files)
    ours = score(scores.overall(reports))
    assert (ours.gold, ours.predicted) == (expected["gold"], expected["predicted"])
    for name in ("found", "core", "full"):
        mine = getattr(ours, name)
        assert (mine.p, mine.r, mine.f1) == pytest.approx(tuple(expected[name].values()))
    assert ours.fields == pytest.approx(expected["fields"])


def test_the_command_prints_scores_by_report_field_and_phenomenon() -> None:
    ended = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "scores.py"), "--only", "fragment"],
        capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    for name in ("fragment-nohead ", "indicator_exact ", "noun after ", "heading_parent "):
        assert f"\n{name}" in ended.stdout
    assert isinstance(next(graded()), Graded)
