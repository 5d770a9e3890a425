"""The commands that compare two reports of one place, and what every comparison has in common.

    govreport diff 2023.txt 2024.txt      what was raised, lowered, reworded, added, dropped
    govreport track 2023.txt 2024.txt     which promises were kept

Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, get_args

import typer

from govreport.cli.options import Common, command, format_option, one_of
from govreport.compare.rules import FIGURES, KEPT, TOKENS
from govreport.models import Status

if TYPE_CHECKING:
    from govreport.cli.comparing import Gathered
    from govreport.compare.diff import Difference
    from govreport.compare.pairs import Couple
    from govreport.compare.track import Outcome

DIFFERENT = 1
Row = TypeVar("Row", "Difference", "Outcome")

FormatChoice = Literal["jsonl", "json", "csv", "md", "html", "table"]
ENDINGS: dict[str, FormatChoice] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".md": "md",
    ".html": "html", ".htm": "html", ".txt": "table",
}  # fmt: skip


Kind = Literal["raised", "lowered", "unchanged", "reworded", "changed", "added", "removed"]
Verdict = Literal["met", "missed", "unclear", "not_reported"]


@dataclass(frozen=True)
class Comparing(Common):
    """The options of every command, with the formats that a comparison has."""

    format: Annotated[
        str | None,
        format_option(get_args(FormatChoice)),
    ] = None
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=1, max=256, help="Processes to use.")
    ] = 1


Two = Annotated[
    list[str],
    typer.Argument(
        metavar="OLD NEW",
        help="Reports, folders matched by region, or extracted JSON Lines; one with --years.",
        show_default=False,
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Files, folders, globs, zip files; - or nothing is standard input.",
        show_default=False,
    ),
]
Years = Annotated[
    tuple[int, int] | None,
    typer.Option(
        "--years", metavar="OLD NEW", help="Two years out of one folder, region by region."
    ),
]
Theme = Annotated[
    list[str] | None,
    typer.Option(metavar="THEME", help="Only this theme (economy, ecology, other …); repeat."),
]


def diff(
    common: Comparing,
    paths: Two,
    years: Years = None,
    status: Annotated[str, one_of(get_args(Status), help="Which records are compared.")] = "target",
    only: Annotated[
        list[str] | None, one_of(get_args(Kind), help="Only rows of this kind; repeat for more.")
    ] = None,
    theme: Theme = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything differs.")
    ] = False,
) -> None:
    """What changed between two reports: raised, lowered, reworded, added, removed."""
    from govreport.cli.comparing import write
    from govreport.compare.diff import diff as compare
    from govreport.export.comparisons import diff_lines, diff_sheet

    check_themes(theme)
    couples, gathered = _couples(common, paths, years)
    shown = []
    for couple in couples:
        rows = compare(couple.old.records, couple.new.records, status=status)  # type: ignore[arg-type]
        wanted = [row for row in _of_theme(rows, theme) if not only or row.kind in only]
        shown.append((couple, wanted))
    write(
        common,
        lambda flat: [line for _, rows in shown for line in diff_lines(rows, flat=flat)],
        lambda: [diff_sheet(couple, rows) for couple, rows in shown],
    )
    gathered.done()
    if exit_code and any(row.kind != "unchanged" for _, rows in shown for row in rows):
        raise typer.Exit(DIFFERENT)


def track(
    common: Comparing,
    paths: Two,
    years: Years = None,
    only: Annotated[
        list[str] | None,
        one_of(get_args(Verdict), help="Only rows of this verdict; repeat for more."),
    ] = None,
    theme: Theme = None,
) -> None:
    """What became of the promises of OLD, as NEW reports it."""
    from govreport.cli.comparing import write
    from govreport.compare.track import score
    from govreport.compare.track import track as compare
    from govreport.export.comparisons import track_lines, track_sheet

    check_themes(theme)
    couples, gathered = _couples(common, paths, years, yearly=True)
    shown = []
    for couple in couples:
        rows = _of_theme(compare(couple.old.records, couple.new.records), theme)
        wanted = [row for row in rows if not only or row.verdict in only]
        shown.append((couple, wanted, score(rows)))
    write(
        common,
        lambda flat: [line for _, rows, _ in shown for line in track_lines(rows, flat=flat)],
        lambda: [track_sheet(couple, rows, total) for couple, rows, total in shown],
    )
    gathered.done()


def _couples(
    common: Comparing, paths: list[str], years: tuple[int, int] | None, *, yearly: bool = False
) -> tuple[tuple[Couple, ...], Gathered]:
    """The reports to compare, two by two; ``yearly``: the newer should be that of the next year."""
    from govreport.cli.comparing import Gathered, gather, note, nothing
    from govreport.compare.pairs import couple, doubts, of_years

    if years:
        gathered = gather(common, paths, years=years)
        old, new = of_years(gathered.sources, years)
    elif len(paths) == 2:
        first, second = gather(common, paths[:1]), gather(common, paths[1:])
        gathered = Gathered(first.sources + second.sources, first.failed + second.failed)
        old, new = list(first.sources), list(second.sources)
    else:
        raise typer.BadParameter("give OLD and NEW, or one folder with --years OLD NEW.")
    coupled = couple(old, new)
    for line in coupled.alone:
        note(common, line)
    for two in coupled.couples:
        for line in doubts(two, yearly=yearly):
            note(common, line)
    if not coupled.couples:
        nothing(common, "no region has a report on both sides")
    return coupled.couples, gathered


def check_themes(wanted: list[str] | None) -> None:
    """Refuse a theme that no indicator has, before anything is read."""
    from govreport.export.comparisons import theme_of, themes

    known = dict.fromkeys([*themes().values(), theme_of(None)])
    for name in wanted or ():
        if name not in known:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(known)}.")


def _of_theme(rows: list[Row], wanted: list[str] | None) -> list[Row]:
    """The rows of some themes; none given is all."""
    from govreport.export.comparisons import theme_of

    return [row for row in rows if theme_of(row.indicator_key) in wanted] if wanted else rows


def register(app: typer.Typer) -> None:
    """Add the commands to the program; their help says by which rule they compare."""
    from govreport.cli.panels import indicators, panel, words

    for function, rule in (
        (diff, FIGURES),
        (track, KEPT),
        (panel, ""),
        (words, TOKENS),
        (indicators, ""),
    ):
        function.__doc__ = f"{function.__doc__}\n\n{rule}".strip()
        command(app)(function)
