"""The parts of a run (``--shard 1/2``, ``--shard 2/2``) → the output of the whole run.

    merge(["1.jsonl", "2.jsonl"], target, "all.jsonl") → as if it had been one run

Parts are JSON Lines, compressed or not; what comes of them is any format of records. The manifests
beside them say whether all parts are there, whole, and made by the same rules.
"""

from __future__ import annotations

import gzip
import heapq
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from io import BufferedReader
from itertools import groupby
from operator import itemgetter
from typing import Any, BinaryIO, cast

from govreport.batch.manifest import ENDING, Head, file_facts, write_manifest
from govreport.batch.order import place
from govreport.batch.shard import Shard
from govreport.compare.given import RowError, record_of
from govreport.export.sink import encoded
from govreport.export.targets import Target, kept
from govreport.extras import require
from govreport.models import CleanText, Document, DocumentInfo, Outline
from govreport.pipeline import Report


class MergeError(Exception):
    """Parts that do not make a whole; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What was put together: inputs, and how many of them had failed; None where nobody knows."""

    inputs: int | None
    failed: int | None


def merge(
    parts: Sequence[str],
    target: Target,
    output: str | None,
    manifest: str | None = None,
    finish: Callable[[], object] | None = None,
) -> Merged:
    """Put parts together. Raises MergeError, OutputError, OutputClosed, MissingExtra."""
    told = _manifests(parts)
    with kept(target, output) as put:
        for _, lines in _in_order(parts):
            put(_share(lines, target))
    if finish:
        finish()
    if told is None:
        return Merged(None, None)
    head: Head = {key: told[0][key] for key in ("govreport", "rules", "format", "options")}
    head |= {"format": target.name, "shard": None}
    entries = sorted((e for part in told for e in part["inputs"]), key=lambda e: place(e["source"]))
    if manifest:
        write_manifest(manifest, head, file_facts(output) if output else None, entries)
    return Merged(len(entries), sum(entry["outcome"] == "failed" for entry in entries))


def _manifests(parts: Sequence[str]) -> list[dict[str, Any]] | None:
    """What the manifests say, once it is sure that they are of one run and of all of it."""
    there = [os.path.exists(part + ENDING) for part in parts]
    if not any(there):
        return None
    if not all(there):
        raise MergeError(f"{parts[there.index(False)]} has no manifest beside it; others have one")
    told = [_manifest(part) for part in parts]
    for part, one in zip(parts, told, strict=True):
        if any(one[key] != told[0][key] for key in ("rules", "format", "options")):
            raise MergeError(f"{part} was made by other rules or options than {parts[0]}")
    shards = [Shard.of(one["shard"]) if one["shard"] else None for one in told]
    counts = {shard.count for shard in shards if shard}
    if len(counts) > 1:
        raise MergeError(f"the parts are of runs in {' and '.join(map(str, sorted(counts)))} parts")
    missing = {Shard(n, count) for count in counts for n in range(1, count + 1)} - set(shards)
    if missing:
        names = ", ".join(map(str, sorted(missing, key=lambda shard: shard.number)))
        raise MergeError(f"not all parts are there: {names} {'is' if len(missing) == 1 else 'are'}")
    return told


def _manifest(part: str) -> dict[str, Any]:
    try:
        with open(part + ENDING, encoding="utf-8") as file:
            told: dict[str, Any] = json.load(file)
        facts = file_facts(part)
        same = told["output"]["sha256"] == facts["sha256"] if facts else False
        if told["format"] != "jsonl":
            raise MergeError(f"{part} is {told['format']}: parts have to be JSON Lines")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MergeError(f"the manifest of {part} cannot be read: {error}") from None
    if not same:
        raise MergeError(f"{part} is not what its manifest tells of: make it again")
    return told


Lines = list[tuple[bytes, dict[str, Any]]]


def _in_order(parts: Sequence[str]) -> Iterator[tuple[list[str], Lines]]:
    """The lines of each document, in the order of the documents."""
    with ExitStack() as stack:
        streams = [_documents(part, stack.enter_context(_opened(part))) for part in parts]
        last: list[str] | None = None
        for at, lines in heapq.merge(*streams, key=itemgetter(0)):
            if at == last:
                raise MergeError(f"{lines[0][1]['source']} is in two parts")
            yield at, lines
            last = at


def _documents(part: str, file: BinaryIO) -> Iterator[tuple[list[str], Lines]]:
    last: list[str] = []
    rows = ((line, _row(line, part)) for line in file if line.strip())
    for source, group in groupby(rows, key=lambda row: row[1]["source"]):
        at = place(source)
        if at < last:
            raise MergeError(f"{part} is not in the order in which extract writes: {source}")
        yield at, list(group)
        last = at


def _row(line: bytes, part: str) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(line, parse_float=Decimal)
        if isinstance(row["source"], str):
            return row
    except (ValueError, KeyError, TypeError):
        pass
    raise MergeError(f"{part} is no JSON Lines of records")


def _share(lines: Lines, target: Target) -> bytes:
    """What one document leaves in the output."""
    if target.name == "jsonl":
        return b"".join(line for line, _ in lines)
    try:
        records = tuple(record_of(row, number) for number, (_, row) in enumerate(lines, 1))
    except RowError as error:
        raise MergeError(str(error)) from None
    document = Document(records[0].source, "", "", "")
    report = Report(document, DocumentInfo(), CleanText((), ()), Outline((), ()), records)
    return encoded(target.render(report))


def _opened(part: str) -> BinaryIO:
    try:
        file = open(part, "rb")  # noqa: SIM115
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MergeError(f"{part} cannot be opened ({reason})") from None
    if part.lower().endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    if part.lower().endswith(".zst"):
        zstandard = require("zstandard", "zstd", "a .zst file")
        reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        return cast(BinaryIO, BufferedReader(reader, 2**20))
    return file
