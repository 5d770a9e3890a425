"""A target and the result of the same thing → whether it was met, and by how much.

    国家高新技术企业达到240家     251家       met, +11 家
    地区生产总值增长5.5%左右      5.1%        missed, -0.4 个百分点 (5.3% would do)
    城镇调查失业率控制在5.5%以内   5.2%        met, -0.3 个百分点
    接待游客600万人次            超500万人次   unclear: nobody says how many more
    居民收入与经济增长同步         5.3%, 经济增长5.1%   met, +0.2 个百分点

``rules.KEPT`` says it bounding word by bounding word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from govreport.compare.amounts import RATES, conversion, step
from govreport.compare.names import but_for_level, members, name_of
from govreport.compare.things import one_of_other, only_begun
from govreport.extract.keys import indicators, key_of
from govreport.models import Record

Verdict = Literal["met", "missed", "unclear", "not_reported"]

_POINTS = Decimal("0.2")
_SHARE = Decimal("0.02")
_NEARLY = frozenset({"近", "将近", "接近"})
_ECONOMY = ("经济", "生产总值", "GDP")
# Words that keep a promise in words: its own, or those of more than was promised.
_KEPT_BY = {
    "sync": ("sync", "above"),
    "positive": ("positive", "steady"),
    "flat": ("flat", "positive"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: Verdict
    gap: Decimal | None = None
    unit: str | None = None


def judge(target: Record, result: Record, economy: Record | None = None) -> Judged:
    """Whether ``result`` keeps ``target``; both are of one thing, measure and dimension.

    ``economy`` is how much the economy grew, by which 与经济增长同步 is judged.
    """
    if one_of_other(target.indicator_key, result.indicator_key):
        return Judged("unclear")
    if target.number is None or result.number is None:
        return _in_words(target, result, economy)
    if conversion(target, result) is None or _begun_and_done(target, result):
        return Judged("unclear")
    gap, unit = _gap(target, result)
    ceiling = is_ceiling(target)
    verdict = _verdict(target, result, gap if ceiling else -gap)
    return Judged("unclear") if verdict == _unsaid(target, result) else Judged(verdict, gap, unit)


def _begun_and_done(target: Record, result: Record) -> bool:
    """新开工300个, 完成改造183个: what was promised was begun, what is told was done, or the reverse."""
    if not target.action or not result.action:
        return False
    return only_begun(target.action) != only_begun(result.action)


def _unsaid(target: Record, result: Record) -> Verdict | None:
    """The verdict that does not follow where the names are not of quite the same.

    Promised 美丽乡村20个, reported 省级美丽乡村4个: there may be others; and the reverse. Promised
    规上工业和数字经济增加值均增长10%, reported the first alone.
    """
    promised, said = name_of(target.indicator), name_of(result.indicator)
    if target.dimension in RATES and _one_of_several(promised, said, result):
        return "met"
    if target.dimension in RATES or not but_for_level(promised, said):
        return None
    narrower = len(said) > len(promised)
    # Promised 隐患点不超过5个, reported 省级隐患点9个: with the others there are more still.
    return "missed" if narrower != is_ceiling(target) else "met"


def _one_of_several(promised: str, said: str, result: Record) -> bool:
    """Whether a result is of one of the things that a target lists."""
    each = members(promised)
    keys = {key_of(one, result.measure, result.dimension, result.action) for one in each} - {None}
    return said in each or result.indicator_key in keys


def is_ceiling(target: Record) -> bool:
    """Whether the promise is kept by staying below: 以内, or 失业率5% without a bounding word."""
    if target.direction == "down":
        return False
    if target.comparator == "le":
        return True
    if target.comparator == "lt":
        return not _nearly(target)
    return target.comparator in ("eq", "approx") and target.indicator_key in _lower_is_better()


def _verdict(target: Record, result: Record, short: Decimal) -> Verdict:
    """The verdict on a result that misses by ``short``; below zero it has to spare."""
    ceiling = is_ceiling(target)
    strict = target.comparator == "gt" or (ceiling and target.comparator == "lt")
    met = short < 0 or (short <= _slack(target) and not strict)
    if result.comparator in ("ge", "gt"):
        if ceiling:
            return "unclear" if met else "missed"
        # 超500万人次 is more than 500万人次 and may be more than 600万人次.
        return "met" if met or (short == 0 and result.comparator == "gt") else "unclear"
    if result.comparator == "le":
        if ceiling:
            return "met" if met else "unclear"
        return "unclear" if met else "missed"
    if result.comparator == "lt" and short == 0 and not ceiling and not _slack(target):
        return "missed"
    return "met" if met else "missed"


def _gap(target: Record, result: Record) -> tuple[Decimal, str | None]:
    """The result less the end of the target that counts."""
    moved = step(_one_end(result, target), _one_end(target, target))
    change = moved.change or Decimal(0)
    # Promised 下降3%, reported 增长1%: the cut is smaller by four points, not larger.
    grown_instead = target.direction == "down" and result.direction == "up"
    return (change if grown_instead else -change), moved.unit


def _one_end(record: Record, target: Record) -> Record:
    """A range as its end that is nearer to failing nobody: the lower of a floor."""
    if record.number_max is None:
        return record
    if is_ceiling(target):
        record = replace(record, number=record.number_max, value=record.value_max)
    return replace(record, number_max=None, value_max=None)


def _nearly(record: Record) -> bool:
    """近 and 接近 promise about as much; 低于 and 不到 promise less."""
    return not record.wording or bool(_NEARLY & set(record.wording))


def _slack(target: Record) -> Decimal:
    """By how much a target may be missed and still be met, in its own unit."""
    about = target.comparator == "approx" or (target.comparator == "lt" and _nearly(target))
    if not about or target.value is None:
        return Decimal(0)
    return _POINTS if target.dimension in RATES else target.value * _SHARE


@cache
def _lower_is_better() -> frozenset[str]:
    return frozenset(entry.key for entry in indicators() if entry.lower_is_better)


def _in_words(target: Record, result: Record, economy: Record | None) -> Judged:
    """A promise or a result without a number."""
    promised, said = target.qualitative, result.qualitative
    if promised and said:
        return Judged("met" if said in _KEPT_BY.get(promised, (promised,)) else "unclear")
    if promised in ("positive", "flat") and result.measure == "growth" and result.direction:
        return Judged("met" if (result.direction == "up") != is_ceiling(target) else "missed")
    if economy is not None and _beside_the_economy(target) and result.measure == "growth":
        return _against(target, result, economy)
    return Judged("unclear")


def _beside_the_economy(target: Record) -> bool:
    """Whether a promise is to grow with the economy, or more: not 高于全国平均水平."""
    said = any(word in target.text for word in _ECONOMY)
    return said and target.qualitative in ("sync", "above")


def _against(target: Record, result: Record, economy: Record) -> Judged:
    ahead = _signed(result) - _signed(economy)
    enough = ahead > 0 if target.qualitative == "above" else ahead >= -_POINTS
    return Judged("met" if enough else "missed", ahead, "个百分点")


def _signed(record: Record) -> Decimal:
    number = record.number or Decimal(0)
    return -number if record.direction == "down" else number
