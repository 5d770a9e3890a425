"""Records beside gold records → how many were found, and how many are right in each field.

    gold   {"text": "22.7亿元", "indicator": "一般公共预算收入", "value": 22.7, "unit": "亿元", ...}
    ours   the same record with the status target instead of result
      →    found, right in every field but ``status``: neither core nor full

A record is *found* where its span overlaps one of the gold, *core* where quantity, indicator,
measure, status and the kind of a figure without number agree, *full* where every field does. An
optional record of the gold is neither rewarded nor punished. Nothing here knows how records are
made.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]
"""A record: the fields of the project's gold, with ``start`` and ``end`` in code points."""

DEFAULTS: dict[str, Any] = {
    "action": None, "measure": "level", "direction": None, "value": None, "value_max": None,
    "baseline": None, "unit": "", "comparator": "eq", "modality": None, "base": None,
    "qualitative": None, "optional": False, "status": None, "period": None,
}  # fmt: skip

_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NOT_MULTIPLIED = re.compile(r"千(?=[瓦米克伏赫卡帕升焦])")
_LEFT_OUT = re.compile(r"[\s“”\"'‘’《》〈〉「」()、,·•的]")
# Spans that share less than this part of the longer one are not of the same figure.
_SHARED = 0.4


def canonical(value: float | None, unit: str | None) -> tuple[float | None, str]:
    """A number in its unit without the Chinese multiplier.

    >>> canonical(1.65, "万人"), canonical(5, "千瓦"), canonical(600, "多个")
    ((16500.0, '人'), (5.0, '千瓦'), (600.0, '个'))
    """
    rest = re.sub(r"\s", "", unicodedata.normalize("NFKC", unit or ""))
    if rest == "个百分点":
        rest = "百分点"
    factor = 1
    while rest and rest[0] in _MULTIPLIERS and not _NOT_MULTIPLIED.match(rest):
        factor *= _MULTIPLIERS[rest[0]]
        rest = rest[1:]
    rest = rest.removeprefix("多").removeprefix("余")
    return (None if value is None else round(float(value) * factor, 6)), rest


