"""The drawings in docs/figures/: what each says of itself in its first line.

It tells what it was drawn from and what it held when it was drawn, so that a build knows without a Chrome whether it
is still true and whether a hand has been at it.
"""

import hashlib
import re
from functools import lru_cache
from importlib.metadata import version
from typing import Any, NamedTuple

from annotated_brief.core.paths import PACKAGE
from annotated_brief.figures.figure_style import Size

# The letters are measured in the site's own type while drawing, in the originals rather than in the subsets: a subset
# that gains a character changes no width, and must not ask for a Chrome.
FONT = "Source Sans 3"
FONT_FILES = tuple(
    PACKAGE / "typefaces" / f"source-sans-3-{script}-wght-normal.woff2" for script in ("latin-ext", "latin")
)

RECIPE = "1"  # raise it when cleaning.py changes what it makes
TOOLS = ("plotly", "kaleido")

_HEADER = re.compile(
    r"<!-- (?P<name>[\w-]+), (?P<size>\w+)\. Made by .*? from (?P<drawn>\w+), body (?P<body>\w+)\. -->\n"
)


class Job(NamedTuple):
    """One drawing to make."""

    name: str
    size: Size
    spec: dict[str, Any]
    drawn: str  # fingerprint of what it is drawn from


class Stamp(NamedTuple):
    """The first line of a drawing."""

    drawn: str
    body: str


def fingerprint(spec: str, size: Size) -> str:
    """What a drawing depends on, in sixteen digits."""
    return _hash(f"{spec} {size} {_tools()} {_fonts()} {RECIPE}")


def stamp(text: str) -> Stamp | None:
    """What a drawing says of itself; None if it says nothing."""
    found = _HEADER.match(text)
    return Stamp(found["drawn"], found["body"]) if found else None


def body(text: str) -> str:
    """A drawing without its first line."""
    return _HEADER.sub("", text, count=1)


def untouched(text: str) -> bool:
    """Whether a drawing is as it was made, not edited by hand."""
    found = stamp(text)
    return found is not None and found.body == _hash(body(text))


def holds(text: str, spec: str, size: Size) -> bool:
    """Whether a drawing was drawn from this specification."""
    found = stamp(text)
    return found is not None and found.drawn == fingerprint(spec, size)


@lru_cache(maxsize=1)
def _tools() -> str:
    return " ".join(f"{tool} {version(tool)}" for tool in TOOLS)


@lru_cache(maxsize=1)
def _fonts() -> str:
    return _hash("".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in FONT_FILES))


def signed(job: Job, text: str) -> str:
    tools = ", ".join(f"{tool} {version(tool)}" for tool in TOOLS)
    made = f"Made by make figures ({tools}, {FONT}), not by hand,"
    return f"<!-- {job.name}, {job.size.name}. {made} from {job.drawn}, body {_hash(text)}. -->\n{text}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
