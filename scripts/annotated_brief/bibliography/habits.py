"""What programs write into fields where it does not belong, told from what the work says: the fields as they are meant.

Mendeley    the month of an issue in `number`; the title of a book a second time in `booktitle`; how many pages a
            book or a thesis has in `pages`
Zotero      `number` a second time in `issue`; the site of a web page in `journal` or in `titleaddon`
Scholar     the number of a preprint in `journal`
BibTeX      the title of a part of a book in `chapter`; question marks where somebody had to look something up
EndNote     the kind of item in `type`; the day on which a web page was read in `volume` and `number`
"""

import re
from collections.abc import Mapping

from annotated_brief.bibliography import dates, types

# The fields by which a journal is told from a web site.
PLACED = frozenset({"volume", "number", "issue", "pages", "doi", "eid", "issn", "eprint"})

# Works that stand on a site, and the fields that say whose it is, or may.
SITES = frozenset({"online", "blog", "post"})
NAMED = frozenset(
    "organization publisher institution journaltitle journal howpublished nopublisher crossref xdata".split()
)
WHOLE = frozenset(
    "book collection proceedings report techreport thesis phdthesis mastersthesis booklet manual mvbook".split()
)


def meant(fields: Mapping[str, str], kind: str = "") -> dict[str, str]:
    """The fields of an entry of a type as they are meant."""
    made = {name: value for name, value in fields.items() if not re.fullmatch(r"[?{}\s]*\?{2}[-–?{}\s]*", value)}
    if (
        kind == "inbook"
        and not made.keys() & {"booktitle", "crossref"}
        and re.search("[a-z]{4}", made.get("chapter", ""))
    ):
        made |= {"booktitle": made.get("title", ""), "title": made.pop("chapter")}
    for name, other in (("issue", "number"), ("booktitle", "title")):
        if name in made and bare(made[name]) == bare(made.get(other, "")):
            del made[name]
    if "maintitle" in made and "booktitle" in made and "booktitleaddon" in made:
        made["booktitle"] += ". " + made.pop("booktitleaddon")  # else a reader sets it after both titles
    if dates.is_month(made.get("number", "")) and "date" not in made:
        number = made.pop("number")
        made.setdefault("month", number)
    if types.named(made.get("type", "")) == "online" and re.fullmatch(r"\{*(19|20)\d\d\}*", made.get("volume", "")):
        made = {name: value for name, value in made.items() if name not in {"volume", "number"}}
    if types.ALIASES.get(kind, kind) in SITES and not made.keys() & NAMED:
        made |= {"organization": made.pop("titleaddon")} if "titleaddon" in made else {}
    if kind in WHOLE and re.fullmatch(r"([ivxlc\d]+\s*[+,]\s*)*\d+\s*(p\.?|pp\.?|pages)?", bare(made.get("pages", ""))):
        made.setdefault("pagetotal", made.pop("pages"))
    if "pages" not in made and (made.get("eid") or made.get("articleno")):
        made["pages"] = made.get("eid") or made["articleno"]  # where an article without pages has them
    preprint = re.search(r"(?i)\barxiv:\s*(\d{4}\.\d{4,5}(?:v\d+)?)", made.get("journal", made.get("journaltitle", "")))
    if preprint and "eprint" not in made:
        made |= {"eprint": preprint[1], "eprinttype": "arxiv"}
    return made


def is_site(fields: Mapping[str, str]) -> bool:
    """Whether the journal, or to Mendeley the book, of a work of no known type is the web site that it stands on."""
    has_address = bool(fields.get("url") or "http" in fields.get("howpublished", ""))
    placed = PLACED | {"editor", "publisher", "isbn"}
    return has_address and bool(fields.keys() & {"journal", "journaltitle", "booktitle"}) and not fields.keys() & placed


def bare(value: str) -> str:
    """A value without its braces."""
    return re.sub(r"\s+", " ", re.sub(r"[{}]", "", value)).strip().casefold()
