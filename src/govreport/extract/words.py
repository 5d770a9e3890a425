"""Word lists of the lexicon, matched at one place of a string, the longest word first.

    Words(cues["link"]).ending("全市粮食产量达到")  →  the entry of 达到
    Words(cues["link"]).ending("道路四通八达")      →  None (达 is not a word after 八)

No regular expression is built from them: a lookup by two letters does not grow with the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from govreport.lexicon import Entry, load
from govreport.text import fold

_Edge = dict[str, tuple[tuple[str, tuple[str, ...], tuple[str, ...], Entry], ...]]
"""Letters at an edge of words → the words, each with what must not stand before it and after it, and
its entry."""


class Words:
    """A set of surfaces with their entries; ``not_after`` and ``not_before`` bound each of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {fold(e["surface"]): e for e in entries}
        self._from = _by_edge(self._entries, lambda word, n: word[:n])
        self._to = _by_edge(self._entries, lambda word, n: word[-n:])

    def entries(self) -> Iterable[Entry]:
        return self._entries.values()

    def __contains__(self, surface: str) -> bool:
        return surface in self._entries

    def __getitem__(self, surface: str) -> Entry:
        return self._entries[surface]

    def starts(self) -> frozenset[str]:
        """The first two letters of its words, and its words of one letter: where one may start."""
        return frozenset(self._from)

    def ending(self, text: str, end: int | None = None) -> Entry | None:
        """The longest word that ends at ``end``."""
        end = len(text) if end is None else end
        here = self._to.get(text[max(0, end - 2) : end]) or self._to.get(text[end - 1 : end], ())
        for word, before, _, entry in here:
            if text.endswith(word, 0, end) and not (
                before and text.endswith(before, 0, end - len(word))
            ):
                return entry
        return None

    def starting(self, text: str, start: int = 0) -> Entry | None:
        """The longest word that starts at ``start``."""
        here = self._from.get(text[start : start + 2]) or self._from.get(
            text[start : start + 1], ()
        )
        for word, before, after, entry in here:
            if (
                text.startswith(word, start)
                and not (after and text.startswith(after, start + len(word)))
                and not (before and text.endswith(before, 0, start))
            ):
                return entry
        return None


def _by_edge(words: dict[str, Entry], edge: Callable[[str, int], str]) -> _Edge:
    """By two letters at an edge, the words that may stand there, the longest first.

    A word of one letter stands under it, and under every two letters of which it is one.
    """
    found: _Edge = {}
    for word in sorted(words, key=len, reverse=True):
        entry = words[word]
        one = (word, tuple(entry.get("not_after", ())), tuple(entry.get("not_before", ())), entry)
        found[edge(word, 2)] = (*found.get(edge(word, 2), ()), one)
    return {
        letters: here if len(letters) == 1 else (*here, *found.get(edge(letters, 1), ()))
        for letters, here in found.items()
    }


@cache
def words(file: str, *tables: str) -> Words:
    """One matcher over tables of a lexicon file; every entry carries its ``table``."""
    return Words({**e, "table": table} for table in tables for e in load(file)[table])
