"""A list of things in one noun phrase → the members, each with the head and modifier they share.

parts       "农业、工业和服务业"                 → 农业 · 工业 · 服务业
deal        "农业、工业、服务业增加值", 3        → 农业增加值 · 工业增加值 · 服务业增加值
            "城乡居民收入", 2                   → 城镇居民收入 · 农村居民收入
            "省级以上企业技术中心、工程研究中心", 2 → both of 省级以上
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from govreport.extract.indicators import NOT_EXAMPLES
from govreport.extract.marks import guarded
from govreport.extract.words import words
from govreport.lexicon import surfaces

# “保交楼”“保交房”交付率 is a list too.
_LIST = re.compile(r"[、和与及]|以及|(?<=”)(?=“)")
_NOT_LIST = re.compile(
    r"和平|和美|和谐|共和|参与|普及|涉及|综合|以及时|及格|及以上|及以下|与[^、和]{1,12}同步|与[^、和]{1,10}之比|与[^、和]{1,12}比[率重例]|与[^、和]{1,8}合作"
)
_AND = re.compile(r"和|与|及|以及")
# 省级|示范工厂, 市级以上|技术中心.
OF_LEVEL = re.compile(r"[^级]{1,3}级(?:以上)?")


def parts(noun: str) -> list[str]:
    """``A、B和C`` → its members; never cut inside quotes and brackets."""
    spans = guarded(noun)
    traps = [m.span() for m in _NOT_LIST.finditer(noun)]
    cuts = [
        m.span()
        for m in _LIST.finditer(noun)
        if not any(a < m.start() < b for a, b in spans)
        and not any(a <= m.start() < b for a, b in traps)
    ]
    edges = [(0, 0), *cuts, (len(noun), len(noun))]
    return [noun[a[1] : b[0]] for a, b in pairwise(edges) if b[0] > a[1]]


def deal(noun: str, count: int) -> list[str] | None:
    """The members of a list of ``count`` things, each with the head and modifier they share.

    >>> deal("城镇、农村常住居民人均可支配收入", 2)
    ['城镇常住居民人均可支配收入', '农村常住居民人均可支配收入']
    >>> deal("区属国企资产总额、净资产总额", 2)
    ['区属国企资产总额', '区属国企净资产总额']
    """
    for twin, halves in _twins():
        if twin in noun and len(halves) == count and len(parts(noun.replace(twin, "X"))) == 1:
            before, after = noun.rsplit(twin, 1)
            return [before + half + after for half in halves]
    members = next((m for m in _readings(noun) if len(m) == count), None)
    if members is None or count < 2:
        return None
    headed = _share_head(members)
    return _share_modifier(headed, given=len(headed[0]) - len(members[0]))


def _readings(noun: str) -> list[list[str]]:
    """A list may hold lists: 信息传输和软件业、租赁和商务服务业 are two things or four."""
    every = parts(noun)
    commas = [p for p in noun.split("、") if p]
    ands = [p for p in _AND.split(noun) if p]
    only_and = [p for p in noun.split("和") if p]
    return [every, commas, ands, only_and]


def _share_head(members: list[str]) -> list[str]:
    """农业、规模以上工业、服务业增加值 → each with 增加值."""
    members = _uncounted(members)
    last = members[-1]
    if (quoted := _QUOTED.match(last)) and all(_QUOTED.fullmatch(m) for m in members[:-1]):
        # “保交楼”“保交房”交付率, but “四新”经济 is a name.
        return [m + last[quoted.end() :] for m in members[:-1]] + [last]
    single = (len(m) == 1 and m not in _NUMERALS for m in members[:-1])
    if all(single) and members[0] not in words("nouns", "qualifier"):
        # 高、中|职毕业生就业率: one letter stands for one; but 一、二季度.
        return [m + last[1:] for m in members[:-1]] + [last]
    level = OF_LEVEL.match(last)
    if level and all(OF_LEVEL.fullmatch(m) or m in _NATION for m in members[:-1]):
        # 国家、省级|外贸转型升级基地.
        return [m + last[level.end() :] for m in members[:-1]] + [last]
    head = next((h for h in _heads() if last.endswith(h) and len(last) > len(h)), None)
    grown = _parallel_head(members[0], last, head)
    if grown is None:
        return members
    if grown == head and (kind := _KIND.search(last.removesuffix(head))):
        # 电子信息、机械产业营业收入: the kind of thing is shared too, but 装备制造业 is one by itself.
        grown = last[kind.start() :]
        own = [m + (head if m.endswith(("业", kind[0])) else grown) for m in members[:-1]]
        return [*own, last]
    # 养老机构、养老|床位: what stands before the head is said of the first already.
    modifier = last.removesuffix(grown)
    headed = (
        m
        if _complete(m, grown) or (len(modifier) > 1 and m.startswith(modifier))
        else _with_head(m, grown)
        for m in members[:-1]
    )
    return [*headed, last]


def _with_head(member: str, head: str) -> str:
    """服务业 + 业增加值: the letter that both hold stands once; 装备制造业 + 产业增加值: 业 is 产业.

    基本医保 + 保险参保率: 医保 holds the word already.
    """
    if head.endswith(_OF_ANY) and words("nouns", "bare").ending(member):
        # 高新技术产业产值、“四新”经济|增加值占比: of what has a dimension only the share.
        head = next(h for h in _OF_ANY if head.endswith(h))
    if member.endswith("业"):
        head = head.removeprefix("产业") or head
    if member.endswith("医保"):
        head = head.removeprefix("保险") or head
    shared = next(
        (n for n in range(len(head) - 1, 0, -1) if member.endswith(head[:n]) and len(member) > n), 0
    )
    return member + head[shared:]


_NATION = ("国家", "全国")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_QUOTED = re.compile("“[^“”]+”(?!经济|产业|行业|企业)")
_KIND = re.compile(r"(?<=..)(?:全产业链|产业|行业|集群|园区)$")
_COUNTED = re.compile(
    r"^(?P<last>.+?)等?[两二三四五六七八九十](?:项|大|类|种|个|市|县|区|省)(?P<head>.{2,})$"
)


_SUCH = re.compile(r"^(?P<last>[^等]{2,}?)等(?P<head>.{2,})$")


# 新型显示、生物制药等重点行业增加值, but 食品、医药等产业增加值: 食品产业 is a name.
_TRADES = re.compile(r"^.*(?:行业|领域|产品)(?=.{2})")


def _uncounted(members: list[str]) -> list[str]:
    """甲、乙、丙三市生产总值, 手机、锂电池等产品出口: what they are together is no part of any."""
    such = _SUCH.match(members[-1]) if not NOT_EXAMPLES.search(members[-1]) else None
    m = _COUNTED.match(members[-1]) or such
    if m is None:
        return members
    what = _TRADES.sub("", m["head"]) if m is such else m["head"]
    head = next((h for h in _heads() if what.endswith(h)), None)
    if m is such and head is None:
        return [*members[:-1], m["last"]]
    if head is None:
        return [member + m["head"] for member in (*members[:-1], m["last"])]
    return [*members[:-1], m["last"] + head]


def _twins() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words that stand for several, the longest first: 城乡低保 before 城乡."""
    twins = words("nouns", "twin")
    return ((twin, tuple(twins[twin]["halves"])) for twin in surfaces("nouns", "twin"))


