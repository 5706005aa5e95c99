"""What programs write into the note of a work that is no note: fields that they have no place for, and their own accounts.

Zotero      the lines of its field Extra: `Publisher: Elsevier`, `Type: treaty`, `\\_eprint: https://…`, `Google-Books-ID: …`
RefWorks    `ID: 12345; Copyright - …; Last updated - 2023-11-29`
Scopus      `Cited by: 12; All Open Access, Green Open Access`, `Export Date: 6 May 2024`
Wikipedia   `[Online; accessed 22-July-2004]`
Zotero      not in the note, but in `chapter` and `journalsubtitle`: the section of a newspaper
EndNote     not in the note, but in `volume` and `number`: the day on which a web page was read; in `issn`: the ISBN

What no field takes stays in the note.
"""

import re
from collections.abc import Iterator, Mapping

from annotated_brief.bibliography import dates, fields, types
from annotated_brief.bibliography.entries import Entry
from annotated_brief.bibliography.untyped import bare
from annotated_brief.core import memo

# Zotero's labels -> the field that is meant.
LABELS = {
    "type": "type", "genre": "type", "container title": "booktitle", "publication title": "booktitle",
    "collection title": "series", "series": "series", "series title": "series", "volume": "volume", "issue": "issue",
    "number": "number", "report number": "number", "page": "pages", "pages": "pages", "num pages": "pagetotal",
    "publisher": "publisher", "publisher place": "location", "place": "location", "authority": "institution",
    "edition": "edition", "version": "version", "version number": "version", "status": "pubstate",
    "original date": "origdate", "original publisher": "origpublisher", "original title": "origtitle",
    "event title": "eventtitle", "event place": "venue", "conference name": "eventtitle", "doi": "doi", "issn": "issn",
    "isbn": "isbn", "pmid": "pmid", "pmcid": "pmcid", "oclc": "oclc", "url": "url", "accessed": "urldate", "section": "section",
    "journal abbreviation": "shortjournal", "container title short": "shortjournal", "title short": "shorttitle",
}  # fmt: skip
# Labels of what a program notes for itself -> what it notes; any other words are the editor's.
OWN = {
    "google-books-id": r"\S+", "citation key": r"\S+", "citekey": r"\S+", "_eprint": r"\S+", "mag id": r"\d+",
    "zscc": r"(?:NoCitationData\S*|\d+)(?: ?\[s\d+\])?", "adsnote": r"Provided by \S+ (?:.* System|NASA\S*)",
    "read_status": r"(?:Not )?Read|Not Reading|To Read|New|In Progress", "read_status_date": r"\S+",
}  # fmt: skip
KNOWN = "|".join(
    re.escape(one).replace("_", r"\\?_") for one in sorted(LABELS.keys() | OWN.keys(), key=len, reverse=True)
)
LABEL = re.compile(rf"(?:(?<=\s)|^)\{{*({KNOWN}|tex\.[\w-]+)\}}*(?::\s+|=\s*)", re.IGNORECASE)
NUMBERS = frozenset("doi issn isbn pmid pmcid oclc url urldate".split())  # one word each
READ_ON = re.compile(
    r"(?i)[\[(]?(?:online[;,.]?\s*)?(?:last\s+|date\s+)?(?:accessed|visited|retrieved)(?:\s+on)?:?\s+(?P<day>[\w ,.~/-]*\d)[\])]*\.?$"
)
ACCOUNT = re.compile(
    r"""(?ix)\s*(?:id:\s*\d+ | times\s+cited:\s*\d+ | cited\s+by\s*:\s*\d+ | export\s+date:.* | source:\s*scopus
    | all\s+open\s+access(?:,.*)? | (?:bronze|gold|green|hybrid\s+gold)\s+open\s+access
    | (?:copyright|last\s+updated|document\s+feature|date\s+(?:revised|created|completed)|name\s+-.*|dom|coden|subjects\w*)\s+-\s.*)?\s*"""
)
ON_THE_WAY = frozenset({"in press", "forthcoming", "to appear", "accepted", "submitted", "under review"})
WRAPPED = 60  # characters of a line that may go on in the next one


@memo.per_record
def of_entry(entry: Entry) -> Entry:
    """An entry with the fields that are meant."""
    return entry._replace(fields=meant(entry.fields, entry.type))


