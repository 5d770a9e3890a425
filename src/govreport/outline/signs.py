"""Turns the words of a heading, or the first words of a paragraph, into what they say about it.

"2023年工作回顾" → review, wide · "政府工作总体要求" → plan · "城区面貌明显提升" → None
"过去一年，我们…" → review · "今年主要预期目标是：…" → plan
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from govreport.lexicon import load
from govreport.models import Role

LEAD = 160
"""How many characters of a paragraph are read for what it says of itself."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a heading says of its section."""

    role: Role
    wide: bool = False
    """Unnumbered, it would hold a whole part of the report."""
    appendix: bool = False
    """Unnumbered, it would stand beside the whole report."""
    strong: bool = False
    """It says so also where the section above has another role."""
    mixed: bool = False
    """It begins with that role and turns to what lies ahead."""
    weak: bool = False
    """It may just be a figure of speech: only good for a first section."""


@lru_cache(maxsize=4096)
def sign(title: str) -> Sign | None:
    """The first entry of the lexicon that is found in ``title``, folded; None when there is none.

    >>> sign("2024年工作安排").role, sign("城区面貌明显提升")
    ('plan', None)
    """
    for pattern, found in _signs():
        if pattern.search(title):
            return found
    return None


def cue(text: str) -> Role | None:
    """Whether a paragraph says in its first words that it looks back or ahead.

    >>> cue("过去一年,全县上下团结奋斗。"), cue("推进城市更新。")
    ('review', None)
    """
    return _cue(text[:LEAD])


@lru_cache(maxsize=4096)
def _cue(first: str) -> Role | None:
    for pattern, role in _cues():
        if pattern.search(first):
            return role
    return None


@cache
def _signs() -> tuple[tuple[re.Pattern[str], Sign], ...]:
    return tuple(
        (
            re.compile(entry["pattern"]),
            Sign(
                entry["role"],
                entry.get("wide", False),
                entry.get("appendix", False),
                entry.get("strong", False),
                entry.get("mixed", False),
                entry.get("weak", False),
            ),
        )
        for entry in load("headings")["role"]
    )


@cache
def _cues() -> tuple[tuple[regex.Pattern[str], Role], ...]:
    # Of long alternations without a common beginning regex makes less work than re.
    return tuple((regex.compile(e["pattern"]), e["role"]) for e in load("headings")["cue"])
