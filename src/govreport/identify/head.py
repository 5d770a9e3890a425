"""Turns a cleaned document into the places where it says whose it is.

    own     the lines around the report's beginning: title, delivery line, speaker, opening
    page    short lines of the page around it, dropped or standing further up
    labels  metadata: {"title": "临河县2024年政府工作报告", "issuer": "临河县人民政府", …}

Nothing here decides: ``year``, ``place`` and ``kind`` read it in their order of trust. All texts
are half width and without white space, since 政 府 工 作 报 告 is one word; labels keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from govreport.lexicon import load
from govreport.models import CleanText, Document, Line, Outline
from govreport.text import fold, folded

# 各位代表 alone, or what follows it; 各位代表,过去的一年… stands in the middle of a report.
_START = re.compile(
    r"^各位(?:代表|委员)[^。,]{0,8}[:,]?$"
    r"|我(?:谨|现)?(?:代表|受)[^,。]{0,20}(?:政府|国务院|公署)[^。]{0,40}(?:报告|审议|审查)"
)
_SEARCH = 400
"""Lines at the top among which the report's beginning is looked for."""
_BEFORE, _AFTER = 14, 4
_SHORT = 120
_CUT = 600
"""Characters of one line that belong to the head, where the whole report is one line."""
_WRAP = re.compile(r"\n(?=第.{1,4}(?:次会议|届)|人民代表大会|次会议)")
_BRACKETED = re.compile(r"[(\[]([一-龥]{2,9}[省市州])[)\]](?=[一-龥])")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Head:
    own: tuple[str, ...]
    opening: str
    """The lines of ``own`` from the salutation on; empty in a fragment without one."""
    body: tuple[str, ...]
    """All kept lines."""
    headings: tuple[str, ...]
    page: tuple[str, ...]
    labels: dict[str, str]

    @property
    def joined(self) -> str:
        """``own`` as one text; a delivery line that was wrapped inside the meeting is joined."""
        return _BRACKETED.sub(r"\1", _WRAP.sub("", "\n".join(self.own)))


def head(document: Document, clean: CleanText, outline: Outline) -> Head:
    """Sort the lines of the document into a ``Head``.

    Lines that the cleaning dropped count where they stand before the beginning: it may have taken a
    title or a delivery line for the page's.
    """
    kept = {line: _spaced(document, line) for line in clean.kept}
    lost = {item.line: _spaced(document, item.line) for item in clean.dropped}
    texts = kept | lost
    every = sorted(texts, key=lambda line: line.start)
    start = _beginning(every, kept, outline)
    above = [line for line in every[:start] if line in kept or not _is_label(lost[line])]
    above, near = above[:-_BEFORE], above[-_BEFORE:]
    after = [_dense(kept[line])[:_CUT] for line in every[start:] if line in kept][:_AFTER]
    below = [line for line in every[start:] if line in lost]
    page = [_dense(texts[line]) for line in (*above, *below)]
    return Head(
        own=(*(_dense(texts[line])[:_CUT] for line in near), *after),
        opening="\n".join(after)[:_CUT] if after and _START.search(after[0]) else "",
        body=tuple(map(_dense, kept.values())),
        headings=tuple(_dense(fold(f"{h.number}{h.title}")) for h in outline.headings),
        page=tuple(text for text in page if len(text) <= _SHORT),
        labels=labels(
            [text for line in (*every[:start], *below) if len(text := texts[line]) <= 3 * _SHORT]
        ),
    )


def _beginning(every: Sequence[Line], kept: Mapping[Line, str], outline: Outline) -> int:
    """Index of the line with the salutation, else of the first heading, else of the first line."""
    top = [(i, line) for i, line in enumerate(every) if line in kept]
    for index, line in top[:_SEARCH]:
        if _START.search(_dense(kept[line])[:_CUT]):
            return index
    first = outline.headings[0].start if outline.headings else 0
    return next((index for index, line in top if line.end > first), 0)


def _is_label(text: str) -> bool:
    return set(text) <= {"-"} or text.startswith("<!--") or next(_pairs(text), None) is not None


def _dense(text: str) -> str:
    return text.replace(" ", "")


def _spaced(document: Document, line: Line) -> str:
    """The line in half width with single spaces: ``2024-4-9 21:24`` is not ``2024-4-921:24``."""
    source = folded(document.text)
    text = " ".join([source[start:end] for start, end in line.pieces])
    return " ".join(_UNSEEN.sub("", text).split())


def labels(lines: Sequence[str]) -> dict[str, str]:
    """The metadata in lines such as ``来源:县政府办 时间:2021-01-22``.

    The first value of a field wins. A key alone on its line takes the next line as its value.
    """
    found: dict[str, str] = {}
    for index, line in enumerate(lines):
        for field, value in _pairs(line):
            if not value and index + 1 < len(lines) and len(lines[index + 1]) <= _SHORT // 2:
                value = lines[index + 1]
            if value and value not in ("未知", "无", "暂无"):
                found.setdefault(field, value)
    return found


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    pattern, fields = _keys()
    matches = list(pattern.finditer(line))
    ends = [*(match.start() for match in matches[1:]), len(line)]
    for match, end in zip(matches, ends[: len(matches)], strict=True):
        value = line[match.end() : end]
        yield fields[match["key"].lower()], value.strip(" '\"?|[]【】<>!-")


@cache
def _keys() -> tuple[re.Pattern[str], dict[str, str]]:
    fields = {entry["surface"].lower(): entry["field"] for entry in load("identify")["label"]}
    keys = "|".join(re.escape(key) for key in sorted(fields, key=lambda key: -len(key)))
    # A key needs its colon, but for 发表于 2024-4-9 21:24 in forums.
    pattern = rf"(?:^|(?<=[\s\[(【>?]))(?P<key>{keys})(?:\s?:\s?|(?<=发表于)\s)"
    return re.compile(pattern, re.IGNORECASE), fields
