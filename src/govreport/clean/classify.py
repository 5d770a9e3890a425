"""Lines → what each looks like by itself, before its neighbours are asked.

"各位代表："                        → opening
"——2024年1月10日在第五次会议上"      → title
"（一）产业发展"                     → heading
"去年，全市生产总值增长5%，……。"     → prose
"责任编辑：王某某"                   → short, with the chrome it is
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from govreport.clean.chrome import Chrome, chrome, is_prose
from govreport.models import Line
from govreport.text import folded

Kind = Literal["opening", "title", "heading", "prose", "table", "short"]

_OPENING = re.compile(
    r"[“\"]?各位(?:人大)?代表(?:[,、]?(?:各位)?(?:同志|委员|来宾)们?)*[:,!]"
    r"|[“\"]?(?:现在|現在),?我(?:谨|受托)?代表"
    r"|我代表.{2,24}(?:政府|国务院)"
)
_NAMED = re.compile(
    r"工作(?:总结)?[报報]告|国民经济和社会发展|五年规划|规划纲要|发展规划|统计公报"
    r"|计划执行情况|计划草案"
)
_DELIVERED = re.compile(
    r"(?:大会|会议|大會|會議).{0,14}上[)）]?$"
    r"|[-—(―─]*(?:\d{4}|[一二][\d〇○０Ο零O一二三四五六七八九]{3})年.{1,4}月.{1,3}日[)]?(?:.{0,6}[在于].*)?$"
)
_SPEAKER = re.compile(
    r"(?:省长|市长|县长|区长|州长|主席|总理|镇长|乡长|盟长|旗长|市長|縣長|區長|省長)[^,。;:!]{0,12}$"
)
_HEADING = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[章节篇条部]|[一二三四五六七八九十]{1,3}[、.]"
    r"|[(\[﹝〔【][一二三四五六七八九十\d]{1,3}[)\]﹞〕】]|\d{1,3}[、.)](?!\d)|[①-⑳⑴-⒇]"
    r"|[-—─]{2}.{4}|专栏|附[件录][一二三四五\d]|名词解释|[一二三四五六七八九十]+是"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as it looks by itself."""

    text: str
    """Squeezed: half width, no white space."""
    kind: Kind
    chrome: Chrome | None
    row: int
    """Number of the source's line that it begins on, from 0."""

    @property
    def body(self) -> bool:
        """Whether the line can only come from a report."""
        return self.chrome is None and self.kind in ("opening", "heading", "prose", "table")


def classify(source: str, lines: Iterable[Line]) -> list[Seen]:
    """What each line looks like by itself."""
    seen: list[Seen] = []
    row, at = 0, 0
    plain = folded(source)
    for line in lines:
        text = "".join("".join([plain[start:end] for start, end in line.pieces]).split())
        row, at = row + source.count("\n", at, line.start), line.start
        seen.append(Seen(text, _kind(text), chrome(text), row))
    return seen


def _is_title(text: str) -> bool:
    """Whether the line names the report, says when it was given, or who gave it."""
    if len(text) > 70:
        return False
    if _NAMED.search(text) or _DELIVERED.search(text):
        return True
    return len(text) <= 30 and _SPEAKER.search(text) is not None


def _kind(text: str) -> Kind:
    if _OPENING.match(text):
        return "opening"
    if text.startswith("|") and text.count("|") > 2:
        return "table"
    if _is_title(text):
        # 一、2023年政府工作报告确定的任务 is a heading all the same
        numbered = _HEADING.match(text) and not text.startswith(("-", "—", "─", "("))
        return "heading" if numbered else "title"
    if is_prose(text):
        return "prose"
    return "heading" if _HEADING.match(text) else "short"
