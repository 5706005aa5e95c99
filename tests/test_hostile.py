"""What anyone writes into a field is text: it makes no element, no attribute and no address, it runs nothing, and it is
not lost.

Every field of a small edition (tests/fields.py) is tried. Either the proofreader refuses HTML there, or the field is free:
then all free fields are filled with hostile words at once (tests/cases/hostile.yml), and what is built must have the same
elements, attributes, kinds of addresses and records as with harmless words, in pages and in every file beside them.
"""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import bibtexparser
import briefs
import fields
import lxml.html
import pytest
import yaml
from annotated_brief import edition
from annotated_brief.bibliography import references
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import MOST, Problem
from annotated_brief.downloads import epub
from conftest import serve
from fields import Field
from lxml import etree
from playwright.sync_api import Browser

HOSTILE: list[dict[str, str]] = yaml.safe_load((briefs.TESTS / "cases" / "hostile.yml").read_text("utf-8"))
# As long as the hostile words, for a long cell gets a class of its own.
HARMLESS = "Some words {n} of the harbour where the tide brings in the sand which the ebb takes out again"
PROBE = '<b title="a">{{ b }}</b>'

ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href"}
SCHEME = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# LaTeX means something by some signs, so what a .bib file says need not come out letter by letter; its word does.
WORD = re.compile(r"q[a-p]{3}")
ROUND = str.maketrans("[]", "()")


class Filled(NamedTuple):
    """A site whose fields hold the words."""

    site: Path
    placed: dict[Field, str]


def word(index: int) -> str:
    """One that is nowhere else, without a number in it."""
    return "q" + "".join("abcdefghijklmnop"[int(digit, 16)] for digit in f"{index:03x}")


def fill(root: Path, free: list[Field], texts: list[str]) -> Filled:
    """An edition with the texts, in turn, in every free field."""
    briefs.copy(root)
    fields.complete(root)
    placed = {field: texts[index % len(texts)].format(n=word(index)) for index, field in enumerate(free)}
    # In the Markdown a bracket begins a link; that is no field any more.
    placed = {field: text.translate(ROUND) if field.path[0] == "body" else text for field, text in placed.items()}
    fields.put(root, placed)
    return Filled(briefs.build(root), placed)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Any, ...], list[str]]:
    """What is said of each kind of field when it holds HTML; nothing of one that is free."""
    root = tmp_path_factory.mktemp("fields")
    paths = briefs.copy(root)
    fields.complete(root)
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "load", lambda *_: {})  # no rule needs them, and pandoc takes its time
        assert briefs.problems(paths) == []
        alone: list[Field] = []
        for batch in apart(fields.kinds(root)):
            said = probe(paths, batch)
            for field in batch:
                found[field.kind] = [str(problem) for problem in said if problem.file == field.file]
            alone += [field for field in batch if said and not found[field.kind]]  # another file may speak of it
        for field in alone:
            found[field.kind] = list(map(str, probe(paths, [field])))
    return found


def apart(kinds: Iterable[Field]) -> list[list[Field]]:
    """The fields in batches with one of each file."""
    mine: dict[str, list[Field]] = {}
    for field in kinds:
        mine.setdefault(field.file, []).append(field)
    return [[field for field in batch if field] for batch in zip_longest(*mine.values())]


def probe(paths: Paths, batch: list[Field]) -> list[Problem]:
    """What is said when each of these fields holds HTML."""
    kept = {field.file: (paths.root / field.file).read_bytes() for field in batch}
    fields.put(paths.root, dict.fromkeys(batch, PROBE))
    said = briefs.problems(paths)
    for file, content in kept.items():
        (paths.root / file).write_bytes(content)
    return said


@pytest.fixture(scope="module")
def free(told: dict[tuple[Any, ...], list[str]], tmp_path_factory: pytest.TempPathFactory) -> list[Field]:
    root = tmp_path_factory.mktemp("free")
    briefs.copy(root)
    fields.complete(root)
    return [field for field in fields.every(root) if not told[field.kind]]


@pytest.fixture(scope="module")
def harmless(free: list[Field], tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("harmless"), free, [HARMLESS])


@pytest.fixture(scope="module", params=HOSTILE, ids=lambda case: case["title"])
def hostile(request: pytest.FixtureRequest, free: list[Field], tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("hostile"), free, [request.param["text"]])


