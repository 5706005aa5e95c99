"""A page for every claim, /claims/c018/: verdict, reason, evidence, what it carries, what has changed, how to cite it.

It is made to be sent to others, so it is light: its own frame has the few rules of the style sheet that it needs.
"""

import functools
import re
from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from annotated_brief.content.claims import Claim
from annotated_brief.content.verdicts import ANNOTATION_KINDS, VERDICTS
from annotated_brief.core import memo
from annotated_brief.core.site import claim_file
from annotated_brief.edition import Edition
from annotated_brief.markup import templating
from annotated_brief.metadata import linked_claims, page_metadata
from annotated_brief.metadata.frames import Frame, Sheet
from annotated_brief.pages import chains, changes, ledger
from annotated_brief.references import cite_this

FRAME = Frame("claims/_frame.md", "Claims", ("template: claim.html",))
LONGEST = 150  # letters of a description


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Every page of a claim."""
    for name, cite in memo.kept("citations of claims", edition, cite_this.of_claims).items():
        yield memo.kept(f"claims/{name}.md", edition, functools.partial(_sheet, name=name, cite=cite), cite)


def _sheet(edition: Edition, name: str, cite: Markup) -> Sheet:
    claim = edition.claims[name]
    row = ledger.row(edition, claim)
    file = claim_file(claim.id)
    words = ledger.plain(claim.claim)
    title = f"{claim.id}: {claim.verdict}"
    content = edition.render(
        "claim-page.html",
        file,
        row=row,
        claim=claim,
        chain=chains.chain(edition, claim.id),
        history=changes.of_claim(edition, claim.id),
        verdicts=VERDICTS,
        kinds=ANNOTATION_KINDS,
        cite=cite,
        report=_report(edition, claim),
        place=edition.site.from_root(claim_file(claim.id)),
        neighbours=_neighbours(edition, claim.id),
    )
    description = templating.shortened(f"{claim.verdict.capitalize()}: {words} {ledger.plain(claim.why)}", LONGEST)
    head = page_metadata.sheet_head(edition, file, title, description, linked_claims.whole(edition, row))
    return Sheet(file, title, description, head, content)


def _neighbours(edition: Edition, name: str) -> list[str]:
    """The claims before and after; empty at the ends."""
    names = ["", *edition.claims, ""]
    at = names.index(name)
    return [names[at - 1], names[at + 1]]


def _report(edition: Edition, claim: Claim) -> str:
    """An address to write to with claim and place filled in; empty where the edition has none."""
    address = edition.settings.report_to
    place = edition.site.from_root(claim_file(claim.id))
    subject, body = f"{claim.id} in {edition.settings.title}", f"{place}\n\nWhat is wrong, and what shows it:\n"
    if address.startswith("mailto:"):
        return f"{address}?subject={quote(subject)}&body={quote(body)}"
    if tracker := re.fullmatch(r"(https://[^?#]+/issues)(/new)?/?", address):
        # GitHub and Forgejo name the fields one way, GitLab another.
        title, text = ("issue[title]", "issue[description]") if "/-/" in address else ("title", "body")
        return f"{tracker[1]}/new?{quote(title)}={quote(subject)}&{quote(text)}={quote(body)}"
    return address if address.startswith(("https://", "http://")) else ""
