"""Parts of a record as a reader would say them, for the cells of a table.

新增 城镇就业 · 区属国企利润 增长      what is counted
下降8%                             the figure
+0.5 个百分点                      by how much it changed
…预期目标是：地区生产总值增长5%左右…  the words about it
66:38                             where it stands
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from govreport.compare.amounts import falls
from govreport.compare.things import position
from govreport.export.json_text import plain_number
from govreport.export.table import value_text
from govreport.extract.keys import indicators
from govreport.models import Record


def named(record: Record) -> str:
    """A thing as a reader names it: ``新增 城镇就业``, ``办理时限 下降`` where it is to fall.

    That the economy or trade grows goes without saying: growth is how they are usually told.
    """
    if record.action:
        return f"{record.action} {record.indicator}"
    usual = record.direction == "up" and record.measure == _usual().get(record.indicator_key or "")
    if record.number is None or record.measure == "level" or usual:
        return record.indicator
    moved = _MOVED.get((record.measure, record.direction or ""), f"({record.measure})")
    return f"{record.indicator} {moved}"


@cache
def _usual() -> dict[str, str]:
    return {entry.key: entry.measure for entry in indicators()}


_MOVED = {
    ("growth", "up"): "增长", ("growth", "down"): "下降",
    ("change", "up"): "增加", ("change", "down"): "减少",
}  # fmt: skip


def figure(record: Record, under: Record | None = None) -> str:
    """A figure with the way it moved: ``下降8%``, unless the record it stands ``under`` says so."""
    usual = falls(under) if under else False
    moved = record.measure in ("growth", "change") and falls(record) != usual
    lead = _MOVED.get((record.measure, record.direction or ""), "") if moved else ""
    return lead + value_text(record)


def signed(number: Decimal | None, unit: str | None) -> str:
    """``+0.5 个百分点``, nothing for no change."""
    if not number:
        return ""
    return f"{'+' if number > 0 else ''}{plain_number(number)} {unit or ''}".strip()


def place(text: str | None, record: Record) -> str:
    """Where a figure stands: ``line:column`` of the source, or its offset without the source."""
    if text is None:
        return f"@{record.start}"
    start = text.rfind("\n", 0, record.start) + 1
    return f"{text.count(chr(10), 0, record.start) + 1}:{record.start - start + 1}"


_BEFORE, _AFTER = 18, 8


def around(record: Record) -> str:
    """The words about a figure, out of its sentence."""
    at = position(record)
    if at < 0:
        return record.sentence[: _BEFORE + _AFTER]
    end = at + len(record.text)
    start = max(0, at - _BEFORE)
    lead = "…" if start else ""
    tail = "…" if end + _AFTER < len(record.sentence) else ""
    return f"{lead}{record.sentence[start : end + _AFTER]}{tail}"
