"""CITATION.cff: how the edition asks to be cited, in version 1.2 of the Citation File Format."""

import re
from collections.abc import Iterator
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from annotated_brief.core import shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import Record, read_text, whole
from annotated_brief.core.shape import OTHERS, Field, Shape
from annotated_brief.core.yaml_lines import document

NAME = "CITATION.cff"
DOI = r"10\.[0-9]{4,9}(\.[0-9]+)?/\S+"
ANY = Field("anything", "anything else that the format has")
AUTHOR: Shape = {
    "name": Field("text", "of a body", most=300),
    "family-names": Field("text", "of a person", most=200),
    "given-names": Field("text", "of a person", most=200),
    "name-particle": Field("text", "such as `von`", most=60),
    "name-suffix": Field("text", "such as `Jr.`", most=60),
    "affiliation": Field("text", "where a person works", most=300),
    "orcid": Field("text", "the person's ORCID", form=r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
                   example="https://orcid.org/0000-0000-0000-0000"),
    "email": Field("text", "an address for letters", form=r"[^@\s]+@[^@\s]+\.[^@\s]+", example="name@host.example"),
    "website": Field("address", "a page of the person or body"),
    **{name: Field("text", "as the format has it", most=300)
       for name in ("alias", "address", "city", "country", "region", "post-code", "tel", "fax", "location")},
    "date-start": Field("day", "of a conference"), "date-end": Field("day", "of a conference"),
}  # fmt: skip
IDENTIFIER: Shape = {
    "type": Field("choice", "what it is", needed=True, among=("doi", "url", "swh", "other")),
    "value": Field("text", "the identifier", needed=True, most=500),
    "description": Field("text", "what it identifies", most=500),
}
REFERENCE: Shape = {
    "type": Field("text", "what kind of work it is", needed=True, most=60),
    "title": Field("text", "its title", needed=True, most=500),
    "authors": Field("records", "who made it", needed=True, fields=AUTHOR),
    "version": Field("text", "of the edition, as above", most=40),
    "doi": Field("text", "its DOI", form=DOI, example="10., the registrant, a slash and the rest"),
    "url": Field("address", "where it is"),
    "year": Field("count", "when it appeared", greatest=2999),
    "month": Field("count", "when it appeared", least=1, greatest=12),
    "institution": Field("record", "whose it is", fields=AUTHOR),
    "publisher": Field("record", "who published it", fields=AUTHOR),
    OTHERS: ANY,
}
SHAPE: Shape = {
    "cff-version": Field("choice", "`1.2.0`", needed=True, among=("1.2.0", "1.1.0")),
    "message": Field("text", "what is asked of whoever uses it", needed=True),
    "title": Field("text", "begins with `site_name`; taken from it where it is left out", most=500),
    "authors": Field("records", "who made the edition", needed=True, fields=AUTHOR),
    "version": Field("text", "of the edition, such as `1.0.0`", needed=True, form=r"[\w.+-]{1,40}", example="version: 1.0.0"),
    "date-released": Field("day", "when it was published", needed=True, past=True, since="1980-01-01"),
    "abstract": Field("text", "goes into the pages, the PDF and the EPUB"),
    "keywords": Field("texts", "words to find it by"),
    "license": Field("names", "identifiers of the SPDX list"),
    "license-url": Field("address", "where the licence can be read"),
    "type": Field("choice", "what it is", among=("dataset", "software")),
    "doi": Field("text", "its DOI", form=DOI, example="10., the registrant, a slash and the rest"),
    "url": Field("address", "where it is"),
    "repository": Field("address", "where it is kept"),
    "repository-code": Field("address", "where its sources are"),
    "repository-artifact": Field("address", "where what is built is kept"),
    "commit": Field("text", "of the sources", most=60),
    "contact": Field("records", "whom to write to", fields=AUTHOR),
    "identifiers": Field("records", "its other identifiers", fields=IDENTIFIER),
    "preferred-citation": Field("record", "the work to cite in its place", fields=REFERENCE),
    "references": Field("records", "works that it rests on", fields=REFERENCE),
}  # fmt: skip


def read(paths: Paths) -> tuple[Record, list[Problem]]:
    """The file as a record, and what keeps it from being read."""
    text, problems = read_text(paths.root / NAME, NAME)
    parsed = document(text, NAME)
    record = whole(parsed, NAME, NAME)
    if not problems and not parsed.problems and not isinstance(parsed.value, dict):
        problems.append(Problem(NAME, 1, "holds no fields", "write cff-version, message, authors and so on"))
    return record, [*problems, *parsed.problems]


def check(paths: Paths, title: str) -> list[Problem]:
    """All that is wrong with it; its title begins with that of the edition."""
    record, problems = read(paths)
    rules = (shape.faults(record, SHAPE), _nameless(record), _licence(record), _version(record), _title(record, title))
    return problems or [problem for problems_of_rule in rules for problem in problems_of_rule]


def fields(paths: Paths) -> dict[str, Any]:
    """What it says."""
    return dict(read(paths)[0].fields)


def _nameless(record: Record) -> Iterator[Problem]:
    for author in record.records("authors"):
        if not any(author.text(name) for name in ("name", "family-names", "given-names", "alias")):
            yield Problem(NAME, author.line, "an author has no name", "write name, or family-names and given-names")
        if author.text("name") and author.text("family-names"):
            remedy = "write name for a body, the other two for a person"
            yield Problem(NAME, author.at("name"), "an author has name and family-names", remedy)
        if (orcid := author.text("orcid")) and _check_digit(orcid) != orcid[-1]:
            yield Problem(
                NAME, author.at("orcid"), f"{orcid[-19:]} is no ORCID: its last digit does not fit", "mend it"
            )


def _check_digit(orcid: str) -> str:
    """The last digit that the others of an ORCID ask for (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in re.findall(r"[0-9]", orcid.rpartition("/")[2])[:15]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _licence(record: Record) -> Iterator[Problem]:
    """Identifiers of the SPDX list, which programs compare letter by letter."""
    for index, name in enumerate(record.words("license")):
        line = record.lines.get(f"license.{index}", record.at("license"))
        try:
            known = canonicalize_license_expression(name)
        except InvalidLicenseExpression:
            remedy = "look it up at https://spdx.org/licenses/, or write license-url"
            yield Problem(NAME, line, f"license {cut(name)!r} is not in the SPDX list", remedy)
        else:
            if known != name:
                yield Problem(NAME, line, f"license {cut(name)!r} is written otherwise", f"write {known}")


def _version(record: Record) -> Iterator[Problem]:
    preferred = record.within("preferred-citation")
    if preferred.fields and preferred.text("version") != record.text("version"):
        message = "preferred-citation does not name the version of the edition"
        yield Problem(NAME, preferred.line, message, f"write version: {record.text('version')} below it")


def _title(record: Record, title: str) -> Iterator[Problem]:
    for one in (record, record.within("preferred-citation")):
        said = one.text("title")
        if title and said and not said.startswith(title):
            message = f"the title “{cut(said)}” is not that of the edition"
            yield Problem(NAME, one.at("title"), message, f"begin it with the site_name of mkdocs.yml, “{title}”")
            return
