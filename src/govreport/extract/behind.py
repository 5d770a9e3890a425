"""The slots of a clause → what stands behind the number of the first: what it counts, or is for.

    "完成13个|加油站、51个|地下油罐防渗改造"    → 加油站, 防渗改造 (a list shares its deed)
    "3个|省级、7个|州级示范县市"              → 省级示范县市 (and its noun)
    "投入4亿元|支持904个|科技项目"            → the purpose 科技项目

``right`` reads the words behind one number; here those behind the others of its list are asked too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.extract.clauses import JOINTS, Slot
from govreport.extract.phrases import Named, opening, strip_leads
from govreport.extract.purpose import counted_after, purpose
from govreport.extract.right import read_right

_SERVED = ("在", "对", "向", "为", "给")
_ALL = ("全部", "均已", "已全部")
# 1个400亿级、3个|100亿级|产业名镇.
_SIZE_OR_RANK = re.compile(r"(?:[\d十百千万亿]{2,6}|[^级]{1,3})级(?:以上)?")
_GIVEN = re.compile(
    r"(?:^|[,;:。、])(?:同时|和|免费|累计|全年|年内|预计|将|共|还|已)*(?:加强|加大|强化|深化|做好|开展)?(?:为|对|向|给|帮助|推动|引导)(?:[全我][省市县区州])?$|(?:^|[,;:。])与$"
)


def behind(text: str, slots: Sequence[Slot]) -> Named:
    """The noun that the first of ``slots`` counts and the deed behind it; a list shares both."""
    slot, q = slots[0], slots[0].quantity
    right = text[slot.right[0] : slot.right[1]]
    given = _GIVEN.search(text[slot.left[0] : q.start]) is not None
    noun, deed = read_right(right, q, given=given)
    bare = not right.strip(JOINTS)
    served = deed is None and text.startswith(_SERVED, q.start - 1)
    if served and len(slots) > 1 and slots[1].left[0] == slot.right[1]:
        # 向230家|企业|融资授信|47亿元: what is done for them, and what the sum is of.
        verb = opening(text[slots[1].left[0] : slots[1].left[1]])
        deed = verb.text if verb else None
    last = slots[-1]
    alone = not text[last.left[0] : last.left[1]].strip(JOINTS)
    # 新建103个、|修缮|60个幸福院: each with its own verb.
    verbs_only = _only_verb(text[slot.left[0] : q.start]) and _only_verb(text[slice(*last.left)])
    alone = alone or (bare and len(slots) == 2 and verbs_only)
    # 建议729件、提案831件|全部办复.
    alone = alone or (bare and text.startswith(_ALL, last.right[0]))
    measured = q.dimension in ("area", "length") and all(s.quantity.unit == q.unit for s in slots)
    if len(slots) > 1 and slots[1].tied and alone and (q.counter or bare or measured):
        shared, final = read_right(text[last.right[0] : last.right[1]], last.quantity)
        noun, deed = (shared if bare and not noun else noun), deed or final
        if noun.endswith("级") and (rank := _SIZE_OR_RANK.match(shared)):
            noun += shared[rank.end() :]
    elif noun and deed is None and len(slots) > 1 and all(s.quantity.counter for s in slots):
        deed = _done_with_all(text, last)
    return Named(noun, deed)


def _only_verb(left: str) -> bool:
    left = left[strip_leads(left) :].strip(JOINTS)
    verb = opening(left)
    return verb is not None and verb.end == len(left)


def _done_with_all(text: str, last: Slot) -> str | None:
    """省定20项|民心工程、市定32项民生实事和县定12件|民生实事全部完成."""
    said = text[last.right[0] : last.right[1]]
    whose = text[last.left[0] : last.left[1]].strip(JOINTS)
    if len(whose) > 3 or opening(whose) or not any(word in said for word in _ALL):
        return None
    return read_right(said, last.quantity).verb


def purpose_of(text: str, slots: Sequence[Slot]) -> str:
    """What a sum with no noun of its own is for: 投入4亿元支持904个科技项目 → 科技项目."""
    right = slots[0].right
    if right[0] == right[1] and text.startswith(",", right[0]):
        # 投入8亿元,|全面完成十件民生实事.
        right = (right[0] + 1, len(text))
    elif right[0] == right[1] and len(slots) > 1:
        # 投资1.2亿元|建成“四好农村路”|20条.
        right = slots[1].left
    spent = purpose(text[right[0] : right[1]])
    if spent == "" and text.startswith(",", right[0] - 1):
        # 投入25亿元,新建改建|248个|医疗救治项目.
        return counted_after(text[right[0] : right[1]])
    if spent == "" and len(slots) > 1:
        right = slots[1].right
        return read_right(text[right[0] : right[1]], slots[1].quantity).noun
    return spent or ""
