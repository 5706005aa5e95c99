"""Numbers, volumes, pages and places of an entry where they are meant, whatever a program writes them into."""

import re
from collections.abc import Mapping

from annotated_brief.bibliography import dates, types
from annotated_brief.bibliography.untyped import bare

UNKNOWN = re.compile(r"(?i)[?{}\s]*\?{2}[-–?{}\s]*|(?:n/a|n\.?pag\.?)(?:\s*[-–]+\s*(?:n/a|n\.?pag\.?))?")
# What publishers write for the numbers of an article that has none yet.
AHEAD = re.compile(r"(?i)\{?(?:ahead[- ]of[- ]print|online[- ]?first|early access|null|in press)\}?")
# What stands before a number as a style sets it there.
LABELLED = {
    "volume": r"(?i)^(?:vol(?:ume)?|bd)[.\s]+(?=\d)", "number": r"(?i)^(?:no|nr|number|issue|iss)[.\s]+(?=\d)",
    "pages": r"(?i)^(?:pp?|pages?|s)[.\s]+(?=\d)",
}  # fmt: skip
COUNTED = frozenset({"volume", "number", "issue", "pages"})
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


def without_stand_ins(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields but for those that say that nothing is known, and for the numbers of an article that has none yet."""
    result = {
        name: value
        for name, value in fields.items()
        if not (UNKNOWN.fullmatch(value) or (name in COUNTED and AHEAD.fullmatch(value)))
    }
    if result.get("volume") == result.get("number") == "0":
        del result["volume"], result["number"]
    return result


def placed(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """The fields with numbers, volumes and pages where they are meant."""
    result = dict(fields)
    for name in ("volume", "number", "issue", "year"):
        if name in result:
            result[name] = re.sub(r"^\(([\w~?–-]+)\)$", r"\1", result[name])
    for name, label in LABELLED.items() if types.ALIASES.get(kind, kind) in {"article", "magazine"} else ():
        if name in result:
            result[name] = re.sub(label, "", result[name])
    both = re.fullmatch(r"(\d+)\s*\((\d[\d–/-]*)\)", result.get("volume", ""))
    if both and "number" not in result:
        result |= {"volume": both[1], "number": both[2]}
    if {"address", "location"} <= result.keys():
        move(result, "location", "venue")
    if (
        kind in {"inproceedings", "conference"}
        and "eventtitle" in result
        and not result.keys()
        & {
            "booktitle",
            "publisher",
            "crossref",
            "venue",
            "xdata",
        }
    ):
        move(result, "address" if "address" in result else "location", "venue")  # where it was read
    in_series = kind in IN_SERIES and "series" in result and not result.keys() & {"number", "maintitle", "volumes"}
    if in_series and bare(result.get("volume", "")).isdigit():
        result["number"] = result.pop("volume")  # so Citavi, EndNote, and BibTeX itself
    if kind == "article" and result.keys() & {"volume", "number"}:
        result = {name: value for name, value in result.items() if name not in {"address", "location"}}
    if dates.is_month(result.get("number", "")) and "date" not in result:
        move(result, "number", "month")
    if re.match(r"\{*\d", result.get("issue", "")):
        move(result, "issue", "number")
    if kind in WHOLE and re.fullmatch(
        r"([ivxlc\d]+\s*[+,]\s*)*\d+\s*(p\.?|pp\.?|pages)?", bare(result.get("pages", ""))
    ):
        move(result, "pages", "pagetotal")
    article = next((result[name] for name in ARTICLE if result.get(name)), "")
    if article:
        result.setdefault("pages", article)  # where an article without pages has them
    if re.fullmatch(r"suppl_\w+", result.get("number", "").replace("\\", "")):
        result["number"] = result["number"].replace("\\", "").replace("_", ". ")  # so Oxford University Press
    return result


def move(result: dict[str, str], name: str, to: str) -> None:
    """Put the words of a field where they belong, unless others stand there."""
    if name in result and bare(result.get(to, result[name])) == bare(result[name]):
        result.setdefault(to, result.pop(name))
