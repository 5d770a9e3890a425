"""A folded sentence → its quantities, none overlapping, each with its unit.

"分别提高4.3、2.2个百分点"  → 4.3 个百分点, 2.2 个百分点
"""

from __future__ import annotations

import re
from decimal import Decimal

from govreport.extract.quantities import Quantity, amounts
from govreport.extract.ratios import indexes, multiples, ranks, shares

# Most sentences have no number; one look tells.
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千零〇万亿番首]")


def scan(text: str) -> list[Quantity]:
    """Every quantity of a folded sentence, in order, none overlapping."""
    if _NUMERAL.search(text) is None:
        return []
    found = [
        *shares(text), *multiples(text), *amounts(text),
        *ranks(text),
    ]  # fmt: skip
    named = indexes(text)
    if not found and not named:
        return []
    kept = _longest_first(found)
    if named:
        kept = _longest_first(kept + [q for q in named if not _touches(q, kept)])
    if listed := [p for q in kept for p in _unitless(text, q)]:
        kept = _longest_first(kept + listed)
    return _with_shared_units(text, kept)


def _with_shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """1.28万亿、1.18万亿、8200亿元: 元 stands once, at the end."""
    for i in range(len(found) - 2, -1, -1):
        q, after = found[i], found[i + 1]
        joined = text[q.end : after.start] in ("、", "和", "与")
        if "/" in q.unit and joined and after.unit == q.unit.partition("/")[0]:
            # 提高到每人每月2649元、405元和820元: 每人每月 stands once, before the first.
            for k in range(i + 1, _list_end(text, found, i + 1)):
                found[k] = found[k]._replace(unit=q.unit)
        if q.unit == "个" and after.unit == "个百分点" and joined:
            found[i] = q._replace(unit=after.unit, dimension=after.dimension, counter=False)
        if (
            q.unit
            and not q.unit.strip("十百千万亿")
            and after.dimension == "money"
            and text[q.end : after.start] in ("、", "和", "与", "")
        ):
            found[i] = q._replace(
                unit=q.unit + after.unit.lstrip("十百千万亿"), dimension="money", counter=False
            )
    return found


def _list_end(text: str, found: list[Quantity], at: int) -> int:
    """Where a list of quantities of one unit ends that holds the one at ``at``."""
    while at + 1 < len(found) and found[at + 1].unit == found[at].unit:
        if text[found[at].end : found[at + 1].start] not in ("、", "和", "与"):
            break
        at += 1
    return at + 1


_LISTED = re.compile(r"(?:(?<![\d.])\d+(?:\.\d+)?[、和])+$")

_DECIMAL = re.compile(r"\d+(?:\.\d+)?")


def _unitless(text: str, q: Quantity) -> list[Quantity]:
    """分别提高4.3、2.2个百分点: the numbers before the last of a list share its unit."""
    if text[q.start - 1 : q.start] not in ("、", "和"):
        return []
    m = _LISTED.search(text, max(0, q.start - 40), q.start)
    if q.kind != "amount" or m is None or "分别" not in text[max(0, m.start() - 30) : m.start()]:
        return []
    return [
        q._replace(start=n.start(), end=n.end(), number_start=n.start(), value=Decimal(n[0]),
                value_max=None, comparator="eq", wording=())
        for n in _DECIMAL.finditer(text, m.start(), m.end())
    ]  # fmt: skip


def _longest_first(found: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for q in sorted(found, key=lambda q: (q.start, -(q.end - q.start))):
        if not kept or q.start >= kept[-1].end:
            kept.append(q)
    return kept


def _touches(q: Quantity, others: list[Quantity]) -> bool:
    return any(q.start < o.end and o.start < q.end for o in others)
