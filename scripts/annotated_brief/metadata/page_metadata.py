"""What a page says of itself to reference managers, search engines and other programs, in its head.

Zotero reads the Highwire tags (citation_*). Its rules, from its translator "Embedded Metadata":
citation_technical_report_institution makes a report, whatever else is there; citation_journal_title would make a
journal article; z:itemType decides where neither is given; og:type "website" would win over a guess. Without an author
tag it takes <meta name="author">, without a date the first <time> of the page. The only author of a page is parted at a
comma if there are several words on both sides; a name without a comma is that of a person, whose last word is the
family's. tests/test_metadata.py plays them all.
It reads no JSON-LD and no citation_reference: those are for search engines.
"""

import re
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography import names
from annotated_brief.bibliography.sources import Source
from annotated_brief.content import authors
from annotated_brief.content.settings import citation
from annotated_brief.core.site import claim_file, source_file
from annotated_brief.downloads import card_tags, single_page
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.metadata import linked_claims, linked_data
from annotated_brief.pages import ledger
from annotated_brief.references import exports
from annotated_brief.references.export_formats import EXPORT_FORMATS
from annotated_brief.references.reference_list import Entry


class Head(NamedTuple):
    """What the template of the head prints."""

    tags: list[tuple[str, str]]  # name, content
    properties: list[tuple[str, str]]  # Open Graph
    links: list[tuple[str, str, str]]  # address, type, title
    data: Markup  # JSON-LD


def head(edition: Edition, file: str) -> Markup:
    """For a page of the edition: it imports as one report."""
    page = edition.pages.get(file)
    if page is None:
        return _whole_head(edition, file) if file == single_page.PAGE else Markup()
    known = citation(edition.paths)
    title = str(known["title"]) if file == "index.md" else f"{page.title}, in {known['title']}"
    abstract = str(known["abstract"]).strip() if file == "index.md" else str(page.meta.get("description", ""))
    url = edition.site.absolute(file)
    pdf = f"{edition.site.root}brief.pdf" if url and edition.site.is_published else ""
    keys = list(dict.fromkeys(cited.citation.key for cited in page.citings if cited.citation.key in edition.sources))
    tags = [
        *_edition_tags(edition, title, abstract, url),
        ("citation_pdf_url", pdf),
        *(("citation_reference", _reference(edition.sources[key])) for key in keys),
    ]
    # Not "website": an importer that honours it would make a web page of the report.
    properties = _open_graph("article", page.title, abstract, edition.settings.title, url) + card_tags.tags(
        edition, file
    )
    data = linked_data.report(edition, file, title, abstract, known, keys, linked_claims.on_page(edition, file))
    return _render(Head(tags, properties, _alternates(edition, file), linked_data.escaped(data)))


def _whole_head(edition: Edition, file: str) -> Markup:
    """For the page with everything on it: the edition itself, whose address is that of its first page."""
    known = citation(edition.paths)
    title, abstract, url = str(known["title"]), str(known["abstract"]).strip(), edition.site.absolute("index.md")
    properties = _open_graph("article", title, abstract, edition.settings.title, url) + card_tags.tags(edition, file)
    return _render(Head(_edition_tags(edition, title, abstract, url), properties, [], Markup()))


def _edition_tags(edition: Edition, title: str, abstract: str, url: str) -> list[tuple[str, str]]:
    """A page of the edition as a report, by whoever wrote the brief and whoever made the edition of it."""
    known, settings = citation(edition.paths), edition.settings
    named = [*authors.names(settings.authors, known), *authors.names([settings.contributors], known)]
    return [
        ("citation_title", title),
        *_creators("author", [(authors.tag(name), authors.is_body(name)) for name in named]),
        ("citation_publication_date", settings.date.strftime("%Y/%m/%d")),
        ("citation_technical_report_institution", settings.institution),
        ("citation_language", "en"),
        ("citation_keywords", "; ".join(known.get("keywords", []))),
        ("citation_abstract", abstract),
        ("citation_public_url", url),
        ("citation_fulltext_html_url", url),
    ]


def source_head(edition: Edition, entry: Entry) -> Markup:
    """For the page of a source: it imports as that source, not as a page about it."""
    source = entry.source
    kind = source.types.zotero
    first, last = exports.pages(source)
    tags = [
        ("z:itemType", kind),
        ("citation_title", source.title),
        *_creators("author", [(names.tag(name), names.is_body(name)) for name in source.makers]),
        *_creators("editor", [(names.tag(name), names.is_body(name)) for name in source.creators("editor")]),
        ("citation_publication_date", _slashes(source)),
        *_container(source, kind),
        ("citation_volume", source.variable("volume")),
        ("citation_issue", source.variable("issue")),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", source.doi),
        ("citation_language", source.lang or "en"),
        ("citation_public_url", source.url),
    ]
    description = f"Source {entry.number} of {edition.settings.title}"
    here = source_file(entry.key)
    properties = _open_graph("article", source.title, description, "", edition.site.absolute(here))
    properties += card_tags.tags(edition, here)
    about = {"@context": "https://schema.org", "@id": edition.site.link(here, here), **linked_data.work(source)}
    return _render(Head(tags, properties, [], linked_data.escaped(about)))


