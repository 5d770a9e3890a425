"""Turns the candidates of a report into its tree of headings.

    一、 · (一) · (二) · 1. · 二、   →   parents  None 0 0 2 None, levels 1 2 2 3 1

The rank of a style alone decides what stands under what, so that a report that begins in the middle
or uses only (一) still gives the right tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govreport.outline.headings import Candidate


@dataclass(frozen=True, slots=True)
class Node:
    """A candidate with its place in the tree: the index of its parent, and its depth from 1."""

    candidate: Candidate
    parent: int | None
    level: int


def grow(candidates: Sequence[Candidate]) -> tuple[Node, ...]:
    """Hang every candidate under the nearest one before it of a higher rank."""
    nodes: list[Node] = []
    open_: list[int] = []
    for item in candidates:
        while open_ and nodes[open_[-1]].candidate.rank >= item.rank:
            open_.pop()
        parent = open_[-1] if open_ else None
        nodes.append(Node(item, parent, len(open_) + 1))
        open_.append(len(nodes) - 1)
    return tuple(nodes)
