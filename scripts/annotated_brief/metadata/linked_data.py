"""The edition and its sources as JSON-LD, in the words of schema.org: for search engines."""

import json
from typing import Any

from markupsafe import Markup

from annotated_brief.bibliography import names
from annotated_brief.bibliography.sources import Source
from annotated_brief.content import authors
from annotated_brief.content.settings import citation
from annotated_brief.core import memo
from annotated_brief.core.site import source_file
from annotated_brief.edition import Edition
from annotated_brief.figures import charts

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
LICENCE = "https://creativecommons.org/licenses/by/4.0/"  # of what the edition adds


def cited(edition: Edition) -> dict[str, Any]:
    """The fields of CITATION.cff."""
    return memo.shared("cited", edition, lambda edition: citation(edition.paths))


def report(
    edition: Edition,
    file: str,
    title: str,
    abstract: str,
    known: dict[str, Any],
    keys: list[str],
    claims: list[dict[str, Any]],
) -> dict[str, Any]:
    settings = edition.settings
    node = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": edition.site.link(file, file),
        "isPartOf": {"@id": edition.site.link(file, "index.md")} if file != "index.md" else None,
        "name": title,
        "headline": title,
        "abstract": abstract,
        "author": [
            *map(authors.linked, authors.names(settings.authors, known)),
            {"@type": "Organization", "name": settings.contributors},
        ],
        "publisher": {"@type": "Organization", "name": settings.institution},
        "datePublished": settings.date.isoformat(),
        "version": settings.version,
        "license": LICENCE,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "keywords": known.get("keywords", []),
        "url": edition.site.absolute(file),
        "hasPart": [*_datasets(edition, file), *claims],
        "citation": [{"@id": edition.site.link(file, source_file(key))} for key in keys],
    }
    return {name: value for name, value in node.items() if value}


def _datasets(edition: Edition, file: str) -> list[dict[str, Any]]:
    """The tables whose figures stand on the page; on the page of figures all of them."""
    figures = charts.figures(edition.paths) if edition.pages[file].figures or file == edition.lists["figures"] else {}
    placed = [block.argument for block in edition.pages[file].figures]
    names = [name for figure in placed if figure in figures for name in figures[figure].figure.tables]
    names = list(edition.tables) if file == edition.lists["figures"] else list(dict.fromkeys(names))
    base = edition.site.base(file)
    return [
        {
            "@type": "Dataset",
            "name": edition.tables[name].title,
            "description": edition.tables[name].description or edition.tables[name].title,
            "distribution": {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": (edition.site.root or base) + f"data/{name}.csv",
            },
        }
        for name in names
        if name in edition.tables
    ]


def work(source: Source) -> dict[str, Any]:
    """A source as schema.org has it."""
    node = {
        "@type": source.types.schema,
        "name": source.title,
        "author": [_agent(name) for name in source.creators()],
        "editor": [_agent(name) for name in source.creators("editor")],
        "isPartOf": {"@type": "CreativeWork", "name": source.container} if source.container else None,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "datePublished": source.date,
        "inLanguage": source.lang,
        "url": source.url,
    }
    return {name: value for name, value in node.items() if value}


def _agent(name: names.Name) -> dict[str, str]:
    return {"@type": "Organization" if names.is_body(name) else "Person", "name": names.shown(name)}


def escaped(value: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in, whatever is in it."""
    text = JSON.encode(value)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)
