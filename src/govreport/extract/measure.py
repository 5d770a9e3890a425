"""The words before a number and its verb → what kind of figure it is.

"同比增长" + 5.1%            → growth, up          "提高" + 4.6个百分点   → change, up
"占全市运力" + 18.1%         → share               "完成年度计划的" + 104% → share
"压减一般性支出" + 10%       → growth, down        "新增就业" + 1.65万人   → level
"""

from __future__ import annotations

import re

from govreport.extract.phrases import Verbs, opening, runs, strip_leads, verbs_with
from govreport.extract.quantities import Quantity
from govreport.extract.tail import Tail, tail
from govreport.extract.words import words
from govreport.lexicon import Entry
from govreport.models import Direction, Measure

RELATIVE = ("%", "‰", "成")
ADDING = ("新增", "净增")
# What a firm or a project is sized by: 20个|投资超亿元|工业项目, 年产值50亿元以上企业1家.
SIZED_BY = (
    r"(?:单体|年|总|计划)*(?:投资|产值|营业收入|主营业务收入|营收|销售收入|纳税|税收|注册资本)"
)
# 总投资105亿元的|18个|省市重点项目, 26个、总投资|16.43亿元的|重点项目: what all of them cost.
TOTAL_COST = re.compile(r"、?(?:计划)?总投资额?(?:约|达|达到|为|共)?(?:约|近)?$")
# 是2016年的3倍, 比2019年翻一番: what a multiple is a multiple of.
_SINCE = re.compile(
    r"(?:分别)?(?:比|较|是|为|相当于)(?P<base>(?:(?:19|20)\d\d|[上去])年(?:同期|末|底)?)"
    r"的?(?:实现|再|基本)*$"
)
# 特困标准|不低于低保标准的|1.6倍.
_TIMES = re.compile(
    r"(?:(?P<least>不低于|不少于)|(?:均|都)?(?:是|为|达到|达|相当于))(?P<base>(?!\d)[^,;。]{2,20}?)的$"
)
# 航运企业运力占全市运力18.1%, 制造业增加值占地区生产总值比重.
SHARE = re.compile(
    r"^(?P<noun>.*?)(?<![乱侵圈抢挤强霸])占(?!比|有率|用|地(?!区)|领|道)(?P<whole>[^占,;。]{0,26}?)"
    r"(?P<rate>的?(?:比重|比例|比率|份额|比))?的?$"
)
# 占国内生产总值|比例|继续超过4%: what is over four per cent is the rate so named.
_RATE_NAMED = re.compile(r"比重|比例|比率|份额")
# 完成年度计划的104.2% is a share of what was planned.
OF_PLAN = re.compile(
    r"(?:完成|达到?|实现|超额完成|占|为)了?(?:(?:自治区|国家|上级|[省市区县州])下达的?)?(?:全年|年度|年初|年|预算|目标|总|投资|生产|建设|收入)*"
    r"(?:计划|任务|预算|目标|任务数|计划数)数?的?$"
)
# A count grows by what is made, not by what changes: 增加学位9900个 is a level.
_MAKING = ("增加", "提高", "提升", "改善", "延长", "扩大", "净增", "增")
_MAKING_LAND = ("提升", "改善")


def makes(change: Entry, q: Quantity) -> bool:
    """Whether a word of change is a deed here: 增加学位9900个, 提升传统林果4.7万亩."""
    word = change["surface"]
    land = q.dimension in ("area", "length") and word in _MAKING_LAND
    return land or (q.counter and word in _MAKING)


def measure_of(
    q: Quantity, t: Tail, left: str, action: str | None
) -> tuple[Measure, Direction | None]:
    """The measure and the direction of ``q``, whose clause runs ``left`` up to it."""
    if q.kind == "rank":
        return "rank", None
    if q.kind == "multiple":
        return "multiple", None
    relative = q.unit in RELATIVE
    if t.table == "change" and t.direction:
        return ("growth" if relative and not t.leads else "change"), t.direction
    # 占全省|三分之二 is a share as well.
    if (relative or q.dimension == "ratio") and _is_share(left, t):
        return "share", None
    if action in verbs_with("reducing") and (relative or not q.counter):
        return ("growth" if relative else "change"), "down"
    if action in ("增加", "减少", "降低", "提高") and not q.counter and t.table is None:
        return ("growth" if relative else "change"), "up" if action in ("增加", "提高") else "down"
    if t.table is None:
        core = left[strip_leads(left) :]
        change = leading_change(core, opening(core))
        if change and not makes(change, q):
            return ("growth" if relative else "change"), change["direction"]
    return "level", None


def _is_share(left: str, t: Tail) -> bool:
    """占全市运力|18.1% is a share; 税收占比|82.5% and 占比超过|55% are levels."""
    if OF_PLAN.search(left):
        return True
    share = SHARE.match(left)
    if share is None or t.table not in (None, "link"):
        return False
    if share["rate"] or _RATE_NAMED.search(share["whole"]):
        return False
    named = bool(share["whole"] or t.table is None)
    return named and not left.endswith(("为", "达", "达到", "超过", "突破"))


def leading_change(core: str, first: Verbs | None) -> Entry | None:
    """A word of change that opens a phrase: 减少贫困人口. 减免租金 and 提升改造公路 are deeds."""
    change = words("cues", "change").starting(core)
    if change is None or len(change["surface"]) < 2 or len(core) <= len(change["surface"]) + 1:
        return None
    if first is not None and first.text != change["surface"]:
        return None
    return change


def plain(unit: str | None) -> str | None:
    """The unit without its multiplier: 万户 and 户 count the same things."""
    return None if unit is None else unit.lstrip("十百千万亿")


def tail_of(left: str, q: Quantity) -> Tail:
    """The functional words right before ``q``, which may be the deed that made it."""
    t = tail(left, rank=q.kind == "rank")
    # 纳税亿元以上企业净增2户: not a change of the companies but the companies added.
    counted = t.table == "change" and q.unit not in (*RELATIVE, "个百分点")
    # 农房改善40多万户.
    if counted and (left.endswith((*ADDING, "改善")) or _ends_in_deeds(left)):
        return Tail(len(left))
    if q.kind == "multiple" and (since := _SINCE.search(left)):
        t.cut, t.base = since.start(), t.base or since["base"]
    elif q.kind == "multiple" and (times := _TIMES.search(left)):
        t.cut, t.base = times.start(), times["base"]
        t.comparator = "ge" if times["least"] else t.comparator
    return t


def _ends_in_deeds(text: str) -> bool:
    """改造提升207万亩: two deeds before a number, the second of which is a word of change too."""
    changes = words("cues", "change")
    if changes.ending(text) is None:
        return False
    found = runs(text)
    return bool(found) and found[-1].end == len(text) and found[-1].text not in changes
