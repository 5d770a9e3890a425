"""Quantities that are no records, and why.

    "第十八届"     ordinal       "2024年1月"       date         "“3个100万”目标"  quoted
    "亿元以上项目"  attribute    "三年行动计划"     duration     "围绕五个方面"     list-count

A refused quantity stays in the text, where it may be part of an indicator (亿元以上项目793个).
"""

from __future__ import annotations

import re
from functools import cache

from govreport.extract.attributes import MEASURES, STOPS, costs_all, is_attribute, sizes_counted
from govreport.extract.marks import guarded
from govreport.extract.phrases import runs
from govreport.extract.quantities import Quantity, units
from govreport.extract.words import Words, words

# A duration says how long something takes or lasts only where such a thing is named.
_DURATION_NAME = re.compile(
    r"(?:年限|寿命|时限|时间|用时|周期|期限|工期|时长|天数|时效|年龄|日数|办结|办理|审批|平均|压缩|缩短|压减|减少|延长|提前|增加|增长|提升|控制在|"
    r"受教育|教育|开办|登记|由|从|至|到|达到?|为|近|仅需?|不超过|只需)[^,;。]{0,6}$"
)
_NO_DURATION = re.compile(
    r"(?:连续|近|过去|未来|今后|这|为期|每|前|后|历时|第|提前|新一轮|用|再|头|长达|持续|以来|经过|通过|力争|计划|奋战|时隔|逾|超过|又|几|整|任期|满|累计|成立|建党|建国|改革开放|开展|实施|出台|制定|落实|推进|完成)$"
)
_DAYS = re.compile(r"(?:天数|优良天气|优良空气)[^,;。\d]{0,4}$")
_AFTER_DURATION = re.compile(
    r"(?:多?来|以来|行动|计划|规划|试点|期间|间|多|前|后|里|目标|任务|大计|攻坚|大庆|周年|历史|滚动|工作|决战|方案|(?:倍增|提升|整治|发展|翻番)(?:行动|计划|攻坚|工程|规划|目标)|时间|一遇|专项|禁渔|内[^,;。])"
)

# 560万东岭儿女, 8500万勤劳智慧的东岭人民, 14亿人口的大国.
_PEOPLE = re.compile(
    r"人口的[^,;。]{0,8}(?:国|省|市|县|区)|[^,;。、]{0,9}(?:人民(?!币|法院|法庭|医院|政府|调解|群众)|儿女)"
)
# 在全国358个|城市中排名第259位, 稳居168个|重点城市前列: among how many it ranks.
_FIELD = re.compile(
    r"[^,;。、\d]{0,6}(?:市|省|县|区|州|省份|单位)的?(?:前列|中上游|[“\"]?倒数|后\d)|"
    r"[^,;。、\d]{0,6}(?:市|省|县|区|州|省份|单位)(?:[^,;。、\d]{0,8}(?:排名|评价|考核|测评))?中[^,;。、\d]{0,10}(?:排名|排|位居|名列|位列|居|保持|提升|上升|前移)[^,;。、\d]{0,4}[第前]?[\d一二三四五六七八九十首]|"
    # 在262个|地级市信用排名中比年初前移109个位次.
    r"[^,;。、\d]{0,6}(?:市|县|区|州|省份)[^,;。、\d]{0,8}排名中"
)
_CIRCLE = re.compile(r"(?:以?内)?的?[^,;。、的和及与]{0,6}圈(?![层道])")
# 公交与轨道|50米|内换乘比例, 两岸|10公里|范围内矿山修复.
_WITHIN = re.compile(r"(?:服务半径|半径|范围)?以?内(?![,;。、])|服务半径")
# 作为全省|6个|试点县之一.
_ONE_OF = re.compile(r"[^,;。、\d]{1,16}(?<!分)之一")
# 进入全球排名前|1%, but 目前60%的企业.
_TOP = re.compile(r"(?<![目当此以之税年月日间情提会节])前$")
# 与|706所|战略合作, 航天六院|165所: one institute; of fewer than a hundred these may be a count.
_NUMBERED = re.compile(r"[与同]$")
_NAMELESS = re.compile(r"[,;。、)]|$|战略|合作|签")
_INSTITUTE = re.compile(
    r"(?:[一二三四五六七八九十]院|集团|航天|科技|电科|兵器|中船|中电|(?<![本专高预学])科)$"
)
_CLAUSE_END = re.compile(r"[,;。:]")
_LISTED = re.compile(r"[、和与及]")


@cache
def _list_nouns() -> Words:
    return words("nouns", "list_noun")


