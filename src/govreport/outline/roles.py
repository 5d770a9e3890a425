"""Turns headings and paragraphs into roles: does a section look back or ahead?

    "2023年工作回顾" → review · "2024年工作安排" → plan · "持续加强政府自身建设" → self_building
    一、克难奋进，再上台阶 + "过去一年，我们…"                        → review
    a report without headings: "一年来，…" · "今年主要预期目标是：…"   → review · plan

The words of a heading decide first, then the section above it, then how its first paragraphs begin,
then the section before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from govreport.models import Role
from govreport.outline.blocks import Block
from govreport.outline.headings import ITEMS
from govreport.outline.signs import LEAD, Sign, cue, sign
from govreport.outline.tree import Node

_LEADS = 3
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PLAN_TITLE = re.compile(
    r"(?:规划|五年计划)(?:和\S{0,12}远景目标)?(?:纲要|\(草案\)|$)|十[一二三四五]五规划"
)
_BULLETIN_TITLE = re.compile(r"统计公报|情况(?:的)?(?:公报|通报)")
_PROBLEMS = re.compile(
    r"清醒(?:地|的)?(?:认识|看|意识)到"
    r"|(?:深刻|充分|清楚|客观|也|还|必须)(?:地|的)?(?:认识|看|意识)到[^。]{0,160}"
    r"(?:问题|困难|不足|挑战|短板|差距|制约|矛盾|风险)"
    # Not 去年，我国发展面临诸多困难挑战。…完成…, which goes on to tell what was done.
    r"|^(?!过去|去年|[一五]年|20|面对)[^。]{0,40}(?:存在|面临)[^。]{0,30}(?:问题|困难|不足|挑战)"
    r"[^。]{0,30}(?:[:。]|主要)"
)
_PAST = re.compile(r"了|累计|同比|荣获|获评|圆满|成功|比上年|预计|持续(?:改善|提升)")
_FUTURE = re.compile(r"力争|争取|确保|继续|将|(?<![重主需只])要|年内|大力|着力|切实")
# Below these a section keeps the role of the section above it, but for the roles named.
_EXCEPT: dict[Role, frozenset[Role]] = {
    "review": frozenset(("problems", "glossary")),
    "self_building": frozenset(("glossary",)),
}


def kind_of(title_page: str) -> str:
    """``plan``, ``bulletin`` or ``report``, from the folded text of the title page."""
    if "工作报告" in title_page:
        return "report"
    if _PLAN_TITLE.search(title_page):
        return "plan"
    return "bulletin" if _BULLETIN_TITLE.search(title_page) else "report"


def drift(nodes: Sequence[Node], blocks: Sequence[Block], kind: str) -> tuple[Role, ...]:
    """For each block, whether the text has turned from looking back to looking ahead by then.

    A report turns once: 今年主要预期目标是… A fragment without such words is judged by its verbs.
    """
    said = [cue(item.text) for item in blocks]
    now: Role = "plan" if kind == "plan" else "review"
    silent = not any(said) and all(sign(_title(node, blocks)) is None for node in nodes)
    if kind == "report" and silent:
        now = tense(blocks)
    turned: list[Role] = []
    for role in said:
        if kind == "report" and (role == "plan" or (role == "outlook" and now == "review")):
            now = role
        turned.append(now)
    return tuple(turned)


def tense(blocks: Sequence[Block], doubt: int = 1) -> Role:
    """Whether the verbs of some text look back (完成了) or ahead (力争).

    They look back where the former are more than ``doubt`` times the latter.
    """
    past = sum(len(_PAST.findall(item.text)) for item in blocks)
    future = sum(len(_FUTURE.findall(item.text)) for item in blocks)
    return "review" if past > doubt * future else "plan"


def has_problems(text: str) -> bool:
    """Whether a paragraph owns up: ``在肯定成绩的同时，我们也清醒看到，还存在不少问题：``"""
    return _PROBLEMS.search(text[:LEAD]) is not None


def _told(nodes: Sequence[Node], blocks: Sequence[Block]) -> bool:
    """Whether the headings of the top tell by their words what looks back and what ahead."""
    signs = (sign(_title(node, blocks)) for node in nodes if node.parent is None)
    roles = {said.role for said in signs if said is not None and not said.mixed}
    return "review" in roles and bool(roles & {"plan", "outlook"})


def roles(
    nodes: Sequence[Node], blocks: Sequence[Block], kind: str, turned: Sequence[Role]
) -> tuple[tuple[Role, ...], tuple[bool, ...]]:
    """The role of each heading, and whether its paragraphs had better be asked one by one.

    ``turned`` is what ``drift`` says of each block.
    """
    found: list[Role] = []
    loose: list[bool] = []
    sure = _told(nodes, blocks)
    so_far = _SoFar()
    starts = [node.candidate.block for node in nodes] + [len(blocks)]
    for node, (start, end) in zip(nodes, pairwise(starts), strict=True):
        title = _title(node, blocks)
        said = sign(title)
        if node.parent is not None:
            role = _below(found[node.parent], said)
            open_ = loose[node.parent] and role in ("review", "plan")
            found.append(turned[start] if open_ else role)
            loose.append(loose[node.parent])
        elif kind != "report":
            found.append(_of_kind(kind, said))
            loose.append(False)
        else:
            before = len(found) - 1
            if said is None and before >= 0 and _goes_on(nodes[before], node):
                found.append(found[before])
                loose.append(loose[before])
                continue
            top = _at_top(said, title, so_far, blocks[start:end])
            mixed = said is not None and said.mixed
            found.append(top or turned[min(start + 1, len(blocks) - 1)])
            loose.append(top is None or mixed or (top == "review" and not sure))
            so_far.add("plan" if mixed else found[-1], title)
    return tuple(found), tuple(loose)


def _goes_on(before: Node, node: Node) -> bool:
    """Whether a bare （三） or 三是 goes on after the one before: all of one part of the report.

    Parts numbered 一、 turn from looking back to looking ahead without saying so; these do not.
    """
    a, b = before.candidate, node.candidate
    return (
        before.parent is None
        and a.style == b.style
        and a.style in ("cn-paren", *ITEMS)
        and a.ordinal is not None
        and b.ordinal == a.ordinal + 1
    )


class _SoFar:
    """What the parts of a report before the one at hand were."""

    __slots__ = ("begun", "planned", "reviewed")

    def __init__(self) -> None:
        self.begun = False
        self.planned = False
        self.reviewed = 0

    def add(self, role: Role, title: str) -> None:
        self.begun = True
        self.planned = self.planned or role in ("plan", "outlook", "self_building")
        if role == "review":
            self.reviewed = max([self.reviewed, *_years(title)])


def _years(title: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(title)]


def _title(node: Node, blocks: Sequence[Block]) -> str:
    return blocks[node.candidate.block].text[node.candidate.title : node.candidate.stop]


def _below(above: Role, said: Sign | None) -> Role:
    """A section below another is of its role, unless its own words are strong."""
    if said is None or said.weak:
        return above
    allowed = _EXCEPT.get(above)
    if allowed is not None:
        return said.role if said.strong and said.role in allowed else above
    if said.strong or said.role == "self_building":
        return said.role
    return above


def _of_kind(kind: str, said: Sign | None) -> Role:
    """Top sections of a bulletin are all of what was, of a plan all of what shall be."""
    if said is not None and said.strong:
        return said.role
    return "plan" if kind == "plan" else "review"


def _at_top(said: Sign | None, title: str, so_far: _SoFar, section: Sequence[Block]) -> Role | None:
    """The role of a section that stands under none, None when nothing tells."""
    if said is not None and not said.weak:
        return said.role
    if so_far.planned:
        return "plan"
    if so_far.reviewed and max(_years(title), default=0) > so_far.reviewed:
        return "plan"
    lead = next((role for item in section[: _LEADS + 1] if (role := cue(item.text))), None)
    if lead is None and said is not None and not so_far.begun:
        return said.role
    if lead is None and so_far.begun:
        return tense(section, doubt=2)
    return lead