def _dimensions() -> tuple[str, ...]:
    return surfaces("nouns", "dimension")


def _heads() -> tuple[str, ...]:
    return surfaces("nouns", "head")


def _parallel_head(first: str, last: str, head: str | None) -> str | None:
    """The part of ``last`` that the others lack: what follows the stretch parallel to ``first``.

    城镇 | 农村 + 常住居民人均可支配收入 (both qualify), 制造业 | 服务业 + 增加值 (same last letter).
    """
    if head is not None and _complete(first, head):
        return None
    qualifiers = words("nouns", "qualifier")
    parallel = qualifiers.starting(last) if first in qualifiers else None
    if len(first) >= len(last) or not (parallel or last.endswith(_heads())):
        return head
    same = len(parallel["surface"]) if parallel else len(first)
    alike = first in qualifiers if len(first) > 1 else parallel is not None
    rest = last[same:]
    fits = len(rest) >= 2 and (head is None or rest.endswith(head))
    return rest if fits and len(first) <= 4 and (alike or first[-1] == last[same - 1]) else head


_HOLDERS = ("企业", "医院", "学校")
_OF_ANY = ("占比", "比重", "增速", "增幅")


def _complete(member: str, head: str) -> bool:
    """Whether a member names a thing by itself, of the kind that ``head`` names."""
    if head.endswith(_OF_ANY):
        # 产业投资、民间投资|占比: what has a dimension has a share and a pace as well.
        return member.endswith(_OF_ANY)
    # 口岸货运量、进出境旅客人数: an amount is a dimension already.
    if member.endswith(head) or words("nouns", "amount").ending(member):
        return True
    # 化学需氧量、二氧化硫|排放量: that they end alike says nothing of what only looks like an amount.
    if len(head) <= 4 and member[-1] == head[-1] and member[-1] not in words("nouns", "amount"):
        return True
    if member.endswith(_HOLDERS) and len(head) > 1:
        # 民营企业、外资企业|出口: of the firms, which are no kind of exports.
        return head.endswith(_HOLDERS)
    # 养老保险、医疗保险|参保率: an insurance has a rate as well.
    heads = (h for h in _heads() if h != "保险" and (len(h) >= 2 or h == "率"))
    return member.endswith((*heads, *_dimensions()))


