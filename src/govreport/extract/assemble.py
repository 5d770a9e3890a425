"""Clauses with their slots → facts: each quantity with its indicator, verb and kind of figure.

    "新引入航运企业93家,航运类企业达到383家,税收贡献超7000万元"
     → (新引入, 航运企业, 93 家) (航运类企业, 383 家) (航运类企业税收贡献, 7000 万元)

A clause is read from the number outwards (``tail``, ``phrases``); what it leaves unsaid is taken from
the clauses before it in the same sentence, which a ``Thread`` remembers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

import regex

from govreport.extract.clauses import Clause, Slot
from govreport.extract.marks import guarded
from govreport.extract.indicators import (
    after_examples,
    deal,
    is_bare,
    owned,
    parts,
    tidy,
    without_total,
)
from govreport.extract.phrases import SCOPE, Verbs, nouns, runs, strip_leads, verbs
from govreport.extract.quantities import Quantity
from govreport.extract.words import words
from govreport.extract.tail import Tail, tail
from govreport.models import Comparator, Direction, Measure, Qualitative


@dataclass(frozen=True, slots=True)
class Fact:
    """A record before its sentence's modality, period and status are known."""

    start: int
    end: int
    indicator: str
    action: str | None
    measure: Measure
    direction: Direction | None
    value: Decimal | None
    value_max: Decimal | None
    baseline: Decimal | None
    unit: str
    dimension: str
    comparator: Comparator
    base: str | None
    wording: tuple[str, ...] = ()
    qualitative: Qualitative | None = None
    carried: bool = False
    han: bool = False


@dataclass(slots=True)
class Thread:
    """What a sentence has said so far, for the clauses that leave it out."""

    items: list[str] = field(default_factory=list)
    """The indicators of the last group of values, in order: for 分别增长9%和10.5%."""
    levels: list[str] = field(default_factory=list)
    """Every indicator that had a level: 收入达到10493元,农民收入达到3255元,分别增长9.6%和6.2%."""
    group: list[str] = field(default_factory=list)
    """The things one verb has governed in a row: 办理建议118件、提案142件,办结率100%."""
    last: Fact | None = None
    owner_unit: str | None = None
    counted: bool = False
    """The action last seen governed a count (引进468个项目): a later bare count may be governed too."""
    owner: str | None = None
    """The last thing that had a level: 总规模 of it, 占比 of it."""
    unread: list[str] = field(default_factory=list)
    """Clauses without a quantity, the last of which may tell what is spoken of; see ``topic``."""
    action: str | None = None
    unit: str | None = None
    verb_first: bool = False
    light: str | None = None
    """The light verb that opened the list being read: 完成人工造林2万亩、低效林改造3万亩."""
    deed_only: bool = False
    """The last indicator was a verb standing for itself (开工170万平方米): nothing to carry."""


    @property
    def topic(self) -> str | None:
        """What the last clause without a quantity spoke of: 普及高中阶段教育,毛入学率达90%."""
        return next((t for clause in reversed(self.unread) if (t := _topic(clause))), None)

    @property
    def topic_fresh(self) -> bool:
        """Whether the topic was named after the last quantity."""
        return any(_topic(clause) for clause in self.unread[self.read :])

    read: int = 0
    """How many of the clauses in ``unread`` came before the last quantity."""


_SHARE = regex.compile(
    r"^(?P<noun>.*?)占(?!比|有率|用|地|领|道)(?P<whole>[^占,;。]{0,26}?)(?P<rate>的?(?:比重|比例|比率|份额|比))?的?$"
)
# 完成年度计划的104.2% is a share of what was planned.
_OF_PLAN = regex.compile(r"(?:完成|达到?|实现|超额完成|占)了?(?:全年|年度|年初|年|预算|目标|总)*(?:计划|任务|预算|目标|任务数|计划数)数?的?$")
_STATISTIC = ("money", "area", "mass", "power", "energy", "percent", "volume", "length")
_PER = regex.compile(r"每(?:立方米|平方公里|平方米|亩|人|户|年|月|天|日|公顷|度|吨|公里|生|床|座|个)+(?:每(?:年|月|天|日|人))?(?:的)?$")


def facts(text: str, found: list[Clause]) -> list[Fact]:
    """The facts of one sentence."""
    thread = Thread()
    rows: list[Fact] = []
    last = max((i for i, c in enumerate(found) if c.slots), default=-1)
    for clause in found[: last + 1]:
        if clause.strong and clause.start > 0:
            thread = Thread(owner=thread.owner, items=thread.items, owner_unit=thread.owner_unit)
        if not clause.slots:
            thread.unread.append(text[clause.start : clause.end])
            continue
        rows += _Clause(text, clause, thread).facts()
    return rows


@lru_cache(maxsize=1024)
def _topic(text: str) -> str | None:
    """The thing a clause is about: the object of its verb, or its subject.

    ``推进新农合工作`` → 新农合; ``楚雄烟厂技改搬迁全面完成`` → 楚雄烟厂.
    """
    promised = _PROMISED.match(text)
    if promised:
        return tidy(promised["noun"])
    core = regex.split(r"在.{2,16}基础上|增长速度|(?:支撑|带动|引领|发展)?(?:作用|能力|水平|质效|效益)?(?:更加|更为|日益|不断|持续|进一步|显著|明显|加快|稳步)|(?:与|同)[^,;。]{2,12}(?:保持)?同步|(?:增幅|增速)?首次超过|(?:均|都)?(?:超额|全面)?完成", text[strip_leads(text) :])[0]
    found = runs(core)
    if not found:
        return tidy(core) if 2 <= len(core) <= 40 else None
    first = found[0]
    objected = next((r for r in found if not r.noun and not r.light and 2 <= len(core) - r.end <= 16), None)
    if first.start > 0 and objected is not None:
        first = objected
    if first.start == 0 or first is objected:
        noun = core[first.end :].lstrip("了")
        last = runs(noun)
        if last and last[-1].end == len(noun) and last[-1].start > 1:
            noun = noun[: last[-1].start]
        noun = regex.sub(r"(?:工作|建设|试点)$", "", noun)
    else:
        noun = core[: first.start]
    noun = tidy(after_examples(noun))
    return noun if 2 <= len(noun) <= 16 else None


