"""How an annotated edition is built: the map of the house.

Each folder is a room. A room imports from itself and from those above it, never from one below.

    ground         where things are, what a fault is, YAML with its lines; nothing of an edition
    bibliography   the works in bib/*.bib: read, written as BibLaTeX, formatted by pandoc
    data           the tables in docs/data/
    written        the sections, the ledger, forecasts, terms and settings, as their editors write them
    markup         templates that escape every value, prose from records, trees of elements
    plotting       figures: house style, record and script, drawing, what stands in a page
    edition.py     all that has been read, joined: sources numbered, every use found
    apparatus      footnotes, references to copy and to download, the look-up
    pages          annotations in the margin, lists made from data, what the theme's templates are given
    editions       the whole on one page, and from it PDF, EPUB, offline copy, cards
    web            what programs read: metadata, feeds, search, pages of sources, the policy of content
    checks         what stops a build

Beside the rooms stand the doors, which nothing inside imports. `extension.py` is our Markdown, called by Python-Markdown;
`registry.py` answers mkdocs-bibtex; `hooks.py` is called by MkDocs, step by step. `cite.py`, `fonts.py`, `new_brief.py`,
`picture.py` and `publish.py` are commands of the Makefile, and so is `bench`, the benchmark.

`figures` is no room of the house: with docs/ and bib/ it belongs to this edition, and takes from `data` and `plotting`.
`templates`, `theme` and `typefaces` hold no Python.

tests/test_architecture.py reads this page and holds the imports to it.
"""
