"""The same work in several processes: outcomes in the order of the inputs, and in bounded memory.

    with_processes([Input("a.txt"), Input("b.txt"), …], work, 2)
    → Done("a.txt", …), Done("b.txt", …), …

Only so many inputs are under way at a time, so that the outcomes that wait for their turn stay few.
A process that dies (out of memory, killed) costs the input that it was working on and no other.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from govreport.batch.run import Failed, Outcome, attempt
from govreport.read import Input

T = TypeVar("T")

_AHEAD = 4
"""Inputs under way for each process: enough that none waits for the slowest."""


def with_processes(
    inputs: Iterable[Input], work: Callable[[Input], T], jobs: int
) -> Iterator[Outcome[T]]:
    """As ``run``, on ``jobs`` processes. ``work`` and its outcomes are pickled."""
    waiting = iter(inputs)
    pool = _pool(jobs)
    pending: deque[tuple[Input, Future[Outcome[T]]]] = deque()
    try:
        while True:
            for item in islice(waiting, jobs * _AHEAD - len(pending)):
                pending.append((item, pool.submit(attempt, item, work)))
            if not pending:
                return
            item, future = pending.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                # One of those under way ended its process, and with it the pool. Whether it was
                # this one is found out by giving it a process of its own; the others begin again.
                pool.shutdown(wait=False, cancel_futures=True)
                yield _alone(item, work)
                pool = _pool(jobs)
                pending = deque((item, pool.submit(attempt, item, work)) for item, _ in pending)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(item: Input, work: Callable[[Input], T]) -> Outcome[T]:
    with _pool(1) as pool:
        try:
            return pool.submit(attempt, item, work).result()
        except BrokenProcessPool:
            return Failed(
                item.source,
                "ended the process that worked on it",
                "it may need more memory than there is; split it",
            )


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Not by fork: the progress bar runs a thread, and a fork in the middle of it can hang.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_ctrl_c)


def _ignore_ctrl_c() -> None:
    """Ctrl-C reaches every process of a terminal; it is for the first of them to stop the run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
