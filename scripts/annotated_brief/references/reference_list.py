"""The page of references: every source with its uses, and what the browser needs to search them (references.js).

The page is complete without scripts. The data for searching are a script of their own, which the browser asks for when
a reader first turns to the search. Above LIMIT sources the page holds the FIRST only, the others come with those data,
as the HTML that they would have on the page, and a plain page of all of them is there for browsers without scripts (see
scripts/annotated_brief/metadata/source_pages.py).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography import names
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.bibliography.vocabulary import GRADES
from annotated_brief.content.uses import Use
from annotated_brief.core import folding, memo
from annotated_brief.core.keys import slug
from annotated_brief.edition import Edition
from annotated_brief.markup import prose
from annotated_brief.markup.templating import render
from annotated_brief.references import cite_this, exports, footnote_faults, outlets
from annotated_brief.references.export_formats import EXPORT_FORMATS

PLAIN = "references/_all.md"  # all sources, where the page of references shows only some
DATA = "assets/references.js"

# A page with more entries than this is too heavy for a phone.
LIMIT = 500
FIRST = 100
# How many publishers and authors are offered: those with the most sources.
OFFERED = 500

SETS = {"brief": "The brief’s footnotes", "own": "The edition’s own"}


class Link(NamedTuple):
    """A use with its address from the page that it is shown on."""

    use: Use
    url: str


class ListEntry(NamedTuple):
    """One source as the templates need it."""

    key: str
    number: str
    source: Source
    reference: Reference
    links: list[Link]
    sections: list[str]  # names of those in which it is used, by themselves or through their claims

    @property
    def slug(self) -> str:
        """The key in its address and its id."""
        return slug(self.key)

    @property
    def set(self) -> str:
        return "brief" if self.source.footnote else "own"

    @property
    def grade(self) -> str:
        return GRADES.get(self.source.grade, "")

    @property
    def standing(self) -> str:
        """What is wrong with it as a footnote of the brief; empty where nothing is."""
        return footnote_faults.standing(self.source)


class Facet(NamedTuple):
    """One way of narrowing the list."""

    name: str
    label: str
    every: str  # what the choice of all is called
    options: dict[str, str]  # value -> label
    counts: dict[str, int]


def entries(edition: Edition, page: str) -> list[ListEntry]:
    """Every source in the order of the numbers, its uses addressed from a page."""
    return [entry(edition, key, page) for key in edition.used]


def entry(edition: Edition, key: str, page: str) -> ListEntry:
    return memo.kept(("entry of list", key, page), edition, partial(_entry, key=key, page=page))


def _entry(edition: Edition, key: str, page: str) -> ListEntry:
    uses = edition.uses.get(key, [])
    links = [Link(use, edition.site.link(page, use.page, use.anchor)) for use in uses]
    used_in = {section_of(edition, use) for use in uses}
    sections = [name for name in edition.settings.sections if name in used_in]
    return ListEntry(key, edition.numbers[key], edition.sources[key], edition.references[key], links, sections)


def section_of(edition: Edition, use: Use) -> str:
    """The section that a use belongs to; empty for what stands on no section's page and on no claim."""
    claim = edition.claims.get(use.anchor)
    return edition.section_of(use.page) or (claim.section if claim else "")


def listing(edition: Edition, page: str) -> Markup:
    """What `/// listing | references` prints."""
    listed = entries(edition, page)
    return edition.render(
        "listing-references.html",
        page,
        items=items(edition, listed[: shown(len(listed))], page),
        total=len(listed),
        facets=facets(listed, edition.sections),
        parts=exports.parts(edition),
        formats=list(EXPORT_FORMATS.values()),
        data=DATA,
        itself=cite_this.words(edition),
        about=edition.site.link(page, cite, "cite") if (cite := edition.lists["cite"]) in edition.pages else "",
        plain=edition.site.link(page, PLAIN) if len(listed) > LIMIT else "",
    )


def items(edition: Edition, listed: Iterable[ListEntry], page: str) -> list[tuple[ListEntry, Markup]]:
    """Sources with what a page prints of them."""
    return [
        (one, memo.kept(("item of list", one.key, page), edition, partial(_item, entry=one, page=page), one))
        for one in listed
    ]


def _item(edition: Edition, entry: ListEntry, page: str) -> Markup:
    return edition.render("reference.html", page, entry=entry, lean=False)


def shown(total: int) -> int:
    """How many entries the page itself holds."""
    return total if total <= LIMIT else FIRST


