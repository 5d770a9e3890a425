"""Turns the kept lines of a report into its headings, as a tree with roles, and its passages.

    一、2023年工作回顾              heading 0, level 1, review
    （一）产业更优。建成园区5个。    heading 1, level 2, under 0, and two passages:
                                     “（一）产业更优。” (heading) and “建成园区5个。”
"""

from __future__ import annotations

from govreport.models import CleanText, Document, Heading, Outline, Passage, Role, Span
from govreport.outline.headings import PLAIN, Block, Candidate, block, candidate
from govreport.outline.roles import of_title, roles
from govreport.outline.tree import Node, grow


def outline(document: Document, clean: CleanText) -> Outline:
    """Find the headings and hang the passages under them, in the order of the source."""
    blocks = [block(document, line) for line in clean.kept]
    nodes = grow(_accepted(blocks))
    titles = tuple(_text(blocks[n.candidate.block], n.candidate) for n in nodes)
    sorts = roles(nodes, titles)
    headings = tuple(
        _heading(document, blocks[n.candidate.block], n, role)
        for n, role in zip(nodes, sorts, strict=True)
    )
    return Outline(headings, tuple(_passages(blocks, nodes, sorts)))


def _accepted(blocks: list[Block]) -> list[Candidate]:
    kept: list[Candidate] = []
    for at, item in enumerate(blocks):
        found = candidate(at, item)
        if found is None:
            continue
        glossary = of_title(_text(item, found)) == "glossary"
        if found.style != PLAIN or glossary:
            kept.append(found)
        if glossary:  # what follows are its entries: 1.瞪羚企业:…
            break
    return kept


def _text(item: Block, c: Candidate) -> str:
    return item.view.text[c.title:c.stop]


def _heading(document: Document, item: Block, node: Node, role: Role) -> Heading:
    c = node.candidate
    offsets = item.view.offsets
    start, end = item.view.span(0, c.stop)
    return Heading(
        number="".join(document.text[o] for o in offsets[:c.title]),
        title="".join(document.text[o] for o in offsets[c.title:c.stop]),
        level=node.level, style=c.style, role=role, start=start, end=end, parent=node.parent,
    )


def _passages(
    blocks: list[Block], nodes: tuple[Node, ...], sorts: tuple[Role, ...]
) -> list[Passage]:
    heads = {node.candidate.block: i for i, node in enumerate(nodes)}
    section: int | None = None
    passages: list[Passage] = []
    for at, item in enumerate(blocks):
        length = len(item.view.text)
        if not length:
            continue
        start = 0
        if at in heads:
            section = heads[at]
            start = nodes[section].candidate.body
            passages.append(
                Passage(_pieces(item, 0, start), section, sorts[section], heading=True)
            )
        if start < length:
            role: Role = "front" if section is None else sorts[section]
            passages.append(Passage(_pieces(item, start, length), section, role))
    return passages


def _pieces(item: Block, start: int, end: int) -> tuple[Span, ...]:
    """The source spans of ``item.view.text[start:end]``."""
    low, high = item.view.span(start, end)
    clipped = ((max(a, low), min(b, high)) for a, b in item.line.pieces)
    return tuple((a, b) for a, b in clipped if a < b)
