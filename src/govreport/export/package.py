"""A CSV file → the ``datapackage.json`` beside it, which says what its columns are (Frictionless).

    records.csv → {"profile": "tabular-data-package", "resources": [{"path": "records.csv", …}]}

R, Python and the catalogues of open data read the pair as one typed table.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from govreport import __version__
from govreport.export.columns import Column, Kind
from govreport.export.rows import Listing
from govreport.export.sink import opened

NAME = "datapackage.json"
_TYPES: dict[Kind, str] = {"integer": "integer", "number": "number"}
_KEYS = {"records": ["source", "id"], "info": ["source"]}


def write_package(path: str, listing: Listing, *, mark: bool) -> str:
    """Describe the CSV file at ``path``; ``mark`` where it begins with a byte order mark.

    Returns the name of the file that says so. Raises OutputError.
    """
    beside = os.path.join(os.path.dirname(path), NAME)
    with opened(beside) as write:
        write(json.dumps(_package(path, listing, mark), ensure_ascii=False, indent=2) + "\n")
    return beside


def _package(path: str, listing: Listing, mark: bool) -> dict[str, Any]:
    size, digest = _measured(path)
    return {
        "profile": "tabular-data-package",
        "name": "govreport-" + listing.name,
        "title": f"{listing.name.capitalize()} of Chinese government work reports",
        "contributors": [{"title": f"govreport {__version__}", "role": "wrangler"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": listing.name,
                "path": os.path.basename(path),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig" if mark else "utf-8",
                "bytes": size,
                "hash": f"sha256:{digest}",
                "schema": {
                    "fields": [_field(column) for column in listing.table],
                    "missingValues": [""],
                    "primaryKey": _KEYS.get(listing.name, []),
                },
            }
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.kind, "string")}
    if column.description:
        field["description"] = column.description
    constraints: dict[str, Any] = {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    # Of a list or a text that is never null, but may be empty, the cell is empty all the same.
    if not column.empty and (column.choices or column.kind in _TYPES):
        constraints["required"] = True
    if constraints:
        field["constraints"] = constraints
    return field


def _measured(path: str) -> tuple[int, str]:
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return os.path.getsize(path), digest
