"""Noun phrases as found → indicators as a reader would write them.

tidy        "各类养老床位数量"                      → "各类养老床位"
owned       "占比", owner "民营经济增加值"           → 民营经济增加值占比
whose       "入淀河流水质"                          → 入淀河流
"""

from __future__ import annotations

import re

from govreport.extract.marks import NOTE, guarded
from govreport.extract.phrases import opening
from govreport.extract.words import words

# 惠及, 参与 and 共和 end in a letter that elsewhere joins two things.
_JOINTS = re.compile(
    r"^(?:和(?![美谐平])|及|与|并(?![购网轨联列])|了)+|(?:(?<![惠普涉波触以])及|(?<!参)与|(?<![共平饱])和|(?<!合)并|了)+$"
)
_JOINING = frozenset("和及与并了")
_TAILS = re.compile(r"(?:数量|总数|总计|累计|合计|共计|的)$")
_KEEP_TAIL = re.compile(
    r"(?:经济|资产|物质|排放|存款|贷款|水资源|资源|能源|能耗|用水|污染物|业务|货物|消费|人口|结算)总量$"
)
NOT_EXAMPLES = re.compile(
    r"(?<=均)等(?:公共|化)|(?<=优良中)等|(?<=[中甲])等(?:医院|偏)|等(?:级|教育|学校|职业|院校|候|次|领域$|方面|\(|收入|专项|基层|地区?|级)"
)
_SUCH_AS = re.compile("等")
_NOTED = re.compile(r"(?<=”)\(\d{1,2}\)")
_FIELD = re.compile(r"(?:重点)?(?:领域|行业|产业)(?=.{2,})")


def tidy(noun: str) -> str:
    """Drop what adds nothing at either end."""
    noun = noun.strip("的、,:;。—-·").removeprefix("一批")
    if "累计" in noun:
        # 园区累计投资13亿元.
        noun = noun.replace("累计", "")
    if ")" in noun:
        # “一区三边”(6)违法建设: the number of a note.
        noun = _NOTED.sub("", noun)
    if noun[:1] in _JOINING or noun[-1:] in _JOINING:
        noun = _JOINTS.sub("", noun)
    if noun[-1:] in "量数计的]〕" or "[" in noun or "〔" in noun:
        noun = _TAILS.sub("", NOTE.sub("", noun)) or noun
    if (
        noun.startswith("“")
        and noun.endswith("”")
        and noun.count("“") == 1
        and "”" not in noun[:-1]
    ):
        return noun
    return noun.strip("的")


def without_total(noun: str) -> str:
    """人才总量超1560万人 counts 人才; 经济总量 is a thing of its own."""
    if noun.endswith("总量") and len(noun) > 3 and not _KEEP_TAIL.search(noun):
        return noun[:-2]
    return noun


def after_examples(noun: str) -> str:
    """``横江路等道路`` → ``道路``: 等 gives examples, not the noun."""
    for m in _SUCH_AS.finditer(noun) if "等" in noun else ():
        if NOT_EXAMPLES.match(noun, m.start()) or any(a < m.start() < b for a, b in guarded(noun)):
            continue
        rest = noun[m.end() :]
        field = _FIELD.match(rest)
        if field and not is_bare(rest[field.end() :]):
            # 生物医药等|产业增加值 is of the trades.
            rest = rest[field.end() :]
        if len(rest) >= 2:
            return rest
    return noun


def is_bare(noun: str) -> bool:
    """Whether the phrase only names a dimension, and of what must be looked for (总规模, 增速)."""
    bare = words("nouns", "bare")
    # 办结率、走访率、满意率 are of one owner.
    rates = noun.split("、")
    if noun in bare or (rates[0] in bare and all(rate.endswith("率") for rate in rates)):
        return True
    first = next((w for w in _OF_WHOLE if noun.startswith(w)), None)
    if first is not None and noun[len(first) :] in bare:
        return True
    # 受理来电40万件,|办理满意率|92%: of them, as 满意率 would be.
    verb = opening(noun)
    return verb is not None and noun.endswith("率") and noun[verb.end :] in bare


