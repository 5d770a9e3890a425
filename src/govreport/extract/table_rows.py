"""The lines of a document → its tables of indicators: their heads, and the cells of their rows.

    "| 指标 | 2025年 |" + "| 生产总值（亿元） | 270 |"          in Markdown, as readers write it
    "指标\\t2025年" + "生产总值（亿元）\\t270"                   copied from a page
    "指标 2025年 属性" + "生产总值（亿元） 270 预期性"            flattened, a row to a line
    "指标", "2025年", "属性", "生产总值（亿元）", "270", "预期性"  flattened, a cell to a line

It reads the source and not the cleaned lines: a cell that holds a dash alone is no chrome here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from govreport.extract.table_columns import Column, Head, column, head, kind_of
from govreport.lexicon import surfaces
from govreport.models import DocumentInfo, Span
from govreport.text import fold

_MARK = regex.compile(r"</?[a-zA-Z][^<>\n]{0,60}>|\*\*|\\(?=[*_|])|&nbsp;")
_TOKEN = regex.compile(r"\S+")
_VALUE = regex.compile(
    r"[\[【〔(<>≥≤≧≦约近超≈+-]*\d[\d.,]*%?.{0,14}|[-—–－─一/…无]{1,4}|[.…]{1,6}|完成.{0,12}|.{0,6}(?:持平|同步|以上|以内)"
)
_RULE = regex.compile(r"\|?[\s:|-]+\|?")
_BINDING = regex.compile(r"(?:预期|约束)性?(?:指标)?")
_LONGEST_HEAD = 200
_NAME = 40
_TELLING = frozenset(("year", "unit", "binding"))
"""A column of one of these kinds is in every table of indicators and in few others."""
_MOST_HEADS = 3
_MISSES = 2
_LEFT = regex.compile(r"^\d+\.\d|[)）\p{Han}]\d+(?:\.\d+)?$|%$")
_NOTES = regex.compile(r"(?:注|附注|备注|说明)\s{0,2}\d{0,2}\s?[:：.、①]|注?[①-⑳]")
"""How the notes under a table begin: 注：[ ]内为5年累计数。"""
_STOP = regex.compile(r"[。；!?！？]")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and where it stands in the document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    head: Head
    rows: tuple[tuple[Cell | None, ...], ...]
    """The cells of each row under the columns of the head; None where there is none."""
    span: Span
    """All lines of the table."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tables(source: str, info: DocumentInfo) -> Iterator[Table]:
    """The tables of indicators in the document, in order."""
    if not any(word in source for word in _indicators()):
        return
    lines = _lines(source)
    at = 0
    while at < len(lines):
        found = _table(lines, at, info) if _may_head(lines[at].text) else None
        if found is None:
            at += 1
            continue
        table, at = found
        while at < len(lines) and _NOTES.match(lines[at].text):
            table = replace(table, span=(table.span[0], lines[at].end))
            at += 1
        if table.rows:
            yield table


def _lines(source: str) -> list[_Line]:
    made: list[_Line] = []
    start = 0
    for line in source.split("\n"):
        bare = line.strip()
        if bare:
            made.append(_Line(bare, start + line.find(bare)))
        start += len(line) + 1
    return made


@cache
def _indicators() -> tuple[str, ...]:
    return (
        "指标",
        "项目",
        "名称",
        *(w for w in surfaces("tables", "header") if kind_of(w) == "part"),
    )


def _may_head(text: str) -> bool:
    if len(text) > _LONGEST_HEAD or _STOP.search(text):
        return False
    return _header_word().search("".join(text.split())) is not None


@cache
def _header_word() -> regex.Pattern[str]:
    return regex.compile("|".join(map(regex.escape, surfaces("tables", "header"))))


def _table(lines: Sequence[_Line], at: int, info: DocumentInfo) -> tuple[Table, int] | None:
    """The table whose head begins at line ``at``, and the line after it."""
    title = _title(lines, at)
    line = lines[at].text
    if line.startswith("|"):
        return _ruled(lines, at, info, title, _piped)
    if "\t" in line:
        return _ruled(lines, at, info, title, _tabbed)
    if len(line.split()) > 2:
        return _in_lines(lines, at, info, title)
    return _in_cells(lines, at, info, title)


def _title(lines: Sequence[_Line], at: int) -> str:
    """The line above a table, or its first row where that is a single cell."""
    while at and _RULE.fullmatch(lines[at - 1].text):
        at -= 1
    above = _MARK.sub("", lines[at - 1].text) if at else ""
    cells = [cell.strip() for cell in above.split("|") if cell.strip()]
    return cells[0] if len(cells) == 1 and len(cells[0]) < 60 else ""


# -- rows whose cells are parted -----------------------------------------------------------------


