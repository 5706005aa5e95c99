"""What a page says of itself to reference managers, search engines and other programs, in its head.

Zotero reads the Highwire tags (citation_*). Its rules, from its translator "Embedded Metadata":
citation_technical_report_institution makes a report, whatever else is there; citation_journal_title would make a
journal article; z:itemType decides where neither is given; og:type "website" would win over a guess. Without an author
tag it takes <meta name="author">, without a date the first <time> of the page. The only author of a page is parted at a
comma if there are several words on both sides; a name without a comma is that of a person, whose last word is the
family's. tests/test_metadata.py tests all of these rules.
It reads no JSON-LD and no citation_reference: those are for search engines.
"""

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from annotated_brief.bibliography import names
from annotated_brief.bibliography.sources import Source
from annotated_brief.content import authors
from annotated_brief.core import memo
from annotated_brief.core.site import source_file
from annotated_brief.downloads import card_tags, single_page
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.metadata import linked_claims, linked_data, signposting
from annotated_brief.references import exports
from annotated_brief.references.export_formats import EXPORT_FORMATS
from annotated_brief.references.reference_list import ListEntry

Tags = list[tuple[str, str]]  # name, content
COPY = (signposting.MARKDOWN, "This page as Markdown")


def head(edition: Edition, file: str) -> Markup:
    """For a page of the edition: it imports as one report."""
    page = edition.pages.get(file)
    if page is None:
        return _whole_head(edition, file) if file == single_page.PAGE else Markup()
    known = linked_data.cited(edition)
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
    data = linked_data.report(edition, file, title, abstract, known, keys, linked_claims.on_page(edition, file))
    return _render(
        tags,
        _open_graph(edition, file, page.title, abstract),
        data,
        _alternates(edition, file),
        signposting.head(edition, file, "Report"),
    )


def _whole_head(edition: Edition, file: str) -> Markup:
    """For the page with everything on it: the edition itself, whose address is that of its first page."""
    known = linked_data.cited(edition)
    title, abstract, url = str(known["title"]), str(known["abstract"]).strip(), edition.site.absolute("index.md")
    return _render(_edition_tags(edition, title, abstract, url), _open_graph(edition, file, title, abstract, url))


def _edition_tags(edition: Edition, title: str, abstract: str, url: str) -> Tags:
    """A page of the edition as a report, by the authors of the brief and the contributors to the edition."""
    return [
        ("citation_title", title),
        *memo.shared("tags", edition, _tags_of_all),
        ("citation_abstract", abstract),
        ("citation_public_url", url),
        ("citation_fulltext_html_url", url),
    ]


def _tags_of_all(edition: Edition) -> Tags:
    """Those that are the same on every page of the edition."""
    known, settings = linked_data.cited(edition), edition.settings
    named = [*authors.names(settings.authors, known), *authors.names([settings.contributors], known)]
    return [
        *_creators("author", [(authors.tag(name), authors.is_body(name)) for name in named]),
        ("citation_publication_date", settings.date.strftime("%Y/%m/%d")),
        ("citation_technical_report_institution", settings.institution),
        ("citation_language", "en"),
        ("citation_keywords", "; ".join(known.get("keywords", []))),
    ]


def source_head(edition: Edition, entry: ListEntry) -> Markup:
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
    about = {"@context": "https://schema.org", "@id": edition.site.link(here, here), **linked_data.work(source)}
    return _render(
        tags,
        _open_graph(edition, here, source.title, description, site=""),
        about,
        _copy(edition, here, here),
        signposting.head(edition, here, source.types.schema),
    )


def shared(edition: Edition, file: str, title: str, description: str) -> Markup:
    """For an address that leads on: what it is shown by where it is shared."""
    return _render([], _open_graph(edition, file, title, description))


def sheet_head(edition: Edition, file: str, title: str, description: str, data: dict[str, Any] | None = None) -> Markup:
    """For any other page that is made of the records, a part of the edition; `data` are what it is as JSON-LD."""
    whole = f"{title}, in {linked_data.cited(edition)['title']}"
    tags = _edition_tags(edition, whole, description, edition.site.absolute(file))
    return _render(
        tags,
        _open_graph(edition, file, title, description),
        data,
        _copy(edition, file, file),
        signposting.head(edition, file, data["@type"] if data else "WebPage"),
    )


def _creators(role: str, named: list[tuple[str, bool]]) -> Tags:
    """Names in the form in which each is imported as one: a body ends with a comma, a person alone with a semicolon."""
    creators = []
    for name, is_body in named:
        parted = re.fullmatch(r"[^,]* [^,]*, *[^,]* .*", name) and len(named) == 1
        end = "," if is_body and "," not in name else ";" if parted else ""
        creators.append((f"citation_{role}", name + end if name else ""))
    return creators


def _container(source: Source, kind: str) -> Tags:
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


def _open_graph(
    edition: Edition, file: str, title: str, description: str, url: str = "", site: str | None = None
) -> Tags:
    """What a page is shown by where its address is shared; `url` is its own where none is given."""
    return [
        ("og:type", "article"),  # an importer would make a web page of a "website"
        ("og:title", title),
        ("og:description", description),
        ("og:site_name", edition.settings.title if site is None else site),
        ("og:locale", "en_GB"),
        ("og:url", url or edition.site.absolute(file)),
        *card_tags.tags(edition, file),
    ]


def _alternates(edition: Edition, file: str) -> list[tuple[str, str, str]]:
    """The Markdown copy of the page and its bibliography, for programs that look for one."""
    name = edition.section_of(file)
    folder = edition.site.base(file) + (f"{name}/" if name else "")
    unlisted = edition.pages[file].meta.get("unlisted")
    copy = [] if unlisted else _copy(edition, file, edition.site.beside(file))
    return copy + [
        (f"{folder}{record.file}", record.type, f"References, {record.title}") for record in EXPORT_FORMATS.values()
    ]


def _copy(edition: Edition, file: str, copy: str) -> list[tuple[str, str, str]]:
    """The link from a page to its Markdown copy; a site that is still being written has no copies."""
    return [] if edition.site.is_live else [(edition.site.base(file) + copy, *COPY)]


def _render(
    tags: Tags,
    properties: Tags,
    data: dict[str, Any] | None = None,
    links: Iterable[tuple[str, str, str]] = (),
    signs: Iterable[signposting.Link] = (),
) -> Markup:
    return render(
        "head.html",
        tags=[tag for tag in tags if tag[1]],
        properties=[tag for tag in properties if tag[1]],
        links=links,
        signs=signs,
        data=linked_data.escaped(data) if data else "",
    )