# 超额完成全年外资任务,增速…: of 外资.
_PROMISED = regex.compile(r"^(?:超额|全面|圆满|较好|顺利)?完成了?(?:全年|年度|市下达的?|省下达的?)*(?P<noun>[^,;。]{2,10}?)(?:目标)?任务$")
_GROUND = regex.compile(r"在[^,;。、]{2,18}基础上$")
_GIVEN = regex.compile(r"(?:^|[,;:。、])(?:为|对|向|给|帮助|推动|引导|同时为|和为)$")
_PURPOSE = regex.compile(r"^(?:,?(?:重点)?(?:用于|支持|设立|实施|推进|开展|建设|改造))(?P<noun>[^,;。、\d]{0,24})")


class _Clause:
    """One clause being read; every method looks at one thing."""

    def __init__(self, text: str, clause: Clause, thread: Thread) -> None:
        self.text, self.clause, self.thread = text, clause, thread

    def facts(self) -> list[Fact]:
        rows: list[Fact] = []
        slots = list(self.clause.slots)
        at = 0
        while at < len(slots):
            baseline = self._baseline(slots, at)
            if baseline is not None:
                at += 1
                rows += self._one(slots, at, at, start_of=baseline)
                at += 1
                continue
            last = self._group_end(slots, at)
            rows += self._dealt(slots, at, last) or [
                f for i in range(at, last + 1) for f in self._one(slots, i, last, rows=rows)
            ]
            at = last + 1
        return rows

    # -- 由A提高到B ---------------------------------------------------------------------------

    def _baseline(self, slots: list[Slot], at: int) -> Slot | None:
        """The slot of A in 由A提高到B, if this is one."""
        if at + 1 >= len(slots):
            return None
        first, second = slots[at], slots[at + 1]
        left = self.text[first.left[0] : first.left[1]]
        between = self.text[first.quantity.end : second.quantity.start]
        if not regex.search(r"(?:由|从)[^,;。]{0,24}$", left):
            return None
        if not _TO.search(between) or len(between) > 18:
            return None
        return first

    # -- groups of values ---------------------------------------------------------------------

    def _group_end(self, slots: list[Slot], at: int) -> int:
        """The last slot of a run of values of one unit with nothing but separators between."""
        end = at
        while end + 1 < len(slots):
            a, b = slots[end], slots[end + 1]
            gap = self.text[a.quantity.end : b.quantity.start]
            if gap.strip("、和与及以") or not b.tied or not _same_unit(a.quantity, b.quantity):
                break
            end += 1
        return end

    def _dealt(self, slots: list[Slot], at: int, last: int) -> list[Fact]:
        """Values dealt out to things, in order: 分别达到400家、350家."""
        if last == at:
            return []
        count = last - at + 1
        left = self.text[slots[at].left[0] : slots[at].left[1]]
        reduced = next((w for w in _REDUCING if left.endswith(w)), "")
        t = tail(left.removesuffix(reduced))
        noun, action = self._split_left(left[: t.cut], t, slots[at].quantity)
        action = reduced or action
        members = self._members(noun, count, t)
        if members is None:
            return []
        rows = [
            self._fact(slot.quantity, t, member, action)
            for slot, member in zip(slots[at : last + 1], members, strict=True)
        ]
        # 分别完成年计划的118.2%、248.57%: the words before the first say what kind all are.
        rows = [replace(r, measure=rows[0].measure, direction=rows[0].direction) for r in rows]
        self._remember(members, rows[-1])
        return rows

    def _members(self, noun: str, count: int, t: Tail) -> list[str] | None:
        """The things that ``count`` values belong to, in order; None if they are not so many."""
        share = _SHARE.match(noun) if noun else None
        if share and share["noun"]:
            listed = deal(share["noun"], count)
            return listed and [m + noun[len(share["noun"]) :] for m in listed]
        if noun and (listed := deal(noun, count)):
            return listed
        carried = self._carried_list(count)
        if carried is None:
            return None
        if not noun:
            return carried
        if noun.startswith("占"):
            return [owned(noun, item) for item in carried]
        if is_bare(noun):
            return [owned(noun, item) for item in carried]
        return [item + noun for item in carried] if t.distributive and len(noun) <= 6 else None

    def _carried_list(self, count: int) -> list[str] | None:
        items = self.thread.items
        if len(items) == count:
            return items
        if len(items) == 1 and (listed := deal(items[0], count)):
            return listed
        if self.thread.topic and (listed := deal(self.thread.topic, count)):
            return listed
        if len(self.thread.levels) >= count:
            return self.thread.levels[-count:]
        return None

    # -- one value ----------------------------------------------------------------------------

    def _one(
        self, slots: list[Slot], at: int, last: int, *,
        start_of: Slot | None = None, rows: list[Fact] | None = None,
    ) -> list[Fact]:
        slot = slots[at]
        q = slot.quantity
        begin = (start_of or slot).left[0]
        left = self.text[begin : (start_of or slot).left[1]].removesuffix("了")
        baseline, base = None, None
        if start_of is not None:
            left, base = _before_from(left)
            baseline = start_of.quantity.value
            q = _with_unit_of(q, start_of.quantity)
        t = tail(left, rank=q.kind == "rank")
        if t.table == "change" and q.unit not in ("%", "‰", "成", "个百分点") and _ends_in_deeds(left):
            t = Tail(len(left))
        if q.kind == "multiple" and (since := _SINCE_WHEN.search(left)):
            t.cut, t.base = since.start(), t.base or since["base"]
        if start_of is not None:
            t.table, t.direction = "reach", None
            t.base = base or t.base
        core = left[: t.cut]
        core = _PER.sub("", core) if "/" in q.unit else core
        right = self.text[slot.right[0] : slot.right[1]]
        noun, action, carried = self._name(core, right, t, slot, slots[at:])
        fact = self._fact(q, t, noun, action, baseline=baseline, carried=carried)
        listed = parts(noun) if t.each else []
        if len(listed) > 1:
            dealt = deal(noun, len(listed)) or listed
            self._remember(dealt, fact)
            return [replace(fact, indicator=item) for item in dealt]
        self._remember([fact.indicator], fact)
        return [fact]

    def _name(
        self, core: str, right: str, t: Tail, slot: Slot, following: list[Slot]
    ) -> tuple[str, str | None, bool]:
        """The indicator and the action of one quantity, and whether the indicator is carried."""
        q = slot.quantity
        if slot.tied and t.table is None and self.thread.light and not runs(core)[:1] == []:
            left_noun, action = self._split_left(self.thread.light + core, t, q)
        else:
            left_noun, action = self._split_left(core, t, q)
        right_noun, deed = self._split_right(right, q, following, bool(_GIVEN.search(self.text[slot.left[0] : q.start])))
        if q.dimension == "money" and action and not left_noun and not right_noun:
            right_noun = self._purpose(right, following)
        host = self.clause.host
        if host and slot is self.clause.slots[0] and not left_noun and t.table is None:
            noun, action = self._split_left(host, t, q)
            return tidy(noun.rsplit("、", 1)[-1]), action, False
        if q.kind in ("rank", "multiple") or (t.table == "change" and left_noun):
            right_noun = "" if t.table == "change" or q.kind != "amount" else right_noun
            action = None if q.kind != "amount" or t.table == "change" else action
        elif slot.tied and action is None and not core.strip("、和及与"):
            action = self.thread.action
        if t.table in ("change", "link") and right_noun and not left_noun and q.counter:
            return self._verb_before(right_noun, deed, t, slot)
        if right_noun and self._prefers_right(left_noun, core, t, q):
            modifier = left_noun if _is_modifier(left_noun) and not SCOPE.fullmatch(left_noun) else _each(core)
            noun = tidy(modifier + right_noun)
            return noun, self._deed_of(action, core, deed, q), False
        if left_noun and self.thread.owner and _SIZE.match(left_noun):
            owner = regex.sub(r"^.*(?:的|以上|以下|级)", "", self.thread.owner)
            return left_noun + owner, self.thread.action, False
        if left_noun and _is_modifier(left_noun) and (swapped := self._swapped(left_noun)):
            return swapped, action or self.thread.action, False
        if left_noun:
            noun = self._shares_use(left_noun)
            # 新增库容2亿立方米 needs no owner; 完成投资21亿元 does.
            noun = noun if action and q.dimension != "money" else self._with_owner(noun)
            noun = self._shares_modifier(noun) if slot.tied else noun
            if action is None and t.table is None:
                action = self._inherited(core, q, slot) or (deed if q.counter else None)
            return noun, action, False
        if right_noun:
            return tidy(right_noun), self._deed_of(action, core, deed, q), False
        return self._carry(action, deed, q, t, core)

    def _verb_before(
        self, right_noun: str, deed: str | None, t: Tail, slot: Slot
    ) -> tuple[str, str | None, bool]:
        """提升3所公园, 完成20项工程, 突破10项技术: before a thing counted these words are deeds."""
        left = self.text[slot.left[0] : slot.left[1]].removesuffix("了")
        found = [r for r in runs(left) if r.end == len(left)]
        action = found[-1].text if found else None
        if action is None and left.endswith(("完成", "突破")):
            action = left[-2:]
        if t.table == "change":
            t.table = t.direction = None
        if deed and (action is None or action in ("完成", "实现") or found[-1].light):
            action = deed
        return tidy(right_noun), None if action == "实现" else action, False

    def _shares_use(self, noun: str) -> str:
        """实际利用内资96亿元、外资1亿美元: the second shares 实际利用."""
        last = self.thread.items[-1] if self.thread.items else ""
        if noun in ("内资", "外资") and last.endswith(("内资", "外资")) and len(last) > 2:
            return last[:-2] + noun
        if noun in ("农村", "城镇", "城市") and (m := regex.match(r"农村|城镇|城市", last)):
            return noun + last[m.end() :]
        return noun

    def _shares_modifier(self, noun: str) -> str:
        """省级智能制造示范工厂112家、示范车间501个: the second is of the same rank and kind."""
        last = self.thread.items[-1] if self.thread.items else ""
        at = last.find(noun[:2])
        return last[:at] + noun if at >= 2 and len(noun) <= 6 and len(last) > at + 2 else noun

    def _prefers_right(self, left_noun: str, core: str, t: Tail, q: Quantity) -> bool:
        if not left_noun:
            return True
        return t.table is None

    def _swapped(self, modifier: str) -> str | None:
        """新增省级龙头企业8户、州级47户: the second takes the first's noun under its own rank."""
        for item in reversed(self.thread.items):
            m = regex.match(r"[^级]{1,3}级(?:以上)?", item)
            if m and modifier.endswith("级"):
                return modifier + item[m.end() :]
        return None

    def _deed_of(self, action: str | None, core: str, deed: str | None, q: Quantity) -> str | None:
        if action is None:
            return deed
        entry = verbs()[action] if action in verbs() else None
        light = entry is not None and (entry["kind"] == "light" or "light" in entry.get("also", ()))
        return deed if light and deed else action

    def _carry(
        self, action: str | None, deed: str | None, q: Quantity, t: Tail, core: str
    ) -> tuple[str, str | None, bool]:
        """No noun of its own: the one that the sentence continues, or the verb itself."""
        thread = self.thread
        carried = thread.items or ([thread.owner] if thread.owner else [])
        same = _plain(thread.unit) == _plain(q.unit)
        own = action if core.strip("、和及与") else None
        if own in _REACHING and thread.items and t.table is None:
            return thread.items[-1], own, True
        if own and t.table is None and not same and thread.owner and _plain(thread.owner_unit) == _plain(q.unit):
            return thread.owner, own, True
        if own and t.table is None and (not carried or thread.deed_only or not same):
            return own, None, False
        if deed and not action and t.table is None and not same and q.dimension == "persons":
            return deed, None, False
        if thread.topic and (not carried or (thread.topic_fresh and t.table in ("link", "change") and not own)):
            return thread.topic, (action or deed) if t.table is None else None, True
        if not carried:
            return action or deed or "", None, True
        if q.kind == "amount" and t.table is None and action is None:
            action = thread.action
        if t.together and len(carried) == 1 and len(thread.levels) > 1:
            carried = thread.levels[-2:]
        noun = "、".join(carried) if t.together or (q.kind in ("rank",) and len(carried) > 1) else carried[-1]
        return noun, action or deed if q.kind == "amount" and t.table is None else action, True

    def _inherited(self, core: str, q: Quantity, slot: Slot) -> str | None:
        """A noun in a list under one verb takes the verb: 引进企业55家、项目5个."""
        thread = self.thread
        if thread.action is None:
            return None
        if slot.tied:
            return thread.action
        if core.startswith(("每", "人均", "户均")):
            return None
        same = _plain(thread.unit) == _plain(q.unit) or thread.counted
        return thread.action if same and q.counter and thread.verb_first else None

    # -- left and right of a number -----------------------------------------------------------

    def _split_left(self, core: str, t: Tail, q: Quantity) -> tuple[str, str | None]:
        """Text left of a number → its noun phrase and its verb."""
        opened = core
        core = core[strip_leads(core) :]
        if plan := _OF_PLAN.search(opened):
            before = opened[: plan.start()]
            return _verb_and_noun(before[strip_leads(before) : tail(before).cut], t, q) if before else ("", None)
        core = _GROUND.sub("", core)
        if core.endswith(("和", "及", "与", "、", "并")) and len(core) > 2:
            found = runs(core)
            return "", (found[0].text if found and found[0].start == 0 else None)
        if core.endswith("等"):
            core_end = core[:-1]
            found = runs(core_end)
            lead = [r for r in found if r.start == 0]
            return "", (lead[0].text if lead else _last_deed(found))
        share = _SHARE.match(core)
        if share and (share["rate"] or t.table == "link") and share["noun"]:
            core = share["noun"][strip_leads(share["noun"]) :] + core[len(share["noun"]) :]
            return tidy(core), None
        if share and not share["noun"]:
            return (core if share["rate"] else ""), None
        if share:
            return tidy(share["noun"]), None
        opening = next((r for r in runs(core) if r.start == 0 and not _heads_list(core, r)), None)
        begin = opening.end if opening else 0
        core = core[:begin] + after_examples(core[begin:])
        if t.table is None and (split := _split_verb(core)):
            return split
        if t.table is None and (served := _after_preposition(opened, core)):
            return served
        return _verb_and_noun(core, t, q)

    def _purpose(self, right: str, following: list[Slot]) -> str:
        """投入100亿元支持职业教育发展: a sum with no noun of its own is named by its purpose."""
        m = _PURPOSE.match(right)
        if m is None:
            return ""
        if not m["noun"] and len(following) > 1:
            return self._split_right(
                self.text[following[1].right[0] : following[1].right[1]], following[1].quantity, following[1:], False
            )[0]
        return regex.sub(r"(?:发展|工作)$", "", m["noun"])

    def _split_right(
        self, right: str, q: Quantity, following: list[Slot], given: bool
    ) -> tuple[str, str | None]:
        """Text right of a number → the noun it counts and the deed behind that noun."""
        right = right.lstrip("的")
        if given:
            # 为6800名寄宿生补助生活费: after 为 the first verb is what is done for them.
            verb = next((r for r in runs(right) if r.start > 1), None)
            if verb is not None and verb.end < len(right) and not verb.light:
                return right[: verb.start], verb.text
        if right.startswith(("大关", "关口", "台阶", "新台阶")):
            return "", None
        noun, deed = _noun_and_deed(right, q)
        if len(following) > 1 and following[1].tied and (q.counter or not right.strip("、和与及")):
            last = following[-1]
            shared, final = _noun_and_deed(
                self.text[last.right[0] : last.right[1]].lstrip("的"), last.quantity
            )
            deed = deed or final
            if not noun and shared and not right.strip("、和与及"):
                noun = shared
            level = regex.match(r"[^级]{1,3}级(?:以上)?", shared) if shared else None
            if level and _is_modifier(noun):
                noun += shared[level.end() :]
        return noun, deed

    # -- the fact -----------------------------------------------------------------------------

    def _with_owner(self, noun: str) -> str:
        if noun.startswith("占"):
            return owned(noun, self.thread.owner)
        thread = self.thread
        if not is_bare(noun):
            return noun
        fresh = thread.topic_fresh and (noun.endswith("率") or noun in ("产量", "单产", "亩产", "标准"))
        if noun in ("增速", "增幅", "降幅", "提升幅度", "增长幅度") and thread.items:
            return owned(noun, thread.items[-1])
        owner = thread.topic if fresh or not thread.owner else thread.owner
        if noun.endswith("率") and len(thread.group) > 1 and owner == thread.group[-1]:
            owner = "、".join(thread.group)
        return owned(noun, owner or (thread.items[-1] if thread.items else None))

    def _remember(self, items: list[str], fact: Fact) -> None:
        thread = self.thread
        thread.items, thread.last, thread.read = items, fact, len(thread.unread)
        if fact.measure == "level":
            thread.levels += [i for i in items if i not in thread.levels]
        if fact.measure == "level" and not fact.carried and not _dimension_of(fact.indicator, thread.owner):
            thread.owner, thread.owner_unit = items[-1], fact.unit
        governed = fact.measure == "level" and fact.action is not None
        if governed and thread.action == fact.action and thread.group and fact.unit == thread.unit:
            thread.group = [*thread.group, *items]
        elif fact.measure == "level":
            thread.group = list(items)
        if fact.measure == "level" and (fact.action or fact.dimension != "money"):
            thread.action, thread.counted = fact.action, fact.dimension in ("count", "persons")
        thread.unit = fact.unit
        thread.deed_only = fact.action is None and fact.indicator in verbs()
        if not fact.carried:
            left = self.text[self.clause.start : fact.start]
            core = left[strip_leads(left) :]
            found = runs(core)
            thread.verb_first = bool(found and found[0].start == 0)
            thread.light = found[0].text if thread.verb_first and _yields(found[0]) else None

    def _fact(
        self, q: Quantity, t: Tail, noun: str, action: str | None, *,
        baseline: Decimal | None = None, carried: bool = False,
    ) -> Fact:
        left = self.text[self.clause.start : q.start]
        measure, direction = _measure(q, t, left, action)
        last = self.thread.last
        if measure == "level" and carried and last and q.unit == last.unit == "%" and t.table in (None, "link"):
            # 增长12%,力争达到15%: the second is a rate of growth too.
            measure, direction, t.base = last.measure, last.direction, t.base or last.base
        comparator = q.comparator if q.comparator != "eq" or t.comparator is None else t.comparator
        if comparator == "eq" and "至少" in left:
            comparator, t.wording = "ge", [*t.wording, "至少"]
        if action in ("增加", "减少", "降低", "提高") and not q.counter and t.table is None:
            relative = q.unit in ("%", "‰", "成")
            measure = "growth" if relative else "change"
            direction = "up" if action in ("增加", "提高") else "down"
        if measure in ("growth", "change", "rank", "multiple") and action not in _REDUCING:
            action = None
        noun = without_total(tidy(noun)) if measure in ("level", "rank") else tidy(noun)
        return Fact(
            q.start, q.end, noun, action or None, measure, direction, q.value, q.value_max,
            baseline, q.unit, q.dimension, comparator, t.base, (*reversed(t.wording), *q.wording),
            carried=carried, han=q.han,
        )  # fmt: skip


