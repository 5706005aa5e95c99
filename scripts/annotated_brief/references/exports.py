"""The bibliography for other programs: BibLaTeX, CSL-JSON and RIS, whole and section by section.

What each format keeps, from record to file and back (tests/test_exports.py holds every line of it to account):

    field                   BibLaTeX      CSL-JSON                  RIS
    key                     key           id                        ID
    type                    type          type                      TY
    title                   title         title                     TI
    titleaddon (English)    titleaddon    note, first line          TT
    author, editor          same          author, editor            AU, A2
    journaltitle            same          container-title           T2
    organization, institution,
      publisher             same          publisher                 PB
    date                    date          issued                    DA, PY
    url                     url           URL                       UR
    urldate                 urldate       accessed                  Y2
    archiveurl              archiveurl    archive_location          N1 ("Archived: ...")
    doi                     doi           DOI                       DO
    volume, number, pages   same          volume, issue, page       VL, IS, SP, EP
    langid                  langid        language (code)           LA (code)
    note                    note          note                      N1
    all other fields        as recorded   -                         -

BibLaTeX is written from the records, every field byte for byte. In the other two the values are the text of a field:
braces and LaTeX escapes resolved, nothing else changed; addresses byte for byte.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import rispy
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from annotated_brief.bibliography import bibtex, pandoc, references
from annotated_brief.bibliography.disk_cache import each
from annotated_brief.bibliography.memo import per_source
from annotated_brief.bibliography.sources import Source, plain
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition

PUBLISHERS = ("publisher", "institution", "organization")

RIS_TYPES = {
    "online": "ELEC", "report": "RPRT", "book": "BOOK", "incollection": "CHAP", "inbook": "CHAP", "thesis": "THES",
    "inproceedings": "CONF", "dataset": "DATA", "video": "VIDEO", "legislation": "STAT", "legal": "LEGAL",
}  # fmt: skip


def files(edition: Edition) -> dict[str, str]:
    """Address from the root of the site -> content: all sources, and those of each section."""
    items = csl(edition.used, edition.paths)
    made: dict[str, str] = {}
    for folder, keys in parts(edition).items():
        chosen = [edition.sources[key] for key in keys]
        made[f"{folder}references.bib"] = bibtex.write(chosen)
        made[f"{folder}references.json"] = json_text([items[key] for key in keys])
        made[f"{folder}references.ris"] = ris(chosen)
    return made


def parts(edition: Edition) -> dict[str, list[str]]:
    """The folder of each bibliography -> its keys in the order of their numbers."""
    made = {"": list(edition.used)}
    used: dict[str, set[str]] = {}
    for key, uses in edition.uses.items():
        for use in uses:
            used.setdefault(use.page, set()).add(key)
    for name, page in edition.sections.items():
        mine = used.get(page.file, set())
        made[f"{name}/"] = [key for key in made[""] if key in mine]
    return made


def json_text(value: object) -> str:
    """JSON to be read by people too: dates on one line."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return re.sub(r"\[\n[\d\s,\[\]]+\]", lambda match: re.sub(r"\s+", "", match[0]), text) + "\n"


def csl(sources: Mapping[str, Source], paths: Paths | None = None) -> dict[str, dict[str, Any]]:
    """Key -> CSL-JSON. Types and structure are pandoc's, the texts are the records'."""
    if not sources:
        return {}
    entries = references.stand_ins(sources)
    made = each(paths.cache / "csl.json" if paths else None, pandoc.version(), entries, _csl_json)
    return {key: made.get(key, {"id": key, "type": "document"}) | _texts(source) for key, source in sources.items()}


def _csl_json(text: str) -> dict[str, dict[str, Any]]:
    """What pandoc makes of the entries: key -> item."""
    try:
        made = pandoc.convert(text, "biblatex", "csljson")
    except RuntimeError:
        made = pandoc.convert(references.readable(text), "biblatex", "csljson")
    return {str(item["id"]): item for item in json.loads(made)}


