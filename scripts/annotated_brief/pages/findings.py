"""The edition's own findings, counted from the ledger and the bibliography and never typed by hand."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from annotated_brief.content.verdicts import group
from annotated_brief.edition import Edition
from annotated_brief.references.footnote_faults import FAULTS, faults_of


class Finding(NamedTuple):
    """One number of the first page."""

    value: str
    label: str
    url: str  # where it is shown claim by claim


def count(edition: Edition) -> list[Finding]:
    """The findings in the order of the first page."""
    ledger = list(edition.claims.values())
    at = edition.addresses.page("claims.md")
    verdicts = Counter(claim.verdict for claim in ledger if claim.kind != "forecast")
    standings = Counter(claim.verdict for claim in ledger if claim.kind == "forecast")
    checked, foretold = group("checked"), group("forecasts")
    noted = [claim for claim in ledger if claim.footnote]
    wrong = [found for source in edition.sources.values() if (found := faults_of(source))]
    # Each footnote is counted once, so that the parts make the sum.
    faults = Counter(" and ".join(fault.name for fault in found) for found in wrong)
    made = [
        Finding(str(len(ledger)), f"claims, {len(noted)} of them with a footnote" if noted else "claims", at),
        Finding(
            str(sum(verdicts[name] for name in checked)), f"checked: {_spell(verdicts, checked)}", f"{at}?checked=yes"
        ),
    ]
    if wrong:
        made.append(
            Finding(
                f"{len(wrong)} of {edition.settings.footnotes}",
                f"footnotes at fault or in doubt: {_spell(faults, sorted(faults, key=_weight))}",
                f"{edition.addresses.page('references.md')}?set=brief",
            )
        )
    if standings:
        named = [f"{name}: {standings[name]}" for name in foretold if standings[name]]
        label = f"forecasts; {', '.join(named)}"
        made.append(Finding(str(sum(standings.values())), label, edition.addresses.page("forecasts.md")))
    return made


def _weight(names: str) -> tuple[int, int]:
    """Faults in their order, each alone before it is found with others."""
    known = [fault.name for fault in FAULTS]
    found = [known.index(name) for name in names.split(" and ")]
    return max(found), len(found)


def _spell(counts: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in order if counts[name])