# 发放各类救助2.26亿元,惠及14.56万人次: these verbs tell whom the thing just named has reached.
_REACHING = frozenset("惠及 受益 覆盖 涉及 辐射 服务 带动 受惠".split())
_REDUCING = frozenset("压减 削减 核减 减轻 清退 腾退 精简 裁减 压降".split())


def _dimension_of(indicator: str, owner: str | None) -> bool:
    return owner is not None and indicator.startswith(owner) and indicator != owner


def _same_unit(a: Quantity, b: Quantity) -> bool:
    return a.unit.lstrip("十百千万亿") == b.unit.lstrip("十百千万亿") and a.kind == b.kind


def _with_unit_of(q: Quantity, first: Quantity) -> Quantity:
    """由每立方米71微克降到48微克: the second number is in the unit of the first."""
    if "/" in first.unit and first.unit.split("/")[0] == q.unit:
        return replace(q, unit=first.unit)
    return q


# 是2016年的3倍, 比2019年翻一番: what a multiple is a multiple of.
_SINCE_WHEN = regex.compile(r"(?:分别)?(?:比|较|是|为|相当于)(?P<base>(?:(?:19|20)\d\d|[上去])年(?:末|底)?)的?(?:实现|再|基本)*$")
_TO = regex.compile(r"(?:到|至|为|成)了?(?:(?:19|20)\d\d年(?:末|底)?的?)?(?:每.{1,6})?(?:约|近|超过?)?$")
_FROM = regex.compile(r"(?:由|从)(?P<base>[^,;。]*?)$")


