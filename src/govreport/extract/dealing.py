"""Values dealt out to the things of a list → their units, bounds and kinds, where one word serves all.

"产值分别突破70和50亿元"        → 70 亿元, 50 亿元
"超过100亿元、120亿元"          → both are above
"涨幅、失业率分别控制在3%和5%以内" → a growth, a level, both at most
"""

from __future__ import annotations

import re

from govreport.extract.indicators import tidy
from govreport.extract.left import brought_about
from govreport.extract.lists import deal
from govreport.extract.measure import plain
from govreport.extract.phrases import strip_leads
from govreport.extract.quantities import TOUCHING_BEFORE, Quantity
from govreport.extract.thread import Fact


def one_unit(a: Quantity, b: Quantity) -> bool:
    """Whether two values are of one unit, or the first leaves it to the second: 5万和3万人."""
    return plain(a.unit) == plain(b.unit) or (a.unit in ("万", "亿") and b.unit.startswith(a.unit))


def unit_of(q: Quantity, last: Quantity) -> Quantity:
    """产值分别突破70和50亿元, 高5.7个和3.2个百分点: what has no unit has the last one's."""
    whole = q.unit and not last.unit.startswith(q.unit)
    return q if whole else q._replace(unit=last.unit, dimension=last.dimension)


def of_examples(left: str, count: int) -> list[str] | None:
    """手机、锂电池等高技术产品出口分别增长8%、9%: of each of the examples, where they are so many."""
    return deal(tidy(brought_about(left[strip_leads(left) :])), count) if "等" in left else None


_IN_TURN = re.compile(r"接连|连跨|先后(?:突破|跨越|迈上|跨上|超过)|相继(?:突破|跨越|迈上|跨上)")
_RISE = ("涨幅", "增幅", "增速")


def in_turn(left: str) -> bool:
    """进出口总额|接连|突破8万亿元、9万亿元: one after the other, of one thing."""
    return _IN_TURN.search(left) is not None


def bounded_alike(rows: list[Fact], first: Quantity, last: Quantity, left: str) -> list[Fact]:
    """超过100亿元、120亿元: both are above; 分别控制在3%和5%以内: 以内 closes what 控制在 opens."""
    if first.wording and (word := first.wording[0]) in TOUCHING_BEFORE:
        rows = [
            r._replace(comparator=first.comparator, wording=(word, *r.wording))
            if r.comparator == "eq" else r
            for r in rows
        ]  # fmt: skip
    if last.comparator == "le" and left.endswith("控制在"):
        rows = [r._replace(comparator="le") if r.comparator == "eq" else r for r in rows]
    return rows


def risen(fact: Fact) -> Fact:
    """居民消费价格涨幅|3% is a growth of 居民消费价格."""
    grown = next((w for w in _RISE if fact.indicator.endswith(w)), None)
    if fact.unit != "%" or fact.measure != "level" or not grown or len(fact.indicator) < 4:
        return fact
    return fact._replace(
        indicator=fact.indicator.removesuffix(grown), measure="growth", direction="up"
    )


def is_rate(fact: Fact, last: Fact) -> bool:
    """Whether a fact is of a rate and the last of its list is not."""
    return fact.unit == "%" and fact.indicator.endswith("率") and not last.indicator.endswith("率")
