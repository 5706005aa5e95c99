"""What anyone writes into a field is text: it makes no element and no attribute, it runs nothing, and it is not lost.

Every field that a page prints gets the same hostile words, each with a number of its own (tests/cases/hostile.yml).
"""

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import briefs
import pytest
import yaml
from conftest import serve
from lxml import etree
from playwright.sync_api import Browser

from scripts.paths import Paths

HOSTILE: list[dict[str, str]] = yaml.safe_load((briefs.TESTS / "cases" / "hostile.yml").read_text("utf-8"))
PLACED = dict[str, str]  # where -> what was written there


class Words:
    """The hostile words in turn, numbered, and where each was put."""

    def __init__(self, texts: list[str]) -> None:
        self.texts, self.count, self.placed = itertools.cycle(texts), itertools.count(101), PLACED()

    def __call__(self, where: str) -> str:
        made = self.placed[where] = next(self.texts).format(n=next(self.count))
        return made


def fill(root: Path, words: Words) -> None:
    """Put them into every field of every record of the sample."""
    _yaml(root / "bib" / "claims.yml", words, "claims", ("claim", "why", "looked"))
    _yaml(root / "bib" / "forecasts.yml", words, "forecasts", ("for", "against", "note"), seen=("what", "date"))
    _terms(root / "bib" / "terms.yml", words)
    for file, name in (
        ("brief.bib", "office2024report"),
        ("edition.bib", "gauge2024levels"),
        ("edition.bib", "pilot2023ebb"),
    ):
        _bib(root / "bib" / file, name, words)
    _csv(root / "docs" / "data" / "tides.csv", words, "figures", ("unit", "period", "note"))
    _csv(root / "docs" / "data" / "timeline.csv", words, "timeline", ("event", "theme", "period", "note"))
    _package(root / "docs" / "data" / "datapackage.json", words)
    for page in ("channel", "claims"):
        _front(root / "docs" / f"{page}.md", words, page)
    index = root / "docs" / "index.md"
    text = index.read_text("utf-8")
    index.write_text(text.replace("The report gives a smaller rise", words("index: annotation")), "utf-8")
    _settings(root, words)


def _yaml(path: Path, words: Words, page: str, names: tuple[str, ...], seen: tuple[str, ...] = ()) -> None:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    for key, record in found.items():
        record |= {name: words(f"{page}: {key} {name}") for name in names if name in record}
        for item in record.get("seen", []):
            item |= {name: words(f"{page}: {key} {name}") for name in seen}
    path.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False), "utf-8")


def _terms(path: Path, words: Words) -> None:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    found["SGO"] |= {"full": words("about: full"), "gloss": words("about: gloss")}
    found[words("")] = {"full": words(""), "gloss": words(""), "sources": ["gauge2024levels"]}
    path.write_text(yaml.safe_dump(found, allow_unicode=True), "utf-8")


def _bib(path: Path, key: str, words: Words) -> None:
    """LaTeX has its own meaning for some of the characters, so these need not come out letter by letter."""
    text = path.read_text("utf-8")
    start = text.index(key)
    end = text.index("\n}", start)
    entry = re.sub(r"(title|organization|institution|journaltitle|author) ( *)= .*,",
                   lambda match: f"{match[1]} {match[2]}= {{{{{words('')}}}}},", text[start:end])  # fmt: skip
    for name in ("titleaddon", "note", "printed", "reason", "shortfall", "volume", "number", "pages", "doi", "subtitle",
                 "archiveurl", "urldate", "langid", "abstract", "keywords"):  # fmt: skip
        entry = re.sub(rf"\n  {name} *=.*", "", entry) + f"\n  {name} = {{{words('')}}},"
    path.write_text(text[:start] + entry + text[end:], "utf-8")