def _before_from(left: str) -> tuple[str, str | None]:
    """``浓度由“十二五”末每立方米`` → ``浓度``, base ``“十二五”末``."""
    m = _FROM.search(left)
    if m is None:
        return left, None
    base = regex.sub(r"每.{1,8}$|的$|人均$|平均$", "", m["base"]).strip("的")
    time = regex.search(r"(?:19|20)\d\d年(?:末|底|初)?|“?[十一二三四五]{2,3}五?”?(?:末|期末|初期?)|[上去]年|上年同期", base)
    return left[: m.start()], (time[0] if time else None) if base else None


def _last_deed(found: Sequence[Verbs]) -> str | None:
    deeds = [r for r in found if not r.light and not r.noun]
    return deeds[-1].text if deeds else (found[0].text if found else None)


# 其中10亿元以上8户: a size stands for the thing of that size.
_SIZE = regex.compile(r"^(?:投资|产值|营收|年营业收入|总投资)?超?[\d.]+[十百千万亿]*元?(?:以上|以下|级)(?:的)?$")


def _each(core: str) -> str:
    """各镇街建成|1个健身中心: each of whom."""
    m = regex.match(r"(?:每个?|各)[^,;。、]{1,10}", core)
    if m is None:
        return ""
    first = next(iter(runs(core)), None)
    subject = core[: first.start] if first and first.start > 1 else ""
    return subject[: tail(subject).cut] if len(subject) > 1 else ""


