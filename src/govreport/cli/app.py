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
        int, typer.Option("--jobs", "-j", metavar="N", min=1, max=256, help="Processes to use.")
    ] = 1,
) -> None:
    """Records: every figure that a report states, promised or achieved."""
    from govreport.batch.job import Selection
    from govreport.cli.listing import write_listing
    from govreport.export.rows import RECORDS
    from govreport.pipeline import process

    selection = Selection(
        frozenset(status or ()), frozenset(role or ()), tuple(indicator or ()), tuple(action or ())
    )
    write_listing(common, paths, RECORDS, stage=process, selection=selection, jobs=jobs)


@command(app)
def clean(
    common: Common,
    paths: Paths = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each dropped line and the rule that dropped it.")
    ] = False,
) -> None:
    """The report's body as plain text, without what the site put around it."""
    from govreport.cli.listing import write_listing
    from govreport.export.rows import BODY, DROPPED

    write_listing(common, paths, DROPPED if explain else BODY)


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