def test_what_is_no_text_is_refused(told: dict[tuple[Any, ...], list[str]]) -> None:
    """Names, keys, dates, addresses, numbers, choices: a field of such a kind that is free has lost its rule."""
    free = {kind for kind, said in told.items() if not said}
    wanted = {"url", "archiveurl", "date", "urldate", "kind", "grade", "footnote", "langid", "(type)", "section",
              "verdict", "checked", "evidence", "standing", "report_to", "repo_url", "footnotes", "date-released",
              "template", "row", "value", "source", "class", "claims", "paragraph", "note-rise",
              "c002}", "\n/// figure | tides", "correction", "index.md#c001"}  # fmt: skip
    named = {kind: {step for step in kind if step} - {"docs/data/datapackage.json"} for kind in told}
    assert wanted <= set().union(*named.values())
    assert [kind for kind in free if {*kind[-1:], *kind[-2:-1]} & wanted and "brief" not in kind] == []


def test_it_makes_nothing(harmless: Filled, hostile: Filled) -> None:
    pages = sorted(path.relative_to(harmless.site) for path in harmless.site.rglob("*.html"))
    assert pages == sorted(path.relative_to(hostile.site) for path in hostile.site.rglob("*.html"))
    for page in pages:
        assert shape(briefs.page(hostile.site / page)) == shape(briefs.page(harmless.site / page)), page


def shape(root: lxml.html.HtmlElement) -> Counter[tuple[str, ...]]:
    """How often a page has an element with which attributes, and an address of which kind."""
    for banner in root.xpath("//aside[.//summary[contains(., 'would stop a strict build')]]"):
        banner.drop_tree()  # it tells of what the proofreader refuses
    found: Counter[tuple[str, ...]] = Counter()
    for element in root.iter(etree.Element):
        if element.get("name", "").startswith("citation_"):
            continue  # how many authors or pages a source has lies in its words
        # The class of a cell goes by the length of what is in it.
        kept = [str(name) for name in element.attrib if (etree.QName(element).localname, name) != ("td", "class")]
        found[(str(element.tag), *sorted(kept))] += 1
        for name in ADDRESSES & set(element.keys()):
            scheme = SCHEME.match(element.get(name, ""))
            found["address", name, scheme[1].lower() if scheme else ""] += 1
    return found


def test_it_is_not_lost(hostile: Filled) -> None:
    """Whatever is filled in is to be read somewhere: on a page, in its head, or in a file beside it."""
    seen = everything(hostile.site)
    words = set(WORD.findall(seen))
    unread = {field.kind for field, text in hostile.placed.items() if not set(WORD.findall(text)) <= words}
    assert {" ".join(filter(None, map(str, kind))) for kind in unread} <= UNREAD
    cut = [str(field) for field, text in hostile.placed.items() if not field.file.startswith("bib/") or field.file.endswith("yml")
           if field.kind not in unread and printed(text) not in seen]  # fmt: skip
    assert cut == []
    for file, page in SHOWN.items():
        read = printed(briefs.words(briefs.page(hostile.site / page / "index.html")))
        mine = {
            field: text for field, text in hostile.placed.items() if field.file == file and field.path[-1] in PRINTED
        }
        assert mine and [str(field) for field, text in mine.items() if printed(text) not in read] == []


# Where a reader finds the words of a file.
SHOWN = {"bib/claims.yml": "claims", "bib/forecasts.yml": "forecasts", "bib/terms.yml": "about",
         "docs/data/timeline.csv": "timeline", "docs/data/tides.csv": "figures"}  # fmt: skip
PRINTED = {"claim", "why", "looked", "for", "against", "what", "note", "full", "gloss", "event"}


# What is for editors and machines, or in the descriptor, which is published as it is.
UNREAD = {
    "CITATION.cff authors name", "CITATION.cff cff-version", "CITATION.cff message", "CITATION.cff type",
    "docs front search exclude", "mkdocs.yml nav The brief (name)",
}  # fmt: skip


def everything(site: Path) -> str:
    """What a reader, a search engine and a program find in a site."""
    parts: list[str] = []
    for path in sorted(site.rglob("*")):
        if path.suffix == ".html":
            root = briefs.page(path)
            parts += [briefs.words(root), *root.xpath("//@content | //@title | //@aria-label | //@alt | //@value")]
            parts += [
                text
                for script in root.xpath("//script[contains(@type, 'json')]/text()")
                for text in strings(json.loads(script))
            ]
        elif path.suffix in {".json", ".jsonld"}:
            parts += strings(json.loads(path.read_text("utf-8")))
        elif path.suffix in {".csv", ".ris", ".bib"}:
            parts.append(path.read_text("utf-8").replace('""', '"'))
    return printed("\n".join(map(str, parts)))


