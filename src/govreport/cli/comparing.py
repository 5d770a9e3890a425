"""What the commands that compare have in common: their options, their inputs, their output.

gather(common, ["2023/", "2024.jsonl"])   → Gathered: a Source for each report, what failed
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn, cast

import typer

from govreport.batch.job import Made
from govreport.batch.run import Done, Outcome, run
from govreport.batch.sources import Loaded, LoadSources
from govreport.batch.watch import Watch, say
from govreport.cli.compare import ENDINGS, Comparing, FormatChoice
from govreport.cli.output import draws_table, is_terminal, output
from govreport.compare.panel import Source
from govreport.export.comparisons import Line
from govreport.export.lines import written
from govreport.export.names import FILES, ending_of, named_by
from govreport.export.safe import printable
from govreport.export.sheet import Sheet, to_markdown, to_page, to_terminal
from govreport.pipeline import Options
from govreport.read import Input, find

NOTHING_READ = 1
SOME_FAILED = 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the inputs of a command hold, in the order of the inputs."""

    sources: tuple[Source, ...]
    failed: tuple[Source, ...]

    def done(self) -> None:
        """End the command as its inputs deserve."""
        if self.failed:
            raise typer.Exit(SOME_FAILED)


def gather(
    common: Comparing, paths: Sequence[str], *, words: bool = False, years: tuple[int, ...] = ()
) -> Gathered:
    """Read every input, for its records or its words. Ends the command where there is nothing.

    With ``years`` the reports of other years are only looked at for whose and of when they are.
    """
    if "-" in paths and is_terminal(sys.stdin):
        typer.echo(common.context.get_help(), err=True)
        raise typer.Exit(2)
    if common.datapackage:
        raise typer.BadParameter("--datapackage is for what extract writes.")
    inputs = list(find(paths, common.columns))
    work = LoadSources(Options(common.region, common.year), common.encoding, words, years)
    watch = Watch(
        len(inputs),
        quiet=common.quiet,
        verbose=common.verbose,
        bar=not common.no_progress and is_terminal(sys.stderr),
    )
    sources: list[Source] = []
    failed: list[Source] = []
    with watch:
        for outcome in _outcomes(inputs, work, common.jobs):
            watch.see(cast("Outcome[Made]", outcome))
            if isinstance(outcome, Done):
                sources += outcome.value.sources
            else:
                failed.append(Source(outcome.source, failure=outcome.what))
    if not sources:
        watch.summary()
        raise typer.Exit(NOTHING_READ)
    if failed:
        watch.summary()
    return Gathered(tuple(sources), tuple(failed))


def _outcomes(inputs: Sequence[Input], work: LoadSources, jobs: int) -> Iterable[Outcome[Loaded]]:
    """What became of each input, as soon as it is known."""
    if min(jobs, len(inputs)) < 2:
        return run(inputs, work)
    from govreport.batch.pool import with_processes

    return with_processes(inputs, work, min(jobs, len(inputs)))


def form(common: Comparing) -> FormatChoice:
    """How the output is written: as asked, as the file's ending says, or as suits its reader."""
    chosen: FormatChoice | None = common.format  # type: ignore[assignment]
    if chosen is None and common.output is not None:
        chosen = _by_ending(common.output)
    if chosen is None and common.excel:
        chosen = "csv"
    chosen = chosen or ("table" if draws_table(common.output) else "jsonl")
    if common.excel and chosen != "csv":
        raise typer.BadParameter(f"--excel is for CSV, not for {chosen}.")
    return chosen


def _by_ending(path: str) -> FormatChoice | None:
    """The format that the name of a file stands for; a usage error if only extract writes it."""
    name = named_by(path)
    if name in FILES:
        said = f"{path}: a comparison is text, not {name}; name a file .csv, .json, .md or .html."
        raise typer.BadParameter(said)
    return ENDINGS.get(ending_of(path))


def write(
    common: Comparing,
    rows: Callable[[bool], list[Line]],
    sheets: Callable[[], list[Sheet]],
    *,
    below: str = "",
) -> None:
    """Write rows for a program, or sheets for a reader; ``rows`` is told whether they must be flat.

    ``below`` is what stands under a table in a terminal.
    """
    choice = form(common)
    with output(common.output) as put:
        if choice == "jsonl" or choice == "json" or choice == "csv":
            put(written(rows(choice == "csv"), choice, excel=common.excel))
        elif choice == "html":
            put(to_page(sheets()))
        elif choice == "md":
            put("\n".join(map(to_markdown, sheets())))
        else:
            terminal = draws_table(common.output)
            put("\n".join(to_terminal(sheet, terminal=terminal) for sheet in sheets()) + below)


def nothing(common: Comparing, line: str) -> NoReturn:
    """End the command where there is nothing that could be compared."""
    say(printable(f"govreport: {line}"))
    raise typer.Exit(NOTHING_READ)


def note(common: Comparing, line: str) -> None:
    """A line on standard error, where it is wanted."""
    if not common.quiet:
        say(printable(f"govreport: {line}"))