def _csv(path: Path, words: Words, page: str, names: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    for row in rows:
        row |= {name: words(f"{page}: {row['row']} {name}" if name in {"note", "event"} else "") for name in names}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _package(path: Path, words: Words) -> None:
    found = json.loads(path.read_text("utf-8"))
    for resource in found["resources"]:
        resource |= {name: words("") for name in ("title", "description", "leftOut")}
        for field in resource["schema"]["fields"]:
            field |= {"title": words(""), "description": words("")}
    path.write_text(json.dumps(found), "utf-8")


def _front(path: Path, words: Words, page: str) -> None:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    meta |= {"title": words(f"{page}: title"), "description": words(""), "standfirst": words(f"{page}: standfirst")}
    path.write_text(f"---\n{yaml.safe_dump(meta)}---\n{body}", "utf-8")


def _settings(root: Path, words: Words) -> None:
    config = (root / "mkdocs.yml").read_text("utf-8")
    for name in ("argument_by", "affiliation", "reach", "report_to"):
        config = re.sub(rf"( {name}:) .*", lambda match: f"{match[1]} {json.dumps(words(''))}", config)
    config = re.sub(r"(site_description:) .*", lambda match: f"{match[1]} {json.dumps(words(''))}", config)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    cff = re.sub(r"(\n(?:title|abstract):) .*", lambda match: f"{match[1]} {json.dumps(words(''))}",
                 (root / "CITATION.cff").read_text("utf-8"))  # fmt: skip
    (root / "CITATION.cff").write_text(cff, "utf-8")


@pytest.fixture(scope="module", params=HOSTILE, ids=lambda case: case["title"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], Path, PLACED]:
    root = tmp_path_factory.mktemp("hostile")
    briefs.copy(root)
    words = Words([request.param["text"]])
    fill(root, words)
    return request.param, briefs.build(root), words.placed


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


def test_it_makes_nothing_and_is_not_lost(hostile: tuple[dict[str, str], Path, PLACED]) -> None:
    case, site, placed = hostile
    for path in pages(site):
        root = briefs.page(path)
        made = root.xpath(case["makes"]) if case["makes"] else []
        assert not made, (path, [etree.tostring(element)[:300] for element in made])
        assert not root.xpath("//*[@*[starts-with(name(), 'on')]]"), path
        bad = root.xpath("//@href | //@src | //@action | //@formaction")
        assert not [link for link in bad if re.match(r"\s*(javascript|data|vbscript):", link)], path
    lost = [(where, text) for where, text in placed.items() if ":" in where and not shown(site, where, text)]
    assert lost == []


def shown(site: Path, where: str, text: str) -> bool:
    name = where.partition(":")[0]
    page = briefs.words(briefs.page(site / ("" if name == "index" else name) / "index.html"))
    return printed(text) in printed(page)


def printed(text: str) -> str:
    """Quotation marks may be curled, and spaces folded."""
    return re.sub(r"\s+", " ", re.sub("[“”]", '"', re.sub("[‘’]", "'", text))).strip()


def test_the_files_beside_the_pages_are_what_they_say(hostile: tuple[dict[str, str], Path, PLACED]) -> None:
    _, site, _ = hostile
    for path in site.rglob("*"):
        if path.suffix in {".json", ".jsonld"}:
            json.loads(path.read_text("utf-8"))
        elif path.suffix in {".svg", ".xml"} and "assets" not in path.parts:
            root = etree.parse(path).getroot()
            assert not root.xpath("//*[local-name()='script'] | //@*[starts-with(name(), 'on')]"), path
    for path in pages(site):
        for script in briefs.page(path).xpath("//script[contains(@type, 'json')]/text()"):
            json.loads(script)


def test_nothing_runs_in_the_browser(tmp_path: Path, browser: Browser) -> None:
    """Not when a page opens, nor when its search, its filters, its figure and its notes are used."""
    briefs.copy(tmp_path)
    fill(tmp_path, Words([case["text"] for case in HOSTILE]))
    makes = " | ".join(case["makes"] for case in HOSTILE if case["makes"])
    server, address = serve(briefs.build(tmp_path))
    context = browser.new_context()
    context.add_init_script("window.alert = text => { window.alarm = text }")
    tab = context.new_page()
    for name in (
        "index",
        "channel/index",
        "claims/index",
        "references/index",
        "timeline/index",
        "figures/index",
        "about/index",
    ):
        tab.goto(f"{address}/{name}.html")
        for field in tab.locator("article input[type=search]").all()[:1]:
            field.fill("a")
        for mark in tab.locator("a.citation").all()[:2]:
            mark.focus()
        for button in tab.locator("button.figure-explore:visible").all():
            button.click()
        if tab.locator("button.search-open").count():
            tab.locator("button.search-open").click()
            tab.locator("dialog input").fill("tide")
        tab.wait_for_timeout(200)
        assert tab.evaluate("window.alarm") is None, name
        count = "path => document.evaluate(`count(${path})`, document, null, 1, null).numberValue"
        assert tab.evaluate(count, makes) == 0, name
    context.close()
    server.shutdown()


@pytest.mark.parametrize(
    "name", ["a<b>.md", 'a" onload="x.md', "a b.md", "a\u202eb.md", "a'b.md", "ä{{7}}.md", "a&b.md"]
)
def test_a_page_with_a_hostile_name_is_refused(tmp_path: Path, name: str) -> None:
    paths: Paths = briefs.copy(tmp_path)
    (paths.docs / name).write_text("---\ntitle: A page\n---\n\nText.\n", "utf-8")
    told = briefs.problems(paths)
    assert [problem for problem in told if problem.file.endswith(name) and "cannot be an address" in problem.message]
