"""A quantity that only tells what kind of thing another figure counts, or is told of.

    "亿元以上项目793个"                亿元以上 sizes the projects that 793 counts
    "总投资410亿元的氟材料项目"        410亿元 describes a project that something else is said of
    "15个重点行业营收增长31.6%"        15个 narrows what the rate is of
    "年产5万吨有机肥厂"                5万吨 is what the works are built for

But of 总投资105亿元的18个项目 the sum is told of all of them, and both are records.
"""

from __future__ import annotations

import re
from functools import cache

from govreport.extract.phrases import opening, runs
from govreport.extract.quantities import TOUCHING_AFTER, Quantity, units
from govreport.extract.tail import tail
from govreport.extract.words import words
from govreport.lexicon import surfaces

_STOP = re.compile(r"[,;。]")
_MARK = re.compile(r"[,;。、]")
# What may follow a number that nothing is counted by: 共12个,….
STOPS = ("", *",;。、)")
# What a firm or a project is sized by: 20个|投资超亿元|工业项目, 年产值50亿元以上企业1家.
SIZED_BY = (
    r"(?:单体|年|总|计划)*(?:投资|产值|营业收入|主营业务收入|营收|销售收入|纳税|税收|注册资本)额?"
)
# 总投资105亿元的|18个|省市重点项目, 26个、总投资|16.43亿元的|重点项目: what all of them cost.
TOTAL_COST = re.compile(
    r"、?(?:(?:计划)?总投资|(?P<yearly>年度(?:计划)?投资))额?(?:约|达|达到|为|共)?(?:约|近)?$"
)
_SIZED = re.compile(SIZED_BY)


def costs_all(before: Quantity | None, q: Quantity, following: Quantity | None, text: str) -> bool:
    """总投资105亿元的|18个|项目, 26个、|总投资16.43亿元的|重点项目: a sum told with how many share it."""
    if q.wording and q.wording[-1] in TOUCHING_AFTER:
        return False
    total = TOTAL_COST.search(text, 0, q.start)
    if total is None or not text.startswith("的", q.end):
        return False
    behind = following is not None and following.counter and following.start == q.end + 1
    ahead = before is not None and before.counter and before.end == total.start()
    return behind or ahead


def sizes_counted(before: Quantity, q: Quantity, text: str) -> bool:
    """1000个|亿元以上|工业项目, 20个|投资超亿元|工业项目: what is counted is of that size."""
    sized = _SIZED.fullmatch(text, before.end, q.start) is not None
    bounded = bool(q.wording) and (sized or q.wording[-1] in TOUCHING_AFTER)
    counted = (before.end == q.start or sized) and before.counter
    counted &= before.kind == q.kind == "amount"
    return counted and bounded and text[q.end : q.end + 1] not in STOPS


def is_attribute(text: str, q: Quantity, following: Quantity | None) -> bool:
    """Whether ``q`` sizes, narrows or describes a thing; ``following`` is the quantity after it."""
    before, after = text[: q.start], text[q.end :]
    if after.startswith("的") and after[1:2] not in ",;。、" and _describes(before):
        return True
    if _or_other(text, q, following):
        return True
    if q.kind == "amount" and _CAPACITY.search(before) and _WORKS.match(after):
        return True
    if q.dimension in ("mass", "power", "energy") and _EACH_SIZED.match(after):
        return True
    if q.dimension == "mass" and _PLANT.match(after):
        return True
    if q.unit == "分" and after.startswith(("考生", "学生")):
        # 600分以上|考生.
        return True
    if q.counter and (_narrows(text, q) or _counts_rated(text, q, following)):
        return True
    return _sizes_noun(text, q, following)


# 推进|40万吨|工业硅、20万吨高纯晶硅等系列项目建设: what each of the works is built for.
_EACH_SIZED = re.compile(
    r"[^,;。、\d]{1,12}(?:、[^,;。]{1,40}?)?等(?:\d{1,3}个)?[^,;。、\d]{0,8}(?:项目|工程|生产线)"
)


