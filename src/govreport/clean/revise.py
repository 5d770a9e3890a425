"""Lines as they look by themselves → those to drop, now that their neighbours are asked.

    首页 | 公开 | 领导之窗 | 政府工作报告 | 省长 王某某 | 各位代表：
    └────── dropped ──────┘ └────────────── kept ──────────────┘

The report runs from its opening to its last line of body. Chrome is dropped in front of it and
behind it, and what stands among chrome there is chrome too. In between only what is chrome beyond
doubt is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.clean.classify import Seen

Drops = dict[int, str]
"""Index of a line → the rule that drops it."""

_RUN = 5
"""So many short lines in a row, among chrome, are a menu or a list of links."""
_LITTLE = 0.12
"""A strong word of chrome ends the report if no more than this share of its body follows."""
_SLOGAN = 300
_LEAD = 600
"""So much of a banner, a covering note or a reporter's lead may stand in front of 各位代表."""
_DATE = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?")
_LABEL = re.compile(r"(?!各位)[\u4e00-\u9fffA-Za-z]{2,8}:.{0,40}")
_CAPTION = re.compile(r".{0,40}作《?政府工作报告》?。?(?:.{0,20}(?:记者|摄影).{0,12})?")
_SITE = re.compile(r"[^,。;:!、]{2,16}(?:网|网站|论坛|公众号)")
_INNER = frozenset({"divider", "caption", "pager", "newswire"})
"""Strong chrome that stands inside reports too and does not end them."""
_UNFRAMED = frozenset(
    {
        *("front-matter", "html-comment", "image", "watermark", "page-number"),
        *("source-line", "contents", "summary"),
    }
)
"""What stands beside titles without making chrome of the short lines around it."""


def revise(seen: list[Seen], drops: Drops) -> Drops:
    """All lines to drop; those in ``drops`` already are."""
    found = dict(drops)
    left = [index for index in range(len(seen)) if index not in found]
    if not any(seen[index].body for index in left):
        return found | {i: known.rule for i in left if (known := seen[i].chrome)}
    start = opening(seen, left)
    end = ending(seen, left, start)
    for index in left:
        known = seen[index].chrome
        if known and (known.strong or index < start or index > end):
            found[index] = known.rule
    found.update(_labels(seen, found, start))
    found.update(_values(seen, found, start, end))
    found.update(_head(seen, found, start))
    found.update(_tail(seen, found, end))
    return found


def opening(seen: list[Seen], left: list[int]) -> int:
    """Index of the line that the report proper begins with: 各位代表, or its first line of body."""
    body = [index for index in left if seen[index].body]
    before = 0
    for index in body:
        if seen[index].kind == "opening":
            return index
        before += len(seen[index].text)
        if before > _LEAD:
            break
    return body[0] if body else 0


def ending(seen: list[Seen], left: list[int], start: int) -> int:
    """Index of the last line of the report's body."""
    body = [index for index in left if index >= start and seen[index].body]
    sizes = {index: len(seen[index].text) for index in body}
    total = sum(sizes.values())
    after = total
    last = start
    for index in left:
        if index < start:
            continue
        known = seen[index].chrome
        if known and known.strong and known.rule not in _INNER and after <= total * _LITTLE:
            return last
        if index in sizes:
            after -= sizes[index]
            last = index
    return last


def _labels(seen: list[Seen], found: Drops, start: int) -> Drops:
    """A table of a page's particulars in front of the opening: three labels or more."""
    labels = [i for i in range(start) if seen[i].kind == "short" and _LABEL.fullmatch(seen[i].text)]
    return {i: "metadata" for i in labels if i not in found} if len(labels) >= 3 else {}


def _values(seen: list[Seen], found: Drops, start: int, end: int) -> Drops:
    """Values that stand on the line after their label: 来源： + 安平县人民政府."""
    values: Drops = {}
    for index, line in enumerate(seen[:-1]):
        if index not in found or not line.chrome or not line.chrome.label:
            continue
        following = seen[index + 1]
        if index + 1 in found or following.body or "正文" in line.text:
            continue
        if following.kind == "short" or index > end or line.chrome.rule == "related-links":
            values[index + 1] = line.chrome.rule
    return values


def _head(seen: list[Seen], found: Drops, start: int) -> Drops:
    """What stands in front of the opening, beyond the chrome next to it, and is no title."""
    drops: Drops = {}
    framed, rule = False, "site-menu"
    slogans = sum(len(seen[i].text) for i in range(start) if seen[i].body and i not in found)
    for index in range(start - 1, -1, -1):
        line = seen[index]
        if index in found:
            if found[index] not in _INNER | _UNFRAMED:
                framed, rule = True, found[index]
        elif beside := _beside_chrome(seen, found, index):
            drops[index] = beside
        elif framed and line.kind == "short":
            drops[index] = rule
        elif framed and line.kind == "prose" and slogans < _SLOGAN:
            drops[index] = "site-menu"
    for run in _runs(seen, found, range(start)):
        drops.update(dict.fromkeys(run, "site-menu"))
    return drops


def _beside_chrome(seen: list[Seen], found: Drops, index: int) -> str | None:
    """The rule of a line in front of the opening that looks like a title, and is not."""
    text = seen[index].text
    if _CAPTION.fullmatch(text):
        return "caption"
    # 2024年01月12日 beside 【字体：大 中 小】 is the page's date, not the report's
    if _DATE.fullmatch(text) and index + 1 in found:
        return "source-line"
    # 首页 > 政务公开 > 政府工作报告
    if index and index - 1 in found and seen[index - 1].text.strip(">»/\\›") == "":
        return "breadcrumb"
    return None


def _tail(seen: list[Seen], found: Drops, end: int) -> Drops:
    """What stands behind the body after the first line of chrome, and lists of links before it."""
    rule = ""
    drops: Drops = {}
    for index in range(end + 1, len(seen)):
        if index in found:
            rule = found[index] if found[index] not in _INNER else rule
        elif rule:
            drops[index] = rule
        elif seen[index].kind == "short" and _SITE.fullmatch(seen[index].text):
            drops[index] = "watermark"
    if rule:
        for run in _runs(seen, found | drops, range(end + 1, len(seen))):
            drops.update(dict.fromkeys(run, "link-list"))
    return drops


def _runs(seen: list[Seen], found: Drops, among: range) -> Iterator[list[int]]:
    """Runs of short lines without a stop."""
    run: list[int] = []
    for index in [*among, -1]:
        if index >= 0 and index not in found and _is_item(seen[index]):
            run.append(index)
            continue
        if len(run) >= _RUN:
            yield run
        run = []


def _is_item(line: Seen) -> bool:
    return line.kind == "short" and not any(stop in line.text for stop in "。;!:")
