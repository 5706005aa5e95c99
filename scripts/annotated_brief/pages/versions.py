"""The differences between two versions of the edition, claim by claim, from the ledgers that were kept."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content import archives
from annotated_brief.content.changes import Judged, Release, order
from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.core import memo
from annotated_brief.edition import Edition
from annotated_brief.pages import changes, ledger

FOLDER = "v"  # where former editions are published


class Difference(NamedTuple):
    """A claim in two versions; it may be new in the later one, or withdrawn."""

    claim: str
    before: Judged | None
    after: Judged | None
    reasons: list[changes.ChangeEntry]  # the changes of the later version that name the claim


class Step(NamedTuple):
    """From one version to the next."""

    before: str
    after: str
    judged_anew: list[Difference]
    worded_anew: list[Difference]
    added: list[Difference]
    withdrawn: list[Difference]
    same: int  # claims with the words and the verdict that they had

    @property
    def file(self) -> str:
        """Where its page would stand in docs/."""
        return f"changes/{self.before}.md"


def steps(edition: Edition) -> list[Step]:
    """From each version that was kept to the next, and to the present one; the latest first."""
    return memo.shared("steps", edition, _steps)


def _steps(edition: Edition) -> list[Step]:
    version = edition.settings.version
    kept = [_as_printed(release) for release in edition.releases if release.version != version]
    present = Release(version, {claim.id: _judged(edition, claim.id) for claim in edition.claims.values()}, "")
    return [_step(edition, before, after) for before, after in pairwise([*kept, present])][::-1]


def listing(edition: Edition, page: str) -> Markup:
    """The page of changes: each version with its entries of the record, the latest first, and the way to what differs claim by
    claim; also a version of which nothing is recorded, if it can be compared or read.
    """
    after, kept = {step.after: step for step in steps(edition)}, former(edition)
    entries: dict[str, list[changes.ChangeEntry]] = {}
    for entry in changes.entries(edition):
        entries.setdefault(entry.change.version, []).append(entry)
    named = sorted({*entries, *after, *kept}, key=order, reverse=True)
    return edition.render(
        "listing-changes.html", page, versions={version: entries.get(version, []) for version in named},
        verdicts=VERDICTS, former={name: f"{FOLDER}/{name}" for name in kept}, steps=after,
    )  # fmt: skip


def former(edition: Edition) -> dict[str, Path]:
    """Version -> archive of the former editions that this build publishes, the oldest first."""
    versions = archives.kept(edition.paths) if edition.site.is_published else {}
    return {version: path for version, path in versions.items() if version != edition.settings.version}


def _as_printed(release: Release) -> Release:
    """The words with the quotation marks of the pages, so that no mark makes a difference."""
    claims = {name: one._replace(words=ledger.plain(one.words)) for name, one in release.claims.items()}
    return release._replace(claims=claims)


def _judged(edition: Edition, claim: str) -> Judged:
    return Judged(edition.claims[claim].verdict, ledger.plain(edition.claims[claim].claim))


def _step(edition: Edition, before: Release, after: Release) -> Step:
    entries = [entry for entry in changes.entries(edition) if entry.change.version == after.version]
    differences = list(_differences(before.claims, after.claims, entries))
    both = [(one, one.before, one.after) for one in differences if one.before and one.after]
    judged = [one for one, old, new in both if old.verdict != new.verdict]
    worded = [one for one, old, new in both if old.verdict == new.verdict and old.words != new.words]
    added = [one for one in differences if not one.before]
    withdrawn = [one for one in differences if not one.after]
    same = len(differences) - len(judged) - len(worded) - len(added) - len(withdrawn)
    return Step(before.version, after.version, judged, worded, added, withdrawn, same)


def _differences(
    before: Mapping[str, Judged], after: Mapping[str, Judged], entries: list[changes.ChangeEntry]
) -> Iterator[Difference]:
    for claim in dict.fromkeys([*after, *before]):
        reasons = [entry for entry in entries if claim in entry.change.claims]
        yield Difference(claim, before.get(claim), after.get(claim), reasons)