def refuse(text: str, quantities: list[Quantity]) -> list[tuple[Quantity, str | None]]:
    """Each quantity with the rule that refuses it, or None where it may be a record."""
    if not quantities:
        return []
    quoted = [s for s in guarded(text) if text[s[0]] in "“‘《「『〔" and s[1] - s[0] <= 24]
    rows: list[tuple[Quantity, str | None]] = []
    for i, q in enumerate(quantities):
        following = quantities[i + 1] if i + 1 < len(quantities) else None
        before = quantities[i - 1] if i and rows[-1][1] is None else None
        sized = i > 0 and sizes_counted(quantities[i - 1], q, text)
        rule = "attribute" if sized else _rule(text, q, following, quoted)
        rows.append((q, None if rule and costs_all(before, q, following, text) else rule))
    return rows


def _rule(
    text: str, q: Quantity, following: Quantity | None, quoted: list[tuple[int, int]]
) -> str | None:
    if rule := _written_as(text, q, quoted) or _named(text, q):
        return rule
    if q.dimension in ("time", "age") or q.unit in ("年", "天", "日", "周", "月", "岁"):
        return _time_rule(text, q)
    if q.han and (rule := _han_rule(text, q)):
        return rule
    after = text[q.end :]
    # 迈上1200亿|台阶 counts no steps.
    counts = q.counter and q.unit.strip("十百千万亿")
    if counts and _list_nouns().starting(after.lstrip("的")) and _slogan(after, q):
        return "list-count"
    return "attribute" if is_attribute(text, q, following) else None


def _written_as(text: str, q: Quantity, quoted: list[tuple[int, int]]) -> str | None:
    """What the marks and letters that touch a number say: “3个100万”目标, 第十八届, GB2312, 每3人."""
    before, after = text[: q.start], text[q.end :]
    if quoted and any(a < q.start and q.end < b for a, b in quoted):
        return "quoted"
    if _FIELD.match(after):
        return "field"
    if before.endswith("第") and q.kind != "rank":
        return "ordinal"
    if (_latin(before[-1:]) and q.number_start == q.start) or before.endswith(
        ("+", "-", "/", ".", "$")
    ):
        return "name"
    if (after[:1] in "+" and after[:1]) or (_latin(after[:1]) and q.unit in ("", "万", "亿")):
        return "name"
    if (q.unit == "番" and after.startswith("的")) or (
        q.unit == "位" and q.kind == "amount" and after.startswith("数")
    ):
        return "figure of speech"
    if before.endswith("分") and q.unit in ("批", "批次", "轮", "期", "次"):
        # 分3批次|培训企业家.
        return "name"
    if q.unit in ("%", "‰") and _TOP.search(before):
        return "name"
    if before.endswith(("每增长", "每提高", "每增加", "每下降")):
        # 现在每增长|1个百分点|相当于5年前的1.5个百分点.
        return "denominator"
    if before.endswith(("每", "每隔", "每满")) and q.kind == "amount" and not q.unit.endswith("%"):
        return "denominator"
    return "list-count" if q.unit in ("大", "字", "步") else None


def _named(text: str, q: Quantity) -> str | None:
    """What the words around a number say that make a name of it: 3人制, 2公里充电服务圈, 时速350公里."""
    before, after = text[: q.start], text[q.end :]
    if (q.unit == "人" and after.startswith("制")) or after.startswith("覆盖率"):
        # 3人制篮球场, 公交站点500米覆盖率.
        return "name"
    if q.dimension in ("length", "time") and _CIRCLE.match(after):
        # 2公里充电服务圈, 30分钟通勤圈.
        return "name"
    if q.dimension == "length" and (_WITHIN.match(after) or before.endswith("时速")):
        # 时速|350公里|高铁.
        return "name"
    if q.counter and _ONE_OF.match(after):
        return "field"
    if q.unit == "个" and after.startswith("“翻"):
        # 实现两个“翻一番”.
        return "name"
    if q.unit == "类" and after.startswith("刑事"):
        return "name"
    if q.unit == "所" and (
        _INSTITUTE.search(before)
        or ((q.value or 0) >= 100 and _NUMBERED.search(before) and _NAMELESS.match(after))
    ):
        return "name"
    if q.unit in ("万", "亿") and _PEOPLE.match(after):
        return "name"
    if q.han and any(a < q.start and q.end <= b for a, b in guarded(text) if text[a] in "“‘「『"):
        return "quoted"
    several = after.startswith(("等", "人民", "中国人", "中华", "华夏", "各族"))
    if q.unit == "条" and MEASURES.match(after):
        return None
    if several and (q.unit in ("所", "万", "亿") or q.counter) and not after.startswith("等级"):
        return "name"
    return None


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _time_rule(text: str, q: Quantity) -> str | None:
    before, after = text[: q.start], text[q.end :]
    if q.unit == "年" and q.value is not None and q.value >= 1000:
        return "date"
    if q.unit in ("日", "月") or after.startswith(("日", "月")):
        return "date"
    # 0—6岁|儿童, 65岁以上|老年人: whom it is for.
    some = q.value_max is not None or q.comparator in ("ge", "le")
    if q.dimension == "age" and some and after[:1] not in ",;。、)":
        return "attribute"
    if q.han:
        return "duration"
    lasts = before.endswith("再延长") or (q.unit == "小时" and q.value == 24)
    if lasts and after[:1] not in STOPS:
        # 承包到期后再延长|30年|试点, 提供|24小时|政务咨询.
        return "duration"
    if q.unit == "年" and after.startswith(("最", "来最", "新")):
        # 降至近5年|最低.
        return "duration"
    if _DAYS.search(before):
        # 优良天数累计|247天.
        return None
    if _NO_DURATION.search(before) or _AFTER_DURATION.match(after):
        return "duration"
    if not _DURATION_NAME.search(before):
        return "duration"
    return None


