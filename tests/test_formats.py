"""Formats that nothing else here reads with somebody else's program: the feed, the bibliographies, the Markdown copies.

The others: JSON-LD and annotations in test_graph.py, claims.json in test_records.py, the linkset in test_publish.py, the data
package in test_tables.py, the EPUB in test_epub.py, the PDF in test_pdf.py.
"""

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import pypandoc
import pytest
from annotated_brief.edition import Edition
from annotated_brief.pages import ledger


def pandoc(path: Path, kind: str, to: str) -> Any:
    return json.loads(pypandoc.convert_file(str(path), to, format=kind))


def words(node: Any) -> str:
    """The text of pandoc's tree."""
    if isinstance(node, list):
        return "".join(map(words, node))
    if not isinstance(node, dict):
        return ""
    if node.get("t") in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    content = node.get("c")
    return content if isinstance(content, str) else words(content)


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


def test_in_pandoc_s_reading_of_a_copy_each_claim_has_its_verdict_date_and_address(
    site: Path, edition: Edition
) -> None:
    for page in edition.sections.values():
        tree = pandoc(site / edition.site.page(page.file) / "index.md", "commonmark_x", "json")
        text = " ".join(words(tree["blocks"]).split())
        for mark in page.marks:
            claim = edition.claims[mark.claim]
            told = (
                f"[{claim.id}: {claim.verdict}, checked {claim.checked}, {edition.site.from_root(page.file, claim.id)}]"
            )
            assert text.count(told) == 1, (page.file, told)
            # Within the four sentences that end with it stand the claim's own words.
            before = re.split(r"(?<=[.!?]) ", text[: text.index(told)])[-4:]
            assert set(re.findall(r"\w{5,}", ledger.plain(claim.claim))) & set(re.findall(r"\w{5,}", " ".join(before)))
