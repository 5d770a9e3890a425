"""The same work in several processes: outcomes in the order of the inputs, and in bounded memory.

    with_processes([Input("a.txt"), Input("b.txt"), …], work, 2)
    → Done("a.txt", …), Done("b.txt", …), …

Each process has a pipe of its own, in which a second input waits while it works on the first. So it
is known what a process was working on when it died (killed, out of memory) or went over its time,
which costs that input and no other; and when this process dies, the others end too.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from govreport.batch.limits import Limits, settle
from govreport.batch.run import Failed, Outcome, attempt
from govreport.read import Input

T = TypeVar("T")

_AHEAD = 8
"""Outcomes for each process that may wait for one before them: long reports stand among short."""

_QUEUED = 2
"""Inputs that a process has: the one it works on, and the next, so that it need not wait."""


def with_processes(
    inputs: Iterable[Input], work: Callable[[Input], T], jobs: int, limits: Limits | None = None
) -> Generator[Outcome[T], None, None]:
    """As ``run``, on ``jobs`` processes. ``work`` and its outcomes are pickled."""
    workers = [_Worker(work, limits or Limits()) for _ in range(jobs)]
    numbered = enumerate(inputs)
    made: dict[int, Outcome[T]] = {}
    turn = taken = 0
    following = next(numbered, None)
    try:
        while True:
            for _ in range(_QUEUED):
                for worker in workers:
                    if following and taken - turn < jobs * _AHEAD and worker.takes(following[1]):
                        worker.take(*following)
                        following, taken = next(numbered, None), taken + 1
            busy = {worker.pipe: worker for worker in workers if worker.queue}
            if not busy:
                return
            for pipe in wait(list(busy), _patience(busy.values())):
                for number, outcome in busy[pipe].give():  # type: ignore[index]
                    made[number] = outcome
            for worker in busy.values():
                for number, outcome in worker.give_up():
                    made[number] = outcome
            while turn in made:
                yield made.pop(turn)
                turn += 1
    finally:
        for worker in workers:
            worker.stop()


def _context() -> BaseContext:
    # Not by fork: the progress bar runs a thread, and a fork in the middle of it can hang.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # What each process would import is there before it is forked: for all of them only once.
    context.set_forkserver_preload(["govreport.batch.job"])
    return context


def _patience(busy: Iterable[_Worker[Any]]) -> float | None:
    """Seconds until the next of them is over its time."""
    ends = [worker.deadline for worker in busy if worker.deadline is not None]
    return max(0.0, min(ends) - time.monotonic()) if ends else None


@dataclass
class _Worker(Generic[T]):
    """A process, our end of its pipe, and the inputs that it has, each with its number."""

    work: Callable[[Input], T]
    limits: Limits
    queue: deque[tuple[int, Input]] = field(default_factory=deque)
    deadline: float | None = None
    """When the first of the queue is over its time; None until the process says that it works."""
    pipe: Connection[Any, Any] = field(init=False)
    process: BaseProcess = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.deadline = None
        self.process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self.work, self.limits), daemon=True
        )
        self.process.start()
        theirs.close()

    def takes(self, item: Input) -> bool:
        # What was read from standard input may be more than a pipe holds: such an input is only
        # sent where the process waits for it, or both would wait for each other.
        return len(self.queue) < (_QUEUED if item.data is None else 1)

    def take(self, number: int, item: Input) -> None:
        """Send an input."""
        self.queue.append((number, item))
        if len(self.queue) == 1 and self.deadline is not None:
            self._begin()
        # Should the process have died, that is found out when its outcome is asked for.
        with suppress(OSError):
            self.pipe.send(item)

    def give(self) -> Iterator[tuple[int, Outcome[T]]]:
        """The outcome of the first of the queue, once the pipe has something to say."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            yield self._lose(
                "ended the process that worked on it",
                "it may need more memory than there is; split it",
            )
            return
        self._begin()
        if said is not None:  # None: the process is there
            number, _ = self.queue.popleft()
            yield number, said

    def give_up(self) -> Iterator[tuple[int, Outcome[T]]]:
        """The outcome of the first of the queue, where it is over its time."""
        if self.queue and self.deadline is not None and time.monotonic() > self.deadline:
            # It may just have been in time, while this process was busy writing.
            if self.pipe.poll():
                yield from self.give()
            else:
                yield self._lose(
                    f"took longer than {self.limits.seconds:g} seconds",
                    "split it, or allow more with --timeout",
                )

    def _begin(self) -> None:
        self.deadline = time.monotonic() + self.limits.seconds

    def _lose(self, what: str, hint: str) -> tuple[int, Outcome[T]]:
        """Give up the first of the queue and the process; another works on the rest."""
        self.stop()
        number, item = self.queue.popleft()
        self.start()
        for _, waiting in self.queue:
            with suppress(OSError):
                self.pipe.send(waiting)
        return number, Failed(item.source, what, hint)

    def stop(self) -> None:
        self.pipe.close()
        if (self.queue or self.deadline is None) and self.process.is_alive():
            self._kill()
        self.process.join()

    def _kill(self) -> None:
        if hasattr(os, "killpg") and self.process.pid is not None:
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()


def _serve(pipe: Connection[Any, Any], work: Callable[[Input], T], limits: Limits) -> None:
    """Work on what comes through the pipe until it is closed."""
    settle(limits)
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(attempt(pipe.recv(), work))
