"""A zip archive → the reports in it, read in memory and never unpacked to disk.

    "a.zip" → ("2024/report.txt", "2024/report.txt"), ...

An archive is a stranger's: the number of its entries, the size of each and how far it swells are
limited.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from govreport.read.errors import ReadError

MAX_ENTRIES = 10_000
MAX_ENTRY = 64 * 2**20
MAX_RATIO = 200

Archive = str | bytes | None


def members(archive: Archive, source: str) -> Iterator[tuple[str, str]]:
    """The entries in the order of their names: the archive's own name, and the readable one."""
    with _open(archive, source) as file:
        infos = file.infolist()
        if len(infos) > MAX_ENTRIES:
            raise ReadError(source, f"has more than {MAX_ENTRIES} entries", "unpack it first")
        names = [(_shown(info), info.filename) for info in infos if not info.is_dir()]
    wanted = [(shown, name) for shown, name in sorted(names) if not _hidden(shown)]
    if not wanted:
        raise ReadError(source, "holds no file", "check the archive")
    for shown, name in wanted:
        yield name, shown


def member_bytes(archive: Archive, name: str, source: str) -> bytes:
    """The bytes of one entry. Raises ReadError."""
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
                data = entry.read(MAX_ENTRY + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError):
            raise ReadError(source, "is damaged inside the archive", "unpack it first") from None
    if len(data) > MAX_ENTRY:
        raise _too_large(source)
    return data


def _too_large(source: str) -> ReadError:
    return ReadError(source, f"is larger than {MAX_ENTRY // 2**20} MB", "unpack it first")


def _open(archive: Archive, source: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(archive) if isinstance(archive, bytes) else archive or "")
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ReadError(source, "is not a ZIP archive, or is damaged", "unpack it first") from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ReadError(source, f"cannot be opened ({reason})", "check its rights") from None


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.replace("\\", "/").split("/"))


def _shown(info: zipfile.ZipInfo) -> str:
    """The entry's name; without the UTF-8 flag it is GBK, and the library has read it as CP437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename
