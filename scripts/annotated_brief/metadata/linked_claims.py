"""The claims as JSON-LD, in the words of schema.org: what the brief says, what the edition found, and what it rests on.

A claim is one thing wherever it is named: its `@id` is the address of its page, written from the page that names it.
No `ClaimReview`, which is for those who review claims under a stated rating scale of their own: a `Review` says in words
what was found, by whom and when.
"""

from typing import Any

from annotated_brief.content import authors
from annotated_brief.content.claims import Claim
from annotated_brief.core.site import claim_file, source_file
from annotated_brief.edition import Edition
from annotated_brief.metadata import linked_data
from annotated_brief.pages import changes, ledger


def whole(edition: Edition, row: ledger.LedgerRow) -> dict[str, Any]:
    """A claim on its own page: who says it and where, the verdict with its history, each source with its stance."""
    claim, here = row.claim, claim_file(row.claim.id)
    place = edition.site.link
    node = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": place(here, here),
        "identifier": claim.id,
        "text": ledger.plain(claim.claim),
        "author": [
            authors.linked(name) for name in authors.names(edition.settings.authors, linked_data.cited(edition))
        ],
        "url": edition.site.absolute(here),
        "appearance": {"@type": "WebPage", "@id": place(here, row.page, claim.id)} if row.page else None,
        "review": _review(edition, claim),
        "citation": [_cited(edition, here, one) for one in row.evidence if one.stance],
    }
    return {name: value for name, value in node.items() if value}


def on_page(edition: Edition, file: str) -> list[dict[str, Any]]:
    """The claims of a section with their verdicts; all else of them is on their pages."""
    return [
        {
            "@type": "Claim",
            "@id": edition.site.link(file, claim_file(claim.id)),
            "text": ledger.plain(claim.claim),
            "review": {"@type": "Review", **_found(edition, claim, file)},
        }
        for claim in edition.claims.values()
        if claim.id in edition.marks and edition.marks[claim.id].page == file
    ]


def _review(edition: Edition, claim: Claim) -> dict[str, Any]:
    """What the edition found, and each change of it."""
    here = claim_file(claim.id)
    node = {
        "@type": "Review",
        **_found(edition, claim, here),
        "author": {"@type": "Organization", "name": edition.settings.contributors},
        "datePublished": claim.checked.isoformat() if claim.checked else "",
        "version": edition.settings.version,
        "reviewBody": ledger.plain(claim.why),
        "correction": [_correction(edition, here, entry) for entry in changes.of_claim(edition, claim.id)],
    }
    return {name: value for name, value in node.items() if value}


def _found(edition: Edition, claim: Claim, file: str) -> dict[str, Any]:
    """The verdict in words, known by one address on every page."""
    return {
        "@id": edition.site.link(file, claim_file(claim.id), "verdict"),
        "reviewRating": {"@type": "Rating", "name": claim.verdict},
    }


def _correction(edition: Edition, here: str, entry: changes.ChangeEntry) -> dict[str, Any]:
    change = entry.change
    verdicts = f" From “{change.was}” to “{change.now}”." if change.was and change.now else ""
    node = {
        "@type": "CorrectionComment",
        "@id": edition.site.link(here, edition.lists["changes"], entry.anchor),
        "datePublished": change.date.isoformat() if change.date else "",
        "text": f"{ledger.plain(change.what)}{verdicts}",
    }
    return {name: value for name, value in node.items() if value}


def _cited(edition: Edition, here: str, one: ledger.Evidence) -> dict[str, Any]:
    """A source as it stands to the claim; schema.org qualifies a relation by a `Role` in between."""
    assert one.stance
    doubt = f" Doubt: {ledger.plain(one.doubt)}" if one.doubt else ""
    work = linked_data.work(edition.sources[one.key])
    return {
        "@type": "Role",
        "roleName": one.stance.name,
        "description": f"{ledger.plain(one.says)}{doubt}",
        "citation": {"@id": edition.site.link(here, source_file(one.key)), **work},
    }
