"""One line → the rule that knows it as chrome, whatever stands around it, or nothing.

    "【打印】 【关闭窗口】"            → site-tools, strong
    "来源：安平日报"                  → source-line
    "打印机产业园开工建设。"           → None

Chrome is known by the words of ``lexicon/chrome.toml``. A line of running text is chrome only where
it holds a strong word, so that a sentence of the report that speaks of 打印 or 附件 is never lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from govreport.lexicon import Entry, load
from govreport.text import fold

_LONGEST = 160
_WHOLE_LONGEST = 80
_FILE = re.compile(
    r"[^。，]{1,60}\.(?:pdf|docx?|wps|xlsx?|zip|rar|ofd|pptx?)[\d.]{0,6}(?:[km]b)?", re.IGNORECASE
)
_PAGER = re.compile(
    r"(?:本文)?共\d{1,3}页.{0,12}|第\d{1,4}页[/,]?(?:共\d{1,4}页)?"
    r"|\d{1,3}/\d{1,3}|[-—─]+\d{1,3}[-—─]+"
)
_CAPTION = re.compile(r".{0,140}(?:记者|通讯员|摄影)?.{0,20}摄[)）]?|图[为片][:：]?.{4,60}")
_WIRE = re.compile(
    r"[(（]?(?:新华社|中新社|人民日报|新华网)[^，。]{0,12}\d{1,2}月\d{1,2}日电[^，。]{0,12}[)）]?"
    r"|[(（《]{1,2}.{2,8}日报》?(?:》?[(（]?\d{4}年.{2,14}版)?[)）]?"
    r"|[(（](?:来源|作者|记者|据|原载)[:：]?.{2,30}[)）]"
)
_NOTHING = re.compile(r"[|\"'<>»«\[\]【】©®×·・•*\-—─_=~#★☆◆■●○▲/\\:]+")
_DIGITS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
# 原创 东岭发布 2020-01-02 18:00 发表于东岭
_POSTED = re.compile(r"原创.{2,40}|.{2,30}\d{4}-\d{1,2}-\d{1,2}.{0,8}(?:发表于.{2,6}|发布)")
_STAMP = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\d{1,2}:\d{2}(?::\d{2})?")


@dataclass(frozen=True, slots=True)
class Chrome:
    rule: str
    strong: bool = False
    label: bool = False
    """A label with nothing after it: its value stands on the next line."""


def squeeze(text: str) -> str:
    """The line in half-width forms without white space: ``"政 府　工作："`` → ``"政府工作:"``."""
    return "".join(fold(text).split())


_NOT_HAN = re.compile(r"[^一-鿿]+")


def is_prose(text: str) -> bool:
    """Whether a squeezed line is running text: long, Chinese, with the stops of a sentence."""
    sample = text[:200]
    if len(text) < 40 or len(_NOT_HAN.sub("", sample)) * 2 < len(sample):
        return False
    return any(stop in text for stop in "。;!") or sum(text.count(comma) for comma in ",、") > 1


def chrome(text: str) -> Chrome | None:
    """What chrome the squeezed line is, or None."""
    if not text:
        return None
    if _NOTHING.fullmatch(text):
        return Chrome("divider", strong=True)
    if len(text) > _LONGEST and not text.startswith(_strong_starts()):
        return None
    found = _words(text)
    if found and not found.strong and is_prose(text):
        found = _inside(text)  # 导语：……来源于网友上传，不代表本站观点。
    if found and (found.strong or not is_prose(text)):
        return found
    if len(text) <= _LONGEST:
        return _shapes(text)
    return None


def _shapes(text: str) -> Chrome | None:
    """Chrome that is known by its shape."""
    if _STAMP.fullmatch(text) or (_DIGITS.search(text) and _POSTED.fullmatch(text)):
        return Chrome("source-line")
    if _FILE.fullmatch(text):
        return Chrome("attachment")
    if _PAGER.fullmatch(text):
        return Chrome("pager", strong=True)
    if _WIRE.fullmatch(text):
        return Chrome("newswire", strong=True)
    if text.endswith(("摄", "摄)")) and _CAPTION.fullmatch(text):
        return Chrome("caption", strong=True)
    return None


def _words(text: str) -> Chrome | None:
    bare = text.lstrip("|•·*【[(（「『《>-■●◆")
    for table, line in (("label", bare), ("start", text), ("start", bare)):
        match = _words_of(table).match(line)
        if match:
            surface = match.group().removesuffix(":") if table == "label" else match.group()
            alone = table == "label" and match.end() == len(line)
            return _found(_entries(table)[surface], label=alone)
    if len(text) <= _WHOLE_LONGEST and _whole_line().fullmatch(text):
        match = _words_of("whole").search(text)
        if match:
            return _found(_entries("whole")[match.group()])
    return _inside(text)


def _inside(text: str) -> Chrome | None:
    """The words that make chrome of the line wherever they stand in it."""
    match = _words_of("holds").search(text)
    return _found(_entries("holds")[match.group()]) if match else None


def _found(entry: Entry, label: bool = False) -> Chrome:
    return Chrome(entry["rule"], entry.get("strong", False), label)


@cache
def _entries(table: str) -> dict[str, Entry]:
    """The entries of a table by their squeezed surface, the first where two are alike."""
    return {squeeze(entry["surface"]): entry for entry in reversed(load("chrome")[table])}


@cache
def _words_of(table: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_entries(table), key=lambda s: (-len(s), s))))
    return re.compile(rf"(?:{words}):" if table == "label" else words)


@cache
def _whole_line() -> re.Pattern[str]:
    """Nothing but chrome words, numbers and signs."""
    return re.compile(rf"(?>{_words_of('whole').pattern}|[\d\W_])+")


@cache
def _strong_starts() -> tuple[str, ...]:
    return tuple(s for s, entry in _entries("start").items() if entry.get("strong"))
