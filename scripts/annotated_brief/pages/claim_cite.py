"""How a claim and its verdict are cited: in words, with the address of the claim's page."""

from annotated_brief.content.claims import Claim
from annotated_brief.core.site import claim_file
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import day


def words(edition: Edition, claim: Claim) -> str:
    """One line that can be copied; without an address of the site it names the claim alone."""
    own = edition.settings
    url = f" {edition.site.absolute(claim_file(claim.id))}".rstrip()
    checked = f", checked {day(claim.checked)}" if claim.checked else ""
    return (
        f"{own.contributors}, “Claim {claim.id}: {claim.verdict}”{checked}, in {own.title} "
        f"An annotated edition of a brief by {own.argument_by}, version {own.version}, {own.date:%Y}.{url}"
    )
