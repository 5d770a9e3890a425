"""A saved web page → the text of its article, with what its head tells of it as front matter.

    <meta name="ArticleTitle" content="临河县2024年政府工作报告">…<div id="zoom"><p>各位代表：</p>…
    → "---\\ntitle: 临河县2024年政府工作报告\\n---\\n各位代表：\\n…"

Pages that were saved as one file with their images (MHTML) are read too. Nothing is fetched, no
script is run, and no entity but those of HTML is known.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govreport.lexicon import load, surfaces
from govreport.read.decode import Decoded, decode
from govreport.read.errors import ReadError
from govreport.read.front import front_matter
from govreport.read.pager import pages_note

if TYPE_CHECKING:
    from lxml.etree import HTMLParser, _Element

log = logging.getLogger(__name__)

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})",
    re.IGNORECASE,
)
_HEAD = 8192
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{8,500}?)\s*-->")
_SEPARATORS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|\s*[-–—]{2,}\s*")
_WECHAT_DATE = re.compile(r"\bct\s*=\s*[\"'](\d{10})[\"']|createTime\s*=\s*'(\d{4}-\d\d-\d\d)")
_STAMP = 160
_DATE = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?")


def read_html(data: bytes, source: str, encoding: str | None) -> Decoded:
    """Convert a page. Raises ReadError where lxml is missing or the page holds no text."""
    try:
        from lxml import etree
    except ImportError:
        raise ReadError(
            source, "is an HTML page, which needs lxml", "pip install 'govreport[html]'"
        ) from None
    data, encoding = _unpacked(data, source, encoding)
    decoded = _characters(data, source, encoding)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True, remove_comments=True
    )
    characters = decoded.text.replace("\x00", "").encode("utf-8", "replace")
    page = etree.fromstring(characters, parser) if characters.strip() else None
    whole = page is not None and not _cut_off(parser)
    text = _converted(page, decoded.text, source) if whole else _flat(decoded.text)
    if not text.strip():
        raise ReadError(
            source,
            "is a page without text, which a script fills in",
            "open it in a browser and save it again when the text is there, or print it to PDF",
        )
    return Decoded(text, decoded.encoding, decoded.note)


def _unpacked(data: bytes, source: str, encoding: str | None) -> tuple[bytes, str | None]:
    """The page inside an MHTML file, and the encoding that it says it has."""
    if b"multipart/related" not in data[:4096]:
        return data, encoding
    from email import message_from_bytes

    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, encoding or part.get_content_charset()
    raise ReadError(source, "is an MHTML file without a page in it", "save the page again")


def _characters(data: bytes, source: str, encoding: str | None) -> Decoded:
    """Decode a page. It is often wrong about itself, so UTF-8 that proves itself comes first."""
    if encoding is None:
        try:
            return Decoded(data.decode("utf-8-sig"), "utf-8")
        except UnicodeDecodeError:
            pass
        if declared := _DECLARED.search(data[:_HEAD]):
            try:
                return decode(data, source, declared[1].decode("ascii"))
            except ReadError:
                pass
    return decode(data, source, encoding)


def _cut_off(parser: HTMLParser) -> bool:
    """Whether the parser gave up: 100,000 elements, one inside the other."""
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


_DROPPED = re.compile(
    r"<(script|style|noscript|template|svg|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(r"</?(?:a|b|em|font|i|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def _flat(text: str) -> str:
    """The text of a page that is no tree: every tag but those inside a line ends one."""
    text = _TAG.sub("\n", _INLINE.sub("", _DROPPED.sub("", text)))
    lines = (line.strip() for line in html.unescape(text).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _converted(page: _Element, text: str, source: str) -> str:
    from govreport.read.body import article
    from govreport.read.dom import rows

    lines = article(page)
    if not lines:
        return ""
    inside = {id(row.element) for row in lines}
    every = rows(page)
    around = [row.text for row in every if id(row.element) not in inside]
    if note := pages_note([row.text for row in every]):
        log.warning("%s: %s", source, note)
    head = front_matter([*_metadata(page, text), *_stamps(around)])
    return head + "".join(f"{row.text}\n" for row in lines)


def _metadata(page: _Element, text: str) -> Iterator[tuple[str, str]]:
    """What the head of the page tells of it, under the names that the front matter uses."""
    said: dict[str, str] = {}
    for element in page.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        said.setdefault(name, element.get("content") or "")
    for entry in load("pages")["meta"]:
        yield entry["key"], said.get(entry["surface"].lower(), "")
    yield "title", _first(page, "//h1[@id='activity-name' or @class='rich_media_title ']")
    yield "title", _site_cut(_first(page, "//span[@id='thread_subject']"))
    yield "title", _site_cut(_first(page, "//title"))
    yield "SiteName", _first(page, "//*[@id='js_name']")
    if address := _SAVED_FROM.search(text[:_HEAD]):
        yield "url", address[1]
    yield (
        "url",
        next((e.get("href", "") for e in page.iter("link") if e.get("rel") == "canonical"), ""),
    )
    if date := _WECHAT_DATE.search(text):
        yield "PubDate", date[2] or _day(int(date[1]))


def _first(page: _Element, path: str) -> str:
    found = page.xpath(path)
    if not isinstance(found, list) or not found:
        return ""
    return " ".join("".join(found[0].itertext()).split())


def _site_cut(title: str) -> str:
    """The title of the article without that of the site: ``政府工作报告_临河县人民政府``."""
    parts = [part for part in _SEPARATORS.split(title) if part]
    return next((part for part in parts if len(part) >= 4), title)


def _day(seconds: int) -> str:
    """The day in China of a moment."""
    from datetime import UTC, datetime, timedelta

    return str((datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)).date())


def _stamps(around: list[str]) -> Iterator[tuple[str, str]]:
    """What short lines outside the article tell: ``发布时间：2024-01-12　来源：县政府办公室``."""
    words, keys = _stamp_words()
    for line in around:
        found = list(words.finditer(line)) if len(line) <= _STAMP else []
        ends = [*(match.start() for match in found[1:]), len(line)]
        for match, end in zip(found, ends[: len(found)], strict=True):
            value, key = line[match.end() : end].strip(), keys[match[1]]
            if date := _DATE.match(value):
                yield key, date[0]
            elif value and key != "PubDate":
                yield key, value.split()[0]


@cache
def _stamp_words() -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {entry["surface"]: entry["key"] for entry in load("pages")["stamp"]}
    words = "|".join(map(re.escape, surfaces("pages", "stamp")))
    return re.compile(rf"({words})(?:\s?[:：]|(?<=发表于)\s)"), keys
