"""Paths on standard input → their records as JSON lines, by the checkout that PYTHONPATH names.

    PYTHONPATH=../old/src python benchmarks/emit.py < paths.txt
    {"file": "a.txt", "records": [{"text": "7700亩", ...}]}

Run by ``scores.py --against`` once for each of two checkouts; it imports as little as it can, so
that it runs with an older one too. The first line says which package it was.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import govreport
from govreport.pipeline import process
from govreport.read import read_bytes


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps({"package": str(Path(govreport.__file__).resolve())}))
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        report = process(read_bytes(path.read_bytes(), path.name))
        records = [dataclasses.asdict(record) for record in report.records]
        row = {"file": str(path), "records": records}
        print(json.dumps(row, ensure_ascii=False, default=float))


if __name__ == "__main__":
    main()
