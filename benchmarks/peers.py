"""A library and a file of text → the seconds that it takes for it, in a process of its own.

    python benchmarks/peers.py jieba corpus.txt   → {"seconds": 19.8, "characters": 7110000}

What a library does once (loading its dictionary, compiling its patterns) is not counted: it is
called on a sentence before. Run by ``speed.py``, and by hand with another Python.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

SENTENCE = "2024年，力争新建高标准农田7700亩以上，地区生产总值增长5.5%左右。"


def decoding() -> Callable[[str], object]:
    """Nothing but reading: the bytes to text and its lines."""
    return str.splitlines


def jieba() -> Callable[[str], object]:
    import jieba as library

    library.setLogLevel(logging.ERROR)
    return library.lcut


def recognizers() -> Callable[[str], object]:
    """Its models of quantities: numbers, shares, money, dimensions, ages, temperatures."""
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    models = (
        recognize_number, recognize_percentage, recognize_currency, recognize_dimension,
        recognize_age, recognize_temperature,
    )  # fmt: skip

    def read(text: str) -> object:
        # Its time grows faster than the text: by line, as it is meant to be used.
        return [
            model(line, Culture.Chinese) for line in text.splitlines() if line for model in models
        ]

    return read


def jionlp() -> Callable[[str], object]:
    """Money and times: what it finds of what a report counts."""
    import jionlp as library

    finders = (library.ner.MoneyExtractor(), library.ner.TimeExtractor())
    return lambda text: [find(line) for line in text.splitlines() if line for find in finders]


PEERS = {
    "decoding": decoding,
    "jieba": jieba,
    "recognizers": recognizers,
    "jionlp": jionlp,
}


def main(name: str, path: str) -> None:
    work = PEERS[name]()
    work(SENTENCE)
    start = time.perf_counter()
    text = Path(path).read_bytes().decode("utf-8")
    work(text)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "characters": len(text)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
