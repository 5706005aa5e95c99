"""One source in every form that readers can copy."""

from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography import styles
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.edition import Edition
from annotated_brief.references.export_formats import EXPORT_FORMATS


class Format(NamedTuple):
    """One form."""

    name: str  # as it stands in an id and on the command line
    label: str
    text: Markup | str  # a reference as HTML, or code as text
    is_code: bool
    ending: str = ""  # of the file that holds it, beside the page of a source


def all_of(source: Source, reference: Reference, edition: Edition) -> list[Format]:
    """The forms of one source in the order in which they are offered."""
    used, _ = styles.load(edition.settings.styles, edition.paths)
    return [
        Format("note", "Footnote", reference.note, False),
        *(Format(style.name, style.label, reference.forms[style.name], False) for style in used),
        *(
            Format(record.name, record.label, record.one(source, edition.settings.publish), True, f".{record.ending}")
            for record in EXPORT_FORMATS.values()
        ),
    ]
