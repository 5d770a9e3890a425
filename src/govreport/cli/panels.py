"""The commands that look over many reports, and the list of what they know by name.

    govreport panel gdp reports/          one indicator over regions and years
    govreport words dict.txt reports/     shares of keywords
    govreport indicators                  what the lexicon knows by name

Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from govreport.cli.compare import Comparing, Paths, Theme, check_themes
from govreport.cli.options import one_of
from govreport.models import Measure, Role

if TYPE_CHECKING:
    from govreport.compare.panel import Cell, Subject


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

    A cell is what a report plans for its own year, or with --status result what the next one says
    was reached in that year. outcome tells a value from a target in words,
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

    check_themes(theme)
    entries = selected(found or (), theme or ())
    write(common, lambda flat: indicator_lines(entries), lambda: [indicator_sheet(entries)])


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
    from govreport.export.chart import FontError
    from govreport.export.chart_file import png, svg
    from govreport.export.sink import put_into
    from govreport.extras import MissingExtra

    picture = svg(cells, subject).encode() if path.lower().endswith(".svg") else None
    try:
        picture = picture or png(cells, subject)
    except (FontError, MissingExtra) as error:
        raise typer.BadParameter(f"{path}: {error}.") from None
    with ending(), put_into(path) as put:
        put(picture)
