"""Claims as a row of marks, one a claim, in colour and shape by verdict; each leads to its sentence."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content.claims import Claim
from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.edition import Edition

ORDER = {name: place for place, name in enumerate(VERDICTS)}


class StripMark(NamedTuple):
    """One claim of a strip."""

    id: str
    verdict: str
    slug: str
    sign: str
    url: str  # of its sentence, from the root of the site; of its row where it has no sentence


def marks(edition: Edition, claims: Iterable[Claim]) -> list[StripMark]:
    """The marks in the order given."""
    return [StripMark(claim.id, claim.verdict, claim.slug, claim.sign, sentence(edition, claim.id)) for claim in claims]


def by_verdict(claims: Iterable[Claim]) -> list[Claim]:
    """The claims by verdict, and in the order of the brief within a verdict."""
    return sorted(claims, key=lambda claim: ORDER[claim.verdict])


def strip(edition: Edition, claims: Iterable[Claim], page: str, label: str) -> Markup:
    """The strip of some claims on a page; empty where there are none."""
    drawn = marks(edition, claims)
    return edition.render("strip.html", page, marks=drawn, label=label) if drawn else Markup("")


def of_sections(edition: Edition, page: str) -> Markup:
    """The strips of all sections, each with its name."""
    groups = [
        (
            name,
            section.meta.get("nav_title") or section.title,
            edition.site.page(section.file),
            marks(edition, mine),
        )
        for name, section in edition.sections.items()
        if (mine := [claim for claim in edition.claims.values() if claim.section == name])
    ]
    return edition.render("strips.html", page, groups=groups) if groups else Markup("")


def sentence(edition: Edition, name: str) -> str:
    """The address of a claim's sentence from the root of the site."""
    page = edition.marks[name].page if name in edition.marks else edition.lists["ledger"]
    return f"{edition.site.page(page)}#{name}"
