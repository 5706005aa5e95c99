"""What programs write into fields where it does not belong, told from what the work says: the fields as they are meant.

Mendeley    the month of an issue in `number`; the title of a book a second time in `booktitle`; how many pages a
            book or a thesis has in `pages`
Zotero      `number` a second time in `issue`; the site of a web page in `journal` or in `titleaddon`; what a talk or
            a manuscript is in `type` and `howpublished`, and where a talk was given in `note`; `Type: treaty` in `note`
Scholar     the number of a patent in `note`
            `issue` without `number`
Citavi      the university of a thesis a second time in `publisher`
ACM         the place of a conference in `location`, that of the publisher in `address`
PubMed      a full stop at the end of a title; where an author works in `address` of an article
BibTeX      the title of a part of a book in `chapter`; question marks where somebody had to look something up
EndNote     the kind of item in `type`; the day on which a web page was read in `volume` and `number`; the editor of a
            book in `author`
Preprints have a module of their own.
"""

import re
from collections.abc import Mapping

from annotated_brief.bibliography import dates, preprints, types

# The fields by which a journal is told from a web site.
PLACED = frozenset({"volume", "number", "issue", "pages", "doi", "eid", "issn", "eprint"})

# Works that stand on a site, and the fields that say whose it is, or may.
SITES = frozenset({"online", "blog", "post"})
NAMED = frozenset(
    "organization publisher institution journaltitle journal howpublished nopublisher crossref xdata".split()
)
# Works whose titles PubMed closes with a full stop, and what it says of whatever has appeared.
CLOSED = frozenset("article book inbook incollection inproceedings phdthesis thesis report techreport".split())
PUBLISHED = frozenset({"ppublish", "epublish", "published"})
# Fields that hold the words of another field once more.
SAID_AGAIN = (
    ("howpublished", "type"), ("publisher", "school"), ("publisher", "institution"), ("organization", "publisher"),
)  # fmt: skip
HELPED = frozenset("document map interview image audio video presentation".split())
UNKNOWN = re.compile(r"(?i)[?{}\s]*\?{2}[-–?{}\s]*|(?:n/a|n\.?pag\.?)(?:\s*[-–]+\s*(?:n/a|n\.?pag\.?))?")
# What stands before a number as a style sets it there.
LABELLED = {
    "volume": r"(?i)^(?:vol(?:ume)?|bd)[.\s]+(?=\d)", "number": r"(?i)^(?:no|nr|number|issue|iss)[.\s]+(?=\d)",
    "pages": r"(?i)^(?:pp?|pages?|s)[.\s]+(?=\d)",
}  # fmt: skip
SITE = ("organization", "publisher", "journaltitle", "journal", "titleaddon", "howpublished")
STANDARD = re.compile(
    r"(?i)(?:iso|iec|ieee|astm|ansi|din|bs|en|gost|gb/t|nist|w3c|rfc|itu-t)\b[\s/-]*(?:[a-z]+[\s/-]+)*\d"
)
PATENT = re.compile(r"(?P<office>[A-Z]{2}) Patent (?:App\. )?(?P<number>[\d,/]+[A-Z\d]*)")  # so Google Scholar
WHOLE = frozenset(
    "book collection proceedings report techreport thesis phdthesis mastersthesis booklet manual mvbook".split()
)


