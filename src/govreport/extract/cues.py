"""A sentence → its words of resolve (力争, 确保), with how far each reaches.

    "力争盘活资产5万平方米,实现收入3000万元"   力争 holds for both
    "努力打通通道,公路里程达2万公里"          努力 holds for its own clause only
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from govreport.extract.phrases import runs
from govreport.lexicon import load
from govreport.models import Modality


@dataclass(frozen=True, slots=True)
class Cue:
    start: int
    word: str
    modality: Modality
    until: int
    """Where its reach ends."""


@cache
def _pattern() -> regex.Pattern[str]:
    return regex.compile(
        "|".join(
            regex.escape(e["surface"])
            + (f"(?!{'|'.join(e['not_before'])})" if e.get("not_before") else "")
            for e in load("cues")["modality"]
        )
    )


@cache
def _entries() -> dict[str, dict[str, str]]:
    return {e["surface"]: e for e in load("cues")["modality"]}


def modalities(text: str) -> list[Cue]:
    found = []
    for m in _pattern().finditer(text):
        entry = _entries()[m[0]]
        if m[0] == "争取" and not _before_verb(text, m.end()):
            continue
        until = len(text)
        if entry["reach"] == "clause":
            stop = regex.search(r"[,;。]", text[m.end() :])
            until = m.end() + stop.start() if stop else len(text)
        found.append(Cue(m.start(), m[0], entry["modality"], until))  # type: ignore[arg-type]
    return found


def _before_verb(text: str, at: int) -> bool:
    """争取 is resolve before a verb or a level (争取新开工6件), a deed before a thing (争取资金3亿元)."""
    rest = text[at : at + 12]
    found = runs(rest)
    if found and found[0].start == 0 and not (found[0].noun and found[0].end < 3):
        return True
    return bool(regex.match(r"(?:.{2,10})(?:达到?|突破|超过|增长|完成|实现|全面|年内|到\d|用)", text[at : at + 16]))
