"""The same work on a Dask cluster: the same outcomes, in the order of the inputs.

    with_dask(inputs, work, jobs=2)                        → on two processes of this machine
    with_dask(inputs, work, scheduler="tcp://host:8786")   → on the workers of that cluster

A worker that dies loses nothing: Dask gives its inputs to another. An input that ends several is a
failure. The workers read the inputs themselves, so paths and URLs must mean the same to them.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import CancelledError
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from govreport.batch.limits import Limits
from govreport.batch.run import Failed, Outcome, RunError, attempt
from govreport.extras import require
from govreport.read import Input
from govreport.remote import is_url

T = TypeVar("T")

_AHEAD = 8
"""Inputs for each thread of the cluster that are under way or done before their turn."""


def with_dask(
    inputs: Iterable[Input],
    work: Callable[[Input], T],
    jobs: int | None = None,
    scheduler: str | None = None,
    limits: Limits | None = None,
) -> Generator[Outcome[T], None, None]:
    """As ``run``. ``work`` and its outcomes are pickled. Raises MissingExtra, RunError."""
    distributed = require("distributed", "dask", "--engine dask")
    seconds = (limits or Limits()).seconds
    with ExitStack() as stack:
        client = stack.enter_context(_client(distributed, jobs, scheduler, stack))
        waiting: deque[tuple[Input, Any]] = deque()
        rest = iter(inputs)

        def submit(count: int) -> None:
            for item in islice(rest, count):
                waiting.append((item, client.submit(attempt, _anywhere(item), work, pure=False)))

        submit(max(1, sum(client.nthreads().values())) * _AHEAD)
        while waiting:
            item, future = waiting.popleft()
            yield _outcome(distributed, item, future, seconds)
            submit(1)


def _anywhere(item: Input) -> Input:
    """The same input for a process that stands in another folder."""
    if item.path is None or is_url(item.path):
        return item
    return replace(item, path=os.path.abspath(item.path))


def _client(distributed: Any, jobs: int | None, scheduler: str | None, stack: ExitStack) -> Any:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        if scheduler:
            return distributed.Client(scheduler, timeout=30)
        cluster = distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )
        stack.enter_context(cluster)
        return distributed.Client(cluster)
    except (OSError, ValueError) as error:
        raise RunError(f"the Dask cluster cannot be reached: {error}") from None


def _outcome(distributed: Any, item: Input, future: Any, seconds: float) -> Outcome[Any]:
    try:
        # From when its turn has come; before that it may have waited for a worker.
        outcome: Outcome[Any] = future.result(timeout=seconds)
        return outcome
    except distributed.KilledWorker:
        return Failed(
            item.source,
            "ended the processes that worked on it",
            "it may need more memory than there is; split it",
        )
    except TimeoutError:
        future.cancel()
        return Failed(
            item.source,
            f"took longer than {seconds:g} seconds",
            "split it, or allow more with --timeout",
        )
    except (CancelledError, OSError, ImportError) as error:
        # What an input does is an outcome; this is what befell the cluster, or what it lacks.
        raise RunError(f"the Dask cluster does not answer: {error}") from None
