"""The edition's own findings, counted from the ledger and the bibliography and never typed by hand."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from annotated_brief.content.verdicts import group
from annotated_brief.edition import Edition

# What can be wrong with a footnote of the brief, as the field `fault` of its source says.
FAULTS = {"misdated": "date", "falling short of the sentence": "support"}


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
    wrong = [source for source in edition.sources.values() if source.footnote and source.fields.get("fault")]
    faults = Counter(name for source in wrong for name in _faults(source.fields["fault"]))
    made = [
        Finding(str(len(ledger)), f"claims, {len(noted)} of them with a footnote", at),
        Finding(
            str(sum(verdicts[name] for name in checked)), f"checked: {_spell(verdicts, checked)}", f"{at}?checked=yes"
        ),
        Finding(
            f"{len(wrong)} of {edition.settings.footnotes}",
            f"footnotes at fault: {_spell(faults, FAULTS)}" if faults else "footnotes at fault",
            f"{edition.addresses.page('references.md')}?set=brief",
        ),
    ]
    if standings:
        label = f"forecasts: {_spell(standings, foretold)}"
        made.append(Finding(str(sum(standings.values())), label, edition.addresses.page("forecasts.md")))
    return made


def _faults(field: str) -> list[str]:
    return [name for name, word in FAULTS.items() if word in field.split(" and ")]


def _spell(counts: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in order if counts[name])
