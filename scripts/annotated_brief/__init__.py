"""How an annotated edition is built: the map of the package.

Each folder is a subpackage. It imports from itself and from those above it, never from one below.

    core           paths, problems, YAML and JSON with line numbers, files of the site; nothing of an edition
    bibliography   the works in bib/*.bib: read, written as BibLaTeX, formatted by pandoc
    tables         the tables in docs/data/
    content        the sections, the ledger, forecasts, terms and settings, as their editors write them
    markup         templates that escape every value, prose from records, trees of elements
    figures        the house style, charts, their records and scripts
    edition.py     everything that has been read, joined; the sources numbered
    references     footnotes, references to copy and to download, the list of sources
    pages          annotations in the margin, figures, lists made from data, what the theme's templates are given
    search         what the site's search and the command line find
    downloads      the edition on one page, and from it PDF and EPUB; offline copy, social cards
    metadata       page metadata, linked data, feeds, pages of sources and claims, the content security policy
    checks         the rules that stop a build
    scaffold       the files around an edition: another brief started, its engine brought up to date

Beside the subpackages stand the entry points, which no subpackage imports. `plugin.py` is called by MkDocs, step by step;
`markdown.py` is the Python-Markdown extension; `bibtex_registry.py` answers mkdocs-bibtex; `cli.py` is the command
`annotated-brief`; `testing.py` has the tests that hold for any brief.

`templates`, `theme` and `typefaces` hold no Python; `starter` is the brief that `annotated-brief new` copies. The scripts
of an edition's figures are in its own folder `scripts/figures`, and import from `core`, `tables` and `figures`.

tests/test_architecture.py reads this page and holds the imports to it.
"""