def facets(listed: list[ListEntry], sections: Iterable[str]) -> list[Facet]:
    """Each with its values in the order in which they are offered."""
    return [
        _facet("set", "Set", "Both", [[one.set] for one in listed], SETS, order=list(SETS)),
        _facet("kind", "Kind", "All kinds", [[one.source.kind] for one in listed]),
        _facet("language", "Language", "All languages", [[one.source.language] for one in listed]),
        _facet("year", "Year", "All years", [[one.source.year or "n.d."] for one in listed], newest=True),
        _facet("grade", "Grade", "All grades", [[one.source.grade] for one in listed], GRADES),
        _people(
            "publisher", "Publisher", "All publishers", outlets.published_by(one.source for one in listed).values()
        ),
        _people("author", "Author", "All authors", [_authors(one.source) for one in listed]),
        _facet("section", "Section", "All sections", [one.sections for one in listed], order=sections),
    ]


def _facet(
    name: str,
    label: str,
    every: str,
    values: list[list[str]],
    labels: Mapping[str, str] | None = None,
    order: Iterable[str] | None = None,
    newest: bool = False,
) -> Facet:
    counts = Counter(value for several in values for value in several if value)
    ordered = [value for value in order if value in counts] if order else sorted(counts, reverse=newest)
    options = {value: _label(value, labels or {}) for value in ordered}
    return Facet(name, label, every, options, dict(counts))


def _people(name: str, label: str, every: str, values: Iterable[list[str]]) -> Facet:
    """Publishers or authors, by the alphabet; chosen by their names as they stand in an address."""
    slugs = [{outlets.slug(one): one for one in several} for several in values]
    counts = dict(Counter(one for several in slugs for one in several).most_common(OFFERED))
    labels = {one: said for several in slugs for one, said in several.items() if one in counts}
    return Facet(name, label, every, dict(sorted(labels.items(), key=lambda pair: folding.fold(pair[1]))), counts)


def _authors(source: Source) -> list[str]:
    return [names.shown(name) for name in source.creators()]


def _label(value: str, labels: Mapping[str, str]) -> str:
    meaning = labels.get(value, "")
    if len(value) == 1 and meaning:
        return f"{value}: {meaning}"
    return meaning or value[:1].upper() + value[1:]


def data(edition: Edition) -> str:
    """The script that hands the browser what it searches in."""
    listed = entries(edition, edition.lists["references"])
    ranks = {one.key: rank for rank, one in enumerate(sorted(listed, key=_author))}
    contexts: dict[str, int] = {}
    published = outlets.published_by(one.source for one in listed)
    rows = [
        _row(edition, one, ranks[one.key], contexts, published[one.key], index >= shown(len(listed)))
        for index, one in enumerate(listed)
    ]
    texts = [value for one in listed for value in (one.source.title, one.source.translation, one.source.authors)]
    value = {"letters": folding.letters([*texts, *contexts]), "contexts": list(contexts), "rows": rows}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"editionReferences({text});\n"


def _author(entry: ListEntry) -> tuple[str, int]:
    source = entry.source
    return folding.fold(source.authors or source.publisher or source.title), int(entry.number)


def _row(edition: Edition, entry: ListEntry, rank: int, contexts: dict[str, int], published: list[str],
         rest: bool) -> list[Any]:  # fmt: skip
    """One source for references.js, which names the places of this list at its head."""
    given = entry, published, rest
    fixed = memo.kept(("row", entry.key), edition, lambda view: _fixed(view, *given), given)
    uses = [[link.use.where, link.url, _place(contexts, link.use.context)] for link in entry.links]
    return [*fixed[:4], rank, *fixed[4:7], uses, *fixed[7:]]


def _fixed(edition: Edition, entry: ListEntry, published: list[str], rest: bool) -> list[Any]:
    """What does not depend on the other sources."""
    source = entry.source
    row = [
        entry.slug,
        entry.number,
        [entry.set, source.kind, source.language, source.year or "n.d.", source.grade, entry.sections,
         [*map(outlets.slug, published)], [*map(outlets.slug, _authors(source))]],
        source.date,
        folding.index(source.authors, *map(names.shown, source.creators("editor")), source.houses, source.container),
        folding.index(source.title, source.translation),
        folding.index(source.key, source.date.replace("-", " "), source.url, source.doi, source.kind,
                      source.language),
    ]  # fmt: skip
    if rest:
        row.append(str(render("reference.html", edition=edition, entry=entry, lean=True)).strip())
    return row


def _place(contexts: dict[str, int], context: str) -> int:
    return contexts.setdefault(prose.inline(context).striptags(), len(contexts))
