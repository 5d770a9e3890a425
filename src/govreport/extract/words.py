"""Word lists of the lexicon, matched at one place of a string, the longest word first.

    Words(cues["link"]).ending("全市粮食产量达到")  →  the entry of 达到
    Words(cues["link"]).ending("道路四通八达")      →  None (达 is not a word after 八)

No regular expression is built from them: a lookup by length is linear and does not grow with the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from govreport.lexicon import Entry, load
from govreport.text import fold


class Words:
    """A set of surfaces with their entries; ``not_after`` and ``not_before`` bound each of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {fold(e["surface"]): e for e in entries}
        self._lengths = sorted({len(s) for s in self._entries}, reverse=True)

    def __contains__(self, surface: str) -> bool:
        return surface in self._entries

    def __getitem__(self, surface: str) -> Entry:
        return self._entries[surface]

    def ending(self, text: str, end: int | None = None) -> Entry | None:
        """The longest word that ends at ``end``."""
        end = len(text) if end is None else end
        for length in self._lengths:
            if length <= end and (e := self._entries.get(text[end - length : end])):
                before = text[: end - length]
                if not before.endswith(tuple(e.get("not_after", ()))):
                    return e
        return None

    def starting(self, text: str, start: int = 0) -> Entry | None:
        """The longest word that starts at ``start``."""
        for length in self._lengths:
            if (e := self._entries.get(text[start : start + length])) and not text.startswith(
                tuple(e.get("not_before", ())), start + length
            ):
                return e
        return None


@cache
def words(file: str, *tables: str) -> Words:
    """One matcher over tables of a lexicon file; every entry carries its ``table``."""
    return Words({**e, "table": table} for table in tables for e in load(file)[table])