# 80万吨|煤制油升级示范项目|投产: how much it is built to make.
_PLANT = re.compile(r"[^,;。、\d的]{1,14}?(?:项目|工程|生产线|装置|产业园)(?!建设任务)")


def _describes(before: str) -> bool:
    """建成总面积5万亩的标准粮田 is what was built; 总投资410亿元的项目 is a project's size."""
    m = _DESCRIBED.search(before)
    return m is not None and not before[: m.start()].endswith(("建成", "新建", "改造"))


# 年产|5万吨|有机肥厂, 年出栏|12万头|的6栋猪舍: what works are built for.
_CAPACITY = re.compile(
    r"(?<![今去明全本当\d])(?:年|日)(?:产(?!业)|出栏|存栏|屠宰|加工|处理|供水|发电)(?:[^,;。、\d]{0,4})?(?:约|超|近)?$"
)
_WORKS = re.compile(
    r"(?:的\d|的?[^,;。、的\d]{0,10}?(?:厂|基地|项目|生产线|工程|园|牧场|车间|养殖场))"
)


# 总投资410亿元的氟材料项目: the size of a thing that something else is said of.
_DESCRIBED = re.compile(
    r"(?:总?投资|融资|总?建筑面积|占地|占地面积|总?面积|全长|总长|长度|容量|规模|库容|年产)额?(?:约|超|超过|达|达到|为|近|共)?$"
)


def _or_other(text: str, q: Quantity, following: Quantity | None) -> bool:
    """引进超10亿元或1亿美元的重大产业项目60个: both are the size of what is counted."""
    if following is None or q.dimension != following.dimension or q.dimension != "money":
        return False
    joined = text[q.end : following.start] in ("或", "或者", "、")
    return joined and text.startswith("的", following.end) and q.comparator in ("ge", "gt")


def _narrows(text: str, q: Quantity) -> bool:
    """向30户以上自然村延伸: a bounded count right before a noun, with no verb to govern it."""
    if not q.wording or q.wording[-1] not in ("以上", "以下", "及以上", "及以下"):
        return False
    if text[q.end : q.end + 1] in ("", ",", ";", "。", "、", ")", "(", "和", "与", "及", "!"):
        return False
    if q.unit.endswith(("户", "人")) and _PEOPLED.match(text, q.end):
        # 300户以上|自然村公厕.
        return True
    before = text[max(0, q.start - 8) : q.start]
    return (
        not any(r.end == len(before) for r in runs(before))
        and tail(before).cut == len(before)
        # 30处煤矿|和|5处以上|露天煤矿.
        and before[-1:] not in ",;。、:和及与"
    )


_PEOPLED = re.compile(r"的?(?:自然村|村(?!民)|村庄|集镇|小区|聚居|加工点|大学|高校|工厂|车间)")
_RATED = re.compile(
    r"(?:率|比例|比重|占比|费|营收|收入|产值|增加值|利润|投资|产量|销售额|覆盖面|满意度|浓度|总量|库容|余额)$"
)


def _counts_rated(text: str, q: Quantity, following: Quantity | None) -> bool:
    """规上服务业15个重点行业营收增长31.6%: the count narrows what the rate is of."""
    if following is None or following.kind != "amount" or following.counter:
        return False
    between = text[q.end : following.start]
    if len(between) > 24 or _MARK.search(between):
        return False
    t = tail(between)
    # 104个|国考断面水质优良比例|68.3%: a rate needs no word that links it.
    told = following.unit == "%" and not text.startswith("的", following.end)
    linked = t.table in ("change", "link", "reach") or (told and t.table is None)
    noun = between[: t.cut]
    # 8个次发达镇生产总值|增长10.2%, but 4个以上镇生产总值突破100亿元 tells how many do.
    grows = t.table == "change" and noun.endswith(("生产总值", "GDP"))
    return linked and (grows or bool(_RATED.search(noun)))