def meant(fields: Mapping[str, str], kind: str = "") -> dict[str, str]:
    """The fields of an entry of a type as they are meant."""
    made = {name: value for name, value in fields.items() if not UNKNOWN.fullmatch(value)}
    if (
        kind == "inbook"
        and not made.keys() & {"booktitle", "crossref"}
        and re.search("[a-z]{4}", made.get("chapter", ""))
    ):
        made |= {"booktitle": made.get("title", ""), "title": made.pop("chapter")}
    if kind in CLOSED and "title" in made:
        made["title"] = re.sub(r"(?<=[a-z]{4})\.(?=\}*$)", "", made["title"])
    if bare(made.get("pubstate", "")) in PUBLISHED:
        del made["pubstate"]
    for name, other in (("issue", "number"), ("booktitle", "title"), *SAID_AGAIN):
        if name in made and bare(made[name]) == bare(made.get(other, "")):
            del made[name]
    if "maintitle" in made and "booktitle" in made and "booktitleaddon" in made:
        made["booktitle"] += ". " + made.pop("booktitleaddon")  # else a reader sets it after both titles
    made = _placed(made, kind)
    if types.ALIASES.get(kind, kind) in SITES and not made.keys() & NAMED:
        made |= {"organization": made.pop("titleaddon")} if "titleaddon" in made else {}
    if kind == "unpublished" and "note" in made and types.in_words(made.get("type", "")) == "presentation":
        made.setdefault("eventtitle", made.pop("note"))
    if types.named(made.get("type", "")) == "collection" and "editor" not in made and "author" in made:
        made["editor"] = made.pop("author")
    if types.ALIASES.get(kind, kind) == "image" and "howpublished" in made:
        made.setdefault("type", made.pop("howpublished"))  # of what it is made
    if types.ALIASES.get(kind, kind) in HELPED:
        # A map, an interview, a film: whoever else made it than the author, if there is one.
        others = [made.pop(name) for name in ("editora", "namea") if name in made]
        if others and not made.keys() & {"editor"}:
            made["author"] = " and ".join([one for one in (made.get("author", ""),) if one] + others)
    said = re.match(r"(?i)type:\s*(\w+)\b", made.get("note", "")) if kind in {"misc", "document"} else None
    if said and types.known(said[1].lower()):
        made.setdefault("type", said[1].lower())
    patent = PATENT.fullmatch(made.get("note", "")) if kind == "misc" and "number" not in made else None
    if patent:
        made |= {"type": f"{patent['office']} Patent", "number": patent["number"]}
        made = {name: value for name, value in made.items() if name not in {"note", "publisher"}}
    return preprints.meant(kind, made)


def _placed(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """The fields with numbers, volumes and pages where they are meant."""
    made = dict(fields)
    for name in ("volume", "number", "issue", "year"):
        if name in made:
            made[name] = re.sub(r"^\(([\w~?–-]+)\)$", r"\1", made[name])
    for name, label in LABELLED.items() if types.ALIASES.get(kind, kind) in {"article", "magazine"} else ():
        if name in made:
            made[name] = re.sub(label, "", made[name])
    both = re.fullmatch(r"(\d+)\s*\((\d[\d–/-]*)\)", made.get("volume", ""))
    if both and "number" not in made:
        made |= {"volume": both[1], "number": both[2]}
    if {"address", "location"} <= made.keys():
        made.setdefault("venue", made.pop("location"))
    if kind == "article" and made.keys() & {"volume", "number"}:
        made = {name: value for name, value in made.items() if name not in {"address", "location"}}
    if dates.is_month(made.get("number", "")) and "date" not in made:
        number = made.pop("number")
        made.setdefault("month", number)
    if "issue" in made and "number" not in made and re.match(r"\{*\d", made["issue"]):
        made["number"] = made.pop("issue")
    if types.named(made.get("type", "")) == "online" and re.fullmatch(r"\{*(19|20)\d\d\}*", made.get("volume", "")):
        made = {name: value for name, value in made.items() if name not in {"volume", "number"}}
    if kind in WHOLE and re.fullmatch(r"([ivxlc\d]+\s*[+,]\s*)*\d+\s*(p\.?|pp\.?|pages)?", bare(made.get("pages", ""))):
        made.setdefault("pagetotal", made.pop("pages"))
    if "pages" not in made and (made.get("eid") or made.get("articleno")):
        made["pages"] = made.get("eid") or made["articleno"]  # where an article without pages has them
    return made


def kind(entry: str, fields: Mapping[str, str]) -> str:
    """The type of an entry of this type, its fields as they are meant, where they say what its type does not."""
    if preprints.is_one(entry, fields):
        return "preprint"
    if types.ALIASES.get(entry, entry) not in {"online", "document"}:
        return entry
    if any(types.POSTED_ON.fullmatch(bare(fields.get(name, ""))) for name in SITE):
        return "post"
    if re.fullmatch(r"[A-Z]{2} Patent", fields.get("type", "")):
        return "patent"
    if re.match(r"(?i)(?:personal )?interview (?:with|by|on|of)\b", bare(fields.get("title", ""))):
        return "interview" if "url" not in fields else entry
    return "standard" if STANDARD.match(bare(fields.get("number", ""))) else entry


def is_site(fields: Mapping[str, str]) -> bool:
    """Whether the journal, or to Mendeley the book, of a work of no known type is the web site that it stands on."""
    has_address = bool(fields.get("url") or "http" in fields.get("howpublished", ""))
    placed = PLACED | {"editor", "publisher", "isbn"}
    return has_address and bool(fields.keys() & {"journal", "journaltitle", "booktitle"}) and not fields.keys() & placed


def bare(value: str) -> str:
    """A value without its braces."""
    return re.sub(r"\s+", " ", re.sub(r"[{}]", "", value)).strip().casefold()
