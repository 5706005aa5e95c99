"""The bibliography comes back from every format as it went in."""

import json
from pathlib import Path

import pytest
import rispy
from annotated_brief.bibliography import bibtex, entries, names
from annotated_brief.bibliography.sources import Source
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.references import exports
from bibtexparser.entrypoint import parse_string
from works import parse

TRICKY = r"""
@online{address,
  title  = {{100\% of {H$_2$O}: what the "train" said}},
  author = {{Bureau of Rivers and Roads} and O'Neill, Ann-Marie and de la Cruz, Jr., Juan},
  url    = {https://example.org/a_b?x=1&y=%2C#:~:text=The%20train%2C,days},
  date   = {2024-02},
  note   = {[12, 3] and more},
}
@article{cyrillic,
  title        = {{Путь на Восток}},
  titleaddon   = {{The Way East}},
  author       = {Иванов, Пётр},
  journaltitle = {Вестник},
  volume = {3}, number = {2}, pages = {10--12},
  date = {2021-05-04}, langid = {russian}, doi = {10.1000/182},
}
@report{undated, title = {{A Report; with a Semicolon}}, institution = {{Office of Statistics}}, nodate = {none},
  url = {https://example.org/r}}
"""


@pytest.fixture
def tricky(tmp_path: Path) -> dict[str, Source]:
    file = tmp_path / "bib" / "tricky.bib"
    file.parent.mkdir()
    file.write_text(TRICKY, "utf-8")
    found, problems = parse(file, Paths(tmp_path))
    assert problems == []
    return {source.key: source for source in found}


def _again(text: str, tmp_path: Path) -> dict[str, Source]:
    file = tmp_path / "again.bib"
    file.write_text(text, "utf-8")
    found, problems = parse(file, Paths(tmp_path))
    assert problems == []
    return {source.key: source for source in found}


def _check_biblatex(works: dict[str, Source], tmp_path: Path) -> None:
    text = bibtex.write(works.values())
    again = _again(text, tmp_path)
    assert {key: (work.type, work.fields) for key, work in again.items()} == {
        key: (work.type, work.fields) for key, work in works.items()
    }
    # And by a reader that is not ours.
    library = parse_string(text)
    assert not library.failed_blocks
    assert {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries} == {
        key: work.fields for key, work in works.items()
    }


def _check_csl(works: dict[str, Source]) -> None:
    items = {item["id"]: item for item in json.loads(exports.csl(list(works.values())))}
    for key, work in works.items():
        item = items[key]
        assert item["title"] == work.title
        assert item.get("URL", "") == work.url
        assert item.get("container-title", "") == work.container
        assert item.get("publisher", "") == work.houses
        assert item.get("DOI", "") == work.doi
        assert item.get("archive_location", "") == work.archive
        assert item.get("author", []) == work.creators()
        dates = ["-".join(f"{part:02}" for part in date) for date in item.get("issued", {}).get("date-parts", [])]
        assert "/".join(dates) == work.date
        assert item.get("note", "") == "\n".join(filter(None, [exports.translated(work), work.text("note")]))


def _check_ris(works: dict[str, Source]) -> None:
    for record in rispy.loads(exports.ris(works.values())):
        work = works[record["id"]]
        assert record["title"] == work.title
        assert record.get("urls", []) == ([work.url] if work.url else [])
        assert record.get("translated_title", "") == work.translation
        assert record.get("publisher", "") == work.houses
        assert record.get("date", "").rstrip("/").replace("/", "-") == work.date.partition("/")[0]
        assert record.get("authors", []) == [names.inverted(name) for name in work.creators()]


def test_tricky_records_come_back_from_biblatex(tricky: dict[str, Source], tmp_path: Path) -> None:
    _check_biblatex(tricky, tmp_path)


def test_tricky_records_come_back_from_csl_json(tricky: dict[str, Source]) -> None:
    _check_csl(tricky)


def test_tricky_records_come_back_from_ris(tricky: dict[str, Source]) -> None:
    _check_ris(tricky)