def _share_modifier(members: list[str], *, given: int) -> list[str]:
    """区属国企资产总额、净资产总额 → 区属国企 stands before both.

    ``given``: how much of the first one's head it was given. That they end alike then says nothing
    (电子信息、汽车、机械产业收入), unless they begin alike too (湖体总磷、总氮浓度).
    """
    first = members[0]
    return [first, *(_modified(first, member, given) for member in members[1:])]


def _modified(first: str, member: str, given: int) -> str:
    rules = (
        _of_banks, _of_budget, _of_partner, _of_scale, _of_owner, _of_accidents, _of_output, _of_insured, _of_heads,
        _of_rank, _of_lead,
    )  # fmt: skip
    shared = (rule(first, member, given) for rule in rules)
    return next((name for name in shared if name is not None), member)


_PAIRED = ("存款", "贷款")


def _of_budget(first: str, member: str, given: int) -> str | None:
    """一般公共预算收入、支出: both of the budget."""
    return first[:-2] + member if member == "支出" and first.endswith("预算收入") else None


def _of_banks(first: str, member: str, given: int) -> str | None:
    """金融机构存款和贷款余额: both of the banks."""
    paired = next((p for p in _PAIRED if p in member[:2] and p not in first), None)
    twin = next((p for p in _PAIRED if first.endswith((p, p + member[2:]))), None)
    together = paired and twin and len(first) > len(member)
    return first[: first.rindex(twin)] + member if together and twin else None


_PARTNER = re.compile(r"^对[^、和与及]{2,12}?(?=(?:进出口|出口|进口|贸易|投资)[总额值]*$)")
_TRADE = re.compile(r"(?:进出口|出口|进口|贸易|投资)[总额值]*")


def _of_partner(first: str, member: str, given: int) -> str | None:
    """对东盟、欧盟|进出口 is with both; 对沿线国家|投资额、进出口额 are both with them."""
    partner = _PARTNER.match(first)
    if partner is None or member.startswith("对"):
        return None
    if _TRADE.fullmatch(member):
        return partner[0] + member
    return "对" + member if given and member.endswith(first[partner.end() :]) else None


_LARGE = re.compile(r"^(?:规模以上|规上|限额以上|限上)(?=[^、]{2,12}制造业|[^、]{2,12}服务业)")


def _of_scale(first: str, member: str, given: int) -> str | None:
    """规模以上|高技术制造业和装备制造业增加值: firms of that size in both trades."""
    large = _LARGE.match(first)
    trades = re.search(r"(?:制造业|服务业)增加值$", member)
    return large[0] + member if large and given and trades and "规" not in member else None


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


def _of_accidents(first: str, member: str, given: int) -> str | None:
    """生产安全事故起数、死亡人数 are both of the accidents."""
    counts = (
        first.endswith(("起数", "宗数", "数量")) and member.endswith("人数") and len(member) <= 4
    )
    return first[:-2] + member if counts else None


_PER_OUTPUT = re.compile(
    r"(?:单位|每?万元)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值|规模以上工业增加值)"
)
_OF_OUTPUT = ("二氧化碳", "能耗", "用水", "水耗", "碳排放", "能源")


def _of_output(first: str, member: str, given: int) -> str | None:
    """单位地区生产总值能耗和二氧化碳排放: both per unit of output."""
    per = _PER_OUTPUT.match(first)
    return per[0] + member if per and member.startswith(_OF_OUTPUT) else None


_INSURED = re.compile(r"(?:城乡居民|城镇居民|城镇职工|企业职工)(?=基本|养老|医|社会)")
_INSURANCES = ("养老", "医疗", "医保", "基本养老", "基本医", "社会养老", "大病")


def _of_insured(first: str, member: str, given: int) -> str | None:
    """城乡居民基本医疗、养老保险参保率: who is insured is told once."""
    insured = _INSURED.match(first)
    return insured[0] + member if insured and member.startswith(_INSURANCES) else None


_PER_HEAD = re.compile(r"每[十百千万]人(?:口|常住人口)?")


def _of_heads(first: str, member: str, given: int) -> str | None:
    """每千人|托位、养老床位数: both for as many people."""
    each = _PER_HEAD.match(first)
    told = member.endswith("数") and not member.startswith(("每", "人均"))
    return each[0] + member if each and told else None


_PLACES = ("中心", "实验室", "基地", "园区", "平台")


def _of_rank(first: str, member: str, given: int) -> str | None:
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
