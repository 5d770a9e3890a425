"""What goes wrong with an input, said so that the user can act on it.

ReadError("a.txt", "is a PNG image, not text", "give the report's text, HTML or PDF")
→ "a.txt: is a PNG image, not text; give the report's text, HTML or PDF"
"""

from __future__ import annotations


class ReadError(Exception):
    """One input could not be read: which, what was wrong, what to try. Other inputs go on."""

    def __init__(self, source: str, what: str, hint: str = "") -> None:
        super().__init__(source, what, hint)
        self.source = source
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        message = f"{self.source}: {self.what}"
        return f"{message}; {self.hint}" if self.hint else message
