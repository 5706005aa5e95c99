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
Preprints, works of no known type and remarks in `note` have modules of their own.
"""

import re
from collections.abc import Mapping

from annotated_brief.bibliography import dates, field_values, identifiers, preprints, types, untyped
from annotated_brief.bibliography.untyped import bare

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
UNKNOWN = re.compile(r"(?i)[?{}\s]*\?{2}[-–?{}\s]*|(?:n/a|n\.?pag\.?)(?:\s*[-–]+\s*(?:n/a|n\.?pag\.?))?")
# What stands before a number as a style sets it there.
LABELLED = {
    "volume": r"(?i)^(?:vol(?:ume)?|bd)[.\s]+(?=\d)", "number": r"(?i)^(?:no|nr|number|issue|iss)[.\s]+(?=\d)",
    "pages": r"(?i)^(?:pp?|pages?|s)[.\s]+(?=\d)",
}  # fmt: skip
PATENT = re.compile(r"(?P<office>[A-Z]{2}) Patent (?:App\. )?(?P<number>[\d,/]+[A-Z\d]*)")  # so Google Scholar
ARTICLE = (
    "eid",
    "articleno",
    "article-number",
    "art_number",
    "article_number",
)  # the last ones of the Web of Science and Scopus
IN_SERIES = frozenset({"book", "collection", "proceedings", "inbook", "incollection"})
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
        made["title"] = re.sub(r"(?<=[A-Za-z]{4})\.(?=\}*$)", "", made["title"])
    if bare(made.get("pubstate", "")) in PUBLISHED:
        del made["pubstate"]
    where = made.get("howpublished", "")
    if where and (identifiers.is_address(where) or not field_values.ADDRESS.sub("", where)):
        made |= {"url": made.get("url") or next(iter(identifiers.addresses(made)), "")}
        del made["howpublished"]
    for name, other in (("issue", "number"), ("booktitle", "title"), *SAID_AGAIN):
        if name in made and bare(made[name]) == bare(made.get(other, "")):
            del made[name]
    if made.keys() >= {"issuetitle", "issuesubtitle"}:
        made["issuetitle"] += ": " + made.pop("issuesubtitle")
    if "maintitle" in made and "booktitle" in made and "booktitleaddon" in made:
        made["booktitle"] += ". " + made.pop("booktitleaddon")  # else a reader sets it after both titles
    made = _placed(made, kind)
    if types.ALIASES.get(kind, kind) in SITES and not made.keys() & NAMED:
        _move(made, "titleaddon", "organization")
    if kind == "unpublished" and "note" in made and types.in_words(made.get("type", "")) == "presentation":
        _move(made, "note", "eventtitle")
    if types.named(made.get("type", "")) == "collection":
        _move(made, "author", "editor")
    if types.ALIASES.get(kind, kind) == "image":
        _move(made, "howpublished", "type")  # of what it is made
    made = _said(made, kind)
    if types.ALIASES.get(kind, kind) in HOSTED and not made.keys() & HOUSES and untyped.house(made):
        made["publisher"] = untyped.house(made)
    reported = REPORTED.fullmatch(made.get("note", ""))
    if (
        reported
        and not made.keys() & {"volume", "pages"}
        and untyped.kind(kind, made) in {"treaty", "case", "legal", "jurisdiction"}
    ):
        made |= reported.groupdict()
        del made["note"]
    made = _persons(made, kind)
    patent = PATENT.fullmatch(made.get("note", "")) if kind == "misc" and "number" not in made else None
    if patent:
        made |= {"type": f"{patent['office']} Patent", "number": patent["number"]}
        del made["note"]
        if bare(made.get("publisher", "")).startswith("google"):
            del made["publisher"]
    return preprints.meant(kind, made)


def _said(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """The fields of a work of no known type with what it is in `type`, and what it stands in where that belongs."""
    made = dict(fields)
    row = types.ALIASES.get(kind, kind)
    for name in IN_WORDS.get(row, ()) if "type" not in made else ():
        said = _what(made.get(name, ""))
        what, _, whose = said.get("type", "").partition(", ")
        if types.in_words(what) in {"broadcast", "podcast", "interview"} and not made.keys() & NAMED - {name}:
            said |= {"type": what, "publisher": whose} if whose else {}
        if said and not any(bare(made.get(one, value)) != bare(value) for one, value in said.items()):
            del made[name]
            made |= said
    within = WIKIPEDIA.fullmatch(made.get("title", "")) if row in {"document", "online"} else None
    if within and not made.keys() & {"booktitle", "journal", "journaltitle"}:
        made |= {"title": within["title"], "booktitle": "{Wikipedia, The Free Encyclopedia}"}
    stands_in = next((name for name in ("journal", "journaltitle", "booktitle") if name in made), "")
    if untyped.kind(kind, made) == "software":
        _move(made, stands_in, "type")  # GitHub repository
    is_reference = untyped.kind(kind, made) == "reference"
    if row in {"document", "online"} and stands_in and untyped.is_site(made) and not is_reference:
        _move(made, stands_in, "organization")
    programme = next((name for name in ("titleaddon", "howpublished") if name in made), "")
    if programme and (is_reference or untyped.kind(kind, made) == "broadcast"):
        _move(made, programme, "booktitle")
    if kind == "patent" and types.is_kind(made.get("type", "patent")):
        office = OFFICES.get(made.get("number", "")[:2]) or OFFICES.get(bare(made.get("nationality", "")))
        made |= {"type": office} if office else {}
    return made


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
    made = dict(fields)
    said = made.get("type", "")
    row = types.named(said) or types.in_words(said) or untyped.kind(kind, made)
    row = types.ALIASES.get(row, row)
    others = [made.pop(name) for name in HELPERS if name in made] if row in HELPED else []
    is_unclear = row == "document" and "collaborator" in fields and "author" in made
    if not others or is_unclear or (row not in {"letter", "interview"} and "editor" in made):
        return dict(fields)
    if row == "letter":
        made["recipient"] = " and ".join(filter(None, [made.get("recipient", ""), *others]))
    elif row == "interview":
        asked, asks = others, made.get("author", "")
        if "editora" not in fields:  # Zotero's BibLaTeX has who asks as author
            asked, asks = [asks], " and ".join(others)
        made |= {"author": " and ".join(asked), "interviewer": asks}
    else:
        made["author"] = " and ".join(filter(None, [made.get("author", ""), *others]))
    return {name: value for name, value in made.items() if value}


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
        _move(made, "location", "venue")
    in_series = kind in IN_SERIES and "series" in made and not made.keys() & {"number", "maintitle", "volumes"}
    if in_series and bare(made.get("volume", "")).isdigit():
        made["number"] = made.pop("volume")  # so Citavi, EndNote, and BibTeX itself
    if kind == "article" and made.keys() & {"volume", "number"}:
        made = {name: value for name, value in made.items() if name not in {"address", "location"}}
    if dates.is_month(made.get("number", "")) and "date" not in made:
        _move(made, "number", "month")
    if re.match(r"\{*\d", made.get("issue", "")):
        _move(made, "issue", "number")
    if kind in WHOLE and re.fullmatch(r"([ivxlc\d]+\s*[+,]\s*)*\d+\s*(p\.?|pp\.?|pages)?", bare(made.get("pages", ""))):
        _move(made, "pages", "pagetotal")
    article = next((made[name] for name in ARTICLE if made.get(name)), "")
    if article:
        made.setdefault("pages", article)  # where an article without pages has them
    if re.fullmatch(r"suppl_\w+", made.get("number", "").replace("\\", "")):
        made["number"] = made["number"].replace("\\", "").replace("_", ". ")  # so Oxford University Press
    return made


def _move(made: dict[str, str], name: str, to: str) -> None:
    """Put the words of a field where they belong, unless others stand there."""
    if name in made and bare(made.get(to, made[name])) == bare(made[name]):
        made.setdefault(to, made.pop(name))
