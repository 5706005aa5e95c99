"""Footnotes, references to copy and to download, and the list of references."""
