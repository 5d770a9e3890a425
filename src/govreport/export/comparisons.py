"""What was compared → flat rows for programs and a sheet for readers, one pair for each command.

a Difference → {"kind": "raised", "indicator": "地区生产总值", "old": {…}, "new": {…}, …}
the same as CSV → raised,地区生产总值,…,old_value,new_value,…
the same in a sheet → ↑ raised │ 地区生产总值 │ 5%左右 │ 5.5%左右 │ +0.5 个百分点
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from govreport.compare.diff import Difference, Kind
from govreport.compare.pairs import Couple, of_two_places
from govreport.compare.track import Outcome, Score
from govreport.export.rows import RECORD_FIELDS
from govreport.export.sheet import Cell, Group, Head, Sheet
from govreport.export.spoken import around, figure, named, place, signed
from govreport.extract.keys import indicators
from govreport.models import Record

Json = str | int | float | bool | Decimal | None | tuple["Json", ...] | dict[str, "Json"]
Line = dict[str, Json]

_MARKS = {
    "raised": ("↑", "green"),
    "lowered": ("↓", "red"),
    "unchanged": ("=", "dim"),
    "reworded": ("≈", "yellow"),
    "changed": ("≠", "magenta"),
    "added": ("+", "cyan"),
    "removed": ("-", "dim red"),
    "met": ("✓", "green"),
    "missed": ("✗", "red"),
    "unclear": ("?", "yellow"),
    "not_reported": ("·", "dim"),
}
_SIDE = ("text", "direction", "value", "value_max", "unit", "comparator", "modality", "qualitative",
         "wording", "period", "sentence", "source", "start", "end")  # fmt: skip


@cache
def themes() -> dict[str, str]:
    """Key of an indicator → its theme."""
    return {entry.key: entry.theme for entry in indicators()}


def theme_of(key: str | None) -> str:
    return themes().get(key or "", "other")


def _json_record(record: Record | None) -> Json:
    return {name: getattr(record, name) for name in RECORD_FIELDS} if record else None


def _flat_side(name: str, record: Record | None) -> Line:
    return {f"{name}_{field}": getattr(record, field) if record else None for field in _SIDE}


# diff


def diff_lines(rows: Iterable[Difference], *, flat: bool = False) -> list[Line]:
    """A row for each thing; with ``flat`` the two records are spread over columns."""
    return [_diff_line(row, flat) for row in rows]


def _diff_line(row: Difference, flat: bool) -> Line:
    sides: Line = (
        {**_flat_side("old", row.old), **_flat_side("new", row.new)}
        if flat
        else {"old": _json_record(row.old), "new": _json_record(row.new)}
    )
    record = row.new or row.old
    return {
        "kind": row.kind,
        "indicator": row.indicator,
        "indicator_key": row.indicator_key,
        **sides,
        "change": row.change,
        "change_unit": row.change_unit,
        "match": row.match,
        "score": row.score,
        "action": record.action if record else None,
        "theme": theme_of(row.indicator_key),
        "region": record.region if record else None,
    }


def diff_sheet(couple: Couple, rows: Sequence[Difference]) -> Sheet:
    """What changed between two reports, by theme."""
    heads = (
        Head("", 11),
        Head("indicator"),
        Head(_year(couple.old.report_year, "old"), 16),
        Head(_year(couple.new.report_year, "new"), 16),
        Head("change", 13, right=True),
        Head("match", 9, wide_only=True),
        Head("sentence", wide_only=True, share=2),
        Head("place", 8, wide_only=True),
    )
    groups = [
        Group(
            theme,
            tuple(_diff_cells(row, couple) for row in rows if theme_of(row.indicator_key) == theme),
        )
        for theme in _order(row.indicator_key for row in rows)
    ]
    count = Counter(row.kind for row in rows)
    told = ", ".join(f"{count[kind]} {kind}" for kind in _KINDS if count[kind])
    foot = f"{len(rows)} rows: {told}{_alike(rows)}" if rows else "nothing to compare"
    return Sheet(_title(couple), heads, tuple(groups), foot)


_KINDS: tuple[Kind, ...] = (
    "raised",
    "lowered",
    "unchanged",
    "reworded",
    "changed",
    "added",
    "removed",
)


def _diff_cells(row: Difference, couple: Couple) -> tuple[Cell, ...]:
    record = row.new or row.old
    assert record is not None
    style = _MARKS[row.kind][1]
    return (
        _mark(row.kind),
        _named(record, row.old, row),
        Cell(figure(row.old, record) if row.old else "", "dim" if row.new else ""),
        Cell(figure(row.new, record) if row.new else "", "bold"),
        Cell(signed(row.change, row.change_unit), style),
        Cell(row.match or "", "dim"),
        Cell(around(record), "dim"),
        Cell(place(couple.new.text if row.new else couple.old.text, record), "dim"),
    )


# track


def track_lines(rows: Iterable[Outcome], *, flat: bool = False) -> list[Line]:
    """A row for each target; with ``flat`` the two records are spread over columns."""
    return [_track_line(row, flat) for row in rows]


def _track_line(row: Outcome, flat: bool) -> Line:
    sides: Line = (
        {**_flat_side("old", row.old), **_flat_side("new", row.new)}
        if flat
        else {"old": _json_record(row.old), "new": _json_record(row.new)}
    )
    return {
        "verdict": row.verdict,
        "indicator": row.indicator,
        "indicator_key": row.indicator_key,
        **sides,
        "gap": row.gap,
        "gap_unit": row.gap_unit,
        "match": row.match,
        "score": row.score,
        "due": row.due,
        "action": row.old.action,
        "theme": theme_of(row.indicator_key),
        "region": row.old.region,
    }


def track_sheet(couple: Couple, rows: Sequence[Outcome], score: Score) -> Sheet:
    """What became of the targets, by theme; those that are not due stand at the end."""
    heads = (
        Head("", 14),
        Head("target"),
        Head("promised", 15),
        Head("reported", 15),
        Head("gap", 13, right=True),
        Head("match", 9, wide_only=True),
        Head("sentence of the result", wide_only=True, share=2),
        Head("place", 8, wide_only=True),
    )
    due = [row for row in rows if row.due]
    groups = [
        Group(
            theme,
            tuple(_track_cells(row, couple) for row in due if theme_of(row.indicator_key) == theme),
        )
        for theme in _order(row.indicator_key for row in due)
    ]
    later = tuple(_track_cells(row, couple) for row in rows if not row.due)
    if later:
        groups.append(Group("not due yet", later))
    return Sheet(_title(couple), heads, tuple(groups), score_line(score) + _alike(rows))


def score_line(score: Score) -> str:
    """``kept 41 of 60: 7 missed, 12 not reported; 5 not due yet``."""
    parts = [
        f"{count} {what}"
        for count, what in (
            (score.missed, "missed"),
            (score.unclear, "unclear"),
            (score.not_reported, "not reported"),
        )
        if count
    ]
    later = f"; {score.not_due} not due yet" if score.not_due else ""
    return f"kept {score.kept} of {score.targets}{': ' if parts else ''}{', '.join(parts)}{later}"


def _track_cells(row: Outcome, couple: Couple) -> tuple[Cell, ...]:
    style = _MARKS[row.verdict][1]
    return (
        _mark(row.verdict) if row.due else Cell(""),
        _named(row.old, row.new, row),
        Cell(figure(row.old, row.old), "bold"),
        Cell(figure(row.new, row.old) if row.new else ""),
        Cell(signed(row.gap, row.gap_unit), style),
        Cell(row.match or "", "dim"),
        Cell(around(row.new) if row.new else "", "dim"),
        Cell(place(couple.new.text, row.new) if row.new else "", "dim"),
    )


# what both share


def _mark(word: str) -> Cell:
    sign, style = _MARKS[word]
    return Cell(f"{sign} {word.replace('_', ' ')}", style)


def _named(record: Record, other: Record | None, row: Difference | Outcome) -> Cell:
    """The thing; of two that are only alike, also the other's name and how alike they are."""
    if row.match != "similar" or other is None or row.score is None:
        return Cell(named(record))
    # 项目 may be of anything: likeness decides there too, though both say the same.
    name, theirs = named(record), named(other)
    return Cell(f"{name} ~{row.score:.2f}" + f" {theirs}" * (name != theirs), "yellow")


def _alike(rows: Iterable[Difference | Outcome]) -> str:
    count = sum(row.match == "similar" for row in rows)
    return f"; {count} paired by likeness (~)" if count else ""


def _title(couple: Couple) -> str:
    region = couple.new.region or couple.old.region or couple.new.source
    before, after = _year(couple.old.report_year, "old"), _year(couple.new.report_year, "new")
    if of_two_places(couple):
        return f"{couple.old.region} {before} → {couple.new.region} {after}"
    return f"{region}  {before} → {after}"


def _year(year: int | None, otherwise: str) -> str:
    return otherwise if year is None else str(year)


def _order(keys: Iterable[str | None]) -> list[str]:
    """Themes in the order of the lexicon; what has no key comes last."""
    present = {theme_of(key) for key in keys}
    return [theme for theme in (*dict.fromkeys(themes().values()), "other") if theme in present]
