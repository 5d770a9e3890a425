"""A sentence → its words of resolve (力争, 确保), with how far each reaches.

"力争盘活资产5万平方米,实现收入3000万元;加快…"   力争 holds for both, up to the semicolon
"绿地面积力争达到15平方米,覆盖率达到18%"          behind its subject it holds for its clause only
"努力打通通道,公路里程达2万公里"                 so does 努力
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from govreport.extract.marks import guarded
from govreport.extract.phrases import runs, strip_leads
from govreport.lexicon import load
from govreport.models import Modality


class Cue(NamedTuple):
    start: int
    word: str
    modality: Modality
    until: int
    """Where its reach ends."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            re.escape(e["surface"])
            + (f"(?!{'|'.join(e['not_before'])})" if e.get("not_before") else "")
            for e in load("cues")["modality"]
        )
    )


@cache
def _entries() -> dict[str, dict[str, str]]:
    return {e["surface"]: e for e in load("cues")["modality"]}


# A clause that opens a new undertaking is not promised by the 力争 before it.
_UNDERTAKING = re.compile(
    r",(?:还要|同时|并)?(?:加快|加强|加大|积极|着力|大力|深入|扎实|持续|统筹|坚持|推进|推动|完善|健全|做好|抓好|优化|强化|深化|支持|探索|建立|构建)"
)
_END = re.compile(r"[;。!?]")
_CLAUSE_END = re.compile(r"[,;。!?]")


# 在|确保|质量的前提下,建成500万套: what must not suffer is not what is promised.
_ASIDE = re.compile(r"[^,;:。]{1,10}(?:的前提|的基础|的同时)")


def modalities(text: str) -> list[Cue]:
    """The cues of a folded sentence, in order."""
    found = []
    quoted = guarded(text) if "“" in text else []
    for m in _pattern().finditer(text):
        if any(a < m.start() < b for a, b in quoted):
            # “两个确保”补助资金: a name.
            continue
        entry = _entries()[m[0]]
        if (
            text[: m.start()].endswith(("为", "向上"))
            or _ASIDE.match(text, m.end())
            or (m[0] == "争取" and not _before_verb(text, m.end()))
        ):
            continue
        listed = entry["reach"] == "list" and _heads_clause(text, m.start())
        until = _until(text, m.end(), (_END, _UNDERTAKING) if listed else (_CLAUSE_END,))
        found.append(Cue(m.start(), m[0], entry["modality"], until))  # type: ignore[arg-type]
    return found


def _heads_clause(text: str, at: int) -> bool:
    """Nothing but time and place stands before it in its clause."""
    start = max(text.rfind(c, 0, at) for c in ",;:。") + 1
    before = text[start:at]
    return strip_leads(before) == len(before) or (bool(runs(before)) and runs(before)[0].start == 0)


def _until(text: str, at: int, ends: tuple[re.Pattern[str], ...]) -> int:
    stops = [m.start() for end in ends if (m := end.search(text, at))]
    return min(stops, default=len(text))


_LEVEL = re.compile(r"(?:.{0,10})(?:达到?|突破|超过|增长|完成|实现|全面|年内|到\d|用)")


def _before_verb(text: str, at: int) -> bool:
    """争取 is resolve before a verb or a level (争取新开工6件), a deed before a thing (争取资金3亿元)."""
    rest = text[at : at + 12]
    found = runs(rest)
    if found and found[0].start == 0 and not (found[0].noun and found[0].end < 3):
        return True
    return _LEVEL.match(text, at, at + 16) is not None
