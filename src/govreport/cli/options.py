"""The options that mean the same in every command, and a decorator that adds them to one.

    @command(app)
    def info(paths: Paths, common: Common) -> None: ...
    → govreport info PATH... --format --output --encoding --region --year --quiet …

A parameter annotated with ``Common`` stands for all of its fields; typer sees them as if they had
been written out.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from typing import Annotated, Any, Literal, get_args, get_type_hints

import typer

from govreport.export.names import TargetName
from govreport.read.dataset import FIELDS, Columns
from govreport.remote import is_url

FormatChoice = Literal[TargetName, "table"]


def one_of(choices: tuple[str, ...], *names: str, help: str) -> Any:
    """An option that takes one of ``choices``, or several where it is a list."""

    def check(given: str | list[str] | None) -> str | list[str] | None:
        for value in [given] if isinstance(given, str) else given or ():
            if value not in choices:
                raise typer.BadParameter(f"{value!r} is none of {', '.join(choices)}.")
        return given

    return typer.Option(*names, metavar="|".join(choices), callback=check, help=help)


def format_option(choices: tuple[str, ...]) -> Any:
    """``-f``, of a command that can write ``choices``."""
    said = "Default: a table on a terminal; else JSON Lines, or as FILE's ending says."
    return one_of(choices, "--format", "-f", help=said)


def _check_encoding(name: str | None) -> str | None:
    if name is not None:
        try:
            b"0".decode(name)
        except UnicodeError:
            pass  # it is an encoding, one of more than a byte
        except LookupError:
            raise typer.BadParameter(f"{name!r}: try utf-8, gb18030, big5 or utf-16") from None
    return name


def _check_columns(given: list[str] | None) -> list[str] | None:
    for pair in given or ():
        field, equals, name = pair.partition("=")
        if field not in FIELDS or not equals or not name.strip():
            said = f"{pair!r} is not FIELD=NAME, where FIELD is one of {', '.join(FIELDS)}"
            raise typer.BadParameter(said)
    return given


def _check_output(path: str | None) -> str | None:
    if path == "-":
        return None
    if path is not None and not is_url(path):
        folder = os.path.dirname(path) or "."
        if os.path.isdir(path):
            raise typer.BadParameter(f"{path} is a folder; name a file in it")
        if not os.path.isdir(folder):
            raise typer.BadParameter(f"there is no folder {folder}; create it first")
    return path


Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=_check_output,
        help="Write to FILE, whole or not at all, instead of standard output.",
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


@dataclass(frozen=True)
class Common:
    """How inputs are read, where the output goes, and what is said on the way."""

    context: typer.Context
    format: Annotated[
        str | None,
        format_option(get_args(FormatChoice)),
    ] = None
    output: Output = None
    excel: Annotated[
        bool, typer.Option("--excel", help="CSV with a mark that Excel needs, and safe cells.")
    ] = False
    datapackage: Annotated[
        bool,
        typer.Option("--datapackage", help="Beside a CSV file, a datapackage.json that tells it."),
    ] = False
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=_check_encoding,
            help="Encoding of the inputs. Default: found out for each.",
        ),
    ] = None
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME",
            callback=_check_columns,
            help="The column of a table of reports that is FIELD: text=NAME, year=NAME; repeat.",
        ),
    ] = None
    region: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whose reports they are. Default: found out."),
    ] = None
    year: Annotated[
        int | None,
        typer.Option(metavar="YYYY", min=1949, max=2100, help="Of which year. Default: found out."),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on standard error.")] = (
        False
    )
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="A line for each file on standard error.")
    ] = False
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress bar.")] = False

    @property
    def columns(self) -> Columns:
        """The columns of tables of reports that the user has named, by field."""
        pairs = (pair.partition("=") for pair in self.column or ())
        return tuple((field, name.strip()) for field, _, name in pairs)


def command(app: typer.Typer) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a command of its name, its ``common`` parameter written out.

    That parameter is of type ``Common``, or of a class of its own made from it.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        own = get_type_hints(function, include_extras=True)
        kind: type[Common] = own["common"]
        shared = get_type_hints(kind, include_extras=True)
        keyword = inspect.Parameter.KEYWORD_ONLY
        parameters = [
            parameter.replace(annotation=own[name], kind=keyword)
            for name, parameter in inspect.signature(function).parameters.items()
            if name != "common"
        ]
        for field in fields(kind):
            default = inspect.Parameter.empty if field.default is MISSING else field.default
            parameters.append(
                inspect.Parameter(
                    field.name, keyword, default=default, annotation=shared[field.name]
                )
            )

        def run(**given: Any) -> None:
            common = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
            function(common=common, **given)

        run.__doc__ = function.__doc__
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        app.command(name=function.__name__)(run)
        return function

    return register
