"""Turns the places that a document names as its own into one division.

    "2024年天津市河北区政府工作报告"                 → 天津市河北区
    "在新华区第十一届人民代表大会第一次会议上"       → one of three: title, file, body tell
    "我代表市人民政府"                               → no name, but the level that a name must have

In order of trust: the title of the metadata, the title, the meeting, 我代表…人民政府, the
speaker's office, who issued the page, whose site it is, the file's name. A place that is merely
mentioned is never taken; it only tells homonyms apart, and only if it is clearly the one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from govreport.identify.delivery import SESSION
from govreport.identify.head import Head
from govreport.identify.regions import (
    COUNTRY,
    Region,
    above,
    chain_before,
    coded,
    full_name,
    lies_in,
    named,
)
from govreport.lexicon import load, surfaces

_YEAR = r"(?:(?:19|20)\d\d年?度?)?"
# Each is empty: it marks where the name ends. The first line tells most letters apart at once.
_TITLE = re.compile(
    rf"""(?=[12人民政《“"(工行公国十第]) (?=
        {_YEAR}(?:人?民?政府)?{_YEAR}[《“"]?(?:(?:人民)?政府工作|工作报告)
      | {_YEAR}(?:行署|行政公署|公署)工作报告
      | {_YEAR}国民经济和社会发展
      | {_YEAR}[“"(]?(?:十[一二三四五六七八九]五|第[一二三四五六七八九十]{{1,3}}个五年)
    )""",
    re.VERBOSE,
)
_OFFICE = re.compile(
    r"(?=(?:人民)?政府(?:代理?)?(?:主席|[省市县区州盟旗]长)|(?:代理?)?(?:主席|[省市县区州盟旗]长))"
)
_GOVERNMENT = re.compile(
    r"(?:代表|我受)[^,。\n]{0,24}?(?=(?:第.{1,4}届)?(?:(?:人民)?政府|行署|行政公署))"
)
_STATE = re.compile(r"代表国务院|国务院(?:代)?总理")
_LEVEL = re.compile(r"代表(?P<level>自治区|自治州|自治县|[省市县区州盟旗])(?:人民)?政府")
_UNKNOWN = re.compile(
    r".*(?:[^一-龥]|[在于日表]|年度?)(?:中共)?(?P<name>[一-龥]{2,15}[省市县区州盟旗镇乡])$"
)
_NO_NAME = re.compile(
    r"^[全本我各某该]|^已?经|[在于]|人民|政府|代表|会议|工作|社会|发展|经济|自治[区州县]$"
)
_LINE = 80
_CLEARLY = 3
"""A homonym is chosen by the body only if its city is named this often, and this times the next."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a position that says whose report it is."""

    chain: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    """In full, or as written where the table does not know it or knows several."""
    code: str | None
    basis: str


def place(head: Head, file_chain: tuple[str, ...], year: int | None) -> Place | None:
    """Whose report it is; None where neither the text nor the file's name says."""
    level = _LEVEL.search(head.opening)
    mentions = [*_stated(head), *_unknown(head)]
    mentions += [m for m in _issued(head) if _fits(m, level and level["level"])]
    if file_chain:
        named_file = Mention(file_chain, "file_name")
        mentions += [named_file] if _fits(named_file, level and level["level"]) else []
    return resolve(mentions[0], mentions[1:], head.body, year) if mentions else None


def resolve(
    mention: Mention, others: Sequence[Mention], body: Sequence[str], year: int | None
) -> Place:
    """The division of ``mention``: homonyms are told apart by its chain, the others, the body."""
    name, *higher = reversed(mention.chain)
    found = [r for r in named(name) if all(lies_in(r, h) for h in higher)]
    for other in others:
        found = [r for r in found if any(lies_in(r, part) for part in other.chain)] or found
    least = min((r.years_off(year) for r in found), default=0)
    found = [r for r in found if r.years_off(year) == least]
    if len(found) > 1:
        found = _highest(found, name) or _by_body(found, body, year)
    if not found:
        return Place("".join(mention.chain), None, mention.basis)
    return Place(full_name(found[0], year), found[0].code, mention.basis)


def _highest(found: list[Region], name: str) -> list[Region]:
    """A short name means the highest division that has it: 吉林 is the province."""
    if any(region.name == name for region in found):
        return []
    for zeros in ("0000", "00"):
        top = [region for region in found if region.code.endswith(zeros)]
        if top:
            return top if len(top) == 1 else []
    return []


def _by_body(found: list[Region], body: Sequence[str], year: int | None) -> list[Region]:
    """The homonym whose city the body names clearly more often than those of the others."""
    text = "\n".join(body)
    counted: list[tuple[int, Region]] = []
    for region in found:
        over = above(region, year)
        city = over[-1].short[-1] if over and over[-1].short else ""
        counted.append((text.count(city) if city else 0, region))
    counted.sort(key=lambda pair: -pair[0])
    (first, region), (second, _) = counted[:2]
    return [region] if first >= _CLEARLY * max(second, 1) else []


def _stated(head: Head) -> Iterator[Mention]:
    """The places in the positions that name the report's own, the most trusted first."""
    label = head.labels.get("title", "").replace(" ", "")
    text, lines = head.joined, _lines(head)
    yield from _before(_TITLE, label, "metadata")
    yield from _before(SESSION, label, "metadata")
    yield from _before(_TITLE, lines, "title")
    yield from _before(SESSION, text, "delivery")
    if _STATE.search(text):
        yield Mention((COUNTRY.name,), "opening")
    for match in _GOVERNMENT.finditer(head.opening):
        yield from _mention(head.opening, match.end(), "opening")
    yield from _before(_OFFICE, lines, "speaker")
    yield from _before(_TITLE, head.opening, "opening")
    for line in head.page:
        yield from _before(_TITLE, line, "page")


def _lines(head: Head) -> str:
    """The short lines of the head, among them the title and the speaker."""
    return "\n".join(line for line in head.joined.split("\n") if len(line) <= _LINE)


def _before(pattern: re.Pattern[str], text: str, basis: str) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        if match.groupdict().get("all"):
            yield Mention((COUNTRY.name,), basis)
        yield from _mention(text, match.start(), basis)


def _mention(text: str, end: int, basis: str) -> Iterator[Mention]:
    """The names before ``end``; a title may be wrapped after them."""
    text = text[:end].rstrip("\n")
    if text.endswith(COUNTRY.short[-1]):
        yield Mention((COUNTRY.name,), basis)
    elif chain := chain_before(text, len(text)):
        yield Mention(chain, basis)


def _unknown(head: Head) -> Iterator[Mention]:
    """A name that the table does not have, where the report's own must stand."""
    label = head.labels.get("title", "").replace(" ", "")
    for pattern, text, basis in (
        (_TITLE, label, "metadata"),
        (_TITLE, _lines(head), "title"),
        (SESSION, head.joined, "delivery"),
        (_GOVERNMENT, head.opening, "opening"),
    ):
        for match in pattern.finditer(text):
            end = match.end() if pattern is _GOVERNMENT else match.start()
            written = _UNKNOWN.search(f" {text[:end]}"[-18:])
            if written and not _NO_NAME.search(written["name"]):
                yield Mention((written["name"],), basis)


def _issued(head: Head) -> Iterator[Mention]:
    """Whose report it is called in a table of reports, and who put the page on the web.

    Both may err: a table files 高唐县 under 唐县, and a site shows somebody else's report.
    """
    if code := re.fullmatch(r"\d{6}", head.labels.get("region_code", "")):
        for region in coded(code[0]):
            yield Mention(tuple(part.name for part in (*above(region, None), region)), "data_set")
    yield from _mention(labelled := head.labels.get("region", ""), len(labelled), "data_set")
    for field in ("issuer", "site"):
        value = head.labels.get(field, "").replace(" ", "")
        end = value.find("政府")
        if end > 0:
            yield from _mention(value, end - 2 if value[:end].endswith("人民") else end, field)
    if code := re.match(r"\d{6}", head.labels.get("site_code", "")):
        for region in coded(code[0]):
            yield Mention(tuple(part.name for part in (*above(region, None), region)), "site")
    host = urlsplit(head.labels.get("url", "")).hostname or ""
    for entry in load("identify")["host"]:
        if host.removeprefix("www.") == entry["surface"]:
            yield Mention((entry["region"],), "site")
    for line in head.page:
        keeper = next((w for w in surfaces("identify", "site") if line.startswith(w)), None)
        end = line.find("人民政府")
        if keeper and end > 0:
            yield from _mention(line, end, "site")


def _fits(mention: Mention, level: str | None) -> bool:
    """Whether the place has the level of 我代表市人民政府, if there are such words."""
    if level is None:
        return mention.basis in ("data_set", "issuer", "file_name")
    regions = named(mention.chain[-1])
    ends = ("自治区",) if level == "自治区" else (level[-1],)
    fitting = (r for r in regions if r.name.endswith(ends) and r.level != "country")
    return any(level != "区" or r.level == "county" for r in fitting) or not regions
