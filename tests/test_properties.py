"""The parsers hold for any text: they never fall over, what is wrong has a place, and no record is lost."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from annotated_brief.content import cell_references, claims, forecasts, sections, terms
from annotated_brief.content import settings as config
from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.markup import prose
from annotated_brief.tables import cells, tables
from annotated_brief.tables.datapackage import Column
from hypothesis import example, given, settings
from hypothesis import strategies as st
from works import parse

FEW = settings(deadline=None, max_examples=60, derandomize=True)

# Any text at all, and text made of what the parsers look for, which finds more.
SIGNS = st.sampled_from(
    ["@", "[", "]", "(", ")", "{", "}", "{=", ":", ";", ",", "\n", "\n\n", "///", "/// context | A", "    ", "`", "```", "~~~", "\\",
     "[](){ #c001 }", "[@key]", "[@key, p. 1; see @b]", "<!--", "-->", "attrs: {id: note-a}", "%", '"', "'", "#", "---", "=", "$",
     "\r\n", "\x00", "\x02", "0\x03", "\ufeff", "\u202e", "é", "ж", "🌊", "@online{key,", "title = {A},", "c001:", "why: >", "- ", "&a", "*a",
     "!!python/object:x", "2026-13-40", "1e3", "0x", "row,value", "a,1", "4.2{=t:a}", "five{=t:a:b}", "<b>", "&amp;"]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=200), st.lists(SIGNS, max_size=25).map("".join))
WORDS = st.text(
    st.characters(categories=("L", "N", "Zs"), include_characters=".,;:!?'’“”-–()/"), min_size=1, max_size=60
)
WORDS = WORDS.filter(lambda text: "--" not in text)  # which LaTeX has as a dash
KEY = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)


def has_places(problems: list[Problem], text: str) -> None:
    last = len(re.split(r"\r\n|\n", text)) + 1
    assert all(
        problem.file and 0 <= problem.line <= last and problem.message and problem.remedy for problem in problems
    )


def load(name: str, content: bytes, reader) -> tuple:  # type: ignore[no-untyped-def, type-arg]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        found: tuple = reader(path, Paths(Path(folder)))  # type: ignore[type-arg]
        return found


@FEW
@given(TEXT)
def test_any_bibliography_is_read_or_told(text: str) -> None:
    works, problems = load("a.bib", text.encode("utf-8", "surrogatepass"), parse)
    has_places(problems, text)
    for work in works:
        assert all(isinstance(work.text(name), str) for name in work.fields)


@FEW
@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    for reader in (parse, records.load):
        _, problems = load("a", content, reader)
        assert all(problem.file and problem.remedy for problem in problems)


@FEW
@given(st.dictionaries(KEY, WORDS, min_size=1, max_size=6))
def test_no_entry_is_lost_and_no_title_changed(titles: dict[str, str]) -> None:
    text = "\n".join(f"@online{{{key},\n  title = {{{{{title}}}}},\n}}" for key, title in titles.items())
    works, problems = load("a.bib", text.encode(), parse)
    assert problems == []
    found = {work.key: work.title.replace("’", "'").replace("‘", "'").split() for work in works}  # set as printers do
    assert found == {key: title.replace("’", "'").replace("‘", "'").split() for key, title in titles.items()}
    lines = text.split("\n")
    assert all(f"{{{work.key}," in lines[work.line - 1] for work in works)


@FEW
@given(st.dictionaries(KEY, WORDS, min_size=1, max_size=5), st.integers(0, 4))
def test_a_torn_entry_takes_no_other_with_it(titles: dict[str, str], torn: int) -> None:
    keys = list(titles)
    broken = keys[torn % len(keys)]
    text = "\n".join(f"@online{{{key},\n  title = {{{{A}}{'' if key == broken else '}'},\n}}\n" for key in titles)
    works, problems = load("a.bib", text.encode(), parse)
    assert {work.key for work in works} == set(titles)
    assert problems and all(broken in problem.message for problem in problems)


def test_an_entry_that_is_meant_as_a_comment_is_one() -> None:
    works, problems = load("a.bib", b"@comment{a,\n  title = {A},\n}\n", parse)
    assert works == [] and problems == []


@FEW
@given(TEXT)
def test_any_yaml_is_read_or_told(text: str) -> None:
    found, problems = load("a.yml", text.encode("utf-8", "surrogatepass"), records.load)
    has_places(problems, text)
    for record in found:
        assert all(
            isinstance(record.text(name), str) and isinstance(record.words(name), list) for name in record.fields
        )


def as_written(value: object) -> object:
    """Every value as the text that stands in the file."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_written(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else value if value is None else str(value)


VALUE = st.recursive(
    st.one_of(WORDS, st.integers(), st.booleans(), st.dates(), st.none()),
    lambda v: st.lists(v, max_size=3),
    max_leaves=5,
)


