"""A comparison as lines for a reader: groups of rows of cells, and a last line that counts.

    Sheet(heads, groups, foot)  →  a table in a terminal · Markdown · a page of HTML

The page is one file that loads nothing; whatever comes from a report is escaped there, and without
control codes in a terminal.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from govreport.export.safe import printable


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    style: str = ""
    """As rich writes it: ``bold green``. The page uses the same words as classes."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column. ``width`` is in columns of a terminal, 0 for a share of what is left."""

    title: str
    width: int = 0
    wide_only: bool = False
    """Shown in a terminal only where there is room; always in Markdown and on the page."""
    right: bool = False
    share: int = 1
    """Of what is left, how much against the others that share it."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    foot: str


_TITLE = 16
"""Columns that the longest title of a group needs."""
_LEAST, _NARROWEST = 16, 4
"""Columns that what a row is of has at least, and any other column."""
WIDE = 120
"""Columns of a terminal from which on there is room for sentences and places."""


def to_terminal(sheet: Sheet, *, width: int | None = None, terminal: bool = False) -> str:
    """A table, group by group."""
    plain = os.environ.get("NO_COLOR", "") != ""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=True if terminal else None,
        color_system=None if plain else "auto",
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    with console.capture() as capture:
        if sheet.title:
            console.print(Text(printable(sheet.title), style="bold"))
        if sheet.groups:
            console.print(_table(sheet, console.width))
        if sheet.foot:
            console.print(Text(printable(sheet.foot), style="bold"))
    return capture.get()


def columns(text: str) -> int:
    """Columns of a terminal that a text takes: two for a Chinese character."""
    return cell_len(printable(text))


def terminal_width() -> int:
    """Columns of the terminal, as the tables have them."""
    return Console().width


def _table(sheet: Sheet, width: int) -> Table:
    shown = [i for i, head in enumerate(sheet.heads) if width >= WIDE or not head.wide_only]
    table = Table(
        box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False
    )
    for i, room in zip(shown, _widths([sheet.heads[i] for i in shown], width), strict=True):
        head = sheet.heads[i]
        table.add_column(
            head.title,
            width=room or None,
            ratio=None if head.width else head.share,
            overflow="fold",
            justify="right" if head.right else "left",
        )
    for group in sheet.groups:
        if group.title:
            # In the first column with room for it: a narrow one would break the word.
            free = next((n for n, i in enumerate(shown) if _roomy(sheet.heads[i])), 0)
            table.add_row(*[""] * free, Text(printable(group.title), style="bold underline"))
        for row in group.rows:
            table.add_row(*(Text(printable(row[i].text), style=row[i].style) for i in shown))
    return table


def _widths(heads: Sequence[Head], width: int) -> list[int]:
    """The width of each column, less for all in a narrow terminal; 0 for a share of what is left."""
    fixed = sum(head.width for head in heads)
    left = width - fixed - len(heads)
    lacking = _LEAST * sum(not head.width for head in heads) - left
    if lacking <= 0 or not fixed:
        return [head.width for head in heads]
    part = max(0, fixed - lacking) / fixed
    return [max(_NARROWEST, int(head.width * part)) if head.width else 0 for head in heads]


def _roomy(head: Head) -> bool:
    return not head.width or head.width >= _TITLE


def to_markdown(sheet: Sheet) -> str:
    """A table of GitHub's Markdown for each group."""
    lines = [f"# {_md(sheet.title)}", ""] if sheet.title else []
    for group in sheet.groups:
        if group.title:
            lines += [f"## {_md(group.title)}", ""]
        lines.append("| " + " | ".join(head.title for head in sheet.heads) + " |")
        lines.append("|" + "|".join(" ---: " if h.right else " --- " for h in sheet.heads) + "|")
        lines += ["| " + " | ".join(_md(cell.text) for cell in row) + " |" for row in group.rows]
        lines.append("")
    return "\n".join([*lines, f"**{_md(sheet.foot)}**", ""] if sheet.foot else lines)


def _md(text: str) -> str:
    """Text of a report as Markdown that says just that: no table, no markup, no link, no HTML."""
    safe = printable(text).replace("\\", "\\\\")
    for char in "|*_`[]<>#~":
        safe = safe.replace(char, f"\\{char}")
    return safe.replace("&", "&amp;")


_STYLE = """
body{font:15px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%;margin-bottom:1.5rem}
th{text-align:left;border-bottom:2px solid #888;padding:.3rem .6rem}
td{border-bottom:1px solid #ddd;padding:.3rem .6rem;vertical-align:top}
.right{text-align:right;white-space:nowrap}.bold{font-weight:600}.dim{color:#6b6b6b}
.green{color:#0a6b2d}.red{color:#b3261e}.yellow{color:#7a5b00}.cyan{color:#00658a}
.magenta{color:#86178f}
@media(prefers-color-scheme:dark){body{background:#151515;color:#e6e6e6}
td{border-color:#333}.dim{color:#9a9a9a}.green{color:#6fd08c}.red{color:#ff8a80}
.yellow{color:#e3c04c}.cyan{color:#6cc7ea}.magenta{color:#e08ae6}}
"""


def to_page(sheets: Sequence[Sheet]) -> str:
    """One page of HTML, with its style in it and nothing to load or to run."""
    title = sheets[0].title if len(sheets) == 1 else "govreport"
    return "".join(
        [
            '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{_html(title)}</title><style>{_STYLE}</style></head><body>",
            *map(_html_sheet, sheets),
            "</body></html>\n",
        ]
    )


def _html_sheet(sheet: Sheet) -> str:
    groups = "".join(_html_group(sheet, group) for group in sheet.groups)
    return f'<h1>{_html(sheet.title)}</h1>{groups}<p class="bold">{_html(sheet.foot)}</p>'


def _html_group(sheet: Sheet, group: Group) -> str:
    return "".join(
        [
            f"<h2>{_html(group.title)}</h2>" if group.title else "",
            "<table><thead><tr>",
            *(f'<th scope="col"{_class(h.right, "")}>{_html(h.title)}</th>' for h in sheet.heads),
            "</tr></thead><tbody>",
            *_html_rows(sheet, group),
            "</tbody></table>",
        ]
    )


def _html_rows(sheet: Sheet, group: Group) -> Iterator[str]:
    for row in group.rows:
        cells = (
            f"<td{_class(head.right, cell.style)}>{_html(cell.text)}</td>"
            for head, cell in zip(sheet.heads, row, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>"


def _class(right: bool, style: str) -> str:
    names = " ".join(filter(None, ["right" if right else "", style]))
    return f' class="{names}"' if names else ""


def _html(text: str) -> str:
    return escape(printable(text))
