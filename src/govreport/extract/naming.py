"""A quantity and the words around it → what it is of, and the verb that governs it.

    "新引入航运企业|93家"             → 航运企业, 新引入
    ",税收贡献超|7000万元" after it   → 航运企业税收贡献
    "对49个|小区|78条|道路|实施维修"  → 小区, 维修 and 道路, 维修

``left`` and ``right`` read the two sides; here it is decided which of them names the thing, and what
the ``Thread`` of the sentence adds where they leave something out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from govreport.extract.behind import behind, purpose_of
from govreport.extract.clauses import JOINTS, Clause, Slot
from govreport.extract.indicators import tidy
from govreport.extract.left import read_left, yields
from govreport.extract.phrases import (
    Named,
    opening,
    runs,
    strip_leads,
    verbs,
    verbs_with,
)
from govreport.extract.purpose import introduced
from govreport.extract.quantities import Quantity
from govreport.extract.right import described
from govreport.extract.sides import (
    HELPING,
    Name,
    Sides,
    acted,
    is_deed,
    is_deed_of,
    is_rate,
    narrows_right,
)
from govreport.extract.subjects import each
from govreport.extract.tail import ADDING, Tail
from govreport.extract.thread import Thread
from govreport.extract.words import words

# 投资2亿元建设第三中学: a deed where it tells what is invested in.
_INVESTMENT = "投资"
_OUTLAY = re.compile(r"(?:中央|地方)?财政投入$")
# 引进外资22.8亿美元、|内资|463亿元.
_CAPITAL = ("外资", "内资")
# 生猪存栏49万头、|出栏|70万头.
# 实现|20人脱贫: that it came about is no deed.
_STATING = (None, "实现", "完成")
_NOT = ("未", "没", "尚未", "不")
_GIVING = ("给予", "提供", "获得", "获", "争取")
_STOCKS = ("存栏", "出栏")
# 泵站改造工程已完成2个,|在建|1个.
_UNDER_WAY = ("在建", "待建", "拟建", "筹建")
_NEW = ("新", "净增")
# What a deed behind the thing is where another verb governs it: a trial of it, a plan for it.
_PLANS = ("试点", "规划", "计划", "培训")
# 2142.5万人|享受城市居民最低生活保障, 641万人|领取养老金: of persons that nothing else names.
_GAINED = re.compile(
    r"(?:[、和]?[\d.]+[万多余]*[人户])?(?P<verb>享受|领取|消除|告别|纳入)(?:到?了)?(?P<what>(?:[^,;:。、!?()\[\]\d]|\[\d+\]){2,})"
)
# 年初确定|的十大类|44项|民生实事.
_OF = 4
# 市场主体总量接近12万户 states a level, whatever verb came before.
_STATED = ("总量", "总数", "数量", "规模", "余额", "存量")


@dataclass(frozen=True, slots=True)
class Namer:
    """Names the quantities of one clause."""

    text: str
    clause: Clause
    thread: Thread

    def name(self, core: str, t: Tail, slots: Sequence[Slot]) -> tuple[Name, Tail]:
        """What the quantity of the first slot is of and the verb that governs it, and the words
        before it as they are meant: what looks like a link may be a deed (提升3所公园)."""
        slot, q = slots[0], slots[0].quantity
        invested = q.dimension == "money" and core[strip_leads(core) :] == _INVESTMENT
        if invested and (spent := purpose_of(self.text, slots)):
            return Name(tidy(spent), _INVESTMENT), t
        counted, deed = self._counted(core, slots)
        done = self.text.endswith("完成", slot.left[0], q.start)
        if is_deed(core, t, counted=bool(counted), done=done):
            t = replace(t, table=None)
        if t.table == "link" and deed and (done or self._has(q, t, slot)):
            if counted:
                # 我们|完成50公里|农村路建设, 博览会共有|50多个|国家和地区参会: what is said before it is
                # no name of what is counted after.
                return Name(tidy(counted), deed), t
            if self.text.endswith("有", slot.left[0], q.start):
                # 世界500强企业有|73家|落户.
                t = replace(t, table=None)
        noun, action = self._before(core, t, slot, counted)
        if t.table == "change" and counted and q.counter and core.startswith("在"):
            # 在部分县城|增加13个|停车场: where, not what.
            noun = ""
        if q.dimension == "money" and action and not noun and not counted:
            counted = purpose_of(self.text, slots) or self.thread.aim
        if not noun and (hosted := self._hosted(t, slot)):
            return hosted, t
        if q.kind in ("rank", "multiple") or (t.table == "change" and noun):
            counted, action = "", None
        else:
            action = self._taken_over(action, counted, deed, core, t, slots)
        of_which = "的" in self.text[max(slot.left[0], q.start - _OF) : q.start]
        if action and deed and of_which and t.table in (None, "link"):
            # 排查出的|190个|纳污坑塘全部整治到位: what is before 的 tells which, not what is done.
            action = deed
        sides = Sides(core, noun, action, counted, deed)
        if t.table in ("change", "link") and counted and not noun and q.counter:
            changed = t.table == "change"
            t = replace(t, table=None, direction=None) if changed else t
            return self._verb_before(sides, slot), t
        return self._named(sides, t, slot), t

    def _has(self, q: Quantity, t: Tail, slot: Slot) -> bool:
        """Whether 有 or 实现 only says that there are so many of which a deed is told; not 仍有4项未能完成."""
        things = (q.counter or q.dimension == "persons") and not t.each
        has = self.text.endswith(("有", "实现"), slot.left[0], q.start)
        return things and has and not self.text.startswith(_NOT, q.end)

    def _counted(self, core: str, slots: Sequence[Slot]) -> Named:
        """What stands behind the number: the noun it counts and the deed."""
        slot, q = slots[0], slots[0].quantity
        counted, deed = behind(self.text, slots)
        bare = core[strip_leads(core) :]
        if q.counter and not counted and (verb := opening(bare)) and verb.end == len(bare):
            # 培育|100家|引领型龙头企业.
            counted = described(self.text[slot.right[0] : slot.right[1]])
        return Named(counted, deed)

    def _before(self, core: str, t: Tail, slot: Slot, counted: str) -> Named:
        """What stands before the number: the noun it is of and the verb."""
        q = slot.quantity
        listed = slot.tied and runs(core) and opening(core) is None
        # 完成人工造林2万亩、|低效林改造|3万亩: the light verb governs the whole list.
        light = (self.thread.light or "") if listed and t.table is None else ""
        noun, action = read_left(light + core, t, q)
        if not counted and core.endswith("等") and len(core) > 3:
            # 发放岗位补贴和社保补贴等72.7亿元: the examples are all there is.
            return read_left(core[:-1], t, q)
        if counted and t.table is None:
            # 基本药物制度|覆盖|80%以上|村卫生室, 发放补贴|惠及|2.5万户家庭.
            action = self._reached(core, action, counted, q)
        return Named(noun, action)

    def _hosted(self, t: Tail, slot: Slot) -> Name | None:
        """幼儿园项目(其中新建30个): what a bracket tells of what it stands behind; none if that is a
        figure (幼儿园项目35个(其中…)), of which the bracket goes on to speak."""
        host, last = self.clause.host, self.thread.last
        behind_figure = last is not None and last.end == self.clause.start - 1
        if not host or behind_figure or t.table or slot.left != self.clause.slots[0].left:
            return None
        sized, action = read_left(host, t, slot.quantity)
        return Name(tidy(sized.rsplit("、", 1)[-1]), action)

    def _taken_over(
        self,
        action: str | None,
        counted: str,
        deed: str | None,
        core: str,
        t: Tail,
        slots: Sequence[Slot],
    ) -> str | None:
        """The verb of the list where a member has none of its own, or ``action``."""
        slot, q, thread = slots[0], slots[0].quantity, self.thread
        if action is not None:
            return action
        if counted and q.counter and thread.last and thread.last.action == _INVESTMENT:
            # 投资880万元|新建|健身公园、滨河公园|2座“口袋公园”.
            built = opening(self.text[thread.last.end : q.start])
            return built.text if built and not built.light else None
        if slot.tied and t.table is None and (counted or not core.strip(JOINTS)):
            before = self._kept_up(thread.last.action, q) if thread.last else None
            # 推动66个项目新开工、43个|项目|投产: each with its own deed.
            own = thread.last and before and before in self.text[thread.last.end : q.start]
            return deed if deed and (own or (counted and not thread.verb_first)) else before
        alone = deed is None and counted and not core
        return thread.action if alone and self._goes_on(slots, counted) else None

    def _named(self, s: Sides, t: Tail, slot: Slot) -> Name:
        """Which of the two sides names the thing; neither if the sentence has named it before."""
        q, thread = slot.quantity, self.thread
        given = q.dimension == "money" and s.action in _GIVING and not (s.noun or s.counted)
        if given and s.deed:
            # 对8家公立医院给予2.05亿元|补助.
            return Name(s.deed, s.action)
        if q.counter and (brought := introduced(s.core, s.counted)):
            return Name(*brought)
        if s.counted and (not s.noun or t.table is None):
            narrows = narrows_right(s.noun, s.core)
            counted, verb = s.counted, acted(s.action, s.deed)
            if s.deed in _PLANS and (verb != s.deed or counted.endswith("级")):
                # 新增4个|服务业扩大开放综合|试点, 深化3项|国家级|试点.
                counted, verb = counted + s.deed, s.action
            counted = thread.modified(counted, q) if slot.tied and not narrows else counted
            return Name(tidy((s.noun if narrows else each(s.core)) + counted), verb)
        return self._leaning(s, t, slot) if s.noun else self._carried(s, t, q)

    def _leaning(self, s: Sides, t: Tail, slot: Slot) -> Name:
        """A noun on the left that may lean on what was said: 总规模, 州级, 10亿元以上."""
        q, thread, noun, action = slot.quantity, self.thread, s.noun, s.action
        if sized := thread.sized(noun):
            return Name(sized, thread.action)
        if noun.endswith("级") and (swapped := thread.swapped(noun)):
            return Name(swapped, action or thread.action)
        if noun in _UNDER_WAY and thread.items and thread.same_unit(q.unit):
            return Name(thread.items[-1], noun, carried=True)
        noun = noun if action else thread.of_kind(thread.completed(noun), q, tied=slot.tied)
        if self._within() and thread.same_unit(q.unit):
            noun = thread.lengthened(noun)
        # 新增库容2亿立方米 needs no owner; 完成投资21亿元 does.
        noun = noun if action and not self._of_counted(action, q) else thread.owned(noun)
        noun = thread.modified(noun, q) if slot.tied else noun
        listed = self._within() or slot.tied or thread.alike(noun)
        bounded = t.comparator in ("ge", "le") and listed
        if not action and (t.table is None or bounded) and opening(s.core) is None:
            # 达标村|100%|达标.
            told = q.counter or (q.unit == "%" and self._closes(s.deed, q))
            action = self._inherited(s.core, slot) or (s.deed if told else None)
        # 赤字率拟按2.6%安排.
        return Name(noun, action or ("安排" if s.deed == "安排" else None))

    def _reached(self, core: str, action: str | None, counted: str, q: Quantity) -> str | None:
        """The verb before a number that tells whom the thing before it reaches, or ``action``.

        建成覆盖|1.6万个小区的|垃圾分类体系 tells no such thing, nor does 实施为民服务|15项实事.
        """
        verb = next((v for v in verbs_with("reaching") if core.endswith(v)), None)
        if verb is None or action is None or action.endswith(verb):
            return action or verb
        # 覆盖全省|93%的|建制镇: 的 stands behind every share.
        of_more = "的" in counted or (q.unit != "%" and self.text.startswith("的", q.end))
        return action if of_more or verbs()[verb].get("noun") else verb

    def _verb_before(self, s: Sides, slot: Slot) -> Name:
        """提升3所公园, 完成20项工程, 突破10项技术: before a thing counted these words are deeds."""
        left = self.text[slot.left[0] : slot.left[1]].removesuffix("了")
        ends = [r for r in runs(left) if r.end == len(left)]
        action = ends[-1].text if ends else None
        if action is None and left.endswith(
            ("完成", "突破", "提高", "提升", "改善", "增加", "减少")
        ):
            action = left[-2:]
        if s.deed and (action in (None, "完成", "实现") or (ends and yields(ends[-1]))):
            action = s.deed
        # 争取实现3家企业上市.
        return Name(tidy(s.counted), None if action and action.endswith("实现") else action)

    def _kept_up(self, action: str | None, q: Quantity) -> str | None:
        """新增龙头企业164家、|累计|645家: all there are have not just been added; and what is built
        with a sum (投资2亿元,建设公园3座) is not invested."""
        if action == _INVESTMENT and q.dimension != "money":
            return None
        whole = self.text.endswith("累计", 0, q.start)
        return None if whole and action and action.startswith(_NEW) else action

    def _of_counted(self, action: str, q: Quantity) -> bool:
        """143个新增长点项目|新增|产值56亿元: of the projects counted right before."""
        last = self.thread.last
        if last is None or action not in ADDING or last.dimension != "count":
            return False
        return self.text.startswith(last.indicator + action, last.end)

    def _closes(self, deed: str | None, q: Quantity) -> bool:
        """Whether a deed behind a number is the last of its clause."""
        return deed is not None and self.text.endswith(deed, q.end, self.clause.end)

    def _done(self, q: Quantity) -> bool:
        """362宗水利工程已开工335宗、|完成|231宗: how far the things are; of 棚户区改造 it is the deed."""
        counts = q.unit.strip("十百千万亿") and self.thread.same_unit(q.unit)
        last = self.thread.items[-1] if self.thread.items else ""
        deed = any(r.end == len(last) for r in runs(last))
        return bool(counts) and not deed and self.text.endswith("完成", 0, q.start)

    def _goes_on(self, slots: Sequence[Slot], counted: str) -> bool:
        """打造3个千万级单品,|10个|百万级单品: a clause that only counts goes on the list before it."""
        thread, q = self.thread, slots[0].quantity
        alone = len(slots) == 1 and slots[0].left[0] == self.clause.start
        alike = bool(thread.items) and thread.items[-1].endswith(counted[-1])
        return alone and alike and q.counter and thread.verb_first and thread.same_unit(q.unit)

    def _within(self) -> bool:
        """创建美丽乡村18个,其中精品村不少于2个: a part of what was counted before."""
        return self.text.startswith("其中", self.clause.start)

    def _inherited(self, core: str, slot: Slot) -> str | None:
        """A noun in a list under one verb takes the verb: 引进企业55家、项目5个."""
        thread, q = self.thread, slot.quantity
        if not self._kept_up(thread.action, q) or is_rate(core, q) or is_deed_of(core, q):
            return None
        if core.startswith("新") and verbs().starting(core, 1):
            # 新签约项目28个、|新开工项目|15个: done otherwise.
            return None
        if core in words("nouns", "deed") and thread.action != thread.light:
            # 低效林改造202万亩、|退耕还林|65万亩, but 开展林分优化3万亩、森林抚育5万亩.
            return None
        if slot.tied and (core in _CAPITAL or not thread.counts_no_sum(q)):
            return thread.action
        if self._within() and thread.same_unit(q.unit):
            return thread.last.action if thread.last else None
        if (
            core.startswith(("每", "人均", "户均", "受益"))
            or core.endswith(_STATED)
            or not q.counter
            or not thread.verb_first
        ):
            return None
        return thread.action if thread.same_unit(q.unit) or thread.counted else None

    def _carried(self, s: Sides, t: Tail, q: Quantity) -> Name:
        """No noun of its own: the one that the sentence continues, or the verb itself."""
        thread, action, deed = self.thread, s.action, s.deed
        own = action if s.core.strip(JOINTS) else None
        same = thread.same_unit(q.unit) or bool(own and thread.same_homes(q.unit, own))
        # 34个项目完成前期工作,其中开工建设7项.
        same |= bool(own) and q.counter and self._within() and thread.counted
        if named := self._by_deed_behind(s, t, q, own, same=same):
            return named
        if own and t.table is None and (named := self._by_own_verb(s, q, own, same=same)):
            return named
        if deed and not (own or same) and t.table is None and (owner := thread.owner_in(q.unit)):
            # 实施工业项目127个,完成投资214亿元,其中46个建成投产.
            return Name(owner, deed, carried=True)
        items = self._items()
        renamed = thread.topic_fresh and t.table in ("link", "change") and not own
        if (renamed or not items) and (topic := thread.topic):
            return Name(topic, (action or deed) if t.table is None else None, carried=True)
        if not items:
            return Name(action or deed or "", None, carried=True)
        if t.table == "change" and q.unit == "%" and (added := thread.added):
            items = [added]
        if t.together and len(items) == 1 and len(thread.said) > 1:
            items = thread.said[-2:]
        all_of_them = t.together or q.kind == "rank"
        if q.kind == "amount" and t.table is None:
            action = action or deed or self._kept_up(thread.action, q)
            last = thread.last
            if last and not own and same and last.action is None and q.dimension == "money":
                # 落实技改项目20个,完成工业投资280亿元,力争|300亿元.
                action = None
        elif q.counter and t.table == "link" and self._done(q):
            action = action or "完成"
        return Name("、".join(items) if all_of_them else items[-1], action, carried=True)

    def _items(self) -> list[str]:
        thread = self.thread
        return thread.items or ([thread.owner] if thread.owner else [])

    def _by_deed_behind(
        self, s: Sides, t: Tail, q: Quantity, own: str | None, *, same: bool
    ) -> Name | None:
        """What people get or undergo is what they are counted in, whatever was spoken of before."""
        deed, people = s.deed, q.dimension == "persons"
        gained = _GAINED.match(self.text, q.end) if people or q.unit.endswith("户") else None
        if gained and s.action in (None, gained["verb"]):
            return Name(tidy(gained["verb"] + gained["what"]), None)
        at_end = t.table is None or self._closes(deed, q)
        idle = t.table != "change" and s.action in _STATING
        befalls = people or deed in verbs_with("befalling")
        if deed and befalls and at_end and idle and not same:
            # 完善工作机制,实现|1446户|2414人稳定脱贫.
            return Name(deed, None)
        if own in HELPING and deed and people:
            # 帮助2万人|实现脱贫.
            return Name(deed, own)
        if own and own != deed and deed in _PLANS and t.table is None:
            # 今年启动|1亿亩|试点.
            return Name(deed, own)
        served = own in verbs_with("reaching") and not self._items() and self.thread.served
        return Name(served, own) if served else None

    def _by_own_verb(self, s: Sides, q: Quantity, own: str, *, same: bool) -> Name | None:
        """A clause of a verb and a number: what it is done to was said before, or it is the thing."""
        thread, items = self.thread, self._items()
        if own in _STOCKS and thread.items and thread.items[-1].endswith(_STOCKS):
            return Name(thread.items[-1][:-2] + own, None)
        # 存款余额增长8.5%,新增4万多亿元: these verbs never stand for a thing themselves.
        if thread.items and (own in verbs_with("reaching") or own in ADDING):
            return Name(thread.items[-1], own, carried=True)
        if not same and (owner := thread.owner_in(q.unit)):
            return Name(owner, own, carried=True)
        works = thread.built(own, q)
        if not works and not items:
            works = thread.dealt_with(own, q) or thread.works(own, q)
        if works:
            return Name(works, own, carried=True)
        if not items or thread.deed_only or not same:
            # 财政投入3718万元,统筹推进抢险救灾: the state's outlay, with nothing it is for.
            outlay = _OUTLAY.search(s.core)
            return Name(outlay[0] if outlay else own, None)
        return None
