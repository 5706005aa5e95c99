"""What programs write into fields where it does not belong, told from what the work says: the fields as they are meant.

Mendeley    the month of an issue in `number`; the title of a book a second time in `booktitle`; how many pages a
            book or a thesis has in `pages`
Zotero      `number` a second time in `issue`; the site of a web page in `journal`
Scholar     the number of a preprint in `journal`
Any         a body among the authors without the braces that keep its name whole
EndNote     the kind of item in `type`; the day on which a web page was read in `volume` and `number`
"""

import re
from collections.abc import Mapping

from annotated_brief.bibliography import dates, types

# The fields by which a journal is told from a web site.
PLACED = frozenset({"volume", "number", "issue", "pages", "doi", "eid", "issn", "eprint"})

WHOLE = frozenset("book collection proceedings thesis phdthesis mastersthesis booklet manual mvbook".split())
# Words that are in the name of a body and in none of a person; the last ones begin it or end it.
KINDS = (
    "agency association authority centre collaboration commission committee consortium corporation council department"
    " forum foundation government group inc institute institution laboratory ltd ministry organisation organization"
    " parliament programme secretariat society university"
).replace(" ", "|")
BODY = re.compile(rf"^the |^(?i:{KINDS})\b|\b(?:for|of)\b|\b(?i:{KINDS})\.?$")


def meant(fields: Mapping[str, str], kind: str = "") -> dict[str, str]:
    """The fields of an entry of a type as they are meant."""
    made = dict(fields)
    for name, other in (("issue", "number"), ("booktitle", "title")):
        if name in made and bare(made[name]) == bare(made.get(other, "")):
            del made[name]
    if dates.is_month(made.get("number", "")) and "date" not in made:
        number = made.pop("number")
        made.setdefault("month", number)
    if types.named(made.get("type", "")) == "online" and re.fullmatch(r"\{*(19|20)\d\d\}*", made.get("volume", "")):
        made = {name: value for name, value in made.items() if name not in {"volume", "number"}}
    if kind in WHOLE and re.fullmatch(r"([ivxlc\d]+\s*\+\s*)*\d+", bare(made.get("pages", ""))):
        made.setdefault("pagetotal", made.pop("pages"))
    if "pages" not in made and (made.get("eid") or made.get("articleno")):
        made["pages"] = made.get("eid") or made["articleno"]  # where an article without pages has them
    preprint = re.search(r"(?i)\barxiv:\s*(\d{4}\.\d{4,5}(?:v\d+)?)", made.get("journal", made.get("journaltitle", "")))
    if preprint and "eprint" not in made:
        made |= {"eprint": preprint[1], "eprinttype": "arxiv"}
    return made


def body(name: str) -> str:
    """One name as BibTeX writes it; in braces if its words say that it is that of a body, and it has no comma."""
    is_whole = name.count("{") == name.count("}") and not re.fullmatch(r"\s*\{[^{}]*\}\s*", name)
    return f"{{{name.strip()}}}" if is_whole and "," not in name and BODY.search(name.strip()) else name


def is_site(fields: Mapping[str, str]) -> bool:
    """Whether the journal of a work of no known type is the web site that it stands on."""
    has_address = bool(fields.get("url") or "http" in fields.get("howpublished", ""))
    return has_address and bool(fields.keys() & {"journal", "journaltitle"}) and not fields.keys() & PLACED


def bare(value: str) -> str:
    """A value without its braces."""
    return re.sub(r"\s+", " ", re.sub(r"[{}]", "", value)).strip().casefold()