def _is_modifier(noun: str) -> bool:
    """Left text that only narrows the noun on the right: 州级30个重点示范乡镇."""
    return noun.endswith(("级", "省内", "市内", "县内", "国内", "省", "市", "区", "县", "新型", "各类", "首批")) and len(noun) <= 8


def _verb_and_noun(core: str, t: Tail, q: Quantity) -> tuple[str, str | None]:
    """``提升改造农村公路`` → 农村公路, 提升改造. ``城镇新增`` → 城镇, 新增. ``完成道路养护`` → 道路, 养护."""
    found = runs(core)
    change = _leading_change(core, found) if t.table is None else None
    if change is not None:
        rest = core[len(change["surface"]) :].lstrip("了")
        return tidy(rest), change["surface"] if q.counter and change["surface"] in _MAKING else None
    if not found or (t.table in ("link", "reach") and _RATE.search(core)):
        return tidy(core), None
    first, last = found[0], found[-1]
    if t.table is not None and len(found) == 1 and first.start == 0 and first.end == len(core):
        return tidy(core), None
    if first.start == 0 and not _heads_list(core, first):
        return _governed(core, found, t, q)
    inner = next((r for r in found if r.text.startswith(("新增", "净增", "加装", "增设"))), None)
    if inner is not None and t.table != "change":
        subject = core[: inner.start]
        if subject.endswith(("工程", "行动", "计划", "活动")) or tail(subject).cut and subject[: tail(subject).cut].endswith(("工程", "行动", "计划")):
            subject = ""
        return tidy(subject[: tail(subject).cut] + core[inner.end :].lstrip("了")), inner.text
    finance = next((r for r in found if r.text.endswith(_FUNDING)), None)
    if finance is not None and t.table is None and q.dimension == "money" and finance.start > 1:
        given = tidy(core[finance.end :].lstrip("了"))
        subject = core[: finance.start]
        if not given and not subject.endswith((*_FUNDERS, "将", "拟", "可")):
            return tidy(core), None
        if given == "支出":
            return tidy(subject[: tail(subject).cut]) + given, finance.text
        return given or ("" if subject.endswith(_FUNDERS) else tidy(subject[: tail(subject).cut])), finance.text
    if last.end == len(core) and last.text in _REDUCING and t.table is None:
        return tidy(core[: last.start]), last.text
    if last.end == len(core):
        if t.table in ("change", "reach") or (last.noun and not (q.counter and last.after)):
            return tidy(core), None
        if t.table == "link" and last.noun:
            return tidy(core), None
        subject = core[: last.start]
        if last.light and not q.counter:
            return tidy(subject), None
        return tidy(subject), last.text
    strong = [r for r in found if not r.noun and r.end < len(core) and not r.light]
    if strong and (t.table is None or t.comparator):
        verb = strong[-1]
        return tidy(_each(core) + core[verb.end :].lstrip("了")), verb.text
    return tidy(core), None