def _slogan(after: str, q: Quantity) -> bool:
    """围绕5个方面 introduces a list; 5个重点项目 counts things."""
    entry = _list_nouns().starting(after.lstrip("的"))
    if entry is None:
        return False
    # 做好9个方面|工作: the word adds nothing.
    rest = after.lstrip("的")[len(entry["surface"]) :].removeprefix("工作")
    return not rest or rest[0] in ",;:。、!?)”的和" or rest[0].isdigit() or q.han


def _han_rule(text: str, q: Quantity) -> str | None:
    """A count in Chinese numerals is a record only where a deed governs it or examples precede it."""
    before, after = text[: q.start], text[q.end :]
    unit = units().get(q.unit)
    if q.kind != "amount" or (not q.counter and not (unit and unit.counter)):
        return None
    many = "万" in text[q.number_start : q.end] and after[:1] in ("", *",;。、")
    # 新增岗位七万个: nothing that is only listed is so many.
    if many or (q.unit[:1] in "万亿" and q.wording):
        return None
    if (
        (unit and unit.weak)
        or q.unit in ("次", "支")
        or after[:1] in ("", ",", "、", ";", "。", "”", ":")
    ):
        return "list-count"
    tail = before[-8:]
    ends = [r for r in runs(tail) if r.end == len(tail)]
    if text[q.number_start] == "一" and q.value == 1 and q.unit[:1] not in "万亿":
        built = bool(ends) and any(ends[-1].text.endswith(word) for word in _BUILDING)
        return None if built and q.unit in _BUILT else "list-count"
    if _list_nouns().starting(after):
        return "list-count"
    if before.endswith("等") or ends:
        return None
    return None if _han_counts(text, q) else "list-count"


_BUILDING = (
    "新建",
    "改建",
    "扩建",
    "建成",
    "新增",
    "改造",
    "修建",
    "创建",
    "成立",
    "引进",
    "开通",
    "建立",
    "建设",
)
_BUILT = frozenset("所 座 处 条 家 个 栋 台 套 项".split())
_DONE = re.compile(
    r"(?:全部|全面|顺利|圆满|如期|基本|均|都)?(?:完成|建成|开工|竣工|投用|启用|通车|落地|落实|办结|实施|获评|获批|入选|荣获|摘帽|上市)"
)


# 每年|十件民生实事均高标准完成, 全市|四个区获评….
_SCOPED = re.compile(r"^[“全我市区县州省今每年共有]+$")


def _han_counts(text: str, q: Quantity) -> bool:
    """A list before it under a deed (改建甲桥和乙桥两座农村危桥), or a deed behind its noun (十件实事全面完成)."""
    start = max(text.rfind(c, 0, q.start) for c in ",;。:") + 1
    before, after = text[start : q.start], _CLAUSE_END.split(text[q.end :], 1)[0]
    if _DONE.search(after) and not _SCOPED.sub("", before):
        # 五头|镇入选…, 三门|县完成…: names of places.
        return q.unit in _BUILT or after[:1] not in "镇县市乡村区"
    listed = _LISTED.search(before) is not None
    found = runs(before)
    return listed and bool(found) and q.unit in _BUILT and q.unit != "项"
