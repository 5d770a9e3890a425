"""What a run was made of and what became of it, as JSON: the ``run.json`` beside its output.

    {"govreport": "0.1.0", "rules": "5be1…", "format": "jsonl", "options": {…}, "shard": null,
     "output": {"name": "records.jsonl", "bytes": 72619766, "sha256": "9f86…"},
     "counts": {"inputs": 2, "read": 1, "failed": 1, "target": 40, "result": 71, "other": 7},
     "inputs": [
       {"source": "a.txt", "sha256": "9f86…", "outcome": "done", "encoding": "utf-8", …},
       {"source": "b.txt", "sha256": "e3b0…", "outcome": "failed", "what": "is empty", …}
     ]}

The same run gives the same bytes: there is no time in it, nor how many processes there were.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from govreport import __version__
from govreport.batch.job import Job, Made
from govreport.batch.run import Failed, Outcome
from govreport.batch.shard import Shard
from govreport.export.sink import opened
from govreport.read import Input, ReadError
from govreport.remote import is_url

ENDING = ".run.json"
_RULES = {".py", ".toml", ".csv"}

Head = dict[str, Any]


@cache
def rules_hash() -> str:
    """Of all that decides what is extracted: code, lexicon, tables of regions."""
    root = Path(str(files("govreport")))
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in _RULES):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def head_of(job: Job, target: str, *, excel: bool, shard: Shard | None) -> Head:
    """All that decides which bytes an input leaves in the output, but for the input."""
    chosen = job.selection
    return {
        "govreport": __version__,
        "rules": rules_hash(),
        "format": target,
        "options": {
            "region": job.options.region,
            "year": job.options.year,
            "encoding": job.encoding,
            "excel": excel,
            "status": sorted(chosen.status) if chosen else [],
            "role": sorted(chosen.role) if chosen else [],
            "indicator": sorted(chosen.indicator) if chosen else [],
            "action": sorted(chosen.action) if chosen else [],
        },
        "shard": str(shard) if shard else None,
    }


def entry_of(outcome: Outcome[Made], item: Input) -> dict[str, Any]:
    """What is told of one input, in the manifest and in the journal."""
    if isinstance(outcome, Failed):
        return {
            "source": outcome.source,
            "sha256": content_hash(item),
            "outcome": "failed",
            "what": outcome.what,
            "hint": outcome.hint,
        }
    made = outcome.value
    return {
        "source": outcome.source,
        "sha256": made.sha256,
        "outcome": "done",
        "encoding": made.encoding,
        "records": dict(sorted(made.statuses.items())),
        "notes": list(outcome.notes),
    }


def content_hash(item: Input) -> str | None:
    """Of the bytes of an input; None where they cannot be had."""
    try:
        return hashlib.sha256(item.read()).hexdigest()
    except ReadError:
        return None


def write_manifest(
    path: str, head: Head, output: Mapping[str, Any] | None, entries: Iterable[Mapping[str, Any]]
) -> None:
    """Write it, an input a line. Raises OutputError."""
    counts: Counter[str] = Counter()
    with opened(path) as write:
        write(json.dumps({**head, "output": output}, ensure_ascii=False)[:-1])
        write(', "inputs": [')
        separator = "\n"
        for entry in entries:
            counts["inputs"] += 1
            counts["read" if entry["outcome"] == "done" else "failed"] += 1
            counts.update(entry.get("records", {}))
            told = {key: value for key, value in entry.items() if key not in ("size", "crc")}
            write(separator + json.dumps(told, ensure_ascii=False))
            separator = ",\n"
        names = ("inputs", "read", "failed", "target", "result", "other")
        write('\n], "counts": ' + json.dumps({name: counts[name] for name in names}) + "}\n")


def file_facts(path: str) -> dict[str, Any] | None:
    """Of an output: its name and what is in it. None where it is not a file of this machine."""
    if is_url(path):
        return {"name": path}
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": os.path.basename(path), "bytes": os.path.getsize(path), "sha256": digest}