def _heads_list(core: str, first: Verbs) -> bool:
    """投资、消费、进出口总额: a verb-noun before 、 is the first of a list of nouns."""
    return first.noun and core[first.end : first.end + 1] in ("、", "和", "与") or "、" in first.text and first.noun


def _yields(run: Verbs) -> bool:
    """Whether a verb leaves the action to a deed after it: 完成…改造, 实施…维修."""
    return run.light or run.text in _YIELDING


_PREPOSITIONS = ("动员", "引导", "鼓励", "支持", "推动", "带动", "帮助", "组织", "促进")


def _governed(core: str, found: Sequence[Verbs], t: Tail, q: Quantity) -> tuple[str, str | None]:
    """A phrase that begins with its verb."""
    first, last = found[0], found[-1]
    rest = core[first.end :].lstrip("了")
    if not rest:
        return "", None if first.light and not q.counter and first.text in ("实现", "完成") else first.text
    if first.text == "完成" and words("nouns", "deed").ending(rest) and not q.unit.endswith(("次", "项")):
        return tidy(rest), None
    if t.table == "link" and "的" in rest and q.counter and not t.comparator:
        return tidy(core), None
    later = [r for r in found[1:] if not r.light]
    if t.table == "change" or (t.table in ("link", "reach") and (first.light or first.text in _PREPOSITIONS)):
        kept = core if first.text.startswith(("新增", "净增")) else rest
        return tidy(kept), None
    counted_project = _PROJECT.search(core) if _plain(q.unit) not in _OWN_CLASSIFIER else None
    stop = counted_project.start() if counted_project else len(core)
    found = runs(core[:stop]) if counted_project else found
    later = [r for r in found[1:] if not r.light]
    last = next((r for r in reversed(found) if r.end <= stop), last)
    trailing = later and last.end == stop and last.start > first.end
    if _yields(first):
        if trailing and (last.after or not last.noun) and q.dimension != "money":
            noun = core[first.end : last.start].lstrip("了")
            return tidy(noun), last.text
        if not trailing and len(found) > 1 and found[1].start == first.end and not found[1].light:
            return _governed(core[first.end :], runs(core[first.end :]), t, q)
        middle = next((r for r in later if not r.noun and r.end < len(core)), None)
        if middle is not None and first.light:
            head = core[first.end : middle.start].lstrip("了")
            return tidy(head + core[middle.end :]), middle.text
        if first.text == "实现" or (first.text == "完成" and (not q.counter or q.dimension in _STATISTIC)):
            return tidy(rest), None
        return tidy(rest), first.text
    strong = [r for r in later if not r.noun and r.end < len(core)]
    if strong and first.text in _PREPOSITIONS:
        verb = strong[-1]
        return tidy(core[verb.end :].lstrip("了")), verb.text
    return tidy(rest), first.text


