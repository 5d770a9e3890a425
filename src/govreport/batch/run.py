"""Inputs → what became of each, in the order of the inputs.

    run([Input("a.txt"), Input("b.png")], work)
    → Done("a.txt", work(Input("a.txt"))), Failed("b.png", "is a PNG image, not text", "…")

Whatever goes wrong with one input, in reading it or in working on it, is the outcome of that input
and of no other. ``work`` must be a module-level function or an object that can be pickled, so that
other processes can run it.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from govreport.read import Input, ReadError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """An input that was worked on. ``notes`` are what was remarkable about it."""

    source: str
    value: T
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that gave nothing: what is wrong, what to try; ``trace`` where it is our bug."""

    source: str
    what: str
    hint: str = ""
    trace: str = ""
    notes: tuple[str, ...] = ()


Outcome = Done[T] | Failed


class RunError(Exception):
    """The run itself cannot go on, whatever its inputs; the message says why."""


def run(inputs: Iterable[Input], work: Callable[[Input], T]) -> Generator[Outcome[T], None, None]:
    """Work on each input in turn; an outcome is yielded as soon as it is there."""
    for item in inputs:
        yield attempt(item, work)


def attempt(item: Input, work: Callable[[Input], T]) -> Outcome[T]:
    """Work on one input. Only what ends the whole process (Ctrl-C) gets out of it."""
    with _Notes() as notes:
        try:
            return Done(item.source, work(item), tuple(notes.lines))
        except ReadError as error:
            return Failed(item.source, error.what, error.hint, notes=tuple(notes.lines))
        except MemoryError:
            what = "needed more memory than it may have"
            hint = "split it, or allow more with --max-memory"
            return Failed(item.source, what, hint, notes=tuple(notes.lines))
        except Exception as error:
            what = f"could not be worked on ({type(error).__name__}: {error})"
            hint = "this is a fault of govreport: please report it with the file"
            return Failed(item.source, what, hint, traceback.format_exc(), tuple(notes.lines))


class _Notes(logging.Handler):
    """Collects what the stages log as warnings while one input is worked on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._logger = logging.getLogger("govreport")

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def __enter__(self) -> _Notes:
        self._logger.addHandler(self)
        return self

    def __exit__(self, *error: object) -> None:
        self._logger.removeHandler(self)
