"""Cells of a panel and shares of keywords → flat rows, long or wide, and a sheet for readers.

long  region, region_code, …, year, outcome, value, value_max, tone, wording, sentence, …
wide  region, region_code, level, 2023, 2024, 2025      5.5 │ absent │ 4.5-5
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from govreport.compare.panel import Cell as PanelCell
from govreport.compare.panel import Outcome, Source, Subject
from govreport.compare.words import Share
from govreport.export.comparisons import Line, around
from govreport.export.json_text import plain_number
from govreport.export.sheet import Cell, Group, Head, Sheet
from govreport.export.table import value_text
from govreport.models import Record

_STYLE: dict[Outcome, str] = {
    "value": "bold",
    "words": "yellow",
    "absent": "cyan",
    "not_found": "dim",
    "failed": "red",
}
_WHO = ("region", "region_code", "level", "parent", "parent_code")
_FIGURE = ("indicator", "measure", "value", "value_max", "unit", "comparator", "modality",
           "qualitative", "wording", "text")  # fmt: skip
_RESULT = ("value", "value_max", "unit", "comparator", "text", "sentence", "source")


def panel_lines(cells: Iterable[PanelCell], subject: Subject) -> list[Line]:
    """Long: a row for each region and year."""
    return [_long(cell, subject) for cell in cells]


def _long(cell: PanelCell, subject: Subject) -> Line:
    record = cell.record
    line: Line = {name: getattr(cell, name) for name in _WHO}
    line |= {
        "year": cell.year,
        "indicator_key": subject.entry.key if subject.entry else None,
        "outcome": cell.outcome,
        "tone": cell.tone,
    }
    line |= {name: getattr(record, name) if record else None for name in _FIGURE}
    line |= {
        "sentence": cell.sentence,
        "source": cell.source,
        "start": record.start if record else None,
        "end": record.end if record else None,
        "documents": cell.documents,
        "conflict": cell.conflict,
    }
    if cell.result:
        told = cell.result.record
        line["result_outcome"] = cell.result.outcome
        line |= {f"result_{name}": getattr(told, name) if told else None for name in _RESULT}
    return line


def panel_wide(cells: Sequence[PanelCell]) -> list[Line]:
    """Wide: a row for each region, a column for each year; failed inputs make no row.

    A cell is the number, ``4.5-5`` for a range, the words of a target without a number, or
    ``absent`` or ``not_found``; empty where there is no report.
    """
    rows: dict[str | None, Line] = {}
    years = _years(cells)
    for cell in cells:
        if cell.outcome == "failed":
            continue
        row = rows.setdefault(
            cell.region_code or cell.region or cell.source,
            {**{name: getattr(cell, name) for name in _WHO}, **dict.fromkeys(years)},
        )
        if cell.year is not None:
            row[str(cell.year)] = _plain(cell)
    return list(rows.values())


def _years(cells: Iterable[PanelCell]) -> list[str]:
    return [str(year) for year in sorted({c.year for c in cells if c.year is not None})]


def _plain(cell: PanelCell) -> str | Decimal:
    record = cell.record
    if record is None:
        return cell.outcome
    if record.value is None:
        return record.text
    if record.value_max is None:
        return record.value
    return f"{plain_number(record.value)}-{plain_number(record.value_max)}"


def panel_sheet(cells: Sequence[PanelCell], subject: Subject) -> Sheet:
    """A row for each region and year, with the wording, and the result where it was asked for."""
    told = any(cell.result for cell in cells)
    heads = (
        Head("region"),
        Head("year", 4),
        Head("target", 16),
        Head("tone", 5),
        *((Head("result", 12),) if told else ()),
        Head("sentence", wide_only=True),
        Head("source", wide_only=True),
    )
    rows = tuple(_shown(cell, told) for cell in cells)
    groups = (Group("", rows),) if rows else ()
    return Sheet(_title(subject), heads, groups, panel_foot(cells))


def _title(subject: Subject) -> str:
    entry = subject.entry
    return f"{subject.name}  {entry.label} ({entry.key})" if entry else subject.name


def _shown(cell: PanelCell, told: bool) -> tuple[Cell, ...]:
    result = cell.result.record if cell.result else None
    return (
        Cell(cell.region or cell.source),
        Cell(str(cell.year or "")),
        Cell(_figure(cell.record) or cell.outcome.replace("_", " "), _STYLE[cell.outcome]),
        Cell(cell.tone or "", "dim"),
        *((Cell(_result_text(cell, result)),) if told else ()),
        Cell(around(cell.record) if cell.record else cell.sentence or "", "dim"),
        Cell(cell.source, "dim"),
    )


def _figure(record: Record | None) -> str:
    return value_text(record) if record else ""


def _result_text(cell: PanelCell, result: Record | None) -> str:
    if result:
        return value_text(result)
    return cell.result.outcome.replace("_", " ") if cell.result else ""


def panel_foot(cells: Sequence[PanelCell]) -> str:
    """``62 cells: 60 value, 1 absent, 1 not found``."""
    counts = {outcome: sum(c.outcome == outcome for c in cells) for outcome in _STYLE}
    told = ", ".join(f"{n} {outcome.replace('_', ' ')}" for outcome, n in counts.items() if n)
    clash = sum(cell.conflict for cell in cells)
    rest = f"; {clash} where documents of one year disagree" if clash else ""
    return f"{len(cells)} cells: {told}{rest}" if cells else "no report"


def panel_matrix(cells: Sequence[PanelCell], subject: Subject) -> Sheet:
    """Regions down, years across."""
    years = _years(cells)
    rows = [
        (Cell(str(row["region"] or "?")), *(_matrix_cell(row[year]) for year in years))
        for row in panel_wide(cells)
    ]
    heads = (Head("region"), *(Head(year, 9, right=True) for year in years))
    groups = (Group("", tuple(rows)),) if rows else ()
    return Sheet(_title(subject), heads, groups, panel_foot(cells))


def _matrix_cell(value: object) -> Cell:
    if isinstance(value, Decimal):
        return Cell(plain_number(value), "bold")
    text = "" if value is None else str(value).replace("_", " ")
    return Cell(text, "dim" if text in ("not found", "absent") else "")


# words


@dataclass(frozen=True, slots=True)
class Counted:
    """One report and the shares of the groups in it."""

    source: Source
    shares: tuple[Share, ...]


def words_lines(counted: Iterable[Counted]) -> list[Line]:
    """Long: a row for each report and group."""
    return [
        {
            **_whose(one.source),
            "group": share.group,
            "count": share.count,
            "tokens": share.tokens,
            "words": share.words,
            "share": share.share,
            "said": dict(share.said),
        }
        for one in counted
        for share in one.shares
    ]


def words_wide(counted: Iterable[Counted]) -> list[Line]:
    """Wide: a row for each report, the count and the share of each group in columns."""
    rows: list[Line] = []
    for one in counted:
        row = _whose(one.source)
        row["tokens"] = one.shares[0].tokens if one.shares else 0
        row["words"] = one.shares[0].words if one.shares else 0
        for share in one.shares:
            row[f"{share.group}_count"] = share.count
            row[f"{share.group}_share"] = share.share
        rows.append(row)
    return rows


def _whose(source: Source) -> Line:
    return {
        "region": source.region,
        "region_code": source.region_code,
        "year": source.report_year,
        "report_type": source.report_type,
        "source": source.source,
    }


def words_sheet(counted: Sequence[Counted]) -> Sheet:
    """Reports down, groups across: the count and the share in %."""
    groups = [share.group for share in counted[0].shares] if counted else []
    heads = (
        Head("region"),
        Head("year", 4),
        Head("tokens", 7, right=True),
        *(Head(group, 14, right=True) for group in groups),
        Head("source", wide_only=True),
    )
    rows = tuple(
        (
            Cell(one.source.region or one.source.source),
            Cell(str(one.source.report_year or "")),
            Cell(str(one.shares[0].tokens if one.shares else 0), "dim"),
            *(Cell(f"{share.count}  {share.share:.3%}") for share in one.shares),
            Cell(one.source.source, "dim"),
        )
        for one in counted
    )
    foot = f"{len(counted)} reports; share of each group in all tokens"
    return Sheet("keywords", heads, (Group("", rows),) if rows else (), foot)
