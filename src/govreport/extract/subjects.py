"""A phrase with somebody or something before its verb → its noun phrase and its verb.

"城镇新增就业"                → 城镇就业, 新增      "国家科技型中小企业评价入库" → 国家科技型中小企业, 评价入库
"中央财政安排优抚事业费"       → 优抚事业费, 安排    "国际邮轮母港接待邮轮"       → 邮轮, 接待
"轨道交通项目完成投资"         → 轨道交通项目投资, None

``left`` has found the verbs and that none of them opens the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.extract.indicators import tidy
from govreport.extract.phrases import Named, Verbs, runs, verbs_with
from govreport.extract.quantities import Quantity
from govreport.extract.served import object_of
from govreport.extract.tail import Tail, tail
from govreport.extract.words import Words, words

RATE = re.compile(
    r"(?:率|比重|比例|占比|之比|时间|时限|年限|指数|强度|浓度|程度|标准|系数|用时|满意度)$"
)
_CAMPAIGN = ("工程", "行动", "计划", "活动")
_EACH = re.compile(r"(?:每个?(?!季度|月|周|年|天)|各)[^,;。、]{1,10}")
_STATING = ("完成", "实现")
_WHERE = ("城镇", "城市", "农村", "乡村")


def _deeds() -> Words:
    return words("nouns", "deed")


def with_subject(core: str, found: Sequence[Verbs], t: Tail, q: Quantity) -> Named:
    """``城镇新增就业``, ``州财政安排资金``, ``国家科技型中小企业评价入库``, ``基本养老保险参保``."""
    merging = next((r for r in found if _merges(r)), None)
    # 老楼加装电梯|新开工|1000部: the last verb is what is done, the first is part of the name.
    named = merging is not None and found[-1].end == len(core) and found[-1] is not merging
    if merging is not None and not named and t.table != "change":
        subject = bare_subject(core[: merging.start])
        subject = "" if subject.endswith(_CAMPAIGN) else subject
        return Named(tidy(subject + core[merging.end :].lstrip("了")), merging.text)
    sums = [r for r in found if r.text.endswith(tuple(verbs_with("funding")))]
    # 中央财政用于“三农”的投入拟|安排|9884亿元: the last verb is what is done with the sum.
    funding = (
        sums[-1]
        if sums and sums[-1].end == len(core) and not sums[-1].noun
        else next(iter(sums), None)
    )
    if funding is not None and t.table is None and q.dimension == "money" and funding.start > 1:
        return _funded(core, funding)
    done = next(
        (r for r in found if r.text in _STATING and r.start > 1 and r.end < len(core)), None
    )
    if done is not None and q.dimension == "persons" and core[done.end :] in _deeds():
        # 就业困难人员|实现|就业357人.
        return Named(tidy(core[: done.start] + core[done.end :]), None)
    if done is not None and not q.counter:
        # 轨道交通项目完成投资52亿元, 服装业实现增加值48亿元: of the project, of the trade;
        # 重点项目建立包联机制、完成投资5000亿元 too.
        told = next((r.start for r in found if 1 < r.start < done.start and not r.noun), done.start)
        return Named(tidy(bare_subject(core[:told]) + core[done.end :]), None)
    last = found[-1]
    if last.end == len(core):
        return _ending_in_verb(core, last, t, q)
    strong = [
        r for r in found if r.end < len(core) and not r.light and (not r.noun or _is_done(core, r))
    ]
    if q.unit == "%" and RATE.search(core):
        # 城镇新建绿色建筑占比|98%.
        return Named(tidy(core), None)
    if strong and (t.table is None or t.comparator):
        # 农村|新建|住房5.8亿平方米.
        where = core[: strong[-1].start] if core[: strong[-1].start] in _WHERE else each(core)
        return Named(tidy(where + core[strong[-1].end :].lstrip("了")), strong[-1].text)
    return Named(tidy(core), None)


# 国家从|粮食风险基金|中拿出100亿元.
_FROM = re.compile(r"^[^,;。]{0,6}从(?=.{2})")
_GOVERNMENTS = ("国家", "省级", "市级", "县级", "区级", "自治区级")
_GRANTS = ("认定", "登记", "出让", "收储", "取消", "下放")
# 农家乐接待|户, 应急处置|预案: what the verb only describes.
_COMPOUND = re.compile(
    r"[户点站厂场所车官员](?!.)|床位|场[所地]|预案|演练|行动|工作|窗口|队伍|团队|平台|人数|人次|投票|能力|中心|设施|机构|方案|清单|系统|体系|制度|机制|条件|项目$"
)


def _is_done(core: str, run: Verbs) -> bool:
    """国际邮轮母港|接待|邮轮100艘次, 干部共|走访|企业9871家次: a verb, though it could be a noun too."""
    done_to, who = core[run.end :], core[: run.start]
    if len(done_to) < 2 or done_to[0] in "、和的" or _COMPOUND.match(done_to):
        return False
    if run.start > 2 and words("cues", "adverb").ending(core, run.start):
        return True
    grants = who.endswith("本级") or (who in _GOVERNMENTS and run.text.startswith(_GRANTS))
    return grants or (run.start > 1 and run.text.startswith(tuple(verbs_with("doing"))))


def _merges(run: Verbs) -> bool:
    """城镇|新增|就业, 产业园|新签约|项目: who adds is whose it is; after 新 no verb is a noun."""
    added = run.text.startswith(("新增", "净增", "加装", "增设"))
    return added or (run.noun and run.start > 0 and run.text.startswith("新"))


def bare_subject(subject: str) -> str:
    return subject[: tail(subject).cut]


def _funded(core: str, funding: Verbs) -> Named:
    """中央财政安排|优抚事业费; 国家财政安排|支出 is of the treasury; 技改|投入 is the thing itself."""
    given, subject = object_of(core, funding), bare_subject(core[: funding.start])
    payers = tuple(e["surface"] for e in words("nouns", "payer").entries())
    paid = subject.endswith(payers)
    if given == "支出":
        return Named(tidy(subject) + given, funding.text)
    if given or paid:
        return Named(given, funding.text)
    if funding.text.endswith("拿出"):
        # 从失业保险基金结余中|拿出|1000亿元.
        return Named(tidy(_FROM.sub("", subject).removesuffix("中")), funding.text)
    allotted = funding.text.endswith(("安排", "下达", "拨付", "发放"))
    return Named(tidy(subject), funding.text) if allotted else Named(tidy(core), None)


def _ending_in_verb(core: str, last: Verbs, t: Tail, q: Quantity) -> Named:
    """``国家科技型中小企业|评价入库`` has a deed; ``基本养老保险参保`` is a statistic."""
    subject = tidy(bare_subject(core[: last.start]))
    if last.text in verbs_with("reducing") and t.table is None:
        return Named(subject, last.text)
    if q.counter and core.startswith("实现", last.start):
        # 贫困人口|实现脱贫|3403人.
        return Named(subject, last.text)
    # 新能源|开工|1600万千瓦: power is built as homes are.
    built = last.after and (q.counter or q.dimension == "power")
    if t.table in ("change", "reach") or (last.noun and not built):
        # “环城线”完成|绿化|11公顷.
        return Named(tidy(core[: last.start] + last.text), None)
    if t.table == "link" and last.noun:
        return Named(tidy(core), None)
    return Named(subject, None if last.light and not q.counter else last.text)


def each(core: str) -> str:
    """各镇街建成|1个健身中心: each of whom; empty where nobody is."""
    if _EACH.match(core) is None:
        return ""
    first = next(iter(runs(core)), None)
    subject = core[: first.start] if first and first.start > 1 else ""
    return bare_subject(subject) if len(subject) > 1 else ""
