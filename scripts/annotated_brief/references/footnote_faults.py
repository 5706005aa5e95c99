"""What is wrong with a footnote of the brief, apart from the verdict on its claim."""

from typing import NamedTuple

from annotated_brief.bibliography.sources import Source


class FootnoteFault(NamedTuple):
    """What can be wrong with a footnote of the brief."""

    name: str  # after a number: 2 misdated
    says: str  # of one footnote
    field: str  # of its source in bib/
    word: str  # what the field holds then; empty where anything does
    proven: bool = True  # whether it was shown, or could not be settled


FAULTS = (
    FootnoteFault("misdated", "its date is wrong as printed", "fault", "date"),
    FootnoteFault("falling short of the sentence", "it falls short of the sentence", "fault", "support"),
    FootnoteFault("in doubt", "in doubt, for the page was not seen or only in part", "doubtful", "", False),
)


def faults_of(source: Source) -> list[FootnoteFault]:
    """What is wrong with a footnote of the brief; nothing with any other source."""
    if not source.footnote:
        return []
    return [fault for fault in FAULTS if _has(source.fields.get(fault.field, ""), fault.word)]


def standing(source: Source | None) -> str:
    """How a footnote of the brief stands, in words, apart from the verdict on its claim; empty where all is well."""
    faults = faults_of(source) if source else []
    return "; ".join(fault.says for fault in faults)


def _has(field: str, word: str) -> bool:
    return bool(field) and (not word or word in field.split(" and "))
