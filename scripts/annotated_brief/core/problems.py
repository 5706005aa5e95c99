"""What stops a build: one record for every fault, so that all of them can be told at once."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One fault, where it is and what to do about it."""

    file: str  # from the root of the project
    line: int  # from 1; 0 where the fault is the file itself
    message: str  # what is wrong
    remedy: str  # what to do

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}; {self.remedy}"
