"""A folder of reports → how fast they are read, in one run, with what else there is on the same text.

    python benchmarks/speed.py reports/                          all but the peers
    python benchmarks/speed.py reports/ --peers-python ../v/bin/python   a Python with peers.txt
    python benchmarks/speed.py reports/ --megabytes 2 --repeat 3         sooner

Every figure is the median of the repetitions, and every repetition measures all, one after the
other, so that what slows the machine down for a while slows all of them. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from watching import Cost, available_cores, watch

HERE = Path(__file__).parent
GOVREPORT = [sys.executable, "-m", "govreport"]
LENGTHS = (1, 2, 4, 8, 16, 32, 64)
PEERS = ("recognizers", "jionlp")


@dataclass(frozen=True)
class Corpus:
    """Reports copied into a folder of their own, and their text in one file for the peers."""

    folder: Path
    text: Path
    sample: Path
    """A small part of the text, for peers that take minutes for a report."""
    files: int
    bytes: int
    characters: int
    sample_characters: int


@dataclass
class Measured:
    """Figures by name, one for each repetition."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    megabytes: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, cost: Cost) -> None:
        self.seconds[name].append(cost.seconds)
        self.megabytes[name].append(cost.megabytes)
        print(f"  {name}: {cost.seconds:.2f} s", file=sys.stderr)

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="govreport-speed-") as name:
        work = Path(name)
        # An installed package has its bytecode. Whoever tells Python not to write any (images for
        # containers do) would measure the compiler with every start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
        corpus = gather(arguments.corpus, work, arguments.megabytes, arguments.sample)
        measured = Measured()
        steps = dict(_steps(corpus, work, arguments.peers_python))
        for number in range(arguments.repeat):
            print(f"repetition {number + 1} of {arguments.repeat}", file=sys.stderr)
            for step, run in steps.items():
                measured.add(step, run())
        report(measured, corpus, arguments.repeat)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, help="a folder of reports, text or Markdown")
    parser.add_argument("--megabytes", type=float, default=1e9, help="use no more of the corpus")
    parser.add_argument("--sample", type=int, default=20_000, help="characters for slow peers")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--peers-python", help="a Python in which peers.txt is installed")
    return parser.parse_args()


