"""Turns a passage into its sentences.

    "新建道路（含桥梁2座。）3.5公里；绿化率达40.79%。全年完成投资5亿元。"
    → "新建道路(含桥梁2座。)3.5公里;绿化率达40.79%。" · "全年完成投资5亿元。"

A sentence ends at 。！？ with the closing quotes and brackets that follow it, or with its
passage. It does not end inside quotes or brackets, as long as these are closed nearby, nor at a
decimal point: only Chinese full stops count. ； stays inside: it is a clause boundary, which the
extractor uses. What goes on for thousands of characters without a stop is cut at its commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from govreport.models import Document, Passage
from govreport.text import View, view

_OPEN = dict(zip("“‘(《「『〔[【", "”’)》」』〕]】", strict=True))
_BRACKET = re.compile(r"[“‘(《「『〔\[【”’)》」』〕\]】]")
# It begins with a class of letters: re skips all others at once, as it does for no alternation.
_STOP_OR_OPEN = re.compile(r"[。!?“‘(《「『〔\[【](?:(?<=[。!?])(?P<stop>[。!?”’)》」』〕\]】]*))?")

# A bracket that is not closed within this many characters is a slip of the typist, not a bracket.
_REACH = 120
# The longest sentence of 400 reports has 1 367 characters: the sources of a bulletin's figures.
_LONGEST = 2000


class Sentence(NamedTuple):
    """One sentence of a passage: folded, with its offsets into ``Document.text``."""

    view: View

    @property
    def start(self) -> int:
        return self.view.offsets[0]

    @property
    def end(self) -> int:
        return self.view.offsets[-1] + 1


def sentences(document: Document, passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of ``passage``, in order; together they cover every character of its view."""
    whole = view(document.text, passage.pieces)
    found: list[Sentence] = []
    for start, end in cuts(whole.text):
        for stop in _commas(whole.text, start, end) if end - start > _LONGEST else ():
            found.append(Sentence(whole.cut(start, stop)))
            start = stop
        found.append(Sentence(whole.cut(start, end)))
    return tuple(found)


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    """Where to cut a sentence that is none, as a table pasted without line ends is none."""
    while end - start > _LONGEST:
        stop = start + _LONGEST
        at = max(text.rfind(mark, start, stop) for mark in ";,、|")
        start = at + 1 if at > start else stop
        yield start


def cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of folded ``text`` starts and ends.

    >>> list(cuts("达到5.5%。“好。”力争!"))
    [(0, 7), (7, 14)]
    """
    shut = _brackets(text)
    start = at = 0
    while mark := _STOP_OR_OPEN.search(text, at):
        at = mark.end()
        if mark.lastgroup:
            yield start, at
            start = at
        else:
            at = shut.get(mark.start(), mark.start()) + 1
    if start < len(text):
        yield start, len(text)


def _brackets(text: str) -> dict[int, int]:
    """For each outermost opening bracket that is closed nearby, where it is closed."""
    shut: dict[int, int] = {}
    stack: list[int] = []
    for mark in _BRACKET.finditer(text):
        at, char = mark.start(), mark[0]
        if char in _OPEN:
            stack.append(at)
        else:
            # An opening bracket left open further in is a slip: “甲（乙” is closed by its ”.
            for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
                if _OPEN[text[stack[depth]]] == char:
                    if at - stack[depth] <= _REACH:
                        shut[stack[depth]] = at
                    del stack[depth:]
                    break
    return shut
