"""A table with a report in each row (xlsx, csv, tsv, JSON Lines) → its reports, one at a time.

    省份,年份,标题,正文                   → DataSet(fields={"text": 3, "title": 2, …})
    河北,2024,政府工作报告,"各位代表：…"   → "---\\ntitle: 政府工作报告\\n…---\\n各位代表：…"

The columns are known by their names (``lexicon/columns.toml``); a table without one that may hold
the reports is no data set. What the row says of its report comes before it as front matter. Rows
are read one after the other, so a data set may be larger than memory.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO

from govreport.lexicon import load
from govreport.read.decode import decode
from govreport.read.errors import ReadError
from govreport.read.front import front_matter
from govreport.read.sheet import sheets

_SAMPLE = 2**18
_LONGEST_FIELD = 2**26
_HEADER = 5
"""The names of the columns stand in one of the first rows."""
_LONG = 500
"""A column of cells longer than this holds the reports, whatever it is called."""
_OWN = frozenset(("indicator", "sentence", "measure"))
"""Columns of what govreport itself writes."""

_SHOWN = 30
_SEEN = 12
"""So many columns are told, so many characters of each."""

FIELDS = (
    "text", "title", "year", "province", "city", "county", "region", "code", "url", "published",
    "site",
)  # fmt: skip
Columns = tuple[tuple[str, str], ...]
"""Fields, and the names of the columns that fill them."""
Opener = Callable[[], IO[bytes]]
Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class DataSet:
    """Where its columns are, and a way to its rows."""

    fields: Mapping[str, int]
    """The column of each field, from 0."""
    header: int
    """The number of the row with their names; 0 where each row names its own."""
    rows: Callable[[], Iterator[Record]]
    """The rows from the first on, each with its number."""

    def reports(self) -> Iterator[tuple[int, str]]:
        """The number of each row below the header, and its report; "" where it has none."""
        for number, cells in self.rows():
            if number > self.header:
                yield number, self._report(cells)

    def _report(self, cells: list[str]) -> str:
        said = {field: cells[at].strip() for field, at in self.fields.items() if at < len(cells)}
        text = said.get("text", "")
        if not text:
            return ""
        places = "".join(said.get(level, "") for level in ("province", "city", "county"))
        return front_matter(
            (
                ("title", said.get("title", "")),
                ("year", said.get("year", "")),
                ("region", said.get("region", "") or places),
                ("region_code", said.get("code", "")),
                ("PubDate", said.get("published", "")),
                ("url", said.get("url", "")),
                ("来源", said.get("site", "")),
            )
        ) + _unescaped(text)


class NoColumns(ReadError):
    """A table of which it cannot be told in which column its reports stand."""

    def __init__(self, source: str, names: Sequence[str], wanted: str = "", long: bool = True):
        seen = ", ".join(f"{name[:_SHOWN]}" for name in names[:_SEEN] if name)
        more = ", …" if len(names) > _SEEN else ""
        what = (
            f"has no column {wanted}"
            if wanted
            else "is a table without a column that is known to hold reports"
        )
        super().__init__(
            source,
            f"{what}; its columns are: {seen}{more}",
            "name it: --column text=NAME" + ("" if long else "; give indicators as XLSX"),
        )
        self.long = long
        """Whether a column holds texts as long as reports."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table of reports is, and what the user says of its columns."""

    kind: str
    opened: Opener
    source: str
    columns: Columns = ()


def data_set(kind: str, opened: Opener, source: str, columns: Columns = ()) -> DataSet | None:
    """The data set in a file of kind "xlsx" or "text"; None if it is none.

    Raises ReadError; NoColumns where it is a table, and the column of its reports cannot be told.
    """
    place = Place(kind, opened, source, columns)
    if kind == "xlsx":
        return _of_workbook(place)
    with opened() as file:
        sample = file.read(_SAMPLE)
    try:
        decoded = decode(sample, source)
    except ReadError:
        return None
    head = decoded.text.lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        return _of_json_lines(place, decoded.encoding, head)
    return _of_csv(place, decoded.encoding, head)


def columns(
    names: list[str], samples: list[list[str]], named: Columns = ()
) -> dict[str, int] | None:
    """The column of each field; None if the names are not those of a data set of reports.

    ``named`` are those that the user has named; a name that is none of ``names`` is passed over.
    """
    known = _known()
    keys = [_key(name) for name in names]
    if is_own(names):
        return None
    found = {field: keys.index(_key(name)) for field, name in named if _key(name) in keys}
    texts = [at for at, key in enumerate(keys) if known.get(key) == "text"]
    if "text" in found:
        texts = [found["text"]]
    for at, key in enumerate(keys):
        if field := known.get(key):
            found.setdefault(field, at)
    lengths = {
        at: max((len(row[at]) for row in samples if at < len(row)), default=0)
        for at in range(len(names))
    }
    longest = max(lengths, key=lambda at: lengths[at], default=None)
    if texts:
        found["text"] = max(texts, key=lambda at: lengths[at])
    elif found and longest is not None and lengths[longest] >= _LONG:
        found["text"] = longest
    # One column named 内容 is no data set: something must say whose report it is, or of when.
    return found if "text" in found and (len(found) > 1 or named) else None


