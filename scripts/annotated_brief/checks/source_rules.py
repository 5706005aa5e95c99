"""Rules for the bibliography: every entry complete, possible, cited; every key that is used known."""

import difflib
import re
from collections.abc import Iterator

from annotated_brief.bibliography.sources import MALFORMED, Source, is_web, possible_date
from annotated_brief.bibliography.vocabulary import GRADES, KINDS, LANGUAGES
from annotated_brief.content.citations import KEY
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition

# What an entry must have, and the field that may say instead why it is missing.
REQUIRED = {"title": "", "date": "nodate", "url": "nourl", "publisher": "nopublisher", "kind": "", "grade": ""}
SHOWN_AS = {"publisher": "publisher, organization, institution or journaltitle"}


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for sources."""
    for source in edition.sources.values():
        if source.type != MALFORMED:  # that is told already
            yield from _complete(source)
            yield from _possible(source)
    yield from _one_address_each(edition)
    yield from _known_keys(edition)
    yield from _cited(edition)
    yield from _numbered(edition)
    yield from _sections(edition)


def _sections(edition: Edition) -> Iterator[Problem]:
    """Sections that mkdocs.yml names are there."""
    config = edition.paths.root / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines()
    for name, file in edition.settings.sections.items():
        if file not in edition.pages:
            written = re.compile(rf"\s+{re.escape(name)}:\s*[\"']?{re.escape(file)}")
            line = next((number for number, text in enumerate(lines, 1) if written.match(text)), 0)
            message = f"section {name} is missing: {edition.paths.show(edition.paths.docs / file)}"
            yield Problem(edition.paths.show(config), line, message, "restore it, or take it out of mkdocs.yml")


def unknown(edition: Edition, key: str, file: str, line: int) -> Problem:
    """A key that is not in the bibliography, with the nearest that is."""
    near = difflib.get_close_matches(key, edition.sources, n=1, cutoff=0.6)
    remedy = f"did you mean {near[0]}?" if near else "add it to bib/, or mend the key"
    return Problem(file, line, f"unknown key {key}", remedy)


def _complete(source: Source) -> Iterator[Problem]:
    for field, excuse in REQUIRED.items():
        value = source.fields.get("url", "") if field == "url" else getattr(source, field)
        if value.strip() or (excuse and source.fields.get(excuse)):
            continue
        remedy = f"write {SHOWN_AS.get(field, field)}" + (f", or {excuse} = {{why it is not known}}" if excuse else "")
        yield Problem(source.file, source.line, f"{source.key} has no {field}", remedy)


def _possible(source: Source) -> Iterator[Problem]:
    def fault(field: str, message: str, remedy: str) -> Problem:
        return Problem(source.file, source.at(field), f"{source.key} {message}", remedy)

    if not KEY.fullmatch(source.key):
        yield Problem(
            source.file, source.line, f"key {source.key} cannot be cited", "use letters, digits, _ and - only"
        )
    for field in ("date", "urldate"):
        date = source.fields.get(field, "")
        if date and not possible_date(date):
            yield fault(field, f"has the impossible {field} {date}", "write YYYY, YYYY-MM or YYYY-MM-DD")
    for field in ("url", "archiveurl"):
        address = source.fields.get(field, "")
        if address and not is_web(address):
            yield fault(field, f"has an address that is not http or https: {address[:60]}", "write the page's address")
    if source.kind and source.kind not in KINDS:
        yield fault("kind", f"has the unknown kind {source.kind}", f"use one of: {', '.join(KINDS)}")
    if source.grade and source.grade not in GRADES:
        yield fault("grade", f"has the unknown grade {source.grade}", f"use one of: {', '.join(GRADES)}")
    language = source.fields.get("langid", "english").lower()
    if language not in LANGUAGES:
        yield fault(
            "langid",
            f"has the unknown language {language}",
            "add it to LANGUAGES in scripts/annotated_brief/bibliography/vocabulary.py",
        )


def _same(address: str) -> str:
    """An address without what makes no other page of it: letters of the host, a last slash, the words to light up."""
    scheme, _, rest = re.sub(r"#:~:text=.*$", "", address).partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower().removesuffix('s')}://{host.lower()}{slash}{path}".rstrip("/")


def _one_address_each(edition: Edition) -> Iterator[Problem]:
    seen: dict[str, Source] = {}
    for source in edition.sources.values():
        if not source.url:
            continue
        first = seen.setdefault(_same(source.url), source)
        if first is not source:
            message = f"{source.key} has the address of {first.key} ({first.file}:{first.line})"
            yield Problem(source.file, source.at("url"), message, "merge the two entries")


def _known_keys(edition: Edition) -> Iterator[Problem]:
    for page in edition.pages.values():
        for citing in page.citings:
            if citing.citation.key not in edition.sources:
                yield unknown(edition, citing.citation.key, page.path, citing.line)
    for claim in edition.claims.values():
        for one in claim.evidence:
            if one.source and one.source not in edition.sources:
                yield unknown(edition, one.source, claim.file, one.line or claim.at("evidence"))
        if claim.footnote and claim.footnote not in edition.sources:
            yield unknown(edition, claim.footnote, claim.file, claim.at("footnote"))
    for forecast in edition.forecasts.values():
        for seen in forecast.seen:
            for key in seen.evidence:
                if key not in edition.sources:
                    yield unknown(edition, key, forecast.file, seen.line or forecast.line)
    for term in edition.terms.values():
        for key in term.sources:
            if key not in edition.sources:
                yield unknown(edition, key, term.file, term.line)


def _cited(edition: Edition) -> Iterator[Problem]:
    for source in edition.sources.values():
        if source.key not in edition.uses:
            yield Problem(source.file, source.line, f"{source.key} is never cited", "cite it, or delete the entry")


def _numbered(edition: Edition) -> Iterator[Problem]:
    """The brief's own footnotes are all there, once each."""
    holders: dict[int, Source] = {}
    for source in edition.sources.values():
        if source.footnote is None:
            continue
        first = holders.setdefault(source.footnote, source)
        if first is not source:
            message = f"{source.key} is footnote {source.footnote}, and so is {first.key}"
            yield Problem(source.file, source.at("footnote"), message, "give each its own number")
    for number in range(1, edition.settings.footnotes + 1):
        if number not in holders:
            yield Problem(
                "bib", 0, f"footnote {number} of the brief is missing", f"write footnote = {{{number}}} in its entry"
            )
