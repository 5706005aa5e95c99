"""The bibliography for other programs: BibLaTeX, CSL-JSON and RIS, whole and section by section.

BibLaTeX is written from the entries, every bibliographic field byte for byte. The other two are written from the record:
braces and LaTeX resolved, nothing else changed.

    field                   BibLaTeX      CSL-JSON                  RIS
    key                     key           id                        ID
    type                    type          type                      TY
    title, subtitle         same          title                     TI
    titleaddon (English)    titleaddon    note, first line          TT
    author, editor          same          author, editor            AU, A2
    recipient, interviewer  same          recipient, interviewer    A2
    bookauthor              same          container-author          A3
    translator              same          translator                A4
    introduction, holder …  same          note                      N1
    type                    same          genre                     M3
    shorttitle              same          title-short               ST
    volumes, pagetotal      same          number-of-volumes, -pages NV, N1
    journaltitle, booktitle same          container-title           T2
    series                  same          collection-title          T3
    number of a book in it  number        collection-number         M1
    publisher and the like  same          publisher                 PB
    location                same          publisher-place           CY
    date, or year and month same          issued                    DA, PY
    url, doi, eprint        same          URL, DOI                  UR, DO
    urldate                 urldate       accessed                  Y2
    archiveurl              archiveurl    archive_location          N1 ("Archived: ...")
    volume, number, pages   same          volume, issue, page       VL, IS, SP, EP
    edition, or version     same          edition, version          ET
    isbn, issn              same          ISBN, ISSN                SN
    langid, language        same          language (code)           LA (code)
    note                    note          note                      N1
    all other fields        as recorded   as CSL has them           -

RIS cannot tell a body from a person, so a comma in the name of a body parts it; it has no seasons and no spans of dates.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

import rispy

from annotated_brief.bibliography import dates, inlines, names, page_ranges, reading
from annotated_brief.bibliography.sources import CREATORS, Source
from annotated_brief.core import memo
from annotated_brief.edition import Edition

# Variables that are private, or are written from the entry.
UNSAID = set(
    "original-date annote abstract keyword note URL DOI url doi issued accessed type language isbn issn".split()
)
# Fields without a place in the other formats. Two words, because pandoc and Zotero take `word: value` for a variable.
REMARKS = {
    "collaboration": "Author collaboration", "reportnumber": "Report number", "nameaddon": "Name of author",
    "oclc": "OCLC number", "lccn": "LCCN number", "mrnumber": "MR number", "zblnumber": "Zbl number",
    "issuetitle": "Special issue", "reprinttitle": "Reprinted as", "nationality": "Patent office",
}  # fmt: skip
# What other persons did, whom no other format has a place for.
HELPED = {
    "introduction": "Introduction by", "foreword": "Foreword by", "afterword": "Afterword by", "holder": "Held by",
    "commentator": "Commentary by", "annotator": "Annotated by",
}  # fmt: skip
WITH = "In collaboration with"
# Variables that RIS has no tag for.
UNTAGGED = {
    "number-of-pages": "Number of pages", "event": "Event title", "volume-title": "Title of volume", "status": "Publication status",
    "original-title": "Original title", "original-publisher": "Original publisher",
}  # fmt: skip
# Variables whose names CSL has in capitals.
CAPITALS = {"pmid": "PMID", "pmcid": "PMCID"}
DATES = {"event-date": "eventdate", "accessed": "urldate"}


def parts(edition: Edition) -> dict[str, list[str]]:
    """The folder of each bibliography -> its keys in the order of their numbers."""
    keys_of = {"": list(edition.used)}
    used: dict[str, set[str]] = {}
    for key, uses in edition.uses.items():
        for use in uses:
            used.setdefault(use.page, set()).add(key)
    for name, page in edition.sections.items():
        mine = used.get(page.file, set())
        keys_of[f"{name}/"] = [key for key in keys_of[""] if key in mine]
    return keys_of


def cites(edition: Edition, file: str) -> bool:
    """Whether a page cites any source, so that its section has a bibliography."""
    page = edition.pages.get(file)
    return any(citing.citation.key in edition.numbers for citing in (page.citings if page else ())) or any(
        use.page == file for key in edition.numbers for use in edition.uses.get(key, ())
    )


def csl(sources: list[Source]) -> str:
    """Records as CSL-JSON."""
    return "[\n" + ",\n".join(map(_csl, sources)) + "\n]\n" if sources else "[]\n"


@memo.per_record
def _csl(source: Source) -> str:
    """One of them, to be read by people too: dates on one line."""
    text = json.dumps([item(source)], ensure_ascii=False, indent=1).removeprefix("[\n").removesuffix("\n]")
    return re.sub(r"\[\n[\d\s,\[\]-]+\]", lambda match: re.sub(r"\s+", "", match[0]), text)


@memo.per_record
def item(source: Source) -> dict[str, Any]:
    """One record as CSL-JSON."""
    record = source.reading.record
    fields: dict[str, Any] = {"id": source.key, "type": source.types.csl, "title": source.title}
    for name, value in record.items():
        if name in CREATORS:
            fields[name] = source.creators(name)
        elif name not in UNSAID | DATES.keys() | set(reading.ROLES):
            fields[CAPITALS.get(name, name)] = inlines.plain(value)
    fields |= {
        "issued": csl_date(source.written_date),
        **{name: csl_date(source.fields.get(field, "")) for name, field in DATES.items()},
        "container-title": source.container,
        "publisher": source.houses,
        "URL": source.url,
        "DOI": source.doi,
        "section": source.text("section"),
        "jurisdiction": inlines.plain(record.get("jurisdiction", "")) or source.text("jurisdiction"),
        "original-date": csl_date(source.fields.get("origdate") or source.fields.get("origyear", "")),
        "ISBN": isbn(source),
        "ISSN": source.text("issn"),
        "archive_location": source.archive,
        "language": source.lang or "en",
        # CSL has no place for a translated title; reference managers keep a note and print it nowhere.
        "note": "\n".join(filter(None, [translated(source), *_notes(source)])),
    }
    return {name: value for name, value in fields.items() if value}


def _notes(source: Source) -> Iterable[str]:
    yield from (source.text(name) for name in ("note", "addendum"))
    yield from (
        f"{label}: {source.text(name)}"
        for name, label in REMARKS.items()
        if source.text(name) not in {"", source.title}
    )
    for role in reading.ROLES:
        did = HELPED.get(role) or (f"As {source.text(f'{role}type')}" if source.text(f"{role}type") else WITH)
        if role in source.reading.record and role not in CREATORS:
            yield f"{did}: {names.listed(*names.of(source.reading.record[role]))}"


def translated(source: Source) -> str:
    return f"Title in English: {source.translation}" if source.translation else ""


def csl_date(date: str) -> dict[str, Any]:
    """A date in CSL; anything else, such as "in press", as it is written."""
    parsed = dates.read(date)
    if parsed:
        return parsed.csl
    return {"literal": inlines.plain(date.strip("{} "))} if date else {}


def ris(sources: Iterable[Source]) -> str:
    """RIS text."""
    return "\n".join(_ris_text(source) for source in sources)


@memo.per_record
def _ris_text(source: Source) -> str:
    written: str = rispy.dumps([_ris(source)])
    return re.sub(r"^\d+\.\n", "", written, flags=re.MULTILINE)


def _ris(source: Source) -> dict[str, Any]:
    first, last = pages(source)
    archived = [f"Archived: {source.archive}"] if source.archive else []
    event = source.variable("event") if source.types.ris == "SLIDE" else ""
    shown = (source.title, source.container, event, "")
    unsure = csl_date(source.written_date).get("literal")
    untagged = [f"{label}: {text}" for name, label in UNTAGGED.items() if (text := source.variable(name)) not in shown]
    untagged += [f"Date of publication: {unsure}"] if unsure else []
    fields = {
        "type_of_reference": source.types.ris,
        "id": source.key,
        "title": source.title,
        "translated_title": source.translation,
        "authors": [names.inverted(name) for name in source.makers],
        "secondary_authors": [
            *_names(source, "editor", "recipient", "interviewer", *(["director"] if source.creators() else [])),
        ],
        "tertiary_authors": _names(source, "container-author", "collection-editor"),
        "subsidiary_authors": _names(source, "translator", "illustrator", "composer", "compiler"),
        "secondary_title": source.container or _website(source) or event,
        "short_title": source.variable("title-short"),
        "alternate_title1": source.variable("container-title-short"),
        "type_of_work": source.variable("genre"),
        "tertiary_title": source.variable("collection-title"),
        "publisher": source.houses,
        "place_published": source.variable("publisher-place") or source.variable("event-place"),
        "edition": source.variable("edition") or source.variable("version"),
        "issn": isbn(source) or source.text("issn"),
        "accession_number": source.text("pmid"),
        "custom2": source.text("pmcid"),
        "call_number": source.text("library"),
        "date": _ris_date(source.date),
        "year": source.year,
        "access_date": _ris_date(dates.iso(source.text("urldate"))),
        "urls": [source.url.replace(";", "%3B")] if source.url else [],  # a semicolon parts two addresses
        "doi": source.doi,
        "volume": source.variable("volume"),
        "number_of_volumes": source.variable("number-of-volumes"),
        "number": source.variable("issue") or source.variable("number"),
        "note": source.variable("collection-number"),
        "section": source.text("section") or source.variable("chapter-number"),
        "start_page": first,
        "end_page": last,
        "language": source.lang or "en",
        "notes": [note for note in (*_notes(source), *untagged, *archived) if note],
    }
    return {name: value for name, value in fields.items() if value}


def isbn(source: Source) -> str:
    """That of a part is that of its book."""
    return source.text("isbn") or source.variable("isbn")


def _names(source: Source, *roles: str) -> list[str]:
    """The names of several roles, family first."""
    return [names.inverted(name) for role in roles for name in source.creators(role)]


def pages(source: Source) -> tuple[str, str]:
    """First and last page; of a single page, or of several ranges, the whole is the first."""
    return page_ranges.ends(source.variable("page"))


def _website(source: Source) -> str:
    """Reference managers take the name of a web page's site from this field."""
    return source.publisher if source.types.zotero in {"webpage", "blogPost", "forumPost"} else ""


def _ris_date(date: str) -> str:
    """2025-08-22 as 2025/08/22/, 2025-08 as 2025/08//; what follows the third slash would be a season or the like."""
    parts = [*date.split("-"), "", ""][:3]
    return "/".join([*parts, ""]) if date else ""
