"""Turns the words of a heading into what they say about its section.

    "2023年工作回顾" → review, wide · "政府工作总体要求" → plan · "城区面貌明显提升" → None
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from govreport.lexicon import load
from govreport.models import Role


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


def sign(title: str) -> Sign | None:
    """The first entry of the lexicon that is found in ``title``, folded; None when there is none.

    >>> sign("2024年工作安排").role, sign("城区面貌明显提升")
    ('plan', None)
    """
    for pattern, found in _signs():
        if pattern.search(title):
            return found
    return None


@cache
def _signs() -> tuple[tuple[regex.Pattern[str], Sign], ...]:
    return tuple(
        (
            regex.compile(entry["pattern"]),
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
