"""One source in every form in which it can be taken away, each with a button that copies it."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography import bibtex, styles
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.references import exports


class Format(NamedTuple):
    """One form."""

    name: str  # as it stands in an id and on the command line
    label: str
    text: Markup | str  # a reference as HTML, or code as text
    is_code: bool


def label(style: str) -> str:
    """A style's name as readers know it."""
    return styles.LABELS.get(style) or style.replace("-", " ").capitalize()


def all_of(source: Source, reference: Reference, csl: Mapping[str, Any], publish: Collection[str] = ()) -> list[Format]:
    """The forms of one source in the order in which they are offered."""
    return [
        Format("note", "Footnote", reference.note, False),
        *(Format(name, label(name), text, False) for name, text in reference.forms.items()),
        Format("bibtex", "BibTeX", bibtex.entry(source, publish), True),
        Format("ris", "RIS", exports.ris([source]), True),
        Format("csl", "CSL-JSON", exports.json_text([csl]), True),
    ]
