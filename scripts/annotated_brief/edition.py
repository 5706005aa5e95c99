"""The edition as a whole: text, sources, ledger and tables joined, sources numbered, every use of a source found."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

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
    terms,
    weighing,
)
from annotated_brief.content.citations import Citation
from annotated_brief.content.notes import Note
from annotated_brief.content.page_record import Annotation, Citing, Mark, Page, Reading
from annotated_brief.content.reading import Setup
from annotated_brief.core import memo
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.site import Site
from annotated_brief.tables import tables
from annotated_brief.tables.tables import Table


class Use(NamedTuple):
    """One place where a source is used."""

    key: str
    page: str  # file in docs/
    anchor: str
    where: str  # as a reader would say it: Roots, paragraph 2, claim c018
    context: str  # the words around it
    kind: str  # text, annotation, figure, ledger, forecast, timeline, glossary


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
    uses: dict[str, list[Use]]
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

    def section_of(self, file: str) -> str:
        return next((name for name, other in self.settings.sections.items() if other == file), "")

    def annotations_of(self, claim: str) -> list[Annotation]:
        return [annotation for annotation in self.annotations.values() if claim in annotation.claims]


memo.watch(Edition, Page, Reading, claims.Claim)


def load(
    paths: Paths, site: Site | None = None, site_url: str = "", setup: Setup | None = None
) -> tuple[Edition, list[Problem]]:
    """All that can be read, and what is wrong with the rest; `setup`, or mkdocs.yml, says how pages are converted."""
    facts = settings.load(paths)
    problems = settings.check(paths)
    works, faults = memo.of_files(sources.load, paths, *sorted(paths.bib.glob("*.bib")), paths.bib / additions.NAME)
    works = memo.settled("sources", works)
    problems += faults
    pages, faults = sections.load(paths, (setup or settings.markdown(paths)).citing(works))
    problems += faults
    ledger, faults = memo.of_files(claims.load, paths, paths.ledger)
    problems += faults
    outlook, faults = memo.of_files(forecasts.load, paths, paths.forecasts)
    problems += faults
    data, faults = memo.of_files(tables.load, paths, paths.data)
    problems += faults
    called = {name: pages[file].name if file in pages else name.capitalize() for name, file in facts.sections.items()}
    data = data | ledger_tables.tables(ledger, called)
    glossary, faults = memo.of_files(terms.load, paths, paths.terms)
    problems += faults
    steps, faults = memo.of_files(argument.load, paths, paths.argument)
    problems += faults
    sentences, faults = memo.of_files(weighing.load, paths, paths.weighing)
    problems += faults
    changed, faults = memo.of_files(changes.load, paths, paths.changes)
    problems += faults
    released, faults = memo.of_files(changes.load_releases, paths, paths.releases)
    problems += faults
    ordered = {file: pages[file] for file in facts.sections.values() if file in pages}
    pages = ordered | pages  # the sections in reading order, then the others
    order = list(_order(pages, data, ledger, outlook))
    edition = Edition(
        paths=paths,
        settings=facts,
        site=(site or Site())._replace(root=f"{site_url.rstrip('/')}/" if site_url else ""),
        sources=works,
        references={},
        numbers={},
        notes=notes.assign((citing.citation for page in pages.values() for citing in page.citings), works),
        pages=pages,
        lists=listing_pages.find(pages),
        marks={mark.claim: mark for page in ordered.values() for mark in page.marks},
        annotations={note.id: note for page in ordered.values() for note in page.annotations},
        claims=ledger,
        supports=claims.by_source(ledger),
        forecasts=outlook,
        tables=data,
        terms=glossary,
        uses={},
        argument=steps,
        weighing=sentences,
        changes=changed,
        releases=released,
    )
    for use in _uses(edition):
        mine = edition.uses.setdefault(use.key, [])
        again = sum(use.where == other.where.partition(" (")[0] for other in mine)
        # Names of links must differ, or a list of them cannot be told apart by ear.
        mine.append(use._replace(where=f"{use.where} ({again + 1})") if again else use)
    # What nothing uses stops a build; until it does it has no number, no page and costs no formatting.
    numbers = number(works, [*order, *sorted(edition.uses)])
    cited = [(citation.key, citation.prefix, citation.locator) for citation in edition.notes]
    formatted = references.load({key: works[key] for key in numbers}, paths, cited, facts.styles)
    return memo.settled("edition", edition._replace(numbers=numbers, references=formatted)), problems


def number(works: dict[str, Source], order: list[str]) -> dict[str, str]:
    """The number of each source used: the brief's own keep theirs, the others follow in the order given, once each."""
    numbers = {source.key: source.footnote for source in works.values() if source.footnote}
    following = max(numbers.values(), default=0)
    for key in order:
        if key in works and key not in numbers:
            following += 1
            numbers[key] = following
    return {key: str(value) for key, value in sorted(numbers.items(), key=lambda item: item[1])}


