"""The house has a map, and imports keep to it."""

import ast
import re
from pathlib import Path

import pytest

import scripts

PACKAGE = Path(scripts.__file__).parent
# Room in which a module may import from rooms further left, and from its own. Printed in the contributing guide.
ROOMS: dict[str, tuple[str, ...]] = {
    "ground": ("paths", "problems", "palette", "browser", "pandoc"),
    "records": ("records", "settings", "addresses", "terms", "citations", "manuscript", "abbreviations", "sources", "memory", "bibtex", "cells", "blocks", "kinds", "folding",
                "datapackage", "tables", "claims", "counts", "bindings", "prose", "templating", "trees", "kept", "references"),
    "joined": ("edition",),
    "made": (),  # everything else that is not named
    "host": ("registry", "checks", "hooks"),
}  # fmt: skip
ORDER = list(ROOMS)

# Who alone may import what: the price of a change of library is one file.
ONLY = {
    "mkdocs": {"hooks"},
    "mkdocs_bibtex": {"registry"},
    "bibtexparser": {"sources", "exports"},
    "frictionless": set(),
    "rispy": {"exports"},
}


def modules() -> dict[str, Path]:
    return {path.stem: path for path in PACKAGE.glob("*.py") if path.stem != "__init__"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, `scripts.x` as `scripts.x`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "scripts" else {node.module}
            )
    return found


def ours(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("scripts.")}


def room(name: str) -> str:
    return next((at for at, names in ROOMS.items() if name in names), "made")


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_imports_only_from_its_own_room_and_those_before(name: str) -> None:
    for other in ours(modules()[name]) & set(modules()):
        assert ORDER.index(room(other)) <= ORDER.index(room(name)), (
            f"{name} ({room(name)}) imports {other} ({room(other)})"
        )


def test_imports_run_one_way() -> None:
    graph = {name: ours(path) & set(modules()) for name, path in modules().items()}
    done: set[str] = set()
    while graph:
        free = {name for name, needs in graph.items() if needs <= done}
        assert free, f"these import one another in a circle: {sorted(graph)}"
        done |= free
        graph = {name: needs for name, needs in graph.items() if name not in free}


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_is_imported_in_one_place(library: str) -> None:
    users = {name for name, path in modules().items() if any(i.split(".")[0] == library for i in imports(path))}
    assert users <= ONLY[library]


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_fits_one_idea(name: str) -> None:
    text = modules()[name].read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{name} does not say what it is for"
    assert text.count("\n") <= 250, f"{name} is too long: is it two ideas?"


def test_the_code_knows_nothing_of_this_brief() -> None:
    """Words of the subject belong to docs/, bib/ and scripts/figures/; another brief uses the same code."""
    words = re.compile(r"\b(indian?|russia|avdaliani|moscow|delhi|kremlin|ukrain\w*|armenian?)\b")
    for path in [*PACKAGE.glob("*.py"), *PACKAGE.glob("templates/**/*"), *PACKAGE.glob("theme/**/*")]:
        if path.is_file() and path.suffix in {".py", ".html", ".css", ".js"}:
            text = path.read_text("utf-8").lower()
            # "Armenian" and "Ukrainian" are also languages that sources are written in.
            assert set(words.findall(text)) <= {"armenian", "ukrainian"}, path
