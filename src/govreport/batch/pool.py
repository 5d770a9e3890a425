"""The same work in several processes: outcomes in the order of the inputs, and in bounded memory.

    with_processes([Input("a.txt"), Input("b.txt"), …], work, 2)
    → Done("a.txt", …), Done("b.txt", …), …

Each process has a pipe of its own and one input at a time. So it is known what a process was
working on when it died (out of memory, killed), which costs that input and no other; and when this
process dies, the others find their pipes closed and end too.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from govreport.batch.run import Failed, Outcome, attempt
from govreport.read import Input

T = TypeVar("T")

_AHEAD = 8
"""Outcomes for each process that may wait for one before them: long reports stand among short."""


def with_processes(
    inputs: Iterable[Input], work: Callable[[Input], T], jobs: int
) -> Iterator[Outcome[T]]:
    """As ``run``, on ``jobs`` processes. ``work`` and its outcomes are pickled."""
    workers = [_Worker(work) for _ in range(jobs)]
    numbered = enumerate(inputs)
    made: dict[int, Outcome[T]] = {}
    turn = taken = 0
    more = True
    try:
        while True:
            for worker in workers:
                if more and worker.item is None and taken - turn < jobs * _AHEAD:
                    more = worker.take(next(numbered, None))
                    taken += more
            busy = {worker.pipe: worker for worker in workers if worker.item is not None}
            if not busy:
                return
            for pipe in wait(list(busy)):
                number, outcome = busy[pipe].give()  # type: ignore[index]
                made[number] = outcome
            while turn in made:
                yield made.pop(turn)
                turn += 1
    finally:
        for worker in workers:
            worker.stop()


def _context() -> BaseContext:
    # Not by fork: the progress bar runs a thread, and a fork in the middle of it can hang.
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


@dataclass
class _Worker(Generic[T]):
    """A process, our end of its pipe, and the input that it is working on, with its number."""

    work: Callable[[Input], T]
    item: tuple[int, Input] | None = None
    pipe: Connection[Any, Any] = field(init=False)
    process: BaseProcess = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()

    def take(self, item: tuple[int, Input] | None) -> bool:
        """Begin to work on ``item``; False where there is none."""
        self.item = item
        if item is None:
            return False
        if not self.process.is_alive():
            self.start()
        # Should it die just now, that is found out when its outcome is asked for.
        with suppress(OSError):
            self.pipe.send(item[1])
        return True

    def give(self) -> tuple[int, Outcome[T]]:
        """The outcome of what it was working on, once its pipe has something to say."""
        assert self.item is not None
        (number, item), self.item = self.item, None
        try:
            return number, self.pipe.recv()
        except (EOFError, OSError):
            self.stop()
            self.start()
            return number, Failed(
                item.source,
                "ended the process that worked on it",
                "it may need more memory than there is; split it",
            )

    def stop(self) -> None:
        self.pipe.close()
        if self.item is not None:
            self.process.terminate()
        self.process.join()


def _serve(pipe: Connection[Any, Any], work: Callable[[Input], T]) -> None:
    """Work on what comes through the pipe until it is closed."""
    # Ctrl-C reaches every process of a terminal; it is for the first of them to stop the run.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(attempt(pipe.recv(), work))
