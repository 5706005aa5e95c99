"""The date of a build: that of the commit, so that every build of it gives the same bytes."""

import datetime
import os
import re
import subprocess
from collections.abc import Iterator

from annotated_brief.content import settings
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem, cut

VARIABLE = "SOURCE_DATE_EPOCH"


def settle(paths: Paths) -> None:
    """Set SOURCE_DATE_EPOCH, which MkDocs and the writers of gzip, PDF and EPUB use, unless it is set to a time."""
    if VARIABLE not in os.environ or any(faults()):
        os.environ[VARIABLE] = str(epoch(paths))


def faults() -> Iterator[Problem]:
    """A variable that is set and is no time; the writers would stop at it, each in its own words."""
    said = os.environ.get(VARIABLE, "0")
    if not re.fullmatch(r"[0-9]{1,10}", said):
        yield Problem(
            VARIABLE, 0, f"is no number of seconds: {cut(said, 40)!r}", "unset it, or write seconds since 1970"
        )


def epoch(paths: Paths) -> int:
    """Seconds of the last commit; where there is none to ask, the day of the edition."""
    command = ["git", "-C", str(paths.root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return int(done.stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return _released(paths)


def _released(paths: Paths) -> int:
    day = settings.load(paths).date
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp())