_FUNDERS = ("财政", "政府", "中央", "地方", "国家", "银行", "公司", "集团", "基金")
_RATE = regex.compile(r"(?:率|比重|比例|占比|之比|时间|时限|年限|指数|强度|浓度|标准|系数|用时|满意度)$")


def _leading_change(core: str, found: Sequence[Verbs]) -> dict[str, str] | None:
    """A word of change that opens a phrase: 减少贫困人口. 减免租金 and 提升改造公路 are deeds."""
    change = words("cues", "change").starting(core)
    if change is None or len(change["surface"]) < 2 or len(core) <= len(change["surface"]) + 1:
        return None
    if found and found[0].start == 0 and found[0].text != change["surface"]:
        return None
    return change


def _ends_in_deeds(left: str) -> bool:
    """改造提升207万亩: two deeds right before a number, the second of which is a word of change too."""
    found = runs(left)
    return bool(found) and found[-1].end == len(left) and words("cues", "change").ending(left) is not None and (
        found[-1].text not in words("cues", "change")
    )


_FUNDING = ("安排", "投入", "拨付", "下达", "发放", "提供", "筹集", "筹措", "争取", "落实")
_YIELDING = frozenset("实施 开展 推进 启动 组织 加快推进 推动 加强 进行 抓好 做好 落实 发展 继续实施".split())


_PROJECT = regex.compile(r"(?:任务|工作|工程|项目|行动|计划|目标|建设任务)$")
_OWN_CLASSIFIER = frozenset("个 项 件 批 大".split())


def _noun_and_deed(right: str, q: Quantity) -> tuple[str, str | None]:
    """``企业成功上市`` → 企业, 上市. ``道路实施维修工程`` → 道路, 维修. ``支持发展`` → "", 支持."""
    if not right or right[0] in ",;:。、!?)”":
        return "", None
    start = _adverbs_end(right, 0)
    found = runs(right)
    relative = regex.match(r"(?:在|具有|拥有|由|以|与|用于)[^,;。]{2,40}的(?P<noun>[^的,;。]{2,14})$", right)
    if relative:
        return relative["noun"], None
    if start or (found and found[0].start == 0 and not (found[0].noun and found[0].end < len(right))):
        here = [r for r in found if r.start >= start and not r.light] or found
        return "", here[0].text if here and here[0].start <= start + 2 else None
    cut = _predicate_at(right)
    if cut is not None:
        return _predicated(right[:cut], right[cut:])
    return _with_trailing_deed(right, found, q)


_PERFORM = regex.compile(r"(?:实施|进行|实行|开展|提供|予以|实现|完成)了?(?:全面|集中)?(?P<deed>[^,;。、]{2,9}?)(?:工程|工作|服务)?$")


def _predicated(noun: str, predicate: str) -> tuple[str, str | None]:
    """What is said of a counted noun: 实施无障碍改造 → 无障碍改造; 结对帮扶工作 + 全面完成 → 结对帮扶."""
    performed = _PERFORM.search(predicate)
    if performed and runs(performed["deed"]) and runs(performed["deed"])[-1].end == len(performed["deed"]):
        return _undeeded(noun), performed["deed"]
    rest = runs(predicate)
    deed = next((r for r in rest if not r.light), None)
    bare = regex.sub(r"(?:工作|任务)$", "", noun)
    own = next((r for r in reversed(runs(bare)) if r.end == len(bare) and r.start > 1), None)
    if deed is None and own is not None:
        return noun[: own.start], own.text
    if deed is None and not rest:
        words_ = predicate[_adverbs_end(predicate, 0) :]
        return _undeeded(noun), words_ if 2 <= len(words_) <= 4 else None
    return _undeeded(noun), (deed or rest[0]).text


def _undeeded(noun: str) -> str:
    """``社区党群服务中心建设`` + 全部达标 → the centres are what is counted."""
    found = runs(noun)
    last = found[-1] if found else None
    if last and last.end == len(noun) and last.start > 1 and last.text in ("建设", "工作"):
        return noun[: last.start]
    return noun


