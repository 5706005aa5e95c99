"""Every use of a source: in the text and the annotations, in tables, and in the records."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from annotated_brief.content.citations import Citation
from annotated_brief.content.claims import Claim
from annotated_brief.content.forecasts import Forecast
from annotated_brief.content.notes import Note
from annotated_brief.content.page_record import Annotation, Citing, Page
from annotated_brief.content.terms import Term
from annotated_brief.core import dates
from annotated_brief.tables.tables import Table


class Use(NamedTuple):
    """One place where a source is used."""

    key: str
    page: str  # file in docs/
    anchor: str
    where: str  # as a reader would say it: Roots, paragraph 2, claim c018
    context: str  # the words around it
    kind: str  # text, annotation, figure, table, timeline, ledger, forecast, glossary


def in_pages(
    pages: Mapping[str, Page], notes: Mapping[Citation, Note], annotations: Mapping[str, Annotation]
) -> Iterator[Use]:
    """The citations of all pages, each with the id that its number has on the page."""
    for page in pages.values():
        counts: Counter[str] = Counter()
        for citing in page.citings:
            note = notes[citing.citation].id
            counts[note] += 1
            yield _in_page(page, citing, annotations.get(citing.annotation), f"fnref-{note}-{counts[note]}")


def in_tables(tables: Mapping[str, Table], sections: Mapping[str, Page], lists: Mapping[str, str]) -> Iterator[Use]:
    """Tables are read in figures, which stand in sections; a table without a figure of its name, on the page of figures.

    The events of the timeline stand one by one on a page of their own.
    """
    places = {block.argument: page.file for page in sections.values() for block in page.figures}
    for table in tables.values():
        if table.name == "timeline":
            for row in table.rows:
                when, event, anchor = (str(row.cells.get(name) or "") for name in ("date", "event", "row"))
                for key in str(row.cells.get("source") or "").split():
                    yield Use(key, lists["timeline"], anchor, f"Timeline, {dates.written(when)}", event, "timeline")
            continue
        kind = "figure" if table.name in places else "table"
        page = places.get(table.name, lists["figures"])
        anchor = f"{'fig' if kind == 'figure' else 'table'}-{table.name}"
        for key in table.sources:
            yield Use(key, page, anchor, f"Table {table.name}", table.title, kind)


def in_records(
    claims: Mapping[str, Claim], forecasts: Mapping[str, Forecast], terms: Mapping[str, Term], lists: Mapping[str, str]
) -> Iterator[Use]:
    """What claims, forecasts and the glossary rest on."""
    for claim in claims.values():
        for one in claim.evidence:
            yield Use(
                one.source, lists["ledger"], claim.id, f"Ledger, claim {claim.id}", one.says or claim.why, "ledger"
            )
    for name, forecast in forecasts.items():
        for seen in forecast.seen:
            for key in seen.evidence:
                yield Use(key, lists["forecasts"], name, f"Forecasts, {name}", seen.what, "forecast")
    for term in terms.values():
        for key in term.sources:
            place = f"term-{term.anchor}"
            yield Use(key, lists["glossary"], place, f"Glossary, {term.short}", term.gloss, "glossary")


def by_source(uses: Iterable[Use]) -> dict[str, list[Use]]:
    """The uses of each source; names of places that would be the same are numbered, so that each can be told by ear."""
    uses_of: dict[str, list[Use]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for use in uses:
        counts[use.key, use.where] += 1
        again = counts[use.key, use.where]
        uses_of.setdefault(use.key, []).append(use._replace(where=f"{use.where} ({again})") if again > 1 else use)
    return uses_of


def _in_page(page: Page, citing: Citing, annotation: Annotation | None, anchor: str) -> Use:
    own = f"note {page.read.own_notes.index(citing.own_note) + 1}" if citing.own_note in page.read.own_notes else ""
    what = f"annotation “{annotation.title}”" if annotation else f"claim {citing.claim}" if citing.claim else own
    places = (page.name, f"paragraph {citing.paragraph}" if citing.paragraph else "", what)
    kind = "annotation" if annotation else "text"
    return Use(citing.citation.key, citing.page, anchor, ", ".join(filter(None, places)), citing.sentence, kind)
