"""The name of an indicator → what two reports may both call it, and whether two names can be one.

全年社区网格员专职化率          → 社区网格员专职化率
能耗及排放等约束性指标          → 约束性指标
投资超亿元项目, 亿元以上项目     → 过亿元项目
乡村道路, 规上企业              → 农村公路, 规模以上企业
城镇低保标准, 农村低保标准       kept apart, and so are 5亿元项目 and 亿元项目
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from govreport.extract.keys import normal
from govreport.extract.lists import deal
from govreport.identify.regions import named
from govreport.lexicon import load

_LEAD = regex.compile(
    r"^(?:[①-⑳]|[一二三四五六七八九十]{1,3}[、是])?(?:(?:全年|年度|年末|年底|年内|年(?=主营|营业|产值|销售|营收|纳税)|累计|共)|(?:全|我|本)(?:自治区|自治州|自治县|[省市区县州盟旗国域])(?!域))*"
)
# 能耗及排放等约束性指标: what follows 等 is the name, unless 等 is part of a word (高等教育, 等级).
_GIVEN = regex.compile(r"^.{2,40}[^高中初优平同对一二三特]等(?![级次候额同于距])(?=.{3})")
# 投资超亿元项目, 亿元以上项目 and 过亿元项目 are counted alike.
_FROM = regex.compile(
    r"(?:总投资|投资额?)?(?:超过|[超过逾达])?((?:\d+(?:\.\d+)?|[一二三五十百千])?[十百千万亿]*[万亿]元)(?:及?以上)?"
)
# 超百亿元企业 and 超100亿元企业
_ROUNDS = {"十": "10", "百": "100", "千": "1000"}
_ROUND = regex.compile(r"(?<![\d一二三四五六七八九])[十百千](?=[万亿]元)")
# 8个产业集群产值, 八大产业集群产值: how many they are this year is no part of the name.
# 总投资323亿元的重点项目: what those of this year cost. 总投资10亿元以上 and a round sum are a class.
_COST = regex.compile(
    r"^(?:计划)?总?投资(?!(?:[1-5]|[1-5]0|100)[万亿]元)\d+(?:\.\d+)?[万亿]元(?!(?:及?以上))的?(?=.{2})"
)
_HOW_MANY = regex.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})[个大]"
    r"(?=(?:重点|主导|支柱|特色|优势|先导|战略性|新兴|传统)*(?:产业|行业|领域|集群))"
)
# 省、市重点项目 and 省市重点项目
_LEVELS = regex.compile(r"(?<=[省市县区])、(?=[省市县区](?:重点|级))")
_LEVEL = regex.compile(r"(?:国家级?|自治区级|[省市县区州]级|示范性?)")
# 项目总投资1.78万亿元 is what they cost in all, and 项目完成投资4608亿元 what was spent in a year.
_IN_ALL = regex.compile(r"总投资|投资总")
_SHARE = regex.compile(r"(占.{1,20}?)(?:比重|比例|比率|份额)$")
# 数字经济占地区生产总值比重 and 数字经济占比: a share that does not say of what is one of the GDP.
_OF_GDP = regex.compile(r"占(?:比|(?:(?:地区|国内)?生产总值|GDP))$")
_TOKENS = regex.compile(r"[A-Z]*\d+(?:\.\d+)?[A-Z]*|[A-Z]{2,}|[十百千]?[万亿]+元")
# 中小学和幼儿园 is a list and 和美乡村 is not.
_LIST = regex.compile(r"[、或]|(?<!^)和(?![美谐平解])|以及|(?<!普)及(?![格时]|以[上下])")
_DIVISIONS = "省市区县州盟旗"
_LONGEST = 12
"""Letters of a division's name that is looked for."""
_KEPT = 1 << 14
"""Names whose words are remembered: those of two long reports, many times over."""


def name_of(indicator: str) -> str:
    """An indicator folded, without quotes and without what adds nothing to it.

    >>> name_of("全市粮食产量"), name_of("装配式建筑占新建建筑面积比例"), name_of("八大产业集群产值")
    ('粮食产量', '装配式建筑占新建建筑面积', '产业集群产值')
    """
    name = _LEVELS.sub("", normal(indicator))
    name = _COST.sub("", _HOW_MANY.sub("", _LEAD.sub("", name) or name))
    lead, tail = _edges()
    bare = tail.sub("", lead.sub("", name))
    name = bare if len(bare) > 1 else name
    name = _GIVEN.sub("", name).replace("实现", "")
    first = _same()
    name = _words_of_same().sub(lambda found: first[found[0]], name)
    name = _ROUND.sub(lambda found: _ROUNDS[found[0]], name)
    return _OF_GDP.sub("占", _SHARE.sub(r"\1", _FROM.sub(r"过\1", name)))


