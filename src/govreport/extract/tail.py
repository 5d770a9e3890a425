"""The words right before a number, read leftwards → what they say of it, and where the noun ends.

"全社会研发投入强度预计达到" → noun ends after 强度; linked
"居民收入比上年实际增长"     → noun ends after 收入; a change, up, measured against the year before
"城镇化率提高到"             → noun ends after 率; the level reached
"登记失业率控制在不超过"     → noun ends after 率; at most
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from govreport.extract.marks import NOTE_END
from govreport.extract.phrases import runs, verbs_with
from govreport.extract.quantities import Quantity
from govreport.extract.words import Words, words
from govreport.models import Comparator, Direction

# "比2015年增长", "较“十二五”末下降", "与上年相比": what a change is measured against.
_BASE = re.compile(
    r"(?:(?P<than>(?<![占可对相同环之])比(?![重例率])|(?<!比)较|同|与|和|高于|低于|快于|高出|优于|好于|领先于?|落后于?|超过|超出|超(?=[^,;。、过出\d]{2,10}(?:目标|计划|平均水平)$))"
    r"(?P<base>“?[一二三四五六七八九十]{1,3}五”?(?:时期|期间|规划)?(?:末期?|期末|初期?)?|[两三四五六七八九十\d]{1,2}年前|(?:\d{4}|[上去前同当]一?)年(?:同期|年?末|年?底|年?初|(?:调整)?预算(?:收入|数)?|水平|执行数|决算数)?"
    r"|全[国省市区县州]?(?:平均)?(?:水平|增速|增幅)?|[^,;:、。“”\d比较]{2,10}?)"
    # 比五年前|分别|增长117%, 比上年|又|下降30%.
    r"(?:相比|相较|比较|平均水平|平均|水平|增速)?)(?<!分别)(?<!又)$"
)
_LAST_YEAR = re.compile(r"^(?:[上去]一?年|同期|上年同期|去年同期)(?:同期|末|底)?$")
_YEARLY = ("年均", "年平均", "平均每年", "每年平均", "两年平均")
_YOY = ("同比", "同期相比")


# How long it has stood there: 连续8年, 连续19个季度.
_ON_END = r"连续(?:\d{1,2}|[二两三四五六七八九十]{1,3}|多)(?:[年届次]|个?(?:月|季度))"
_STANDS = (
    r"稳居|位居|居于|高居|分居|分列|(?<![人宜安民])居(?![民住家委])|位列|名列|排名|排在|跃居|列"
)
_REACHES = (
    r"登上|登顶|排|位次|保持|跃升[至到]?|跃至|升至|(?:上升|提升|提高|前移|降|进位)[至到]|进入|跻身|迈入"
    r"|荣登|荣膺|蝉联|获得|取得|荣获|再获|夺得|摘得|为|达到|达|在"
)
# Among whom: 全国, 全省县域, 沿海城市, 百强.
_RANKED_AMONG = (
    r"在?(?:全[国省市区县州疆球]|[珠长]三角|京津冀|大湾区|世界|我国|省内|国内|西部|中部|东部|东北|中西部|同类|同期"
    r"|中心城区|副省级|省会|地级|计划单列|沿海|内陆|直辖|各[省市区县州]|\d{1,3}个?|参评|百强|十强)"
    r"(?:(?:(?!全[国省市区县州]|稳居|跃居)[^,;。、\d“”]){0,10}"
    r"(?:[省市区县州盟]|城区|城市|省份|地区|园区|开发区|中|前列|之|的|内|上)?)?"
)
# 居全国第一, 连续8年保持全国省区第一, 在全国358个城市中排名第259位: verb and field of a rank.
_RANK_END = re.compile(
    r"在?(?:全[国省市区县州]|[东西中]部)?\d{1,4}个[^,;。、\d]{1,8}中(?:综合)?"
    r"(?:排名|排|位居|名列|位列|居|(?:提升|上升|前移)[至到]|升至)?$"
    rf"|(?:均|都|分别|继续|始终|仍)?(?:{_ON_END})?(?:{_STANDS})[^,;。、\d“”]{{0,12}}$"
    rf"|(?:均|都|分别|稳|首次|再次|继续|始终|仍|总体|综合)?(?:{_ON_END}|连续|持续)?(?:{_STANDS}|{_REACHES})*"
    rf"(?:{_RANKED_AMONG})?$"
)
# 在全国营商环境评价中|排名第12位: with nobody named before it, the contest is what one ranks in.
CONTEST = (
    r"(?:[评测]价|测评|考[核评]|评[比估议选]|检查|调查|督查|行动|[大竞比]赛|报告|排行榜|监测|测试)"
)
_CONTESTED = re.compile(rf"^在?(?:[^,;。、\d“”]{{2,}}{CONTEST})中")
_NOBODY = re.compile(r"^(?:我[国省市区县州]|连续[^,;。、]{1,2}年|(?:19|20)\d\d年)*$")
# 失业率|在5%以内, 涨幅|在3%左右: of a rate the preposition says no more than 为.
_WITHIN = re.compile(r"(?:(?<=[率幅速度额例重积口])(?:均|都|仍|应|要)?|一般)在$")
# 范围扩大到全国|40%的县, 稳定在全国|1/10以上, 标准提高到人均|320元: whose it is,
# between a word of reach and its number.
_PLACE = re.compile(
    r"(?:到|至|达|占|(?<=[高低])为|(?<=稳定|保持|维持|控制)在)(全[国省市区县州]|人均|户均)$"
)
_WHOSE = "国省市区县州均"
# 能力评估排名|在全省|上升33位.
_RANKED_IN = re.compile(r"(?<=排名|位次)在?全[国省市区县州]$")
# 养老金待遇|人均|提高5%, 基本养老金|人均月|增197元: how the change is counted.
_PER_HEAD = re.compile(r"(?<=[^,;:。、]{3})(?:[人户]均每?月?|每?月人均|人月均)$")
_HEADS = "均月"
_TIME = re.compile(
    # 利润由上年|下降2.3%|转为增长8.5%.
    r"(?:[到至在由]|截至)?(?:(?:19|20)\d\d(?:[-—–~至](?:19|20)?\d\d)?年(?:底|末|初)?(?:[上下]半年|前三季度)?|前三季度|[上下]半年|一季度|(?:(?<!提)前|近|这|过去|(?:已经?)?连续)?(?<!延长)(?<!第)(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|多)年(?:来|间|内)?(?:(?=年均|平均|累计))?|年[内底末]|\d{1,2}[-—–~至]\d{1,2}月份?|[今去上]年[底末]?)$"
)

_TIMELY = "年底末初度来间内月份"
_NEAR = 14
"""No time before a number is written in more letters."""

_DIFFERENT = frozenset("高低多少快慢出")
_COMPARED = re.compile(
    r"(?:(?<![占可对相同环])比(?![重例率])|较)[^,;。、比较]{2,12}(?<![提较最更新增缩减降升])(?P<word>[高低多少快慢]出?)$"
)


RELATIVE = ("%", "‰", "成")
ADDING = ("新增", "净增")
# 是2016年的3倍, 比2019年翻一番: what a multiple is a multiple of.
_SINCE = re.compile(
    r"(?:分别|均|都)?(?:比|较|是|为|相当于|达到|达)(?P<base>(?:(?:19|20)\d\d|[上去])年(?:同期|末|底)?"
    r"|“?十[一二三四五]五”?(?:末期?|初期?|期末|期间)?|[两三四五六七八九十\d]{1,2}年前)"
    r"的?(?:实现|再|基本)*$"
)
# 完成农房风貌提升|1.5万户.
_DONE = re.compile(r"完成[^,;。、]{2,16}提升$")
# 供养标准|不低于居民人均可支配收入的|40%.
_PART_OF = re.compile(r"(?P<bound>不低于|不少于|不高于|不超过)[^,;。、\d]{2,20}?的$")
# 特困标准|不低于低保标准的|1.6倍.
_MULTIPLE_OF = re.compile(
    r"(?:(?P<least>不低于|不少于)|(?:均|都)?(?:是|为|达到|达|相当于))(?P<base>(?!\d)[^,;。]{2,20}?)的$"
)


@dataclass(slots=True)
class Tail:
    """What stands between a noun phrase and its number."""

    cut: int
    """Length of the text before these words."""
    table: str | None = None
    """``change``, ``reach`` or ``link``: the strongest kind of word found; None if there is none."""
    direction: Direction | None = None
    comparator: Comparator | None = None
    base: str | None = None
    wording: list[str] = field(default_factory=list)
    distributive: bool = False
    """分别: values are dealt out in order."""
    together: bool = False
    """均, 都: one value for the whole list."""
    each: bool = False
    """各: one value for each of the list."""
    averaged: bool = False
    leads: bool = False
    """高于全国8.4个百分点: a lead over, or a lag behind, others."""


def tail(text: str, *, rank: bool = False) -> Tail:
    """Read the functional words at the end of ``text``; before a rank also its verb and its field."""
    t = Tail(len(text))
    if text[-1:] in ("]", "〕") and (mark := NOTE_END.search(text)):
        # 比上年增长[37]2.8%.
        t.cut = mark.start()
        text = text[: t.cut]
    if rank and (m := _RANK_END.search(text)):
        nobody = _NOBODY.match(text[: m.start()])
        contest = _CONTESTED.match(m[0]) if nobody else None
        t.cut, t.table = m.start() + (contest.end() if contest else 0), "link"
        t.together = m[0].startswith(("均", "都"))
        if text[: t.cut].endswith(("均", "都")):
            t.cut, t.together = t.cut - 1, True
        return t
    if text[-1:] in _DIFFERENT and (compared := _COMPARED.search(text)):
        # 比去年预算高0.2个百分点: 高 is a change only behind what it is compared with.
        t.cut, t.table = compared.start("word"), "change"
        t.direction = "up" if compared["word"][0] in "高多快" else "down"
    functional = _functional()
    while True:
        entry = functional.ending(text, t.cut)
        base = (
            _BASE.search(text, max(0, t.cut - 22), t.cut)
            if t.table == "change" or not entry
            else None
        )
        if base and t.base is None and _is_base(base, t):
            t.base = _named(base)
            t.leads = base["than"] not in ("比", "较", "同", "与", "和")
            if t.leads:
                t.table, t.direction = "change", _lead_direction(base["than"])
            t.cut = base.start()
        elif entry is None and t.table is None and (place := _ending(_PLACE, _WHOSE, text, t.cut)):
            t.cut = place.start(1)
        elif t.table == "change" and (heads := _ending(_PER_HEAD, _HEADS, text, t.cut)):
            t.cut = heads.start()
        elif t.table == "change" and (field := _ending(_RANKED_IN, _WHOSE, text, t.cut)):
            t.cut = field.start()
        elif entry is None:
            if t.table is None and (within := _ending(_WITHIN, "在", text, t.cut)):
                t.cut, t.table = within.start(), "link"
                continue
            time = _ending(_TIME, _TIMELY, text, t.cut)
            if time is None or time.start() == t.cut:
                return t
            if time[0] in ("两年", "三年", "五年", "四年") and t.table == "change" and t.averaged:
                t.base = "annual"
            t.cut = time.start()
        else:
            _take(t, entry)
            if entry.get("keep"):
                return t
            t.cut -= len(entry["surface"])


def tail_of(left: str, q: Quantity) -> Tail:
    """The functional words right before ``q``, which may be the deed that made it."""
    t = tail(left, rank=q.kind == "rank")
    # 纳税亿元以上企业净增2户: not a change of the companies but the companies added.
    counted = t.table == "change" and q.unit not in (*RELATIVE, "个百分点")
    # 农房改善40多万户.
    if counted and (left.endswith((*ADDING, "改善")) or _DONE.search(left) or _ends_in_deeds(left)):
        return Tail(len(left))
    if q.unit in RELATIVE and t.table is None and (cut := reduced(left[: t.cut])):
        t.base = t.base or cut.than
    if q.unit in RELATIVE and t.table is None and (part := _PART_OF.search(left)):
        t = tail(left[: part.start()])
        t.table, t.comparator = "link", "ge" if part["bound"][1] in "低少" else "le"
        t.wording.append(part["bound"])
    if q.kind == "multiple" and (since := _SINCE.search(left)):
        t.cut, t.base = since.start(), t.base or since["base"]
    elif q.kind == "multiple" and (times := _MULTIPLE_OF.search(left)):
        t.cut, t.base = times.start(), times["base"]
        t.comparator = "ge" if times["least"] else t.comparator
    return t


class Reduced(NamedTuple):
    """What a deed cuts by a share: “三公”经费较2017年|压减|48%."""

    of: str
    verb: str
    than: str | None


_THAN = re.compile(r"[较比](?P<base>(?:19|20)\d\d年(?:末|底)?)$")


def reduced(core: str) -> Reduced | None:
    """
    >>> reduced("“三公”经费较2017年压减"), reduced("“三公”经费")
    (Reduced(of='“三公”经费', verb='压减', than='2017年'), None)
    """
    verb = next((v for v in verbs_with("reducing") if core.endswith(v)), None)
    if verb is None or len(core) <= len(verb) + 1:
        return None
    before = core.removesuffix(verb)
    than = _THAN.search(before)
    return (
        Reduced(before[: than.start()], verb, than["base"]) if than else Reduced(before, verb, None)
    )


def _ends_in_deeds(text: str) -> bool:
    """改造提升207万亩: two deeds before a number, the second of which is a word of change too."""
    changes = words("cues", "change")
    if changes.ending(text) is None:
        return False
    found = runs(text)
    if not found or found[-1].end < len(text) or found[-1].text in changes:
        return False
    # 中央财政投入|增加300亿元: a sum grows.
    return not found[-1].text.startswith(("投入", "支出", "补助"))


@cache
def _functional() -> Words:
    return words("cues", "comparator", "change", "reach", "link", "adverb", "modality")


def _ending(pattern: re.Pattern[str], last: str, text: str, end: int) -> re.Match[str] | None:
    """A match that ends at ``end``, in one of the letters ``last``; most words end in another."""
    if text[end - 1 : end] not in last:
        return None
    return pattern.search(text, max(0, end - _NEAR), end)


def _is_base(match: re.Match[str], t: Tail) -> bool:
    """``和`` and ``与`` compare only where the year before or 相比 says so: 收入和2015年."""
    if match["than"] in ("比", "较"):
        return t.table == "change"
    if match["than"] in ("同", "与", "和"):
        return match[0].endswith(("相比", "相较", "比较"))
    return (
        t.table in (None, "change")
        and t.cut == match.end()
        and _OTHERS.match(match["base"]) is not None
    )


# 落后产能 is no lag behind anybody.
_OTHERS = re.compile(
    r"全|省|市|国|“?(?:十[一二三四五六]五|九五)|行业|同行|平均|调控|控制|上年|去年|同期|计划|预期|目标|GDP|经济|地区|生产总值|城[镇市]|农村|东部|西部|中部|世界|规上|规模|财政|工业|\d"
)


def _named(match: re.Match[str]) -> str:
    # 比前五年|累计|增加1852亿元.
    base = match["base"].removesuffix("累计").removesuffix("实际")
    return "yoy" if _LAST_YEAR.match(base) else base


def _lead_direction(word: str) -> Direction:
    return "down" if word.startswith(("低于", "落后")) else "up"


def _take(t: Tail, entry: dict[str, object]) -> None:
    surface, table = str(entry["surface"]), entry["table"]
    if table == "change" and t.table in (None, "link", "change"):
        t.table, t.direction = "change", entry["direction"]  # type: ignore[assignment]
    elif table == "reach" and t.table in (None, "link"):
        t.table = "reach"
    elif table in ("link", "comparator") and t.table is None and surface != "的":
        t.table = "link"
    if table == "comparator" and t.comparator is None:
        t.comparator = entry["comparator"]  # type: ignore[assignment]
        t.wording.append(surface)
    if table == "modality":
        t.wording.append(surface)
    _take_adverb(t, surface)


def _take_adverb(t: Tail, surface: str) -> None:
    if surface in _YEARLY:
        t.base = "annual"
    elif (
        surface in _YOY
        or surface in ("比上年", "较上年", "比去年", "较去年")
        or (surface.startswith(("比上年", "较上年", "与上年", "同上年")))
    ):
        t.base = t.base or "yoy"
    t.averaged |= surface == "平均"
    t.distributive |= surface.startswith("分别")
    t.together |= surface in ("均", "都")
    t.each |= surface == "各"


_EVERY = re.compile(
    r"每(?:立方米|平方公里|平方米|亩|人|户|年|月|天|日|公顷|度|吨|公里|生|床|座|个)+"
    r"(?:每(?:年|月|天|日|人))?的?$"
)


def before_last_every(text: str) -> str:
    """标准提高到每人每月|2649元: without the denominator alone."""
    every = _EVERY.search(text)
    return text[: every.start()] if every else text


def before_every(text: str) -> str:
    """浓度为每立方米|48微克: without the denominator, which the unit has, and what leads to it."""
    bare = before_last_every(text)
    return text[: tail(bare).cut] if len(bare) < len(text) else text
