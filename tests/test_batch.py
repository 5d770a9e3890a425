"""Many inputs: order, failures and processes. What one input does never reaches another."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from conftest import Run
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


def test_inputs_are_not_all_under_way_at_once() -> None:
    taken: list[str] = []

    def inputs() -> Iterator[Input]:
        for item in INPUTS * 10:
            taken.append(item.source)
            yield item

    outcomes = with_processes(inputs(), work, 2)
    next(outcomes)
    assert len(taken) <= 16 < len(INPUTS * 10)
    outcomes.close()


def test_jobs_change_no_byte(govreport: Run, folder: Path) -> None:
    alone = govreport("extract", "reports", "-f", "json")
    assert govreport("extract", "reports", "-f", "json", "--jobs", "2") == alone
    assert alone.code == 3
    assert json.loads(alone.out)
