"""Document → the report's own lines; the chrome around them dropped, each line with its rule.

    设为首页 收藏本站                  → dropped, site-tools
    2024年安平县政府工作报告           → kept
    各位代表：                        → kept
    责任编辑：王某某                   → dropped, credits

A line is first looked at by itself, then with its neighbours. What could be the report's stays.
"""

from __future__ import annotations

from govreport.clean.classify import classify
from govreport.clean.frame import frame
from govreport.clean.repeats import repeated_titles, repeats
from govreport.clean.revise import opening, revise
from govreport.clean.show import cleaned_text, explain
from govreport.models import CleanText, Document, Dropped, Line

__all__ = ["cleaned_text", "explain", "strip"]


def strip(document: Document, lines: tuple[Line, ...]) -> CleanText:
    """Keep the report's own lines, and name the rule that drops each other line."""
    seen = classify(document.text, lines)
    drops = frame(seen)
    drops |= repeats(seen, drops)
    drops = revise(seen, drops)
    left = [index for index in range(len(seen)) if index not in drops]
    drops |= repeated_titles(seen, drops, opening(seen, left))
    return CleanText(
        kept=tuple(line for index, line in enumerate(lines) if index not in drops),
        dropped=tuple(Dropped(lines[index], rule) for index, rule in sorted(drops.items())),
    )
