"""What is told of a document beside its text → front matter, where the later stages look for it.

    [("title", "临河县2024年政府工作报告"), ("PubDate", "2024-01-12"), ("title", "首页")]
    → "---\\ntitle: 临河县2024年政府工作报告\\nPubDate: 2024-01-12\\n---\\n"

The keys are labels of ``lexicon/identify.toml``. Front matter is never part of the report.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 300


def front_matter(pairs: Iterable[tuple[str, str]]) -> str:
    """The first value of each key, on a line each; "" if there is none."""
    found: dict[str, str] = {}
    for key, value in pairs:
        value = " ".join(value.split())[:_LONGEST]
        if value.strip("-—_ "):
            found.setdefault(key, value)
    lines = [f"{key}: {value}" for key, value in found.items()]
    return "".join(f"{line}\n" for line in ("---", *lines, "---")) if lines else ""
