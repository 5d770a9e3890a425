"""The words before a number and its verb → what kind of figure it is.

"同比增长" + 5.1%            → growth, up          "提高" + 4.6个百分点   → change, up
"占全市运力" + 18.1%         → share               "完成年度计划的" + 104% → share
"压减一般性支出" + 10%       → growth, down        "新增就业" + 1.65万人   → level
"""

from __future__ import annotations

import re

from govreport.extract.phrases import Verbs, opening, strip_leads, verbs_with
from govreport.extract.quantities import Quantity
from govreport.extract.tail import RELATIVE, Tail
from govreport.extract.words import words
from govreport.lexicon import Entry
from govreport.models import Direction, Measure

# 航运企业运力占全市运力18.1%, 制造业增加值占地区生产总值比重.
SHARE = re.compile(
    r"^(?P<noun>.*?)(?<![乱侵圈抢挤强霸])占(?!比|有率|用|地(?!区)|领|道)(?P<whole>[^占,;。]{0,26}?)"
    r"(?P<rate>的?(?:比重|比例|比率|份额|比))?的?$"
)
# 占国内生产总值|比例|继续超过4%: what is over four per cent is the rate so named.
_RATE_NAMED = re.compile(r"比重|比例|比率|份额")
# 完成年度计划的104.2% is a share of what was planned.
OF_PLAN = re.compile(
    r"(?:完成|达到?|实现|超额完成|占|为)了?(?:(?:自治区|国家|上级|[省市区县州])下达的?)?(?:全年|年度|年初|年|预算|目标|总|投资|生产|建设|收入|规划)*"
    r"(?:计划|任务|预算|目标|任务数|计划数)(?P<invested>总?投资)?数?的?$"
    # 增加值达到全省经济总量的|50%, 改道完成工程总量的|80%, 完成总工程量的|60%.
    r"|(?:达到?|相当于)(?:全[国省市县区])?[^,;。、\d]{0,8}总[量数额]的?$"
    r"|完成了?(?:工程总量|总?工程量)的?$"
)


def makes(change: Entry, q: Quantity) -> bool:
    """Whether a word of change is a deed here: 增加学位9900个, 提升传统林果4.7万亩.

    A count grows by what is made, not by what changes.
    """
    made = change.get("makes", ())
    return (q.counter and "count" in made) or (q.dimension in ("area", "length") and "land" in made)


def measure_of(
    q: Quantity, t: Tail, left: str, action: str | None
) -> tuple[Measure, Direction | None]:
    """The measure and the direction of ``q``, whose clause runs ``left`` up to it."""
    if q.kind == "rank":
        return "rank", None
    if q.kind == "multiple":
        return "multiple", None
    # 减少三分之一 is a rate of change, as 减少33%.
    relative = q.unit in RELATIVE or q.dimension == "ratio"
    if t.table == "change" and t.direction:
        return ("growth" if relative and not t.leads else "change"), t.direction
    # 占全省|三分之二 is a share as well.
    if relative and _is_share(left, t):
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


# 保持10%以上|增长, 实现8%左右的|增长目标, 以25%的|速度递增.
_GROWN = re.compile(
    r"的?(?:稳步|较快|中?高速?|平均|年均|稳定|平稳)?(?P<way>增长|递增|增[速幅]|涨幅|提标|下降|降幅|速度(?:递增|增长)?)"
    r"(?:目标|速度|率|水平)*(?=$|[,;。、]|[也就]|并不)"
)


def grown(right: str, q: Quantity) -> Direction | None:
    """Which way a rate goes that the words behind it call a growth.

    >>> from govreport.extract.quantities import amounts
    >>> grown("的增长目标。", amounts("8%以上的增长目标。")[0])
    'up'
    """
    m = _GROWN.match(right) if q.unit == "%" else None
    return None if m is None else "down" if m["way"].startswith(("下", "降")) else "up"


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
    if core[len(change["surface"])] in "、和":
        # 围绕增速、结构、效率提出5项指标: a list of names.
        return None
    if change.get("ends") or (first is not None and first.text != change["surface"]):
        return None
    return change


def plain(unit: str | None) -> str | None:
    """The unit without its multiplier: 万户 and 户 count the same things."""
    return None if unit is None else unit.lstrip("十百千万亿")
