"""Records made by hand for the tests of comparisons.

rate("地区生产总值", "5") → a target of 2024, keyed and counted as the extractor would do it
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from govreport.extract.keys import key_of
from govreport.models import Record

_STARTS = count(1)
_MULTIPLIERS = {"万": 10**4, "亿": 10**8}


def record(
    indicator: str,
    value: str | None = None,
    unit: str = "",
    dimension: str = "",
    *,
    year: int = 2024,
    **fields: Any,
) -> Record:
    """A target of the report of ``year``. ``value`` may be a range: ``"4.5-5"``."""
    low, _, high = (value or "").partition("-")
    factor = _MULTIPLIERS.get(unit[:1], 1)
    measure = fields.pop("measure", "level")
    action = fields.pop("action", None)
    made = Record(
        id=f"{next(_STARTS):016x}", text=(value or "") + unit, indicator=indicator, action=action,
        measure=measure, direction="up" if measure in ("growth", "change") else None,
        value=Decimal(low) if low else None, value_max=Decimal(high) if high else None,
        baseline=None, unit=unit, comparator="eq", modality=None, status="target",
        period=str(year), base=None, qualitative=None, start=next(_STARTS), end=next(_STARTS),
        sentence=f"{indicator}{value or ''}{unit}。", source=f"{year}.txt", title=None,
        region="云川市", region_code=None, report_year=year, report_type="work_report",
        role="plan", indicator_key=key_of(indicator, measure, dimension, action),
        number=Decimal(low) * factor if low else None,
        number_max=Decimal(high) * factor if high else None,
        base_unit=unit[1:] if factor > 1 else unit, dimension=dimension or None,
    )  # fmt: skip
    return replace(made, **fields)


def rate(indicator: str, value: str, **fields: Any) -> Record:
    """A growth in %."""
    return record(indicator, value, "%", "percent", measure="growth", **fields)
