"""The edition on one page, and what leaves the site: PDF, EPUB, offline copy, cards."""
