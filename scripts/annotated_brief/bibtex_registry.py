"""What mkdocs-bibtex asks when it meets a citation: the edition, in place of the plugin's own two formatters.

The plugin finds the citations of a page, and its abstract ReferenceRegistry is meant for other formats. Ours leaves each
citation as it is written, because only Python-Markdown knows what is code, a comment or a link: our extension
(markdown.py) gives it its number and its note.
"""

from types import SimpleNamespace

from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.registry import ReferenceRegistry

from annotated_brief.edition import Edition


class EditionRegistry(ReferenceRegistry):  # type: ignore[misc]
    """Answers from the loaded edition; reads no file of its own."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.footnote_format = "{key}"
        # Asked for by the plugin's own list of everything, which is a listing here.
        self.bib_data = SimpleNamespace(entries={})

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Nothing: what cannot be read, and a key that does not exist, were told before, with file and line."""

    def validate_inline_references(self, inline_references: list[InlineReference]) -> set[InlineReference]:
        """None: our extension knows which at-sign in running text is a citation."""
        del inline_references
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """The citation as it is written."""
        return str(citation_block)

    def reference_text(self, citation: Citation | InlineReference) -> str:
        """The note as text; references/footnotes.py prints the full one."""
        reference = self.edition.references.get(citation.key)
        return reference.plain("note") if reference else f"Unknown source {citation.key}"
