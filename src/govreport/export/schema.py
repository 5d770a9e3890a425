"""The JSON Schema of a record, made from the one definition of it in ``models.py``.

    Record.value: Decimal | None, "As written, …"
    → "value": {"anyOf": [{"type": "number"}, {"type": "null"}], "description": "As written, …"}

This is the only module that imports pydantic.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from govreport.export.columns import descriptions
from govreport.models import Record


def record_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of ``govreport extract``. All fields are always present."""
    made = TypeAdapter(Record).json_schema(schema_generator=_Plain)
    said = descriptions(Record)
    properties = {
        name: {"description": said[name], **_without_default(made["properties"][name])}
        for name in said
    }
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "Record",
        "description": "One quantity that a report states about one thing.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


class _Plain(GenerateJsonSchema):
    """Numbers as numbers, and no titles that only repeat a field's name."""

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        return {"type": "number"}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _without_default(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "default"}
