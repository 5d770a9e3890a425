"""Text beside a number → its verb and its noun phrase.

    left of the number      "全年累计新建改建重点路口"     → verbs 新建改建, noun 重点路口
                            "城镇新增"                    → verbs 新增, noun 城镇
                            "完成既有住宅加装电梯"         → verbs 加装, noun 既有住宅电梯
    right of the number     "老旧小区实施维修工程"         → noun 老旧小区, verbs 维修

The lexicon's verbs are found from the left, the longest first, and neighbours are joined
(提升+改造). A verb that is as often a noun (建设, 服务) is one only where it stands as a verb can.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from govreport.extract.marks import guarded
from govreport.extract.words import Words, words
from govreport.lexicon import Entry, load

# 年底前|完成41.8公里农村路建设, 春节前|交付; but 年末前三名.
_BEFORE = r"(?:[之以]?前(?![列茅沿景期三五十百千\d]))"
SEASON = r"(?:春节|元旦|国庆节?|中秋节?|五一|汛期|入汛|入冬|入夏|开学|高考|(?:供暖|采暖|取暖|雨|冬|汛|夏)季)"
# 2024年起实施, 从今年起全面推行, but 去年起诉200人.
_ONWARD = (
    r"起(?=[,:]|$|[对将就每在全逐用把按统])|(?:(?<=\d[年月日])|(?<=月份))起(?![步点草降飞重诉运])"
)
# Time words at the start of a clause or right before the noun; their meaning is read in ``periods``.
TIME = re.compile(
    r"(?:[到至在自从]|截[至止]到?|预计到?)?(?:"
    rf"(?:19|20)\d\d(?:[-—–~至到](?:19|20)?\d\d)?年?(?:[上下]半年|(?:第?[一二三四1-4])季度|前[一二三1-3]季度|前?\d{{1,2}}(?:[-—–~至]\d{{1,2}})?(?:个)?月份?)?(?:年?[底末初前内间])?{_BEFORE}?(?:以来|期间|时|度|届)?"
    r"|“?[十一二三四五六七八九]{1,3}五”?(?:时期|期间|规划|末|期末)?(?:以来)?"
    rf"|[今明去当本全][年]度?(?:[上下]半年|[底末初内来])?{_BEFORE}?|年[内底末初终]{_BEFORE}?|[上下]半年|前[一二三1-3]个?季度|第?[一二三四]季度末?{_BEFORE}?"
    rf"|前?\d{{1,2}}(?:[-—–~至]\d{{1,2}})?个?月份?(?:[底末初]|[上中下]旬|\d{{1,2}}日)?{_BEFORE}?|{SEASON}{_BEFORE}"
    r"|今明两年|(?:过去|未来|今后|近|这|前|后|每)?(?:[一二两三四五六七八九十]|\d{1,2})(?:多)?年(?:来|间|内|多来|时间|中(?=[,:共分]|$|累计))?(?!行动|计划|规划|制|义务教育)|近年来?|近期|目前|截至目前|期间|届时|每年|当期|年度"
    rf"|连续(?:第(?:\d{{1,2}}|[二三四五六七八九十]{{1,3}})年|(?:\d{{1,2}}|[两三四五六七八九十]{{1,2}})个(?:月|季度))|利?用(?:[两三四五六]|\d)年(?:左右)?的?时间|每(?:季度|月|周))(?:[,:]|以来|里|{_ONWARD})?"
)
SCOPE = re.compile(
    r"(?:在|我)?(?:全(?:自治区|兵团|乡镇|[市县省镇]域|[市区县州盟旗省国域疆镇乡港])|我[市区县州盟旗省国]|本[市区县州盟旗省]|各[地级](?:各部门)?|辖区内?)(?:上下(?!游)|范围内?|境内|共)?(?!域|两会|文明|重点(?:实验室|镇)|社会保障基金|级|直(?!接)|属|办|委|政府|会(?!计|展)|管(?!道|网|控)|道(?!路)|队|河(?!流|道)|村(?!镇))"
)
# What a clause says first and means for no indicator: 剔除留抵退税因素后, 以甲、乙为代表的, 《纲要》提出,
# and the number of a list: (7), ⑦, 3., 十、.
ASIDE = re.compile(
    r"(?:扣除|剔除|还原|考虑)[^,;。]{2,14}(?:因素|影响)(?:影响)?(?:后|外)?,?"
    r"|按照?(?:可比|不变|现行)(?:价格?|口径|汇率)(?:计算)?,?|[按以](?:美元|人民币)(?:计价|计算),?"
    r"|以[^,;。]{2,40}?为(?:代表|主|主体|核心|龙头|引领|重点)的"
    r"|《[^》]{2,24}》(?:提出|明确|确定|规定)了?"
    r"|(?:党?中央|国务院|[省市区县州]委|我们|政府)?(?:提出|明确|确定|建议)了?(?=今年|明年|全年|20\d\d年)"
    r"|比(?:(?:19|20)\d\d年|上年|去年)[末底]?(?=新[增建])"
    r"|分[两二三四五六七八九十\d]{1,2}(?:轮|批次?|次|期)|在(?![建校册职岗编孵途库])[^,;。、的\d]{2,24}(?:领域|方面)(?=[^,;。的])(?![^,;。\d]{1,4}率)"
    r"|在?(?:实际|具体)工作中|在[^,;。、\d]{1,14}基础上(?=[^,;。])|(?:在)?正常年景(?:情况)?下"
    # 全部建成后预计年产值18亿元.
    r"|(?:项目|工程)?(?:全部|全面|一期)?(?:建成|投产|达产|投用|竣工|建成投产|建成投用|投产达效|达产达效|投入使用)后,?(?:预计)?(?:将|可)?"
    r"|\([\d一二三四五六七八九十]{1,3}\)|[①-⑳㈠-㈩❶-❿]|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、(?=[^一二三四五六七八九十、][^、]{3})"
    r"|[\[〔]\d{1,3}[\]〕]|[一二三四五六七八九十]{1,3}是(?!否)"
)
_TOLD_FIRST = re.compile(rf"(?:{TIME.pattern}|{SCOPE.pattern}|{ASIDE.pattern})")
# 脱贫|率, 发放补偿|金, 服务|商: one letter that makes a noun of any verb.
_NAMES = re.compile(r"率(?!先)|[量额金款商费](?=$|[、和及与])")
_JOINTS = "、和并及与或"
_OF = "了"


@cache
def verbs() -> Words:
    return words("actions", "action")


@cache
def verbs_with(trait: str) -> frozenset[str]:
    """The verbs that ``actions.toml`` marks with a trait: ``reducing``, ``yielding``, ``funding`` …"""
    return frozenset(
        e["surface"] for e in load("actions")["action"] if trait in e.get("traits", ())
    )


@cache
def _adverbs() -> Words:
    return words("actions", "adverb")


@cache
def leads() -> Words:
    return words("leads", "lead")


class Verbs(NamedTuple):
    """A run of adjacent verbs in a string: its span, and whether all of them are light (完成, 实施)."""

    start: int
    end: int
    text: str
    light: bool
    noun: bool
    """The last of them is as often a noun."""
    after: bool
    """The last of them may stand behind what it is done to (道路维修)."""
    last_light: bool


class Named(NamedTuple):
    """A noun phrase, empty where there is none, and the verb that governs it."""

    noun: str
    verb: str | None


@lru_cache(maxsize=8192)
def strip_leads(text: str) -> int:
    """Where ``text`` begins after time words, places, adverbs and conjunctions.

    >>> strip_leads("今年全市累计新建公厕")
    6
    """
    at = 0
    while at < len(text) and not _names_dimension(text[at:]):
        step = _lead_length(text, at)
        if step == 0:
            return at
        at += step
    return at


def _names_dimension(rest: str) -> bool:
    """总规模 and 平均浓度 begin with an adverb and are nouns."""
    return len(rest) > 1 and rest in words("nouns", "bare")


def _lead_length(text: str, at: int) -> int:
    if m := _TOLD_FIRST.match(text, at):
        return m.end() - at
    entry = leads().starting(text, at)
    if entry:
        return len(entry["surface"])
    adverb = _adverbs().starting(text, at)
    # 实际 is an adverb, but 实际利用 is not: leads.toml says what must not follow.
    if adverb is None or not adverb["drop"] or adverb["surface"] in leads():
        return 0
    meant = adverb["surface"] != "争取" or _TOLD_FIRST.match(text, at + 2) is not None
    if not meant and _run_at(text, at + 2) is None:
        return 0
    if not verbs().starting(text, at) or adverb["surface"] == "争取":
        return len(adverb["surface"])
    return 0


@lru_cache(maxsize=8192)
def runs(text: str, start: int = 0) -> tuple[Verbs, ...]:
    """Every run of verbs in ``text``, from the left: ``"动员社会力量捐赠物资"`` → 动员, 捐赠.

    Inside quotes and brackets there are none: 科技领军(培育)企业 is one name.
    """
    found: list[Verbs] = []
    closing = dict(guarded(text))
    starts = _starts()
    at = start
    while at < len(text):
        here = starts.get(text[at : at + 2]) or starts.get(text[at])
        if at in closing:
            at = closing[at]
        elif here is None:
            at += 1
        elif "noun" in here and (noun := nouns().starting(text, at)):
            at += len(noun["surface"])
        elif "verb" in here and (run := _run_of_verbs(text, at)):
            found.append(run)
            at = run.end
        else:
            at += 1
    return tuple(found)


@lru_cache(maxsize=8192)
def opening(text: str) -> Verbs | None:
    """The run of verbs that ``text`` begins with."""
    return _run_at(text, 0) if text else None


@cache
def _starts() -> dict[str, frozenset[str]]:
    """Two letters, or a word of one → whether a run of verbs, or a noun that hides one, may begin so."""
    heads = [(e["surface"], "noun") for e in nouns().entries()]
    heads += [(e["surface"], "verb") for e in verbs().entries() if e["kind"] != "link"]
    heads += [(e["surface"], "verb") for e in _adverbs().entries() if not e["drop"]]
    found: dict[str, frozenset[str]] = {}
    for word, kind in heads:
        found[word[:2]] = found.get(word[:2], frozenset()) | {kind}
    return {letters: kinds | found.get(letters[0], kinds) for letters, kinds in found.items()}


@cache
def nouns() -> Words:
    """Nouns that begin with or hold a verb, so that it is not taken for one: 建成区, 服务业."""
    return words("nouns", "compound", "deed")


@cache
def noun_tails() -> Words:
    """What makes a noun of the verb before it: 照料+中心, 授予+单位, 节水+面积."""
    return words("nouns", "noun_tail")


@cache
def _verbs_and_nouns() -> Words:
    """Both; a word that is in both is a noun."""
    return Words([*verbs().entries(), *nouns().entries()])


def _verb_at(text: str, at: int) -> Entry | None:
    """The verb that starts at ``at``; none where a noun as long does, or the verb makes a noun."""
    entry = _verbs_and_nouns().starting(text, at)
    if entry is None or entry["table"] != "action" or entry["kind"] == "link":
        return None
    end = at + len(entry["surface"])
    if _NAMES.match(text, end) or (
        at > 0 and entry.get("noun") and noun_tails().starting(text, end)
    ):
        return None
    return entry


def _run_at(text: str, at: int) -> Verbs | None:
    here = _starts().get(text[at : at + 2]) or _starts().get(text[at : at + 1])
    if here is None or "verb" not in here or nouns().starting(text, at):
        return None
    return _run_of_verbs(text, at)


def _run_of_verbs(text: str, at: int) -> Verbs | None:
    """The verbs at ``at``, where no noun starts: 新 + 引入, 提升 + 改造, 新建 + 、 + 提升, but not 自主."""
    begin = at
    first = _verb_at(text, at)
    if first is None:
        keep = _adverbs().starting(text, at)
        if keep is None or keep["drop"]:
            return None
        at += len(keep["surface"])
        # 新登记市场主体: after 新 the word is a verb, whatever noun it could begin.
        first = verbs().starting(text, at)
        if first is None or first["kind"] == "link":
            return None
    parts = [first]
    end = at + len(first["surface"])
    while end < len(text) and not (text[end] == _OF and not text.startswith("了解", end)):
        start = end + _joint(text, end)
        verb = _verb_at(text, start)
        if verb is None or not _joins(text, start, parts[-1], verb, start > end):
            break
        parts.append(verb)
        end = start + len(verb["surface"])
    return _joined(text, begin, end, parts)


def _joint(text: str, at: int) -> int:
    """How many letters join two verbs at ``at``: 新建|和|改造, 新建|以及|改造."""
    if text[at] in _JOINTS:
        return 1
    return 2 if text.startswith("以及", at) else 0


def _joins(text: str, at: int, last: Entry, entry: Entry, marked: bool) -> bool:
    """Whether a verb goes on the run before it: 提升+改造, 取消和下放; not 引进+创新(企业).

    ``marked``: 、 or 和 stands between the two.
    """
    if entry["surface"] in verbs_with("apart") or last["surface"] in verbs_with("entering"):
        # 育儿补贴发放|惠及|120万婴幼儿, 列入|整合调整范围.
        return False
    stage = entry["surface"] in verbs_with("stage") and last["surface"] in verbs_with("works")
    if stage and not marked:
        # 棚户区改造|开工|11万套: how far the works are.
        return False
    end = at + len(entry["surface"])
    alone = end >= len(text) or text[end] == "了" or _verb_at(text, end) is not None
    listed = text[end : end + 1] in _JOINTS and _verb_at(text, end + 1) is not None
    if alone or listed or not entry.get("noun"):
        return True
    named = text[end : end + 1] in _JOINTS  # 新增|上市和过会企业
    if named or noun_tails().starting(text, end):
        return False
    # 取缔、搬迁|养殖企业, but 引进|创新企业.
    return marked or not (entry["surface"] in _modifiers() or _is_light(last))


def _is_light(entry: Entry) -> bool:
    return bool(entry["kind"] == "light")


@cache
def _modifiers() -> Words:
    """Verbs that before a noun only describe it: 创新企业, 节水面积, 供热单环."""
    return words("nouns", "modifier")


def _joined(text: str, begin: int, end: int, parts: list[Entry]) -> Verbs:
    """Join a run; its light verbs before a deed are dropped (加快推进建设 → 建设)."""
    light = all(p["kind"] == "light" for p in parts)
    last = parts[-1]
    words_ = text[begin:end]
    if not light:
        words_ = words_.removeprefix("基本") if words_.startswith("基本完成") else words_
        for part in parts:
            surface = str(part["surface"])
            if part["kind"] != "light" or not words_.startswith(surface):
                break
            words_ = words_[len(surface) :].lstrip("、和并及与")
        # 研制完成|2个标准, 复航实现, 整改并通过|复核: that it is done says nothing more.
        words_ = words_.partition("并通过")[0]
        # 示范园区|建设加快推进.
        words_ = words_.removesuffix("加快推进") or words_
        if words_.endswith(("完成", "实现")) and len(words_) > 2:
            words_ = words_[:-2].rstrip("、和并及与")
    if light and len(parts) > 1:
        # 加快推进, 抓紧实施: how fast is no deed.
        words_ = words_.removeprefix("加快").removeprefix("抓紧").lstrip("、和并及与")
    # 取消、下放、调整|行政权力: a list of deeds is no noun, whatever its last could be.
    noun = bool(last.get("noun")) and ("、" not in words_ or bool(parts[0].get("noun")))
    return Verbs(begin, end, words_, light, noun, bool(last.get("after")), last["kind"] == "light")