def strings(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        return [text for item in (value.values() if isinstance(value, dict) else value) for text in strings(item)]
    return [value] if isinstance(value, str) else []


def printed(text: str) -> str:
    """Quotation marks may be curled, and spaces folded."""
    return re.sub(r"\s+", " ", re.sub("[“”]", '"', re.sub("[‘’]", "'", text))).strip()


def test_the_files_beside_the_pages_hold_what_they_held(harmless: Filled, hostile: Filled) -> None:
    """As many records with the same fields in each, whatever a field says."""
    names = sorted(path.relative_to(harmless.site) for path in harmless.site.rglob("*.*") if path.suffix in HELD)
    assert {path.suffix for path in names} == set(HELD)
    for name in names:
        ours, theirs = (HELD[name.suffix]((one.site / name).read_text("utf-8")) for one in (harmless, hostile))
        assert ours == theirs, name
    for page in hostile.site.rglob("*.html"):
        for script in briefs.page(page).xpath("//script[contains(@type, 'json')]/text()"):
            json.loads(script)


def _json(text: str) -> set[str]:
    def paths(value: Any, at: str) -> set[str]:
        if isinstance(value, dict | list):
            items = value.items() if isinstance(value, dict) else (("", item) for item in value)
            return {at} | {path for name, item in items for path in paths(item, f"{at}/{name}")}
        return {at}

    # What is in a name is parted at its comma, and the index of the search has a word a key.
    return {path for path in paths(json.loads(text), "") if not re.search("author|editor|creator|/index", path)}


def _ris(text: str) -> list[str]:
    tags = re.findall(r"^([A-Z][A-Z0-9])  - ", text, re.MULTILINE)
    assert len(tags) == len([line for line in text.splitlines() if line])  # each line is a field
    return [tag for tag in tags if tag not in {"EP", "SP"}]  # pages are parted at their dash


def _bib(text: str) -> list[tuple[str, str, list[str]]]:
    read = bibtexparser.parse_string(text, parse_stack=[])
    assert not read.failed_blocks
    return [(entry.entry_type, entry.key, sorted(entry.fields_dict)) for entry in read.entries]


def _csv(text: str) -> list[int]:
    return [len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]


def _xml(text: str) -> list[tuple[str, ...]]:
    return [(str(element.tag), *sorted(map(str, element.keys()))) for element in etree.fromstring(text.encode()).iter()]


def _svg(text: str) -> set[str]:
    """Elements and attributes; a long title takes several lines, and a long label stands elsewhere."""
    return {name for names in _xml(text) for name in names} - {"text-anchor"}


HELD = {".json": _json, ".jsonld": _json, ".ris": _ris, ".bib": _bib, ".csv": _csv, ".xml": _xml, ".svg": _svg}


@pytest.fixture(scope="module")
def mixed(free: list[Field], tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """All hostile words at once, each field with others."""
    return fill(tmp_path_factory.mktemp("mixed"), free, [case["text"] for case in HOSTILE])


def test_the_book_holds_what_it_held(harmless: Filled, mixed: Filled, tmp_path: Path) -> None:
    """Each of its files is XML with the elements of the harmless one, and no address is of another kind."""
    made = []
    for name, filled in (("harmless", harmless), ("mixed", mixed)):
        loaded, _ = edition.load(Paths(filled.site.parent))
        epub.write(filled.site, tmp_path / name, loaded)
        with zipfile.ZipFile(tmp_path / name) as book:
            names = [file for file in book.namelist() if file.endswith((".xhtml", ".opf", ".xml"))]
            made.append({file: shape(etree.fromstring(book.read(file))) for file in names})
    assert made[0] == made[1]


def test_nothing_runs_in_the_browser(mixed: Filled, browser: Browser) -> None:
    """Not when a page opens, nor when its search, its filters, its figure and its notes are used."""
    server, address = serve(mixed.site)
    context = browser.new_context()
    context.add_init_script("window.alert = text => { window.alarm = text }")
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for name in ("", "channel/", "claims/", "references/", "timeline/", "figures/", "about/"):
        tab.goto(f"{address}/{name}")
        for field in tab.locator("article input[type=search]").all()[:1]:
            field.fill("evil")
        for mark in tab.locator("a.citation").all()[:2]:
            mark.focus()
        for fold in tab.locator(".figure-data > summary:visible").all():
            fold.click()
        for button in tab.locator("button.figure-explore:visible").all():
            button.click()
        if tab.locator("button.search-open").count():
            tab.locator("button.search-open").click()
            tab.locator("dialog input").fill("evil")
        tab.wait_for_timeout(200)
        assert tab.evaluate("window.alarm") is None, name
        evil = "evil, .evil, a[href*='evil.example'], a[href^='javascript:'], a[href^='data:'], img[src*=evil], img[src^=xq], [onmouseover]"
        assert tab.locator(evil).count() == 0, name
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    context.close()
    server.shutdown()


# No text may hold them, neither as they are nor behind an escape of YAML, JSON or Python.
UNSEEN = {"a null byte": "a\0b", "letters turned around": "a\u202eb", "an isolate": "a\u2066b", "a control": "a\x1bb"}


@pytest.mark.parametrize("char", UNSEEN.values(), ids=UNSEEN)
def test_what_is_not_seen_is_refused_in_every_field(char: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All fields of all files at once, but for those that describe others: as many lines are told as there are fields."""
    monkeypatch.setattr(references, "load", lambda *_: {})
    paths = briefs.copy(tmp_path)
    fields.complete(tmp_path)
    found = [field for field in fields.kinds(tmp_path) if field.path[-1] != fields.NAME or "nav" in field.path]
    apart = ("docs/data/datapackage.json", "mkdocs.yml")  # where one cannot be read, nor can what it describes
    for files in ({field.file for field in found}.difference(apart), *({file} for file in apart)):
        mine = [field for field in found if field.file in files]
        fields.put(tmp_path, dict.fromkeys(mine, char))
        problems = [problem for problem in briefs.problems(paths) if "holds " in problem.message]
        for file in files:
            told = {problem.line for problem in problems if problem.file == file}
            assert told, file
            if not file.endswith((".md", ".json", ".py")):  # there a field is told where its record begins
                lines = lines_with(char, (tmp_path / file).read_bytes().decode())
                # Only the first null byte of a file is told, because a file in UTF-16 is full of them.
                assert lines and (lines <= told or (len(told) == MOST and told <= lines)), file


def lines_with(char: str, text: str) -> set[int]:
    signs = {char, json.dumps(char)[1:-1].lower(), "a\\0b", "a\\eb"}
    lines = {n for n, line in enumerate(text.split("\n"), 1) if any(s in line or s in line.lower() for s in signs)}
    return {min(lines)} if "\0" in text else lines


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", 'https://a.example/"><b>']
)
def test_an_address_in_the_settings_is_one(tmp_path: Path, address: str) -> None:
    paths = briefs.copy(tmp_path)
    fields.complete(tmp_path)
    for name in ("repo_url", "report_to", "url"):
        config = (tmp_path / "mkdocs.yml").read_text("utf-8")
        pattern = rf"^(\s*|.* )({name}: )(\S.*?)(}}?)$"
        assert re.search(pattern, config, re.MULTILINE), name
        new = re.sub(
            pattern, lambda match: f"{match[1]}{match[2]}{json.dumps(address)}{match[4]}", config, count=1, flags=re.M
        )
        (tmp_path / "mkdocs.yml").write_text(new, "utf-8")
        assert [
            problem for problem in briefs.problems(paths) if problem.file == "mkdocs.yml" and name in str(problem)
        ], name
        (tmp_path / "mkdocs.yml").write_text(config, "utf-8")


NAMES = ["a<b>", 'a" onload="x', "a b", "a\u202eb", "a'b", "ä{{7}}", "a&b"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_a_hostile_name_is_refused(tmp_path: Path, name: str) -> None:
    """Pages, tables and scripts of figures."""
    paths: Paths = briefs.copy(tmp_path)
    script = (paths.figures / "tides.py").read_text("utf-8").replace('name="tides"', f"name={name!r}")
    written = {
        paths.docs / f"{name}.md": "---\ntitle: A page\n---\n\nText.\n",
        paths.data / f"{name}.csv": "row,value\na,1\n",
        paths.figures / f"{name}.py": script,
    }
    for path, text in written.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    told = {problem.file for problem in briefs.problems(paths)}
    assert {paths.show(path) for path in written} <= told
