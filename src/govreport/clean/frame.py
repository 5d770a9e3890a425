"""Lines of a file's own frame → the rule that drops each.

--- / title: 政府工作报告 / ---      → front-matter
<!-- 市长作政府工作报告。 -->          → html-comment
![](chart1.png)                     → image
7                                   → page-number  (after 6, before 8, among paragraphs)
关于印发政府工作报告的通知            → cover-note   (to the report's own title)
安平县情网---县情站点                 → watermark    (behind every paragraph)
来自云川数据网                       → watermark    (behind the last words of a paragraph)
云川轻轨开建 / 市政府日前与……          → news         (put in by a portal)
"""

from __future__ import annotations

import re
from itertools import pairwise

from govreport.clean.classify import Seen
from govreport.clean.marks import page_numbers, running_heads, watermarks
from govreport.clean.revise import Drops

_LONGEST = 60
_PARAGRAPH = 25
_COVER_LINES = 30
_COVER = 900
_LEADS = 6
"""Lines at the top among which the lead of a piece of news is looked for."""
_NOTICE = re.compile(r"(?:印发|转发|下发)[^。]{0,60}的?通知|的通知$")
_ORDER = re.compile(r"印发|转发|遵照执行|贯彻(?:执行|落实|实施)|(?:表决|审议)通过")
_ADDRESSED = re.compile(r"[^。;]{2,120}:$")
_COPIED = re.compile(r"(?:来自|来源于?|摘自|百度|搜索|微信|公众号|详见|更多)[^,。;]{2,60}")
_LEAD = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[^。]{0,30}(?:人大|人民代表大会)[^。]{0,30}(?:开幕|召开|举行)"
    r"[^。]{0,60}(?:听取|作)[^。]{0,20}(?:政府工作报告|政府工作的报告)"
)
_INSERTED = re.compile(
    r".{0,30}(?:[市县区省](?:政府)?日前|记者(?:[从昨获]|了解到)|本报讯|据.{2,12}报道)"
)
_PART = re.compile(r"一、|各位代表")
_TITLE = re.compile(r"工作报告|规划|纲要|公报")
_NO_TITLE = re.compile(r"通知|[。:]|.{61}")


def frame(seen: list[Seen]) -> Drops:
    """Front matter at the top; comments, images, page numbers and watermarks anywhere."""
    texts = [line.text for line in seen]
    drops = {i: "html-comment" for i, text in enumerate(texts) if text.startswith("<!--")}
    drops |= {i: "image" for i, text in enumerate(texts) if text.startswith("![")}
    drops |= {i: "watermark" for i in watermarks(texts) if not seen[i].chrome}
    drops |= {
        i: "watermark" for i, line in enumerate(seen) if not line.chrome and _copied(line.text)
    }
    drops |= _news(seen)
    pages = page_numbers(texts)
    drops |= {
        i: "running-head" for i in running_heads(texts, pages) if seen[i].kind in ("short", "title")
    }
    for index in pages:
        around = [i for i in (index - 1, index + 1) if 0 <= i < len(texts)]
        # 1, 2, 3 are numbers of rows where the cells of a table stand one to a line
        if any(len(texts[i]) > _PARAGRAPH or drops.get(i) == "running-head" for i in around):
            drops[index] = "page-number"
    drops.update(_cover_note(texts))
    drops.update(_front_matter(texts))
    return drops


def _copied(text: str) -> bool:
    """Whether the line says no more than who copied the text."""
    return text.endswith(("网", "网站", "公众号", ".cn", ".com", ".net")) and bool(
        _COPIED.fullmatch(text)
    )


def _news(seen: list[Seen]) -> Drops:
    """The lead of a piece of news in front of the report, and pieces that a portal put into it."""
    drops: Drops = {}
    for lead, after in pairwise(range(min(_LEADS, len(seen)))):
        if _LEAD.match(seen[lead].text) and _PART.match(seen[after].text):
            drops[lead] = "news"
    for index in range(1, len(seen) - 1):
        before, headline, story = seen[index - 1 : index + 2]
        inside = before.kind == story.kind == "prose" and headline.kind == "short"
        if inside and headline.text[-1] not in "。:;!" and _INSERTED.match(story.text):
            drops |= {index: "news", index + 1: "news"}
    return drops


def _cover_note(texts: list[str]) -> Drops:
    """The notice that a report was sent out with: from its 通知 to the report's own title."""
    first = next((i for i, text in enumerate(texts[:_COVER_LINES]) if _NOTICE.search(text)), None)
    if first is None:
        return {}
    while first and texts[first - 1].endswith(("关于", "关于印发", "办公室", "人民政府")):
        first -= 1
    note = range(first + 1, min(first + _COVER_LINES, len(texts)))
    for index in note:
        inside = texts[first:index]
        title = _TITLE.search(texts[index]) and not _NO_TITLE.search(texts[index])
        if not title or sum(map(len, inside)) > _COVER:
            continue
        if any(map(_ADDRESSED.match, inside)) and any(map(_ORDER.search, inside[1:])):
            return dict.fromkeys(range(first, index), "cover-note")
    return {}


def _front_matter(texts: list[str]) -> Drops:
    if texts[:1] != ["---"]:
        return {}
    for index, text in enumerate(texts[1:_LONGEST], 1):
        if not text.strip("-"):
            return dict.fromkeys(range(index + 1), "front-matter")
    return {}
