"""Turns a heading's words into the role of its section.

    "2023年工作回顾" → review · "2024年工作安排" → plan · "持续加强政府自身建设" → self_building

A heading that says nothing has the role of its parent, and else that of the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreport.lexicon import load
from govreport.models import Role
from govreport.outline.tree import Node


def of_title(title: str) -> Role | None:
    """The role that the words of a title give, or None."""
    for entry in load("headings")["role"]:
        if entry["surface"] in title:
            role: Role = entry["role"]
            return role
    return None


def roles(nodes: Sequence[Node], titles: Sequence[str]) -> tuple[Role, ...]:
    """The role of each heading."""
    found: list[Role] = []
    for node, title in zip(nodes, titles, strict=True):
        inherited = found[node.parent] if node.parent is not None else None
        before = found[-1] if found else "plan"
        found.append(of_title(title) or inherited or before)
    return tuple(found)
