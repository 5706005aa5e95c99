"""Rules for the fields of an entry: each is known, each value is plausible, and the entries that it names exist."""

import difflib
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

from annotated_brief.bibliography import fields, identifiers
from annotated_brief.bibliography.reading import MOST_INHERITED
from annotated_brief.bibliography.sources import MALFORMED, Source
from annotated_brief.checks.source_rules import UNKNOWN_KEY
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import nearest
from annotated_brief.edition import Edition

# What reference managers add, and biblatex knows beside what is printed.
OTHERS = frozenset(
    """abstract keywords keyword file annotation annote timestamp owner groups comment comments howread ranking readstatus
    priority urlyear ids sortkey sorttitle sortyear sortname presort shorthand shorthandintro label indextitle
    indexsorttitle entryset execute gender rights copyright numpages lccn articleno collection day acmid bibsource biburl
    pmid pmcid pubmedid printing timestamp date-added date-modified creationdate modificationdate citationkey
    collaborator translation source journalabr ajournal publisherinfo arxivid namea nameb namec abstractnote
    review accessed access month-numeric urlaccessed translationtitle language nocite qualityassured""".split()
)
KNOWN = sorted(fields.PUBLIC | OTHERS)
LINKS = ("crossref", "xdata", "related", "xref")
FIELD = re.compile(r"[\w.:+/*&@-]+")
INVISIBLE = re.compile(r"[\s{}\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for entries as they are written."""
    for source in edition.sources.values():
        if source.type != MALFORMED:
            for field, message, remedy in _faults(source, edition.sources):
                yield Problem(*source.place(field), f"{source.key} {message}", remedy)


def _faults(source: Source, known: Mapping[str, Source]) -> Iterator[tuple[str, str, str]]:
    yield from _names(source)
    yield from _entries(source, known)
    yield from _values(source)
    for field in ("author", "editor", "translator"):
        parts = re.split(r"\s+and(?=\s|$)", source.fields.get(field, "x"))
        if any(not re.search(r"\w", INVISIBLE.sub("", part)) for part in parts):
            yield field, f"has a name that is empty in its field {field}", "write and between two names only"


def _names(source: Source) -> Iterator[tuple[str, str, str]]:
    for name in source.fields:
        if not FIELD.fullmatch(name):
            yield name, f"has a field of a name that is none: {cut(name, 40)!r}", "write it in letters, without spaces"
            continue
        # Editors put OPT before what may be left out, and programs write names of their own with strokes.
        if name in fields.PUBLIC or name in OTHERS or re.match(r"(opt|alt|xx)[a-z]|.*[-_\d]|\w+\+an\b", name):
            continue
        near = [one for one in difflib.get_close_matches(name, KNOWN, 3, 0.8) if one[0] == name[0]]
        if near:
            yield name, f"has the unknown field {name}", f"did you mean {near[0]}?"


def _entries(source: Source, known: Mapping[str, Source]) -> Iterator[tuple[str, str, str]]:
    """The entries that it inherits from or is related to."""
    for field in LINKS:
        for key in filter(None, re.split(r"\s*,\s*", source.fields.get(field, "").strip())):
            if key == source.key:
                yield field, f"names itself in its field {field}", "name another entry, or take it out"
            elif key not in known:
                remedy = nearest(key, known, UNKNOWN_KEY)
                yield field, f"names {cut(key)} in its field {field}, which is no entry", remedy
            elif source.key in (above := _above(key, field, known)):
                yield field, f"inherits from itself, by way of {key}", "take one of the two out"
            elif len(above) > MOST_INHERITED:
                yield field, f"inherits from more than {MOST_INHERITED} entries", "name the entry that says it"


def _above(key: str, field: str, known: Mapping[str, Source]) -> set[str]:
    """The entries that one inherits from, directly or through others."""
    parents: set[str] = set()
    waiting = [key] if field in ("crossref", "xdata") else []
    while waiting and len(parents) <= MOST_INHERITED:
        one = waiting.pop()
        if one in known and one not in parents:
            parents.add(one)
            for name in ("crossref", "xdata"):
                waiting += re.split(r"\s*,\s*", known[one].fields.get(name, "").strip())
    return parents


def _values(source: Source) -> Iterator[tuple[str, str, str]]:
    said = source.fields
    if re.sub(r"[\s{}]", "", said.get("title", "")) and not INVISIBLE.sub("", said["title"]):
        yield "title", "has a title that nobody sees", "write its title"
    for field in ("date", "urldate", "origdate", "year"):
        if not said.get(field, "").isascii() and re.search(r"\d", said[field]):
            yield field, f"has the impossible {field} {cut(said[field], 40)}", "write its digits as 0 to 9"
    for field in ("url", "archiveurl"):
        yield from ((field, *fault) for fault in _address(said.get(field, "")))
    pages = re.fullmatch(r"(\d+)\s*(?:-+|–)\s*(\d+)", said.get("pages", ""))
    if pages and len(pages[1]) == len(pages[2]) and int(pages[1]) > int(pages[2]):
        yield "pages", f"has pages that run backwards: {said['pages']}", "mend one of the two numbers"
    for number in _book_numbers(said.get("isbn", "")):
        yield (
            "isbn",
            f"has an ISBN that is none: {cut(number, 40)}",
            "look it up in the book: 10 or 13 digits, the last of which follows from the others",
        )
    for number in re.split(r"[\s,;/]+(?=\d)", said.get("issn", "")):
        if number and not _is_issn(number):
            yield "issn", f"has an ISSN that is none: {cut(number, 40)}", "write it as 1234-5679"


def _address(written: str) -> Iterator[tuple[str, str]]:
    """What is odd in an address. A program may write a second one behind it."""
    if "@" in _host(written):
        yield "has an address with a user's name in it", "take out what stands before the @"
    alone = re.sub(r"[;,]?\s+(?:and\s+)?https?://.*", "", written.strip('{}" \n'), flags=re.DOTALL)
    if (match := re.search(r'[\s"]', alone)) and identifiers.is_web(identifiers.url(written)):
        what = "a quotation mark" if match[0] == '"' else "a space"
        yield f"has an address with {what} in it", f"take it out, or write it as {quote(match[0])}"


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _book_numbers(written: str) -> Iterator[str]:
    """What is no ISBN in the field for them. Mendeley writes an ISSN there, and words such as (vol. 1) are no number."""
    plain = re.sub(r"[{}]", "", re.sub(r"[\u2010-\u2015\u2212]", "-", written))
    told = re.sub(r"\([^)]*\)|\bISBN(-?1[03])?\b:?|\b(vol|no)\.? ?\d+", " ", plain, flags=re.IGNORECASE)
    for part in filter(str.strip, re.split(r"[,;\n]|(?<=\d)/", told)):
        numbers = [part] if _is_number(part) else part.split()
        digits = [one for one in numbers if re.search(r"\d", one)]
        if not digits or not all(map(_is_number, digits)):
            yield part.strip()


def _is_number(written: str) -> bool:
    return _is_isbn(written) or _is_issn(written)


def _is_isbn(written: str) -> bool:
    digits = re.sub(r"[\s-]", "", written).upper()
    if re.fullmatch(r"[0-9]{13}", digits):
        return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0
    return bool(re.fullmatch(r"[0-9]{9}[0-9X]", digits)) and _weighed(digits, 10)


def _is_issn(written: str) -> bool:
    digits = re.sub(r"[\s-]|\([^)]*\)", "", written).upper()
    return bool(re.fullmatch(r"[0-9]{7}[0-9X]", digits)) and _weighed(digits, 8)


def _weighed(digits: str, first: int) -> bool:
    """Whether digits with the weights first, first - 1 and so on come to a multiple of eleven."""
    return sum((10 if digit == "X" else int(digit)) * (first - at) for at, digit in enumerate(digits)) % 11 == 0
