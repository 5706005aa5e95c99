"""What stops a build: one record for every fault, so that all of them can be told at once."""

import re
from typing import NamedTuple

# What a terminal cannot print, or would obey.
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Problem(NamedTuple):
    """One fault, where it is and what to do about it."""

    file: str  # from the root of the project
    line: int  # from 1; 0 where the fault is the file itself
    message: str  # what is wrong
    remedy: str  # what to do

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = f"{place}: {self.message}; {self.remedy}"
        return UNPRINTED.sub(lambda found: ascii(found.group())[1:-1], said)
