"""Paths → rows of one kind, on standard output or in a file, and the exit code.

write_listing(common, ["reports/"], HEADINGS)   → a tree on a terminal, JSON Lines in a pipe
"""

from __future__ import annotations

import sys

import typer

from govreport.batch.job import Job
from govreport.batch.run import Done, run
from govreport.batch.watch import Watch
from govreport.cli.options import Common
from govreport.cli.output import draws_table, ending, is_terminal
from govreport.cli.targets import chosen
from govreport.export.package import write_package
from govreport.export.rows import Listing
from govreport.export.targets import kept
from govreport.pipeline import Options, survey
from govreport.read import find

NOTHING_READ = 1
SOME_FAILED = 3


def write_listing(
    common: Common,
    paths: list[str] | None,
    listing: Listing,
) -> None:
    """Read every input, write what ``listing`` makes of it, say what failed."""
    if not paths and is_terminal(sys.stdin):
        typer.echo(common.context.get_help(), err=True)
        raise typer.Exit(2)
    target = chosen(common, listing)
    job = Job(survey, target.render, Options(common.region, common.year), common.encoding)
    inputs = list(find(paths or (), common.columns))
    watch = Watch(
        len(inputs),
        quiet=common.quiet,
        verbose=common.verbose,
        bar=not common.no_progress and is_terminal(sys.stderr) and not draws_table(common.output),
    )
    with ending(), kept(target, common.output) as put:
        with watch:
            for outcome in run(inputs, job):
                if isinstance(outcome, Done):
                    put(outcome.value.share)
                watch.see(outcome)
        if not watch.read:
            # Leaving the block by an exception keeps a file that is there as it is.
            watch.summary()
            raise typer.Exit(NOTHING_READ)
    if common.datapackage and common.output:
        with ending():
            write_package(common.output, listing, mark=common.excel)
    watch.summary()
    if watch.failed:
        raise typer.Exit(SOME_FAILED)