@cache
def _heads() -> tuple[str, ...]:
    return surfaces("nouns", "attribute_head")


def _named_before(text: str, q: Quantity) -> bool:
    """金瑞10万吨锌锭项目: a name stands right before the size, no verb and no link."""
    before = text[max(0, q.start - 10) : q.start]
    if (
        not before
        or before[-1] in ",;:。、和及与的了过到至达为约近超"
        or before.endswith(("全市", "全县", "全区", "全省"))
    ):
        return False
    return not any(r.end == len(before) for r in runs(before)) and tail(before).cut == len(before)


_SUMS = tuple("资金 贷款 债券 国债 投资 补助 补贴 经费 专项 财政 支持 用于".split())
# 超10亿元|(或1亿美元)|项目70个: the same size in another money.
_ALSO = re.compile(r"^\((?:或|约合?|折合)[^()]{1,12}\)(?:以上|以下)?")


_PLACES = ("城市", "县城", "城区", "城镇")


def _is_whole(word: str, head: str) -> bool:
    """2.6平方公里|湖|配套, but 281公里|村内干道 and 70公里|城市管廊 are of no village or city."""
    longer = len(word) > 1 and word not in _PLACES
    return longer or head == word or opening(head[len(word) :]) is not None


_LONGER = re.compile(r"[市村](?:[级属内域政区本直]|场(?!主体))")


def _spent(q: Quantity, after: str) -> bool:
    """筹措7亿元|实施就业惠民工程: what a sum is for."""
    verb = opening(after)
    return q.dimension == "money" and verb is not None and not verb.noun


def _sizes_noun(text: str, q: Quantity, following: Quantity | None) -> bool:
    """A measured quantity that sizes the noun after it, while another figure counts that noun.

    亿元以上项目793个; 注册资本超5000万元企业55家; 2.6平方公里平衡地块; 10亿元以上8户.
    """
    if q.kind != "amount" or q.counter or q.dimension in ("percent", "percentage_point", "persons"):
        return False
    after = _ALSO.sub("", text[q.end :])
    if q.unit.endswith("级") or after.startswith("级"):
        return True
    if following is not None and following.start == q.end and following.counter:
        return q.comparator in ("ge", "gt", "le", "lt")
    noun = after.lstrip("的")
    if not noun or noun[0] in ",;:。、!?()”“和及与":
        return False
    if words("cues", "change", "reach", "link", "adverb", "comparator").starting(noun):
        return False
    sizes = q.dimension in ("mass", "power", "energy", "voltage", "volume")
    if sizes and _named_before(text, q):
        return True
    unit = units().get(q.unit.lstrip("十百千万亿"))
    if unit is not None and unit.describes:
        return True
    head = noun[
        : next((i for i, c in enumerate(noun) if c in ",;:。、!?(和及与" or c.isdigit()), len(noun))
    ]
    head = head[: tail(head).cut]
    if (
        following is not None
        and following.counter
        and (
            (q.wording and q.wording[-1] in TOUCHING_AFTER and noun == after)
            or (text[: following.start].endswith("等") and not _spent(q, noun))
        )
        and not _STOP.search(text, q.end, following.start)
    ):
        return True
    # 经营性收入50万元以上|村, but 设立10亿元|市级基金 and 281公里|村内干道 begin with another word.
    opens = [h for h in _heads() if head.startswith(h)] if not _LONGER.match(head) else []
    if not opens and not head.endswith(_heads()):
        return False
    if q.dimension == "money":
        return not (head.startswith(_SUMS) or _spent(q, head))
    return q.dimension not in ("area", "length") or any(_is_whole(h, head) for h in opens)


# 出台稳工业23条、扩投资23条、促消费29条|等政策措施: documents that are counted by their articles.
MEASURES = re.compile(
    r"等(?:具体|一揽子|一?系列)?(?P<head>政策(?:措施|举措)?|措施|举措)(?=[,;。、]|$)"
)
