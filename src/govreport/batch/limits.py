"""What one input may use of time and memory, and what happens in a process that works on inputs.

Limits(seconds=300, megabytes=2048)
→ an input that takes longer, or needs more, is an error; the others go on
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one input. A report takes a tenth of a second and some megabytes; a bomb takes all."""

    seconds: float = 300.0
    megabytes: int = 2048


def settle(limits: Limits) -> None:
    """Make this process one that works on inputs: within limits, and never left behind."""
    # Ctrl-C reaches every process of a terminal; it is for the first of them to stop the run.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000)
    if sys.platform != "win32":
        # A group of its own, so that what it starts (a reader of PDF) can be stopped with it.
        os.setpgrp()
        _limit_memory(limits.megabytes)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _limit_memory(megabytes: int) -> None:
    """More than this is refused by the system, and Python says MemoryError."""
    import resource

    most = megabytes * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    # macOS knows the limit and does not keep it.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _end_with_parent() -> None:
    """When the process that gives the work is killed, whatever is being worked on is for nobody."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
