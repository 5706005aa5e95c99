"""The entries of the search: claims, annotations, figures, forecasts, events, pillars of the argument, terms, pages
and sources.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.bibliography.sources import Source
from annotated_brief.content import argument, cell_references
from annotated_brief.core import memo
from annotated_brief.core.folding import fold, index
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup import prose
from annotated_brief.markup.templating import day
from annotated_brief.pages import timeline
from annotated_brief.search import words

HEADING = re.compile(r"^#{2,4}\s+(?P<title>.+?)(?:\s*\{\s*#(?P<id>[\w-]+)[^}]*\})?\s*$", re.MULTILINE)
LISTING = re.compile(r"^/{3,} listing \| (\w+)", re.MULTILINE)
YEAR = re.compile(r"[0-9]{4}")
SMALL = re.compile(r"[0-9]{1,2}")
# How many letters of a page's own words are searched; the sentences of a section are its claims.
LENGTH = 120


class Kind(NamedTuple):
    """One kind of entry."""

    name: str
    label: str
    group: int  # those of a lower one come first
    bonus: int  # what an entry of this kind is ahead of others of its group that match as well


KINDS = (
    Kind("claim", "Claim", 0, 80),
    Kind("note", "Annotation", 0, 50),
    Kind("figure", "Figure", 0, 60),
    Kind("pillar", "Argument", 1, 30),
    Kind("forecast", "Forecast", 1, 20),
    Kind("event", "Event", 1, 0),
    Kind("term", "Short name", 1, 40),
    Kind("page", "Page", 1, 30),
    Kind("source", "Source", 2, 0),
)


class SearchEntry(NamedTuple):
    """One thing that can be found."""

    type: str  # a name of KINDS
    id: str
    title: str
    url: str  # from the root of the site
    about: str  # a verdict, a kind of note, a publisher: printed beside the title and searched
    text: str  # what else is searched, and what an excerpt is taken from
    names: tuple[str, ...] = ()  # what it is called exactly: an id, a number
    addresses: tuple[str, ...] = ()  # of the work: an address, a DOI
    more: tuple[str, ...] = ()  # folded words that are searched as the text is, but shown nowhere


def entries(edition: Edition) -> list[SearchEntry]:
    """All entries, in the order of their kinds and of the edition."""
    makers = (_claims, _notes, _figures, _pillars, _forecasts, _events, _terms, _pages, _sources)
    return [
        entry
        for maker in makers
        for entry in memo.kept(("entries", maker.__name__), edition, lambda view, maker=maker: list(maker(view)))  # type: ignore[misc]
    ]


def _plain(markdown: str) -> str:
    """Words without markup, keys or bindings."""
    text = cell_references.strip(markdown)
    text = re.sub(
        r"\[\]\(\)\{[^}]*\}|!?\[([^\]]*)\]\([^)]*\)|<[^>]+>|^/{3}.*$|^ {4}attrs:.*$", r"\1", text, flags=re.MULTILINE
    )
    return " ".join(prose.curl(text).replace("*", "").replace("`", "").split())


def _claims(edition: Edition) -> Iterator[SearchEntry]:
    """A claim leads to its sentence; one whose sentence is missing leads to the ledger."""
    for name in edition.claims:
        yield memo.kept(("entry", name), edition, functools.partial(_claim, name=name))


def _claim(edition: Edition, name: str) -> SearchEntry:
    claim, mark = edition.claims[name], edition.marks.get(name)
    footnote = edition.sources.get(claim.footnote)
    title, why = _plain(claim.claim), _plain(claim.why)
    says = (_plain(item.says) for item in claim.evidence if item.stance != "context")
    return SearchEntry(
        "claim",
        name,
        title,
        f"{edition.site.page(mark.page if mark else edition.lists['ledger'])}#{name}",
        claim.verdict,
        why,
        more=_more(
            f"{title} {claim.verdict} {name} {why}",
            [mark.words if mark else "", footnote.title if footnote else "", *says],
        )
        + _footnotes(edition, [name]),
    )


def _footnotes(edition: Edition, claims: list[str]) -> tuple[str, ...]:
    """The footnotes of the brief at some claims, as a reader calls them."""
    cited = (edition.sources.get(edition.claims[name].footnote) for name in claims if name in edition.claims)
    return tuple(f"footnote {source.footnote}" for source in cited if source)


def _more(known: str, texts: list[str]) -> tuple[str, ...]:
    """The words of some texts that would not be found in a known one, each once and in the order of the alphabet.

    A word is found by its beginning and without its ending, so that of `delivery` and `deliveries` one is enough.
    `S-400` and `65.7` stay together; a number of one or two digits is left out, because it says nothing by itself.
    """
    parts = (part for text in texts for part in re.split(r"[\s/—“”,;:]+", text))
    terms = {fold(re.sub("[’']s?$", "", part)) for part in parts} - words.STOP - words.SAYING - {""}
    words_of, kept = index(known), []
    for term in sorted(terms, key=lambda term: (-len(term), term)):  # the longer first: shorter ones may begin them
        if not SMALL.fullmatch(term) and not any(
            f" {form}" in words_of for form, cost in words.forms(term) if cost < 2
        ):
            kept.append(term)
            words_of += index(term)
    return tuple(sorted(kept))


def _notes(edition: Edition) -> Iterator[SearchEntry]:
    for note in edition.annotations.values():
        url = f"{edition.site.page(note.page)}#{note.id}"
        more = _footnotes(edition, note.claims)
        yield SearchEntry("note", note.id, _plain(note.title), url, note.kind, _plain(note.text), more=more)


def _figures(edition: Edition) -> Iterator[SearchEntry]:
    """A figure where it stands in a page, or on the page of all figures; one that no page shows is left out."""
    known = charts.figures(edition.paths)
    for name, file in edition.figures.items():
        figure, page = known[name].figure, edition.site.page(file)
        text = f"{figure.measure}. {figure.alt}"
        yield SearchEntry("figure", f"fig-{name}", figure.title, f"{page}#fig-{name}", "figure", text, (name,))


def _pillars(edition: Edition) -> Iterator[SearchEntry]:
    for step in argument.pillars(edition.argument):
        url = f"{edition.site.page(edition.lists['argument'])}#{step.id}"
        yield SearchEntry("pillar", step.id, _plain(step.title), url, "pillar of the argument", _plain(step.sentence))


def _forecasts(edition: Edition) -> Iterator[SearchEntry]:
    for name, forecast in edition.forecasts.items():
        claim = edition.claims.get(name)
        texts = (forecast.note, forecast.settles)
        url = f"{edition.site.page(edition.lists['forecasts'])}#{name}"
        title = _plain(claim.claim) if claim else name
        about = f"{forecast.standing} {forecast.horizon}".strip()
        yield SearchEntry("forecast", f"forecast-{name}", title, url, about, " ".join(map(_plain, texts)))


def _events(edition: Edition) -> Iterator[SearchEntry]:
    for event in timeline.events(edition):
        url = f"{edition.site.page(edition.lists['timeline'])}#{event.id}"
        about = f"{day(event.date)}, {event.theme}"
        yield SearchEntry(
            "event", f"event-{event.id}", _plain(event.what), url, about, _plain(event.note), (event.date,)
        )


def _terms(edition: Edition) -> Iterator[SearchEntry]:
    for term in edition.terms.values():
        url = f"{edition.site.page(edition.lists['glossary'])}#term-{term.anchor}"
        title = f"{term.short}: {term.full}"
        names = term.short, "".join(re.findall(r"\b[A-Z]", term.full))
        yield SearchEntry("term", f"term-{term.anchor}", title, url, "short name", _plain(term.gloss), names)


def _pages(edition: Edition) -> Iterator[SearchEntry]:
    """Pages by their titles, and the parts of a page by their headings; both also by what their lists are called."""
    for page in edition.pages.values():
        if page.meta.get("unlisted"):
            continue
        url, name = edition.site.page(page.file), page.file.removesuffix(".md")
        about = str(page.meta.get("standfirst") or page.meta.get("description") or "")
        parts = list(HEADING.finditer(page.body))
        called = _listed(page.body[: parts[0].start() if parts else None])
        called += tuple(str(page.meta[one]) for one in ("nav_title",) if page.meta.get(one) not in {None, page.title})
        yield SearchEntry("page", name, page.title, url, "page", _plain(about), called)
        is_section = bool(edition.section_of(page.file))
        for part, after in itertools.zip_longest(parts, parts[1:]):
            if part["id"]:
                body = page.body[part.end() : after.start() if after else None]
                text, called = "" if is_section else _plain(body)[:LENGTH], _listed(body)
                where = f"{url}#{part['id']}"
                yield SearchEntry(
                    "page", f"{name}-{part['id']}", _plain(part["title"]), where, page.title, text, called
                )


def _listed(body: str) -> tuple[str, ...]:
    """What readers call the lists in some text."""
    return tuple(itertools.chain.from_iterable(words.LISTED.get(name, ()) for name in LISTING.findall(body)))


def _sources(edition: Edition) -> Iterator[SearchEntry]:
    """Sources in the order of their numbers, then those that nothing uses yet."""
    for key in dict.fromkeys([*edition.used, *edition.sources]):
        yield _source(edition.sources[key], edition.numbers.get(key, ""), edition.site.source(key))


@memo.per_record
def _source(source: Source, number: str, url: str) -> SearchEntry:
    names = [number, f"note {number}"] if number else []
    names += [f"footnote {source.footnote}"] if source.footnote else []
    site = words.site(source.url, source.publisher)
    addresses = tuple(address for address in (source.url, source.text("doi"), site) if address)
    year = YEAR.search(source.date) or YEAR.search(source.key)
    text = ", ".join(part for part in (source.translation, source.authors, year[0] if year else "") if part)
    about = source.publisher or source.kind
    more = (f"footnote {source.footnote}",) if source.footnote else ()
    return SearchEntry("source", source.key, source.title, url, about, text, tuple(names), addresses, more)
