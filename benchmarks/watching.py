"""A command → how long it and the processes that it starts took, and how much memory they held.

    watch(["govreport", "extract", "reports/", "-o", "a.jsonl"], cores=1)
    → Cost(seconds=4.1, megabytes=112.5)

Memory is the greatest sum over all of its processes, where shared pages count once (Linux).
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    seconds: float
    megabytes: float


def watch(command: Sequence[str], cores: int | None = None, cwd: str | None = None) -> Cost:
    """Run a command to its end, on so many cores. Exit codes but 0 and 3 are errors."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=partial(_pin, cores),
    )
    peak = [0.0]
    done = threading.Event()
    looker = threading.Thread(target=_look, args=(process.pid, peak, done))
    looker.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    looker.join()
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(command)}: {said.decode(errors='replace')[-2000:]}")
    return Cost(seconds, peak[0])


def available_cores() -> int:
    return len(os.sched_getaffinity(0))


def _pin(cores: int | None) -> None:
    if cores is not None:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def _look(session: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(_EVERY):
        peak[0] = max(peak[0], sum(map(_megabytes, _members(session))))


def _members(session: int) -> list[str]:
    """The processes that a command has started, and itself: those of its session."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with suppress(OSError, IndexError):
                fields = Path("/proc", entry, "stat").read_text().rsplit(")", 1)[1].split()
                if int(fields[3]) == session:
                    found.append(entry)
    return found


def _megabytes(process: str) -> float:
    with suppress(OSError):
        for line in Path("/proc", process, "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
