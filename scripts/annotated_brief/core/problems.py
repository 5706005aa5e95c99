"""Problems: one record for each fault, so that all of them can be reported at once."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# Characters that a terminal cannot print, or takes as commands.
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


# A file may have one mistake thousands of times: this many of a kind are reported one by one, of the others only the number.
MOST = 20
# What makes two messages of one kind differ: what is named in them.
NAMED = re.compile(r"did you mean.*|use one of.*|\S*[^\w\s,.;:!?…–—-]\S*|\S*\d\S*", re.DOTALL)


class Problem(NamedTuple):
    """One fault, where it is and what to do about it."""

    file: str  # from the root of the project
    line: int  # from 1; 0 where the fault is the file itself
    message: str  # what is wrong
    remedy: str  # what to do
    more: int = 0  # how many others of its kind come after it in the file

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        more = f" (and {self.more:,} more of this kind)" if self.more else ""
        said = f"{place}: {self.message}; {self.remedy}{more}"
        return UNPRINTED.sub(lambda found: ascii(found.group())[1:-1], said)


def cut(text: object, most: int = 60) -> str:
    """The beginning of a text for a message, with a sign where more follows."""
    said = str(text)
    return said if len(said) <= most else f"{said[: most - 1]}…"


def capped(problems: Iterable[Problem]) -> list[Problem]:
    """The same in their order, of each kind in a file the first ones only; the last of these has the number of the others."""
    kept: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        same = kept.setdefault((problem.file, NAMED.sub("", problem.remedy)), [])
        if len(same) < MOST:
            same.append(problem)
        else:
            same[-1] = same[-1]._replace(more=same[-1].more + 1)
    return sorted(problem for same in kept.values() for problem in same)


def count(problems: Iterable[Problem | str]) -> int:
    """How many there are, with those that are told by their number only."""
    return sum(1 + problem.more if isinstance(problem, Problem) else 1 for problem in problems)
