"""Clauses with their slots → facts: each quantity with its indicator, verb and kind of figure.

    "新引入航运企业93家,航运类企业达到383家,税收贡献超7000万元"
     → (新引入, 航运企业, 93 家) (航运类企业, 383 家) (航运类企业税收贡献, 7000 万元)

A clause is read from the number outwards: ``tail`` takes the words right before it, ``naming`` what
remains on both sides; what it leaves unsaid comes from the ``Thread`` of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from govreport.extract.articles import of_articles
from govreport.extract.attributes import TOTAL_COST
from govreport.extract.clauses import JOINTS, Clause, Slot
from govreport.extract.dealing import (
    bounded_alike,
    in_turn,
    is_rate,
    of_examples,
    one_unit,
    risen,
    unit_of,
)
from govreport.extract.indicators import is_bare, owned, tidy, whose, without_total
from govreport.extract.left import read_left
from govreport.extract.lists import deal, parts
from govreport.extract.measure import SHARE, grown, measure_of
from govreport.extract.naming import Namer
from govreport.extract.phrases import opening, strip_leads, verbs_with
from govreport.extract.quantities import Quantity
from govreport.extract.ranges import before_from, in_unit_of, is_range
from govreport.extract.sides import Name
from govreport.extract.tail import Tail, before_every, before_last_every, reduced, tail, tail_of
from govreport.extract.thread import Fact, Thread


def facts(text: str, found: list[Clause]) -> list[Fact]:
    """The facts of one sentence, in order."""
    thread = Thread()
    rows: list[Fact] = []
    last = max((i for i, c in enumerate(found) if c.slots), default=-1)
    for clause in found[: last + 1]:
        if clause.strong and clause.start > 0:
            thread = thread.renewed()
        if clause.slots:
            rows += of_articles(text, _Reader(text, clause, thread).facts())
        else:
            thread.unread.append(text[clause.start : clause.end])
    return rows


# 港口货物、集装箱吞吐量|6.27亿吨和2323万标箱: amounts of two things, each in its own unit.
_AMOUNTS = re.compile(
    r"[、和].{2,10}(?:吞吐量|饲养量|产量)(?:达到?|为)?$|牛羊(?:饲养量|存栏|出栏)(?:达到?)?$"
)
_EARLY = re.compile(r"的?(?:前期|准备|相关)?工作$")
_DEALT = re.compile(r"分别(?:完成|实现|新增)?")
_COMPARED = re.compile(
    r"(?P<lead>.*?)(?:[较比](?P<than>[^,;。\d]{2,20}?)(?:平均水平|平均)?分别(?P<far>[低高快慢多少])"
    r"|(?:分别)?(?P<way>[低高快慢]于)(?P<over>[^,;。\d]{2,16}?)(?:平均水平|平均)?(?:分别)?)"
)
# No clause that was meant is as long; of one without an end only so much is read again and again.
_FAR = 400


@dataclass(slots=True)
class _Reader:
    """One clause being read; every method looks at one thing."""

    text: str
    clause: Clause
    thread: Thread

    def facts(self) -> list[Fact]:
        slots = self.clause.slots
        if len(slots) == 1:
            return self._one(slots)
        rows: list[Fact] = []
        at = 0
        while at < len(slots):
            if ranges := self._dealt_ranges(slots, at):
                rows += ranges
                at += 2 * len(ranges)
                continue
            if cost := self._total_cost(slots, at):
                rows += cost
                at += 2
                continue
            if self._starts_range(slots, at):
                rows += self._one(slots[at + 1 :], start=slots[at])
                at += 2
                continue
            last = self._group_end(slots, at)
            group = slots[at : last + 1]
            rows += (
                self._compared(group)
                or self._dealt(group)
                or [fact for i in range(at, last + 1) for fact in self._one(slots[i:])]
            )
            at = last + 1
        return rows

    # -- 由A提高到B -----------------------------------------------------------------------------

    def _starts_range(self, slots: Sequence[Slot], at: int) -> bool:
        if at + 1 >= len(slots):
            return False
        first, second = slots[at], slots[at + 1]
        between = self.text[first.quantity.end : second.quantity.start]
        return is_range(self.text[first.left[0] : first.left[1]], between)

    def _dealt_ranges(self, slots: Sequence[Slot], at: int) -> list[Fact]:
        """分别由650元、850元提高到720元、940元 → two levels, each with its baseline."""
        middle = self._group_end(slots, at) + 1
        count = middle - at
        if count < 2 or middle + count > len(slots):
            return []
        left = self.text[slots[at].left[0] : slots[at].left[1]]
        between = self.text[slots[middle - 1].quantity.end : slots[middle].quantity.start]
        if not is_range(left, between):
            return []
        if self._group_end(slots, middle, apart="分别" in left) != middle + count - 1:
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

    # -- what all of them cost ------------------------------------------------------------------

    def _total_cost(self, slots: Sequence[Slot], at: int) -> list[Fact]:
        """总投资105亿元的18个项目, 27个总投资69.5亿元的项目 → how many they are, and the sum of all;
        of 年度投资51亿元的21个项目, what is spent on all in the year."""
        if at + 1 >= len(slots):
            return []
        first, second = slots[at], slots[at + 1]
        ahead = TOTAL_COST.search(self.text, first.left[0], first.quantity.start)
        between = self.text[first.quantity.end : second.quantity.start]
        if ahead and between == "的":
            said, cost, things = ahead, first, second._replace(left=(first.left[0], ahead.start()))
        elif (behind := TOTAL_COST.fullmatch(between)) and self.text.startswith(
            "的", second.quantity.end
        ):
            things = first._replace(right=(second.quantity.end + 1, second.right[1]))
            said, cost = behind, second
        else:
            return []
        counted = self._one([things, *slots[at + 2 :]])
        # 首批总投资143亿元的12个PPP项目|前期工作.
        total = Name(_EARLY.sub("", counted[0].indicator) + (said["yearly"] or "总投资"), None)
        return sorted([self._fact(cost.quantity, Tail(0), total), *counted])

    # -- several leads over others --------------------------------------------------------------

    def _compared(self, slots: Sequence[Slot]) -> list[Fact]:
        """转化率较全省、全国分别低11.5、31.2个百分点 → two lags, each with its base."""
        left = self.text[slots[0].left[0] : slots[0].left[1]]
        several = len(slots) > 1 and ("分别" in left or "于" in left)
        m = _COMPARED.fullmatch(left) if several else None
        bases = parts(m["than"] or m["over"]) if m else []
        if m is None or len(bases) != len(slots):
            return []
        t = Tail(len(m["lead"]), leads=True, table="change")
        t.direction = "down" if (m["far"] or m["way"])[0] in "低慢少" else "up"
        core = tail_of(m["lead"], slots[0].quantity)
        namer = Namer(self.text, self.clause, self.thread)
        name, _ = namer.name(m["lead"][: core.cut], t, slots[:1])
        last = slots[-1].quantity
        rows = [
            self._fact(unit_of(slot.quantity, last), replace(t, base=base), name)
            for slot, base in zip(slots, bases, strict=True)
        ]
        self._remember([rows[-1].indicator], rows[-1])
        return rows

    # -- values dealt out -----------------------------------------------------------------------

    def _group_end(self, slots: Sequence[Slot], at: int, *, apart: bool = False) -> int:
        """The last slot of a run of values of one unit with nothing but separators between.

        ``apart``: the run is dealt out, 分别, and may be of any units: 40.4%和12.4平方米.
        """
        end = at
        left = self.text[slots[at].left[0] : slots[at].left[1]]
        apart |= "分别" in left or _AMOUNTS.search(left) is not None
        while end + 1 < len(slots):
            a, b = slots[end].quantity, slots[end + 1].quantity
            gap = self.text[a.end : b.start].strip(JOINTS + "以").removesuffix("每年")
            alike = apart or one_unit(a, b)
            if gap or not slots[end + 1].tied or not alike or a.kind != b.kind:
                break
            end += 1
        return end

    def _dealt(self, slots: Sequence[Slot]) -> list[Fact]:
        """国家高新技术企业、雏鹰企业分别达到400家、350家 → one value each; [] if they do not fit."""
        left = self.text[slots[0].left[0] : slots[0].left[1]]
        if len(slots) < 2:
            return []
        left = before_last_every(left) if "/" in slots[0].quantity.unit else left
        # 化学需氧量、氨氮排放量分别比2010年|削减|4.5%、4.6%.
        cut = reduced(left)
        t = tail_of(cut.of if cut else left, slots[0].quantity)
        t = replace(t, base=cut.than) if cut and cut.than else t
        noun, action = read_left(left[: t.cut], t, slots[0].quantity)
        whole = noun and len(parts(noun)) == 1 and not noun.startswith("城乡")
        if whole and in_turn(left):
            members: list[str] | None = [noun] * len(slots)
        else:
            members = of_examples(left[: t.cut], len(slots)) or self._members(noun, len(slots), t)
        if members is None:
            return []
        last = slots[-1].quantity
        rows = [
            self._fact(unit_of(slot.quantity, last), t, Name(member, cut.verb if cut else action))
            for slot, member in zip(slots, members, strict=True)
        ]
        rows = bounded_alike(rows, slots[0].quantity, last, left)
        # 分别完成年计划的118.2%、248.57%: the words before the first say what kind all are.
        rows = [r._replace(measure=rows[0].measure, direction=rows[0].direction) for r in rows]
        # 居民消费价格涨幅、失业率分别控制在3%和5%以内: the first is said to rise.
        rows = [risen(r) for r in rows]
        if t.table == "change" and not t.base:
            # 失业率、居民消费价格涨幅分别控制在5%和3%以内: only the last is said to rise.
            rows = [
                r._replace(measure="level", direction=None) if is_rate(r, rows[-1]) else r
                for r in rows
            ]
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
            if t.table in (None, "link") and (way := grown(self.text[q.end :], q)):
                t.table, t.direction, t.cut = "change", way, _grown_cut(left[: t.cut])
                slot = slot._replace(right=(slot.right[0], slot.right[0]))
        else:
            left, base = before_from(left)
            baseline, q = start.quantity.value, in_unit_of(q, start.quantity)
            t = tail(left)
            t.table, t.direction, t.base = "reach", None, base or t.base
        core = before_every(left[: t.cut]) if "/" in q.unit else left[: t.cut]
        namer = Namer(self.text, self.clause, self.thread)
        slot = slot._replace(quantity=q)
        name, t = namer.name(core, t, [slot, *slots[1:]])
        fact = self._fact(q, t, name, baseline)
        members = parts(name.noun) if t.each else []
        if len(members) == 1:
            # 省市级示范区各1个.
            members = deal(name.noun, 2) or members
        if len(members) > 1:
            members = deal(name.noun, len(members)) or members
            self._remember(members, fact)
            return [fact._replace(indicator=member) for member in members]
        self._remember([fact.indicator], fact)
        behind = q.counter and fact.measure == "level" and not t.table
        if behind and fact.carried and not fact.action:
            # 行政村集体收入全部超过11万元,其中|40个|达到50万元.
            return [fact._replace(indicator=whose(fact.indicator))]
        if behind and self.text.find(fact.indicator[-4:], q.end, slot.right[1]) >= 0:
            # 50户|企业产值|超亿元: what comes next is of the output, but firms are counted.
            fact = fact._replace(indicator=whose(fact.indicator))
        return [fact]

    # -- the fact -------------------------------------------------------------------------------

    def _left_of(self, start: int) -> str:
        return self.text[max(self.clause.start, start - _FAR) : start]

    def _remember(self, items: list[str], fact: Fact) -> None:
        self.thread.remember(items, fact, self._left_of(fact.start))

    def _fact(self, q: Quantity, t: Tail, name: Name, baseline: Decimal | None = None) -> Fact:
        left, last = self._left_of(q.start), self.thread.last
        measure, direction = measure_of(q, t, left, name.action)
        if measure == "multiple" and baseline is not None:
            # 收入倍差从2.07倍缩小至1.96倍 is how much it is.
            measure = "level"
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
        if (
            measure == "growth"
            and name.carried
            and last
            and last.baseline
            and left.endswith("累计增长")
        ):
            # 由2015年的56.1亿元增长到77.2亿元,累计增长44.44%.
            base = base or last.base
        comparator, wording = q.comparator, (*reversed(t.wording), *q.wording)
        if comparator == "eq":
            comparator = t.comparator or "eq"
        if comparator == "eq" and "至少" in left:
            comparator, wording = "ge", ("至少", *wording)
        noun, action = tidy(name.noun), name.action or None
        if action and action.endswith(tuple(verbs_with("well"))):
            action = action.removesuffix("好")
        if q.unit == "位" and measure == "level" and noun.endswith(("排名", "位次")):
            measure, direction = "rank", None
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


def _grown_cut(left: str) -> int:
    """Where the name ends before a rate that is called a growth behind it: 资金|以25%的速度递增; of
    确定|4.5%的增长目标 there is none."""
    left = left.removesuffix("以").removesuffix("了")
    said = left[strip_leads(left) :]
    verb = opening(said)
    return 0 if verb and verb.end == len(said) else len(left)
