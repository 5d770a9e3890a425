"""Turns the kept lines of a report into its headings, as a tree with roles, and its passages.

一、2023年工作回顾              heading 0, level 1, review
（一）产业更优。建成园区5个。    heading 1, level 2, under 0, and two passages:
                                 “（一）产业更优。” (heading) and “建成园区5个。”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from govreport.models import CleanText, Document, Heading, Outline, Passage, Role
from govreport.outline.blocks import Block, blocks
from govreport.outline.choose import choose, opening
from govreport.outline.glossary import definitions
from govreport.outline.headings import ITEMS
from govreport.outline.roles import drift, has_problems, kind_of, roles
from govreport.outline.signs import cue
from govreport.outline.tree import Node, grow

__all__ = ["outline"]

_TITLE = 60
"""No line of a title page is longer."""


def outline(document: Document, clean: CleanText) -> Outline:
    """Find the headings and hang the passages under them, in the order of the source."""
    parts = blocks(document, clean.kept)
    nodes = grow(choose(parts), parts)
    kind = kind_of("".join(item.text for item in parts[:8] if len(item.text) < _TITLE))
    turned = drift(nodes, parts, kind)
    sorts, loose = roles(nodes, parts, kind, turned)
    headings = tuple(
        _heading(document, parts[node.candidate.block], node, role)
        for node, role in zip(nodes, sorts, strict=True)
    )
    tops = accumulate(node.parent is None for node in nodes)
    sections = [
        Section(node, role, open_, kind == "plan" and top == 1)
        for node, role, open_, top in zip(nodes, sorts, loose, tops, strict=True)
    ]
    return Outline(headings, tuple(_passages(parts, sections, turned)))


def _heading(document: Document, item: Block, node: Node, role: Role) -> Heading:
    c = node.candidate
    offsets = item.view.offsets
    start, end = item.view.span(0, c.stop)
    return Heading(
        number="".join(document.text[at] for at in offsets[: c.title]),
        title="".join(document.text[at] for at in offsets[c.title : c.stop]),
        level=node.level,
        style=c.style,
        role=role,
        start=start,
        end=end,
        parent=node.parent,
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the tree, with what its paragraphs need to know."""

    node: Node
    role: Role
    loose: bool
    """Its paragraphs tell by themselves whether they look back or ahead."""
    first: bool
    """It stands in the first chapter of a plan."""


def _passages(
    parts: Sequence[Block], sections: Sequence[Section], turned: Sequence[Role]
) -> Iterator[Passage]:
    heads = {section.node.candidate.block: at for at, section in enumerate(sections)}
    entries = definitions(parts)
    first_body = opening(parts)
    at_section: int | None = None
    for at, item in enumerate(parts):
        start = 0
        if at in heads:
            own, at_section = heads[at], _holder(sections, heads[at])
            start = sections[own].node.candidate.body
            role = sections[own].role
            if at_section is not None and at_section != own:
                role = _role(sections[at_section], turned[at], item.text)
            yield Passage(item.clip(0, start), at_section, role, heading=True)
        if start == len(item.text):
            continue
        if at_section is not None:
            role = _role(sections[at_section], turned[at], item.text[start:])
        else:
            body = at >= first_body and (len(item.text) > _TITLE or item.text[-1] in "。!?;")
            role = turned[at] if body else "front"
        if at in entries:
            role = "glossary"
        elif role == "review" and has_problems(item.text[start:]):
            role = "problems"
        yield Passage(item.clip(start, len(item.text)), at_section, role)


def _holder(sections: Sequence[Section], at: int) -> int | None:
    """The heading that the text below a heading stands under: mostly that one.

    一是产业更优。… goes on with the paragraph before it: 2023年，我们主要做了以下工作：
    """
    holder: int | None = at
    while holder is not None:
        node = sections[holder].node
        if node.candidate.style not in ITEMS or not node.candidate.closed:
            break
        holder = node.parent
    return holder


def _role(section: Section, turned: Role, text: str) -> Role:
    """The role of a paragraph: that of its section, unless it says otherwise."""
    role = turned if section.loose and section.role in ("review", "plan") else section.role
    if section.first and role == "plan" and cue(text) == "review":
        return "review"  # a plan recalls the years before it, in its first chapter
    return role