def _ruled(
    lines: Sequence[_Line],
    at: int,
    info: DocumentInfo,
    title: str,
    cells_of: Callable[[_Line], list[Cell] | None],
) -> tuple[Table, int] | None:
    first = at
    heads: list[list[Cell]] = []
    found: Head | None = None
    while at < len(lines) and len(heads) < _MOST_HEADS:
        cells = cells_of(lines[at])
        if cells is None or (found and not _is_head_row(cells, found)):
            break
        if not _RULE.fullmatch(lines[at].text):
            heads.append(cells)
            merged = head(_merged(heads), info, title)
            if merged is None and found is None and len(heads) > 1:
                return None
            found = merged or found
        at += 1
    if found is None:
        return None
    half = _folded(heads)
    found = (head(half, info, title) or found) if half else found
    rows: list[tuple[Cell | None, ...]] = []
    while at < len(lines) and (cells := cells_of(lines[at])) is not None:
        if not _RULE.fullmatch(lines[at].text) and not _repeats(cells, heads):
            if _may_head(lines[at].text) and head([cell.text for cell in cells], info):
                break  # another table, with nothing between the two
            width = len(half) or len(cells)
            parts = (cells[x : x + width] for x in range(0, len(cells), width))
            rows += [_under(part, len(found.columns)) for part in parts]
        at += 1
    span = lines[first].start, lines[at - 1].end
    return Table(found, tuple(rows), span), at


def _piped(line: _Line) -> list[Cell] | None:
    if not line.text.startswith("|"):
        return None
    return _parted(line, "|", 1, len(line.text) - line.text.endswith("|"))


def _tabbed(line: _Line) -> list[Cell] | None:
    return _parted(line, "\t", 0, len(line.text)) if "\t" in line.text else None


def _parted(line: _Line, mark: str, start: int, end: int) -> list[Cell]:
    made: list[Cell] = []
    while start <= end:
        stop = line.text.find(mark, start, end)
        stop = end if stop < 0 else stop
        made.append(_cell(line, start, stop))
        start = stop + 1
    return made


def _cell(line: _Line, start: int, end: int) -> Cell:
    """A cell without white space and markup at its ends; markup inside it becomes blank."""
    text = _MARK.sub(lambda mark: " " * len(mark[0]), line.text[start:end])
    bare = text.strip()
    begin = line.start + start + (text.find(bare) if bare else 0)
    return Cell(bare, begin, begin + len(bare))


def _is_head_row(cells: Sequence[Cell], found: Head) -> bool:
    """Whether a row under the head belongs to it: it heads columns, and names no indicator."""
    at = found.first("indicator")
    named = at is not None and at < len(cells) and cells[at].text
    filled = [cell.text for cell in cells if cell.text]
    return not named and bool(filled) and all(column(text) is not None for text in filled)


def _merged(heads: Sequence[Sequence[Cell]]) -> list[str]:
    """The heads of each column, one over the other; an upper one reaches over the empty ones."""
    width = max(map(len, heads))
    made = [""] * width
    for depth, row in enumerate(heads):
        last = ""
        for at in range(width):
            text = row[at].text if at < len(row) else ""
            below = any(at < len(r) and r[at].text for r in heads[depth + 1 :])
            last = text or (last if below else "")
            made[at] += last
    return made


def _folded(heads: Sequence[Sequence[Cell]]) -> list[str]:
    """The left half of a head whose right half is the same: 行业 | 增长 | 行业 | 增长."""
    texts = [cell.text for cell in heads[0]] if len(heads) == 1 else []
    half = len(texts) // 2
    return texts[:half] if half > 1 and texts[:half] == texts[half:] else []


