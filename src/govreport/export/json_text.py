"""Values, rows and records as JSON text, with numbers exactly as printed.

    {"value": Decimal("1.65"), "wording": ("力争",)} → {"value": 1.65, "wording": ["力争"]}

The standard encoder knows no exact decimals, and a folder of reports has millions of values: what
is written most, one dataclass over and over, has a function that is made for its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from json.encoder import encode_basestring
from typing import Any

from govreport.export.columns import Column, columns_of

Value = str | int | Decimal | None | tuple[str, ...] | tuple[int, ...] | dict[str, str]


@lru_cache(2**16)
def plain_number(number: Decimal) -> str:
    """A decimal without exponent and without empty decimals.

    >>> plain_number(Decimal("1.650")), plain_number(Decimal("1E+4")), plain_number(Decimal("-0.0"))
    ('1.65', '10000', '0')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def json_value(value: Value) -> str:
    """One value as JSON text.

    >>> json_value(("力争", "左右")), json_value(Decimal("5.50")), json_value(None)
    ('["力争", "左右"]', '5.5', 'null')
    """
    return _JSON.get(type(value), str)(value)


def json_line(row: Mapping[str, Value]) -> str:
    """A row as one JSON object, on one line."""
    cells = [_json_key(key) + _JSON.get(type(cell), str)(cell) for key, cell in row.items()]
    return "{" + ", ".join(cells) + "}"


@cache
def _json_key(key: str) -> str:
    return f"{encode_basestring(key)}: "


_JSON: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    str: encode_basestring,
    Decimal: plain_number,
    tuple: lambda items: f"[{', '.join(map(json_value, items))}]",
    dict: json_line,
}


def json_writer(model: type[Any]) -> Callable[[Any], str]:
    """A function that writes an object of a dataclass as ``json_line`` would its fields.

    It is one formatted string over all fields, as it would be written by hand:
    ``f'{{"id": {text(o.id)}, "value": {any(o.value)}, …}}'``.
    """
    if model not in _WRITERS:
        parts = [f"{_json_key(each.name)}{{{_expression(each)}}}" for each in columns_of(model)]
        code = "lambda o: f'{{" + ", ".join(parts) + "}}'"
        _WRITERS[model] = eval(code, {"text": encode_basestring, "any": _any, "choice": _choice})
    return _WRITERS[model]


_WRITERS: dict[type[Any], Callable[[Any], str]] = {}


def _expression(column: Column) -> str:
    """What writes one field."""
    value = f"o.{column.name}"
    if column.kind == "integer" and not column.empty:
        return value
    if column.choices:
        return f"choice({value})"
    if column.kind == "text":
        written = f"text({value})"
        return f'{written} if {value} is not None else "null"' if column.empty else written
    return f"any({value})"


# Headings, figures and the few words of a wording come again and again.
_any = lru_cache(2**14)(json_value)
_choice = cache(json_value)
