"""Text → words, as jieba cuts them: the only module that knows jieba.

    Segmenter(["绿色金融"]).cut("发展绿色金融, 增长5.5%")  →  发展 · 绿色金融 · , · 增长 · 5.5%

jieba 0.42.1 with its own dictionary and its model for unknown words is the reference. Where rjieba
is installed it cuts instead, several times as fast and into the same words (a test holds it to
that). Nothing is loaded before the first cut.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import regex

# jieba cuts what is left of a stretch without Chinese at these: 1-2 → 1 · - · 2, www.a.cn.
_LATIN = regex.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_HAN = regex.compile(r"[\u4E00-\u9FD5]")

Cut = Callable[[str], list[str]]


class Segmenter:
    """Cuts text into words; ``words`` are never cut apart, as in a user dictionary of jieba."""

    def __init__(self, words: Iterable[str] = (), *, reference: bool = False) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._reference = reference
        self._cut: Cut | None = None

    def cut(self, text: str) -> list[str]:
        """Every word of ``text`` in order, punctuation and spaces among them."""
        if self._cut is None:
            self._cut = (None if self._reference else _rust(self._words)) or _python(self._words)
        return self._cut(text)


def _rust(words: tuple[str, ...]) -> Cut | None:
    try:
        from rjieba import Jieba
    except ImportError:
        return None
    jieba = Jieba()
    for word in words:
        jieba.add_word(word, None, None)
    known = frozenset(words)

    def cut(text: str) -> list[str]:
        found: list[str] = []
        for token in jieba.cut(text):
            if len(token) == 1 or token in known or _HAN.search(token) or jieba.has_word(token):
                found.append(token)
            else:
                found += filter(None, _LATIN.split(token))
        return found

    return cut


def _python(words: tuple[str, ...]) -> Cut:
    import warnings

    with warnings.catch_warnings():
        # Its regular expressions have escapes that newer Pythons warn of.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_private_folder())
    for word in words:
        tokenizer.add_word(word)

    def cut(text: str) -> list[str]:
        return list(tokenizer.lcut(text))

    return cut


def _private_folder() -> Path:
    """A folder of this user's own: jieba unpickles its cache, which nobody else may write."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = Path(base) / "govreport"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(folder, os.W_OK) and folder.stat().st_uid == _user():
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="govreport-"))


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0
