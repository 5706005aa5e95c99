"""Run commands and compare what they cost."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run took."""

    clock: float  # seconds
    processor: float  # seconds, programs that it called included
    memory: float  # MB at the most, of the largest of its processes


class FailedError(Exception):
    """A command that was to be timed did not succeed."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end."""
    with (folder / ".bench.log").open("wb") as log:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | dict(environment or {}), stdout=log, stderr=log
        )
        _, status, used = os.wait4(process.pid, 0)
        end = time.perf_counter()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(command)} in {folder}:\n{(folder / '.bench.log').read_text('utf-8')[-2000:]}")
    return Cost(end - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def interleaved(ways: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """Every way once a round, each round beginning with another, so that what disturbs one disturbs all."""
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    names = list(ways)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            costs[name].append(ways[name]())
    return costs


def median(costs: Sequence[Cost], of: str) -> float:
    return statistics.median(_of(cost, of) for cost in costs)


def ratio(costs: Sequence[Cost], others: Sequence[Cost], of: str) -> float:
    """Median of the ratios round by round."""
    return statistics.median(_of(a, of) / _of(b, of) for a, b in zip(costs, others, strict=True))


def _of(cost: Cost, name: str) -> float:
    return float(getattr(cost, name))
