"""Turns the headings of a report into a tree.

    一、 · (一) · (二) · 1. · 二、   →   parents  None 0 0 2 None, levels 1 2 2 3 1

The rank of a style alone decides what stands under what, so that a report that begins in the
middle or uses only (一) still gives the right tree. Only headings without a number, and a count
that starts again inside itself, take their rank from their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from govreport.models import Role
from govreport.outline.blocks import Block
from govreport.outline.choose import APPENDIX
from govreport.outline.headings import ITEMS, Candidate
from govreport.outline.signs import Sign, cue, sign

_TOP = 0.0
_WIDE = 25.0
"""Rank of 2024年工作安排 without a number: above 一、, below 第一节."""
_CN = 30.0
_YEARLY = re.compile(r"(?:20\d\d|今)年[^,]*$")
_STEP = 5.0


@dataclass(frozen=True, slots=True)
class Node:
    """A heading with its place in the tree: the index of its parent, and its depth from 1."""

    candidate: Candidate
    parent: int | None
    level: int


def grow(chosen: Sequence[Candidate], blocks: Sequence[Block]) -> tuple[Node, ...]:
    """Hang every heading under the nearest one before it of a higher rank."""
    nodes: list[Node] = []
    open_: list[int] = []
    for item in _restarted(_ranked(_inside(chosen), blocks), blocks):
        while open_ and nodes[open_[-1]].candidate.rank >= item.rank:
            open_.pop()
        nodes.append(Node(item, open_[-1] if open_ else None, len(open_) + 1))
        open_.append(len(nodes) - 1)
    return tuple(nodes)


def _inside(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Lower 一是… · 二是… where they stand inside 1.…: the count begins right below it."""
    placed: list[Candidate] = []
    rank: float | None = None
    for c in chosen:
        above = placed[-1] if placed else None
        if c.style in ITEMS and c.ordinal == 1 and above and above.style not in ITEMS:
            low = above.ordinal is not None and above.rank > c.rank
            rank = above.rank + _STEP / 2 if low else None
        placed.append(replace(c, rank=rank) if rank and c.style in ITEMS else c)
    return placed


