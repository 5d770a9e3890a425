"""The columns of a listing with their types, made from the dataclass that defines its rows.

    Record.value: Decimal | None  "As written, …"
    → Column("value", "number", description="As written, …")

Files with typed columns (Parquet, SQLite, Stata …) are made from these, and so is what describes a
CSV file.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from govreport.models import DocumentInfo, Heading, Record

Kind = Literal["text", "integer", "number", "texts", "integers", "mapping"]
"""What a cell holds: one value, a list of them, or names with a text each."""

_KINDS: dict[object, Kind] = {str: "text", int: "integer", float: "number", Decimal: "number"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``choices`` are all the values there can be, where there is a list of them."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    empty: bool = True
    """Whether a cell can be null."""
    description: str = ""


def columns_of(model: type[Any]) -> tuple[Column, ...]:
    """A column for each field of a dataclass, in order."""
    hints, said = get_type_hints(model), descriptions(model)
    return tuple(
        _column(field.name, hints[field.name], said.get(field.name, "")) for field in fields(model)
    )


def _column(name: str, hint: object, description: str) -> Column:
    empty = False
    if get_origin(hint) in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        empty = len(parts) < len(get_args(hint))
        (hint,) = parts
    if get_origin(hint) is Literal:
        return Column(name, "text", get_args(hint), empty, description)
    if get_origin(hint) is tuple:
        kind: Kind = {str: "texts", int: "integers"}.get(get_args(hint)[0], "mapping")  # type: ignore[assignment]
        return Column(name, kind, (), empty, description)
    return Column(name, _KINDS[hint], (), empty, description)


def descriptions(model: type[Any]) -> dict[str, str]:
    """What each field means: the line under it in the source of the dataclass, as plain text."""
    (body,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            assert isinstance(field.target, ast.Name) and isinstance(text.value, ast.Constant)
            found[field.target.id] = str(text.value.value).replace("``", "")
    return found


def plain(names: Iterable[str]) -> tuple[Column, ...]:
    """Columns of which nothing is known but their names: text."""
    return tuple(Column(name, "text") for name in names)


_SOURCE = Column("source", "text", empty=False, description="The path as given.")


@cache
def record_columns() -> tuple[Column, ...]:
    return columns_of(Record)


@cache
def heading_columns() -> tuple[Column, ...]:
    found = {column.name: column for column in columns_of(Heading)}
    names = ("number", "title", "level", "role", "start", "end", "parent")
    return (_SOURCE, *(found[name] for name in names))


@cache
def info_columns() -> tuple[Column, ...]:
    return (
        _SOURCE,
        *columns_of(DocumentInfo),
        Column("encoding", "text", description="The codec that decoded the bytes."),
        Column("sha256", "text", description="Of the bytes, in hex."),
        Column("characters", "integer", description="Of the body, without what was dropped."),
        Column("headings", "integer", description="How many there are."),
    )
