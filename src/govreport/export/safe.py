"""A stranger's text made safe to print on a terminal.

    "GDP\\x1b[31m增长\\u202e5%"  →  "GDP[31m增长5%"

Control codes can move the cursor, rename the window or hide what follows; bidirectional controls
can make a line read other than it is. Both are taken out; tabs and line ends become spaces.
"""

from __future__ import annotations

_SPACES = dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")
_CONTROLS = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F))
)
_ISOLATES = dict.fromkeys((*range(0x2066, 0x206A), 0xFEFF))
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TABLE = _SURROGATES | _ISOLATES | _CONTROLS | _SPACES


def printable(text: str) -> str:
    """``text`` on one line, without anything that a terminal would obey."""
    return text.translate(_TABLE)
