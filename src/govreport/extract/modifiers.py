"""The members of a list → what stands before the first and is of the others too.

"区属国企资产总额", "净资产总额"       → 区属国企净资产总额
"一般公共预算收入", "支出"             → 一般公共预算支出
"对沿线国家投资额", "进出口额"         → 对沿线国家进出口额
"省级以上企业技术中心", "工程研究中心" → 省级以上工程研究中心
"""

from __future__ import annotations

import re

from govreport.extract.words import words

# 省级|示范工厂, 市级以上|技术中心.
OF_LEVEL = re.compile(r"[^级]{1,3}级(?:以上)?")


def share_modifier(members: list[str], *, given: int) -> list[str]:
    """区属国企资产总额、净资产总额 → 区属国企 stands before both.

    ``given``: how much of the first one's head it was given. That they end alike then says nothing
    (电子信息、汽车、机械产业收入), unless they begin alike too (湖体总磷、总氮浓度).
    """
    first = members[0]
    return [first, *(_modified(first, member, given) for member in members[1:])]


def _modified(first: str, member: str, given: int) -> str:
    for rule in _OF_ANY_LIST:
        if name := rule(first, member):
            return name
    return next((name for rule in _BY_HEAD if (name := rule(first, member, given))), member)


def _of_budget(first: str, member: str) -> str | None:
    """一般公共预算收入、支出: both of the budget."""
    return first[:-2] + member if member == "支出" and first.endswith("预算收入") else None


_PAIRED = ("存款", "贷款")


def _of_banks(first: str, member: str) -> str | None:
    """金融机构存款和贷款余额: both of the banks."""
    paired = next((p for p in _PAIRED if p in member[:2] and p not in first), None)
    twin = next((p for p in _PAIRED if first.endswith((p, p + member[2:]))), None)
    together = paired and twin and len(first) > len(member)
    return first[: first.rindex(twin)] + member if together and twin else None


_TRADE = re.compile(r"(?:进出口|出口|进口|贸易|投资)[总额值]*")
_PARTNER = re.compile(rf"^对[^、和与及]{{2,12}}?(?={_TRADE.pattern}$)")


def _of_partner(first: str, member: str, given: int) -> str | None:
    """对东盟、欧盟|进出口 is with both; 对沿线国家|投资额、进出口额 are both with them."""
    partner = _PARTNER.match(first)
    if partner is None or member.startswith("对"):
        return None
    if _TRADE.fullmatch(member):
        return partner[0] + member
    return "对" + member if given and member.endswith(first[partner.end() :]) else None


_LARGE = re.compile(r"^(?:规模以上|规上|限额以上|限上)(?=[^、]{2,12}(?:制造|服务)业)")
_TRADES = re.compile(r"(?:制造|服务)业增加值$")


def _of_scale(first: str, member: str, given: int) -> str | None:
    """规模以上|高技术制造业和装备制造业增加值: firms of that size in both trades."""
    large = _LARGE.match(first)
    trade = _TRADES.search(member)
    return large[0] + member if large and given and trade and "规" not in member else None


# 宁波舟山港|货物和集装箱吞吐量.
_PORT = re.compile(
    r"^(?:[^、和与及]{0,8}港口|[^、和与及]{1,8}港|[^、和与及]{0,8}?(?:机场|口岸))(?=(?:国际|国内)?(?:货物|旅客|集装箱|货邮))"
)
_FREIGHT = re.compile(r"(?:国际|国内)?(?:货物|旅客|集装箱|货邮)")
# 国有企业|营业收入, 开发区|增加值: who is measured, before what of it is; of 企业开办 nobody is.
_OWNER = re.compile(
    r"^[^、和与及]{0,10}?(?:[^、和与及]企业|国企|民营经济|园区|开发区|高新区)(?=[^的]{2})"
)
_OF_FIRMS = re.compile(
    r"(?:净|实现|上缴|实缴|主营业务|营业|注册|工业|实际)*"
    r"(?:利润|利税|税收|税金|纳税|收入|资产|负债|产值|增加值|出口|进出口|资本|投资|(?:利用|使用)外资)(?:总?额|金额|收入)?"
)
# 建成区|绿地率, 人均公园绿地面积: nothing but its green is told of it.
_BUILT = re.compile(r"^[^、和与及]{0,4}建成区(?=[^的]{2})")
_GREEN = re.compile(r"绿|人均公园|公园|园林")
# 固定资产|投资: the name of a statistic, which is nobody's.
_STATISTIC = re.compile(
    r"(?:固定资产|预算|财政|税收|零售|^进出口|经济|地区|消费品|国内|生产)$|^(?:对外|外贸)"
)