def bare(text: str | None) -> str:
    """Text as compared: half width, without white space, quotes, brackets, commas and 的."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text or ""))


def likeness(a: str | None, b: str | None) -> float:
    """The share of two letters in a row that both have (Dice): 1 for the same text."""
    a, b = bare(a), bare(b)
    if a == b:
        return 1.0
    if len(a) < 2 or len(b) < 2:
        return 1.0 if a and (a in b or b in a) else 0.0
    x = Counter(pairwise(a))
    y = Counter(pairwise(b))
    return 2 * sum((x & y).values()) / (sum(x.values()) + sum(y.values()))


def _same_subject(gold: Row, ours: Row) -> bool:
    """The indicator names the same thing, or the action and the indicator together do."""
    if likeness(gold["indicator"], ours["indicator"]) >= 0.7:
        return True
    both = [(r["action"] or "") + (r["indicator"] or "") for r in (gold, ours)]
    return likeness(*both) >= 0.75


def _same_number(gold: Row, ours: Row, key: str) -> bool:
    g, _ = canonical(gold[key], gold["unit"])
    o, _ = canonical(ours[key], ours["unit"])
    if g is None or o is None:
        return g is None and o is None
    return abs(g - o) <= 1e-6 * max(1.0, abs(g))


def _same_quantity(gold: Row, ours: Row) -> bool:
    return (
        _same_number(gold, ours, "value")
        and _same_number(gold, ours, "value_max")
        and canonical(1, gold["unit"])[1] == canonical(1, ours["unit"])[1]
    )


def _same_measure(gold: Row, ours: Row) -> bool:
    kinds = [(r["measure"], r["direction"]) for r in (gold, ours)]
    return bool(gold["qualitative"]) or kinds[0] == kinds[1]


CHECKS: dict[str, Callable[[Row, Row], bool]] = {
    "quantity": _same_quantity,
    "indicator": _same_subject,
    "indicator_exact": lambda g, o: bare(g["indicator"]) == bare(o["indicator"]),
    "action": lambda g, o: bare(g["action"]) == bare(o["action"]),
    "measure": _same_measure,
    "comparator": lambda g, o: g["comparator"] == o["comparator"],
    "status": lambda g, o: g["status"] == o["status"],
    "period": lambda g, o: (g["period"] or None) == (o["period"] or None),
    "base": lambda g, o: bare(g["base"]) == bare(o["base"]),
    "baseline": lambda g, o: _same_number(g, o, "baseline"),
    "modality": lambda g, o: g["modality"] == o["modality"],
    "qualitative": lambda g, o: g["qualitative"] == o["qualitative"],
}
CORE = ("quantity", "indicator", "measure", "status", "qualitative")
FULL = tuple(name for name in CHECKS if name != "indicator_exact")


def wrong_fields(gold: Row, ours: Row, names: Iterable[str] = CHECKS) -> list[str]:
    """The checks that a found record fails."""
    return [name for name in names if not CHECKS[name](gold, ours)]


Pairs = list[tuple[Row, Row]]


@dataclass
class Match:
    """Gold and our records of one or more reports, beside each other. Optional gold is left out."""

    pairs: Pairs = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)

    def add(self, other: Match) -> None:
        self.pairs += other.pairs
        self.missed += other.missed
        self.extra += other.extra


def match(gold: list[Row], ours: list[Row]) -> Match:
    """Pair the records of one report; what is optional and what was paired with it goes."""
    pairs, missed, extra = pair(gold, ours)
    return Match(
        [(g, o) for g, o in pairs if not g["optional"]],
        [g for g in missed if not g["optional"]],
        extra,
    )


def pair(a: list[Row], b: list[Row]) -> tuple[Pairs, list[Row], list[Row]]:
    """Pairs whose spans overlap, one to one, the same quantity and the largest overlap first.

    Returns them with what is left of ``a`` and of ``b``.
    """
    overlaps = []
    at = 0
    order = sorted(range(len(b)), key=lambda j: b[j]["start"])
    longest_b = max((row["end"] - row["start"] for row in b), default=0)
    for i in sorted(range(len(a)), key=lambda i: a[i]["start"]):
        x = a[i]
        while at < len(order) and b[order[at]]["start"] + longest_b <= x["start"]:
            at += 1
        for j in order[at:]:
            y = b[j]
            if y["start"] >= x["end"]:
                break
            shared = min(x["end"], y["end"]) - max(x["start"], y["start"])
            longest = max(x["end"] - x["start"], y["end"] - y["start"])
            if shared > 0 and shared / longest >= _SHARED:
                overlaps.append((-_same_quantity(x, y), -shared / longest, i, j))
    used_a, used_b, pairs = set(), set(), []
    for _, _, i, j in sorted(overlaps):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((a[i], b[j]))
    left_a = [row for i, row in enumerate(a) if i not in used_a]
    left_b = [row for j, row in enumerate(b) if j not in used_b]
    return pairs, left_a, left_b


@dataclass(frozen=True)
class F1:
    p: float
    r: float

    @property
    def f1(self) -> float:
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0


@dataclass(frozen=True)
class Score:
    gold: int
    predicted: int
    found: F1
    core: F1
    full: F1
    fields: dict[str, float]
    """Share of the found records that are right in a field."""


def score(found: Match) -> Score:
    """How well the records of a match agree."""
    n = len(found.pairs)
    gold, predicted = n + len(found.missed), n + len(found.extra)

    def f1(right: int) -> F1:
        return F1(right / predicted if predicted else 0.0, right / gold if gold else 0.0)

    def right(names: Iterable[str]) -> int:
        return sum(not wrong_fields(g, o, names) for g, o in found.pairs)

    fields = {name: right((name,)) / n if n else 0.0 for name in CHECKS}
    return Score(gold, predicted, f1(n), f1(right(CORE)), f1(right(FULL)), fields)
