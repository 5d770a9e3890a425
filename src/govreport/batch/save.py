"""Inputs → an output file that is whole or not there, its manifest, and a journal meanwhile.

    save(Saving(inputs, target, "records.jsonl", head, engine, watch))
    → records.jsonl, records.jsonl.run.json

Each input that is done goes into the journal at once. When all are, the output is put together from
it in the order of the inputs; when the run is stopped or killed before, the journal stays, and a
run with ``resume`` takes from it what was made of the same bytes by the same rules.
"""

from __future__ import annotations

import json
import os
import tempfile
from array import array
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from govreport.batch.job import Made
from govreport.batch.journal import ENDING, Journal
from govreport.batch.manifest import (
    Head,
    content_hash,
    entry_of,
    file_facts,
    write_manifest,
)
from govreport.batch.run import Done, Outcome, RunError
from govreport.batch.watch import Watch
from govreport.export.sink import OutputError, encoded, sweep
from govreport.export.targets import Target, kept
from govreport.read import Input
from govreport.remote import is_url

Engine = Callable[[Iterable[Input]], Generator[Outcome[Made], None, None]]
"""Works on inputs, somewhere: outcomes in the order of the inputs."""


@dataclass(frozen=True, slots=True)
class Saving:
    """A run into a file."""

    inputs: Sequence[Input]
    target: Target
    output: str
    head: Head
    engine: Engine
    watch: Watch
    resume: bool = False
    manifest: str | None = None
    """Where the manifest goes; without it there is none."""
    finish: Callable[[], object] | None = None
    """What is to be done when the output is there, before the journal goes."""


def share_of(outcome: Outcome[Made], target: Target) -> bytes:
    """What an input leaves in the output."""
    if isinstance(outcome, Done):
        return outcome.value.share
    if target.failed:
        return encoded(target.failed(outcome.source, outcome.what, outcome.hint))
    return b""


def save(run: Saving) -> None:
    """Do it. Raises OutputError; nothing is written where no input could be read."""
    path = journal_path(run.output)
    if run.resume and not os.path.exists(path) and _is_complete(run):
        return
    journal = Journal(path, run.output, run.head, go_on=run.resume)
    remove = False
    try:
        sweep(run.output)
        _tell_of(journal, run)
        offsets = _work(run, journal)
        remove = not run.watch.read
        if run.watch.read or not run.inputs:
            _put_together(run, journal, offsets)
            remove = True
    except BaseException as error:
        remove = not run.watch.read
        if not remove and isinstance(error, KeyboardInterrupt | OutputError | RunError):
            run.watch.last_words = (
                f"{run.watch.read:,} of {len(run.inputs):,} files are done and kept;"
                " the same command with --resume goes on"
            )
        raise
    finally:
        journal.close(remove=remove)


def journal_path(output: str) -> str:
    """Beside the output; of a URL, where this user's programs keep what they need later."""
    if not is_url(output):
        return os.path.realpath(output) + ENDING
    home = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    folder = os.path.join(home, "govreport")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        folder = tempfile.gettempdir()
    return os.path.join(folder, sha256(output.encode()).hexdigest()[:24] + ENDING)


def _work(run: Saving, journal: Journal) -> array[int]:
    """Work on what is not done yet; where the entry of each input is."""
    offsets = array("q", [-1]) * len(run.inputs)
    left: list[int] = []
    for number, item in enumerate(run.inputs):
        found = journal.known.get(item.source)
        if found and found.sha256 == content_hash(item):
            offsets[number] = found.offset
            run.watch.recall(journal.entry(found.offset))
        else:
            left.append(number)
    journal.known.clear()
    with closing(run.engine(run.inputs[number] for number in left)) as outcomes:
        for number, outcome in zip(left, outcomes, strict=True):
            entry = entry_of(outcome, run.inputs[number])
            offsets[number] = journal.add(entry, share_of(outcome, run.target))
            run.watch.see(outcome)
    return offsets


def _put_together(run: Saving, journal: Journal, offsets: Iterable[int]) -> None:
    with kept(run.target, run.output) as put:
        for offset in offsets:
            put(journal.share(offset))
    if run.finish:
        run.finish()
    if run.manifest:
        entries = (journal.entry(offset) for offset in offsets)
        write_manifest(run.manifest, run.head, file_facts(run.output), entries)


def _is_complete(run: Saving) -> bool:
    """Whether the output is there already, of these inputs, by these rules."""
    try:
        with open(run.manifest or "", encoding="utf-8") as file:
            told: dict[str, Any] = json.load(file)
        if any(told[key] != value for key, value in run.head.items()):
            return False
        entries = told["inputs"]
        if told["output"] != file_facts(run.output) or len(entries) != len(run.inputs):
            return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    for entry, item in zip(entries, run.inputs, strict=True):
        if entry["source"] != item.source or entry["sha256"] != content_hash(item):
            return False
    for entry in entries:
        run.watch.recall(entry)
    run.watch.note(f"{run.output} is complete; there is nothing left to do")
    return True


def _tell_of(journal: Journal, run: Saving) -> None:
    if journal.discarded and run.resume:
        run.watch.note("what was done before was done by other rules or options: starting again")
    elif journal.discarded:
        run.watch.note("an unfinished run is discarded; --resume would have gone on with it")
