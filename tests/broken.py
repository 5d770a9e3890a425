"""Files that are no reports, broken in ten ways.

break_into(folder, 50) → 50 files, five of each way
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from conftest import REPORT


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _blank(path: Path) -> None:
    path.write_bytes("\ufeff \n\u3000\n\t\n".encode())


def _image(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nstartxref\n99999\n")


def _word(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def _archive(path: Path) -> None:
    """A zip file under the name of a text, cut in the middle."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("report.txt", REPORT)
    path.write_bytes(packed.getvalue()[:200])


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere.txt")


def _too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(65 * 2**20)


def _page(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><head><script>1</script></head><body></body></html>")


WAYS: tuple[Callable[[Path], None], ...] = (
    _empty, _blank, _image, _binary, _pdf, _word, _archive, _dangling, _too_large, _page,
)  # fmt: skip


def break_into(folder: Path, count: int) -> list[Path]:
    """Write ``count`` broken files; their names stand among those of the reports."""
    paths = [folder / f"{number * 7919 % 1000:04}-broken.txt" for number in range(count)]
    for number, path in enumerate(paths):
        WAYS[number % len(WAYS)](path)
    return paths