@per_source
def _texts(source: Source) -> dict[str, Any]:
    """What pandoc would re-case, escape, abridge or leave out."""
    found = {
        "title": source.title,
        "author": [_csl_name(name) for name in names(source.fields.get("author", ""))],
        "editor": [_csl_name(name) for name in names(source.fields.get("editor", ""))],
        "container-title": source.text("journaltitle"),
        "publisher": publishers(source),
        "issued": _csl_date(source.date),
        "accessed": _csl_date(source.text("urldate")),
        "URL": source.url,
        "DOI": source.text("doi"),
        "archive_location": source.text("archiveurl"),
        "language": source.lang or "en",
        # CSL has no place for a translated title; reference managers keep a note and print it nowhere.
        "note": "\n".join(filter(None, [translated(source), source.text("note")])),
    }
    return {name: value for name, value in found.items() if value}


def translated(source: Source) -> str:
    return f"Title in English: {source.translation}" if source.translation else ""


def names(field: str) -> list[tuple[str, str]]:
    """Persons and bodies of an author field: (family, given), a body as (name, "")."""
    return [_name(name) for name in split_multiple_persons_names(field)] if field.strip() else []


def _name(written: str) -> tuple[str, str]:
    if written.startswith("{") and written.endswith("}"):
        return plain(written), ""
    parts = parse_single_name_into_parts(written, strict=False)
    family = " ".join([*parts.von, *parts.last])
    given = " ".join(parts.first) + (f", {' '.join(parts.jr)}" if parts.jr else "")
    return plain(family), plain(given)


def _csl_name(name: tuple[str, str]) -> dict[str, str]:
    family, given = name
    return {"family": family, "given": given} if given else {"literal": family}


def _csl_date(date: str) -> dict[str, Any]:
    """An ISO date or a span of two; anything else as it is written."""
    if re.fullmatch(r"[\d/-]+", date):
        return {"date-parts": [[int(part) for part in one.split("-") if part] for one in date.split("/") if one]}
    return {"raw": date} if date else {}


def publishers(source: Source) -> str:
    return "; ".join(source.text(name) for name in PUBLISHERS if source.fields.get(name))


def ris(sources: Iterable[Source]) -> str:
    """RIS text."""
    return "\n".join(_ris_text(source) for source in sources)


@per_source
def _ris_text(source: Source) -> str:
    written: str = rispy.dumps([_ris(source)])
    return re.sub(r"^\d+\.\n", "", written, flags=re.MULTILINE)


def _ris(source: Source) -> dict[str, Any]:
    first, _, last = re.sub(r"[-–]+", "-", source.text("pages")).partition("-")
    archived = [f"Archived: {source.text('archiveurl')}"] if source.fields.get("archiveurl") else []
    found = {
        "type_of_reference": _ris_type(source),
        "id": source.key,
        "title": source.title,
        "translated_title": source.translation,
        "authors": [_ris_name(name) for name in names(source.fields.get("author", ""))],
        "secondary_authors": [_ris_name(name) for name in names(source.fields.get("editor", ""))],
        "secondary_title": source.text("journaltitle") or source.text("booktitle") or _website(source),
        "publisher": publishers(source),
        "date": _ris_date(source.date),
        "year": source.year,
        "access_date": _ris_date(source.text("urldate")),
        "urls": [source.url] if source.url else [],
        "doi": source.text("doi"),
        "volume": source.text("volume"),
        "number": source.text("number"),
        "start_page": first,
        "end_page": last,
        "language": source.lang or "en",
        "notes": [note for note in (source.text("note"), *archived) if note],
    }
    return {name: value for name, value in found.items() if value}


def _ris_type(source: Source) -> str:
    if source.type == "article":
        kind = source.fields.get("entrysubtype", "")
        return {"magazine": "MGZN", "newspaper": "NEWS"}.get(kind, "JOUR" if source.fields.get("volume") else "NEWS")
    return RIS_TYPES.get(source.type, "GEN")


def _website(source: Source) -> str:
    """Reference managers take the name of a web page's site from this field."""
    return source.publisher if source.type == "online" else ""


def _ris_name(name: tuple[str, str]) -> str:
    family, given = name
    return f"{family}, {given}" if given else family


def _ris_date(date: str) -> str:
    """2025-08-22 as 2025/08/22/, 2025-08 as 2025/08//; what follows the third stroke would be a season or the like."""
    parts = [*date.partition("/")[0].split("-"), "", ""][:3]
    return "/".join([*parts, ""]) if date else ""
