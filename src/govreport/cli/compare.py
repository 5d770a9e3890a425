"""The commands that compare, and the list of what they know by name.

    govreport diff 2023.txt 2024.txt      what was raised, lowered, reworded, added, dropped
    govreport track 2023.txt 2024.txt     which promises were kept
    govreport panel gdp reports/          one indicator over regions and years
    govreport words dict.txt reports/     shares of keywords
    govreport indicators                  what the lexicon knows by name

Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from govreport.cli.options import Common, command, format_option, one_of
from govreport.compare.rules import FIGURES, KEPT, TOKENS
from govreport.models import Measure, Role, Status

if TYPE_CHECKING:
    from govreport.cli.comparing import Gathered
    from govreport.compare.pairs import Couple
    from govreport.compare.panel import Cell, Subject

DIFFERENT = 1

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
    from govreport.export.comparisons import diff_lines, diff_sheet, theme_of

    couples, gathered = _couples(common, paths, years)
    compared = [
        (couple, compare(couple.old.records, couple.new.records, status=status))  # type: ignore[arg-type]
        for couple in couples
    ]
    shown = [
        (
            couple,
            [
                row
                for row in rows
                if (not only or row.kind in only)
                and (not theme or theme_of(row.indicator_key) in theme)
            ],
        )
        for couple, rows in compared
    ]
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
    from govreport.export.comparisons import theme_of, track_lines, track_sheet

    couples, gathered = _couples(common, paths, years)
    shown = []
    for couple in couples:
        rows = compare(couple.old.records, couple.new.records)
        if theme:
            rows = [row for row in rows if theme_of(row.indicator_key) in theme]
        wanted = [row for row in rows if not only or row.verdict in only]
        shown.append((couple, wanted, score(rows)))
    write(
        common,
        lambda flat: [line for _, rows, _ in shown for line in track_lines(rows, flat=flat)],
        lambda: [track_sheet(couple, rows, total) for couple, rows, total in shown],
    )
    gathered.done()


def panel(
    common: Comparing,
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help="A key (gdp) or a name (地区生产总值).")
    ],
    paths: Paths = None,
    wide: Annotated[bool, typer.Option("--wide", help="A column for each year.")] = False,
    measure: Annotated[
        str | None,
        one_of(get_args(Measure), help="Its level, its growth … Default: the usual one."),
    ] = None,
    status: Annotated[
        str, one_of(("target", "result"), help="What is planned, or what was reached.")
    ] = "target",
    with_result: Annotated[
        bool, typer.Option("--with-result", help="Also what the next year's report says of it.")
    ] = False,
    chart: Annotated[bool, typer.Option("--chart", help="Bars below the table.")] = False,
    plot: Annotated[
        str | None, typer.Option(metavar="FILE", help="Also a picture: FILE.svg or FILE.png.")
    ] = None,
) -> None:
    """One indicator over regions and years, with the wording coded.

    A cell is what a report plans for its own year. outcome tells a value from a target in words,
    from absent (the report says that it sets none), not_found (it has none) and failed (it could
    not be read). tone is hard (以上, 不低于, 以内, 确保), soft (左右, 约, 近, 力争), point or
    range.
    """
    from govreport.cli.comparing import form, gather, note, write
    from govreport.compare.panel import panel as compare
    from govreport.compare.panel import resolve
    from govreport.export.panels import panel_lines, panel_matrix, panel_sheet, panel_wide
    from govreport.export.sheet import terminal_width

    if plot and not plot.lower().endswith((".svg", ".png")):
        raise typer.BadParameter(f"{plot}: a picture ends in .svg or .png.")
    gathered = gather(common, paths or ["-"])
    subject = resolve(indicator, measure)  # type: ignore[arg-type]
    if subject.entry is None:
        note(common, f"{indicator} is not in the lexicon and is looked for by that name")
    cells = compare(
        [*gathered.sources, *gathered.failed],
        subject,
        status=status,  # type: ignore[arg-type]
        with_result=with_result,
    )
    table = form(common) == "table"
    bars, room = _bars(cells) if chart and table else "", terminal_width() if table else None
    write(
        common,
        lambda flat: panel_wide(cells) if wide else panel_lines(cells, subject),
        lambda: panel_matrix(cells, subject, width=room) if wide else [panel_sheet(cells, subject)],
        below=bars,
    )
    if plot:
        _plot(plot, cells, subject)
    gathered.done()


def words(
    common: Comparing,
    groups: Annotated[
        str, typer.Argument(metavar="DICT", help="Keywords in groups: a text or a TOML file.")
    ],
    paths: Paths = None,
    wide: Annotated[bool, typer.Option("--wide", help="A row for each report.")] = False,
    role: Annotated[
        list[str] | None,
        one_of(get_args(Role), help="Only sections of this role; repeat for more."),
    ] = None,
) -> None:
    """Counts and shares of groups of keywords in each report.

    DICT has a line for each group (环保: 减排 污染), or is TOML ("环保" = ["减排", "污染"]).
    """
    from govreport.cli.comparing import gather, note, write
    from govreport.compare.words import WordCounter
    from govreport.export.panels import Counted, words_lines, words_sheet, words_wide

    counter = WordCounter(_groups(common, groups))
    gathered = gather(common, paths or ["-"], words=True)
    counted = []
    for source in gathered.sources:
        if not source.passages:
            note(common, f"{source.source}: has no text to count in; give the report itself")
            continue
        told = [text for part, text in source.passages if not role or part in role]
        counted.append(Counted(source, tuple(counter(told))))
    write(
        common,
        lambda flat: words_wide(counted) if wide else words_lines(counted),
        lambda: [words_sheet(counted)],
    )
    gathered.done()


def indicators(
    common: Comparing,
    found: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="Only those with WORD in key, name or label."),
    ] = None,
    theme: Theme = None,
) -> None:
    """The indicators of the lexicon: key, names as printed, dimension, theme, English label."""
    from govreport.cli.comparing import write
    from govreport.export.catalogue import indicator_lines, indicator_sheet, selected

    entries = selected(found or (), theme or ())
    write(common, lambda flat: indicator_lines(entries), lambda: [indicator_sheet(entries)])


def _couples(
    common: Comparing, paths: list[str], years: tuple[int, int] | None
) -> tuple[tuple[Couple, ...], Gathered]:
    """The reports to compare, two by two."""
    from govreport.cli.comparing import Gathered, gather, note, nothing
    from govreport.compare.pairs import couple, of_years

    if years:
        gathered = gather(common, paths)
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
    if not coupled.couples:
        nothing(common, "no region has a report on both sides")
    return coupled.couples, gathered


def _groups(common: Comparing, path: str) -> dict[str, tuple[str, ...]]:
    from govreport.compare.words import GroupsError, parse_groups
    from govreport.read import Input, ReadError

    name = os.path.splitext(os.path.basename(path))[0]
    try:
        text = Input(path, path=path).load(common.encoding).text
        return parse_groups(text, name, toml=path.lower().endswith(".toml"))
    except ReadError as error:
        raise typer.BadParameter(f"{path} {error.what}; {error.hint}.") from None
    except GroupsError as error:
        raise typer.BadParameter(f"{error}.") from None


def _bars(cells: list[Cell]) -> str:
    from govreport.export.chart import bars
    from govreport.export.sheet import terminal_width

    return "\n" + bars(cells, terminal_width())


def _plot(path: str, cells: list[Cell], subject: Subject) -> None:
    from govreport.cli.output import ending
    from govreport.export.chart import FontError, png, svg
    from govreport.export.sink import put_into
    from govreport.extras import MissingExtra

    picture = svg(cells, subject).encode() if path.lower().endswith(".svg") else None
    try:
        picture = picture or png(cells, subject)
    except (FontError, MissingExtra) as error:
        raise typer.BadParameter(f"{path}: {error}.") from None
    with ending(), put_into(path) as put:
        put(picture)


def register(app: typer.Typer) -> None:
    """Add the commands to the program; their help says by which rule they compare."""
    for function, rule in (
        (diff, FIGURES),
        (track, KEPT),
        (panel, ""),
        (words, TOKENS),
        (indicators, ""),
    ):
        function.__doc__ = f"{function.__doc__}\n\n{rule}".strip()
        command(app)(function)