def _of_owner(first: str, member: str, given: int) -> str | None:
    """旅游人次、收入; 市属企业资产总额、净利润: what is measured of the first is of the others too."""
    tables = ("dimension",) if given else ("dimension", "bare")
    dimension = words("nouns", *tables).ending(first)
    measured = dimension["surface"] if dimension else ""
    if len(measured) > 1 and member in words("nouns", *tables) and not member.endswith("率"):
        owner = first.removesuffix(measured).removesuffix("总")
        shared = len(owner) >= 2 and not _STATISTIC.search(owner)
        return owner + member if shared else None
    port = _PORT.match(first)
    if port and _FREIGHT.match(member):
        return port[0] + member
    if (built := _BUILT.match(first)) and not given:
        return built[0] + member if _GREEN.match(member) else None
    of = _OWNER.match(first)
    # 民营经济增加值、|工业增加值: a thing beside it.
    other = bool(measured) and member.endswith(measured)
    own = _OF_FIRMS.fullmatch(member) is None
    return of[0] + member if of and not (own or other) else None


def _of_accidents(first: str, member: str) -> str | None:
    """生产安全事故起数、死亡人数 are both of the accidents."""
    counts = (
        first.endswith(("起数", "宗数", "数量")) and member.endswith("人数") and len(member) <= 4
    )
    return first[:-2] + member if counts else None


_PER_OUTPUT = re.compile(
    r"(?:单位|每?万元)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值|规模以上工业增加值)"
)
_OF_OUTPUT = ("二氧化碳", "能耗", "用水", "水耗", "碳排放", "能源")


def _of_output(first: str, member: str) -> str | None:
    """单位地区生产总值能耗和二氧化碳排放: both per unit of output."""
    per = _PER_OUTPUT.match(first)
    return per[0] + member if per and member.startswith(_OF_OUTPUT) else None


_INSURED = re.compile(r"(?:城乡居民|城镇居民|城镇职工|企业职工)(?=基本|养老|医|社会)")
_INSURANCES = ("养老", "医疗", "医保", "基本养老", "基本医", "社会养老", "大病")


def _of_insured(first: str, member: str) -> str | None:
    """城乡居民基本医疗、养老保险参保率: who is insured is told once."""
    insured = _INSURED.match(first)
    return insured[0] + member if insured and member.startswith(_INSURANCES) else None


_PER_HEAD = re.compile(r"每[十百千万]人(?:口|常住人口)?")


def _of_heads(first: str, member: str) -> str | None:
    """每千人|托位、养老床位数: both for as many people."""
    each = _PER_HEAD.match(first)
    told = member.endswith("数") and not member.startswith(("每", "人均"))
    return each[0] + member if each and told else None


_PLACES = ("中心", "实验室", "基地", "园区", "平台")


def _of_rank(first: str, member: str) -> str | None:
    """省级以上|企业技术中心、工程研究中心: places of one kind are of one rank."""
    ranked = OF_LEVEL.match(first)
    places = first.endswith(_PLACES) and member.endswith(first[-2:])
    return ranked[0] + member if ranked and places and "级" not in member else None


def _of_lead(first: str, member: str, given: int) -> str | None:
    """区属国企|资产总额、净资产总额: what stands before the stretch where both are alike."""
    tail = _common_tail(first, member)
    # 净资产总额 adds a letter to what it shares with 区属国企资产总额; 负债总额 replaces a word.
    added = len(member) - len(tail) == 1 and len(tail) >= 4 and not given
    same = len(tail) if added else len(member)
    lead = first[:-same] if len(first) > same else ""
    qualifiers = words("nouns", "qualifier")
    # 公办学前教育和义务教育学位: more than the head is alike.
    alike = lead in qualifiers and len(tail) >= given + 2
    if len(lead) < 2 or (given and first[len(lead)] != member[0] and not alike):
        return None
    if lead[-1] in "、和与及的业以" or lead.count("“") != lead.count("”"):
        return None
    rate = tail == "率" and (len(member) <= 4 or lead in qualifiers or lead.endswith("区"))
    fits = (len(tail) >= 2 or rate) and len(tail) < len(member) <= 6
    return lead + member if fits else None


def _common_tail(a: str, b: str) -> str:
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return a[len(a) - n :] if n else ""


_OF_ANY_LIST = (
    _of_banks, _of_budget, _of_accidents, _of_output, _of_insured, _of_heads, _of_rank,
)  # fmt: skip
# What the head that the first was given says against: 电子信息、汽车、机械产业收入.
_BY_HEAD = (_of_partner, _of_scale, _of_owner, _of_lead)
