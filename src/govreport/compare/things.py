"""A record → what it speaks of, apart from how much: what must agree before two are compared.

2024: 城镇新增就业2万人   and   2023: 新增城镇就业1.8万人     the same thing
年均增长6% (2021—2025)    and   增长6% (2024)                not: one is of five years
五年引进投资60亿元         and   引进投资20亿元                not: the same
规模以上工业增加值         and   工业增加值                    not: other keys
新增经营主体6000户         and   经营主体4.6万户               not: a flow and a stock
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import regex

from govreport.compare.amounts import RATES
from govreport.compare.names import name_of
from govreport.extract.keys import holds_action, key_of, normal
from govreport.extract.phrases import verbs_with
from govreport.extract.tail import ADDING
from govreport.extract.words import words
from govreport.lexicon import load
from govreport.models import Record

Horizon = Literal["year", "last", "later", "past", "part"]
"""When a figure holds, seen from its report: the year planned for, the year looked back on, a later
year or several years, an earlier year, a part of a year."""

_DONE = regex.compile(r"(?:累计|全面|全部|共)?(?:完成|实现)")
_EACH = regex.compile(r"(?:均|各|都|双双|分别)[^,，;；。、]{0,4}$")
_COMPLETED = regex.compile(r"完成[^,，;；。、]*$")
_YEAR = regex.compile(r"(\d{4})(-\d{4})?$")
# 装配式建筑占新建建筑面积(的比重达到)23%以上
_OF = regex.compile(
    r"占(?:全(?:国|自治区|[省市区县州盟旗]))?([^占,，;；。、]{2,16}?)的?(?:比重|比例|比率|份额)?(?:[为达超]|达到|超过)?$"
)
# 用5年时间新建学校20所, 三年累计收储土地3万亩; not 三年行动, 连续五年, 三年级
_YEARS = regex.compile(
    r"(?<![\d\-—第前过去续近每十满届几])(?:[二两三四五2-9]|[2-9][\-—至][3-9])年"
    r"(?![级期制以来度倍提以下保持位获免前后上强抓搞]|\d{3}|.{0,6}(?:行动|计划|攻坚|规划|方案|目标|任务))"
)
_THIS_YEAR = regex.compile(r"[今全当本]年|年内|年底前|\d{4}年")
CLAUSES = regex.compile(r"[。；;!?！？]")
_SAID = 50
"""Letters before a figure in which the years are looked for that it is of."""
_KEPT = 1 << 12
"""Actions that are remembered; reports have a few hundred."""
_FAR = 24
"""Letters before a figure in which the whole of a share is looked for."""
_HEAD = 4
"""Letters of a name's end by which it is found where the name itself was put together."""


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
    whole = _whole(record)
    name = name_of(f"{record.indicator}占{whole}" if whole else record.indicator)
    return Thing(
        key=record.indicator_key or (None if whole else _key(record, name)),
        name=name,
        action=_action(record),
        measure="" if wordless else _measure(record, whole),
        dimension="" if wordless else _dimension(record),
        horizon="later" if _over_years(record) else horizon(record.period, record.report_year),
        base=_base(record),
    )


def _measure(record: Record, whole: str | None) -> str:
    """The measure; how much a deed takes away is how much is done: 腾退土地3000公顷."""
    taken = record.measure == "change" and record.action is not None
    return "level" if whole or taken else record.measure


def _key(record: Record, name: str) -> str | None:
    """The key of a name without what adds nothing to it: 调度原煤产量 is 原煤产量."""
    inside = name in normal(record.indicator)
    return key_of(name, record.measure, record.dimension, record.action) if inside else None


def _over_years(record: Record) -> bool:
    """Whether a target of the year is one of several years: 力争五年引进投资600亿元."""
    at = position(record)
    if record.status != "target" or at < 0:
        return False
    said = CLAUSES.split(record.sentence[max(0, at - _SAID) : at])[-1]
    found = list(_YEARS.finditer(said))
    return bool(found) and _THIS_YEAR.search(said, found[-1].end()) is None


def _whole(record: Record) -> str | None:
    """What a bare share is of: 装配式建筑占新建建筑面积23% is 装配式建筑占新建建筑面积比例."""
    if record.measure != "share" or "占" in record.indicator:
        return None
    at = position(record)
    found = _OF.search(record.sentence, max(0, at - _FAR), at) if at >= 0 else None
    return found[1] if found else None


def position(record: Record) -> int:
    """Where the figure stands in its sentence, or -1; of equal ones, that after its own name.

    >>> from types import SimpleNamespace as Told
    >>> position(Told(sentence="产值增长15%,税收增长5%,投资增长5%", text="5%", indicator="投资"))
    19
    """
    sentence, text, name = record.sentence, record.text, record.indicator
    found = [at for at in _every(text, sentence) if not _goes_on(sentence, at)] if text else []
    if not found:
        return sentence.find(text)

    def behind(at: int) -> int:
        said = max(sentence.rfind(name, 0, at), sentence.rfind(name[-_HEAD:], 0, at))
        return at - said if said >= 0 else len(sentence) + at

    return min(found, key=behind)


def before(record: Record) -> str:
    """The words of its sentence up to the figure."""
    return record.sentence[: max(0, position(record))]


def behind(record: Record) -> str:
    """The words of its sentence from the figure on."""
    return record.sentence[position(record) + len(record.text) :]


