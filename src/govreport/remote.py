"""Files at a URL that fsspec knows: s3://, gs://, hdfs://, http://, memory://.

is_url("s3://bucket/records.jsonl") → True     is_url("C:/records.jsonl") → False
below("s3://bucket/2024/") → "s3://bucket/2024/a.txt", "s3://bucket/2024/b.txt"
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from govreport.extras import require

# A drive letter is one character: c://reports is a path.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(path: str) -> bool:
    return _URL.match(path) is not None


def check(url: str) -> None:
    """Whether there is a file system for ``url``. Raises OSError, MissingExtra."""
    with _said_plainly():
        _fsspec(url).get_filesystem_class(url.split(":")[0])


def below(url: str) -> list[str]:
    """The files that ``url`` stands for, in the order of their names; itself where it is one.

    Raises OSError, MissingExtra.
    """
    with _said_plainly():
        if url.startswith(("http://", "https://")) and "*" not in url:
            return [url]  # a page; whether there are others below it, nobody can say
        system, path = _fsspec(url).core.url_to_fs(url)
        if "*" in url:
            found = system.glob(path)
        elif system.isdir(path):
            found = system.find(path)
        else:
            return [url]
        return sorted(str(system.unstrip_protocol(name)) for name in found)


def fetch(url: str, most: int) -> bytes:
    """The bytes at ``url``, and no more than ``most`` of them. Raises OSError, MissingExtra."""
    with _said_plainly(), _open(url, "rb") as file:
        data: bytes = file.read(most)
        return data


def upload(local: str, url: str) -> None:
    """Send a file. Object stores show it when all of it has arrived. Raises OSError."""
    with _said_plainly(), open(local, "rb") as source, _open(url, "wb") as target:
        shutil.copyfileobj(source, target, 2**20)


def is_shared(url: str) -> bool:
    """Whether other processes see the same files: not those in this process's memory."""
    return not url.startswith("memory:")


def _open(url: str, mode: str) -> Any:
    return _fsspec(url).open(url, mode)


def _fsspec(url: str) -> Any:
    return require("fsspec", "remote", f"{url.split(':')[0]}://")


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Each file system has exceptions of its own; here they are all OSError."""
    try:
        yield
    except (ImportError, ValueError) as error:
        # The file systems are libraries of their own: s3fs for s3://, and so on.
        raise OSError(str(error)) from None
    except Exception as error:
        if isinstance(error, OSError) or type(error).__module__.startswith("govreport"):
            raise
        raise OSError(f"{type(error).__name__}: {error}") from None