def _ranked(chosen: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Give each heading without a number its rank."""
    part = _part(chosen, blocks)
    ranked: list[Candidate] = []
    last: dict[float, int] = {}
    # （五）……: the text begins in the middle of a part
    now: Role | None = "review" if chosen and (chosen[0].ordinal or 0) > 1 else None
    beside: float | None = None
    for at, c in enumerate(chosen):
        said = _sign(c, blocks)
        ahead = now == "review" and (
            said.role in ("plan", "outlook") or (said.role == "front" and _turns(c, blocks))
        )
        now = said.role if said.wide or ahead else now
        if c.ordinal is not None:
            last = {rank: n for rank, n in last.items() if rank < c.rank} | {c.rank: c.ordinal}
            ranked.append(c)
            beside = None
            continue
        lost = _lost(chosen, at, last)
        if lost is None and ahead:
            # 2025年总体要求和主要目标 holds no parts, but it cannot stand below 2024年工作回顾.
            lost = part
            beside = None if said.wide else part
        elif lost is None:
            lost = _plain(chosen, at, blocks, part)
            lost = beside if beside is not None and lost == c.rank else lost
        ranked.append(replace(c, rank=lost))
    return ranked


def _turns(c: Candidate, blocks: Sequence[Block]) -> bool:
    """Whether a heading without a number, or the paragraph below it, is about the year to come."""
    below = "".join(item.text for item in blocks[c.block + 1 : c.block + 2])
    return _YEARLY.match(blocks[c.block].text) is not None or cue(below) == "plan"


def _part(chosen: Sequence[Candidate], blocks: Sequence[Block]) -> float:
    """The rank of the report's parts: of 一、2023年工作回顾, or of 2023年工作回顾."""
    numbered: list[float] = []
    bare: set[Role] = set()
    for c in chosen:
        said = _sign(c, blocks)
        if said.wide and said.role in ("review", "plan", "outlook"):
            if c.ordinal is None:
                bare.add(said.role)
            else:
                numbered.append(c.rank)
    return _WIDE if len(bare) > 1 else min((r for r in numbered if r <= _CN), default=_WIDE)


def _sign(c: Candidate, blocks: Sequence[Block]) -> Sign:
    return sign(blocks[c.block].text[c.title : c.stop]) or Sign("front")


def _lost(chosen: Sequence[Candidate], at: int, last: dict[float, int]) -> float | None:
    """The rank of the heading whose number was lost: （六）… · 深化改革开放 · （八）…"""
    if at + 1 == len(chosen):
        return None
    after = chosen[at + 1]
    gap = after.ordinal is not None and last.get(after.rank) == after.ordinal - 2
    return after.rank if gap else None


def _plain(chosen: Sequence[Candidate], at: int, blocks: Sequence[Block], part: float) -> float:
    """The rank of a heading that never had a number; ``part`` is that of the report's parts."""
    c = chosen[at]
    said = _sign(c, blocks)
    beside = blocks[max(0, c.block - 1) : c.block + 1]
    if said.appendix or any(APPENDIX.search(item.text) for item in beside):
        return _TOP
    if said.role == "self_building":
        return _WIDE if _alone(chosen, at, blocks) else c.rank
    if said.wide and part == _WIDE:
        return _WIDE
    # 扎实苦干，再谱新篇 · 第一，… · 第二，… · （一）: what the items stand before counts first
    following = next((d for d in chosen[at + 1 :] if d.style not in ITEMS), None)
    for after in (following, *chosen[at + 1 : at + 2]):
        if after is not None and after.ordinal == 1:
            return after.rank - _STEP
    return c.rank


def _alone(chosen: Sequence[Candidate], at: int, blocks: Sequence[Block]) -> bool:
    """Whether no neighbour begins with the same words: 我们始终聚焦… · 我们始终注重自身建设…"""
    lead = blocks[chosen[at].block].text[:3]
    near = (*chosen[max(0, at - 1) : at], *chosen[at + 1 : at + 2])
    return all(c.ordinal or not blocks[c.block].text.startswith(lead) for c in near)


def _restarted(chosen: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Lower a count that starts again inside itself: 二、 · （七） · [一、 · 二、] · 三、"""
    same: dict[str, list[int]] = {}
    for at, c in enumerate(chosen):
        if c.ordinal is not None:
            same.setdefault(c.style, []).append(at)
    lowered = list(chosen)
    for style, places in same.items():
        # 八是加强政府自身建设 ends a list, it holds no part of the report
        wide = [style not in ITEMS and _sign(chosen[at], blocks).wide for at in places]
        for first, end in _runs([chosen[at].ordinal or 0 for at in places], wide):
            above = chosen[places[first] - 1]
            if above.rank >= chosen[places[first]].rank:
                for place in places[first:end]:
                    lowered[place] = replace(chosen[place], rank=above.rank + _STEP)
    return lowered


def _runs(counts: Sequence[int], wide: Sequence[bool]) -> list[tuple[int, int]]:
    """The stretches 1, 2, … of ``counts`` that stand inside the number before them.

    Either that number is gone on with after them, or it is a part of the report (``wide``) and they
    are none.

    >>> _runs([1, 2, 1, 2, 3, 4, 3, 4], [False] * 8)
    [(2, 6)]
    >>> _runs([1, 2, 1, 2, 3], [True, True, False, False, False])
    [(2, 5)]
    """
    found: list[tuple[int, int]] = []
    end = 0
    for at in (at for at, count in enumerate(counts) if count == 1):
        if at < max(1, end):
            continue
        end = at + 1
        while end < len(counts) and counts[end] > counts[end - 1]:
            if counts[end] == counts[at - 1] + 1 and wide[end]:
                break
            end += 1
        goes_on = end < len(counts) and end - at > 1 and counts[end] == counts[at - 1] + 1
        if goes_on or (wide[at - 1] and not wide[at]):
            found.append((at, end))
    return found
