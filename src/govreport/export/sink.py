"""Where data goes: standard output, or a file that is written whole or not at all.

    with opened("a.jsonl") as write: write("{…}\\n")   → a.jsonl appears when the block ends well
    with opened("a.jsonl.gz") as write: write("{…}\\n")  → the same, compressed

A file is built beside its place under another name and moved there at the end, so that a run that
is stopped, fails or finds the disk full leaves what was there before.
"""

from __future__ import annotations

import gzip
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import BinaryIO, cast

from govreport.extras import require
from govreport.remote import is_url, upload

Write = Callable[[str], object]
Put = Callable[[bytes], object]

_PART = ".part"
"""The ending of a file while it is being made."""


class OutputError(Exception):
    """The output cannot be written; the message says where and why."""


class OutputClosed(Exception):
    """Whoever read the output has stopped reading, as ``head`` does."""


@contextmanager
def opened(path: str | None) -> Iterator[Write]:
    """A function that writes text to ``path``, or to standard output where it is None.

    Raises OutputClosed and OutputError. When the block raises, a file is left as it was.
    """
    with put_into(path) as put:
        yield lambda text: put(encoded(text))


@contextmanager
def put_into(path: str | None) -> Iterator[Put]:
    """As ``opened``, for text that is UTF-8 already."""
    name = "standard output" if path is None else path
    with unwound() as stack:
        with failures(name):
            put = stack.enter_context(_standard_output() if path is None else _into_file(path))

        def checked(data: bytes) -> None:
            with failures(name):
                put(data)

        yield checked
        with failures(name):
            stack.pop_all().close()


def encoded(text: str) -> bytes:
    """UTF-8. What no encoding can say (half of a surrogate pair) becomes an escape."""
    return text.encode("utf-8", "backslashreplace")


def replaceable(path: str) -> bool:
    """Whether ``path`` is, or will be, a plain file; a device or a named pipe is only written."""
    return is_url(path) or not os.path.exists(path) or stat.S_ISREG(os.stat(path).st_mode)


@contextmanager
def unwound() -> Iterator[ExitStack]:
    """A stack that is left by an error with that error, whatever else goes wrong on the way.

    A file on a full disk cannot even be closed: what it still holds has no place either.
    """
    stack = ExitStack()
    try:
        yield stack
    except BaseException:
        with suppress(Exception):
            stack.__exit__(*sys.exc_info())
        raise
    stack.close()


@contextmanager
def failures(name: str) -> Iterator[None]:
    """Say what the system said of writing ``name``."""
    try:
        yield
    except BrokenPipeError:
        _silence()
        raise OutputClosed from None
    except OSError as error:
        _silence()
        raise OutputError(f"{name} cannot be written: {error.strerror or error}") from error


@contextmanager
def _standard_output() -> Iterator[Put]:
    stream = sys.stdout
    if stream is None:
        raise OSError("it is closed")
    yield lambda data: stream.write(data.decode("utf-8"))
    stream.flush()


def _silence() -> None:
    """Send what standard output still holds nowhere, or the interpreter complains when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        try:
            sys.stdout.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


@contextmanager
def _into_file(path: str) -> Iterator[Put]:
    with ExitStack() as stack:
        target = stack.enter_context(replaced(path)) if replaceable(path) else path
        file = stack.enter_context(open(target, "wb"))
        stream = stack.enter_context(_compressed(file, path))
        yield stream.write
        stack.pop_all().close()


def _compressed(file: BinaryIO, path: str) -> AbstractContextManager[BinaryIO]:
    """``file``, or a stream that compresses into it, always to the same bytes."""
    ending = os.path.splitext(path)[1].lower()
    if ending == ".gz":
        packed = gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0)
        return cast(AbstractContextManager[BinaryIO], packed)
    if ending == ".zst":
        zstandard = require("zstandard", "zstd", "a .zst file")
        made = zstandard.ZstdCompressor(level=3, write_checksum=True)
        return cast(AbstractContextManager[BinaryIO], made.stream_writer(file, closefd=False))
    return cast(AbstractContextManager[BinaryIO], _Plain(file))


class _Plain:
    """A stream as it is; whoever opened it closes it."""

    def __init__(self, file: BinaryIO) -> None:
        self.write = file.write

    def __enter__(self) -> _Plain:
        return self

    def __exit__(self, *error: object) -> None:
        pass


@contextmanager
def replaced(path: str) -> Iterator[str]:
    """The name of a new file beside ``path`` that takes its place when the block ends well.

    Of a URL, a file in the folder for temporary ones, which is sent there.
    """
    remote = is_url(path)
    place = tempfile.gettempdir() if remote else os.path.dirname(os.path.realpath(path))
    name = os.path.basename(path if remote else os.path.realpath(path))
    handle, temporary = tempfile.mkstemp(prefix=f".{name[:50]}.", suffix=_PART, dir=place)
    os.close(handle)
    try:
        yield temporary
        if remote:
            upload(temporary, path)
            os.unlink(temporary)
        else:
            path = os.path.realpath(path)
            _sync(temporary)
            os.chmod(temporary, _mode(path))
            os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def sweep(path: str) -> None:
    """Remove what runs that were killed left of the making of ``path``."""
    if is_url(path):
        return
    folder, name = os.path.split(os.path.realpath(path))
    for entry in os.listdir(folder or "."):
        if entry.startswith(f".{name[:50]}.") and _PART in entry:
            left = os.path.join(folder, entry)
            with suppress(OSError):
                shutil.rmtree(left) if os.path.isdir(left) else os.unlink(left)


def _sync(path: str) -> None:
    """Wait until the file is on the disk: its new name must not be there before its content."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mode(path: str) -> int:
    """The permissions that ``path`` has, or that a new file would get."""
    with suppress(OSError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
