"""A list of documents that are told by their articles → each with what all of them are.

    "出台稳工业23条、扩投资23条、促消费29条等政策措施"
     → (出台, 稳工业政策措施, 23 条) (出台, 扩投资政策措施, 23 条) (出台, 促消费政策措施, 29 条)

The words before such a number are a title: 工业企业复工复产20条 tells of no deed.
"""

from __future__ import annotations

import re

from govreport.extract.attributes import MEASURES
from govreport.extract.indicators import tidy
from govreport.extract.thread import Fact

_ITEM = re.compile(r"[^,;。、\d]*$")


def of_articles(text: str, rows: list[Fact]) -> list[Fact]:
    """The facts of a clause, those that count articles each named by its words and what all are."""
    m = MEASURES.match(text, rows[-1].end) if rows and rows[-1].unit == "条" else None
    if m is None:
        return rows
    deed = next(row.action for row in rows if row.unit == "条")
    return [_titled(text, row, deed, m["head"]) if row.unit == "条" else row for row in rows]


def _titled(text: str, row: Fact, deed: str | None, head: str) -> Fact:
    item = _ITEM.search(text, 0, row.start)
    said = item[0].removeprefix("条").removeprefix("和") if item else ""
    name = said.rpartition(deed)[2] if deed else said
    return row._replace(indicator=tidy(name.lstrip("了")) + head, action=deed)