def test_a_body_with_and_in_its_name_stays_one_author(tricky: dict[str, Source]) -> None:
    assert tricky["address"].creators()[0] == {"literal": "Bureau of Rivers and Roads"}


def test_the_bibliography_comes_back_from_every_format(edition: Edition, tmp_path: Path) -> None:
    _check_biblatex(edition.sources, tmp_path)
    _check_csl(edition.sources)
    _check_ris(edition.sources)


def test_the_files_hold_what_each_section_uses(edition: Edition, site: Path) -> None:
    for folder, keys in exports.parts(edition).items():
        assert keys
        library = _again((site / folder / "references.bib").read_text("utf-8"), site.parent)
        assert list(library) == keys
        assert [item["id"] for item in json.loads((site / folder / "references.json").read_text("utf-8"))] == keys
        assert [record["id"] for record in rispy.loads((site / folder / "references.ris").read_text("utf-8"))] == keys


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@online{open, title = {No end\n", "open is malformed"),
        ("@online{, title = {A}}\n", "entry has no key"),
        ("@online{\n   title = {A}\n}\n", "entry has no key"),
        ("@online{twice, title = {A}, title = {B}}\n", "twice has the field title twice"),
        (
            "@article{short, title = {A}, journaltitle = ijs}\n",
            "short has the abbreviation ijs in its field journaltitle",
        ),
    ],
)
def test_what_cannot_be_read_is_named(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.bib"
    file.write_text("\n" + text, "utf-8")
    _, problems = parse(file, Paths(tmp_path))
    assert [(problem.file, problem.line) for problem in problems] == [("bad.bib", 2)]
    assert message in problems[0].message


def test_abbreviations_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib" / "a.bib").write_text("@article{a, title = {A}, journal = ijs, year = 2020}\n", "utf-8")
    (tmp_path / "bib" / "strings.bib").write_text("@String{ijs = {Journal of Shapes}}\n", "utf-8")
    found, problems = entries.load(Paths(tmp_path))
    assert problems == [] and found["a"].fields["journal"] == "Journal of Shapes"


def test_abbreviations_are_written_out(tmp_path: Path) -> None:
    file = tmp_path / "short.bib"
    file.write_text(
        '@string{ijs = "Journal of Shapes"}\n@string(long = ijs # {, Series #2})\n@string{ijs = {Journal of Sizes}}\n'
        '@article{a, title = {A # of {B}}, journaltitle = LONG, publisher = ijs # { and } # "Others # {"}", month = mar,\n'
        "  year = 2020, url = {https://example.org/#c}}\n",
        "utf-8",
    )
    found, problems = parse(file, Paths(tmp_path))
    assert problems == []
    assert found[0].fields == {
        "title": "A # of {B}",
        "journaltitle": "Journal of Shapes, Series #2",
        "publisher": 'Journal of Sizes and Others # {"}',
        "month": "mar",
        "year": "2020",
        "url": "https://example.org/#c",
    }


ODD = [
    '@string{jan = {January}}\n@article{macro, title = {T}, month = jan, journal = "A" # { B }}\n',
    '@comment{not an entry}\n@preamble{"\\newcommand{\\x}{y}"}\n@misc(paren, title = {Round})\n',
    '@book{nested, title = {{A {B {C}} D}}, author = {"O}}\n',
    "text before @misc{one, title={x}} text after\n@misc{, title = {no key}}\n",
    "@article{accents, author = {G{\\\"o}del, Kurt}, title = {\\'Etude {\\o} \\LaTeX{}}}\n",
    "@misc{empty}\n@misc{comma,}\n@ONLINE{upper, TITLE = {Shout}}\n",
    "",
    "@",
    "@misc{key with spaces, title = {x}}\n",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_files_are_read_without_a_crash(text: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.bib"
    file.write_text(text, "utf-8")
    found, problems = parse(file, Paths(tmp_path))
    for source in found:
        assert isinstance(source.title, str)
    assert all(problem.file == "odd.bib" and problem.line for problem in problems)