def _repeats(cells: Sequence[Cell], heads: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row is the head again, as on each page of a PDF."""
    texts = [cell.text for cell in cells]
    return any(texts == [cell.text for cell in row] for row in heads)


def _under(cells: Sequence[Cell], width: int) -> tuple[Cell | None, ...]:
    made = [cell if cell.text else None for cell in cells[:width]]
    return (*made, *[None] * (width - len(made)))


# -- rows flattened to a line --------------------------------------------------------------------


def _in_lines(
    lines: Sequence[_Line], at: int, info: DocumentInfo, title: str
) -> tuple[Table, int] | None:
    found = head([cell.text for cell in _tokens(lines[at])], info, title)
    if found is None or len(found.figures) < 1 or len(found.columns) < 3:
        return None
    first, end = at, at + 1
    rows: list[tuple[Cell | None, ...]] = []
    misses = 0
    at += 1
    while at < len(lines) and misses <= _MISSES and not _STOP.search(lines[at].text):
        row = _row(_tokens(lines[at]), found)
        if row is not None:
            rows.append(row)
            end, misses = at + 1, 0
        else:
            misses += 1
        at += 1
    span = lines[first].start, lines[end - 1].end
    return (Table(found, tuple(rows), span), end) if rows else None


def _tokens(line: _Line) -> list[Cell]:
    """The words of a line; brackets hold theirs together, and 年 its year: 增速( % ), 2020 年."""
    made: list[Cell] = []
    for match in _TOKEN.finditer(line.text):
        start, end = match.span()
        last = made[-1] if made else None
        if last is not None and _goes_on(last.text, match[0]):
            begin = last.start - line.start
            made[-1] = Cell(line.text[begin:end], last.start, line.start + end)
        else:
            made.append(Cell(match[0], line.start + start, line.start + end))
    return made


def _goes_on(last: str, word: str) -> bool:
    """Whether a word belongs to the one before: 2020 年, 增速( % ); but not 2020年 年均增长."""
    folded = fold(last)
    if folded.count("(") > folded.count(")") or word[0] in "(（" or word in ("%", "％"):
        return True
    return word[0] == "年" and last[-4:].isdecimal()


def _row(cells: list[Cell], found: Head) -> tuple[Cell | None, ...] | None:
    """The cells of a flattened row, read from its end: its name may be several words."""
    made: list[Cell | None] = [None] * len(found.columns)
    left = list(cells)
    binding = found.first("binding")
    if binding is not None and left and _BINDING.fullmatch(left[-1].text):
        made[binding] = left.pop()
    figures = found.figures
    if len(left) <= len(figures):
        return None
    for at in reversed(figures):
        if not _VALUE.fullmatch(fold(left[-1].text)):
            return None
        made[at] = left.pop()
    unit = found.first("unit")
    if unit is not None and len(left) > 1:
        made[unit] = left.pop()
    name = found.first("indicator")
    if name is None or not left:
        return None
    serial = [at for at, cell in enumerate(left) if cell.text.rstrip(".、").isdecimal()]
    words = left[serial[-1] + 1 :] if serial else left[-1:]
    # A figure left over means that the head has lost a column, as where a line was cut.
    if not words or len(words[-1].text) > _NAME or any(_LEFT.search(w.text) for w in left):
        return None
    start, end = words[0].start, words[-1].end
    made[name] = Cell(" ".join(word.text for word in words), start, end)
    return tuple(made)


# -- cells flattened to a line each --------------------------------------------------------------


def _in_cells(
    lines: Sequence[_Line], at: int, info: DocumentInfo, title: str
) -> tuple[Table, int] | None:
    first = at
    names: list[str] = []
    opens = column(lines[at].text)
    if opens is None or opens.kind not in ("category", "serial", "indicator"):
        return None
    while at < len(lines) and len(names) < 12 and column(lines[at].text) is not None:
        names.append(lines[at].text)
        at += 1
    found = head(names, info, title) if len(names) > 2 else None
    # 项目名称, 项目投资, 完成 is the head of a list of works, cut into its cells.
    if found is None or not any(c.kind in _TELLING for c in found.columns):
        return None
    rows: list[tuple[Cell | None, ...]] = []
    end = at
    while (taken := _stack(lines, at, found)) is not None:
        row, at = taken
        rows.append(row)
        end = at
    span = lines[first].start, lines[end - 1].end
    return (Table(found, tuple(rows), span), end) if rows else None


def _stack(
    lines: Sequence[_Line], at: int, found: Head
) -> tuple[tuple[Cell | None, ...], int] | None:
    """One row whose cells stand below each other: names, then figures, then what binds."""
    names: list[Cell] = []
    while at < len(lines) and len(names) < 5:
        text = lines[at].text
        if names and not names[-1].text.isdecimal() and _VALUE.fullmatch(fold(text)):
            break
        if len(text) > _NAME or _STOP.search(text):
            return None
        names.append(Cell(text, lines[at].start, lines[at].end))
        at += 1
    made: list[Cell | None] = [None] * len(found.columns)
    unit, name = found.first("unit"), found.first("indicator")
    if unit is not None and len(names) > 1:
        made[unit] = names.pop()
    if name is None or not names:
        return None
    # 全社会研发经费投入 + 增长（%）: a bracket begins no name
    first = len(names) - 1
    while first and names[first].text[0] in "(（":
        first -= 1
    made[name] = Cell("".join(c.text for c in names[first:]), names[first].start, names[-1].end)
    for column_at in found.figures:
        if at >= len(lines) or not _VALUE.fullmatch(fold(lines[at].text)):
            return None
        made[column_at] = Cell(lines[at].text, lines[at].start, lines[at].end)
        at += 1
    binding = found.first("binding")
    if binding is not None and at < len(lines) and _BINDING.fullmatch(lines[at].text):
        made[binding] = Cell(lines[at].text, lines[at].start, lines[at].end)
        at += 1
    return tuple(made), at


__all__ = ["Cell", "Column", "Table", "tables"]
