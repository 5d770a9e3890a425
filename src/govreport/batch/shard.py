"""A run in parts: which part an input belongs to, whoever asks and on whatever machine.

Shard.of("2/8").has("reports/2024.txt") → True in one of the eight, False in the others
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

_SHARD = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,5})")


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``number`` of ``count``, from 1."""

    number: int
    count: int

    @classmethod
    def of(cls, text: str) -> Shard:
        """Read ``2/8``. Raises ValueError.

        >>> Shard.of("2/8")
        Shard(number=2, count=8)
        """
        found = _SHARD.fullmatch(text)
        if not found or int(found[1]) > int(found[2]):
            raise ValueError(f"{text!r} is no part of a run: try 1/4, 2/4, 3/4 and 4/4")
        return cls(int(found[1]), int(found[2]))

    def has(self, source: str) -> bool:
        """By the name as it was given, so the machines must be given the same paths."""
        digest = blake2b(source.encode("utf-8", "backslashreplace"), digest_size=8).digest()
        return int.from_bytes(digest) % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"
