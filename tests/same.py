"""One report in another format: its paragraphs, and its records without what the format changes.

paragraphs("fixtures/wudong-2022.md")  → "政府工作报告", "各位代表：", …
frame("news", title, paragraphs)       → a page of a news portal that holds them, as bytes
shared(records_of(data))               → rows that are the same for the same report in any format
"""

from __future__ import annotations

import dataclasses
import html
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from govreport.clean.show import cleaned_text
from govreport.models import Record
from govreport.pipeline import Report, process
from govreport.read import read_bytes

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(
    p.name for p in FIXTURES.glob("*.*") if p.suffix in (".txt", ".md") and p.stem != "README"
)
PAGES = sorted(path.stem for path in (FIXTURES / "pages").glob("*.html"))

Row = tuple[tuple[str, Any], ...]


@cache
def original(name: str) -> Report:
    return process(read_bytes((FIXTURES / name).read_bytes(), name))


def paragraphs(name: str) -> list[str]:
    """The report's own lines, in the order of the source."""
    report = original(name)
    return cleaned_text(report.document, report.clean).splitlines()


def shared(report: Report) -> Counter[Row]:
    """The records without their place in the file."""
    return Counter(map(_row, report.records))


def _row(record: Record) -> Row:
    values = dataclasses.asdict(record)
    for place in ("id", "start", "end", "source"):
        del values[place]
    # A line end inside a paragraph of a text file is none in a page, nor is the number of a page.
    for name in ("text", "sentence", "title"):
        values[name] = re.sub(r"\s|- \d+ -", "", values[name] or "")
    values["section"] = tuple("".join(title.split()) for title in values["section"])
    return tuple(values.items())


def frame(page: str, title: str, lines: list[str]) -> str:
    """The lines in the frame ``fixtures/pages/<page>.html``."""
    made = []
    for line in (FIXTURES / "pages" / f"{page}.html").read_text(encoding="utf-8").splitlines():
        if "{paragraph}" in line:
            made += [line.replace("{paragraph}", html.escape(text, quote=False)) for text in lines]
        else:
            made.append(line.replace("{title}", html.escape(title)))
    return "\n".join(made)


def difference(name: str, data: bytes, *, tables: bool = True) -> str:
    """What the records of ``data`` lack and have more than those of the fixture; "" if nothing.

    Without ``tables`` the indicators of plans are not compared.
    """
    mine, other = shared(original(name)), shared(process(read_bytes(data, name)))
    if not tables:
        mine, other = (
            Counter({row: n for row, n in rows.items() if not dict(row)["binding"]})
            for rows in (mine, other)
        )
    lines = [f"- {_brief(row)}" for row in (mine - other).elements()]
    lines += [f"+ {_brief(row)}" for row in (other - mine).elements()]
    return "\n".join(lines)


def _brief(row: Row) -> str:
    return " ".join(f"{key}={value}" for key, value in row if value not in (None, "", ()))
