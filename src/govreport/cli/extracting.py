"""extract: its options for many files → where the work is done, and where what is done is kept.

extract(common, ["reports/"], selection, Many(resume=True))   → records.jsonl, its manifest
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import typer

from govreport import pipeline
from govreport.batch.job import Job, Selection
from govreport.batch.limits import Limits
from govreport.batch.order import in_order
from govreport.batch.run import RunError, run
from govreport.batch.save import Engine, Saving, save, share_of
from govreport.batch.shard import Shard
from govreport.batch.watch import Watch, say
from govreport.cli.options import Common
from govreport.cli.output import draws_table, ending, is_terminal
from govreport.cli.targets import chosen
from govreport.export.package import write_package
from govreport.export.rows import RECORDS
from govreport.export.safe import printable
from govreport.export.sink import replaceable
from govreport.export.targets import Target, kept
from govreport.extras import MissingExtra, require
from govreport.pipeline import Options
from govreport.read import Input, find
from govreport.remote import is_shared

NOTHING_READ = 1
SOME_FAILED = 3

MANY = 16
"""From this many files on, starting processes takes less time than they save."""

EngineName = Literal["local", "dask"]


@dataclass(frozen=True, slots=True)
class Many:
    """What the user says of a run of many files."""

    jobs: int | None = None
    limits: Limits | None = None
    resume: bool = False
    shard: Shard | None = None
    manifest: str | None = None
    engine: EngineName = "local"
    scheduler: str | None = None


def many(
    jobs: int | None,
    resume: bool,
    shard: str | None,
    manifest: str | None,
    timeout: float | None,
    max_memory: int | None,
    engine: str,
    scheduler: str | None,
) -> Many:
    """The options as they were given. Raises BadParameter."""
    usual = Limits()
    limits = None
    if timeout is not None or max_memory is not None:
        limits = Limits(timeout or usual.seconds, max_memory or usual.megabytes)
    if scheduler and engine != "dask":
        raise typer.BadParameter("--scheduler is of a Dask cluster: give --engine dask too.")
    try:
        part = Shard.of(shard) if shard else None
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from None
    return Many(
        jobs, limits, resume, part, manifest, "dask" if engine == "dask" else "local", scheduler
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of the command."""

    common: Common
    many: Many
    target: Target
    job: Job
    inputs: list[Input] = field(repr=False)
    watch: Watch

    @property
    def saves(self) -> bool:
        """Whether the output is a file, so that what is done can be kept until it is there."""
        return self.common.output is not None and replaceable(self.common.output)


def extract(common: Common, paths: list[str] | None, selection: Selection, many: Many) -> None:
    """Read every input, write its records, say what failed; end as that deserves."""
    if not paths and is_terminal(sys.stdin):
        typer.echo(common.context.get_help(), err=True)
        raise typer.Exit(2)
    target = chosen(common, RECORDS)
    job = Job(
        pipeline.process,
        target.render,
        Options(common.region, common.year),
        common.encoding,
        selection,
    )
    inputs = in_order(find(paths or (), common.columns))
    if many.shard:
        inputs = [item for item in inputs if many.shard.has(item.source)]
    watch = Watch(
        len(inputs),
        quiet=common.quiet,
        verbose=common.verbose,
        bar=not common.no_progress and is_terminal(sys.stderr) and not draws_table(common.output),
    )
    made = _Run(common, many, target, job, inputs, watch)
    if many.resume and not made.saves:
        raise typer.BadParameter("--resume goes on with a file: name it with -o.")
    try:
        with ending():
            _save(made) if made.saves else _stream(made)
    except RunError as error:
        say(printable(f"govreport: {error}"))
        raise typer.Exit(NOTHING_READ) from None
    finally:
        if watch.last_words:
            say(f"govreport: {watch.last_words}")
    watch.summary()
    if inputs and not watch.read:
        raise typer.Exit(NOTHING_READ)
    if watch.failed:
        raise typer.Exit(SOME_FAILED)


def _save(made: _Run) -> None:
    from govreport.batch.manifest import ENDING, head_of

    output, listing = made.common.output or "", RECORDS
    excel = made.common.excel
    describe: Callable[[], object] | None = None
    if made.common.datapackage:
        describe = partial(write_package, output, listing, mark=excel)
    beside = output + ENDING if len(made.inputs) > 1 or made.many.shard else None
    saving = Saving(
        made.inputs,
        made.target,
        output,
        head_of(made.job, made.target.name, excel=excel, shard=made.many.shard),
        engine(made.many, made.inputs, made.job),
        made.watch,
        made.many.resume,
        made.many.manifest or beside,
        describe,
    )
    with made.watch:
        save(saving)


def _stream(made: _Run) -> None:
    """To standard output, or what is no file: each input's records as soon as they are there."""
    from govreport.batch.manifest import entry_of, head_of, write_manifest

    entries = []
    work = engine(made.many, made.inputs, made.job)
    with kept(made.target, made.common.output) as put, made.watch:
        for item, outcome in zip(made.inputs, work(made.inputs), strict=True):
            put(share_of(outcome, made.target))
            made.watch.see(outcome)
            if made.many.manifest:
                entries.append(entry_of(outcome, item))
    if made.many.manifest:
        head = head_of(
            made.job, made.target.name, excel=made.common.excel, shard=made.many.shard
        )  # fmt: skip
        write_manifest(made.many.manifest, head, None, entries)


def engine(many: Many, inputs: list[Input], job: Job) -> Engine:
    """Where the work is done: here, in processes of this machine, or by Dask."""
    shared = all(item.path is None or is_shared(item.path) for item in inputs)
    if many.engine == "dask":
        from govreport.batch.dask_engine import with_dask

        try:
            require("distributed", "dask", "--engine dask")
        except MissingExtra as error:
            raise typer.BadParameter(f"{error}.") from None
        return partial(
            with_dask, work=job, jobs=many.jobs, scheduler=many.scheduler, limits=many.limits
        )
    few = len(inputs) < MANY
    jobs = min(many.jobs or (1 if few else _cores()), max(1, len(inputs)))
    if not shared or (jobs == 1 and few and many.limits is None):
        return partial(run, work=job)
    from govreport.batch.pool import with_processes

    return partial(with_processes, work=job, jobs=jobs, limits=many.limits)


def _cores() -> int:
    """Those that this process may use: fewer than the machine has, in a container or a queue."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