def _every(text: str, sentence: str) -> Iterator[int]:
    at = sentence.find(text)
    while at >= 0:
        yield at
        at = sentence.find(text, at + 1)


def _goes_on(sentence: str, at: int) -> bool:
    """Whether a number is the rest of a longer one: 5% of 15%, 5亿元 of 1.5亿元."""
    return (
        sentence[at].isdigit()
        and at > 0
        and (sentence[at - 1].isdigit() or sentence[at - 1] in ".．")
    )


def horizon(period: str | None, report_year: int | None) -> Horizon:
    """When a figure holds, seen from its report.

    >>> horizon("2024", 2024), horizon("2023", 2024), horizon("2021-2025", 2024)
    ('year', 'last', 'later')
    >>> horizon("2024H2", 2024), horizon("2024H1", 2024)
    ('year', 'part')
    """
    if period is None or report_year is None:
        return "year"
    if period == f"{report_year}H2":
        # A report given in summer plans for the rest of its year.
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
    """The action, unless the indicator's name holds it already (新增 + 城镇就业), or it only says
    which way a rate goes (削减化学需氧量5%, 化学需氧量减少5%)."""
    if record.action is None or holds_action(record.indicator, record.action):
        return ""
    if record.measure == "growth" and record.action in verbs_with("reducing"):
        return ""
    return normal(record.action)


def _dimension(record: Record) -> str:
    return "count" if record.dimension in ("persons", "times") else record.dimension or ""


def _base(record: Record) -> str:
    if record.measure not in ("growth", "change") or record.value is None:
        return ""
    # 比上年预计数增加439亿元, 比2019年调整预算收入增长7% in 2020: whatever figure of the year before.
    base = record.base or "yoy"
    last_year = ("上年", "去年", f"{(record.report_year or 0) - 1}年")
    return "" if base == "yoy" or base.startswith(last_year) else base


def same_deed(a: str, b: str) -> bool:
    """Whether two actions may be one deed: 新建 and 建成, but not 新增 and none.

    >>> same_deed("新建", "建成"), same_deed("新增", ""), same_deed("完成", "")
    (True, False, True)
    >>> same_deed("开工建设", "建成")
    False
    """
    if a == b or says_little(a) or says_little(b):
        return True
    if opposed(a, b):
        return False
    if a and b and (a in b or b in a):
        return True
    return bool(_deeds(a) & _deeds(b))


def says_little(action: str) -> bool:
    """完成 says that a deed is done, and 推动 that it is helped, not which deed it is."""
    return bool(_DONE.fullmatch(action)) or action in _weak()


@lru_cache(_KEPT)
def _end(action: str) -> str | None:
    """Whether a deed is only begun (开工) or only ended (竣工)."""
    found = {row["is"] for row in load("compare")["end"] if any(w in action for w in row["words"])}
    return found.pop() if len(found) == 1 else None


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


def ending_deed(name: str, action: str) -> str:
    """The verb that ends a name, where it may be the deed of an action; else nothing.

    >>> ending_deed("科技型中小企业认定", "新增"), ending_deed("科技型中小企业", "新增")
    ('认定', '')
    """
    words = (w for number in _deeds(action) for w in load("compare")["deed"][number]["words"])
    return max((w for w in words if name.endswith(w)), key=len, default="")


def adds(action: str) -> bool:
    """Whether what is done adds to what there is: 新增, 净增."""
    return any(word in action for word in ADDING)


def completed(record: Record) -> bool:
    """Whether a figure without a verb of its own is how much is done: 完成营造林100万亩."""
    return record.action is None and _COMPLETED.search(before(record)) is not None


def opposed(a: str, b: str) -> bool:
    """Whether one action begins what the other ends: 开工, 竣工."""
    return {_end(a), _end(b)} == {"begun", "ended"}


def only_begun(action: str) -> bool:
    """Whether an action begins what it does: 开工, but not 改造."""
    return _end(action) == "begun"


def kindred(a: str, b: str) -> bool:
    """Whether two keys may be used for one another: 固定资产投资 and 全社会固定资产投资."""
    return any(a in entry["keys"] and b in entry["keys"] for entry in load("compare")["kin"])


def one_of_other(a: str | None, b: str | None) -> bool:
    """Whether of two keys neither is ever the higher: 公办学位 is a part of 学位."""
    return a != b and any(
        a in entry["keys"] and b in entry["keys"]
        for entry in load("compare")["kin"]
        if entry.get("part")
    )


def said_of_each(record: Record) -> bool:
    """Whether a figure of several things is of each of them: a rate, words, or 均, 各 before it;
    新建中小学、幼儿园20所 is how many they are together."""
    rate = record.dimension in RATES or record.number is None
    return rate or _EACH.search(before(record)) is not None


def parts(key: str | None) -> frozenset[str]:
    """The keys of the parts that make a whole: urban_income and rural_income of resident_income."""
    return frozenset(
        part for entry in load("compare")["whole"] if entry["key"] == key for part in entry["parts"]
    )


def is_vague(one: Thing) -> bool:
    """Whether a name tells too little to find its thing by: 项目, or a verb that stands alone."""
    if one.key is not None:
        return False
    return len(one.name) < 2 or says_nothing(one.name) or one.name in words("actions", "action")


def says_nothing(name: str) -> bool:
    """Whether a name could be of anything: 项目, 设施."""
    return name in _vague()


@cache
def _vague() -> frozenset[str]:
    return frozenset(word for entry in load("compare")["vague"] for word in entry["words"])
