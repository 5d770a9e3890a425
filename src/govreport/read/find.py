"""Paths as the user gave them → the inputs they stand for, one at a time, in a fixed order.

    find(["reports/", "a.zip", "-"])
    → Input("reports/2023.txt"), Input("reports/2024.txt"), Input("a.zip!/2024.txt"), Input("-")

An input is only a name and a way to its bytes: nothing is read until ``load`` is called, so that
what is wrong with one file is raised there, and never ends a run. It can cross processes.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator

from govreport.extras import MissingExtra
from govreport.read.dataset import Columns
from govreport.read.input import MAX_BYTES, Input, failed, reason, unopened
from govreport.read.inside import (
    NO_REPORT,
    PACKED,
    TABLES,
    ending,
    given,
    is_report,
    is_table,
    of_file,
)
from govreport.read.sniff import sniff_file
from govreport.remote import below, fetch, is_url


def find(paths: Iterable[str | os.PathLike[str]] = (), columns: Columns = ()) -> Iterator[Input]:
    """Every input that ``paths`` stand for: files, folders, globs, archives; none: stdin.

    ``columns`` names columns of tables of reports: ``(("text", "报告"), ("year", "yr"))``.
    """
    given = [os.fspath(path) for path in paths] or ["-"]
    seen: set[str] = set()
    for path in given:
        for found in _expand(path, columns):
            if found.error is None and found.source in seen:
                continue
            seen.add(found.source)
            yield found


def _expand(path: str, columns: Columns) -> Iterator[Input]:
    if path == "-":
        yield from _stdin(columns)
    elif is_url(path):
        yield from _remote(path, columns)
    elif os.path.isdir(path):
        yield from _folder(path, columns)
    elif os.path.lexists(path):
        yield from of_file(path, columns)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield failed(path, "matches no file", "quote the pattern, or check the folder")
        for match in matches:
            inside = _folder if os.path.isdir(match) else of_file
            yield from inside(match, columns)
    else:
        yield failed(path, "does not exist", "check the path")


def _stdin(columns: Columns) -> Iterator[Input]:
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError, AttributeError) as error:
        yield failed("-", f"standard input cannot be read ({error})", "give a path")
        return
    yield from given("-", data, columns)


def _remote(url: str, columns: Columns) -> Iterator[Input]:
    """What a URL stands for: a file, or the reports below a folder or a pattern."""
    try:
        found = below(url)
    except (OSError, MissingExtra) as error:
        yield Input(url, error=unopened(url, error))
        return
    wanted = found if found == [url] else [n for n in found if is_report(n) or _is_packed(n)]
    if not wanted:
        yield failed(url, *NO_REPORT)
    for name in wanted:
        if _is_packed(name):
            yield from _remote_archive(name, columns)
        else:
            yield Input(name, path=name)


def _is_packed(url: str) -> bool:
    return ending(url) in PACKED or ending(url) in TABLES


def _remote_archive(url: str, columns: Columns) -> Iterator[Input]:
    try:
        data = fetch(url, MAX_BYTES + 1)
    except (OSError, MissingExtra) as error:
        yield Input(url, error=unopened(url, error))
    else:
        yield from given(url, data, columns)


def _folder(top: str, columns: Columns) -> Iterator[Input]:
    """Reports below ``top``, depth first, in the order of their names."""
    found = False
    visited: set[tuple[int, int]] = set()
    stack = [top]
    while stack:
        path = stack.pop()
        if not os.path.isdir(path):
            if _wanted(path, columns):
                found = True
                yield from of_file(path, columns)
            continue
        try:
            status = os.stat(path)
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            found = True
            yield failed(path, f"cannot be opened ({reason(error)})", "check its rights")
            continue
        if (status.st_dev, status.st_ino) in visited:
            continue
        visited.add((status.st_dev, status.st_ino))
        stack.extend(os.path.join(path, name) for name in names if not _aside(name, names))
    if not found:
        yield failed(top, *NO_REPORT)


def _aside(name: str, names: list[str]) -> bool:
    """Whether something in a folder is hidden, or the folder that a browser saved with a page."""
    page = re.fullmatch(r"(.+)(?:_files|\.files)", name)
    beside = page and not {f"{page[1]}.html", f"{page[1]}.htm"}.isdisjoint(names)
    return name.startswith(".") or bool(beside)


def _wanted(path: str, columns: Columns) -> bool:
    """Whether a file met in a folder is worth reading."""
    end = ending(path)
    if end == ".zip":
        return True
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        if end in PACKED:
            return sniff_file(path) == "tar"
        if end in TABLES:
            return is_table(path, columns)
        return is_report(path) and (bool(end) or sniff_file(path) != "other")
    except OSError:
        return is_report(path)  # a broken link, or no rights: the run should say so
