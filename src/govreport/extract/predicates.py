"""What is said behind a counted noun → where it begins, and the deed in it.

"企业成功上市"                 → 企业, 上市          "困难村结对帮扶工作全面完成" → 困难村, 结对帮扶
"医院在国家绩效监测中获评A级"   → 医院, 获评          "学校与外地学校结对"         → 学校, 结对

The words a predicate may begin with are those of ``nouns.toml``, each with what it asks for.
"""

from __future__ import annotations

import re
from functools import cache

from govreport.extract.marks import guarded
from govreport.extract.phrases import SCOPE, Named, nouns, opening, runs
from govreport.extract.purpose import PERFORM
from govreport.extract.words import words
from govreport.lexicon import Entry

# 30个新建和技改|项目: what these verbs stand before is a thing.
KINDS = ("项目", "工程", "企业", "园区", "基地", "试点")
# 居全国第1位, but 新居 and 居民.
_FIELDS = tuple("全世首前第")
# 2280户企业|与大数据融合, 90所学校|与外地学校结对: with whom.
_JOINTLY = (
    r"(?=(?:融合|结对|对接|合作|相连|签约|签订|签署|建立|结成|开展|同质发展|分离|脱钩)(?!的))"
)
_WITH = re.compile(rf"(?<=..)与[^,;。、]{{2,12}}?{_JOINTLY}")
# 49家医院|在国家绩效监测中|获评A级, 90所学校|与外地学校|结对: where and with whom it is said.
_PLACED = re.compile(
    rf"^(?:在[^,;。、]{{1,20}}?[中上下内里](?=[^,;。、]{{2}})|与[^,;。、]{{2,12}}?{_JOINTLY})"
)
_TASK = re.compile(r"(?:工作|任务)$")


def noun_and_predicate(right: str) -> Named | None:
    """企业|成功上市: what is said of a counted noun begins behind it; None if nothing is."""
    cut = predicate_at(right)
    return None if cut is None else _predicated(right[:cut], right[cut:])


def adverbs_end(text: str, at: int) -> int:
    """Where the words of a predicate at ``at`` end (全部|达标, 成功|上市); ``at`` if none."""
    entry = _predicate(text, at)
    # 150户|因病致贫的|特困户: a clause that only describes.
    if entry and not (entry.get("states") and "的" in text):
        stop = at + len(entry["surface"])
        # 启动3个|集中安置小区建设: 集中 is a predicate before a verb only.
        if not entry.get("before_verb") or opening(text[stop:]):
            return stop
    adverb = words("actions", "adverb").starting(text, at)
    end = at + len(adverb["surface"]) if adverb and adverb["drop"] else at
    # 精准|落实资助, but 重点|企业 and 重点|技改项目: an adverb only where a verb follows.
    first = next(iter(runs(text, end)), None) if end > at else None
    return end if first is not None and first.start == end else at


_WORKS = ("工程", "体系", "机制")
_ATTAINED = ("进入", "获", "获得", "荣获", "入选")
_FAR, _FAR_LETTER = 10, 16
"""Letters behind a predicate in which a verb must stand; 项目向乡村延伸 is said with one letter."""


@cache
def _predicate_starts() -> frozenset[str]:
    return words("nouns", "predicate").starts()


def _predicate(text: str, at: int) -> Entry | None:
    """The predicate that begins at ``at``: 企业|成功上市; 705套|保障性住房 and 居民 begin names."""
    entry = words("nouns", "predicate").starting(text, at)
    if entry is None or nouns().starting(text, at):
        return None
    if at == 0 and entry["surface"] == "消除":
        # 1.16万人|消除地质灾害隐患威胁.
        return None
    first = at == 0 or text.endswith("重点", 0, at)
    staged = first and entry["surface"] in ("签约", "竣工", "投产")
    if staged and text.startswith(KINDS, at + len(entry["surface"])):
        # 5个|签约项目|尽快开工, 4个|重点签约项目|落地.
        return None
    if len(entry["surface"]) > 1 and text.startswith(_WORKS, at + len(entry["surface"])):
        # 165个|农村饮水水源保障工程.
        return None
    if entry.get("acting") and words("nouns", "actor").ending(text, at) is None:
        # 78万农牧户|发展庭院经济, but 12个产业发展项目.
        return None
    return None if entry.get("ranked") and not text.startswith(_FIELDS, at + 1) else entry


