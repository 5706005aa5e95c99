"""The edition on one page, PDF, EPUB, offline copy, social cards, and the type that they are set in."""
