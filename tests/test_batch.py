"""Many inputs: order, failures and processes. What one input does never reaches another."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from govreport.batch.limits import Limits
from govreport.batch.pool import with_processes
from govreport.batch.run import Done, Failed, run
from govreport.read import Input, ReadError

INPUTS = [Input(f"{number}.txt", data=b"x") for number in range(12)]


def work(item: Input) -> str:
    number = int(item.source.split(".")[0])
    if number == 3:
        raise ReadError(item.source, "is empty")
    if number == 5:
        raise ValueError("odd")
    if number == 7:
        logging.getLogger("govreport.read").warning("%s: remarkable", item.source)
    return item.source.upper()


def work_that_may_die(item: Input) -> str:
    if item.source == "5.txt":
        os._exit(9)
    return item.source.upper()


def test_each_outcome_is_of_its_input_in_order() -> None:
    outcomes = list(run(INPUTS, work))
    assert [outcome.source for outcome in outcomes] == [item.source for item in INPUTS]
    assert outcomes[0] == Done("0.txt", "0.TXT")
    assert outcomes[3] == Failed("3.txt", "is empty")
    broken = outcomes[5]
    assert isinstance(broken, Failed)
    assert "ValueError: odd" in broken.what and "Traceback" in broken.trace
    assert outcomes[7] == Done("7.txt", "7.TXT", ("7.txt: remarkable",))


def test_an_outcome_comes_before_the_next_input_is_taken() -> None:
    taken: list[str] = []

    def inputs() -> Iterator[Input]:
        for item in INPUTS:
            taken.append(item.source)
            yield item

    outcomes = run(inputs(), work)
    next(outcomes)
    assert taken == ["0.txt"]


def test_processes_give_the_same_outcomes() -> None:
    alone, together = list(run(INPUTS, work)), list(with_processes(INPUTS, work, 2))
    assert [type(one) for one in together] == [type(one) for one in alone]
    assert [one for one in together if isinstance(one, Done)] == [
        one for one in alone if isinstance(one, Done)
    ]


def test_a_process_that_dies_costs_one_input() -> None:
    outcomes = list(with_processes(INPUTS, work_that_may_die, 2))
    assert [outcome.source for outcome in outcomes] == [item.source for item in INPUTS]
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert [outcome.source for outcome in failed] == ["5.txt"]
    assert "ended the process" in failed[0].what


def work_that_may_hang(item: Input) -> str:
    if item.source == "4.txt":
        while True:
            pass
    return item.source.upper()


def work_that_may_eat(item: Input) -> int:
    return len(bytearray(2**31 if item.source == "4.txt" else 2**20))


def work_that_starts_another(item: Input) -> str:
    subprocess.run([sys.executable, "-c", CHILD, item.source], check=True)
    return item.source


CHILD = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(600)"


def test_an_input_that_takes_too_long_is_given_up() -> None:
    outcomes = list(with_processes(INPUTS, work_that_may_hang, 2, Limits(seconds=0.3)))
    assert [outcome.source for outcome in outcomes] == [item.source for item in INPUTS]
    (failed,) = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert (failed.source, failed.what) == ("4.txt", "took longer than 0.3 seconds")
    assert "--timeout" in failed.hint


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is kept on Linux only")
def test_an_input_that_needs_too_much_memory_is_given_up() -> None:
    outcomes = list(with_processes(INPUTS, work_that_may_eat, 2, Limits(megabytes=1024)))
    assert [outcome.source for outcome in outcomes] == [item.source for item in INPUTS]
    (failed,) = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert (failed.source, failed.what) == ("4.txt", "needed more memory than it may have")


@pytest.mark.skipif(os.name != "posix", reason="needs groups of processes")
def test_what_an_input_has_started_is_stopped_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    work = work_that_starts_another
    (failed,) = with_processes([Input(str(note), data=b"x")], work, 1, Limits(seconds=0.7))
    assert isinstance(failed, Failed)
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.kill(int(note.read_text()), 0)
            time.sleep(0.05)


def test_large_inputs_and_outcomes_do_not_wait_for_each_other() -> None:
    large = [Input(f"{number}.txt", data=bytes(2**20)) for number in range(6)]
    outcomes = list(with_processes(large, work_of_bytes, 2))
    assert [len(outcome.value) for outcome in outcomes if isinstance(outcome, Done)] == [2**22] * 6


def work_of_bytes(item: Input) -> bytes:
    return item.read() * 4


def test_inputs_are_not_all_under_way_at_once() -> None:
    taken: list[str] = []

    def inputs() -> Iterator[Input]:
        for item in INPUTS * 10:
            taken.append(item.source)
            yield item

    outcomes = with_processes(inputs(), work, 2)
    next(outcomes)
    assert len(taken) <= 17 < len(INPUTS * 10)
    outcomes.close()


def test_jobs_change_no_byte(govreport: Run, folder: Path) -> None:
    alone = govreport("extract", "reports", "-f", "json")
    assert govreport("extract", "reports", "-f", "json", "--jobs", "2") == alone
    assert alone.code == 3
    assert json.loads(alone.out)
