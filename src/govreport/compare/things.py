"""A record → what it speaks of, apart from how much: what must agree before two are compared.

2024: 城镇新增就业2万人   and   2023: 新增城镇就业1.8万人     the same thing
年均增长6% (2021—2025)    and   增长6% (2024)                not: one is of five years
规模以上工业增加值         and   工业增加值                    not: other keys
新增经营主体6000户         and   经营主体4.6万户               not: a flow and a stock
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from govreport.extract.keys import holds_action, normal
from govreport.extract.words import words
from govreport.identify.regions import named
from govreport.lexicon import load
from govreport.models import Record

Horizon = Literal["year", "last", "later", "past", "part"]
"""When a figure holds, seen from its report: the year planned for, the year looked back on, a later
year or several years, an earlier year, a part of a year."""

_LEAD = regex.compile(
    r"^(?:(?:全年|年度|年末|年底|年内|累计|共)|(?:全|我|本)(?:自治区|自治州|自治县|[省市区县州盟旗国域])(?!域))+"
)
_DONE = regex.compile(r"(?:累计|全面|全部|共)?(?:完成|实现)")
_TOKENS = regex.compile(r"[A-Z]*\d+(?:\.\d+)?[A-Z]*|[A-Z]{2,}|[十百千]?[万亿]+元")
# 中小学和幼儿园 is a list and 和美乡村 is not.
_LIST = regex.compile(r"[、或]|(?<!^)和(?![美谐平解])|以及|(?<!普)及(?![格时])")
_DIVISIONS = "省市区县州盟旗"
_LONGEST = 12
"""Letters of a division's name that is looked for."""
_YEAR = regex.compile(r"(\d{4})(-\d{4})?$")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a record speaks of. Two records of equal things differ only in how much and how sure."""

    key: str | None
    name: str
    """The indicator, folded and without what adds nothing."""
    action: str
    measure: str
    dimension: str
    horizon: Horizon
    base: str
    """What a change is measured against, where it is more than the year before."""


def thing(record: Record) -> Thing:
    """What ``record`` speaks of."""
    wordless = record.value is None
    return Thing(
        key=record.indicator_key,
        name=name_of(record.indicator),
        action=_action(record),
        measure="" if wordless else record.measure,
        dimension="" if wordless else _dimension(record),
        horizon=horizon(record.period, record.report_year),
        base=_base(record),
    )


def name_of(indicator: str) -> str:
    """An indicator folded, without quotes and without words for the whole area or the year."""
    name = normal(indicator)
    return _LEAD.sub("", name) or name


def horizon(period: str | None, report_year: int | None) -> Horizon:
    """When a figure holds, seen from its report.

    >>> horizon("2024", 2024), horizon("2023", 2024), horizon("2021-2025", 2024)
    ('year', 'last', 'later')
    """
    if period is None or report_year is None:
        return "year"
    years = _YEAR.fullmatch(period)
    if years is None:
        return "part"
    if years[2]:
        return "later" if int(years[2][1:]) >= report_year else "past"
    ahead = int(years[1]) - report_year
    if ahead > 0:
        return "later"
    return "year" if ahead == 0 else "last" if ahead == -1 else "past"


def _action(record: Record) -> str:
    """The action, unless the indicator's name holds it already (新增 + 城镇就业)."""
    if record.action is None or holds_action(record.indicator, record.action):
        return ""
    return normal(record.action)


def _dimension(record: Record) -> str:
    return "count" if record.dimension == "persons" else record.dimension or ""


def _base(record: Record) -> str:
    if record.measure not in ("growth", "change") or record.value is None:
        return ""
    return "" if record.base in (None, "yoy") else record.base


def same_deed(a: str, b: str) -> bool:
    """Whether two actions may be one deed: 新建 and 建成, but not 新增 and none.

    >>> same_deed("新建", "建成"), same_deed("新增", ""), same_deed("完成", "")
    (True, False, True)
    """
    if a == b or _says_little(a) or _says_little(b):
        return True
    if a and b and (a in b or b in a):
        return True
    return bool(_deeds(a) & _deeds(b))


def _says_little(action: str) -> bool:
    """完成 says that a deed is done, and 推动 that it is helped, not which deed it is."""
    return bool(_DONE.fullmatch(action)) or action in _weak()


@cache
def _weak() -> frozenset[str]:
    return frozenset(word for entry in load("compare")["weak"] for word in entry["words"])


@cache
def _deeds(action: str) -> frozenset[int]:
    """The deeds that an action may be, as numbers of their entries."""
    core = _DONE.sub("", action)
    return frozenset(
        number
        for number, entry in enumerate(load("compare")["deed"])
        if any(word in core for word in entry["words"])
    )


def kept_apart(a: str, b: str, *, equal: bool = False) -> bool:
    """Whether two names hold words that keep them apart: 城镇 and 农村, 5亿元 and 亿元.

    With ``equal``, where both stand with one and the same number, the level (省级, 市级) may be
    said in one of the names alone.
    """
    if set(_TOKENS.findall(a)) != set(_TOKENS.findall(b)) or _places(a) != _places(b):
        return True
    if bool(_LIST.search(a)) != bool(_LIST.search(b)):
        return True
    if _traits(a, levels=not equal) != _traits(b, levels=not equal):
        return True
    for entry in load("compare")["apart"]:
        first, second = (
            {i for i, side in enumerate(entry["sides"]) if any(word in name for word in side)}
            for name in (a, b)
        )
        if first and second and not first & second:
            return True
    return False


def _traits(name: str, *, levels: bool) -> frozenset[int]:
    """The narrowing words of a name, as numbers of their entries."""
    return frozenset(
        number
        for number, entry in enumerate(load("compare")["trait"])
        if (levels or not entry.get("level")) and any(word in name for word in entry["words"])
    )


@cache
def _places(name: str) -> frozenset[str]:
    """The divisions that a name speaks of, in full: 云川县 in 云川县粮食产量."""
    return frozenset(
        name[start:end]
        for end in range(3, len(name) + 1)
        if name[end - 1] in _DIVISIONS
        for start in range(max(0, end - _LONGEST), end - 2)
        if any(region.name == name[start:end] for region in named(name[start:end]))
    )


def kindred(a: str, b: str) -> bool:
    """Whether two keys may be used for one another: 固定资产投资 and 全社会固定资产投资."""
    return any(a in entry["keys"] and b in entry["keys"] for entry in load("compare")["kin"])


def is_vague(one: Thing) -> bool:
    """Whether a name tells too little to find its thing by: 项目, or a verb that stands alone."""
    if one.key is not None:
        return False
    return len(one.name) < 2 or one.name in _vague() or one.name in words("actions", "action")


@cache
def _vague() -> frozenset[str]:
    return frozenset(word for entry in load("compare")["vague"] for word in entry["words"])
