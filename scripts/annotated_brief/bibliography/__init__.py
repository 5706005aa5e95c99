"""The works in bib/*.bib: read with their lines, written as BibLaTeX, formatted by pandoc."""
