"""Document → the report's own lines; chrome of the site or forum dropped, each line with its rule."""

from __future__ import annotations

from govreport.models import CleanText, Document, Dropped, Line

__all__ = ["strip"]


def strip(document: Document, lines: tuple[Line, ...]) -> CleanText:
    """Keep the report's own lines."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    front = False
    for index, line in enumerate(lines):
        text = document.text[line.start : line.end]
        rule = None
        if text == "---" and (index == 0 or front):
            front = not front
            rule = "front-matter"
        elif front:
            rule = "front-matter"
        elif text.startswith("<!--"):
            rule = "html-comment"
        if rule:
            dropped.append(Dropped(line, rule))
        else:
            kept.append(line)
    return CleanText(tuple(kept), tuple(dropped))
