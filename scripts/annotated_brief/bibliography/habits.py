"""What programs write into fields where it does not belong, told from what the work says: the fields as they are meant.

Mendeley    the month of an issue in `number`; the title of a book a second time in `booktitle`; how many pages a
            book or a thesis has in `pages`
Zotero      `number` a second time in `issue`; the site of a web page in `journal` or in `titleaddon`; what a talk or
            a manuscript is in `type` and `howpublished`, and where a talk was given in `note`; the addressee of a letter
            and the interviewer in `editora` or `collaborator`; the programme of a broadcast in `titleaddon`
Scholar     the number of a patent in `note`
            `issue` without `number`
Citavi      the university of a thesis a second time in `publisher`; the number of a book in its series in `volume`
ACM         the place of a conference in `location`, that of the publisher in `address`
PubMed      a full stop at the end of a title; where an author works in `address` of an article
BibTeX      the title of a part of a book in `chapter`; question marks where somebody had to look something up
EndNote     the kind of item in `type`; the editor of a book in `author`
Numbers and pages, preprints, works of no known type and remarks in `note` have modules of their own.
"""

import re
from collections.abc import Mapping

from annotated_brief.bibliography import field_values, identifiers, placing, preprints, types, untyped
from annotated_brief.bibliography.untyped import bare
from annotated_brief.core import memo

# Works that stand on a site, and the fields that say whose it is, or may.
SITES = frozenset({"online", "blog", "post"})
NAMED = frozenset(
    "organization publisher institution journaltitle journal howpublished nopublisher crossref xdata".split()
)
HOUSES = NAMED | {"booktitle", "titleaddon", "series"}
HOSTED = SITES | {"document", "video", "software", "dataset"}
# Works whose titles PubMed closes with a full stop, and what it says of whatever has appeared.
CLOSED = frozenset("article book inbook incollection inproceedings phdthesis thesis report techreport".split())
PUBLISHED = frozenset({"ppublish", "epublish", "published"})
# Fields that hold the words of another field once more.
SAID_AGAIN = (
    ("howpublished", "type"), ("publisher", "school"), ("publisher", "institution"), ("organization", "publisher"),
)  # fmt: skip
GIVEN = re.compile(
    r"(?i)(?P<type>(?:invited |keynote |plenary |conference )?(?:talk|lecture|presentation|poster|speech|keynote|address|paper))?"
    r"(?:^| )(?P<given>given |presented |held |delivered )?(?:at|to) (?:the )?(?P<eventtitle>.+)"
)
REPORTED = re.compile(r"(?P<volume>\d+) (?P<journaltitle>[A-Z][\w. ]*?) (?P<pages>\d+)")  # 1184 U.N.T.S. 278
LETTER = re.compile(r"(?i)(?P<type>letter|e-?mail)(?: message)? to (?P<recipient>.+)")
WIKIPEDIA = re.compile(r"(?P<title>.+?)\s+(?:--+|[–—-])\s+\{*Wikipedia\}*(?:\{*,\}* The Free Encyclopedia)?\}*")
TALK = re.compile(r"(?i)interview(?:ed)? (?:by|with) (?P<interviewer>.+)")
# Where words may say what a work of a type is.
IN_WORDS = {
    "document": ("howpublished", "note"),
    "online": ("howpublished", "note"),
    "manual": ("note",),
    "unpublished": ("howpublished",),
}
HELPED = frozenset("document map interview letter image audio video podcast broadcast presentation".split())
HELPERS = ("editora", "namea", "collaborator")  # whom programs have no better field for
OFFICES = {"US": "patentus", "EP": "patenteu", "GB": "patentuk", "DE": "patentde", "FR": "patentfr",
           "united states": "patentus", "europe": "patenteu", "united kingdom": "patentuk", "germany": "patentde",
           "france": "patentfr"}  # fmt: skip
PATENT = re.compile(r"(?P<office>[A-Z]{2}) Patent (?:App\. )?(?P<number>[\d,/]+[A-Z\d]*)")  # so Google Scholar


