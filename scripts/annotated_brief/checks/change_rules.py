"""Rules for the record of changes: no verdict differs from the last version that was published without an entry."""

from collections.abc import Iterator

from annotated_brief.content.changes import Change, Release, order
from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for changes; none if the ledger could not be read."""
    if not edition.claims:
        return
    for change in edition.changes:
        yield from _change(change, edition)
    for release in edition.releases:
        if _is_to_come(release.version, edition):
            message = f"is of a version after that of the edition, {edition.settings.version}"
            yield Problem(release.file, 0, message, "mend its name, or version in CITATION.cff")
    if edition.releases and not _is_to_come(edition.releases[-1].version, edition):
        yield from _told(edition.releases[-1], edition)


def _is_to_come(version: str, edition: Edition) -> bool:
    own = edition.settings.version
    return own[:1].isdecimal() and order(version) > order(own)


def _told(release: Release, edition: Edition) -> Iterator[Problem]:
    """Each claim whose verdict has changed since, with no entry that says from what and to what."""
    since = [change for change in edition.changes if change.now and order(change.version) > order(release.version)]
    remedy = f"write an entry for it in {edition.paths.show(edition.paths.changes)}, with from and to"
    if order(edition.settings.version) <= order(release.version):
        remedy = f"raise version in CITATION.cff, for {release.version} is published, and {remedy}"
    for claim in edition.claims.values():
        former = release.claims[claim.id].verdict if claim.id in release.claims else claim.verdict
        if not _leads(former, claim.verdict, [change for change in since if claim.id in change.claims]):
            message = f"{claim.id} is {claim.verdict}; in version {release.version} it was {former}"
            yield Problem(claim.file, claim.at("verdict"), f"{message}, and no change says so", remedy)


def _leads(former: str, verdict: str, changes: list[Change]) -> bool:
    """Whether changes lead from the former verdict to the new one, in one step or more; nothing need lead to the same."""
    reached = {former}
    for _ in changes:
        reached |= {change.now for change in changes if change.was in reached}
    return verdict in reached


def _change(change: Change, edition: Edition) -> Iterator[Problem]:
    for name in (name for name in change.claims if name not in edition.claims):
        message = f"change {change.id} is about {name}, which is no claim"
        yield Problem(change.file, change.at("claims"), message, "mend the name")
    if change.now and change.now == change.was:
        message = f"change {change.id} goes from {change.was} to the same verdict"
        yield Problem(change.file, change.at("to"), message, "mend one of the two, or leave both out")
    if _is_to_come(change.version, edition):
        message = (
            f"change {change.id} is of version {change.version}, after that of the edition, {edition.settings.version}"
        )
        yield Problem(change.file, change.at("version"), message, "mend it, or version in CITATION.cff")
    if change.now and change.now not in VERDICTS:
        message = f"change {change.id} ends in the unknown verdict {change.now}"
        yield Problem(change.file, change.at("to"), message, f"use one of: {', '.join(VERDICTS)}")
