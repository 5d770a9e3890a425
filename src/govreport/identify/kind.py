"""Turns the head of a document into its title and what kind of document it is.

    "政 府 工 作 报 告"                                   → work_report
    "中华人民共和国" + "2012年国民经济和社会发展统计公报"  → bulletin, one title over two lines
    "现在，我代表市人民政府，向大会报告工作"              → work_report, title None
    "一图读懂2024年政府工作报告"                          → other

A fragment with a work report's headings is one; a template, a piece of news, a novel is other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreport.identify.head import Head
from govreport.identify.regions import COUNTRY, chain_before
from govreport.lexicon import load
from govreport.models import ReportType

_LONGEST = 70
_HALF = 34
"""A line that is half of a wrapped title is no longer."""
_OPENS = 6
"""Lines of a fragment in which it may name itself."""
_SENTENCE = re.compile(r"[。;]|我代表|各位代表|请予审议|[长席理].{0,8}作(?:了)?(?:政府)?工作报告")
_NOTICE = re.compile(
    r"通知|会议文件|新闻|首页|位置:|http|查阅|系列|回顾|^[一二三四五六七八九十]{1,3}、|^\("
)
_OPENING = re.compile(
    r"我(?:谨|现)?(?:代表|受)[^,。]{0,20}(?:政府|国务院|公署)[^。]{0,60}(?:报告|审议|审查)"
)
_OUTLINE = re.compile(r"(?:[年届]|时期)[^。]{0,20}(?:工作回顾|工作安排|主要预期目标|政府工作)")
_SELF = re.compile(r"(?:本|《)(?:规划)?纲要|五年规划纲要|五[”年][^。]{0,8}规划纲要")
_NAMELESS = re.compile(r"代表(?:[省市县区州镇乡]|[×xX]{2,3}.?)?(?:人民)?政府")
_MASKED = re.compile(r"(?:20[2×xX*]?[×xX*]{1,2}|[×xX]{2,3}|某)(?:年|省|市|县|区|镇|乡)")
_NEWS = re.compile(r"作(?:了)?(?:政府)?工作报告|报告》?(?:分为|指出|说|提出|强调)|本报讯")
_GIVEN = re.compile(r"(?:[(—\-―]|在|(?:19|20)\d\d年|二[〇零○]).*(?:会议|月|日)|\[\d+\]$")
_CARRIES = re.compile(r"印发《([^》]{4,60})》.{0,8}通知")
_LEAD = re.compile(r"^(?:[\[【][^\]】]{1,6}[\]】]|(?:原标题|标题|题目|资料):)")
_MARKS = "*#\"'“”—- []|"


@dataclass(frozen=True, slots=True)
class Kind:
    title: str | None
    type: ReportType
    basis: str


def kind(head: Head) -> Kind:
    """The report's own title, else that of its metadata or its page, and its type."""
    title, titled, basis = _title(head)
    opened = bool(_OPENING.search(head.opening)) and not _quoted(head.opening)
    if titled == "other" or _template(head):
        return Kind(title, "other", basis)
    if opened:
        return Kind(title, "work_report", basis if titled == "work_report" else "opening")
    if titled == "work_report" and _news(head):
        return Kind(title, "other", "opening")
    if titled:
        return Kind(title, titled, basis)
    return Kind(title, *_untitled(head))


def type_of(text: str) -> ReportType | None:
    """The type that the words of a title name, or None.

    >>> type_of("2024年政府工作报告解读"), type_of("某县2024年政府工作报告")
    ('other', 'work_report')
    """
    for entry in load("identify")["kind"]:
        if entry["surface"] in text:
            named: ReportType = entry["type"]
            return named
    return None


def _title(head: Head) -> tuple[str | None, ReportType | None, str]:
    label = head.labels.get("title", "").replace(" ", "")
    for basis, lines in (("title", head.own), ("metadata", (label,)), ("page", head.page)):
        written = _written(lines, nearest=basis == "title") or _issued(lines)
        if written:
            return _trimmed(written), type_of(written), basis
    return None, None, ""


def _issued(lines: Sequence[str]) -> str | None:
    """What a notice carries: 关于印发《临河市“十四五”规划纲要》的通知."""
    carried = (m[1] for line in lines if (m := _CARRIES.search(line)))
    return next((title for title in carried if type_of(title)), None)


def _written(lines: Sequence[str], *, nearest: bool) -> str | None:
    """A line that is a title, joined to the line before or after that belongs to it.

    The one ``nearest`` to the report's beginning is its own; further up stands the page's.
    """
    order = range(len(lines))
    for index in reversed(order) if nearest else order:
        line = lines[index]
        if len(line) > _LONGEST or _SENTENCE.search(line) or _NOTICE.search(line):
            continue
        before = lines[index - 1] if index else ""
        after = lines[index + 1] if index + 1 < len(lines) else ""
        if not type_of(line):
            both = line + after if max(len(line), len(after)) <= _HALF else ""
            if type_of(both) and not type_of(after) and not _SENTENCE.search(both):
                return both
            continue
        if line.endswith("的报告"):  # 关于临河省国民 + 经济和社会发 + 展第十个五年计划纲要的报告
            start = next((i for i in (index, index - 1, index - 2) if _about(lines, i)), index)
            return "".join(lines[start : index + 1])
        if len(before) <= _HALF and (before.endswith("社会发展") or _place(before.strip(_MARKS))):
            return before.strip(_MARKS) + line
        if len(after) <= _HALF and after.endswith("纲要") and not line.endswith("纲要"):
            return line + after
        return line
    return None


def _about(lines: Sequence[str], index: int) -> bool:
    return index >= 0 and lines[index].startswith("关于")


def _place(text: str) -> bool:
    """Whether the line is nothing but the name of a place."""
    if text == COUNTRY.short[-1]:
        return True
    return bool(text) and "".join(chain_before(text, len(text), short=False)) == text


def _trimmed(title: str) -> str:
    """The title without the delivery line that ran into it: 政府工作报告——2024年1月10日在… ."""
    title = _LEAD.sub("", title)
    ends = [
        title.find(e["surface"]) + len(e["surface"])
        for e in load("identify")["kind"]
        if e["surface"] in title
    ]
    rest = _GIVEN.search(title, max(ends))
    title = title[: rest.start() if rest else None].strip(_MARKS)
    if title.startswith("《") and title.find("》") in (-1, len(title) - 1):
        title = title.strip("《》")
    half = len(title) // 2  # some sites print the title twice in one breath
    return title[:half] if title[:half] == title[half:] else title


def _untitled(head: Head) -> tuple[ReportType, str]:
    opens = "\n".join(head.body[:_OPENS])[:1000]
    if _SELF.search(opens):
        return "plan", "opening"
    lines = (*head.headings, *(line for line in head.body if len(line) <= _HALF))
    if any(_OUTLINE.search(line) for line in lines):
        return "work_report", "heading"
    return "other", ""


def _quoted(opening: str) -> bool:
    """In a novel somebody says it: “现在我代表县人民政府作报告。”"""
    match = _OPENING.search(opening)
    before = opening[: match.start()] if match else ""
    return before.count("“") > before.count("”")


def _template(head: Head) -> bool:
    """20XX年, XX县: nobody's report, unless 我代表临河县人民政府 says whose."""
    if head.opening and not _NAMELESS.search(head.opening):
        return False
    return len(_MASKED.findall("\n".join(head.body[:40]))) >= 2


def _news(head: Head) -> bool:
    """A piece about a report: it names the report from outside, again and again."""
    text = "\n".join(line[:500] for line in head.body[:40])
    return not head.opening and len(_NEWS.findall(text)) >= 2
