"""What the measures should be, and what they are: one table at the end of the report."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import brotli
from annotated_brief.search import packed


class Measure(NamedTuple):
    """One figure beside its target."""

    what: str
    found: float
    most: float
    unit: str = ""

    @property
    def line(self) -> str:
        said = "met" if self.found <= self.most else "missed"
        return f"| {self.what} | {self.found:.2f}{self.unit} | {self.most:g}{self.unit} | {said} |"


def table(measures: Iterable[Measure]) -> str:
    """A line a measure; nothing fails if one is missed."""
    head = "## Each figure beside its target\n\n| | found | at most | |\n| --- | --: | --: | --- |"
    return "\n".join([head, *(one.line for one in measures)]) + "\n"


def weights(site: Path) -> list[Measure]:
    """The heaviest page that is read in the browser, and the heaviest section, compressed as a server sends them."""
    pages = {path.parent.name or "/": path for path in site.glob("*/index.html") if path.parent.name != "print"}
    sizes = {name: len(brotli.compress(path.read_bytes())) / 1e3 for name, path in pages.items()}
    heaviest = max(sizes, key=lambda name: sizes[name])
    names = dict.fromkeys(name for name in ("ukraine", heaviest) if name in sizes)
    (data,) = site.glob(f"{packed.DATA.removesuffix('.js')}*.js")  # its name has a fingerprint
    index = len(gzip.compress(data.read_bytes())) / 1e3
    read = [Measure(f"HTML of /{name}/, brotli", sizes[name], 60, " kB") for name in names]
    return [*read, Measure("index of the search, gzip", index, 60, " kB")]
