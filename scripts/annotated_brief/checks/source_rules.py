"""Rules for the bibliography: every entry complete, possible, cited; every key that is used known."""

import difflib
import re
from collections.abc import Iterator

from annotated_brief.bibliography import (
    dates,
    identifiers,
    languages,
    page_ranges,
    reading,
    styles,
    types,
)
from annotated_brief.bibliography.sources import MALFORMED, Source
from annotated_brief.bibliography.vocabulary import GRADES, KINDS
from annotated_brief.checks import document_rules, source_words
from annotated_brief.core import memo, records
from annotated_brief.core.problems import Problem, cut
from annotated_brief.edition import Edition
from annotated_brief.references.footnote_faults import FAULTS

# What an entry must have, and the field that may say instead why it is missing.
REQUIRED = {"title": "", "date": "nodate", "url": "nourl", "publisher": "nopublisher", "kind": "", "grade": ""}
SHOWN_AS = {"publisher": "publisher, organization, institution or journaltitle"}

UNKNOWN_KEY = "add it to bib/, or mend the key"
# What BibTeX and biblatex allow in no key.
NO_KEY = re.compile(r"[\s{}()\"#%,=~\\\x00-\x1f]")


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for sources."""
    parents = _parents(edition)
    for source in edition.sources.values():
        if source.type in {MALFORMED, "xdata"}:  # told already; no work
            continue
        if edition.settings.whole_library and source.key not in edition.uses and source.key not in parents:
            continue
        if source.key not in parents or source.key in edition.uses:
            yield from _complete(source)
        yield from _wrong(source)
    yield from _formatted(edition)
    yield from _one_address_each(edition)
    yield from _known_keys(edition)
    yield from _differ(edition)
    if not edition.settings.whole_library:
        yield from _cited(edition, parents)
    yield from _numbered(edition)
    yield from styles.load(edition.settings.styles, edition.paths)[1]


@memo.per_record
def _wrong(source: Source) -> list[Problem]:
    return [*_possible(source), *_faulty(source), *source_words.legible(source)]


def unknown(edition: Edition, key: str, file: str, line: int) -> Problem:
    """A key that is not in the bibliography, with the nearest that is."""
    return Problem(file, line, f"unknown key {key}", records.nearest(key, edition.sources, UNKNOWN_KEY))


def _parents(edition: Edition) -> set[str]:
    """The keys that other entries inherit from."""
    entries = {key: source.entry for key, source in edition.sources.items()}
    return {parent for entry in entries.values() for parent in reading.ancestors(entry, entries)}


@memo.per_record
def _complete(source: Source) -> list[Problem]:
    """What an entry lacks."""
    return list(_lacking(source))


def _lacking(source: Source) -> Iterator[Problem]:
    has = {
        "title": source.title,
        "date": source.written_date or str(source.reading.record.get("issued", "")),
        "url": source.url or identifiers.url(source.fields.get("url", "")),
        "publisher": source.publisher,
        "kind": source.kind,
        "grade": source.grade,
    }
    needless = {"url": types.IN_PRINT, "publisher": types.UNPUBLISHED}
    if not (has["kind"] or has["grade"]):
        remedy = "write both, in the entry or by its key in bib/sources.yml"
        yield Problem(source.file, source.line, f"{source.key} has no kind and no grade", remedy)
        del has["kind"], has["grade"]
    for field in has:
        excuse = REQUIRED[field]
        if source.types.csl in needless.get(field, ()) or (field in needless and document_rules.is_unsaid(source)):
            continue
        if has[field].strip() or (excuse and source.fields.get(excuse)):
            continue
        remedy = f"write {SHOWN_AS.get(field, field)}" + (f", or {excuse} = {{why it is not known}}" if excuse else "")
        yield Problem(source.file, source.line, f"{source.key} has no {field}", remedy)


def _possible(source: Source) -> Iterator[Problem]:
    def fault(field: str, message: str, remedy: str) -> Problem:
        return Problem(*source.place(field), f"{source.key} {message}", remedy)

    if NO_KEY.search(source.key) or source.key.startswith("@"):
        remedy = "use letters, digits and signs such as - _ : + / ."
        yield Problem(source.file, source.line, f"key {source.key} cannot be cited", remedy)
    for field in ("date", "urldate", "origdate", "eventdate"):
        date = source.fields.get(field, "")
        if dates.spelled(date) and dates.read(date) is None:
            yield fault(field, f"has the impossible {field} {date}", dates.REMEDY)
    written = source.written_date
    if not source.fields.get("date") and re.match(r"\d", written) and dates.read(written) is None:
        yield fault("year", f"has the impossible date {written}", "mend year and month")
    backwards = page_ranges.backwards(source.variable("page"))
    if backwards:
        yield fault("pages", f"has pages that run backwards: {backwards}", "write the first page before the last")
    for field in ("url", "archiveurl"):
        address = source.fields.get(field, "")
        if identifiers.url(address) and not identifiers.is_web(identifiers.url(address)):
            yield fault(field, f"has an address that is not http or https: {cut(address)}", "write the page's address")
    doi = source.fields.get("doi", "")
    if doi and not identifiers.is_doi(identifiers.doi(doi)):
        yield fault("doi", f"has a DOI that is none: {cut(doi)}", "write 10., the registrant, a slash and the rest")
    if source.kind and source.kind not in KINDS:
        yield fault("kind", f"has the unknown kind {source.kind}", f"use one of: {', '.join(KINDS)}")
    if source.grade and source.grade not in GRADES:
        yield fault("grade", f"has the unknown grade {source.grade}", f"use one of: {', '.join(GRADES)}")
    for field in ("langid", "language"):
        language = source.fields.get(field, "")
        if language and languages.read(language) is None:
            yield fault(field, f"has the unknown language {language}", "write its English name or its code, such as tr")
    if not types.known(source.type):
        near = difflib.get_close_matches(source.type, [*types.ROWS, *types.ALIASES], 1)
        yield Problem(
            source.file, source.line, f"{source.key} is of the unknown type @{source.type}",
            f"did you mean @{near[0]}?" if near else "use a type of biblatex, such as @online or @misc",
        )  # fmt: skip


def _differ(edition: Edition) -> Iterator[Problem]:
    """Two keys that only differ in capitals would be one address on some disks."""
    seen: dict[str, Source] = {}
    for source in edition.sources.values():
        first = seen.setdefault(source.key.casefold(), source)
        if first is not source:
            message = f"key {source.key} differs from {first.key} in capitals only ({first.file}:{first.line})"
            yield Problem(source.file, source.line, message, "rename one of the two")


def _same(address: str) -> str:
    """An address without what makes no other page of it: letters of the host, a last slash, the words to light up."""
    scheme, _, rest = re.sub(r"#:~:text=.*$", "", address).partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower().removesuffix('s')}://{host.lower()}{slash}{path}".rstrip("/")


def _formatted(edition: Edition) -> Iterator[Problem]:
    """Each source that is used has a note; pandoc may have failed."""
    for key, reference in edition.references.items():
        if not reference.note:
            source = edition.sources[key]
            message = f"pandoc could not format {key}: its note would be empty"
            yield Problem(
                source.file, source.line, message, "build again; if it stays so, look for odd signs in the entry"
            )


def _one_address_each(edition: Edition) -> Iterator[Problem]:
    seen: dict[str, Source] = {}
    for source in (edition.used if edition.settings.whole_library else edition.sources).values():
        if not source.url:
            continue
        first = seen.setdefault(_same(source.url), source)
        if first is not source:
            message = f"{source.key} has the address of {first.key} ({first.file}:{first.line})"
            yield Problem(*source.place("url"), message, "merge the two entries")


def _known_keys(edition: Edition) -> Iterator[Problem]:
    """An unknown key is reported once, with the number of places that name it."""
    places: dict[str, list[Problem]] = {}
    for problem in _unknown_keys(edition):
        places.setdefault(problem.message, []).append(problem)
    for first, *others in places.values():
        more = f" (it stands in {len(others)} more place{'s' if len(others) > 1 else ''})" if others else ""
        yield first._replace(remedy=first.remedy + more)


def _unknown_keys(edition: Edition) -> Iterator[Problem]:
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


def _cited(edition: Edition, parents: set[str]) -> Iterator[Problem]:
    for source in edition.sources.values():
        if source.key not in edition.uses and source.key not in parents:
            yield Problem(source.file, source.line, f"{source.key} is never cited", "cite it, or delete the entry")


def _faulty(source: Source) -> Iterator[Problem]:
    """What is said to be wrong with a footnote is said of a footnote, in words that are known."""
    for name in ("fault", "doubtful", "shortfall"):
        if source.fields.get(name) and not source.fields.get("footnote"):
            message = f"{source.key} has {name}, which is for a footnote of the brief"
            yield Problem(*source.place(name), message, "write footnote = {its number}, or take the field out")
    words = {fault.word for fault in FAULTS if fault.word}
    for word in filter(None, source.fields.get("fault", "").split(" and ")):
        if word not in words:
            remedy = f"use one of: {', '.join(sorted(words))}, or both with `and` between them"
            yield Problem(*source.place("fault"), f"{source.key} has the unknown fault {cut(word, 40)}", remedy)


def _numbered(edition: Edition) -> Iterator[Problem]:
    """The brief's own footnotes are all there, once each."""
    last = edition.settings.footnotes
    holders: dict[int, Source] = {}
    strange = False
    for source in edition.sources.values():
        said = source.fields.get("footnote", "").strip()
        if said and last and not (source.footnote and source.footnote <= last):
            strange = True
            message = f"{source.key} is footnote {cut(said, 40)}, which the brief has not"
            yield Problem(*source.place("footnote"), message, f"write a number from 1 to {last}")
        elif source.footnote and (first := holders.setdefault(source.footnote, source)) is not source:
            message = f"{source.key} is footnote {source.footnote}, and so is {first.key}"
            yield Problem(*source.place("footnote"), message, "give each its own number")
    for number in range(1, 0 if strange else last + 1):
        if number not in holders:
            config = edition.paths.config
            line = records.line_of(records.read_text(edition.paths.root / config, config)[0], "footnotes")
            message = f"footnote {number} of the brief is missing"
            yield Problem(config, line, message, f"write footnote = {{{number}}} in its entry")
