"""The text left of a number → its noun phrase and its verb.

"提升改造农村公路"              → 农村公路, 提升改造
"城镇新增就业"                  → 城镇就业, 新增
"完成既有住宅加装电梯"          → 既有住宅电梯, 加装
"为中小企业提供担保贷款"        → 担保贷款, 提供
"中央财政安排优抚事业费"        → 优抚事业费, 安排
"泉江里、育红里等"              → "", None (the noun stands behind the number)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.extract.indicators import after_examples, tidy
from govreport.extract.measure import OF_PLAN, SHARE, leading_change, makes, plain
from govreport.extract.phrases import (
    SCOPE,
    Named,
    Verbs,
    opening,
    runs,
    strip_leads,
    verbs,
    verbs_with,
)
from govreport.extract.quantities import Quantity
from govreport.extract.served import after_preposition, object_of, split_verb
from govreport.extract.subjects import RATE, bare_subject, with_subject
from govreport.extract.tail import ADDING, CONTEST, RELATIVE, Tail, reduced, tail
from govreport.extract.words import words

# 区公安局在群众满意度测评中|排名全省第二: in what one ranks.
_CONTEST = re.compile(
    rf"(?:^.*[^存实潜所内]在)?(?:全[国省市区县州](?!文明))?(?P<name>.{{2,26}}{CONTEST}》?)中(?:我[国省市区县州])?$"
)
# 在资金投入和绿化面积上|均位居全市第一位.
_ASPECT = re.compile(r"^在(?P<name>[^在]{2,24}[^海陆路线网以地水])上$")
# 空气质量在全国地级以上城市中|排名第一: among whom it ranks.
_AMONG = re.compile(r"^(?P<name>.{2,})在[^在]{2,24}中$")
# 在所有地级市中|达到全国前十, 腾冲在边境县中|经济总量保持第2位: among whom, before what ranks.
_AMONG_FIRST = re.compile(
    r"^(?P<who>[^,;。、在]{0,8})在[^,;。、]{2,24}(?:市|县|区|省份?|州|单位|排名)中(?![学小心央医])(?P<name>[^,;。、]{0,14})$"
)
# 在合作区|7个市中排第一: there too.
_IN_PLACE = re.compile(r"在[^,;。、]{2,8}[区市县省州国]")
# 前年下降八成|基础上|再降五成, 减收4亿元的|情况下: nothing that a figure is of.
CONDITIONS = ("基础上", "的基础上", "情况下", "前提下")
# 免费为|36万适龄女生|接种疫苗.
_FREE = re.compile(r"(?:免费|无偿)(?:为|向|给|对)?")
# A change said to come on top of another: 在上年大幅下降的基础上.
_GROUND = re.compile(r"在[^,;。、]{2,18}基础上$")
# 保障|粮食生产面积36万亩, 巩固|公办园占比50%: what is kept up is a level, and nothing is done.
_KEPT = re.compile(
    r"^(?:保障|稳定|巩固|保持|守住|稳住)(?:全年)?"
    r"(?=[^,;。]{2,}(?:面积|产量|总产|产能|占比|比重|比例|利用率|覆盖率|参保率|完好率|达标率|总量|保有量|存栏量?|出栏量?)$)"
)
# The last word of 烟叶收购任务 names no thing; of 水源工程 it does where 件 or 个 counts it.
EFFORTS = ("任务", "工作", "进度", "力度", "步伐")
PROJECT = re.compile(rf"(?:(?:年度)?(?:{'|'.join(EFFORTS)})|工程|项目|行动|计划|目标)$")
COUNTS_PROJECTS = frozenset("个 项 件 批".split())
_MEASURED = ("money", "area", "mass", "power", "energy", "percent", "volume", "length")
# 建成公路及|桥梁, but 惠及|3200万孩子 ends in a verb.
# 设立管委会|并将|滨海新区面积扩容至83平方公里.
_AND_MAKES = re.compile(r"(?<![合兼])并将")
_JOINED = re.compile(r"(?:(?<![惠普涉波触])及|(?<!参)与|(?<![共平饱])和|、|(?<!合)并)$")
# 在公共场所|布局自动体外除颤器等救护设备.
_THERE = re.compile(r"^在[^,;。、的]{2,8}?(?:场所|地区|区域|范围|沿线|周边)(?=[^,;。、的]{4})")
# 对世界经济增长贡献率|超过30%, 对全省经济增长的贡献率|达到30%.
_TO_WHOM = re.compile(r"对(?:全[国省市区县州]|我[国省市区县州])?$")
# 按照国家标准|力争实现16个贫困县摘帽: how it is done.
_MANNER = re.compile(
    r"^(?:按照?|依照|对照|根据|依据)[^,;:。、\d]{0,10}?(?:标准|要求|规划|部署|原则){1,3}(?!化|地)(?=$|[^的和])"
)
# 完成|省下达的|3000万平方米违建治理任务: who set the task.
_SET = re.compile(r"(?:国家|上级|(?<!我)[省市区县州]{1,2}(?:委|政府)?)下达(?:我[省市区县州])?的?$")


def read_left(opened: str, t: Tail, q: Quantity) -> Named:
    """Read the words of a clause before its number; ``t`` has been cut off their end."""
    opened = _SET.sub("", opened) if "下达" in opened else opened
    opened = _MANNER.sub("", opened)
    begin = strip_leads(opened)
    core = opened[begin:]
    if core.endswith("贡献率") and len(core) > 3 and (to := _TO_WHOM.search(opened, 0, begin)):
        return Named(tidy(opened[to.start() :]), None)
    # 完成计划投资5亿元 is a sum of its own, 完成计划投资的150% of what it was planned for.
    if (plan := OF_PLAN.search(opened)) and (q.unit in RELATIVE or not plan["invested"]):
        before = opened[: plan.start()]
        cut = before[strip_leads(before) : tail(before).cut]
        return _verb_and_noun(cut, t, q) if before else Named("", None)
    core = _GROUND.sub("", core) if core.endswith("基础上") else core
    core = "" if core in CONDITIONS or _FREE.fullmatch(core) else core
    core = _KEPT.sub("", core)
    if len(core) > 2 and _JOINED.search(core):
        return Named("", _opening_verb(core))
    if _INSIDE.search(core):
        return Named("", _opening_verb(core))
    if len(core) > 4 and core.endswith(_YEARLY_STOCKS):
        # 玖兴肉鸡养殖|年出栏|8166万只.
        return Named(tidy(core), None)
    if core.endswith("等"):
        return Named("", _verb_of_examples(opened[: len(opened) - 1], core[:-1]))
    if "占" in core and (share := SHARE.match(core)) is not None:
        return _of_share(core, share, t)
    ranked = q.kind == "rank" and (
        _CONTEST.search(core) or _AMONG.search(core) or _ASPECT.search(opened)
    )
    if ranked:
        return Named(tidy(ranked["name"]), None)
    if q.kind == "rank" and _IN_PLACE.fullmatch(opened):
        return Named("", None)
    if q.kind == "rank" and (field := _AMONG_FIRST.match(opened)):
        who = field["who"]
        return Named(tidy(who[strip_leads(who) :] + field["name"]), None)
    core = _last_phrase(_AND_MAKES.split(core)[-1])
    core = _THERE.sub("", core) if "等" in core else core
    first = opening(core)
    verb_end = first.end if first and not _heads_list(core, first) else 0
    core = core[:verb_end] + after_examples(core[verb_end:])
    if t.table is None and (named := split_verb(core) or after_preposition(opened, core)):
        return named
    return _verb_and_noun(core, t, q)


def _last_phrase(core: str) -> str:
    """增加学前教育投入、新增学位: of two phrases with a verb each, the second is of the number."""
    found = runs(core)
    if not found or found[0].start > 0:
        return core
    later = [r.start for r in found[1:] if core[r.start - 1] == "、" and r.end < len(core)]
    return core[later[-1] :] if later and later[-1] > found[0].end + 2 else core


def _of_share(core: str, share: re.Match[str], t: Tail) -> Named:
    """制造业增加值占地区生产总值比重 is one rate; 航运企业运力占全市运力 is a share of the first."""
    noun = share["noun"][: tail(share["noun"]).cut]
    if noun and (share["rate"] or t.table == "link"):
        return Named(tidy(brought_about(noun[strip_leads(noun) :]) + core[len(noun) :]), None)
    if noun:
        return Named(tidy(brought_about(noun)), None)
    return Named(core if share["rate"] else "", None)


def _opening_verb(core: str) -> str | None:
    first = opening(core)
    return first.text if first else None


def _verb_of_examples(opened: str, core: str) -> str | None:
    """推进“五良”融合改造、现代农业园区提升等|26个: the verb that opens it, not one of an example."""
    if core.endswith(_NAMED_RATES):
        # 开办企业便利度等|16个二级指标: a name that begins with a verb.
        return None
    if verb := _opening_verb(core):
        return verb
    before = [r for r in runs(opened) if r.start < len(opened) - len(core)]
    return before[-1].text if before else None


# 完成教育园区内|3条高压线路迁改: where the things are.
_INSIDE = re.compile(r"[区园镇域]内$")
_YEARLY_STOCKS = ("年出栏", "年存栏")
_NAMED_RATES = ("度", "率", "指数", "指标")


_EXTENTS = ("金额", "规模", "总量", "面积", "产量", "交易额", "成交额", "销售额")
# 用于民生的|专项支出|348亿元, 用于|民生支出|3679亿元.
_SPENDING = re.compile(r"(?:支出|资金|投入|经费|投资)$")
# 培育|具有示范作用的|数字车间, 建成|集藏书、阅读于一体的|书院.
_DESCRIBED = re.compile(r"^(?:(?:具有|拥有)[^,;。]{2,30}?|集[^,;。]{2,30}于一体)的(?=.{2})|^首批")


def _verb_and_noun(core: str, t: Tail, q: Quantity) -> Named:
    """``完成道路养护`` → 道路, 养护. ``入园企业`` → 入园企业, None."""
    found = runs(core)
    if q.unit in RELATIVE and t.table is None and (cut := reduced(core)):
        # “三公”经费再|压减|3%.
        return Named(tidy(brought_about(bare_subject(cut.of)).removesuffix("再")), cut.verb)
    if t.table == "reach" and (raised := leading_change(core, opening(core))):
        # 提高|低保标准|至每月1200元.
        core = core[len(raised["surface"]) :].lstrip("了")
        found = runs(core)
    change = leading_change(core, opening(core)) if t.table is None else None
    if change is not None:
        made = makes(change, q)
        rest = core[len(change["surface"]) :].lstrip("了")
        return Named(tidy(rest), change["surface"] if made else None)
    if not found:
        return Named(tidy(core), None)
    if t.table in ("link", "reach") and RATE.search(core):
        return Named(tidy(brought_about(core)), None)
    first = found[0]
    if t.table is not None and len(found) == 1 and first.start == 0 and first.end == len(core):
        return Named(tidy(core), None)
    if first.start == 0 and not _heads_list(core, first):
        return _governed(core, found, t, q)
    return with_subject(core, found, t, q)


def brought_about(core: str) -> str:
    """推动|覆盖率达到95%, 实现|一般性支出压减9.7%: without what brings a rate about."""
    first = opening(core)
    verb = verbs().starting(core) if first and first.end < len(core) else None
    causes = verb and (verb["kind"] == "light" or verb["surface"] in verbs_with("causative"))
    if not verb or not causes:
        return core
    rest = core[len(verb["surface"]) :].lstrip("了")
    scope = SCOPE.match(rest)
    return rest[scope.end() :] if scope else rest


def _heads_list(core: str, first: Verbs) -> bool:
    """投资、消费、进出口总额: a verb-noun before 、 is the first of a list of nouns."""
    after = core[first.end : first.end + 1]
    # 新建、提升农贸市场 opens with two verbs, 投资、消费、进出口总额 with two nouns.
    head = first.text.partition("、")[0]
    listed = "、" in first.text and head in verbs() and verbs()[head].get("noun", False)
    return first.noun and (after in ("、", "和", "与") or listed)


# -- the verb opens the phrase --------------------------------------------------------------------


def yields(run: Verbs) -> bool:
    """Whether a verb leaves the action to a deed after it: 完成…改造, 实施…维修."""
    return run.light or run.last_light or run.text in verbs_with("yielding")


def _governed(core: str, found: Sequence[Verbs], t: Tail, q: Quantity) -> Named:
    """``完成老旧小区改造`` → 老旧小区, 改造. ``引进企业`` → 企业, 引进."""
    first = found[0]
    rest = core[first.end :].lstrip("了")
    if not rest:
        idle = first.light and not q.counter and first.text in ("实现", "完成")
        return Named("", None if idle else first.text)
    done = first.text == "完成" and not q.unit.endswith(("次", "项"))
    if done and "新增" not in rest and words("nouns", "deed").ending(rest.rstrip("”")):
        return Named(tidy(rest), None)
    given_for = q.dimension == "money" and first.text in ("支持", "用于")
    if rest in _EXTENTS and not yields(first) and not first.text.startswith(("新", *ADDING)):
        # 成交金额|194亿元, 存栏规模|17万头: how much of what is done there is.
        return Named(tidy(core), None)
    if t.table == "link" and "的" in rest and (q.counter or given_for) and not t.comparator:
        # 支持社会事业发展的国债投资|达163亿元.
        return Named(tidy(core), None)
    causes = first.light or first.text in verbs_with("causative")
    # 开展推介活动|不少于100场: what is held is held, how often whatever.
    causes = causes and not (q.counter and t.comparator and first.text in ("开展", "举办", "组织"))
    if t.table == "change" or (t.table in ("link", "reach") and causes):
        # 新开工面积增长5%, 到位内资增长8%: a statistic.
        named = first.text.startswith(("新", "净增")) or rest in ("内资", "外资", "资金")
        return Named(tidy(core if named else rest), None)
    if core.startswith("用于") and _SPENDING.search(rest):
        return Named(tidy(core if "的" in rest else rest), None)
    if q.unit == "%" and rest in words("nouns", "bare"):
        # 受理来电40万件,|办理满意率|92%.
        return Named(tidy(core), None)
    if yields(first):
        return _yielded(core, found, t, q)
    stirred = next((r for r in found[1:] if r.text in verbs_with("stirring")), None)
    if stirred and not q.counter and stirred.end < len(core):
        # 发放消费券|带动|消费1.4亿元, 拆除违法建设|腾退|土地4000公顷.
        return Named(object_of(core, stirred), stirred.text)
    strong = [r for r in found[1:] if not r.light and not r.noun and r.end < len(core)]
    if strong and first.text in verbs_with("causative"):
        return Named(object_of(core, strong[-1]), strong[-1].text)
    return Named(tidy(_DESCRIBED.sub("", rest)), first.text)


def _yielded(core: str, found: Sequence[Verbs], t: Tail, q: Quantity) -> Named:
    """What a light verb governs: the deed behind it is the action, if there is one."""
    first = found[0]
    rest = core[first.end :].lstrip("了")
    if q.dimension == "money" and first.text == "完成" and rest.endswith("投资"):
        # 完成|技术改造投资|2.66万亿元.
        return Named(tidy(rest[strip_leads(rest) :]), None)
    if q.dimension in _MEASURED and rest.endswith("建设任务"):
        return Named(tidy(rest.removesuffix("任务")), None)
    project = PROJECT.search(core) if plain(q.unit) not in COUNTS_PROJECTS else None
    stop = project.start() if project else len(core)
    found = runs(core[:stop]) if project else found
    later = [r for r in found[1:] if not r.light]
    last = later[-1] if later else None
    if last and last.end == stop and last.start > first.end:
        if (last.after or not last.noun) and q.dimension != "money":
            return Named(tidy(core[first.end : last.start].lstrip("了")), last.text)
    elif len(found) > 1 and found[1].start == first.end and not found[1].light:
        inner = runs(core[first.end :])
        return _governed(core[first.end :], inner, t, q) if inner else Named(tidy(rest), None)
    middle = next((r for r in later if not r.noun and r.end < len(core)), None)
    if middle is not None and first.light:
        head = core[first.end : middle.start].lstrip("了")
        return Named(tidy(head + core[middle.end :]), middle.text)
    stated = not q.counter or q.dimension in _MEASURED
    if first.text == "实现" or (first.text == "完成" and stated):
        # 完成生态建设任务|4000万亩, 实现全市|低保标准.
        return Named(tidy(rest[strip_leads(rest) :].removesuffix("任务")), None)
    return Named(tidy(rest), first.text)
