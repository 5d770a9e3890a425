"""A report's headings and cleaned text beside their gold → how many are right.

    gold     {"line": 8, "number": "（一）", "title": "县域经济逆势上扬", "parent": 6}
    clean    {"keep": [[1, 17], [19, 36]], "either": [[18, 18]]}   other lines are boilerplate

Lines count from 1. In a source of one physical line, each literal ``\\r\\n`` ends a line.
White space is not compared, nor the marks of Markdown (``##``, ``**``), nor the punctuation of
headings.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus import Graded

from govreport.clean.show import cleaned_text
from govreport.models import Outline

_LITERAL = "\\r\\n"
_PUNCTUATION = re.compile(r"[\s.。．、,，:：;；()（）]")
# Shorter lines of boilerplate (首页) may well be words of the report.
_TELLING = 6


@dataclass
class Layout:
    """Sums over reports; each property is 1 where there was nothing to do."""

    headings: int = 0
    predicted: int = 0
    right: int = 0
    titles: int = 0
    parents: int = 0
    letters: int = 0
    kept: int = 0
    boilerplate: int = 0
    leaked: int = 0
    faults: list[str] = field(default_factory=list)
    """``NAME line 12: missed heading``, one line each."""

    def shares(self) -> dict[str, float]:
        return {
            "headings": _share(2 * self.right, self.headings + self.predicted),
            "heading_title": _share(self.titles, self.right),
            "heading_parent": _share(self.parents, self.right),
            "kept": _share(self.kept, self.letters),
            "clean": 1 - self.leaked / self.boilerplate if self.boilerplate else 1.0,
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def layout(reports: Iterable[Graded]) -> Layout:
    """Score headings and cleaning of every report that has gold of them."""
    total = Layout()
    for graded in reports:
        if path := graded.other_gold("outline.jsonl"):
            _add_outline(total, graded, path)
        if path := graded.other_gold("clean.json"):
            _add_clean(total, graded, path)
    return total


def line_starts(source: str) -> list[int]:
    """The offset of each line.

    >>> line_starts("一、回顾\\nA\\nB"), line_starts("一、回顾" + chr(92) + "r" + chr(92) + "nA")
    ([0, 5, 7], [0, 8])
    """
    mark = _LITERAL if "\n" not in source.strip() and _LITERAL in source else "\n"
    return [0] + [m.end() for m in re.finditer(re.escape(mark), source)]


def _bare(text: str | None) -> str:
    return _PUNCTUATION.sub("", text or "")


def _add_outline(total: Layout, graded: Graded, path: Path) -> None:
    gold = {g["line"]: g for g in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    starts = line_starts(graded.report.document.text)
    outline: Outline = graded.report.outline
    lines = [bisect_right(starts, heading.start) for heading in outline.headings]
    for heading, line in zip(outline.headings, lines, strict=True):
        expected: dict[str, Any] | None = gold.get(line)
        if expected is None or _bare(expected["number"]) != _bare(heading.number):
            total.faults.append(
                f"{graded.name} line {line}: no heading {heading.number}{heading.title}"
            )
            continue
        parent = None if heading.parent is None else lines[heading.parent]
        total.right += 1
        total.titles += _bare(expected["title"]) == _bare(heading.title)
        total.parents += expected["parent"] == parent
        if expected["parent"] != parent:
            total.faults.append(
                f"{graded.name} line {line}: parent {parent}, not {expected['parent']}"
            )
    for line in sorted(gold.keys() - set(lines)):
        total.faults.append(
            f"{graded.name} line {line}: missed {gold[line]['number']}{gold[line]['title']}"
        )
    total.headings += len(gold)
    total.predicted += len(lines)


def _add_clean(total: Layout, graded: Graded, path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    keep, either = _lines(gold["keep"]), _lines(gold.get("either", []))
    source = graded.report.document.text
    starts = [*line_starts(source), len(source)]
    cleaned = _squeeze(cleaned_text(graded.report.document, graded.report.clean))
    at = 0
    for number, (start, end) in enumerate(pairwise(starts), 1):
        text = _squeeze(source[start:end].replace(_LITERAL, ""))
        if number in keep and text:
            total.letters += len(text)
            found = cleaned.find(text, at)
            if found >= 0:
                total.kept += len(text)
                at = found + len(text)
            else:
                total.faults.append(f"{graded.name} line {number}: lost {text[:40]}")
        elif number not in keep and number not in either and len(text) >= _TELLING:
            total.boilerplate += 1
            if text in cleaned:
                total.leaked += 1
                total.faults.append(f"{graded.name} line {number}: leaked {text[:40]}")


def _lines(ranges: list[list[int]]) -> set[int]:
    return {line for first, last in ranges for line in range(first, last + 1)}


def _squeeze(text: str) -> str:
    return re.sub(r"[\s#*]", "", text)
