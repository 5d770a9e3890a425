"""Lines of a file's own frame → the rule that drops each: front matter and comments.

    --- / title: 政府工作报告 / ---      → front-matter
    <!-- 市长作政府工作报告。 -->          → html-comment
"""

from __future__ import annotations

from govreport.clean.classify import Seen
from govreport.clean.revise import Drops

_LONGEST = 60


def frame(seen: list[Seen]) -> Drops:
    """Front matter at the top, and comments anywhere."""
    drops = {i: "html-comment" for i, line in enumerate(seen) if line.text.startswith("<!--")}
    if seen and seen[0].text == "---":
        for index, line in enumerate(seen[1:_LONGEST], 1):
            if not line.text.strip("-"):
                drops.update(dict.fromkeys(range(index + 1), "front-matter"))
                break
    return drops