@memo.per_record
def meant(fields: Mapping[str, str], kind: str = "") -> dict[str, str]:
    """The fields of an entry of a type as they are meant."""
    result = placing.without_stand_ins(fields)
    if (
        kind == "inbook"
        and not result.keys() & {"booktitle", "crossref"}
        and re.search("[a-z]{4}", result.get("chapter", ""))
    ):
        result |= {"booktitle": result.get("title", ""), "title": result.pop("chapter")}
    if kind in CLOSED and "title" in result:
        result["title"] = re.sub(r"(?<=[A-Za-z]{4})\.(?=\}*$)", "", result["title"])
    if bare(result.get("pubstate", "")) in PUBLISHED:
        del result["pubstate"]
    where = result.get("howpublished", "")
    if where and (identifiers.is_address(where) or not field_values.ADDRESS.sub("", where)):
        result |= {"url": result.get("url") or next(iter(identifiers.addresses(result)), "")}
        del result["howpublished"]
    for name, other in (("issue", "number"), ("booktitle", "title"), *SAID_AGAIN):
        if name in result and bare(result[name]) == bare(result.get(other, "")):
            del result[name]
    if result.keys() >= {"issuetitle", "issuesubtitle"}:
        result["issuetitle"] += ": " + result.pop("issuesubtitle")
    if "maintitle" in result and "booktitle" in result and "booktitleaddon" in result:
        result["booktitle"] += ". " + result.pop("booktitleaddon")  # else a reader sets it after both titles
    result = placing.placed(result, kind)
    if types.ALIASES.get(kind, kind) in SITES and not result.keys() & NAMED:
        placing.move(result, "titleaddon", "organization")
    if kind == "unpublished" and "note" in result and types.in_words(result.get("type", "")) == "presentation":
        placing.move(result, "note", "eventtitle")
    if types.named(result.get("type", "")) == "collection":
        placing.move(result, "author", "editor")
    if types.ALIASES.get(kind, kind) in {"image", "unpublished"}:
        placing.move(result, "howpublished", "type")  # of what it is made
    if untyped.is_film(kind, result) and "author" in result and "editor" not in result:
        result |= {"editor": result.pop("author"), "editortype": "director"}
    result = _said(result, kind)
    if types.ALIASES.get(kind, kind) in HOSTED and not result.keys() & HOUSES and untyped.house(result):
        result["publisher"] = untyped.house(result)
    reported = REPORTED.fullmatch(result.get("note", ""))
    if (
        reported
        and not result.keys() & {"volume", "pages"}
        and untyped.kind(kind, result) in {"treaty", "case", "legal", "jurisdiction"}
    ):
        result |= reported.groupdict()
        del result["note"]
    result = _persons(result, kind)
    patent = PATENT.fullmatch(result.get("note", "")) if kind == "misc" and "number" not in result else None
    if patent:
        result |= {"type": f"{patent['office']} Patent", "number": patent["number"]}
        del result["note"]
        if bare(result.get("publisher", "")).startswith("google"):
            del result["publisher"]
    return preprints.meant(kind, result)


def _said(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """The fields of a work of no known type with what it is in `type`, and what it stands in where that belongs."""
    result = dict(fields)
    row = types.ALIASES.get(kind, kind)
    for name in IN_WORDS.get(row, ()) if "type" not in result else ():
        said = _what(result.get(name, ""))
        what, _, whose = said.get("type", "").partition(", ")
        if types.in_words(what) in {"broadcast", "podcast", "interview"} and not result.keys() & NAMED - {name}:
            said |= {"type": what, "publisher": whose} if whose else {}
        if said and not any(bare(result.get(one, value)) != bare(value) for one, value in said.items()):
            del result[name]
            result |= said
    within = WIKIPEDIA.fullmatch(result.get("title", "")) if row in {"document", "online"} else None
    if within and not result.keys() & {"booktitle", "journal", "journaltitle"}:
        result |= {"title": within["title"], "booktitle": "{Wikipedia, The Free Encyclopedia}"}
    stands_in = next((name for name in ("journal", "journaltitle", "booktitle") if name in result), "")
    if untyped.kind(kind, result) == "software":
        placing.move(result, stands_in, "type")  # GitHub repository
    is_reference = untyped.kind(kind, result) == "reference"
    if row in {"document", "online"} and stands_in and untyped.is_site(result) and not is_reference:
        placing.move(result, stands_in, "organization")
    programme = next((name for name in ("titleaddon", "howpublished") if name in result), "")
    if programme and (is_reference or untyped.kind(kind, result) == "broadcast"):
        placing.move(result, programme, "booktitle")
    is_patent = "patent" in {kind, types.named(result.get("type", "")), untyped.kind(kind, result)}
    if is_patent and types.is_kind(result.get("type", "patent")):
        office = OFFICES.get(result.get("number", "")[:2]) or OFFICES.get(bare(result.get("nationality", "")))
        result |= {"type": office} if office else {}
    return result


def _what(words: str) -> dict[str, str]:
    """The fields that words say instead which tell what a work is: Film; Letter to Ada Mole; Lecture at the Ebb Society."""
    words = field_values.ADDRESS.sub("", words)
    letter, talk, version = LETTER.fullmatch(words), TALK.fullmatch(words), untyped.VERSION.fullmatch(words)
    if letter:
        return letter.groupdict()
    if talk:
        return {"type": "Interview", **talk.groupdict()}
    if version:
        return {"version": version["version"], "type": version["what"] or "Computer program"}
    given = GIVEN.fullmatch(words)
    if given and (given["type"] or given["given"]):
        kind = given["type"] or "Presentation"
        return {
            "type": kind + " presentation" if kind.lower().endswith("paper") else kind,
            "eventtitle": given["eventtitle"],
        }
    return {"type": words} if words and types.is_what(words) else {}


def _persons(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """The fields with whoever has no field of his own in BibTeX: to whom a letter went, who asked in an interview."""
    result = dict(fields)
    said = result.get("type", "")
    row = types.named(said) or types.in_words(said) or untyped.kind(kind, result)
    row = types.ALIASES.get(row, row)
    others = [result.pop(name) for name in HELPERS if name in result] if row in HELPED else []
    is_unclear = row == "document" and "collaborator" in fields and "author" in result
    if not others or is_unclear or (row not in {"letter", "interview"} and "editor" in result):
        return dict(fields)
    if row == "letter":
        result["recipient"] = " and ".join(filter(None, [result.get("recipient", ""), *others]))
    elif row == "interview":
        asked, asks = others, result.get("author", "")
        if not fields.keys() & {"editora", "namea"}:  # BibLaTeX of Zotero and Better BibTeX has who asks as author
            asked, asks = [asks], " and ".join(others)
        result |= {"author": " and ".join(asked), "interviewer": asks}
    else:
        result["author"] = " and ".join(filter(None, [result.get("author", ""), *others]))
    return {name: value for name, value in result.items() if value}
