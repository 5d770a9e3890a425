"""The JSON Schema of a record, made from the one definition of it in ``models.py``.

    Record.value: Decimal | None, "As written, …"
    → "value": {"anyOf": [{"type": "number"}, {"type": "null"}], "description": "As written, …"}

This is the only module that imports pydantic.
"""

from __future__ import annotations

import ast
import inspect
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from govreport.models import Record


def record_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of ``govreport extract``. All fields are always present."""
    made = TypeAdapter(Record).json_schema(schema_generator=_Plain)
    descriptions = field_descriptions()
    properties = {
        name: {"description": descriptions[name], **_without_default(made["properties"][name])}
        for name in descriptions
    }
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "Record",
        "description": "One quantity that a report states about one thing.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def field_descriptions() -> dict[str, str]:
    """What each field of a record means: the line under it in ``models.py``, as plain text."""
    (body,) = ast.parse(inspect.getsource(Record)).body
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            assert isinstance(field.target, ast.Name) and isinstance(text.value, ast.Constant)
            found[field.target.id] = str(text.value.value).replace("``", "")
    return found


class _Plain(GenerateJsonSchema):
    """Numbers as numbers, and no titles that only repeat a field's name."""

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        return {"type": "number"}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _without_default(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "default"}