@cache
def _edges() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Words that are no part of the name that they stand before or after."""
    leads, tails = (
        "|".join(sorted((word for row in load("compare")[table] for word in row["words"]), key=len))
        for table in ("lead", "tail")
    )
    return regex.compile(rf"^(?:{leads})(?=..)"), regex.compile(rf"(?:{tails})+$")


@cache
def _same() -> dict[str, str]:
    """A word → the one that stands for all that mean the same."""
    return {word: row["words"][0] for row in load("compare")["same"] for word in row["words"]}


@cache
def _words_of_same() -> regex.Pattern[str]:
    # The longest first: 违法建设 before 违建, and 停车泊位 as it stands.
    return regex.compile("|".join(sorted(_same(), key=len, reverse=True)))


def kept_apart(a: str, b: str) -> bool:
    """Whether two names hold words that keep them apart: 城镇 and 农村, 5亿元 and 亿元, two places."""
    if _tokens(a) != _tokens(b) or _places(a) != _places(b):
        return True
    if "投资" in a and "投资" in b and bool(_IN_ALL.search(a)) != bool(_IN_ALL.search(b)):
        return True
    first, second = _sides(a), _sides(b)
    return any(x and y and not x & y for x, y in zip(first, second, strict=True))


@lru_cache(_KEPT)
def _tokens(name: str) -> frozenset[str]:
    return frozenset(_TOKENS.findall(name))


@lru_cache(_KEPT)
def _sides(name: str) -> tuple[frozenset[int], ...]:
    """For each entry of words that keep apart, on which sides a name stands."""
    return tuple(
        frozenset(
            number
            for number, side in enumerate(entry["sides"])
            if any(word in name for word in side)
        )
        for entry in load("compare")["apart"]
    )


@lru_cache(_KEPT)
def _places(name: str) -> frozenset[str]:
    """The divisions that a name speaks of, in full: 云川县 in 云川县粮食产量."""
    return frozenset(
        name[start:end]
        for end in range(3, len(name) + 1)
        if name[end - 1] in _DIVISIONS
        for start in range(max(0, end - _LONGEST), end - 2)
        if any(region.name == name[start:end] for region in named(name[start:end]))
    )


def items(name: str) -> list[str]:
    """The things that a name lists.

    >>> items("实验室和中试基地"), items("和美乡村")
    (['实验室', '中试基地'], ['和美乡村'])
    """
    return [item for item in _LIST.split(name) if item]


def part_of(name: str, whole: str) -> bool:
    """Whether a name is one of those that another lists, and is counted in it.

    >>> part_of("幼儿园", "公办中小学、幼儿园"), part_of("幼儿园", "公办幼儿园")
    (True, False)
    """
    return name != whole and name in items(whole)


_NAMED = 6
"""Letters of a name in a list that needs nothing of the others."""


def members(name: str) -> list[str]:
    """The things that a name lists, each with the head that they share.

    >>> members("养老、医疗保险参保率"), members("养老保险参保率")
    (['养老保险参保率', '医疗保险参保率'], [])
    """
    each = items(name)
    # 出境断面水质优良率、水源地水质达标率 share no head, and each is a name.
    whole = len(each) > 1 and all(len(item) >= _NAMED for item in each)
    return deal(name, len(each)) or (each if whole else [])


def but_for_level(a: str, b: str) -> bool:
    """Whether two names differ in that one says of which level it is: 省级绿色矿山, 绿色矿山;
    市级示范性托育中心, 市级托育中心."""
    first, second = set(_LEVEL.findall(a)), set(_LEVEL.findall(b))
    same = _LEVEL.sub("", a) == _LEVEL.sub("", b)
    return a != b and same and (first < second or second < first)


def within(short: str, name: str) -> bool:
    """Whether the letters of ``short`` are all in ``name``, in order: 龙头企业, 农业龙头企业."""
    letters = iter(name)
    return len(short) < len(name) and all(letter in letters for letter in short)
