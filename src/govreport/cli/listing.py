"""Paths → rows of one kind, on standard output or in a file, and the exit code.

write_listing(common, ["reports/"], HEADINGS)   → a tree on a terminal, JSON Lines in a pipe
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence

import typer

from govreport.batch.job import Job, Made, Selection
from govreport.batch.run import Done, Outcome, run
from govreport.batch.watch import Watch
from govreport.cli.options import Common
from govreport.cli.output import draws_table, is_terminal, output
from govreport.export.formats import Format, PlainText, Renderer
from govreport.export.rows import BODY, Listing
from govreport.models import Document
from govreport.pipeline import Options, Report, survey
from govreport.read import Input, find

NOTHING_READ = 1
SOME_FAILED = 3

_ENDINGS = {".jsonl": "jsonl", ".json": "json", ".csv": "csv"}


def write_listing(
    common: Common,
    paths: list[str] | None,
    listing: Listing,
    *,
    stage: Callable[[Document, Options | None], Report] = survey,
    selection: Selection | None = None,
    jobs: int = 1,
) -> None:
    """Read every input, write what ``listing`` makes of it, say what failed."""
    if not paths and is_terminal(sys.stdin):
        typer.echo(common.context.get_help(), err=True)
        raise typer.Exit(2)
    render = renderer(common, listing)
    job = Job(stage, render, Options(common.region, common.year), common.encoding, selection)
    inputs = list(find(paths or ()))
    watch = Watch(
        len(inputs),
        quiet=common.quiet,
        verbose=common.verbose,
        bar=not common.no_progress and is_terminal(sys.stderr) and not draws_table(common.output),
    )
    with output(common.output) as write:
        with watch:
            write(render.head)
            between = ""
            for outcome in outcomes(inputs, job, jobs):
                if isinstance(outcome, Done) and outcome.value.text:
                    write(between + outcome.value.text)
                    between = render.between
                watch.see(outcome)
            write(render.tail)
        if not watch.read:
            # Leaving the block by an exception keeps a file that is there as it is.
            watch.summary()
            raise typer.Exit(NOTHING_READ)
    watch.summary()
    if watch.failed:
        raise typer.Exit(SOME_FAILED)


def outcomes(inputs: Sequence[Input], job: Job, jobs: int) -> Iterator[Outcome[Made]]:
    """Those of ``run``, made in this process or, where it pays, in several."""
    if min(jobs, len(inputs)) < 2:
        return run(inputs, job)
    from govreport.batch.pool import with_processes

    return with_processes(inputs, job, min(jobs, len(inputs)))


def renderer(common: Common, listing: Listing) -> Renderer:
    """How the output is written: as asked, as the file's ending says, or as suits its reader."""
    terminal = draws_table(common.output)
    name = common.format
    if name is None and common.output is not None:
        name = _ENDINGS.get(os.path.splitext(common.output)[1].lower())
    if listing is BODY and name in (None, "table"):
        return PlainText(terminal)
    if name == "table" or (name is None and terminal):
        from govreport.export.table import TableView

        return TableView(listing, terminal=terminal)
    return Format("csv" if name == "csv" else "json" if name == "json" else "jsonl", listing)
