"""The edition's own findings, counted from the ledger and the bibliography and never typed by hand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotated_brief.content.verdicts import group
from annotated_brief.edition import Edition
from annotated_brief.references.footnote_faults import FAULTS, faults_of


class Finding(NamedTuple):
    """One number of the first page."""

    value: str
    label: str
    url: str  # where it is shown claim by claim
    in_legend: bool = False  # whether the legend of the marks on the first page says it too


def count(edition: Edition) -> list[Finding]:
    """The findings in the order of the first page."""
    ledger = list(edition.claims.values())
    at = edition.site.page(edition.lists["ledger"])
    verdicts = Counter(claim.verdict for claim in ledger if claim.kind != "forecast")
    standings = Counter(claim.verdict for claim in ledger if claim.kind == "forecast")
    checked, foretold = group("checked"), group("forecasts")
    noted = [claim for claim in ledger if claim.footnote]
    findings = [Finding(str(len(ledger)), _claims(len(ledger), len(noted)), at)] if ledger else []
    if number := sum(verdicts[name] for name in checked):
        findings.append(Finding(str(number), f"checked: {_spell(verdicts, checked)}", f"{at}?checked=yes", True))
    findings += _footnotes(edition)
    if standings:
        named = [f"{name}: {standings[name]}" for name in foretold if standings[name]]
        label = f"{'forecast' if standings.total() == 1 else 'forecasts'}; {', '.join(named)}"
        findings.append(Finding(str(standings.total()), label, edition.site.page(edition.lists["forecasts"]), True))
    return findings


def _claims(number: int, noted: int) -> str:
    if number == 1:
        return "claim, with a footnote" if noted else "claim"
    return f"claims, {noted} of them with a footnote" if noted else "claims"


def _footnotes(edition: Edition) -> Iterator[Finding]:
    """How many footnotes are at fault, and apart from them how many are in doubt; each is counted once."""
    at_fault = [faults for source in edition.sources.values() if (faults := faults_of(source))]
    shown = Counter(" and ".join(fault.name for fault in faults) for faults in at_fault if faults[0].proven)
    doubtful = len(at_fault) - shown.total()
    if not at_fault:
        return
    label = f"footnotes at fault: {_spell(shown, sorted(shown, key=_weight))}" if shown else "footnotes at fault"
    if doubtful:
        label += f"; {doubtful}{' more' if shown else ''} in doubt"
    at = f"{edition.site.page(edition.lists['references'])}?set=brief"
    yield Finding(f"{shown.total()} of {edition.settings.footnotes}", label, at)


def _weight(names: str) -> tuple[int, int]:
    """Faults in their order, each alone before it is found with others."""
    known = [fault.name for fault in FAULTS]
    places = [known.index(name) for name in names.split(" and ")]
    return max(places), len(places)


def _spell(counts: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in order if counts[name])
