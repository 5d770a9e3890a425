"""Turns the kept lines of a report into its headings, as a tree with roles, and its passages.

    一、2023年工作回顾              heading 0, level 1, review
    （一）产业更优。建成园区5个。    heading 1, level 2, under 0, and two passages:
                                     “（一）产业更优。” (heading) and “建成园区5个。”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport.models import CleanText, Document, Heading, Outline, Passage, Role
from govreport.outline.blocks import Block, blocks
from govreport.outline.choose import choose, opening
from govreport.outline.glossary import definitions
from govreport.outline.roles import drift, has_problems, kind_of, mixed, roles, told
from govreport.outline.tree import Node, grow

__all__ = ["outline"]


def outline(document: Document, clean: CleanText) -> Outline:
    """Find the headings and hang the passages under them, in the order of the source."""
    parts = blocks(document, clean.kept)
    nodes = grow(choose(parts), parts)
    kind = kind_of("".join(item.text for item in parts[:8] if len(item.text) < 60))
    turned = drift(parts, kind)
    sorts = roles(nodes, parts, kind, turned)
    headings = tuple(
        _heading(document, parts[node.candidate.block], node, role)
        for node, role in zip(nodes, sorts, strict=True)
    )
    return Outline(headings, tuple(_passages(parts, nodes, sorts, turned)))


def _heading(document: Document, item: Block, node: Node, role: Role) -> Heading:
    c = node.candidate
    offsets = item.view.offsets
    start, end = item.view.span(0, c.stop)
    return Heading(
        number="".join(document.text[at] for at in offsets[:c.title]),
        title="".join(document.text[at] for at in offsets[c.title:c.stop]),
        level=node.level, style=c.style, role=role, start=start, end=end, parent=node.parent,
    )


def _loose(parts: Sequence[Block], nodes: Sequence[Node]) -> tuple[bool, ...]:
    """For each heading, whether it leaves open what below it looks back and what ahead."""
    sure = told(nodes, parts)
    loose: list[bool] = []
    for node in nodes:
        above = node.parent is not None and loose[node.parent]
        loose.append(above or not sure or mixed(node, parts))
    return tuple(loose)


def _passages(
    parts: Sequence[Block], nodes: Sequence[Node], sorts: Sequence[Role], turned: Sequence[Role]
) -> Iterator[Passage]:
    heads = {node.candidate.block: at for at, node in enumerate(nodes)}
    loose = _loose(parts, nodes)
    entries = definitions(parts)
    first_body = opening(parts)
    section: int | None = None
    for at, item in enumerate(parts):
        start = 0
        if at in heads:
            section = heads[at]
            start = nodes[section].candidate.body
            yield Passage(item.clip(0, start), section, sorts[section], heading=True)
        if start == len(item.text):
            continue
        role = sorts[section] if section is not None else "front"
        if section is None:
            role = turned[at] if at >= first_body else role
        elif loose[section] and role in ("review", "plan"):
            role = turned[at]
        if at in entries:
            role = "glossary"
        elif role == "review" and has_problems(item.text[start:]):
            role = "problems"
        yield Passage(item.clip(start, len(item.text)), section, role)
