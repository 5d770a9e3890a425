"""The formats by name, the endings of files that stand for them, and what they need.

"records.csv.gz" → csv     "records.dta" → dta, which needs pandas: the extra stata
"""

from __future__ import annotations

import os
from typing import Literal, get_args

TextName = Literal["jsonl", "json", "csv", "sdmx-csv"]
FileName = Literal["parquet", "arrow", "sqlite", "duckdb", "xlsx", "dta"]
TargetName = Literal[TextName, FileName]

TEXTS = get_args(TextName)
FILES = get_args(FileName)
ENDINGS: dict[str, TargetName] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
    ".xlsx": "xlsx",
    ".dta": "dta",
}
NEEDS = {
    "parquet": ("pyarrow", "arrow", "Parquet"),
    "arrow": ("pyarrow", "arrow", "Arrow"),
    "duckdb": ("duckdb", "duckdb", "DuckDB"),
    "xlsx": ("xlsxwriter", "excel", "Excel"),
    "dta": ("pandas", "stata", "Stata"),
}

COMPRESSED = (".gz", ".zst")


def named_by(path: str) -> TargetName | None:
    """The format that the name of a file stands for, whether compressed or not.

    >>> named_by("a/records.csv.gz"), named_by("records.DTA"), named_by("records")
    ('csv', 'dta', None)
    """
    return ENDINGS.get(ending_of(path))


def ending_of(path: str) -> str:
    """The ending of a file's name in small letters, before that of its compression.

    >>> ending_of("a/Records.CSV.gz")
    '.csv'
    """
    stem, ending = os.path.splitext(path.lower())
    return os.path.splitext(stem)[1] if ending in COMPRESSED else ending
