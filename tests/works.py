"""Works made from a few lines of BibTeX, with all that is told of them."""

import functools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from annotated_brief.bibliography import entries, references, sources
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.checks import source_rules, source_words
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem


class Made(NamedTuple):
    """One bibliography, as it is read."""

    works: Mapping[str, Source]
    told: list[str]
    format: Callable[[], Mapping[str, Reference]]  # formatted when first asked for: pandoc takes its time

    @property
    def references(self) -> Mapping[str, Reference]:
        return self.format()

    def only(self) -> tuple[Source, Reference]:
        (key,) = self.works
        return self.works[key], self.references[key]


def make(text: str, folder: Path, cited: Iterable[tuple[str, str, str]] = ()) -> Made:
    """Read and check (but for what only an edition can lack); `cited` as references.load has it."""
    (folder / "bib").mkdir(exist_ok=True)
    (folder / "bib" / "x.bib").write_text(text, "utf-8")
    paths = Paths(folder)
    works, problems = sources.load(paths)
    for work in (work for work in works.values() if work.type != "xdata"):
        problems += [*source_rules._possible(work), *source_words.legible(work)]
    problems += source_rules._differ(SimpleNamespace(sources=works))  # type: ignore[arg-type]
    format_ = functools.cache(functools.partial(references.load, works, paths, cited))
    return Made(works, [str(problem) for problem in problems], format_)


def page(tmp_path: Path, **fields: str) -> Made:
    """One web page with these fields beside a title, a body and a date."""
    whole = {"title": "{Levels}", "organization": "{Gauge}", "date": "2024", "url": "https://g.example/h"} | fields
    kind = whole.pop("type_of_entry", "online")
    text = f"@{kind}{{h,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in whole.items() if value) + "}\n"
    return make(text, tmp_path)


def field(tmp_path: Path, **fields: str) -> tuple[Source, list[str]]:
    """The page as it is read, and what is told of it."""
    made = page(tmp_path, **fields)
    return made.works["h"], made.told


def formatted(tmp_path: Path, **fields: str) -> tuple[Source, Reference, list[str]]:
    """The same, formatted."""
    made = page(tmp_path, **fields)
    return (*made.only(), made.told)


def parse(path: Path, paths: Paths) -> tuple[list[Source], list[Problem]]:
    """The works of one .bib file in the order written."""
    written, problems = entries.parse(path, paths)
    found = sources.made({entry.key: entry for entry in written})
    return [Source(*entry, found[entry.key].reading) for entry in written], problems
