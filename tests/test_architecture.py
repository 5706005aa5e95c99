"""The package has a map, and imports keep to it."""

import ast
import functools
import re
from pathlib import Path

import annotated_brief
import pytest
from annotated_brief.content import listing_pages

PACKAGE = Path(annotated_brief.__file__).parent
# The subpackages from the bottom up, as annotated_brief/__init__.py lists them: four spaces, a name, more spaces, what is in it.
SUBPACKAGES = re.findall(r"^ {4}(\w+)(?:\.py)? {2,}\S", str(annotated_brief.__doc__), re.MULTILINE)
ENTRY_POINTS = ("markdown", "bibtex_registry", "plugin", "cli", "testing")
FIGURES = {"tables", "figures", "core"}  # what a figure of an edition may take from

# Who alone may import what: the price of a change of library is one file.
ONLY = {
    "mkdocs": {
        "plugin",
        "cli",
        "checks/mkdocs_rules",
        "pages/mkdocs_config",
        "pages/live_pages",
        "downloads/site_build",
    },
    "mkdocs_bibtex": {"bibtex_registry"},
    "bibtexparser": {"bibliography/entries", "bibliography/parse_errors"},
    "frictionless": set(),
    "pikepdf": {"downloads/pdf", "downloads/pdf_tags"},
    "plotly": {"figures"},
    "pypandoc": {"bibliography/pandoc"},
    "rispy": {"references/exports"},
    "weasyprint": {"downloads/pdf"},
}


@functools.cache
def modules() -> dict[str, Path]:
    """Every module of the package by its place in it: core/paths, edition. The starter's are those of a brief."""
    starter = PACKAGE / "starter"
    files = (p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py" and starter not in p.parents)
    return {path.relative_to(PACKAGE).with_suffix("").as_posix(): path for path in files}


@functools.cache
def imports(path: Path) -> set[str]:
    """Every module that a file imports, `annotated_brief.x` ."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= (
                {f"{node.module}.{alias.name}" for alias in node.names}
                if node.module == "annotated_brief"
                else {node.module}
            )
    return found


def ours(path: Path) -> set[str]:
    """The modules of the package that a file imports, as `modules` names them."""
    found = {
        name.removeprefix("annotated_brief.").replace(".", "/")
        for name in imports(path)
        if name.startswith("annotated_brief.")
    }
    known = modules()
    # A name from a module, or a subpackage as a whole.
    return {next(n for n in (name, name.rpartition("/")[0], f"{name}/__init__") if n in known) for name in found}


def subpackage(name: str) -> str:
    return name.partition("/")[0]


def test_the_map_names_every_subpackage() -> None:
    found = {subpackage(name) for name in modules()}
    assert found == {*SUBPACKAGES, *ENTRY_POINTS}
    assert len(SUBPACKAGES) == len(set(SUBPACKAGES)) and all(
        f"`{name}" in str(annotated_brief.__doc__) for name in ENTRY_POINTS
    )


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_imports_only_from_its_own_subpackage_and_those_above_it_on_the_map(name: str) -> None:
    for other in ours(modules()[name]):
        where, there = subpackage(name), subpackage(other)
        if where in ENTRY_POINTS:
            assert there in SUBPACKAGES or there == where or (where, there) in {("plugin", "bibtex_registry")}, (
                f"{name} imports {other}"
            )
        else:
            assert there in SUBPACKAGES[: SUBPACKAGES.index(where) + 1], f"{name} imports {other}"


def test_imports_run_one_way() -> None:
    graph = {name: ours(path) - {name} for name, path in modules().items()}
    done: set[str] = set()
    while graph:
        free = {name for name, needs in graph.items() if needs <= done}
        assert free, f"these import one another in a circle: {sorted(graph)}"
        done |= free
        graph = {name: needs for name, needs in graph.items() if name not in free}


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_is_imported_in_one_place(library: str) -> None:
    users = {name for name, path in modules().items() if any(i.split(".")[0] == library for i in imports(path))}
    assert {name for name in users if name not in ONLY[library] and subpackage(name) not in ONLY[library]} == set()


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_fits_one_idea(name: str) -> None:
    text = modules()[name].read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{name} does not say what it is for"
    assert text.count("\n") <= 250, f"{name} is too long: is it two ideas?"


def test_the_code_knows_nothing_of_this_brief() -> None:
    """Words of the subject belong to docs/, bib/ and scripts/figures/; another brief uses the same code."""
    words = re.compile(r"\b(indian?|russia|avdaliani|moscow|delhi|kremlin|ukrain\w*|armenian?)\b")
    for path in [
        *(path for path in modules().values()),
        *PACKAGE.glob("templates/**/*"),
        *PACKAGE.glob("theme/**/*"),
    ]:
        if path.is_file() and path.suffix in {".py", ".html", ".css", ".js"}:
            text = path.read_text("utf-8").lower()
            # "Armenian" and "Ukrainian" are also languages that sources are written in.
            # The search knows the names of some cities in other languages.
            cities = {"moscow"} if path.name == "words.py" else set()
            assert set(words.findall(text)) <= {"armenian", "ukrainian"} | cities, path


def test_the_pages_of_lists_are_named_in_one_place() -> None:
    files = set(listing_pages.USUAL.values())
    templates = {path.name: path for path in (PACKAGE / "templates").glob("*.html")}
    named = {
        name: sorted(file for file in files if re.search(rf"""["'/]{re.escape(file)}\b""", path.read_text("utf-8")))
        for name, path in (modules() | templates).items()
        if name != "content/listing_pages"
    }
    assert {name: found for name, found in named.items() if found} == {}
