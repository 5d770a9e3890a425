"""The words behind a sum or a count that tell whom or what it is for.

"支持职业教育发展"        → what a sum is spent on: 职业教育
"为低收入户购买防贫保险"   → whom it is for, the deed and its object: 低收入户, 购买, 防贫保险
"对乡镇卫生院进行全面改造" → 乡镇卫生院, 改造
"出台优化营商环境|26条|措施" → what the measures are for: 优化营商环境措施, 出台
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govreport.extract.indicators import after_examples, tidy
from govreport.extract.phrases import Named, opening, runs, strip_leads

PERFORM = re.compile(
    r"(?:实施|进行|实行|开展|提供|予以|得到|实现|完成)了?(?:全面|集中|有力|妥善|有效|切实|充分|及时)?"
    r"(?P<deed>[^,;。、]{2,9}?)(?:工程|工作|服务)?$"
)
# 投入100亿元支持职业教育发展: what a sum is for.
_SPENT_ON = (
    r"(?:用于|注入|支持|扶助|扶持|设立|实施|推进|开展|建设|建成|改造|完成|新建|改建|修建|启动|组织实施|办好|办成|配备|(?:帮助)?解决|提升|改善|完善|整治"
    r"|购置|购买|资助|加强|促进|进行|新改扩建|新建改建|新改建|改扩建|扩建|翻建)"
)
_PURPOSE = re.compile(
    rf"^(?:重点|加快|全面|基本|持续|进一步|大力|着力|深入|积极|扎实)?{_SPENT_ON}(?:[、和]?{_SPENT_ON}){{0,2}}了?"
    r"(?!全年|年度|年?计划|目标|任务)(?P<noun>(?:G\d+|(?!、" + _SPENT_ON + r")[^,;。\d]){0,40})"
)

# 对外贸易, 为民办实事 and 在建项目 are names.
_BEARING = re.compile(
    r"(?:为(?!民|期|主|代表)|对(?=[全所][^,;。]|[^外口标俄台接华美非欧日象照东共沿“]))(?:全[国省市区县州]|我[省市区县州])?(?:所有|各|部分)?"
    r"|在(?=全[国省市区县州]|我[省市区县州]|[^的,;。、建孵营校册岗库]{1,3}(?:就业|创业))"
)
# 完成甲中学等|12所|学校设备购置.
_AFTER_COUNT = re.compile(r"\d+[余多]?[个所座家处项](?P<noun>[^,;:。、\d〔\[]{2,16})")
_CLAUSE_END = re.compile(r"[,;:。\d]")
# 建成邸北|110千伏变电站: the name goes on.
_RATING = re.compile(r"[\d.]+万?(?:千伏|兆瓦|千瓦|吨|米|英寸)")
_FURTHERED = re.compile(r"(?:发展|工作)$")


class Borne(NamedTuple):
    """Whom something is done for, the deed and its object."""

    who: str
    deed: str
    what: str


def purpose(right: str) -> str | None:
    """What a sum is spent on, where it has no noun of its own; empty when a count follows.

    >>> purpose("支持职业教育发展"), purpose("支持904个科技项目"), purpose("左右")
    ('职业教育', '', None)
    >>> purpose("实施节水灌溉、水土保持等水利工程"), purpose("改造东街、西街等30公里道路")
    ('水利工程', None)
    >>> purpose("完成甲中学等12所学校设施设备购置")
    '学校设施设备购置'
    """
    if done := borne(right):
        return after_examples(done.what) or done.who
    m = _PURPOSE.match(right)
    counted = _AFTER_COUNT.match(right, m.end()) if m and m["noun"].endswith("等") else None
    if counted:
        return counted["noun"]
    if m and m["noun"].endswith("等") and m.end() == len(right):
        # 投资12亿元建成新园、东园等|11个|住宅小区.
        return ""
    if m is None or m["noun"].endswith("等") or _RATING.match(right, m.end()):
        return None
    return _FURTHERED.sub("", after_examples(m["noun"]))


def counted_after(right: str) -> str:
    """The things counted behind the deed that a sum is spent on.

    >>> counted_after("新建改建248个医疗救治项目")
    '医疗救治项目'
    """
    m = _PURPOSE.match(right)
    counted = _AFTER_COUNT.match(right, m.end()) if m else None
    return counted["noun"] if counted else ""


def borne(right: str) -> Borne | None:
    """对|乡镇卫生院|进行了全面改造, 为|低收入户|购买|防贫保险, 在全省|复制推广: no name of what is counted.

    >>> borne("为低收入户购买防贫保险")
    Borne(who='低收入户', deed='购买', what='防贫保险')
    >>> borne("对乡镇卫生院进行了全面改造")
    Borne(who='乡镇卫生院', deed='改造', what='')
    """
    m = _BEARING.match(right)
    if m is None:
        return None
    right = _CLAUSE_END.split(right, 1)[0]
    if performed := PERFORM.search(right, m.end() + 1):
        deed = next(reversed(runs(performed["deed"])), None)
        return Borne(right[m.end() : performed.start()], deed.text, "") if deed else None
    verb = next((r for r in runs(right) if r.start > m.end()), None)
    if verb is None or (right[0] == "在" and verb.end < len(right)):
        return None
    return Borne(right[m.end() : verb.start], verb.text, right[verb.end :].lstrip("了"))


_MEASURES = ("措施", "政策", "举措", "办法", "意见")
_BRINGING = re.compile(r"(?:制定|出台|实施|推出|发布|印发|落实|执行|提出|颁布|完善)+好?")
_AIM = 16
"""An aim is named in no more letters."""


def introduced(core: str, counted: str) -> Named | None:
    """出台支持产业健康发展|18条|措施: the verb that opens it brings them out, the rest is what for."""
    core = core[strip_leads(core) :]
    first = opening(core)
    if not counted.endswith(_MEASURES) or first is None:
        return None
    # 制定实施|促进养殖业发展|20条|政策, 出台|优化营商环境|26条|措施.
    brought = _BRINGING.match(first.text)
    aiming = first.text[brought.end() :] if brought else ""
    aim = aiming + core[first.end :].lstrip("了")
    # 推出“大表审批制”等|10项|举措: what they are, not what for.
    aim = "" if aim.endswith("等") else after_examples(aim)
    noun = tidy((aim if len(aim) <= _AIM else "") + counted)
    return Named(noun, first.text.removesuffix(aiming))