def _order(
    pages: dict[str, Page],
    data: dict[str, Table],
    ledger: dict[str, claims.Claim],
    outlook: dict[str, forecasts.Forecast],
) -> Iterator[str]:
    """Keys by first use in reading order: text before annotations, then tables, then ledger."""
    citings = [citing for page in pages.values() for citing in page.citings]
    yield from (citing.citation.key for citing in citings if not citing.annotation)
    yield from (citing.citation.key for citing in citings if citing.annotation)
    for table in data.values():
        yield from keys(table)
    for claim in ledger.values():
        yield from claim.keys
    for forecast in outlook.values():
        yield from (key for seen in forecast.seen for key in seen.evidence)


def keys(table: Table) -> list[str]:
    """The sources of a table, once each, in the order of its rows."""
    found = (str(row.cells.get(name) or "") for row in table.rows for name in ("source", "source2"))
    return list(dict.fromkeys(key for key in found if key))


def _uses(edition: Edition) -> Iterator[Use]:
    for page in edition.pages.values():
        counts: Counter[str] = Counter()
        for citing in page.citings:
            note = edition.notes[citing.citation]
            counts[note.id] += 1
            yield _use_in_page(edition, page, citing, f"fnref-{note.id}-{counts[note.id]}")
    yield from _uses_in_figures(edition)
    ledger, outlook, glossary = (edition.lists[name] for name in ("ledger", "forecasts", "glossary"))
    for claim in edition.claims.values():
        for one in claim.evidence:
            yield Use(one.source, ledger, claim.id, f"Ledger, claim {claim.id}", one.says or claim.why, "ledger")
    for forecast in edition.forecasts.values():
        for seen, key in ((one, key) for one in forecast.seen for key in one.evidence):
            yield Use(key, outlook, forecast.claim, f"Forecasts, {forecast.claim}", seen.what, "forecast")
    for term in edition.terms.values():
        for key in term.sources:
            yield Use(key, glossary, f"term-{term.anchor}", f"Glossary, {term.short}", term.gloss, "glossary")


def _use_in_page(edition: Edition, page: Page, citing: Citing, anchor: str) -> Use:
    note = edition.annotations.get(citing.annotation)
    own = f"note {page.read.own_notes.index(citing.own_note) + 1}" if citing.own_note in page.read.own_notes else ""
    what = f"annotation “{note.title}”" if note else f"claim {citing.claim}" if citing.claim else own
    where = ", ".join(
        part for part in (page.name, f"paragraph {citing.paragraph}" if citing.paragraph else "", what) if part
    )
    return Use(citing.citation.key, citing.page, anchor, where, citing.sentence, "annotation" if note else "text")


def _uses_in_timeline(table: Table, page: str) -> Iterator[Use]:
    """Events stand one by one on their page."""
    for row in table.rows:
        when, event = str(row.cells.get("date") or ""), str(row.cells.get("event") or "")
        for key in str(row.cells.get("source") or "").split():
            anchor = str(row.cells.get("row") or "")
            yield Use(key, page, anchor, f"Timeline, {when}", event, "timeline")


def _uses_in_figures(edition: Edition) -> Iterator[Use]:
    """Tables are read in figures, which stand in sections; a table without a figure of its name, on the page of figures."""
    places = {block.argument: page.file for page in edition.sections.values() for block in page.figures}
    for table in edition.tables.values():
        if not table.rows:
            continue
        page, anchor, kind = places.get(table.name, ""), f"fig-{table.name}", "figure"
        if not page:
            page, anchor, kind = edition.lists["figures"], f"table-{table.name}", "table"
        if table.name == "timeline":
            yield from _uses_in_timeline(table, edition.lists["timeline"])
            continue
        for key in keys(table):
            yield Use(key, page, anchor, f"Table {table.name}", table.title, kind)
