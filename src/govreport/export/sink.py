"""Where data goes: standard output, or a file that is written whole or not at all.

    with opened("a.jsonl") as write: write("{…}\\n")   → a.jsonl appears when the block ends well

A file is built beside its place under another name and moved there at the end, so that a run that
is stopped, fails or finds the disk full leaves what was there before.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from typing import TextIO

Write = Callable[[str], object]


class OutputError(Exception):
    """The output cannot be written; the message says where and why."""


class OutputClosed(Exception):
    """Whoever read the output has stopped reading, as ``head`` does."""


@contextmanager
def opened(path: str | None) -> Iterator[Write]:
    """A function that writes text to ``path``, or to standard output where it is None.

    Raises OutputClosed and OutputError. When the block raises, a file is left as it was.
    """
    name = "standard output" if path is None else path
    with ExitStack() as stack:
        with _failures(name):
            stream = stack.enter_context(_target(path))
        yield partial(_write, stream, name)
        with _failures(name, stream):
            stream.flush()
            stack.pop_all().close()


def _target(path: str | None) -> AbstractContextManager[TextIO]:
    if path is None:
        return _standard_output()
    if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        # A device or a named pipe (/dev/null, /dev/stdout, a fifo) cannot be replaced.
        return open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
    return _replaced(path)


def _write(stream: TextIO, name: str, text: str) -> None:
    with _failures(name, stream):
        stream.write(text)


@contextmanager
def _failures(name: str, stream: TextIO | None = None) -> Iterator[None]:
    """Say what the system said of writing ``name``."""
    try:
        yield
    except BrokenPipeError:
        _silence(stream)
        raise OutputClosed from None
    except OSError as error:
        _silence(stream)
        raise OutputError(f"{name} cannot be written: {error.strerror or error}") from error


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    yield sys.stdout


def _silence(stream: TextIO | None) -> None:
    """Send what standard output still holds nowhere, or the interpreter complains when it ends."""
    if stream is None or stream is not sys.stdout:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextmanager
def _replaced(path: str) -> Iterator[TextIO]:
    """A stream to a new file beside ``path`` that takes its place when the block ends well."""
    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{name[:50]}.", suffix=".part", dir=folder)
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(path: str) -> int:
    """The permissions that ``path`` has, or that a new file would get."""
    with suppress(OSError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
