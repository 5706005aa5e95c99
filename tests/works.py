"""Works made from a few lines of BibTeX, with all that is told of them."""

from collections.abc import Iterable, Mapping
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
    """One bibliography, read and formatted."""

    works: Mapping[str, Source]
    references: Mapping[str, Reference]
    told: list[str]

    def only(self) -> tuple[Source, Reference]:
        (key,) = self.works
        return self.works[key], self.references[key]


def make(text: str, folder: Path, cited: Iterable[tuple[str, str, str]] = ()) -> Made:
    """Read, check (but for what only an edition can lack) and format; `cited` as references.load has it."""
    (folder / "bib").mkdir(exist_ok=True)
    (folder / "bib" / "x.bib").write_text(text, "utf-8")
    paths = Paths(folder)
    works, problems = sources.load(paths)
    for work in (work for work in works.values() if work.type != "xdata"):
        problems += [*source_rules._possible(work), *source_words.legible(work)]
    problems += source_rules._differ(SimpleNamespace(sources=works))  # type: ignore[arg-type]
    return Made(works, references.load(works, paths, cited), [str(problem) for problem in problems])


def field(tmp_path: Path, **fields: str) -> tuple[Source, Reference, list[str]]:
    """One web page with these fields beside a title, a body and a date."""
    whole = {"title": "{Levels}", "organization": "{Gauge}", "date": "2024", "url": "https://g.example/h"} | fields
    kind = whole.pop("type_of_entry", "online")
    text = f"@{kind}{{h,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in whole.items() if value) + "}\n"
    made = make(text, tmp_path)
    return (*made.only(), made.told)


def parse(path: Path, paths: Paths) -> tuple[list[Source], list[Problem]]:
    """The works of one .bib file in the order written."""
    written, problems = entries.parse(path, paths)
    found = sources.made({entry.key: entry for entry in written})
    return [Source(*entry, found[entry.key].reading) for entry in written], problems