def predicate_at(right: str) -> int | None:
    """Where the counted noun ends and what is said of it begins: 企业|成功上市, 资金|支持发展."""
    spans = guarded(right)
    others = _WITH.search(right) if "与" in right else None
    starts = _predicate_starts()
    for at in range(1, others.start() if others else len(right)):
        if right[at] not in starts and right[at : at + 2] not in starts:
            continue
        entry = _predicate(right, at)
        if entry is None or any(a < at < b for a, b in spans):
            continue
        word = entry["surface"]
        if right.startswith("的", at + len(word)):
            # 165项|国务院部门实施的|审批事项.
            continue
        # 2个基本现代化县, 3个集中区: parts of a name, but before a verb.
        far = at + (_FAR_LETTER if len(word) == 1 else _FAR)
        if entry.get("before_verb") and not runs(right[at + len(word) : far]):
            continue
        led = entry.get("alone") or entry.get("before_verb")
        if len(word) > 1 or led or runs(right[at + 1 : at + 7]):
            # 66个|项目|新开工, 50个|项目|落地开工.
            # 11条|地铁项目建设|进入主体施工阶段: what is entered is entered by the works.
            inside = () if word in _ATTAINED else runs(right)
            within = next((r.start for r in inside if 1 < r.start < at < r.end), at)
            return within - 1 if within > 2 and right[within - 1] == "新" else within
    return others.start() if others else None


def _predicated(noun: str, predicate: str) -> Named:
    """What is said of a counted noun: 实施无障碍改造; 结对帮扶工作 + 全面完成 → 结对帮扶."""
    opened = words("nouns", "predicate").starting(predicate)
    performed = PERFORM.search(predicate)
    if performed and (deeds := runs(performed["deed"])) and deeds[-1].end == len(performed["deed"]):
        # 吃水难问题|得到彻底解决: of what one gets only the deed.
        got = performed[0].startswith("得到")
        return Named(_without_building(noun), deeds[-1].text if got else performed["deed"])
    reformed = words("nouns", "deed").ending(performed["deed"]) if performed else None
    if performed and reformed and performed[0].startswith("完成") and not reformed.get("befalls"):
        # 15家国企|完成混合所有制改革.
        return Named(_without_building(noun), performed["deed"])
    if performed and performed[0].startswith(("进行", "得到")):
        # 35所学校|进行改气改电, 5万户住房|得到有力保障.
        return Named(_without_building(noun), performed["deed"])
    if opened and opened.get("deed"):
        # 12家医院|位列国家百强, 8家企业|进入名录; 2座电厂|点火运营.
        verb = opening(predicate)
        deed = verb.text if verb and verb.end > len(opened["surface"]) else opened["surface"]
        deed = rendered(predicate) or deed
        return Named(_without_building(noun), deed)
    # 4个国家级开发区|是高质量发展的主战场, 15个项目|具备开工条件: no deed in what is said.
    states = opened is not None and opened.get("states", False)
    spoken = _PLACED.sub("", predicate)
    rest = () if states else runs(spoken)
    deed = next((r for r in rest if not r.light), None)
    if deed is not None:
        return Named(_without_building(noun), deed.text)
    bare = _TASK.sub("", noun)
    own = next((r for r in reversed(runs(bare)) if r.end == len(bare) and r.start > 1), None)
    if own is not None:
        return Named(noun[: own.start], own.text)
    done = words("nouns", "deed").ending(spoken)
    whole = done is not None and rest and rest[0].end + len(done["surface"]) == len(spoken)
    if done and whole and not done.get("befalls"):
        # 86万名下岗职工|实现|再就业.
        return Named(_without_building(noun), done["surface"])
    if rest:
        # 129项业务|实现“一门通办”: that it came about is no deed.
        return Named(_without_building(noun), rest[0].text if rest[0].text != "实现" else None)
    said = "" if states else predicate[adverbs_end(predicate, 0) :]
    # 12项指标居全省|第1位: a field of a rank is no deed.
    told = 2 <= len(said) <= 4 and not SCOPE.fullmatch(said) and not said.endswith("进度")
    return Named(_without_building(noun), said if told else None)


def rendered(predicate: str) -> str | None:
    """The deed in what is given, which is done to who gets it; None where a thing is given.

    >>> rendered("提供一次乳腺癌免费筛查"), rendered("提供翻译服务")
    ('免费筛查', None)
    """
    given = predicate.removesuffix("服务")
    last = next(reversed(runs(given)), None) if given.startswith("提供") else None
    done = last is not None and last.start > 1 and last.end == len(given) and last.after
    return last.text if last and done else None


def _without_building(noun: str) -> str:
    """``社区党群服务中心建设`` + 全部达标: the centres are what is counted."""
    last = next(reversed(runs(noun)), None)
    built = last is not None and last.end == len(noun) and last.start > 1 and last.text == "建设"
    return noun[: last.start] if last and built else noun
