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
from govreport.extract.modifiers import OF_LEVEL, share_modifier
from govreport.extract.words import words
from govreport.lexicon import surfaces

# “保交楼”“保交房”交付率 is a list too.
_LIST = re.compile(r"[、和与及]|以及|(?<=”)(?=“)")
_NOT_LIST = re.compile(
    r"和平|和美|和谐|共和|参与|普及|涉及|综合|以及时|及格|及以上|及以下|与[^、和]{1,12}同步|与[^、和]{1,10}之比|与[^、和]{1,12}比[率重例]|与[^、和]{1,8}合作"
)
_AND = re.compile(r"和|与|及|以及")


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
    return share_modifier(headed, given=len(headed[0]) - len(members[0]))


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
    if (alike := _alike(members)) and len(last) > alike + 2:
        # 苏南、苏中、苏北|特困人员供养标准: what tells them apart is as long in each.
        return [m + last[alike:] for m in members[:-1]] + [last]
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


def _alike(members: list[str]) -> int:
    """The letters of what tells the members apart, where all begin or end with one letter; else 0.

    >>> _alike(["东部", "中部", "西部地区投资"]), _alike(["工业", "服务业增加值"])
    (2, 0)
    """
    length = len(members[0])
    heads = [m[:length] for m in members]
    same = len({h[0] for h in heads}) == 1 or len({h[-1] for h in heads}) == 1
    places = all(h[-1] in "东南西北中部" for h in heads)
    return length if same and places and all(len(m) == length for m in members[:-1]) else 0


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