def meant(written: Mapping[str, str], kind: str = "") -> dict[str, str]:
    """The fields of an entry, with those that stand in its note where they belong; what the entry says counts more."""
    result = _named(dict(written), kind)
    note = " ".join(result.get("note", "").split())
    remarks = [one.strip() for one in note.split(";")]
    said = [one for one in remarks if not ACCOUNT.fullmatch(one)]
    if all(map(READ_ON.fullmatch, said)):
        left = "; ".join(said)
    elif any(map(LABEL.match, lines := _lines(result["note"]))):
        left = " ".join(filter(None, (words for line in lines for words in _left(line, result))))
    else:
        left = note
    return _read_on({name: value for name, value in (result | {"note": left}).items() if value or name != "note"})


def _named(result: dict[str, str], kind: str) -> dict[str, str]:
    """The fields with the section of a newspaper, the ISBN and the first year of a book and what is in press under their names."""
    if re.fullmatch(r"(?:97[89])?\d{9}[\dX]", re.sub(r"[\s-]", "", result.get("issn", ""))) and "isbn" not in result:
        result["isbn"] = result.pop("issn")
    both = re.fullmatch(r"\[?(\d{4})\]? ?\[?(\d{4})\]?", bare(result.get("year", "")))
    if both and "[" in result["year"] and "origdate" not in result:
        first, last = sorted(both.groups())  # [1930] 1999; two that are far apart are of two calendars, which is told
        result |= {"year": last, "origdate": first} if int(last) - int(first) < 500 else {}
    if bare(result.get("note", "")) in ON_THE_WAY and "pubstate" not in result:
        result["pubstate"] = bare(result.pop("note"))
    subtype = bare(result.get("entrysubtype", ""))
    name = "journalsubtitle" if subtype in {"newspaper", "magazine"} else "chapter" if kind == "article" else ""
    if name in result and "section" not in result:
        result["section"] = result.pop(name)
    return result


def _read_on(result: dict[str, str]) -> dict[str, str]:
    """The fields with the day on which a web page was read where it belongs."""
    day = _day(f"{result.get('number', '')} {result.get('volume', '')}")
    if day and types.named(result.get("type", "")) == "online":
        return {"urldate": day} | {name: value for name, value in result.items() if name not in {"volume", "number"}}
    for name in ("note", "howpublished"):
        said = READ_ON.search(result.get(name, ""))
        if said and _day(said["day"]):
            whole = said[0] == result[name]
            return {
                "urldate": _day(said["day"]),
                **{one: value for one, value in result.items() if not whole or one != name},
            }
    return result


def _day(said: str) -> str:
    """A day as biblatex has it, also 22-July-2004; empty if it is none."""
    day = dates.spelled(re.sub(r"-(?=[A-Za-z])|(?<=[a-z])-", " ", bare(said).title()))
    return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and dates.read(day) else ""


def _lines(note: str) -> list[str]:
    """The lines of a note, as far as they are not wrapped."""
    lines: list[str] = []
    for line in map(str.strip, note.split("\n")):
        if lines and len(lines[-1].rpartition("\n")[2]) >= WRAPPED and not LABEL.match(line):
            lines[-1] += f"\n{line}"
        else:
            lines.append(line)
    return [" ".join(line.split()) for line in lines]


def _left(line: str, result: dict[str, str]) -> Iterator[str]:
    """What of a line no field takes."""
    begun, *parts = LABEL.split(line) if LABEL.match(line) else [line]
    yield begun
    for label, value in zip(parts[::2], parts[1::2], strict=True):
        yield _taken(label.lower().replace("\\", ""), f"{label}: ", value.strip(), result)


def _taken(label: str, shown: str, value: str, result: dict[str, str]) -> str:
    """What is left of a value, with its label where that belongs to it, after the field that is meant has taken it."""
    own = re.compile(OWN.get(label, r"(?!)"), re.IGNORECASE)
    name = LABELS.get(label, label.removeprefix("tex."))
    if label in OWN:
        match = own.match(value)
        return value[match.end() :].strip() if match else shown + value
    if name not in fields.PUBLIC:
        return ""  # a field that the entry would have for a program of its owner
    value, _, left = value.partition(" ") if name in NUMBERS else (value, "", "")
    same = ("booktitle", "journal", "journaltitle", "titleaddon") if name == "booktitle" else (name,)
    held = next((result[one] for one in same if one in result), value)
    if bare(held) != bare(value) or (name == "urldate" and not dates.read(value)):
        return f"{shown}{value} {left}".strip()
    if value and not result.keys() & set(same):
        result[name] = value
    return left
