"""Two figures of one thing → which is higher, and by how much.

    5%左右 → 4.5%—5%        the lower end falls, the upper stays    lowered by 0.5 个百分点
    2100万亩 → 1.5万平方公里  in one unit                             raised by 150万亩
    5%—6% → 5.5%            one end rises, the other falls          neither

``rules.FIGURES`` is the whole of it in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from govreport.lexicon import load
from govreport.models import Record

Order = Literal["higher", "lower", "same", "apart"]

_FLOORS = ("ge", "gt")
_CEILINGS = ("le",)
_PEOPLE = {"人", "名", "户", "人次"}
RATES = ("percent", "percentage_point", "permille")


@dataclass(frozen=True, slots=True)
class Step:
    """How one figure follows another. ``change`` is null where nothing can be subtracted."""

    order: Order
    change: Decimal | None = None
    unit: str | None = None


@cache
def _factors() -> dict[str, tuple[str, Fraction]]:
    """Unit → its dimension and how many of the dimension's first unit it is."""
    return {e["surface"]: (e["dimension"], Fraction(e["factor"])) for e in load("compare")["unit"]}


def step(old: Record, new: Record) -> Step:
    """Compare the numbers of two records; both have one.

    Raises nothing: what cannot be compared is ``apart`` with no change.
    """
    factor = conversion(new, old)
    if factor is None:
        return Step("apart")
    # 腾退土地20万平方米 takes away and 改建20万平方米 does not, but both are how much is done.
    turned = old.measure == new.measure and falls(old) != falls(new)
    before = _ends(old, Fraction(1), signed=turned)
    after = _ends(new, factor, signed=turned)
    moves = [b - a for a, b in zip(before, after, strict=True)]
    order = _order(moves)
    if order in ("higher", "lower") and _opposed(old, new):
        order = "apart"
    moved = moves[0] or moves[1]
    if not moved:
        return Step(order, Decimal(0), _unit(old, new))
    return Step(order, _exact(moved / factor / _scale(new)), _unit(old, new))


def conversion(a: Record, b: Record) -> Fraction | None:
    """By what ``a.number`` is multiplied to be in the base unit of ``b``; None where by nothing."""
    if _plain(a.base_unit) == _plain(b.base_unit):
        return Fraction(1)
    if _one_count(a, b):
        return Fraction(1)
    first, second = _factors().get(a.base_unit), _factors().get(b.base_unit)
    if first and second and first[0] == second[0]:
        return first[1] / second[1]
    return None


def _plain(unit: str) -> str:
    """套(户) is 套, whoever lives there."""
    return unit.partition("(")[0]


def _one_count(a: Record, b: Record) -> bool:
    """Whether two classifiers count the same: 6条 and 5个 do, 153个小区 and 4.6万户 do not."""
    units = {_plain(a.base_unit), _plain(b.base_unit)}
    if "" in units and a.dimension and b.dimension:
        # 解决6000万农村人口的饮水问题, 新增学位4.6万: a bare multiplier counts people, or what it is of.
        named = a.indicator_key is not None and a.indicator_key == b.indicator_key
        return bool(units & _PEOPLE) or (named and a.dimension == b.dimension)
    return any(
        units <= set(entry["words"]) and a.indicator.endswith(tuple(entry.get("ends", ("",))))
        for entry in load("compare")["classifiers"]
    )


def signed_ends(record: Record) -> tuple[Decimal, Decimal] | None:
    """Both ends of a figure in its base unit, a fall below zero: 下降4.3% → (-4.3, -4.3)."""
    if record.number is None:
        return None
    ends = record.number, record.number if record.number_max is None else record.number_max
    return (-ends[1], -ends[0]) if falls(record) else ends


def falls(record: Record) -> bool:
    """Whether a figure says by how much something fell."""
    return record.direction == "down" and record.measure in ("growth", "change")


def _ends(record: Record, factor: Fraction, *, signed: bool) -> tuple[Fraction, Fraction]:
    assert record.number is not None
    low = Fraction(record.number)
    high = low if record.number_max is None else Fraction(record.number_max)
    sign = -1 if signed and record.direction == "down" else 1
    first, second = sorted((low * factor * sign, high * factor * sign))
    return first, second


def _order(moves: list[Fraction]) -> Order:
    if not any(moves):
        return "same"
    if min(moves) >= 0:
        return "higher"
    return "lower" if max(moves) <= 0 else "apart"


def _opposed(old: Record, new: Record) -> bool:
    """Whether a floor became a ceiling: of 不少于5 and 不超过6 neither is the higher promise."""
    sides = {old.comparator, new.comparator}
    return any(c in sides for c in _FLOORS) and any(c in sides for c in _CEILINGS)


def _scale(record: Record) -> Fraction:
    """How many base units the printed unit of a record is: 10000 of 万人."""
    if record.value and record.number:
        return Fraction(record.number) / Fraction(record.value)
    return Fraction(1)


def _unit(old: Record, new: Record) -> str:
    """The unit of a change, that of the new figure; rates differ by points."""
    rates = [r.dimension in RATES and r.unit in ("%", "个百分点", "百分点") for r in (old, new)]
    return "个百分点" if all(rates) else new.unit


def _exact(number: Fraction) -> Decimal:
    """A fraction as a decimal without float dust, to at most four places where it never ends."""
    value = Decimal(number.numerator) / Decimal(number.denominator)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        value = value.quantize(Decimal("0.0001"))
    return value