def claim_head(edition: Edition, row: ledger.Row, title: str, description: str) -> Markup:
    """For the page of a claim: a part of the edition, with the verdict and what it rests on."""
    file = claim_file(row.claim.id)
    properties = _open_graph("article", title, description, edition.settings.title, edition.site.absolute(file))
    properties += card_tags.tags(edition, file)
    tags = _part_tags(edition, file, title, description)
    return _render(Head(tags, properties, [], linked_data.escaped(linked_claims.whole(edition, row))))


def sheet_head(edition: Edition, file: str, title: str, description: str) -> Markup:
    """For any other page that is made of the records: what it is shown by where its address is shared."""
    properties = _open_graph("article", title, description, edition.settings.title, edition.site.absolute(file))
    tags = _part_tags(edition, file, title, description)
    return _render(Head(tags, properties + card_tags.tags(edition, file), [], Markup()))


def shared(edition: Edition, file: str, title: str, description: str) -> Markup:
    """For an address that leads on: what it is shown by where it is shared."""
    properties = _open_graph("article", title, description, edition.settings.title, edition.site.absolute(file))
    return _render(Head([], properties + card_tags.tags(edition, file), [], Markup()))


def _part_tags(edition: Edition, file: str, title: str, description: str) -> list[tuple[str, str]]:
    whole = f"{title}, in {citation(edition.paths)['title']}"
    return _edition_tags(edition, whole, description, edition.site.absolute(file))


def _creators(role: str, named: list[tuple[str, bool]]) -> list[tuple[str, str]]:
    """Names in the form in which each is imported as one: a body ends with a comma, a person alone with a semicolon."""
    made = []
    for name, is_body in named:
        parted = re.fullmatch(r"[^,]* [^,]*, *[^,]* .*", name) and len(named) == 1
        end = "," if is_body and "," not in name else ";" if parted else ""
        made.append((f"citation_{role}", name + end if name else ""))
    return made


def _container(source: Source, kind: str) -> list[tuple[str, str]]:
    """Where the source appeared, in the tag that its type wants."""
    house = ("citation_publisher", source.houses)
    if kind == "journalArticle":
        return [("citation_journal_title", source.container), ("citation_issn", source.text("issn")), house]
    if kind == "report":
        return [
            ("citation_technical_report_institution", source.houses),
            ("citation_technical_report_number", source.variable("number")),
        ]
    if kind == "thesis":
        return [("citation_dissertation_institution", source.houses)]
    if kind == "conferencePaper":
        return [
            ("citation_conference_title", source.variable("event-title") or source.container),
            ("citation_inbook_title", source.container),
            house,
        ]
    if kind in {"book", "bookSection", "encyclopediaArticle", "dictionaryEntry"}:
        return [("citation_inbook_title", source.container), ("citation_isbn", source.text("isbn")), house]
    return [
        ("prism:publicationName", source.container or source.publisher),
        ("citation_publisher", source.houses if source.container else ""),
    ]


def _reference(source: Source) -> str:
    """One cited work in Google Scholar's notation, whose parts end at a semicolon."""
    parts = [("citation_title", source.title)]
    parts += [("citation_author", names.inverted(name)) for name in source.makers]
    parts += [("citation_journal_title", source.container), ("citation_publication_date", _slashes(source))]
    return "; ".join(f"{name}={value.replace(';', ',')}" for name, value in parts if value)


def _slashes(source: Source) -> str:
    return source.date.replace("-", "/")


def _open_graph(kind: str, title: str, description: str, site: str, url: str) -> list[tuple[str, str]]:
    return [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description),
        ("og:site_name", site),
        ("og:locale", "en_GB"),
        ("og:url", url),
    ]


def _alternates(edition: Edition, file: str) -> list[tuple[str, str, str]]:
    """The bibliography of the page, for programs that look for one."""
    name = edition.section_of(file)
    folder = edition.site.base(file) + (f"{name}/" if name else "")
    return [
        (f"{folder}{record.file}", record.type, f"References, {record.title}") for record in EXPORT_FORMATS.values()
    ]


def _render(made: Head) -> Markup:
    tags = [tag for tag in made.tags if tag[1]]
    properties = [tag for tag in made.properties if tag[1]]
    return render("head.html", tags=tags, properties=properties, links=made.links, data=made.data)
