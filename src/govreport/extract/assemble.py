"""Clauses with their slots → facts: each quantity with its indicator, verb and kind of figure.

    "新引入航运企业93家,航运类企业达到383家,税收贡献超7000万元"
     → (新引入, 航运企业, 93 家) (航运类企业, 383 家) (航运类企业税收贡献, 7000 万元)

A clause is read from the number outwards: ``tail`` takes the words right before it, ``left`` and
``right`` read what remains on both sides; what it leaves unsaid comes from the ``Thread`` of the
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from govreport.extract.clauses import Clause, Slot
from govreport.extract.indicators import deal, is_bare, owned, parts, tidy, without_total
from govreport.extract.left import (
    ADDING,
    acted,
    each,
    introduced,
    is_deed,
    narrows_right,
    read_left,
    tail_of,
)
from govreport.extract.measure import SHARE, measure_of, plain
from govreport.extract.phrases import opening, runs, verbs_with
from govreport.extract.quantities import TOUCHING_BEFORE, Quantity
from govreport.extract.ranges import before_from, in_unit_of, is_range
from govreport.extract.right import described, purpose, read_right
from govreport.extract.tail import Tail, before_every, before_last_every, tail
from govreport.extract.thread import RANKED, Fact, Thread


class Name(NamedTuple):
    """What a quantity is of, and whether that was said in an earlier clause."""

    noun: str
    action: str | None
    carried: bool = False


def facts(text: str, found: list[Clause]) -> list[Fact]:
    """The facts of one sentence, in order."""
    thread = Thread()
    rows: list[Fact] = []
    last = max((i for i, c in enumerate(found) if c.slots), default=-1)
    for clause in found[: last + 1]:
        if clause.strong and clause.start > 0:
            thread = thread.renewed()
        if clause.slots:
            rows += _Reader(text, clause, thread).facts()
        else:
            thread.unread.append(text[clause.start : clause.end])
    return rows


_JOINTS = "、和与及"
_DEALT = re.compile(r"分别(?:完成|实现|新增)?")
# No clause that was meant is as long; of one without an end only so much is read again and again.
_FAR = 400
_ALL = ("全部", "均已", "已全部")
# 市场主体总量接近12万户 states a level, whatever verb came before.
_STATED = ("总量", "总数", "数量", "规模", "余额", "存量")
_GIVEN = re.compile(r"(?:^|[,;:。、])(?:同时|和)?(?:为|对|向|给|帮助|推动|引导)$|(?:^|[,;:。])与$")


@dataclass(slots=True)
class _Reader:
    """One clause being read; every method looks at one thing."""

    text: str
    clause: Clause
    thread: Thread

    def facts(self) -> list[Fact]:
        rows: list[Fact] = []
        slots = self.clause.slots
        at = 0
        while at < len(slots):
            if ranges := self._dealt_ranges(slots, at):
                rows += ranges
                at += 2 * len(ranges)
                continue
            if self._starts_range(slots, at):
                rows += self._one(slots[at + 1 :], start=slots[at])
                at += 2
                continue
            last = self._group_end(slots, at)
            rows += self._dealt(slots[at : last + 1]) or [
                fact for i in range(at, last + 1) for fact in self._one(slots[i:])
            ]
            at = last + 1
        return rows

    # -- 由A提高到B -----------------------------------------------------------------------------

    def _starts_range(self, slots: Sequence[Slot], at: int) -> bool:
        if at + 1 >= len(slots):
            return False
        first, second = slots[at], slots[at + 1]
        between = self.text[first.quantity.end : second.quantity.start]
        return len(between) <= 18 and is_range(self.text[first.left[0] : first.left[1]], between)

    def _dealt_ranges(self, slots: Sequence[Slot], at: int) -> list[Fact]:
        """分别由650元、850元提高到720元、940元 → two levels, each with its baseline."""
        middle = self._group_end(slots, at) + 1
        count = middle - at
        if count < 2 or middle + count > len(slots):
            return []
        if self._group_end(slots, middle) != middle + count - 1:
            return []
        left = self.text[slots[at].left[0] : slots[at].left[1]]
        between = self.text[slots[middle - 1].quantity.end : slots[middle].quantity.start]
        if not is_range(left, between):
            return []
        left, base = before_from(left)
        t = tail(left)
        noun, _ = read_left(left[: t.cut], t, slots[at].quantity)
        members = self._members(noun, count, t)
        if members is None:
            return []
        t.table, t.direction, t.base = "reach", None, base
        starts, ends = slots[at:middle], slots[middle : middle + count]
        rows = [
            self._fact(in_unit_of(b.quantity, a.quantity), t, Name(m, None), a.quantity.value)
            for a, b, m in zip(starts, ends, members, strict=True)
        ]
        self._remember(members, rows[-1])
        return rows

    # -- values dealt out -----------------------------------------------------------------------

    def _group_end(self, slots: Sequence[Slot], at: int) -> int:
        """The last slot of a run of values of one unit with nothing but separators between."""
        end = at
        while end + 1 < len(slots):
            a, b = slots[end].quantity, slots[end + 1].quantity
            gap = self.text[a.end : b.start].strip(_JOINTS + "以")
            if gap or not slots[end + 1].tied or plain(a.unit) != plain(b.unit) or a.kind != b.kind:
                break
            end += 1
        return end

    def _dealt(self, slots: Sequence[Slot]) -> list[Fact]:
        """国家高新技术企业、雏鹰企业分别达到400家、350家 → one value each; [] if they do not fit."""
        if len(slots) < 2:
            return []
        left = self.text[slots[0].left[0] : slots[0].left[1]]
        left = before_last_every(left) if "/" in slots[0].quantity.unit else left
        reduced = next((w for w in verbs_with("reducing") if left.endswith(w)), "")
        t = tail(left.removesuffix(reduced), rank=slots[0].quantity.kind == "rank")
        noun, action = read_left(left[: t.cut], t, slots[0].quantity)
        members = self._members(noun, len(slots), t)
        if members is None:
            return []
        rows = [
            self._fact(slot.quantity, t, Name(member, reduced or action))
            for slot, member in zip(slots, members, strict=True)
        ]
        first = slots[0].quantity
        if t.distributive and first.wording and first.wording[0] in TOUCHING_BEFORE:
            # 分别超过100亿元、120亿元: both are above.
            rows = [
                r._replace(comparator=first.comparator) if r.comparator == "eq" else r for r in rows
            ]
        # 分别完成年计划的118.2%、248.57%: the words before the first say what kind all are.
        rows = [r._replace(measure=rows[0].measure, direction=rows[0].direction) for r in rows]
        self._remember(members, rows[-1])
        return rows

    def _members(self, noun: str, count: int, t: Tail) -> list[str] | None:
        """The things that ``count`` values belong to, in order; None if they are not so many."""
        # 交通、能源、水利分别完成投资: what is dealt out is the investment of each.
        noun = _DEALT.sub("", noun)
        share = SHARE.match(noun) if noun else None
        if share and share["noun"]:
            members = deal(share["noun"], count)
            return members and [m + noun[len(share["noun"]) :] for m in members]
        if noun and (members := deal(noun, count)):
            return members
        carried = self.thread.listed(count)
        if carried is None or not noun:
            return carried
        if noun.startswith("占") or is_bare(noun):
            return [owned(noun, item) for item in carried]
        return [item + noun for item in carried] if t.distributive and len(noun) <= 6 else None

    # -- one value ------------------------------------------------------------------------------

    def _one(self, slots: Sequence[Slot], start: Slot | None = None) -> list[Fact]:
        """The fact of the first of ``slots``; ``start`` is the slot of A in 由A提高到B."""
        slot, q = slots[0], slots[0].quantity
        left = self.text[(start or slot).left[0] : (start or slot).left[1]].removesuffix("了")
        baseline = None
        if start is None:
            t = tail_of(left, q)
        else:
            left, base = before_from(left)
            baseline, q = start.quantity.value, in_unit_of(q, start.quantity)
            t = tail(left)
            t.table, t.direction, t.base = "reach", None, base or t.base
        core = before_every(left[: t.cut]) if "/" in q.unit else left[: t.cut]
        name = self._name(core, t, slot._replace(quantity=q), slots)
        fact = self._fact(q, t, name, baseline)
        members = parts(name.noun) if t.each else []
        if len(members) > 1:
            members = deal(name.noun, len(members)) or members
            self._remember(members, fact)
            return [fact._replace(indicator=member) for member in members]
        self._remember([fact.indicator], fact)
        return [fact]

    def _name(self, core: str, t: Tail, slot: Slot, slots: Sequence[Slot]) -> Name:
        """What the quantity of ``slot`` is of, and the verb that governs it."""
        q, thread = slot.quantity, self.thread
        listed = slot.tied and t.table is None and runs(core) and opening(core) is None
        counted, deed = self._read_right(slots)
        if q.counter and not counted and (verb := opening(core)) and verb.end == len(core):
            # 培育|100家|引领型龙头企业.
            counted = described(self.text[slot.right[0] : slot.right[1]])
        t.table = None if is_deed(core, t, counted=bool(counted)) else t.table
        noun, action = read_left((thread.light or "") + core if listed else core, t, q)
        if not counted and core.endswith("等") and len(core) > 3:
            # 发放岗位补贴和社保补贴等72.7亿元: the examples are all there is.
            noun, action = read_left(core[:-1], t, q)
        if q.dimension == "money" and action and not noun and not counted:
            counted = self._purpose(slots)
        if self.clause.host and slot.left == self.clause.slots[0].left and not noun and not t.table:
            sized, action = read_left(self.clause.host, t, q)
            return Name(tidy(sized.rsplit("、", 1)[-1]), action)
        if q.kind in ("rank", "multiple") or (t.table == "change" and noun):
            counted = action = ""
        elif slot.tied and action is None and (counted or not core.strip(_JOINTS)):
            action = deed if counted and deed and not thread.verb_first else thread.action
        if t.table in ("change", "link") and counted and not noun and q.counter:
            return self._verb_before(counted, deed, t, slot)
        if q.counter and (brought := introduced(core, counted)):
            return Name(*brought)
        if counted and (not noun or t.table is None):
            narrows = narrows_right(noun, core)
            counted = thread.modified(counted) if slot.tied else counted
            return Name(tidy((noun if narrows else each(core)) + counted), acted(action, deed))
        if noun:
            return self._leaning(noun, action, deed, core, t, slot)
        return self._carried(action, deed, core, t, q)

    def _leaning(
        self, noun: str, action: str | None, deed: str | None, core: str, t: Tail, slot: Slot
    ) -> Name:
        """A noun on the left that may lean on what was said: 总规模, 州级, 10亿元以上."""
        q, thread = slot.quantity, self.thread
        if sized := thread.sized(noun):
            return Name(sized, thread.action)
        if noun.endswith("级") and (swapped := thread.swapped(noun)):
            return Name(swapped, action or thread.action)
        noun = thread.completed(noun)
        if self.text.startswith("其中", self.clause.start) and thread.same_unit(q.unit):
            noun = thread.lengthened(noun)
        # 新增库容2亿立方米 needs no owner; 完成投资21亿元 does.
        noun = noun if action else thread.owned(noun)
        noun = thread.modified(noun) if slot.tied else noun
        if not action and t.table is None:
            action = self._inherited(core, slot) or (deed if q.counter else None)
        # 赤字率拟按2.6%安排.
        return Name(noun, action or ("安排" if deed == "安排" else None))

    def _verb_before(self, counted: str, deed: str | None, t: Tail, slot: Slot) -> Name:
        """提升3所公园, 完成20项工程, 突破10项技术: before a thing counted these words are deeds."""
        left = self.text[slot.left[0] : slot.left[1]].removesuffix("了")
        ends = [r for r in runs(left) if r.end == len(left)]
        action = ends[-1].text if ends else None
        if action is None and left.endswith(("完成", "突破", "提高", "提升", "增加", "减少")):
            action = left[-2:]
        if t.table == "change":
            t.table = t.direction = None
        if deed and (action is None or action in ("完成", "实现") or ends[-1].light):
            action = deed
        return Name(tidy(counted), None if action == "实现" else action)

    def _inherited(self, core: str, slot: Slot) -> str | None:
        """A noun in a list under one verb takes the verb: 引进企业55家、项目5个."""
        thread, q = self.thread, slot.quantity
        if thread.action is None or (slot.tied and not thread.counts_no_sum(q)):
            return thread.action
        if self.text.startswith("其中", self.clause.start) and thread.same_unit(q.unit):
            return thread.last.action if thread.last else None
        if (
            core.startswith(("每", "人均", "户均"))
            or core.endswith(_STATED)
            or not q.counter
            or not thread.verb_first
        ):
            return None
        return thread.action if thread.same_unit(q.unit) or thread.counted else None

    def _carried(
        self, action: str | None, deed: str | None, core: str, t: Tail, q: Quantity
    ) -> Name:
        """No noun of its own: the one that the sentence continues, or the verb itself."""
        thread = self.thread
        items = thread.items or ([thread.owner] if thread.owner else [])
        same = thread.same_unit(q.unit)
        own = action if core.strip(_JOINTS) else None
        if own and t.table is None:
            # 存款余额增长8.5%,新增4万多亿元: these verbs never stand for a thing themselves.
            if thread.items and (own in verbs_with("reaching") or own in ADDING):
                return Name(thread.items[-1], own, carried=True)
            if not same and (owner := thread.owner_in(q.unit)):
                return Name(owner, own, carried=True)
            if not items and (works := thread.works(own)):
                return Name(works, own, carried=True)
            if not items or thread.deed_only or not same:
                return Name(own, None)
        if deed and not action and t.table is None and not same and q.dimension == "persons":
            return Name(deed, None)
        if deed and not (own or same) and t.table is None and (owner := thread.owner_in(q.unit)):
            # 实施工业项目127个,完成投资214亿元,其中46个建成投产.
            return Name(owner, deed, carried=True)
        renamed = thread.topic_fresh and t.table in ("link", "change") and not own
        if (renamed or not items) and (topic := thread.topic):
            return Name(topic, (action or deed) if t.table is None else None, carried=True)
        if not items:
            return Name(action or deed or "", None, carried=True)
        if t.together and len(items) == 1 and len(thread.levels) > 1:
            items = thread.levels[-2:]
        whole = t.together or q.kind == "rank"
        if q.kind == "amount" and t.table is None:
            action = action or thread.action or deed
        return Name("、".join(items) if whole else items[-1], action, carried=True)

    # -- right of a number ----------------------------------------------------------------------

    def _read_right(self, slots: Sequence[Slot]) -> tuple[str, str | None]:
        """The noun that the first of ``slots`` counts and the deed behind it; a list shares both.

        完成13个加油站、51个地下油罐防渗改造; 3个省级、7个州级示范县市; 13个、11万平方米老旧小区改造.
        """
        slot, q = slots[0], slots[0].quantity
        right = self.text[slot.right[0] : slot.right[1]]
        given = _GIVEN.search(self.text[slot.left[0] : q.start]) is not None
        noun, deed = read_right(right, q, given=given)
        bare = not right.strip(_JOINTS)
        last = slots[-1]
        alone = not self.text[last.left[0] : last.left[1]].strip(_JOINTS)
        # 建议729件、提案831件|全部办复.
        alone = alone or (bare and self.text.startswith(_ALL, last.right[0]))
        if len(slots) > 1 and slots[1].tied and alone and (q.counter or bare):
            shared, final = read_right(self.text[last.right[0] : last.right[1]], last.quantity)
            noun, deed = (shared if bare and not noun else noun), deed or final
            if noun.endswith("级") and (rank := RANKED.match(shared)):
                noun += shared[rank.end() :]
        return noun, deed

    def _purpose(self, slots: Sequence[Slot]) -> str:
        """What a sum with no noun of its own is for: 投入4亿元支持904个科技项目 → 科技项目."""
        spent = purpose(self.text[slots[0].right[0] : slots[0].right[1]])
        if spent == "" and len(slots) > 1:
            right = slots[1].right
            return read_right(self.text[right[0] : right[1]], slots[1].quantity).noun
        return spent or ""

    # -- the fact -------------------------------------------------------------------------------

    def _left_of(self, start: int) -> str:
        return self.text[max(self.clause.start, start - _FAR) : start]

    def _remember(self, items: list[str], fact: Fact) -> None:
        self.thread.remember(items, fact, self._left_of(fact.start))

    def _fact(self, q: Quantity, t: Tail, name: Name, baseline: Decimal | None = None) -> Fact:
        left, last = self._left_of(q.start), self.thread.last
        measure, direction = measure_of(q, t, left, name.action)
        base = t.base
        if (
            measure == "level"
            and name.carried
            and last
            and q.unit == last.unit == "%"
            and (t.table in (None, "link"))
        ):
            # 增长12%,力争达到15%: the second is a rate of growth too.
            measure, direction, base = last.measure, last.direction, base or last.base
        comparator, wording = q.comparator, (*reversed(t.wording), *q.wording)
        if comparator == "eq":
            comparator = t.comparator or "eq"
        if comparator == "eq" and "至少" in left:
            comparator, wording = "ge", ("至少", *wording)
        noun, action = tidy(name.noun), name.action or None
        if measure in ("level", "rank"):
            noun = without_total(noun)
        # 引进资金13.5亿元,完成任务的112.5%: nothing is done in a share of what was carried.
        of_none = measure == "share" and name.carried
        stated = t.table == "reach" or of_none or measure not in ("level", "share")
        if stated and action not in verbs_with("reducing"):
            action = None
        return Fact(
            q.start, q.end, noun, action, measure, direction, q.value, q.value_max, baseline,
            q.unit, q.dimension, comparator, base, wording, carried=name.carried,
        )  # fmt: skip
