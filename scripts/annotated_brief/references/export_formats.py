"""The formats that references are exported in: one record each, and all that is known of it.

Pages of sources, files to download, links in the head of a page, the archive of data, the command line and the checks read
these records. A new format is one more record here.
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

from annotated_brief.bibliography import bibtex
from annotated_brief.bibliography.sources import Source
from annotated_brief.edition import Edition
from annotated_brief.references import exports


class ExportFormat(NamedTuple):
    """One format, and how it is written."""

    name: str  # as it stands in an id and on the command line
    label: str  # of one reference
    title: str  # of a file of them
    ending: str  # of that file
    type: str  # its media type
    says: str  # whom it is for
    one: Callable[[Source, Collection[str]], str]  # a source, the private fields that are published -> its reference
    many: Callable[[list[Source], Edition], str]  # sources of an edition -> a file of references

    @property
    def file(self) -> str:
        """The name of a file of references."""
        return f"references.{self.ending}"


EXPORT_FORMATS = {
    record.name: record
    for record in (
        ExportFormat("bibtex", "BibTeX", "BibLaTeX", "bib", "application/x-bibtex", "For LaTeX, JabRef and Zotero.",
                     bibtex.entry, lambda chosen, edition: bibtex.write(chosen, edition.sources, edition.settings.publish)),
        ExportFormat("ris", "RIS", "RIS", "ris", "application/x-research-info-systems", "For EndNote, Mendeley and Zotero.",
                     lambda source, _: exports.ris([source]), lambda chosen, _: exports.ris(chosen)),
        ExportFormat("csl", "CSL-JSON", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json",
                     "For pandoc and programs that format citations.",
                     lambda source, _: exports.csl([source]),
                     lambda chosen, _: exports.csl(chosen)),
    )
}  # fmt: skip


def files(edition: Edition) -> dict[str, str]:
    """Address from the root of the site -> content: all sources, and those of each section, in every format."""
    return {
        f"{folder}{record.file}": record.many([edition.sources[key] for key in keys], edition)
        for folder, keys in exports.parts(edition).items()
        for record in EXPORT_FORMATS.values()
    }
