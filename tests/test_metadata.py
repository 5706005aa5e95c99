"""What Zotero makes of the built pages: its mapping rules, played on them.

The rules are those of its translator "Embedded Metadata" (and of "RDF", which that one calls for the type and for what
the Highwire tags leave open), as they stood in June 2026: written anew here from reading them, only as far as they touch
the tags that the edition prints. What must hold: a page of the edition imports as one report, a source's as that source.
"""

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from annotated_brief.bibliography import names, sources
from annotated_brief.bibliography.entries import Entry
from annotated_brief.edition import Edition
from annotated_brief.metadata import linked_data, page_metadata
from works import field

HIGHWIRE_MAPPINGS = {
    "citation_title": "title", "citation_publication_date": "date", "citation_cover_date": "date", "citation_date": "date",
    "citation_journal_title": "publicationTitle", "citation_journal_abbrev": "journalAbbreviation",
    "citation_inbook_title": "publicationTitle", "citation_book_title": "bookTitle", "citation_volume": "volume",
    "citation_issue": "issue", "citation_series_title": "series", "citation_conference_title": "conferenceName",
    "citation_conference": "conferenceName", "citation_dissertation_institution": "university",
    "citation_technical_report_institution": "institution", "citation_technical_report_number": "number",
    "citation_publisher": "publisher", "citation_isbn": "ISBN", "citation_abstract": "abstractNote",
    "citation_doi": "DOI", "citation_public_url": "url", "citation_language": "language",
}  # fmt: skip
HIGHWIRE_TYPES = {
    "citation_journal_title": "journalArticle", "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper", "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection", "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}  # fmt: skip
PREFIXES = {"bib", "bibo", "dc", "dcterms", "prism", "foaf", "vcard", "link", "z", "eprint", "eprints", "og", "article",
            "book", "music", "video", "so", "codemeta", "rdf"}  # fmt: skip


def imported(file: Path, location: str = "http://localhost/page/") -> dict[str, Any]:
    """The item that Zotero would save from a page."""
    page = lxml.html.fromstring(file.read_text("utf-8"))
    tags = [(tag.get("name") or tag.get("property") or "", tag.get("content") or "") for tag in page.xpath("//meta")]
    tags = [(name, value) for name, value in tags if name and value]
    rdf = _statements(tags)
    item: dict[str, Any] = {
        "itemType": _type(tags, rdf), "title": rdf.get("og:title"), "url": rdf.get("og:url"), "date": None,
        "publicationTitle": rdf.get("prism:publicationName") or rdf.get("og:site_name"),
        "abstractNote": rdf.get("og:description"), "creators": [],
    }  # fmt: skip
    for name, variable in HIGHWIRE_MAPPINGS.items():
        found = [value for tag, value in tags if tag.endswith(name)]
        if found:
            item[variable] = ", ".join(found)
    item["creators"] = _creators(
        [value for tag, value in tags if tag.endswith("citation_author")], item.get("language", "en")
    )
    _last_chances(page, tags, item, location)
    return item


def _statements(tags: list[tuple[str, str]]) -> dict[str, str]:
    """What goes to the RDF translator: tags whose prefix is a known namespace."""
    found: dict[str, str] = {}
    for tag, value in tags:
        parts = re.split(r"[.:_]", tag)
        place = 1 if len(parts) > 2 and parts[1].lower() in PREFIXES else 0
        if parts[place].lower() in PREFIXES:
            rest = tag[sum(len(part) + 1 for part in parts[: place + 1]) :]
            found.setdefault(f"{parts[place].lower()}:{rest[:1].lower()}{rest[1:]}", value)
    return found


def _type(tags: list[tuple[str, str]], rdf: dict[str, str]) -> str:
    """Highwire's last word, else z:itemType, else og:type website, else a guess."""
    said = [HIGHWIRE_TYPES[tag] for tag, _ in tags if tag in HIGHWIRE_TYPES]
    guess = "journalArticle" if any(tag == "citation_title" for tag, _ in tags) else "webpage"
    by_og = {"website": "webpage", "book": "book"}.get(rdf.get("og:type", ""))
    return said[-1] if said else rdf.get("z:itemType") or by_og or guess


def _creators(nodes: list[str], language: str = "en") -> list[tuple[str, str]]:
    """(last, first) of each author."""
    found: list[tuple[str, str]] = []
    for node in nodes:
        names = re.split(r"\s*;\s*", node)
        parts = re.split(r"\s*,\s*", names[0])
        if len(names) == 1 and len(nodes) == 1 and len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            is_spanish = len(parts) == 2 and language == "es" and parts[0].count(" ") == 1
            names = names if is_spanish else parts
        found += [_clean_author(name.strip()) for name in names if re.search(r"[^\s,\-.;]", name)]
    return [one for place, one in enumerate(found) if not place or one != found[place - 1]]


def _clean_author(name: str) -> tuple[str, str]:
    bare = re.sub(r"^[\s\u00a0.,/\[\]:]+|[\s\u00a0.,/\[\]:]+$", "", name)
    if "," in name:
        last, *first = re.split(", ?", re.sub(r"\.(?=[^ ])", ". ", bare))
        return last, first[0] if first else ""
    given, _, family = bare.rpartition(" ")
    return family, given


def _last_chances(
    page: lxml.html.HtmlElement, tags: list[tuple[str, str]], item: dict[str, Any], location: str
) -> None:
    """Where the tags say nothing, the page is read."""
    if not item["creators"]:
        item["creators"] = [(value, "") for tag, value in tags if tag.lower() == "author"]
        item["creators"] += [(element.text_content(), "") for element in page.xpath("//*[contains(@class, 'byline')]")]
    if not item["url"]:
        item["url"] = (page.xpath("//head/link[@rel='canonical']/@href") or [location])[0]
    if not item["date"]:
        item["date"] = (page.xpath("//time[@datetime]/@datetime") or [""])[0]
    item["coins"] = len(page.xpath("//span[contains(@class, 'Z3988')]"))


def _title(edition: Edition, file: str) -> str:
    return "" if file == "index.md" else edition.pages[file].title


def test_every_page_imports_as_one_report(edition: Edition, site: Path) -> None:
    family = edition.settings.argument_by.split()[-1]
    pages = [edition.site.page(file) for file in (*(page.file for page in edition.sections.values()), "references.md")]
    pages += ["print", *(f"claims/{claim}" for claim in list(edition.claims)[:3])]
    pages += [next((site / "outlets").iterdir()).relative_to(site).as_posix()]
    missing = lxml.html.fromstring((site / "404.html").read_text("utf-8"))
    tags = [(tag.get("name") or tag.get("property") or "", tag.get("content") or "") for tag in missing.xpath("//meta")]
    assert not _statements(tags) and not [tag for tag, _ in tags if "citation_" in tag]  # which is no item
    for page in pages:
        item = imported(site / page / "index.html")
        assert item["itemType"] == "report", page
        assert "Annotated Edition" in item["title"], page
        assert item["creators"] == [
            (family, edition.settings.argument_by.removesuffix(f" {family}")), (edition.settings.contributors, "")
        ], page  # fmt: skip
        assert item["date"] == edition.settings.date.strftime("%Y/%m/%d"), page
        assert item["institution"] == edition.settings.institution, page
        assert item["abstractNote"], page
        assert item["coins"] == 0, page
    for section in edition.sections.values():
        item = imported(site / edition.site.page(section.file) / "index.html")
        assert item["title"].startswith(_title(edition, section.file))


NAMES = {
    "{Mole, Ada}": [("Mole", "Ada")],
    "{{World Bank}}": [("World Bank", "")],
    "{{World Bank} and {Gauge Survey}}": [("World Bank", ""), ("Gauge Survey", "")],
    "{García Márquez, José Luis}": [("García Márquez", "José Luis")],
    "{van der Sluis, Ursula Maria}": [("van der Sluis", "Ursula Maria")],
    "{Lock, Jr., Peter and Mole, Ada}": [("Lock", "Peter Jr"), ("Mole", "Ada")],
    "{{Plato}}": [("Plato", "")],
    "{{Ministry of Sand and Silt}}": [("Ministry of Sand and Silt", "")],
    "{{Centre for Sand, University of Hull}}": [("Centre for Sand", "University of Hull")],  # not two
}


@pytest.mark.parametrize("written", NAMES)
def test_one_author_of_a_source_is_one(written: str, tmp_path: Path) -> None:
    source, _ = field(tmp_path, author=written.removeprefix("{").removesuffix("}"))
    tags = page_metadata._creators("author", [(names.tag(name), names.is_body(name)) for name in source.creators()])
    assert _creators([value for _, value in tags]) == NAMES[written]


def test_without_an_address_nothing_absolute_is_said(edition: Edition, site: Path) -> None:
    assert not edition.site.root
    for page in edition.sections.values():
        head = lxml.html.fromstring((site / edition.site.page(page.file) / "index.html").read_text("utf-8"))
        names = head.xpath("//meta/@name | //meta/@property")
        assert not {"citation_public_url", "citation_pdf_url", "citation_fulltext_html_url", "og:url"} & set(names)
        assert head.xpath("//link[@rel='canonical']") == []


def test_with_an_address_page_and_pdf_are_named(edition: Edition) -> None:
    known = edition.site._replace(root="https://example.org/brief/", is_published=True)
    placed = edition._replace(site=known)
    head = lxml.html.fromstring(f"<head>{page_metadata.head(placed, 'roots.md')}</head>")
    assert head.xpath("//meta[@name='citation_public_url']/@content") == ["https://example.org/brief/roots/"]
    assert head.xpath("//meta[@name='citation_pdf_url']/@content") == ["https://example.org/brief/brief.pdf"]


def test_every_source_imports_as_itself(edition: Edition, site: Path) -> None:
    for key, source in edition.sources.items():
        item = imported(site / "references" / key / "index.html")
        assert item["itemType"] == source.types.zotero, key
        assert item["title"] == source.title, key
        assert item["date"] == source.date.partition("/")[0].replace("-", "/"), key
        wanted = [(names.family(name), name.get("given", "").rstrip(".")) for name in source.creators()]
        assert item["creators"] == wanted, key
        if source.url:
            assert item["url"] == source.url, key
        houses = (item.get("publicationTitle"), item.get("institution"), item.get("publisher"))
        assert source.publisher in houses if source.publisher else not any(houses), key


def test_cited_works_are_named_once_each(edition: Edition, site: Path) -> None:
    for page in edition.sections.values():
        head = lxml.html.fromstring((site / edition.site.page(page.file) / "index.html").read_text("utf-8"))
        works = head.xpath("//meta[@name='citation_reference']/@content")
        assert len(works) == len({citing.citation.key for citing in page.citings})
        assert all(part.partition("=")[2] for work in works for part in work.split("; "))


def test_json_ld_is_a_report_with_its_works(edition: Edition, site: Path) -> None:
    for page in edition.sections.values():
        head = lxml.html.fromstring((site / edition.site.page(page.file) / "index.html").read_text("utf-8"))
        (text,) = head.xpath("//script[@type='application/ld+json']/text()")
        data = json.loads(text)
        assert data["@type"] == "Report"
        assert len(data.get("citation", [])) == len({citing.citation.key for citing in page.citings})
        tables = [part for part in data.get("hasPart", []) if part["@type"] == "Dataset"]
        assert all(table["distribution"]["contentUrl"].endswith(".csv") for table in tables)


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "<!--<script>", "a & b \u2028 c", '"quoted"'])
def test_json_ld_cannot_end_its_script(evil: str) -> None:
    text = str(linked_data.escaped({"name": evil}))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == evil


def test_a_journal_article_names_its_journal() -> None:
    fields = {"title": "T", "journaltitle": "J", "volume": "2", "number": "79", "pages": "1--4"}
    source = sources.made({"k": Entry("k", "article", fields, "", 1, {})})["k"]
    assert source.types.zotero == "journalArticle"
    assert ("citation_journal_title", "J") in page_metadata._container(source, "journalArticle")
