"""The edition as a whole: text, sources, ledger and tables joined, sources numbered, every use of a source found."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup

from annotated_brief.bibliography import additions, references, sources
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.content import (
    argument,
    changes,
    claims,
    forecasts,
    ledger_tables,
    listing_pages,
    notes,
    sections,
    settings,
    site_address,
    terms,
    uses,
    weighing,
)
from annotated_brief.content.citations import Citation
from annotated_brief.content.notes import Note
from annotated_brief.content.page_record import Annotation, Mark, Page, Reading
from annotated_brief.content.reading import Setup
from annotated_brief.content.uses import Use
from annotated_brief.core import memo
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.site import Site
from annotated_brief.figures import charts
from annotated_brief.markup import templating
from annotated_brief.tables import tables
from annotated_brief.tables.tables import Table

T = TypeVar("T")
FIRST = {"text": 0, "annotation": 1}  # kinds of use in the order in which they are numbered, before all others


class Edition(NamedTuple):
    """All that is published, before it is laid out."""

    paths: Paths
    settings: settings.Settings
    site: Site
    sources: dict[str, Source]
    references: dict[str, Reference]  # of the sources that are used
    numbers: dict[str, str]  # key of a source that is used -> its number, the same on every page
    notes: dict[Citation, Note]  # the footnote of each citation, in the order of their first use
    pages: dict[str, Page]
    lists: dict[str, str]  # name of a list -> the page that shows it
    marks: dict[str, Mark]
    annotations: dict[str, Annotation]
    claims: dict[str, claims.Claim]
    supports: dict[str, list[str]]  # key of a source -> the claims that it bears on
    forecasts: dict[str, forecasts.Forecast]
    tables: dict[str, Table]
    terms: dict[str, terms.Term]
    uses: dict[str, list[Use]]  # key of a source -> where it is used
    argument: argument.Argument  # empty where the edition does not lay it out
    weighing: dict[str, weighing.Sentence]
    changes: list[changes.Change]  # the latest first
    releases: list[changes.Release]  # the oldest first

    @property
    def sections(self) -> dict[str, Page]:
        """The sections in reading order."""
        return {name: self.pages[file] for name, file in self.settings.sections.items() if file in self.pages}

    def section_name(self, section: str) -> str:
        """What readers see for a section's key; the key itself where there is no such section."""
        page = self.sections.get(section)
        return page.name if page else section.capitalize()

    @property
    def used(self) -> dict[str, Source]:
        """The sources that are used, in the order of their numbers."""
        return {key: self.sources[key] for key in self.numbers if key in self.sources}

    @property
    def figures(self) -> dict[str, str]:
        """Name of each figure that is shown -> the page where it stands: a section's, else that of all figures."""
        placed = {block.argument: page.file for page in self.pages.values() for block in page.figures}
        known = charts.figures(self.paths).items()
        shown = [name for name, plot in known if name in placed or not plot.is_optional]
        return {name: placed.get(name, self.lists["figures"]) for name in shown}

    def section_of(self, file: str) -> str:
        return next((name for name, other in self.settings.sections.items() if other == file), "")

    def render(self, template: str, page: str, **values: Any) -> Markup:
        """A template filled for a page of docs/, with the edition, the page, and `base`, the way from it to the root."""
        return templating.render(template, edition=self, page=page, base=self.site.base(page), **values)

    def annotations_of(self, claim: str) -> list[Annotation]:
        return [annotation for annotation in self.annotations.values() if claim in annotation.claims]


memo.watch(Edition, Page, Reading, claims.Claim)


def load(paths: Paths, site: Site | None = None, setup: Setup | None = None) -> tuple[Edition, list[Problem]]:
    """All that can be read, and what is wrong with the rest; without `site` and `setup` mkdocs.yml says where it is published and how pages are converted."""
    facts = settings.load(paths)
    problems = settings.check(paths)

    def read(part: Callable[[Paths], tuple[T, list[Problem]]], *places: Path) -> T:
        loaded, faults = memo.of_files(part, paths, *places)
        problems.extend(faults)
        return loaded

    works = memo.settled("sources", read(sources.load, *sorted(paths.bib.glob("*.bib")), paths.bib / additions.NAME))
    pages_read, faults = sections.load(paths, (setup or settings.markdown(paths)).citing(works))
    problems += faults
    ordered = {file: pages_read[file] for file in facts.sections.values() if file in pages_read}
    pages = ordered | pages_read  # the sections in reading order, then the others
    ledger = read(claims.load, paths.ledger)
    outlook = read(forecasts.load, paths.forecasts)
    names = {name: pages[file].name if file in pages else name.capitalize() for name, file in facts.sections.items()}
    data = read(tables.load, paths.data) | ledger_tables.tables(ledger, names)
    glossary = read(terms.load, paths.terms)
    footnotes = notes.assign((citing.citation for page in pages.values() for citing in page.citings), works)
    annotations = {note.id: note for page in ordered.values() for note in page.annotations}
    lists = listing_pages.find(pages)
    used = [
        *uses.in_pages(pages, footnotes, annotations),
        *uses.in_tables(data, ordered, lists),
        *uses.in_records(ledger, outlook, glossary, lists),
    ]
    # What nothing uses stops a build; until it does it has no number, no page and costs no formatting.
    numbers = number(works, used)
    cited = [(citation.key, citation.prefix, citation.locator) for citation in footnotes]
    edition = Edition(
        paths=paths,
        settings=facts,
        site=site or site_address.load(paths),
        sources=works,
        references=references.load({key: works[key] for key in numbers}, paths, cited, facts.styles),
        numbers=numbers,
        notes=footnotes,
        pages=pages,
        lists=lists,
        marks={mark.claim: mark for page in ordered.values() for mark in page.marks},
        annotations=annotations,
        claims=ledger,
        supports=claims.by_source(ledger),
        forecasts=outlook,
        tables=data,
        terms=glossary,
        uses=uses.by_source(used),
        argument=read(argument.load, paths.argument),
        weighing=read(weighing.load, paths.weighing),
        changes=read(changes.load, paths.changes),
        releases=read(changes.load_releases, paths.releases),
    )
    return memo.settled("edition", edition), problems


def number(works: Mapping[str, Source], used: Iterable[Use]) -> dict[str, str]:
    """The number of each source used: the brief's own keep theirs, the others follow by first use, text before annotations."""
    numbers = {source.key: source.footnote for source in works.values() if source.footnote}
    following = itertools.count(max(numbers.values(), default=0) + 1)
    for use in sorted(used, key=lambda use: FIRST.get(use.kind, len(FIRST))):
        if use.key in works and use.key not in numbers:
            numbers[use.key] = next(following)
    return {key: str(value) for key, value in sorted(numbers.items(), key=lambda item: item[1])}
