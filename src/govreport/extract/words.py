"""Word lists of the lexicon, matched at one place of a string, the longest word first.

    Words(cues["link"]).ending("全市粮食产量达到")  →  the entry of 达到
    Words(cues["link"]).ending("道路四通八达")      →  None (达 is not a word after 八)

No regular expression is built from them: a lookup by length is linear and does not grow with the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from govreport.lexicon import Entry, load
from govreport.text import fold


class Words:
    """A set of surfaces with their entries; ``not_after`` and ``not_before`` bound each of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {fold(e["surface"]): e for e in entries}
        self._from = _lengths(self._entries, lambda word, n: word[:n])
        self._to = _lengths(self._entries, lambda word, n: word[-n:])

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
        lengths = self._to.get(text[max(0, end - 2) : end]) or self._to.get(text[end - 1 : end])
        for length in lengths or ():
            if length <= end and (e := self._entries.get(text[end - length : end])):
                traps = e.get("not_after")
                if not traps or not text.endswith(tuple(traps), 0, end - length):
                    return e
        return None

    def starting(self, text: str, start: int = 0) -> Entry | None:
        """The longest word that starts at ``start``."""
        lengths = self._from.get(text[start : start + 2]) or self._from.get(text[start : start + 1])
        for length in lengths or ():
            if e := self._entries.get(text[start : start + length]):
                traps = e.get("not_before")
                if not traps or not text.startswith(tuple(traps), start + length):
                    return e
        return None


def _lengths(words: Iterable[str], edge: Callable[[str, int], str]) -> dict[str, list[int]]:
    """By two letters at an edge, the lengths worth trying there, the longest first.

    A word of one letter stands under it, and under every two letters of which it is one.
    """
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(edge(word, 2), set()).add(len(word))
    for pair, lengths in found.items():
        if len(pair) == 2 and edge(pair, 1) in found:
            lengths.add(1)
    return {letters: sorted(lengths, reverse=True) for letters, lengths in found.items()}


@cache
def words(file: str, *tables: str) -> Words:
    """One matcher over tables of a lexicon file; every entry carries its ``table``."""
    return Words({**e, "table": table} for table in tables for e in load(file)[table])
