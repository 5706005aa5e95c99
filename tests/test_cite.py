"""Citation look-up in the terminal."""

import json
import re
from pathlib import Path

import pytest
import rispy
from annotated_brief import cli
from annotated_brief.bibliography import identifiers
from annotated_brief.content.settings import UNDATED
from annotated_brief.edition import Edition
from annotated_brief.references import cite_this
from annotated_brief.references.export_formats import EXPORT_FORMATS
from annotated_brief.search import engine
from works import make


def first(index: engine.Index, query: str) -> str:
    """The first source that answers."""
    return next(entry.id for entry in index.ask(query) if entry.type == "source")


@pytest.fixture(autouse=True)
def _loaded(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotated_brief.edition.load", lambda *_: (edition, []))


def _brief(edition: Edition, number: int) -> str:
    return next(source.key for source in edition.sources.values() if source.footnote == number)


@pytest.mark.parametrize("query", ["повестка", "povestka", "Povetska", "riac 2025"])
def test_a_source_is_found_in_either_script_and_misspelt(query: str, edition: Edition, index: engine.Index) -> None:
    assert first(index, query) == _brief(edition, 3)


@pytest.mark.parametrize(("query", "number"), [("66bn", 4), ("primakov triangle nears", 2), ("dolbaia", 1), ("7", 7)])
def test_the_best_match_comes_first(query: str, number: int, edition: Edition, index: engine.Index) -> None:
    assert first(index, query) == _brief(edition, number)


def test_every_key_finds_its_source(edition: Edition, index: engine.Index) -> None:
    for key in edition.sources:
        assert first(index, key) == key


def test_a_match_is_shown_with_number_reference_and_uses(edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["cite", "--key", _brief(edition, 2)]) == 0
    out = capsys.readouterr().out
    assert out.split()[:2] == ["2", _brief(edition, 2)]
    assert all(use.where in " ".join(out.split()) for use in edition.uses[_brief(edition, 2)])


def test_output_is_plain_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["cite", "tass"])
    assert "\033" not in capsys.readouterr().out


@pytest.mark.parametrize("form", ["chicago", "apa", "mla", "note", *EXPORT_FORMATS])
def test_every_format_is_printed(form: str, edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    key = _brief(edition, 8)
    assert cli.main(["cite", "--key", key, "--format", form]) == 0
    out = capsys.readouterr().out
    url = edition.sources[key].url
    if form == "csl":
        assert json.loads(out)[0]["URL"] == url
    elif form == "ris":
        assert rispy.loads(out)[0]["urls"] == [url]
    else:
        assert (url if form in EXPORT_FORMATS else identifiers.readable(url)) in out


def test_nothing_found_names_the_nearest_keys(edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["cite", "--key", _brief(edition, 2) + "x"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert _brief(edition, 2) in captured.err
    assert cli.main(["cite", "qqqqzzzz"]) == 1


def test_the_author_of_the_brief_leads_to_the_edition(edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["cite", edition.settings.argument_by.split()[-1]]) == 0
    assert edition.settings.contributors in capsys.readouterr().out


def test_a_source_that_nothing_uses_yet_is_found_without_a_number(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = next(iter(edition.used))
    spare = edition._replace(
        numbers={one: number for one, number in edition.numbers.items() if one != key},
        references={one: reference for one, reference in edition.references.items() if one != key},
        uses={one: uses for one, uses in edition.uses.items() if one != key},
    )
    monkeypatch.setattr("annotated_brief.edition.load", lambda *_: (spare, []))
    assert key not in spare.used
    assert cli.main(["cite", "--key", key]) == 0
    said = capsys.readouterr().out
    assert f"?  {key}" in said and "Used in: nowhere" in said and edition.sources[key].title.split()[0] in said


TITLES = (
    "R&D: 60% for $5, #1 on a_b ~ x^2",
    "A {brace, and one that is not closed",
    "It ends in \\ and } and --",
    "“Who pays?” he asked, and 'why'",
    'Straight "quotes" and <b>signs</b>',
    "Why now?",
    "Пшеница, 小麦 and Đà Nẵng.",
)
WRITERS = "Ada Mole; Ben Quay; The Office of Tides & Levels"


def test_a_note_is_cited_with_its_title_whole_by_all_its_writers_in_the_styles_that_are_set(
    edition: Edition, tmp_path: Path
) -> None:
    note = next(iter(edition.annotations.values()))
    own = edition.settings._replace(contributors=WRITERS, date=UNDATED, styles=("apa", "nature"))
    notes = {f"n{at}": note._replace(id=f"n{at}", title=title) for at, title in enumerate(TITLES)}
    scripts = cite_this.scripts(edition._replace(settings=own, annotations=notes, claims={}))
    assert list(scripts) == [cite_this.SCRIPT.format(edition.section_of(note.page))]
    cited = json.loads(next(iter(scripts.values())).partition("=")[2].removesuffix(";\n"))
    for (key, forms), title in zip(cited.items(), TITLES, strict=True):
        found = {label: text for label, text, _ in forms}
        assert list(found) == ["Footnote", "APA", "Nature", "BibTeX", "RIS", "CSL-JSON"]
        assert found["APA"].startswith("Mole, A., Quay, B., & The Office of Tides & Levels. (n.d.). "), found
        bare = title.removesuffix(".")
        again = make(found["BibTeX"], tmp_path).works[key]
        read = [rispy.loads(found["RIS"])[0]["title"], json.loads(found["CSL-JSON"])[0]["title"], again.title]
        assert [straight(one) for one in read] == [straight(bare)] * 3 and "date" not in again.fields
        assert found["BibTeX"].count("{") == found["BibTeX"].count("}")
        assert all(bare.split()[0].strip("“") in found[style] for style in ("APA", "Nature")), found


def test_a_claim_and_a_figure_are_cited_in_the_style_that_prints_the_notes(edition: Edition) -> None:
    some = dict([next(iter(edition.claims.items()))])
    (claim,) = some.values()
    own = edition.settings._replace(styles=("apa",), contributors="Ada Mole")
    told = cite_this.of_claims(edition._replace(claims=some, settings=own))[claim.id]
    assert told.startswith(f"Mole, A. ({own.date.year}). Claim {claim.id}: {claim.verdict} (checked"), told
    assert f"<em>{own.title.split('?')[0]}" in told
    figures = cite_this.of_figures(edition._replace(settings=own))
    assert all(text.startswith("Mole, A.") and "<" not in text and "invalid" not in text for text in figures.values())
    address = cite_this.of_figures(edition._replace(site=edition.site._replace(root="https://example.org/")))
    assert all(f"https://example.org/figures/{name}/" in text for name, text in address.items())


def test_parts_with_plain_titles_are_cited_as_if_each_were_formatted(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = edition.settings._replace(styles=("apa", "nature"))
    told = [each(edition._replace(settings=own)) for each in (cite_this.scripts, cite_this.of_figures)]
    monkeypatch.setattr(cite_this, "PLAIN", re.compile("(?!)"))
    assert told == [each(edition._replace(settings=own)) for each in (cite_this.scripts, cite_this.of_figures)]


def straight(text: str) -> str:
    """A text with straight quotation marks, which a record sets as its language has them."""
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text))
