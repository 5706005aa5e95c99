"""The figures of this edition: one script each, with FIGURE and build(). They belong to it as docs/ and bib/ do."""
