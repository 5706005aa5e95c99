"""The Markdown beside each page, read by markdown-it and pandoc: what it says, where its links lead, and that no part of it
parts a claim from its verdict."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pypandoc
import pytest
from annotated_brief.edition import Edition
from annotated_brief.markup import html_trees, markdown_text
from annotated_brief.metadata.copy_addresses import Addresses
from annotated_brief.pages import ledger
from markdown_it import MarkdownIt
from markdown_it.token import Token

# A sentence ends at its full stop, with what closes behind it and the marks of its notes.
ENDS = re.compile(r"(?<=[.!?])(?:[”’)]|\[\^\w+\])*\s+")
TOLD = re.compile(r"\[(?:[^\]]* )?(c\d{3,}): ([a-z ]+)(?:, checked (\d{4}-\d\d-\d\d))?\]\(([^)]+)\)")


def read(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def links(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if href := token.attrs.get("href") or token.attrs.get("src"):
            yield str(href)
        yield from links(token.children or [])


def plain(text: str) -> str:
    """Words as one reads them: without marks of Markdown, verdicts and notes."""
    text = re.sub(r" \[(?:[^\]]* )?c\d{3,}: [^\]]*\]\([^)]*\)|\[\^\w+\]", "", text)
    return " ".join(re.sub(r"[*\\]|\]\([^)]*\)|\[", "", text).split())


def copies(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.md") if "v" not in path.relative_to(site).parts[:1])


def test_each_page_has_a_copy_that_it_names(site: Path, edition: Edition) -> None:
    named = set()
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        found = re.findall(r'<link rel="alternate" type="text/markdown"[^>]*href="([^"]+)"', page)
        is_page = 'http-equiv="refresh"' not in page and path.parts[-2:] not in {
            ("print", "index.html"),
            (site.name, "404.html"),
        }
        assert len(found) == is_page, path
        named |= {(path.parent / href).resolve() for href in found}
    assert named == {path.resolve() for path in copies(site)}
    expected = ["index.md", "roots/index.md", "claims/c018.md", "claims/index.md", "changes/1.0.0.md"]
    expected += [f"references/{key}.md" for key in edition.used]
    assert all((site / name).is_file() for name in expected)


def some(site: Path) -> list[Path]:
    """Every copy of a page of docs/, and of each kind that is made of the records the first and the last ones."""
    sheets = [sorted((site / kind).glob("*.md")) for kind in ("claims", "references", "outlets", "changes")]
    others = [path for path in copies(site) if path.name == "index.md"]
    return [*others, *(path for kind in sheets for path in (*kind[:12], *kind[-3:]))]


def test_every_copy_is_markdown_and_no_html(site: Path) -> None:
    for path in some(site):
        tokens = read(path.read_text("utf-8"))
        inner = [part for token in tokens for part in token.children or []]
        assert [token.content for token in [*tokens, *inner] if token.type.startswith("html")] == [], path
        assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1, path
        text = "".join(part.content for part in inner if part.type == "text")
        assert not re.search(r"\[\]\(|\{=|///|\[@|attrs:|FRAME|\*\*|</?\w+>", text), path
        assert "version " in text and "restated and checked by" in text, path


def test_every_link_of_a_copy_leads_somewhere(site: Path) -> None:
    for path in some(site):
        for href in links(read(path.read_text("utf-8"))):
            if not re.match(r"[a-z]+:", href):
                place = (path.parent / re.split("[?#]", href)[0]).resolve()
                assert (place / "index.html").is_file() or place.is_file(), f"{path}: {href}"


def test_in_every_four_sentences_each_claim_has_its_verdict_date_and_address(site: Path, edition: Edition) -> None:
    """Of every page; a claim is where its sentence in the built page stands, or its words in the ledger."""
    ways = {claim.id: ledger.plain(claim.claim) for claim in edition.claims.values()}
    seen: set[str] = set()
    for path in [*copies(site / "claims"), *(site / edition.site.beside(file) for file in edition.pages)]:
        if not path.is_file():
            continue
        spans = lxml.html.parse(str(path.with_suffix(".html"))) if path.name == "index.md" else None
        own = (
            {str(one.get("id")): " ".join(one.text_content().split()) for one in spans.xpath("//span[@class='claim']")}
            if spans
            else {}
        )
        sentences = ENDS.split(path.read_text("utf-8"))
        for start in range(max(1, len(sentences) - 3)):
            chunk = " ".join(sentences[start : start + 4])
            words, told = plain(chunk), {one[0]: one for one in TOLD.findall(chunk)}
            for name in [name for said in (own, ways) for name, text in said.items() if text.rstrip(".?!") in words]:
                claim = edition.claims[name]
                assert name in told, f"{path}: {name} in {chunk}"
                assert told[name][1:3] == (claim.verdict, str(claim.checked or "")), path
                seen.add(name) if name in own else None
        assert all(href.rstrip("/").endswith(name) for name, _, _, href in TOLD.findall("".join(sentences))), path
    assert seen == set(edition.marks)


def test_pandoc_finds_each_note_of_a_section(site: Path, edition: Edition) -> None:
    for page in list(edition.sections.values())[:2]:
        html = lxml.html.parse(str(edition.site.built(site, page.file)))
        tree = pypandoc.convert_file(str(site / edition.site.beside(page.file)), "json", format="commonmark_x")
        assert tree.count('"t":"Note"') == len(html.xpath("//sup/a[@role='doc-noteref']")), page.file
        assert "[^" not in json.dumps(json.loads(tree)["blocks"], ensure_ascii=False)


CASES = {
    "<h2>A <em>word</em></h2><p>One *star*, a_b and _c_ &lt;b&gt; &amp;amp; [x].</p>":
        "## A *word*\n\nOne \\*star\\*, a_b and \\_c\\_ \\<b> \\&amp; \\[x\\].",
    "<p># no\n- heading\n1. item\n&gt; x</p>": "\\# no\n\\- heading\n1\\. item\n\\> x",
    "<p>a<br>b <code>x`y</code> <q>said</q> <strong> bold </strong>c</p>": "a\\\nb ``x`y`` “said” **bold** c",
    "<ol start='3'><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>": "3. a\n\n4. b\n\n   - c",
    "<ol><li value='7'>x</li></ol>": "7. x",
    "<ol start='a'><li value='-2'>x</li></ol><img><h2></h2><a href='a<b>'>y</a>": "1. x\n\n![]()\n\n[y](a%3Cb%3E)",
    "<dl><dt>A</dt><dd>one</dd><dd><p>two</p></dd></dl>": "- **A**: one\n\n  two",
    "<blockquote><p>a</p><p>b</p></blockquote>": "> a\n>\n> b",
    "<pre><code>x\n```\ny</code></pre>": "````\nx\n```\ny\n````",
    "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td></tr></table>": "| a | b\\|c |\n| --- | --- |\n| 1 |  |",
    "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><ul><li>x</li></ul></td></tr></table>": "- **a:** 1\n\n  - x",
    "<p><a href='https://a.example/'>https://a.example/</a> <a href='../x (1)'>x</a> <a href='#y'></a></p>":
        "<https://a.example/> [x](<../x (1)>)",
    "<p><img src='a.png' alt='A [b]'></p><hr><p></p>": "![A \\[b\\]](a.png)\n\n---",
    "<div>loose <p role='heading' aria-level='3'>head</p> words</div>": "loose\n\n### head\n\nwords",
    "<p>a<sup><a role='doc-noteref' href='#fn-x'>2d</a></sup></p><section role='doc-endnotes'><h2>Notes</h2>"
    "<ol><li id='fn-x'><p>b</p><p>c</p></li></ol></section>": "a[^2d]\n\n## Notes\n\n[^2d]: b\n\n    c",
    "<svg><desc>Two lines.</desc><path d='M0'/></svg>": "Two lines.",
}  # fmt: skip


@pytest.mark.parametrize("html", CASES)
def test_html_is_written_as_markdown(html: str) -> None:
    assert markdown_text.written(html_trees.part(f"<article>{html}</article>"), str) == CASES[html]


def test_a_link_is_whole_where_the_site_has_an_address() -> None:
    for root, name, named, href, expected in (
        ("", "roots/index.html", "../roots/index.md", "../#c001", "../#c001"),
        ("", "claims/c018/index.html", "../../claims/c018.md", "#verdict", "c018/#verdict"),
        ("", "claims/c018/index.html", "../../claims/c018.md", "../../roots/#c018", "../roots/#c018"),
        ("", "claims/c018.html", "../claims/c018.md", "../index.html#x", "../index.html#x"),
        ("https://a.example/b/", "index.html", "index.md", "claims/?verdict=open", "https://a.example/b/claims/?verdict=open"),
        ("https://a.example/b/", "roots/index.html", "../roots/index.md", "..", "https://a.example/b/"),
        ("https://a.example/b/", "roots/index.html", "../roots/index.md", "mailto:a@b.example", "mailto:a@b.example"),
    ):  # fmt: skip
        assert Addresses(name, named, root).of(href) == expected