def owned(noun: str, owner: str | None) -> str:
    """A bare dimension with its owner before it; 总量 alone is the owner itself."""
    if noun in ("总量", "数量", "总数", "数"):
        return owner or noun
    if owner is None or owner.endswith(noun):
        return owner or noun
    if noun == "投资" and noun in owner[1:]:
        # 强化工业投资全流程跟踪服务,完成|投资|879亿元.
        return owner[: owner.index(noun)] + noun
    if replaced := _exchanged(noun, owner):
        return owner.removesuffix(replaced) + noun
    if noun.startswith("总") and owner.endswith(noun[1:]):
        # 铁路通车里程280公里、|总里程|达到5400公里.
        return owner.removesuffix(noun[1:]) + noun
    if noun.endswith("率") and (rate := _SERVICE_RATE.search(owner)):
        # 政协提案办理率、|满意率|100%.
        return owner[: rate.start()] + noun
    overlap = next(
        (n for n in range(min(len(owner), len(noun) - 1), 1, -1) if owner.endswith(noun[:n])), 0
    )
    return owner + noun[overlap:]


_SERVICE_RATE = re.compile(r"(?:按[时期])?(?:办理|办结|办复|回复|答复|满意|调解|解决|签收)率$")


def exchanged(noun: str, owner: str) -> bool:
    """Whether ``noun`` is listed as what takes the place of the owner's dimension.

    >>> exchanged("人口", "中心城区面积"), exchanged("人口", "中心城区产值")
    (True, False)
    """
    return _exchanged(noun, owner, listed=True) is not None


def _exchanged(noun: str, owner: str, *, listed: bool = False) -> str | None:
    """粮食播种面积…、产量750亿斤: the dimension whose place another takes; ``listed`` as such."""
    exchangeable = words("nouns", "exchanged")
    if exchangeable.ending(owner) is None:
        return None
    # 装机占比 gives way to 发电量占比, and of it 占比 to 规模.
    ends = (e for e in exchangeable.entries() if owner.endswith(e["surface"]))
    for entry in sorted(ends, key=lambda e: -len(e["surface"])):
        if "only" not in entry or noun in entry["only"]:
            taken = "only" in entry or not listed
            return str(entry["surface"]) if taken and owner != entry["surface"] else None
    return None


_OF_WHOLE = ("增加值", "产值", "营收", "营业收入", "主营业务收入", "收入", "投资")


_MEASURED_OF = re.compile(
    r"(?:(?<=[^、]{2})|(?<=^[县村镇乡市区户]))(?:20\d\d年)?(?:(?:水|空气|(?:水|大气)?环境)质量|(?<!境)水质"
    r"|(?:工业|农业|年|总)*产[值量]|总?规模|总里程|总投资|进度"
    r"|(?:承诺)?(?:办理|办结|审批)(?:时限|时间|用时|率)|经济总量|(?:经济|地区生产总值|城乡居民收入)?增[速幅]"
    r"|(?:(?:城乡|城镇|农村)?居民|农民|职工)?(?:均有村?)?(?:人均|年|总|可支配|纯|主营|业务|营业|(?<=村)村集体|集体|经济|组两级|经营性|非税|地方|财政|一般公共预算|税收|旅游|门票|销售)*收入)$"
)


def whose(noun: str) -> str:
    """6条|入淀河流水质|达到Ⅲ类, 50户|企业产值|超亿元: what is measured of a thing is not counted.

    >>> whose("入淀河流水质"), whose("欠发达乡镇农民人均收入"), whose("地方标准")
    ('入淀河流', '欠发达乡镇', '地方标准')
    """
    m = _MEASURED_OF.search(noun)
    return noun[: m.start()] if m and "占" not in noun else noun
