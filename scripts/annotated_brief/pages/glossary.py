"""The edition's own words, explained on the page about it: verdicts, grades, kinds of annotation, short names."""

from collections import Counter

from markupsafe import Markup

from annotated_brief.bibliography.vocabulary import GRADES
from annotated_brief.content.verdicts import ANNOTATION_KINDS, STANCES, VERDICTS
from annotated_brief.edition import Edition


def verdicts(edition: Edition, page: str) -> Markup:
    """Each verdict with its sign, what it says and what it must bring along."""
    shown = [verdict for verdict in VERDICTS.values() if edition.forecasts or not verdict.is_standing]
    return edition.render("listing-verdicts.html", page, verdicts=shown)


def anchors(_: Edition) -> list[str]:
    """The ids of the verdicts."""
    return [f"verdict-{verdict.slug}" for verdict in VERDICTS.values()]


def stances(edition: Edition, page: str) -> Markup:
    """How a source may stand to a claim, and how many do."""
    counts = Counter(one.stance for claim in edition.claims.values() for one in claim.evidence)
    return edition.render("listing-stances.html", page, stances=STANCES.values(), counts=counts)


def grades(edition: Edition, page: str) -> Markup:
    """What a source's grade says, and how many sources have it."""
    counts = {name: sum(source.grade == name for source in edition.sources.values()) for name in GRADES}
    return edition.render("listing-grades.html", page, grades=GRADES, counts=counts)


def kinds(edition: Edition, page: str) -> Markup:
    """The kinds of annotation, and how many there are of each."""
    counts = Counter(note.kind for note in edition.annotations.values())
    return edition.render("listing-kinds.html", page, kinds=ANNOTATION_KINDS.values(), counts=counts)
