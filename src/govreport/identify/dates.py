"""Turns a date as written into year, month and day.

"2024年1月10日" → 2024-01-10 · "二〇二一年一月二十三日" → 2021-01-23 · "2024/1/23" → 2024-01-23
"2008年1月" → 2008-01
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CN = "〇零○oO0一二三四五六七八九"
_DIGIT = {char: str(max(0, i - 5)) for i, char in enumerate(_CN)}
_DATE = re.compile(
    rf"""
    (?<!\d)
    (?P<year>(?:19|20)\d\d|[一二][{_CN}\d]{{3}})
    (?:年(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月
       (?:(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日)?
     | (?P<sep>[-/.])(?P<m>1[012]|0?[1-9])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Date:
    year: int
    month: int
    day: int | None
    start: int
    """Offset of the date in the text it was read from."""

    def __str__(self) -> str:
        day = "" if self.day is None else f"-{self.day:02}"
        return f"{self.year}-{self.month:02}{day}"


def dates(text: str) -> Iterator[Date]:
    """The dates of ``text`` (half width), in order.

    >>> [str(date) for date in dates("二〇二一年一月二十三日,2024/1/23")]
    ['2021-01-23', '2024-01-23']
    """
    for match in _DATE.finditer(text):
        month = _small(match["month"] or match["m"])
        day = _small(match["day"] or match["d"])
        if month and 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            yield Date(year_of(match["year"]), month, day, match.start())


def year_of(written: str) -> int:
    """``"二〇二一"`` → 2021; ``"二0一九"`` → 2019."""
    return int("".join(_DIGIT.get(char, char) for char in written))


def _small(written: str | None) -> int | None:
    """A number below 100: ``"12"``, ``"十二"``, ``"二十三"``."""
    if not written or written.isdigit():
        return int(written) if written else None
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return int(_DIGIT.get(written, "0")) if len(written) == 1 else None
    return 10 * int(_DIGIT.get(tens, "1")) + int(_DIGIT.get(ones, "0"))
