"""Where a command's data goes, and how the command ends when it cannot go there.

    with output(common.output) as write: write("…")

Ends quietly when the reader stops reading (``| head``), with exit code 1 and a line on standard
error when nothing can be written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from govreport.export.safe import printable
from govreport.export.sink import OutputClosed, OutputError, Write, opened


@contextmanager
def output(path: str | None) -> Iterator[Write]:
    """``opened`` for commands: what can happen to an output becomes how the command ends."""
    with ending(), opened(path) as write:
        yield write


@contextmanager
def ending() -> Iterator[None]:
    """What can happen to an output becomes how the command ends."""
    try:
        yield
    except OutputClosed:
        raise typer.Exit(0) from None
    except OutputError as error:
        typer.echo(printable(f"govreport: {error}"), err=True)
        raise typer.Exit(1) from None


def is_terminal(stream: object) -> bool:
    """Whether a person is at the other end. A stream that is closed has no other end."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def draws_table(path: str | None) -> bool:
    """Whether output to ``path`` is read by a person, and is a table by default."""
    return path is None and is_terminal(sys.stdout)