@FEW
@given(st.dictionaries(KEY, st.dictionaries(KEY, VALUE, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_record_and_no_field_is_lost(ledger: dict[str, dict[str, object]]) -> None:
    text = yaml.safe_dump(ledger, allow_unicode=True, sort_keys=False)
    found, problems = load("a.yml", text.encode(), records.load)
    assert problems == []
    assert {record.id: record.fields for record in found} == as_written(ledger)
    lines = text.split("\n")
    assert all(
        lines[record.at(name) - 1].lstrip().strip("'\"?").startswith(name) for record in found for name in record.fields
    )


@FEW
@given(TEXT)
def test_any_page_is_read_or_told(text: str) -> None:
    page, problems = sections.parse("a.md", text, "docs/a.md")
    has_places(problems, text)
    assert all(1 <= citing.line <= text.count("\n") + 1 for citing in page.citings)
    assert all(1 <= mark.line <= text.count("\n") + 1 for mark in page.marks)
    prose.inline(text)


@FEW
@given(
    st.lists(
        st.tuples(KEY, st.sampled_from(["", "p. 12", "ch. 3", "¶ 4"]), st.sampled_from(["", "see", "cf."])),
        min_size=1,
        max_size=4,
    )
)
def test_every_citation_is_found_as_it_was_written(items: list[tuple[str, str, str]]) -> None:
    inside = "; ".join(
        f"{prefix} @{{{key}}}".strip() + (f", {locator}" if locator else "") for key, locator, prefix in items
    )
    page, problems = sections.parse("a.md", f"Words.\n[{inside}] and `[@code]`", "docs/a.md")
    assert problems == []
    found = [citing.citation for citing in page.citings]
    assert [(one.key, one.locator, one.prefix) for one in found] == items
    assert {citing.line for citing in page.citings} == {2}


@FEW
@given(TEXT, st.sampled_from(["string", "integer", "number", "date"]))
def test_any_cell_is_read_or_told(text: str, kind: str) -> None:
    column = Column("value", "Value", kind, "metres", required=True)
    value, fault = cells.value(text, column), cells.fault(text, column)
    if kind in {"integer", "number"}:
        assert isinstance(value, int | float) or fault
    else:
        assert value == (text or None)


@FEW
@given(st.decimals(-(10**9), 10**9, places=3).map(lambda number: f"{number:f}"))
def test_a_number_keeps_its_value(text: str) -> None:
    assert float(text) == cells.value(text, Column("value", "Value", "number", "metres"))


HEAD = "row,value,unit,period,source,grade,note\n"
PACKAGE = {"resources": [{"name": "t", "path": "t.csv", "title": "T", "description": "D", "leftOut": "None", "schema": {"fields": [
    {"name": name, "title": name, "type": "string", "description": name} for name in HEAD.strip().split(",")]}}]}  # fmt: skip


@FEW
@given(TEXT, st.booleans())
def test_any_table_is_read_or_told(text: str, with_head: bool) -> None:
    with TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.data.mkdir(parents=True)
        (paths.data / "datapackage.json").write_text(json.dumps(PACKAGE), "utf-8")
        content = HEAD + text if with_head else text
        (paths.data / "t.csv").write_bytes(content.encode("utf-8", "surrogatepass"))
        found, problems = tables.load(paths)
    has_places(problems, content + "\n" * 50)
    assert "t" in found


@FEW
@example("null")
@given(TEXT)
def test_any_descriptor_is_read_or_told(text: str) -> None:
    with TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.data.mkdir(parents=True)
        (paths.data / "datapackage.json").write_bytes(text.encode("utf-8", "surrogatepass"))
        _, problems = tables.load(paths)
    assert problems
    has_places(problems, text)


@FEW
@example("{=0{=0:0}")
@given(TEXT)
def test_any_binding_is_read_or_told(text: str) -> None:
    problems = list(cell_references.check(text, "docs/a.md", 1, {}))
    has_places(problems, text)
    bound, looks = cell_references.BINDING, cell_references.LOOKS_BOUND  # no table is known, so each is told
    assert len(problems) == sum(
        len([*bound.finditer(one), *looks.findall(bound.sub("", one))]) for one in text.split("\n")
    )
    assert "{=" not in cell_references.strip(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]\n",
        "a: {? {b: c} : d}\n",
        "a: {b: !x y}\n",
        "? [a]\n: b\n",
        "- a\n",
        "a: " + "[" * 5000,
        "a: {b: 1e400, c: 0o9}\n",
    ],
)
def test_yaml_that_is_cunning_is_told(text: str) -> None:
    _, problems = load("a.yml", text.encode(), records.load)
    has_places(problems, text)


FILES = ("bib/claims.yml", "bib/forecasts.yml", "bib/terms.yml", "mkdocs.yml", "CITATION.cff")
NAMES = [*claims.SHAPE, *forecasts.SHAPE, "full", "gloss", "sources", "extra", "version", "date-released"]
FIELD = st.one_of(st.just("seen"), st.sampled_from(NAMES))
NESTED = st.recursive(VALUE, lambda v: st.lists(st.dictionaries(st.sampled_from(list(forecasts.SEEN)), v, max_size=3), max_size=2), max_leaves=3)  # fmt: skip


@FEW
@given(st.one_of(TEXT, st.dictionaries(KEY, st.one_of(NESTED, st.dictionaries(FIELD, NESTED, max_size=5)), max_size=3)))
def test_any_ledger_glossary_and_settings_are_read_or_told(written: object) -> None:
    """And no record is lost: each is read, or its line is told."""
    text = written if isinstance(written, str) else yaml.safe_dump(written, allow_unicode=True, sort_keys=False)
    with TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.bib.mkdir()
        for name in FILES:
            (paths.root / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        for reader in (claims.load, forecasts.load, terms.load):
            found, problems = reader(paths)
            has_places(problems, text)
            if isinstance(written, dict):
                assert {key for key, value in written.items() if isinstance(value, dict)} <= set(found)
                assert len({problem.line for problem in problems}) >= len(set(written) - set(found))
        has_places(config.check(paths), text)
        assert config.load(paths).footnotes >= 0