def is_own(names: Sequence[str]) -> bool:
    """Whether columns are those of what govreport itself writes."""
    return _OWN.issubset(map(_key, names))


def _unknown(place: Place, names: list[str], rows: list[list[str]]) -> None:
    """Raise NoColumns where a table may hold reports: it is one, and govreport did not write it."""
    if is_own(names):
        return
    keys = [_key(name) for name in names]
    lacking = next((name for _, name in place.columns if _key(name) not in keys), "")
    long = any(len(cell) >= _LONG for row in rows for cell in row)
    if lacking or long or _is_table(names, rows):
        raise NoColumns(place.source, names, lacking, long)


def _is_table(names: list[str], rows: list[list[str]]) -> bool:
    """Whether rows have the cells of a head, none of whose names is as long as a sentence."""
    whole = [row for row in rows if row]
    return (
        len(names) > 1
        and all(len(name) <= _SHOWN for name in names)
        and bool(whole)
        and all(len(row) == len(names) for row in whole)
    )


@cache
def _known() -> dict[str, str]:
    return {_key(entry["surface"]): entry["field"] for entry in load("columns")["column"]}


def _key(name: str) -> str:
    return re.sub(r"[\s_\ufeff]", "", name).lower()


def _unescaped(text: str) -> str:
    """Line ends as such: some tables hold them as the two characters \\ and n."""
    return text if "\n" in text else text.replace("\\r\\n", "\n").replace("\\n", "\n")


_last: tuple[object, int, Iterator[tuple[int, str]]] | None = None


def report_at(key: object, row: int, place: Place) -> str:
    """The report in one row of the data set that ``key`` names. Raises ReadError.

    The rows are mostly asked for in order, so the place reached is kept.
    """
    global _last
    if _last is None or _last[0] != key or _last[1] >= row:
        found = data_set(place.kind, place.opened, place.source, place.columns)
        if found is None:
            raise ReadError(
                place.source, "is no longer a table of reports", "was the file changed?"
            )
        _last = (key, 0, found.reports())
    rows = _last[2]
    for number, text in rows:
        if number >= row:
            _last = (key, number, rows)
            if number == row and text:
                return text
            break
    raise ReadError(place.source, "has no text in the column of the reports", "check the row")


# -- the three kinds -----------------------------------------------------------------------------


def _of_workbook(place: Place) -> DataSet | None:
    first: list[Record] = []
    with place.opened() as file:
        for position, (_, rows) in enumerate(sheets(file, place.source)):
            head = [row for row, _ in zip(rows, range(_HEADER + 20), strict=False)]
            first = first or head
            for at, (number, names) in enumerate(head[:_HEADER]):
                samples = [cells for _, cells in head[at + 1 :]]
                if fields := columns(names, samples, place.columns):

                    def again(position: int = position) -> Iterator[Record]:
                        with place.opened() as file:
                            for at, (_, rows) in enumerate(sheets(file, place.source)):
                                if at == position:
                                    yield from rows
                                    return

                    return DataSet(fields, number, again)
    if len(first) > 1:
        _unknown(place, first[0][1], [cells for _, cells in first[1:]])
    return None


def _of_csv(place: Place, encoding: str, head: str) -> DataSet | None:
    first = head.partition("\n")[0]
    comma = max(",\t;", key=first.count)
    if not first.count(comma) or len(first) > 2_000:
        return None

    def rows() -> Iterator[Record]:
        csv.field_size_limit(_LONGEST_FIELD)
        with place.opened() as file, _characters(file, encoding) as text:
            yield from enumerate(csv.reader(text, delimiter=comma), 1)

    try:
        top = [row for row, _ in zip(rows(), range(20), strict=False)]
    except csv.Error:
        return None
    if not top:
        return None
    names, samples = top[0][1], [cells for _, cells in top[1:]]
    fields = columns(names, samples, place.columns)
    if fields is None:
        _unknown(place, names, samples)
        return None
    return DataSet(fields, 1, rows)


def _of_json_lines(place: Place, encoding: str, head: str) -> DataSet | None:
    first = _object(head.partition("\n")[0])
    if first is None:  # the first line may be longer than the sample
        names = re.findall(r'"([^"\\]{1,40})"\s*:', head)
        first = dict.fromkeys(names, "") if head.count("\n") == 0 else None
    if not first:
        return None
    names = list(first)
    samples = [[str(value) for value in first.values()]]
    fields = columns(names, samples, place.columns)
    if fields is None:
        _unknown(place, names, samples)
        return None

    def rows() -> Iterator[Record]:
        with place.opened() as file, _characters(file, encoding) as text:
            for number, line in enumerate(text, 1):
                row = _object(line)
                if row is not None:
                    yield number, ["" if row.get(n) is None else str(row[n]) for n in names]
                elif line.strip():
                    yield number, []

    return DataSet(fields, 0, rows)


def _object(line: str) -> dict[str, object] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _characters(file: IO[bytes], encoding: str) -> io.TextIOWrapper:
    codec = "utf-8-sig" if encoding.startswith("utf-8") else codecs.lookup(encoding).name
    return io.TextIOWrapper(file, codec, errors="replace", newline="")