def _with_trailing_deed(right: str, found: Sequence[Verbs], q: Quantity) -> tuple[str, str | None]:
    """``烟叶收购任务`` → 烟叶, 收购. ``道路维修工程`` counted in 条 → 道路, 维修."""
    bare = right
    if q.unit.lstrip("十百千万亿") not in _OWN_CLASSIFIER or right.endswith(("任务", "工作")):
        bare = _PROJECT.sub("", right)
        found = runs(bare)
    last = next((r for r in reversed(found) if r.end == len(bare) and r.start > 0), None)
    if last is None:
        strong = next((r for r in found if r.start > 0 and not r.noun and not r.light), None)
        return (right[: strong.start], strong.text) if strong else (right, None)
    if last.noun and not (last.after or q.counter) and bare == right:
        return right, None
    noun = bare[: last.start]
    light = next((r for r in found if r.start < last.start and r.light and r.start > 0), None)
    if light is not None:
        noun = noun[: light.start]
    entity = _ENTITY.match(noun)
    if entity:
        return entity["thing"], entity["rest"] + last.text
    return noun.rstrip("的"), last.text


# 12家企业超低排放改造: what follows the thing counted belongs to the deed.
_ENTITY = regex.compile(
    r"^(?P<thing>.*(?:企业|小区|社区|行政村|自然村|村庄|乡镇|街道|加油站|医院|学校|家庭|锅炉|医疗机构|幼儿园|县城|园区|河流|电厂|水厂|农户|居民))(?P<rest>.{2,6})$"
)


def _adverbs_end(text: str, at: int) -> int:
    """Where the predicate words at ``at`` end: ``全部`` 达标, ``成功`` 上市; ``at`` if there are none."""
    entry = words("nouns", "predicate").starting(text, at)
    return at + len(entry["surface"]) if entry else at


def _predicate_at(right: str) -> int | None:
    """Where the counted noun ends and what is said of it begins: 企业|成功上市, 资金|支持发展."""
    spans = guarded(right)
    for at in range(1, len(right)):
        if any(a < at < b for a, b in spans):
            continue
        entry = words("nouns", "predicate").starting(right, at)
        if entry and (len(entry["surface"]) > 1 or entry["surface"] in "获居被" or runs(right[at + 1 : at + 7])[:1]) and not nouns().starting(right, at):
            return at
    return None


def _measure(q: Quantity, t: Tail, left: str, action: str | None) -> tuple[Measure, Direction | None]:
    """What kind of figure a quantity is, by the words before it and by its verb."""
    if q.kind in ("rank", "multiple"):
        return q.kind, None  # type: ignore[return-value]
    relative = q.unit in ("%", "‰", "成")
    if t.table == "change" and t.direction:
        return ("growth" if relative and not t.leads else "change"), t.direction
    share = _SHARE.match(left)
    shared = share is not None and not share["rate"] and bool(share["whole"] or t.table is None)
    if relative and (_OF_PLAN.search(left) or (t.table in (None, "link") and shared and _ends_share(left))):
        return "share", None
    if action in _REDUCING and (relative or q.dimension == "money"):
        return ("growth" if relative else "change"), "down"
    core = left[strip_leads(left) :]
    change = _leading_change(core, runs(core)) if t.table is None else None
    if change and not (q.counter and change["surface"] in _MAKING):
        return ("growth" if relative else "change"), change["direction"]
    return "level", None


def _ends_share(left: str) -> bool:
    """占全市运力|18.1% is a share; 税收占比|82.5% and 占比超过|55% are levels."""
    return not left.endswith(("为", "达", "达到", "超过", "突破"))


_MAKING = ("增加", "提升", "延长", "扩大", "净增", "增")


def _plain(unit: str | None) -> str | None:
    """The unit without its multiplier: 万户 and 户 count the same things."""
    return None if unit is None else unit.lstrip("十百千万亿")


_SPLIT_VERBS = regex.compile(r"^(?P<a>提请)(?:[^,;。、]{0,14}?)(?P<b>审议)(?P<noun>.+)$")
_PREPOSITION = regex.compile(r"^(?:全年|累计|共|已|将)*(?:为|向|对|赴|利用|通过|依托|围绕|动员|鼓励|引导|支持|组织)")
_INNER_PREPOSITION = regex.compile(r"(?:向|为|对|给)[^,;。、]{2,8}$")


def _split_verb(core: str) -> tuple[str, str] | None:
    """提请省人大常委会审议地方性法规 → 地方性法规, 提请审议."""
    m = _SPLIT_VERBS.match(core)
    return (tidy(m["noun"]), m["a"] + m["b"]) if m else None


def _after_preposition(opened: str, core: str) -> tuple[str, str | None] | None:
    """为中小企业提供担保贷款 → 担保贷款, 提供. 利用空地建设停车泊位 → 停车泊位, 建设."""
    found = [r for r in runs(core) if r.end < len(core)]
    deed = words("nouns", "deed").ending(core)
    if deed and _PREPOSITION.match(opened) and len(deed["surface"]) < len(core) and not any(
        not r.noun for r in found
    ):
        return deed["surface"], None
    if _PREPOSITION.match(opened):
        later = [r for r in found if r.start > 1]
        verb = next((r for r in later if not r.noun and not r.light), None) or (later[0] if later else None)
    else:
        verb = next((r for r in found if r.start > 3 and not r.light and _INNER_PREPOSITION.search(core[: r.start])), None)
    return (tidy(core[verb.end :].lstrip("了")), verb.text) if verb else None
