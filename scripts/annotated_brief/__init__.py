"""How an annotated edition is built: the map of the package.

Each folder is a room. A room imports from itself and from those above it, never from one below.

    core           where things are, what a fault is, YAML with its lines; nothing of an edition
    bibliography   the works in bib/*.bib: read, written as BibLaTeX, formatted by pandoc
    tables         the tables in docs/data/
    content        the sections, the ledger, forecasts, terms and settings, as their editors write them
    markup         templates that escape every value, prose from records, trees of elements
    figures        house style, record and script, drawing, what stands in a page
    edition.py     all that has been read, joined: sources numbered, every use found
    references     footnotes, references to copy and to download, the list of sources
    pages          annotations in the margin, lists made from data, what the theme's templates are given
    search         what the site's search and the command line find
    downloads      the whole on one page, and from it PDF, EPUB, offline copy, cards
    metadata       what programs read: page metadata, pages of sources, feeds, the content security policy
    checks         what stops a build
    scaffold       the files around an edition: another brief started, its engine brought up to date

Beside the rooms stand the doors, which nothing inside imports. `plugin.py` is called by MkDocs, step by step; `markdown.py`
is our Markdown, called by Python-Markdown; `bibtex_registry.py` answers mkdocs-bibtex; `cli.py` is the command
`annotated-brief`; `testing.py` has the tests that hold for any brief.

`templates`, `theme` and `typefaces` hold no Python, `starter` is the brief that another one begins with. The figures of an edition stand in its own folder `scripts/figures`,
and take from `core`, `tables` and `figures`.

tests/test_architecture.py reads this page and holds the imports to it.
"""
