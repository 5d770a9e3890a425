"""The commands: what each is called, which options it has, and the one function it calls."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from govreport import __version__
from govreport.cli.compare import register
from govreport.cli.options import Common, Output, Paths, command, one_of
from govreport.models import Role, Status

app = typer.Typer(
    name="govreport",
    help="Typed records from Chinese government work reports and five-year plans.",
    epilog="Exit codes: 0 done; 1 nothing could be read; 2 wrong usage; 3 some inputs failed.",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"govreport {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


@command(app)
def extract(
    common: Common,
    paths: Paths = None,
    status: Annotated[
        list[str] | None,
        one_of(get_args(Status), help="Only records of this status; repeat for more."),
    ] = None,
    role: Annotated[
        list[str] | None,
        one_of(get_args(Role), help="Only from sections of this role; repeat for more."),
    ] = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option(metavar="WORD", help="Only indicators that hold WORD, or of that key."),
    ] = None,
    action: Annotated[
        list[str] | None, typer.Option(metavar="WORD", help="Only actions that hold WORD.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            max=256,
            help="Processes to use. Default: one for each core, where there are many files.",
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with a run that was stopped or killed."),
    ] = False,
    shard: Annotated[
        str | None,
        typer.Option(metavar="I/N", help="Only part I of N of the inputs; merge joins the parts."),
    ] = None,
    manifest: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where to tell of each input. Default: beside an output of many, FILE.run.json.",
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0.1, help="Most time for one file. Default: 300."),
    ] = None,
    max_memory: Annotated[
        int | None,
        typer.Option(metavar="MB", min=64, help="Most memory for one file. Default: 2048."),
    ] = None,
    engine: Annotated[
        str, one_of(("local", "dask"), help="Where the work is done: here, or by Dask.")
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of a Dask cluster, else one made here."),
    ] = None,
) -> None:
    """Records: every figure that a report states, promised or achieved."""
    from govreport.batch.job import Selection
    from govreport.cli.extracting import extract as run
    from govreport.cli.extracting import many

    selection = Selection(
        frozenset(status or ()), frozenset(role or ()), tuple(indicator or ()), tuple(action or ())
    )
    how = many(jobs, resume, shard, manifest, timeout, max_memory, engine, scheduler)
    run(common, paths, selection, how)


@command(app)
def merge(
    common: Common,
    parts: Annotated[
        list[str], typer.Argument(metavar="PART", help="JSON Lines of extract --shard.")
    ],
    manifest: Annotated[
        str | None, typer.Option(metavar="FILE", help="Where to tell of each input.")
    ] = None,
) -> None:
    """The parts of a run, made by extract --shard, put together as one run would have."""
    from govreport.cli.merging import merge as run

    run(common, parts, manifest)


@command(app)
def clean(
    common: Common,
    paths: Paths = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each dropped line and the rule that dropped it.")
    ] = False,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="The whole text as it was read, which start and end count in."),
    ] = False,
) -> None:
    """The report's body as plain text, without what the site put around it."""
    from govreport.cli.listing import write_listing
    from govreport.export.rows import BODY, DROPPED, RAW

    if explain and raw:
        raise typer.BadParameter("--raw drops nothing, so there is nothing to explain.")
    write_listing(common, paths, DROPPED if explain else RAW if raw else BODY)


@command(app)
def outline(common: Common, paths: Paths = None) -> None:
    """The tree of headings, each with its role."""
    from govreport.cli.listing import write_listing
    from govreport.export.rows import HEADINGS

    write_listing(common, paths, HEADINGS)


@command(app)
def info(common: Common, paths: Paths = None) -> None:
    """Whose report it is and of when, a line for each document."""
    from govreport.cli.listing import write_listing
    from govreport.export.rows import INFO

    write_listing(common, paths, INFO)


@app.command()
def schema(output: Output = None) -> None:
    """The JSON Schema of a record."""
    import json

    from govreport.cli.output import output as opened
    from govreport.export.schema import record_schema

    with opened(output) as write:
        write(json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n")


register(app)
