"""The date of a build: that of the commit, so that every build of it gives the same bytes."""

import datetime
import os
import subprocess

from annotated_brief.content import settings
from annotated_brief.core.paths import Paths

VARIABLE = "SOURCE_DATE_EPOCH"


def settle(paths: Paths) -> None:
    """Set SOURCE_DATE_EPOCH, which MkDocs and the writers of gzip, PDF and EPUB use, unless it is set."""
    os.environ.setdefault(VARIABLE, str(epoch(paths)))


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
