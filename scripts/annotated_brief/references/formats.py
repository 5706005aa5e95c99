"""One source in every form in which it can be taken away, each with a button that copies it."""

from collections.abc import Collection
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography import styles
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.references.export_formats import EXPORT_FORMATS


class Format(NamedTuple):
    """One form."""

    name: str  # as it stands in an id and on the command line
    label: str
    text: Markup | str  # a reference as HTML, or code as text
    is_code: bool
    ending: str = ""  # of the file that holds it, beside the page of a source


def label(style: str) -> str:
    """A style's name as readers know it."""
    return styles.LABELS.get(style) or style.replace("-", " ").capitalize()


def all_of(source: Source, reference: Reference, publish: Collection[str] = ()) -> list[Format]:
    """The forms of one source in the order in which they are offered."""
    return [
        Format("note", "Footnote", reference.note, False),
        *(Format(name, label(name), text, False) for name, text in reference.forms.items()),
        *(
            Format(record.name, record.label, record.one(source, publish), True, f".{record.ending}")
            for record in EXPORT_FORMATS.values()
        ),
    ]
