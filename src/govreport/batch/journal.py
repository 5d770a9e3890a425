"""What a run has done so far, in a file beside its output, so that another run can go on with it.

    records.jsonl.unfinished:
    {"govreport": "0.1.0", "rules": "5be1…", "format": "jsonl", "options": {…}}
    {"source": "a.txt", "sha256": "9f86…", "outcome": "done", …, "size": 51234, "crc": 907060870}
    …the 51234 bytes that a.txt leaves in the output…
    {"source": "b.txt", "outcome": "failed", "what": "is empty", …, "size": 0, "crc": 0}

Each entry is written in one go behind the others, and read again only where it is whole: a run that
is killed in the middle of one loses that one. While a run is under way, no other can have the file.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import FileIO
from typing import Any, BinaryIO

from govreport.export.sink import OutputError, failures

Entry = dict[str, Any]

ENDING = ".unfinished"


@dataclass(frozen=True, slots=True)
class Found:
    """Where the entry of an input is, and of which bytes it was made."""

    offset: int
    sha256: str | None


class Journal:
    """The journal of an output. ``known`` are the inputs that an earlier run has done."""

    def __init__(self, path: str, output: str, head: Mapping[str, Any], *, go_on: bool) -> None:
        """Open it, and read it where it is to ``go_on``. Raises OutputError."""
        self.path = path
        self.known: dict[str, Found] = {}
        self.discarded = False
        """Whether there was a journal that was of no use."""
        self._output = output
        with failures(output):
            file = _locked(path)
            if file is None:
                raise OutputError(f"{output} cannot be written: another run is writing it")
            self._file = file
            first = (json.dumps(head, ensure_ascii=False) + "\n").encode()
            self._end = len(first)
            size = os.path.getsize(path)
            with open(path, "rb") as reader:
                known = go_on and reader.readline() == first
                if known:
                    self._read(reader)
            self.discarded = size > 0 and not known
            self._file.truncate(self._end if known else 0)
            if not known:
                self._write(0, first)
            # Only now: what it holds of the file must not be of before.
            self._reader = open(path, "rb")  # noqa: SIM115

    def _read(self, reader: BinaryIO) -> None:
        """Find the entries that are whole; what follows the last of them is cut off."""
        while (entry := _next(reader)) is not None:
            if entry["outcome"] == "done":
                self.known[entry["source"]] = Found(self._end, entry["sha256"])
            self._end = reader.tell()

    def add(self, entry: Mapping[str, Any], share: bytes) -> int:
        """Keep what became of an input; the offset is where it can be found. Raises OutputError."""
        told = {**entry, "size": len(share), "crc": zlib.crc32(share)}
        data = b"".join((json.dumps(told, ensure_ascii=False).encode(), b"\n", share, b"\n"))
        offset = self._end
        with failures(self._output):
            self._write(offset, data)
        self._end += len(data)
        return offset

    def _write(self, offset: int, data: bytes) -> None:
        self._file.seek(offset)
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]

    def entry(self, offset: int) -> Entry:
        self._reader.seek(offset)
        entry: Entry = json.loads(self._reader.readline())
        return entry

    def share(self, offset: int) -> bytes:
        size: int = self.entry(offset)["size"]
        return self._reader.read(size)

    def close(self, *, remove: bool) -> None:
        """Let it go; it is removed where it is of no more use."""
        self._reader.close()
        if remove and os.name != "nt":
            # While it is locked: the next run must not find it between the two.
            os.unlink(self.path)
        self._file.close()
        if remove and os.name == "nt":
            os.unlink(self.path)


def _next(reader: BinaryIO) -> Entry | None:
    """The entry that follows, where it is whole."""
    try:
        entry: Entry = json.loads(reader.readline())
        share = reader.read(entry["size"])
    except (ValueError, KeyError, TypeError):
        return None
    whole = len(share) == entry["size"] and zlib.crc32(share) == entry["crc"]
    return entry if whole and reader.read(1) == b"\n" else None


def _locked(path: str) -> FileIO | None:
    """The file, for this process alone; None where another has it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        file = FileIO(handle, "r+")
        if not _lock(file):
            file.close()
            return None
        try:
            if os.path.samestat(os.stat(path), os.fstat(handle)):
                return file
        except FileNotFoundError:
            pass
        # The run that had it has removed it meanwhile.
        file.close()


def _lock(file: FileIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(2**62)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass  # a file system without locks
    return True
