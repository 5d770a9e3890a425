"""merge: the parts of a run → one output, its manifest, and the exit code of the whole run."""

from __future__ import annotations

from functools import partial

import typer

from govreport.batch.manifest import ENDING
from govreport.batch.merge import MergeError
from govreport.batch.merge import merge as put_together
from govreport.batch.watch import say
from govreport.cli.extracting import SOME_FAILED
from govreport.cli.options import Common
from govreport.cli.output import ending
from govreport.cli.targets import chosen
from govreport.export.package import write_package
from govreport.export.rows import RECORDS
from govreport.export.safe import printable
from govreport.export.sink import replaceable
from govreport.extras import MissingExtra


def merge(common: Common, parts: list[str], manifest: str | None) -> None:
    """Put ``parts`` together; say why where they do not make a whole."""
    if common.region or common.year or common.encoding:
        raise typer.BadParameter("--region, --year and --encoding are for extract.")
    target = chosen(common, RECORDS)
    if target.name in ("sqlite", "duckdb"):
        raise typer.BadParameter(
            f"{target.name}: parts hold records, a database also documents and sections;"
            " merge into Parquet or JSON Lines, which databases read."
        )
    output = common.output
    beside = output + ENDING if output and replaceable(output) else None
    describe = None
    if common.datapackage and output:
        describe = partial(write_package, output, RECORDS, mark=common.excel)
    with ending():
        try:
            merged = put_together(parts, target, output, manifest or beside, describe)
        except (MergeError, MissingExtra) as error:
            typer.echo(printable(f"govreport: {error}"), err=True)
            raise typer.Exit(1) from None
    if merged.inputs is None:
        if not common.quiet:
            say("govreport: the parts have no manifests: nobody can say whether all are there")
    elif not common.quiet:
        failed = f", {merged.failed:,} of which had failed" if merged.failed else ""
        say(f"{len(parts)} parts: {merged.inputs:,} files{failed}")
    if merged.failed:
        raise typer.Exit(SOME_FAILED)
