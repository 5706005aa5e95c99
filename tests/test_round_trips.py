"""References read again: every work of the golden files as pandoc reads CSL-JSON and RIS, rispy RIS, and we our BibLaTeX.

What a format or its reader cannot hold is listed here with the reason; all else comes back.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
from annotated_brief.bibliography import bibtex, names, sources
from annotated_brief.bibliography.sources import Source
from annotated_brief.core.paths import Paths
from annotated_brief.references import exports
from test_golden import EXAMPLES, GOLDEN

NAMES = (
    "author",
    "editor",
    "translator",
    "container-author",
    "original-author",
    "director",
    "recipient",
    "interviewer",
)
PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
# pandoc reads what stands before one word and a colon in a note as a variable, and knows no seasons.
CSL_LOST = {
    ("seasonArticle", "issued"),
}
# What pandoc takes from RIS. It has no days, places, translators, series and notes, and knows few types; rispy has them all.
RIS_READ = ("title", "author", "editor", "container-title", "page", "volume", "DOI", "URL", "publisher", "language")


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    folder = tmp_path_factory.mktemp("golden")
    (folder / "bib").mkdir()
    for file in (GOLDEN / "exports.bib", EXAMPLES):
        if file.is_file():
            (folder / "bib" / file.name).write_text(file.read_text("utf-8"), "utf-8")
    found, problems = sources.load(Paths(folder))
    assert problems == []
    return {key: work for key, work in found.items() if work.type not in {"set", "xdata"}}


def read_again(text: str, kind: str) -> dict[str, Any]:
    return {item["id"]: item for item in json.loads(pypandoc.convert_text(text, "csljson", format=kind))}


def plain(name: str, value: Any) -> Any:
    """Names as one reads them, for readers divide particles each in their way; a space before French marks is narrow."""
    if name in NAMES:
        return [
            " ".join(" ".join(one[part] for part in PARTS if one.get(part)).split()).replace("’ ", "’")
            for one in value or []
        ]
    return value.replace("\u202f", " ") if isinstance(value, str) else value


def differing(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (plain(name, wanted.get(name)), plain(name, found.get(name))) for name in wanted | found}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def test_every_work_comes_back_from_biblatex(works: dict[str, Source], tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib" / "references.bib").write_text(bibtex.write(works.values(), works), "utf-8")
    again, problems = sources.load(Paths(tmp_path))
    assert problems == []
    assert {key: exports.item(again[key]) for key in works} == {key: exports.item(work) for key, work in works.items()}


def test_every_work_comes_back_from_csl_json(works: dict[str, Source]) -> None:
    items = {key: exports.item(work) for key, work in works.items()}
    again = read_again(exports.csl(list(works.values())), "csljson")
    assert list(again) == list(items)
    wrong = {
        (key, name): pair
        for key, item in items.items()
        for name, pair in differing(item, again[key]).items()
        if (key, name) not in CSL_LOST
    }
    assert wrong == {}


def _words(named: list[dict[str, str]]) -> list[dict[str, str]]:
    """Names without the order of their parts: to pandoc a body is a person, and a suffix stands before the given name."""
    whole = plain("author", named)
    return [{"literal": " ".join(sorted(name.replace(",", "").split()))} for name in whole]


def as_ris_has_it(work: Source) -> dict[str, Any]:
    """The record with what RIS says otherwise: a page's site is its container, and the parts of a name have no names."""
    item = {name: value for name, value in exports.item(work).items() if name in RIS_READ}
    first, last = exports.pages(work)
    made = {
        "author": _words(work.creators()),
        "editor": _words(work.creators("editor")),
        "container-title": work.container or exports._website(work),
        "page": "-".join(filter(None, [first, last])),
        "URL": work.url.replace(";", "%3B"),
    }
    return {name: value for name, value in (item | made).items() if value}


def test_every_work_comes_back_from_ris_as_far_as_pandoc_reads_it(works: dict[str, Source]) -> None:
    again = read_again(exports.ris(works.values()), "ris")
    assert list(again) == list(works)
    wrong = {
        (key, name): pair
        for key, work in works.items()
        for name, pair in differing(
            as_ris_has_it(work),
            {name: _words(value) if name in NAMES else value for name, value in again[key].items() if name in RIS_READ},
        ).items()
    }
    assert wrong == {}


def test_every_work_comes_back_from_ris(works: dict[str, Source]) -> None:
    for record, (key, work) in zip(rispy.loads(exports.ris(works.values())), works.items(), strict=True):
        found = [
            record["id"], record["title"], record.get("translated_title", ""), record.get("authors", []),
            record.get("secondary_authors", []), record.get("subsidiary_authors", []), record.get("secondary_title", ""),
            record.get("publisher", ""), record.get("place_published", ""), record.get("doi", ""),
            record.get("urls", []), record.get("volume", ""), record.get("date", "").strip("/").replace("/", "-"),
            (record.get("start_page", ""), record.get("end_page", "")), record["language"],
        ]  # fmt: skip
        wanted = [
            key, work.title, work.translation, *([names.inverted(name) for name in work.creators(role)]
            for role in ("author", "editor", "translator")), work.container or exports._website(work),
            work.houses, work.variable("publisher-place") or work.variable("event-place"), work.doi, [work.url.replace(";", "%3B")] if work.url else [],
            work.variable("volume"), work.date.partition("/")[0], exports.pages(work), work.lang or "en",
        ]  # fmt: skip
        assert found == wanted, key
