"""A list of keywords and the text of a report → how often each group is said, and its share.

    groups {"环保": ("环境保护", "减排"), "数字": ("数字经济",)}, a text of 12 000 tokens
    → 环保 18, 0.0015 · 数字 9, 0.00075

``rules.TOKENS`` says what a token is, as the literature computes these shares.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from govreport.segment import Segmenter
from govreport.text import fold

Groups = Mapping[str, tuple[str, ...]]

_WORD = regex.compile(r"[\p{L}\p{N}]")
_BREAK = regex.compile(r"[\s,，、;；|]+")


class GroupsError(ValueError):
    """A list of keywords that cannot be read; the message says where and what to write."""


@dataclass(frozen=True, slots=True)
class Share:
    """One group in one text."""

    group: str
    count: int
    tokens: int
    """All tokens of the text, punctuation among them."""
    words: int
    """Those that are no punctuation."""
    said: tuple[tuple[str, int], ...] = ()
    """Each keyword that occurs, with its count, the most frequent first."""

    @property
    def share(self) -> float:
        return self.count / self.tokens if self.tokens else 0.0


def parse_groups(text: str, name: str, *, toml: bool) -> dict[str, tuple[str, ...]]:
    """Groups of keywords from the text of a file called ``name``.

    TOML: ``"环保" = ["减排", "污染"]``, a line for each group. Text: ``环保: 减排 污染`` for a
    group, or words alone for one group that is called as the file is; ``#`` begins a comment.

    >>> parse_groups("环保: 减排 污染\\n数字, 算力", "a", toml=False)
    {'环保': ('减排', '污染'), 'a': ('数字', '算力')}
    """
    lists = _from_toml(text, name) if toml else _from_lines(text, name)
    groups = {group: tuple(dict.fromkeys(filter(None, words))) for group, words in lists.items()}
    if not any(groups.values()):
        raise GroupsError(f"{name} has no keywords; write a line such as 环保: 减排 污染 绿色发展")
    return groups


def _from_toml(text: str, name: str) -> dict[str, list[str]]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = 'write "环保" = ["减排", "污染"], with the name in quotes'
        raise GroupsError(f"{name} is not TOML ({error}): {hint}") from None
    for group, words in tables.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise GroupsError(f'{name}: write "{group}" = ["减排", "污染"], a list of words')
    return {group: [fold(word).strip() for word in words] for group, words in tables.items()}


def _from_lines(text: str, name: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for line in text.splitlines():
        told = fold(line).partition("#")[0].strip()
        group, colon, words = told.partition(":")
        found = _BREAK.split(words if colon else told)
        if told:
            groups.setdefault(group.strip() if colon else name, []).extend(found)
    return groups


class WordCounter:
    """Counts groups of keywords in texts; jieba is loaded once, at the first text."""

    def __init__(self, groups: Groups, *, reference: bool = False) -> None:
        self._groups = groups
        keywords = [word for words in groups.values() for word in words]
        self._segmenter = Segmenter(keywords, reference=reference)

    def __call__(self, paragraphs: Iterable[str]) -> list[Share]:
        """The share of each group in a text given by its paragraphs, in the order of the groups."""
        counts: Counter[str] = Counter()
        for paragraph in paragraphs:
            counts.update(self._segmenter.cut(fold(paragraph)))
        tokens = sum(count for token, count in counts.items() if not token.isspace())
        words = sum(count for token, count in counts.items() if _WORD.search(token))
        return [
            _share(group, keywords, counts, tokens, words)
            for group, keywords in self._groups.items()
        ]


def _share(
    group: str, keywords: Iterable[str], counts: Counter[str], tokens: int, words: int
) -> Share:
    said = [(keyword, counts[keyword]) for keyword in keywords if counts[keyword]]
    said.sort(key=lambda pair: (-pair[1], pair[0]))
    return Share(group, sum(count for _, count in said), tokens, words, tuple(said))
