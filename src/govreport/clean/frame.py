"""Lines of a file's own frame → the rule that drops each.

    --- / title: 政府工作报告 / ---      → front-matter
    <!-- 市长作政府工作报告。 -->          → html-comment
    ![](chart1.png)                     → image
    7                                   → page-number  (after 6, before 8, among paragraphs)
    安平县情网---县情站点                 → watermark    (behind every paragraph)
"""

from __future__ import annotations

from govreport.clean.classify import Seen
from govreport.clean.marks import watermarks
from govreport.clean.revise import Drops
from govreport.clean.wraps import page_numbers

_LONGEST = 60
_PARAGRAPH = 25


def frame(seen: list[Seen]) -> Drops:
    """Front matter at the top; comments, images, page numbers and watermarks anywhere."""
    texts = [line.text for line in seen]
    drops = {i: "html-comment" for i, text in enumerate(texts) if text.startswith("<!--")}
    drops |= {i: "image" for i, text in enumerate(texts) if text.startswith("![")}
    drops.update(dict.fromkeys(watermarks(texts), "watermark"))
    for index in page_numbers(texts):
        around = texts[max(0, index - 1) : index] + texts[index + 1 : index + 2]
        # 1, 2, 3 are numbers of rows where the cells of a table stand one to a line
        if any(len(text) > _PARAGRAPH for text in around):
            drops[index] = "page-number"
    drops.update(_front_matter(texts))
    return drops


def _front_matter(texts: list[str]) -> Drops:
    if texts[:1] != ["---"]:
        return {}
    for index, text in enumerate(texts[1:_LONGEST], 1):
        if not text.strip("-"):
            return dict.fromkeys(range(index + 1), "front-matter")
    return {}