def gather(folder: Path, work: Path, megabytes: float, sample: int) -> Corpus:
    """Copy reports, evenly over the folder, until there is enough."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    found = [path for path in found if path.name != "README.md"]
    total = sum(path.stat().st_size for path in found)
    wanted = min(total, megabytes * 1e6)
    (work / "in").mkdir()
    texts: list[str] = []
    size = seen = 0
    for path in found:
        data = path.read_bytes()
        seen += len(data)
        if size + len(data) / 2 > wanted * seen / total:
            continue
        size += len(data)
        (work / "in" / path.name).write_bytes(data)
        texts.append(data.decode("utf-8", "replace"))
    text = "\n".join(texts)
    (work / "corpus.txt").write_text(text, encoding="utf-8")
    middle = len(text) // 2
    (work / "sample.txt").write_text(text[middle : middle + sample], encoding="utf-8")
    sizes = (len(texts), size, len(text), len(text[middle : middle + sample]))
    return Corpus(work / "in", work / "corpus.txt", work / "sample.txt", *sizes)


Run = Callable[[], Cost]


def _steps(corpus: Corpus, work: Path, peers: str | None) -> Iterator[tuple[str, Run]]:
    """Everything that is measured, by its name, in the order in which it is."""
    output = str(work / "out.jsonl")
    everything = [*GOVREPORT, "extract", str(corpus.folder), "-o", output, "-q"]
    yield "extract, one core", partial(watch, [*everything, "--jobs", "1"], 1)
    yield "extract, all cores", partial(watch, everything)
    for name in ("decoding", "jieba"):
        yield name, partial(_peer, sys.executable, name, corpus.text)
    for name in PEERS if peers else ():
        yield name, partial(_peer, peers, name, corpus.sample)
    yield "python", partial(watch, [sys.executable, "-c", "pass"])
    yield "import typer", partial(watch, [sys.executable, "-c", "import typer"])
    yield "--help", partial(watch, [*GOVREPORT, "--help"])
    one = _typical(corpus.folder)
    yield "one report", partial(watch, [*GOVREPORT, "extract", str(one)])
    yield from _lengths(corpus, work, one)
    files = sorted(corpus.folder.iterdir())
    for part in (4, 2, 1):
        names = [str(path) for path in files[: len(files) // part]]
        listed = [*GOVREPORT, "extract", *names, "-o", output, "-q"]
        yield f"files / {part}", partial(watch, listed)


def _lengths(corpus: Corpus, work: Path, one: Path) -> Iterator[tuple[str, Run]]:
    """One file of the length of one report, of two, of four: of other text, not the same again.

    Second copies are set aside before anything is extracted from them.
    """
    text = corpus.text.read_text(encoding="utf-8")
    length = min(len(text) // LENGTHS[-1], one.stat().st_size // 3)
    for times in LENGTHS:
        path = work / f"length-{times}.txt"
        path.write_text(text[: length * times], encoding="utf-8")
        yield f"length x {times}", partial(watch, [*GOVREPORT, "extract", str(path)])


def _typical(folder: Path) -> Path:
    """The report of middle length."""
    return sorted(folder.iterdir(), key=lambda path: (path.stat().st_size, path.name))[
        len(list(folder.iterdir())) // 2
    ]


def _peer(python: str | None, name: str, text: Path) -> Cost:
    """The seconds that a library says it took, on one core."""
    said = subprocess.run(
        [python or sys.executable, str(HERE / "peers.py"), name, str(text)],
        check=True,
        capture_output=True,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1]),
    )
    return Cost(json.loads(said.stdout.splitlines()[-1])["seconds"], 0.0)


def report(measured: Measured, corpus: Corpus, repeat: int) -> None:
    """Print the figures as Markdown."""
    cores = available_cores()
    print(
        f"{corpus.files} files, {corpus.bytes / 1e6:.2f} MB, {corpus.characters:,} characters;"
        f" medians of {repeat}; Python {sys.version.split()[0]}, {cores} cores\n"
    )
    one = measured.median("extract, one core")
    _speeds(measured, corpus, one)
    faster = one / measured.median("extract, all cores")
    print(f"\n{cores} cores are {faster:.2f} times as fast as one.\n")
    print("| start | s |\n| --- | --- |")
    for name in ("python", "import typer", "--help", "one report"):
        print(f"| {name} | {measured.median(name):.3f} |")
    print("\n| length of one report | s | times as long as half of it |\n| --- | --- | --- |")
    for times in LENGTHS:
        seconds = measured.median(f"length x {times}")
        before = measured.seconds.get(f"length x {times / 2:g}")
        ratio = f"{seconds / statistics.median(before):.2f}" if before else ""
        print(f"| x {times} | {seconds:.2f} | {ratio} |")
    print("\n| files | s | MB of memory, all processes |\n| --- | --- | --- |")
    for part in (4, 2, 1):
        name = f"files / {part}"
        memory = statistics.median(measured.megabytes[name])
        print(f"| {corpus.files // part} | {measured.median(name):.2f} | {memory:.0f} |")


def _speeds(measured: Measured, corpus: Corpus, one: float) -> None:
    print("| | characters/s | MB/s | seconds for all | extract on one core takes |")
    print("| --- | --- | --- | --- | --- |")
    for name in ("extract, one core", "extract, all cores", "decoding", "jieba", *PEERS):
        if name not in measured.seconds:
            continue
        seconds = measured.median(name)
        if name in PEERS:  # measured on a part
            seconds *= corpus.characters / corpus.sample_characters
        print(
            f"| {name} | {corpus.characters / seconds:,.0f} | {corpus.bytes / seconds / 1e6:.2f}"
            f" | {seconds:,.2f} | {one / seconds:.3g} of it |"
        )


if __name__ == "__main__":
    main()
