"""The edition's own words, explained on the page about it: verdicts, grades, kinds of annotation, short names."""

from typing import Any

from markupsafe import Markup

from annotated_brief.bibliography.vocabulary import GRADES
from annotated_brief.content.claims import CHECKED, NEED_EVIDENCE, SIGNS, STANDINGS, VERDICTS
from annotated_brief.content.sections import ANNOTATIONS
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render

KINDS = {
    "context": "what a newcomer needs in order to follow the sentence",
    "evidence": "what bears the sentence out, or how far it does",
    "correction": "what is wrong in the sentence or in its footnote, and what is right",
    "update": "what has happened since the brief was written",
    "counterpoint": "a view or a fact that points the other way",
}


def verdicts(edition: Edition, page: str) -> Markup:
    """Each verdict with its sign, what it says and what it must bring along."""
    entries = [
        {
            "slug": name.replace(" ", "-"),
            "sign": SIGNS[name],
            "name": name,
            "says": says,
            "needs": _needs(name),
            "for_forecasts": name in STANDINGS,
        }
        for name, says in VERDICTS.items()
    ]
    return _fill("listing-verdicts.html", edition, page, entries=entries)


def grades(edition: Edition, page: str) -> Markup:
    """What a source's grade says, and how many sources have it."""
    counts = {name: sum(source.grade == name for source in edition.sources.values()) for name in GRADES}
    return _fill("listing-grades.html", edition, page, grades=GRADES, counts=counts)


def kinds(edition: Edition, page: str) -> Markup:
    """The kinds of annotation, and how many there are of each."""
    notes = list(edition.annotations.values())
    counts = {kind: sum(note.kind == kind for note in notes) for kind in KINDS}
    return _fill("listing-kinds.html", edition, page, kinds=KINDS, names=ANNOTATIONS, counts=counts)


def _needs(verdict: str) -> str:
    if verdict in NEED_EVIDENCE:
        return "evidence and a date"
    if verdict in CHECKED:
        return "a date and where we looked"
    return "" if verdict == "not checked" else "a date and a reason"


def _fill(template: str, edition: Edition, page: str, **values: Any) -> Markup:
    return render(template, edition=edition, page=page, base=edition.addresses.base(page), **values)
