"""What was read on the two sides of a number → which of them names the thing, and whose verb governs it.

"完成|3.6公里|道路改造"       → the deed behind: 改造        "组织|98家|企业|参加展会" → 组织
"州级|30个|重点示范乡镇"      → the left only narrows        "甲、乙等市开通|5条|班列"  → it does not
"新建|不少于150公里"          → nothing but a verb stands before the number
"""

from __future__ import annotations

from typing import NamedTuple

from govreport.extract.left import yields
from govreport.extract.phrases import SCOPE, opening, runs, strip_leads, verbs
from govreport.extract.quantities import Quantity
from govreport.extract.tail import Tail
from govreport.extract.words import words

HELPING = ("组织", "支持", "引导", "帮助", "指导", "鼓励")
_TAKEN_TO = ("参加", "参与")


class Name(NamedTuple):
    """What a quantity is of, and whether that was said in an earlier clause."""

    noun: str
    action: str | None
    carried: bool = False


class Sides(NamedTuple):
    """What was read beside a number."""

    core: str
    """The words before it, without those that only link them to it."""
    noun: str
    action: str | None
    counted: str
    """The noun behind it, empty where there is none."""
    deed: str | None


def acted(action: str | None, deed: str | None) -> str | None:
    """A light verb gives way to the deed behind the noun: 完成…改造, 实施…维修."""
    helped = deed == "开展" and action in HELPING
    if action and (helped or deed in _TAKEN_TO):
        # 组织9800家|企业|参加展会, 支持3个|保种场|开展测定: they are sent, helped.
        return action
    entry = verbs()[action] if action and action in verbs() else None
    run = opening(action) if action else None
    # 谋划实施|626亩|砖瓦窑治理项目: the last of two verbs yields.
    light = run is not None and yields(run)
    light |= entry is not None and "light" in entry.get("also", ())
    return deed if deed and (not action or light) else action


# Left text that only narrows the noun on the right: 州级|30个|重点示范乡镇.
_NARROWING = tuple(
    "级 省内 市内 县内 国内 省定 市定 县定 国定 票决 省 市 区 县 新型 各类 首批".split()
)


def narrows_right(noun: str, core: str) -> bool:
    """州级|30个|示范乡镇 are of that rank; 甲、乙等市开通|5条|班列 are not the lines of a city."""
    if len(noun) > 8 or not noun.endswith(_NARROWING) or SCOPE.search(noun):
        return False
    return not core.partition("等")[2].startswith(noun)


def is_deed(core: str, t: Tail, *, counted: bool, done: bool) -> bool:
    """新建|不少于150公里, 建设|不少于150座|工作站: nothing but a verb, which the bound does not link.

    ``done``: 完成 stands before the number, which links it as little (研制|完成2个|标准).
    """
    if t.table != "link" or not (t.comparator or done):
        return False
    core = core[strip_leads(core) :]
    found = runs(core)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(core))
    # 完成改造|不少于1.16万亩.
    stated = whole and found[0].end > len(found[0].text) and core.startswith("完成")
    return whole and (counted or stated or not found[0].noun)


def is_deed_of(core: str, q: Quantity) -> bool:
    """失业人员|再就业, 黑土地|保护性耕作: a deed of its own, which no verb of the list governs."""
    own = q.dimension in ("persons", "area")
    deed = words("nouns", "deed").ending(core) if own else None
    return deed is not None and len(core) - len(deed["surface"]) >= 2


def is_rate(core: str, q: Quantity) -> bool:
    """城镇新增就业47万人、调查失业率5.5%; 新增装机3000万千瓦、发电量3000亿度: nobody adds these."""
    return (q.unit == "%" and core.endswith("率")) or core.endswith(("产量", "发电量", "用电量"))
