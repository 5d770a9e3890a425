"""What the user sees of a run on standard error: a bar, what failed, and how it ended.

    Done("a.txt", …), Failed("b.png", "is a PNG image, not text", "give the report's text")
    → govreport: b.png: is a PNG image, not text; give the report's text
      2 files: 1 read, 1 failed; 118 records (40 target, 71 result, 7 other)
        failed  b.png  is a PNG image, not text
      or, where many failed, how many for each reason:
        31 failed: is empty

Standard output is never touched here.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any

from govreport.batch.job import Made
from govreport.batch.run import Done, Failed, Outcome
from govreport.export.safe import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LISTED = 20
"""As many failures are listed at the end, each by its name; of more, the reasons are counted."""


def say(line: str) -> None:
    """A line on standard error; where nobody listens any more, it is lost."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


class Watch:
    """Counts the outcomes of a run, and tells of them as they come."""

    def __init__(self, total: int, *, quiet: bool, verbose: bool, bar: bool) -> None:
        self.total = total
        self.read = 0
        self.recalled = 0
        """Of those read, how many an earlier run had done."""
        self.empty = 0
        self.failed: list[Failed] = []
        self.statuses: Counter[str] = Counter()
        self.last_words = ""
        """What is to be said when it is known why a run has come to no end."""
        self._quiet = quiet
        self._verbose = verbose
        self._bar = _Bar(total) if bar and total > 1 and not quiet else None

    def __enter__(self) -> Watch:
        if self._bar:
            self._bar.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.progress.stop()

    def note(self, line: str) -> None:
        """Something about the run itself."""
        if not self._quiet:
            self._tell(f"govreport: {line}")

    def recall(self, entry: Mapping[str, Any]) -> None:
        """An input that an earlier run has done, as its journal or manifest tells of it."""
        if entry["outcome"] == "failed":
            self.failed.append(Failed(entry["source"], entry["what"], entry["hint"]))
        else:
            self.read += 1
            self.recalled += 1
            self.statuses.update(entry["records"])
            self.empty += not entry["records"]
        self._advance()

    def see(self, outcome: Outcome[Made]) -> None:
        for note in outcome.notes:
            if not self._quiet:
                self._tell(f"govreport: {note}")
        if isinstance(outcome, Failed):
            self._see_failed(outcome)
        else:
            self._see_done(outcome)
        self._advance()

    def _advance(self) -> None:
        if self._bar:
            self._bar.advance(self.statuses.total(), len(self.failed))

    def _see_done(self, outcome: Done[Made]) -> None:
        self.read += 1
        self.statuses += outcome.value.statuses
        if not outcome.value.share:
            self.empty += 1
            if self.total == 1 and not self._quiet:
                self._tell(f"govreport: {outcome.source}: nothing that was asked for is in it")
        if self._verbose:
            count = sum(outcome.value.statuses.values())
            self._tell(f"govreport: {outcome.source}: {outcome.value.encoding}, {count} records")

    def _see_failed(self, outcome: Failed) -> None:
        self.failed.append(outcome)
        hint = f"; {outcome.hint}" if outcome.hint else ""
        self._tell(f"govreport: {outcome.source}: {outcome.what}{hint}")
        if self._verbose and outcome.trace:
            for line in outcome.trace.splitlines():
                self._tell(f"    {line}")

    def _tell(self, line: str) -> None:
        if self._bar:
            self._bar.tell(printable(line))
        else:
            say(printable(line))

    def summary(self) -> None:
        """How a run of several files ended, with a row for each that failed."""
        if self._quiet or self.total < 2:
            return
        parts = [f"{self.read:,} read", f"{len(self.failed):,} failed"]
        if self.recalled:
            parts[0] += f" ({self.recalled:,} before)"
        if self.empty:
            parts.append(f"{self.empty} in which nothing was found")
        if self.statuses:
            kinds = ", ".join(
                f"{self.statuses[status]:,} {status}" for status in ("target", "result", "other")
            )
            count = sum(self.statuses.values())
            parts.append(f"{count:,} record{'' if count == 1 else 's'} ({kinds})")
        say(f"{self.total:,} files: {', '.join(parts)}")
        reasons = Counter(failed.what for failed in self.failed)
        if len(self.failed) <= _LISTED:
            for failed in self.failed:
                say(printable(f"  failed  {failed.source}  {failed.what}"))
        else:
            for what, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
                say(printable(f"  {number:,} failed: {what}"))


class _Bar:
    """The progress bar. rich is only imported where there is one."""

    progress: Progress
    _task: TaskID

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self.progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("files  {task.fields[records]:,} records  {task.fields[failed]} failed"),
            TextColumn("{task.fields[rate]:.0f} files/s"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self.progress.add_task("", total=total, records=0, failed=0, rate=0)

    def advance(self, records: int, failed: int) -> None:
        rate = self.progress.tasks[0].speed or 0
        self.progress.update(self._task, advance=1, records=records, failed=failed, rate=rate)

    def tell(self, line: str) -> None:
        self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
