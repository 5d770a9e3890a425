"""A ZIP or TAR archive → the reports in it, read in memory and never unpacked to disk.

    "a.zip" → ("2024/report.txt", "2024/report.txt"), ...

An archive is a stranger's: the number of its entries, the size of each and how far it swells are
limited. Links, devices and other things that are no files are passed over.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import IO

from govreport.read.errors import ReadError

MAX_ENTRIES = 10_000
MAX_ENTRY = 64 * 2**20
MAX_RATIO = 200
MAX_UNPACKED = 256 * 2**20
"""Of a TAR archive that is packed as a whole."""

Archive = str | bytes | None


def members(archive: Archive, source: str) -> Iterator[tuple[str, str]]:
    """The entries that may be reports, by their names: the archive's name of each, and ours."""
    names = _tar_names(archive, source) if _is_tar(archive) else _zip_names(archive, source)
    wanted = [(shown, name) for shown, name in sorted(names) if not _hidden(shown)]
    if not wanted:
        raise ReadError(source, "holds no file", "check the archive")
    for shown, name in wanted:
        yield name, shown


def member_bytes(archive: Archive, name: str, source: str) -> bytes:
    """The bytes of one entry. Raises ReadError."""
    data = (_tar_entry if _is_tar(archive) else _zip_entry)(archive, name, source)
    if len(data) > MAX_ENTRY:
        raise _too_large(source)
    return data


def _too_large(source: str) -> ReadError:
    return ReadError(source, f"is larger than {MAX_ENTRY // 2**20} MB", "unpack it first")


def _damaged_inside(source: str) -> ReadError:
    return ReadError(source, "is damaged inside the archive", "unpack it first")


def _stream(archive: Archive) -> IO[bytes]:
    return io.BytesIO(archive) if isinstance(archive, bytes) else open(archive or "", "rb")


def _cannot_open(source: str, error: OSError) -> ReadError:
    reason = (error.strerror or type(error).__name__).lower()
    return ReadError(source, f"cannot be opened ({reason})", "check its rights")


# -- zip -----------------------------------------------------------------------------------------


def _zip_names(archive: Archive, source: str) -> list[tuple[str, str]]:
    with _open(archive, source) as file:
        infos = file.infolist()
        if len(infos) > MAX_ENTRIES:
            raise ReadError(source, f"has more than {MAX_ENTRIES} entries", "unpack it first")
        return [(_shown(info), info.filename) for info in infos if not info.is_dir()]


def _zip_entry(archive: Archive, name: str, source: str) -> bytes:
    with _open(archive, source) as file:
        try:
            info = file.getinfo(name)
            if info.flag_bits & 1:
                raise ReadError(source, "is encrypted", "unpack the archive first")
            if info.file_size > MAX_ENTRY:
                raise _too_large(source)
            if info.file_size > 2**20 and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise ReadError(source, "swells more than a text can", "unpack it first")
            with file.open(info) as entry:
                return entry.read(MAX_ENTRY + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError):
            raise _damaged_inside(source) from None


def _open(archive: Archive, source: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(archive) if isinstance(archive, bytes) else archive or "")
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ReadError(source, "is not a ZIP archive, or is damaged", "unpack it first") from None
    except OSError as error:
        raise _cannot_open(source, error) from None


def _hidden(name: str) -> bool:
    parts = [part for part in name.replace("\\", "/").split("/") if part not in (".", "..")]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _shown(info: zipfile.ZipInfo) -> str:
    """The entry's name; without the UTF-8 flag it is GBK, and the library has read it as CP437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return _decoded(raw, info.filename)


def _decoded(raw: bytes, name: str) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return name


# -- tar -----------------------------------------------------------------------------------------

_PACKERS = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ", lzma.open))
_TAR_ERRORS = (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, ValueError, KeyError)


def _is_tar(archive: Archive) -> bool:
    try:
        with _stream(archive) as file:
            head = file.read(512)
    except OSError:
        return False
    return head[257:262] == b"ustar" or head.startswith(tuple(magic for magic, _ in _PACKERS))


def _tar_names(archive: Archive, source: str) -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []
    with _tar(archive, source) as file:
        try:
            for count, info in enumerate(file):
                if count >= MAX_ENTRIES:
                    raise ReadError(
                        source, f"has more than {MAX_ENTRIES} entries", "unpack it first"
                    )
                if info.isreg():
                    raw = info.name.encode("utf-8", "surrogateescape")
                    names.append((_decoded(raw, info.name), info.name))
        except _TAR_ERRORS:
            if not names:
                raise ReadError(source, "is a damaged TAR archive", "unpack it first") from None
    return names


def _tar_entry(archive: Archive, name: str, source: str) -> bytes:
    with _tar(archive, source) as file:
        try:
            info = file.getmember(name)
            if info.size > MAX_ENTRY:
                raise _too_large(source)
            entry = file.extractfile(info) if info.isreg() else None
            data = entry.read(MAX_ENTRY + 1) if entry else b""
            if len(data) < info.size:
                raise _damaged_inside(source)
            return data
        except (*_TAR_ERRORS, OSError):
            raise _damaged_inside(source) from None


def _tar(archive: Archive, source: str) -> tarfile.TarFile:
    try:
        if isinstance(archive, bytes):
            unpacked: bytes | None = _unpacked(archive, source)
        else:
            status = os.stat(archive or "")
            unpacked = _unpacked_file(archive or "", source, status.st_mtime_ns)
        if unpacked is None:
            return tarfile.open(str(archive), mode="r:")
        return tarfile.open(fileobj=io.BytesIO(unpacked), mode="r:")
    except _TAR_ERRORS:
        raise ReadError(source, "is a damaged TAR archive", "unpack it first") from None
    except OSError as error:
        raise _cannot_open(source, error) from None


@lru_cache(maxsize=1)
def _unpacked_file(path: str, source: str, changed: int) -> bytes | None:
    """The TAR archive in a packed file, kept for its next entry; None if it is not packed."""
    with open(path, "rb") as file:
        if not file.read(6).startswith(tuple(magic for magic, _ in _PACKERS)):
            return None
        file.seek(0)
        return _unpacked(file.read(), source)


def _unpacked(data: bytes, source: str) -> bytes:
    """The bytes without gzip, bzip2 or xz around them, as far as the limits go."""
    for magic, packer in _PACKERS:
        if data.startswith(magic):
            with packer(io.BytesIO(data)) as stream:
                unpacked = stream.read(MAX_UNPACKED + 1)
            swollen = len(unpacked) > 2**20 and len(unpacked) > MAX_RATIO * len(data)
            if len(unpacked) > MAX_UNPACKED or swollen:
                raise ReadError(source, "swells more than texts can", "unpack it first")
            return unpacked
    return data
