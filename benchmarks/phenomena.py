"""A gold record in its source → the phenomena of its sentence, told from gold and text alone.

    国家高新技术企业、科技型中小企业分别达到[400家]、350家   →  dealt, list of values
    同比增长[5.1%] behind 一般公共预算收入22.7亿元,          →  carried, growth
    引进[468个]项目                                          →  noun after, action

Tags are read from the surface of the sentence and the fields of the gold; they only sort the scores
so that one can see what kind of sentence goes wrong, and nobody needs them to be exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from scoring import Row, bare

from govreport.text import fold

_SENTENCE_END = re.compile(r"[。!?\n]|\\r\\n")
_CLAUSE_END = re.compile(r"[,;:。!?\n]|\\r\\n")
_BETWEEN_VALUES = {"、", "和", "与", "及", "以及", ""}
_ATTRIBUTE = re.compile(
    r"\d[\d.]*[余多]?[十百千万亿]*(?:元|吨|亩|平方米|平方公里|千瓦|千伏|张|人|岁)(?:以上|以下|级)"
)


@dataclass(frozen=True)
class Place:
    """A gold record with the text around it, folded to half width (which keeps offsets)."""

    row: Row
    before: str
    """Its sentence up to the quantity."""
    after: str
    """From the quantity to the end of its clause."""
    previous: Row | None
    """The gold record before it in the same sentence."""
    gap: str
    """The text between the two."""

    @property
    def clause(self) -> str:
        """Its clause up to the quantity."""
        return _CLAUSE_END.split(self.before)[-1]


def tags(source: str, gold: list[Row]) -> list[frozenset[str]]:
    """The phenomena of each record, in the order of ``gold``."""
    text = fold(source)
    usual = _usual_periods(gold)
    return [_tags(place, usual) for place in _places(text, gold)]


def _places(text: str, gold: list[Row]) -> list[Place]:
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    order = sorted(range(len(gold)), key=lambda i: gold[i]["start"])
    places: dict[int, Place] = {}
    last: Row | None = None
    for i in order:
        row = gold[i]
        at = bisect_right(ends, row["start"])
        begin = ends[at - 1] if at else 0
        stop = _CLAUSE_END.search(text, row["end"])
        previous = last if last is not None and begin <= last["start"] else None
        gap = text[previous["end"] : row["start"]] if previous else ""
        after = text[row["end"] : stop.start() if stop else len(text)]
        places[i] = Place(row, text[begin : row["start"]], after, previous, gap)
        last = row
    return [places[i] for i in range(len(gold))]


def _usual_periods(gold: list[Row]) -> dict[str, str]:
    """The commonest period of each status: the one that a record has without words of its own."""
    counts: dict[str, Counter[str]] = {}
    for row in gold:
        counts.setdefault(row["status"], Counter())[row["period"] or ""] += 1
    return {status: count.most_common(1)[0][0] for status, count in counts.items()}


def _tags(place: Place, usual: dict[str, str]) -> frozenset[str]:
    found = {*_of_fields(place.row), *_of_noun(place), *_of_action(place), *_of_surface(place)}
    if (place.row["period"] or "") != usual[place.row["status"]]:
        found.add("stated period")
    return frozenset(found or {"plain"})


def _of_fields(row: Row) -> set[str]:
    found = set()
    if row["qualitative"]:
        found.add("qualitative")
    elif row["measure"] != "level":
        found.add(row["measure"])
    if row["value_max"] is not None:
        found.add("range")
    if row["baseline"] is not None:
        found.add("from-to")
    if row["modality"]:
        found.add("modality")
    if row["comparator"] != "eq":
        found.add("comparator")
    if row["base"] and row["base"] not in ("yoy", "annual"):
        found.add("stated base")
    if "/" in row["unit"]:
        found.add("per-unit")
    if row["status"] == "other":
        found.add("of others")
    return found


def _of_noun(place: Place) -> set[str]:
    """Where the indicator stands: before the quantity, after it, or in a clause before."""
    noun = bare(place.row["indicator"])
    before, after = bare(place.clause), bare(place.after)
    found = set()
    if place.row["qualitative"] is None and len(noun) >= 2:
        if noun[:2] in after[: len(noun) + 2] and noun[-2:] in after[: len(noun) + 8]:
            found.add("noun after")
        elif not any(noun[i : i + 2] in before for i in range(len(noun) - 1)):
            found.add("carried")
        elif noun not in before:
            found.add("noun restored")
    return found


def _of_action(place: Place) -> set[str]:
    action = bare(place.row["action"])
    if not action:
        return set()
    if action in bare(place.clause.rpartition("、")[2]):
        return {"action"}
    if action in bare(place.after):
        return {"action", "deed after"}
    return {"action", "list under one verb"}


def _of_surface(place: Place) -> set[str]:
    row, clause, found = place.row, place.clause, set()
    if "分别" in place.before.rpartition(";")[2][-60:]:
        found.add("dealt")
    if place.previous and place.gap.strip() in _BETWEEN_VALUES:
        found.add("list of values")
    if clause.endswith("等"):
        found.add("等 list")
    if re.search(r"(?:均|都)[^,、]{0,6}$", clause):
        found.add("together")
    if "每" in clause[-8:]:
        found.add("per-unit")
    if clause.count("(") > clause.count(")"):
        found.add("bracket")
    if _ATTRIBUTE.search(clause):
        found.add("attribute")
    if row["value"] is not None and not re.search(r"\d", fold(row["text"])):
        found.add("Chinese numeral")
    return found
