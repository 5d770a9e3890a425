"""The options of a command → how its output is made, or why that cannot be.

-o records.parquet → Target("parquet", …)     --excel -f json → wrong usage
"""

from __future__ import annotations

import typer

from govreport.cli.options import Common
from govreport.cli.output import draws_table
from govreport.export.formats import PlainText
from govreport.export.names import COMPRESSED, FILES, TargetName, ending_of, named_by
from govreport.export.rows import BODY, RAW, Listing
from govreport.export.sink import replaceable
from govreport.export.targets import Target, target
from govreport.extras import MissingExtra, require
from govreport.remote import check, is_url

_PAGES = (".md", ".html", ".htm")


def chosen(common: Common, listing: Listing) -> Target:
    """How the output is written: as asked, as the file's ending says, or as suits its reader."""
    path = common.output
    terminal = draws_table(path)
    name = common.format or (named_by(path) if path else None) or ("csv" if common.excel else None)
    if listing in (BODY, RAW) and name in (None, "table"):
        return Target("text", PlainText(terminal, raw=listing is RAW))
    if name is None and path and ending_of(path) in _PAGES:
        said = (
            f"{path}: {common.context.command.name} writes no such pages; see --help for --format."
        )
        raise typer.BadParameter(said)
    if name == "table" or (name is None and terminal):
        from govreport.export.table import TableView

        return Target("table", TableView(listing, terminal=terminal))
    made = _target(name or "jsonl", common, listing)  # type: ignore[arg-type]
    _check(made, common)
    return made


def _target(name: TargetName, common: Common, listing: Listing) -> Target:
    try:
        if common.output and common.output.lower().endswith(".zst"):
            require("zstandard", "zstd", "a .zst file")
        if common.output and is_url(common.output):
            check(common.output)
        return target(name, listing, excel=common.excel)
    except (MissingExtra, OSError) as error:
        raise typer.BadParameter(f"{error}.") from None


def _check(made: Target, common: Common) -> None:
    """What does not go together."""
    path = common.output
    if made.name in FILES and (path is None or not replaceable(path)):
        raise typer.BadParameter(f"{made.name} is no text: name a file for it with -o.")
    if made.name in FILES and path and path.lower().endswith(COMPRESSED):
        raise typer.BadParameter(f"{made.name} is compressed in itself: leave the ending off.")
    if common.excel and made.name not in ("csv", "sdmx-csv"):
        raise typer.BadParameter(f"--excel is for CSV, not for {made.name}.")
    if common.datapackage and (
        made.name != "csv" or path is None or is_url(path) or path.lower().endswith(COMPRESSED)
    ):
        raise typer.BadParameter("--datapackage needs a CSV file to tell of: -o records.csv.")
