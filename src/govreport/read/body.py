"""The lines of a page → those that may be the article, so that none of the report is lost.

    menu · title · stamp · 各位代表： … 谢谢大家！ · related links · footer
                           └──────── article ────────┘

The article is in the smallest element that holds all running text of the page but a sentence or
two. An element that sites name as the one with the text (``#zoom``, ``.TRS_Editor``) may leave out
more: comments and news of the day are running text too. What is left of the page's own words goes
to the cleaning.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from lxml.etree import _Element

from govreport.lexicon import surfaces
from govreport.read.dom import Row, names, rows

_HOLDERS = frozenset(
    ("article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr")
)
_PROSE = 25
_STOPS = "，。；！：、,;"
_NAMED = 0.7
"""An element that is named as the one with the text is believed if it has this share of it."""
_REST = 300
"""Characters of running text that may stand outside the article: a disclaimer, a lead."""
_POST = 0.1
"""A post of a forum with this share of the longest is a part of the report, not a reply."""


def article(page: _Element) -> list[Row]:
    """The lines of the article, in order; of a page without running text, all its lines."""
    asides = frozenset(word.lower() for word in surfaces("pages", "aside"))
    seen = rows(page, asides)
    whole = rows(page, asides, hidden=True)
    hidden = sum(map(_prose, whole)) > 2 * sum(map(_prose, seen))
    lines = whole if hidden else seen
    weights = _weights(page, lines)
    total = weights[page]
    if not total:
        return lines
    named = _named(page, weights)
    if sum(weights[element] for element in named) < _NAMED * total:
        tables = {row.element for row in lines if row.element.tag == "table"}
        named = [_smallest(page, weights, total, tables)]
    inside = set(named)
    for element in page.iter():  # parents come before their children
        if element.getparent() in inside:
            inside.add(element)
    return [row for row in lines if row.element in inside]


def _prose(row: Row) -> int:
    """How much running text a line is: none if it is short, without a stop, or made of links."""
    if row.element.tag == "table":
        return len(row.text)
    if len(row.text) < _PROSE or row.linked * 2 > len(row.text):
        return 0
    return len(row.text) if any(stop in row.text for stop in _STOPS) else 0


def _weights(page: _Element, lines: list[Row]) -> Counter[_Element]:
    """Running text in each element, all that is below it included."""
    weights: Counter[_Element] = Counter()
    for row in lines:
        weights[row.element] += _prose(row)
    for element in reversed(list(page.iter())):  # children come before their parents
        if weights[element] and element is not page:
            weights[element.getparent()] += weights[element]
    return weights


def _smallest(
    page: _Element, weights: Counter[_Element], total: int, tables: set[_Element]
) -> _Element:
    """The smallest element with all running text but a sentence or two."""
    top = page
    while True:
        holders = (e for e in top if e.tag in _HOLDERS and e not in tables)
        below = next((e for e in holders if total - weights[e] <= _allowed(total)), None)
        if below is None:
            return top
        top = below


def _allowed(total: int) -> int:
    return min(_REST, total // 20)


def _named(page: _Element, weights: Counter[_Element]) -> list[_Element]:
    """The innermost element with a known name and most text; of a forum, every long post."""
    exact, beginnings = _containers()
    best: list[_Element] = []
    posts: list[_Element] = []
    for element in weights:
        called = names(element)
        if called[0].startswith(beginnings):
            posts.append(element)
        elif not exact.isdisjoint(called):
            best.append(element)
    if posts:
        most = max(weights[post] for post in posts)
        return [post for post in posts if weights[post] >= _POST * most]
    # Of two that hold the same text, the inner one has fewer ancestors' worth of chrome around it.
    best.sort(key=lambda e: (-weights[e], -sum(1 for _ in e.iterancestors())))
    return best[:1]


@cache
def _containers() -> tuple[frozenset[str], tuple[str, ...]]:
    words = [word.lower() for word in surfaces("pages", "container")]
    exact = frozenset(word for word in words if not word.endswith("_"))
    return exact, tuple(word for word in words if word.endswith("_"))
