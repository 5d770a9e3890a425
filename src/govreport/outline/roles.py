"""Turns headings and their text into roles: does a section look back or ahead?

    "2023年工作回顾" → review · "2024年工作安排" → plan · "持续加强政府自身建设" → self_building
    一、克难奋进，再上台阶 + "过去一年，我们…"                        → review
    a report without headings: "一年来，…" · "今年主要预期目标是：…"   → review · plan

The words of a heading decide first, then the section above it, then how its first paragraphs begin,
then the section before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from govreport.lexicon import load
from govreport.models import Role
from govreport.outline.blocks import Block
from govreport.outline.signs import Sign, sign
from govreport.outline.tree import Node

_LEADS = 3
_LEAD = 160
_PLAN_TITLE = regex.compile(
    r"(?:规划|五年计划)(?:和\S{0,12}远景目标)?(?:纲要|\(草案\)|$)|十[一二三四五]五规划"
)
_BULLETIN_TITLE = regex.compile(r"统计公报|情况(?:的)?(?:公报|通报)")
_PROBLEMS = regex.compile(
    r"(?:清醒|深刻|充分|清楚|客观|也|还|必须)(?:地|的)?(?:认识|看|意识)到[^。]{0,160}"
    r"(?:问题|困难|不足|挑战|短板|差距|制约|矛盾|风险)"
    r"|^(?:当然|但是?|同时)?[^。]{0,40}(?:存在|面临)[^。]{0,30}(?:问题|困难|不足|挑战)[^。]{0,30}(?:[:。]|主要)"
)
_ABOVE: dict[Role, frozenset[Role]] = {
    "review": frozenset(("problems", "glossary")),
    "self_building": frozenset(("glossary",)),
}


def roles(
    nodes: Sequence[Node], blocks: Sequence[Block], kind: str
) -> tuple[Role, ...]:
    """The role of each heading; ``kind`` is that of the document, see ``kind_of``."""
    found: list[Role] = []
    for at, node in enumerate(nodes):
        c = node.candidate
        said = sign(blocks[c.block].text[c.title:c.stop])
        if node.parent is not None:
            found.append(_below(found[node.parent], said))
            continue
        until = nodes[at + 1].candidate.block if at + 1 < len(nodes) else len(blocks)
        found.append(_at_top(at, said, found, lead(blocks, c.block, until), kind))
    return tuple(found)


def _below(above: Role, said: Sign | None) -> Role:
    """A section below another is of its role, unless its words are strong."""
    if said is None or said.weak:
        return above
    allowed = _ABOVE.get(above)
    if allowed is not None:
        return said.role if said.strong and said.role in allowed else above
    if said.strong or said.role == "self_building":
        return said.role
    return above


def _at_top(
    at: int, said: Sign | None, before: Sequence[Role], lead: Role | None, kind: str
) -> Role:
    if said is not None and not said.weak:
        return said.role
    if lead is not None:
        return lead
    if said is not None and not before:
        return said.role
    return before[-1] if before else default(kind)


def default(kind: str) -> Role:
    """What a document of this kind speaks of where nothing says otherwise."""
    return "plan" if kind == "plan" else "review"


def lead(blocks: Sequence[Block], start: int, until: int) -> Role | None:
    """What the first paragraphs between two blocks say: the first cue wins."""
    for item in blocks[start:min(until, start + _LEADS) + 1]:
        said = cue(item.text)
        if said is not None:
            return said
    return None


def cue(text: str) -> Role | None:
    """Whether a paragraph says that it looks back or ahead.

    >>> cue("过去一年,全县上下团结奋斗。"), cue("推进城市更新。")
    ('review', None)
    """
    first = text[:_LEAD]
    for pattern, role in _cues():
        if pattern.search(first):
            return role
    return None


def has_problems(text: str) -> bool:
    """Whether a paragraph owns up: ``在肯定成绩的同时，我们也清醒看到，还存在不少问题：``"""
    return _PROBLEMS.search(text[:_LEAD]) is not None


def kind_of(title_page: str) -> str:
    """``plan``, ``bulletin`` or ``report``, from the folded text of the title page."""
    if "工作报告" in title_page:
        return "report"
    if _PLAN_TITLE.search(title_page):
        return "plan"
    return "bulletin" if _BULLETIN_TITLE.search(title_page) else "report"


@cache
def _cues() -> tuple[tuple[regex.Pattern[str], Role], ...]:
    return tuple((regex.compile(e["pattern"]), e["role"]) for e in load("headings")["cue"])
