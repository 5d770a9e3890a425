"""Records → SDMX-CSV 2.0, the form in which statistical offices exchange figures.

    城镇新增就业1.65万人, 2024, target
    → dataflow,GOVREPORT:RECORDS(1.0),I,A,110000,urban_new_jobs,level,target,2024,…,1.65,人,4,A,…

``RECORD_ID`` makes each observation one of its own: a report may state a figure twice.
``UNIT_MULT`` is the power of ten of the unit's Chinese multiplier. What the report or the lexicon
does not say is ``_X`` in a dimension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from govreport.export.columns import Column
from govreport.export.json_text import Value
from govreport.export.rows import Listing, Row
from govreport.models import Record
from govreport.pipeline import Report

DIMENSIONS = (
    "FREQ", "REF_AREA", "INDICATOR", "MEASURE", "STATUS", "TIME_PERIOD", "RECORD_ID",
)  # fmt: skip
ATTRIBUTES = (
    "OBS_VALUE_MAX", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "COMPARATOR", "MODALITY",
    "QUALITATIVE", "BASE_PER", "REPORT_YEAR", "INDICATOR_TEXT", "OBS_TEXT", "SOURCE",
)  # fmt: skip
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
STRUCTURE_ID = "GOVREPORT:RECORDS(1.0)"

UNSPECIFIED = "_X"
_NUMBERS = {"OBS_VALUE", "OBS_VALUE_MAX"}


def _types() -> tuple[Column, ...]:
    return tuple(Column(name, "number" if name in _NUMBERS else "text") for name in COLUMNS)


def _rows(report: Report) -> Iterator[Row]:
    for record in report.records:
        yield dict(zip(COLUMNS, _values(record), strict=True))


def _values(record: Record) -> tuple[Value, ...]:
    frequency, period = time_period(record.period)
    return (
        "dataflow",
        STRUCTURE_ID,
        "I",
        frequency,
        record.region_code or UNSPECIFIED,
        record.indicator_key or UNSPECIFIED,
        record.measure,
        record.status,
        period,
        record.id,
        record.value,
        record.value_max,
        record.base_unit or record.unit,
        _power(record.value, record.number),
        # A a normal value; O none: 持平, or a target in words.
        "O" if record.value is None else "A",
        record.comparator,
        record.modality,
        record.qualitative,
        record.base,
        record.report_year,
        record.indicator,
        record.text,
        record.source,
    )


_YEARS = re.compile(r"(\d{4})-(\d{4})$")
_MONTHS = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)$")
_QUARTERS = re.compile(r"(\d{4})Q(\d)(?:-Q(\d))?$")


def time_period(period: str | None) -> tuple[str, str]:
    """Frequency and time period as SDMX writes them; a range is a start with a duration.

    >>> time_period("2024"), time_period("2016-2020"), time_period("2023Q2"), time_period("2023H1")
    (('A', '2024'), ('A', '2016-01-01/P5Y'), ('Q', '2023-Q2'), ('S', '2023-S1'))
    >>> time_period("2023Q1-Q3"), time_period("2023-11"), time_period("2019-01/2019-04")
    (('Q', '2023-01-01/P9M'), ('M', '2023-11'), ('M', '2019-01-01/P4M'))
    >>> time_period(None)
    ('_X', '_X')
    """
    if period is None:
        return UNSPECIFIED, UNSPECIFIED
    if years := _YEARS.match(period):
        first, last = int(years[1]), int(years[2])
        return "A", f"{first}-01-01/P{last - first + 1}Y"
    if months := _MONTHS.match(period):
        count = (int(months[3]) - int(months[1])) * 12 + int(months[4]) - int(months[2]) + 1
        return "M", f"{months[1]}-{months[2]}-01/P{count}M"
    if quarters := _QUARTERS.match(period):
        year, quarter, last_quarter = quarters.groups()
        if last_quarter is None:
            return "Q", f"{year}-Q{quarter}"
        count = (int(last_quarter) - int(quarter) + 1) * 3
        return "Q", f"{year}-{int(quarter) * 3 - 2:02}-01/P{count}M"
    if "H" in period:
        return "S", period.replace("H", "-S")
    return ("M" if "-" in period else "A"), period


def _power(value: Decimal | None, number: Decimal | None) -> int:
    """The power of ten between a value and its number: 4 of 1.65万人.

    >>> _power(Decimal("1.65"), Decimal(16500)), _power(Decimal(5), Decimal(5)), _power(None, None)
    (4, 0, 0)
    """
    return (number / value).adjusted() if value and number else 0


SDMX = Listing("sdmx", COLUMNS, _rows, _types)
"""The records of a report, as rows of SDMX-CSV."""
