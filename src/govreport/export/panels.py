"""Cells of a panel and shares of keywords → flat rows, long or wide, and a sheet for readers.

long  region, region_code, …, year, outcome, value, value_max, tone, wording, sentence, …
wide  region, region_code, level, number_2023, …, outcome_2023, …, tone_2023, …, text_2023, …
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govreport.compare.amounts import signed_ends
from govreport.compare.panel import NO_TARGET, Outcome, Source, Subject
from govreport.compare.panel import Cell as PanelCell
from govreport.compare.words import Share
from govreport.export.comparisons import Line
from govreport.export.sheet import Cell, Group, Head, Sheet, columns
from govreport.export.spoken import around, figure
from govreport.models import Record

_STYLE: dict[Outcome, str] = {
    "value": "bold",
    "words": "yellow",
    "absent": "cyan",
    "not_found": "dim",
    "failed": "red",
}
_WHO = ("region", "region_code", "level", "parent", "parent_code")
_FIGURE = ("indicator", "measure", "direction", "value", "value_max", "unit", "number", "number_max",
           "base_unit", "comparator", "modality", "qualitative", "wording", "text")  # fmt: skip
_RESULT = ("direction", "value", "value_max", "unit", "comparator", "text", "sentence", "source")


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


_WIDE = ("number", "number_max", "base_unit", "outcome", "tone", "text")
"""What a wide row has of each year; the first two are numbers or empty and nothing else."""


def panel_wide(cells: Sequence[PanelCell]) -> list[Line]:
    """Wide: a row for each region, six columns for each year; failed inputs make no row.

    ``number_2024`` is the figure without its Chinese multiplier, the lower end of a range, and
    ``number_max_2024`` the upper one, of a fall (下降3%) below zero: so that years and regions can
    be reckoned with. Where there is no number ``outcome_2024`` says why, and it is empty where
    there is no report.
    """
    rows: dict[str | None, Line] = {}
    empty: Line = {f"{name}_{year}": None for name in _WIDE for year in _years(cells)}
    for cell in cells:
        if cell.outcome == "failed":
            continue
        who: Line = {name: getattr(cell, name) for name in _WHO}
        row = rows.setdefault(_row_of(cell), {**who, **empty})
        if cell.year is not None:
            row |= {f"{name}_{cell.year}": value for name, value in _year_of(cell).items()}
    return list(rows.values())


def _row_of(cell: PanelCell) -> str:
    return cell.region_code or cell.region or cell.source


def _year_of(cell: PanelCell) -> Line:
    record = cell.record
    low, high = (signed_ends(record) if record else None) or (None, None)
    return {
        "number": low,
        "number_max": high if record and record.number_max is not None else None,
        "base_unit": record.base_unit if record and record.number is not None else None,
        "outcome": cell.outcome,
        "tone": cell.tone,
        "text": figure(record) if record else None,
    }


def _years(cells: Iterable[PanelCell]) -> list[int]:
    return sorted({cell.year for cell in cells if cell.year is not None})


def panel_sheet(cells: Sequence[PanelCell], subject: Subject) -> Sheet:
    """A row for each region and year, with the wording, and the result where it was asked for."""
    told = any(cell.result for cell in cells)
    heads = (
        Head("region"),
        Head("year", 4),
        Head("result" if _looks_back(cells) else "target", 16),
        Head("tone", 5),
        *((Head("result", 12),) if told else ()),
        Head("sentence", wide_only=True, share=2),
        Head("source", wide_only=True),
    )
    rows = tuple(_shown(cell, told) for cell in cells)
    groups = (Group("", rows),) if rows else ()
    return Sheet(_title(subject), heads, groups, panel_foot(cells))


def _looks_back(cells: Iterable[PanelCell]) -> bool:
    return any(cell.record and cell.record.status == "result" for cell in cells)


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
        Cell(around(cell.record) if cell.record else _denied(cell.sentence or ""), "dim"),
        Cell(os.path.basename(cell.source), "dim"),
    )


def _denied(sentence: str) -> str:
    """The words that say that there is no target, out of their sentence."""
    said = NO_TARGET.search(sentence)
    if said is None:
        return sentence
    start, end = max(0, said.start() - _BEFORE), said.end() + _AFTER
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"


_BEFORE, _AFTER = 8, 6


def _figure(record: Record | None) -> str:
    return figure(record) if record else ""


def _result_text(cell: PanelCell, result: Record | None) -> str:
    if result:
        return figure(result)
    return cell.result.outcome.replace("_", " ") if cell.result else ""


def panel_foot(cells: Sequence[PanelCell]) -> str:
    """``62 cells: 60 value, 1 absent, 1 not found``."""
    counts = {outcome: sum(c.outcome == outcome for c in cells) for outcome in _STYLE}
    told = ", ".join(f"{n} {outcome.replace('_', ' ')}" for outcome, n in counts.items() if n)
    clash = sum(cell.conflict for cell in cells)
    rest = f"; {clash} where documents of one year disagree" if clash else ""
    return f"{len(cells)} cells: {told}{rest}" if cells else "no report"


_WIDEST = 28
"""Columns of a terminal that a region may have."""


def panel_matrix(
    cells: Sequence[PanelCell], subject: Subject, *, width: int | None = None
) -> list[Sheet]:
    """Regions down, years across; where ``width`` has no room for all years, several sheets."""
    rows = _by_region(cells)
    years = _years(cells)
    name = min(_WIDEST, max((columns(_called(found)) for found in rows.values()), default=0))
    year = max(
        (columns(_matrix_cell(c).text) for r in rows.values() for c in r.values()), default=0
    )
    year = max(4, min(year, 16))
    several = len(years) if width is None else max(1, (width - name - 4) // (year + 1))
    parts = [years[at : at + several] for at in range(0, len(years), several)] or [[]]
    sheets = []
    # In a terminal an empty column takes what is left, so that all parts stand alike.
    rest = 0 if width is None else 1
    for part in parts:
        across = [Head(str(y), year, right=True) for y in part]
        heads = (Head("region", name), *across, *[Head("")] * rest)
        lines = tuple(
            (Cell(_called(found)), *(_matrix_cell(found.get(y)) for y in part), *[Cell("")] * rest)
            for found in rows.values()
        )
        sheets.append(Sheet("", heads, (Group("", lines),) if lines else (), ""))
    sheets[0] = replace(sheets[0], title=_title(subject))
    sheets[-1] = replace(sheets[-1], foot=panel_foot(cells))
    return sheets


def _by_region(cells: Iterable[PanelCell]) -> dict[str, dict[int, PanelCell]]:
    rows: dict[str, dict[int, PanelCell]] = {}
    for cell in cells:
        if cell.outcome != "failed" and cell.year is not None:
            rows.setdefault(_row_of(cell), {})[cell.year] = cell
    return rows


def _called(found: dict[int, PanelCell]) -> str:
    cell = next(iter(found.values()))
    return cell.region or cell.source


def _matrix_cell(cell: PanelCell | None) -> Cell:
    if cell is None:
        return Cell("")
    return Cell(_figure(cell.record) or cell.outcome.replace("_", " "), _STYLE[cell.outcome])


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
