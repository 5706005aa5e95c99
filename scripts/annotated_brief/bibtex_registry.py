"""What mkdocs-bibtex asks when it meets a citation: the edition's footnotes, in place of its own two formatters.

The plugin finds the citations; its abstract ReferenceRegistry is the door that it leaves open for other formats.
"""

from types import SimpleNamespace

from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.registry import ReferenceRegistry

from annotated_brief.content import citations
from annotated_brief.edition import Edition


class EditionRegistry(ReferenceRegistry):  # type: ignore[misc]
    """Answers from the loaded edition; reads no file of its own."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.footnote_format = "{key}"
        # Asked for by the plugin's own list of everything, which the checks refuse: it prints nothing.
        self.bib_data = SimpleNamespace(entries={})

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Give each place in a source a key of its own, or the last locator would be printed at every mark.

        Keys that do not exist were reported before, with file and line.
        """
        for block in citation_blocks:
            for citation in block.citations:
                parsed = citations.Citation(citation.key, citation.suffix.strip(), citation.prefix.strip())
                letter = self.edition.variants.get(citation.key, {}).get(parsed.variant, "")
                if letter:
                    citation.key = f"{citation.key}-{letter}"

    def validate_inline_references(self, inline_references: list[InlineReference]) -> set[InlineReference]:
        """None: a name with an at-sign in running text is a name."""
        del inline_references
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """Marks side by side, with nothing between them. An unknown key stays in sight."""
        if all(self._is_known(citation) for citation in citation_block.citations):
            return "".join(f"[^{citation.key}]" for citation in citation_block.citations)
        return f"[unknown source: {citation_block.raw}]"

    def reference_text(self, citation: Citation | InlineReference) -> str:
        """The note as text; scripts/annotated_brief/references/footnotes.py prints the full one."""
        key = citation.key if citation.key in self.edition.references else citation.key.rpartition("-")[0]
        reference = self.edition.references.get(key)
        return reference.plain("note") if reference else f"Unknown source {citation.key}"

    def _is_known(self, citation: Citation) -> bool:
        return citation.key in self.edition.sources or citation.key.rpartition("-")[0] in self.edition.sources
