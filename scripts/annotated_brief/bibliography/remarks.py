"""What programs write into the note of a work that is no note: fields that they have no place for, and their own accounts.

Zotero      the lines of its field Extra: `Publisher: Elsevier`, `Type: treaty`, `\\_eprint: https://…`, `Google-Books-ID: …`
RefWorks    `ID: 12345; Copyright - …; Last updated - 2023-11-29`
Scopus      `Cited by: 12; All Open Access, Green Open Access`, `Export Date: 6 May 2024`
"""

import re
from collections.abc import Mapping

# Zotero's labels -> the field that is meant; empty where it says nothing about the work.
LABELS = {
    "type": "type", "genre": "type", "container title": "booktitle", "publication title": "booktitle",
    "collection title": "series", "series": "series", "series title": "series", "volume": "volume", "issue": "issue",
    "number": "number", "report number": "number", "page": "pages", "pages": "pages", "num pages": "pagetotal",
    "publisher": "publisher", "publisher place": "location", "place": "location", "authority": "institution",
    "edition": "edition", "version": "version", "version number": "version", "status": "pubstate",
    "original date": "origdate", "original publisher": "origpublisher", "original title": "origtitle",
    "event title": "eventtitle", "event place": "venue", "conference name": "eventtitle", "doi": "doi", "issn": "issn",
    "isbn": "isbn", "pmid": "pmid", "pmcid": "pmcid", "oclc": "oclc", "url": "url",
    "journal abbreviation": "", "google-books-id": "", "citation key": "", "_eprint": "", "zscc": "", "mag id": "",
    "read_status": "", "section": "", "accessed": "", "submitted": "", "container title short": "", "title short": "",
    "adsnote": "", "citekey": "",
}  # fmt: skip
LABEL = re.compile(rf"(?:(?<=\s)|^)\{{*({'|'.join(map(re.escape, LABELS))})\}}*:\s+", re.IGNORECASE)
ACCOUNT = re.compile(
    r"""(?ix)\s*(?:id:\s*\d+ | times\s+cited:\s*\d+ | cited\s+by\s*:\s*\d+ | export\s+date:.* | source:\s*scopus
    | all\s+open\s+access(?:,.*)? | (?:bronze|gold|green|hybrid\s+gold)\s+open\s+access
    | (?:copyright|last\s+updated|document\s+feature|date\s+(?:revised|created|completed)|name\s+-.*|dom|coden|subjects\w*)\s+-\s.*)?\s*"""
)


def meant(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry, with those that stand in its note where they belong; what the entry says counts more."""
    note = fields.get("note", "").replace(r"\_", "_")
    made = dict(fields)
    if note and all(map(ACCOUNT.fullmatch, note.split(";"))):
        del made["note"]
    elif LABEL.match(note):
        del made["note"]
        _, *parts = LABEL.split(note)
        for label, value in zip(parts[::2], parts[1::2], strict=True):
            name = LABELS[label.lower()]
            if name == "booktitle" and fields.keys() & {"journal", "journaltitle", "titleaddon"}:
                continue
            if name and value.strip():
                made.setdefault(name, value.strip())
    return made
