"""The edition's own findings, counted from the ledger and the bibliography and never typed by hand."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from annotated_brief.bibliography.sources import Source
from annotated_brief.content.verdicts import group
from annotated_brief.edition import Edition


class FootnoteFault(NamedTuple):
    """What can be wrong with a footnote of the brief."""

    name: str  # after a number: 2 misdated
    says: str  # of one footnote
    field: str  # of its source in bib/
    word: str  # what the field holds then; empty where anything does


FOOTNOTE_FAULTS = (
    FootnoteFault("misdated", "its date is wrong as printed", "fault", "date"),
    FootnoteFault("falling short of the sentence", "it falls short of the sentence", "fault", "support"),
    FootnoteFault("in doubt", "in doubt, for the page was not seen or only in part", "doubtful", ""),
)


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
    wrong = [found for source in edition.sources.values() if (found := footnote_faults(source))]
    faults = Counter(fault.name for found in wrong for fault in found)
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
                f"footnotes at fault or in doubt: {_spell(faults, [fault.name for fault in FOOTNOTE_FAULTS])}",
                f"{edition.addresses.page('references.md')}?set=brief",
            )
        )
    if standings:
        label = f"forecasts: {_spell(standings, foretold)}"
        made.append(Finding(str(sum(standings.values())), label, edition.addresses.page("forecasts.md")))
    return made


def footnote_faults(source: Source) -> list[FootnoteFault]:
    """What is wrong with a footnote of the brief; nothing with any other source."""
    if not source.footnote:
        return []
    return [fault for fault in FOOTNOTE_FAULTS if _has(source.fields.get(fault.field, ""), fault.word)]


def footnote_standing(source: Source | None) -> str:
    """How a footnote of the brief stands, in words, apart from the verdict on its claim; empty where all is well."""
    found = footnote_faults(source) if source else []
    return "; ".join(fault.says for fault in found)


def _has(field: str, word: str) -> bool:
    return bool(field) and (not word or word in field.split(" and "))


def _spell(counts: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in order if counts[name])
