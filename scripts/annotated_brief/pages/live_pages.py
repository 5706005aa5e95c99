"""Pages under `mkdocs serve`: unchanged ones keep their HTML, where MkDocs would convert all of them at each edit."""

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from annotated_brief.core import dates, memo, paths, site_files
from annotated_brief.edition import Edition
from annotated_brief.pages.mkdocs_config import EXTENSION

# Files of docs/ and bib/ that are read into the edition, and by no step.
READ = (".md", ".bib", ".yml", ".csv")
MADE = ("content", "toc", "_title_from_render", "present_anchor_ids")


def mark(places: paths.Paths) -> list[tuple[object, ...]]:
    """All files that a step may read by itself, with date and size; of those that are read into the edition, the names."""
    folders = (places.docs, places.bib, places.figures, places.root / "releases", paths.THEME, paths.TEMPLATES)
    files = [places.root / places.config, places.root / "CITATION.cff"]
    files += [file for folder in folders for file in sorted(folder.rglob("*")) if "__pycache__" not in file.parts]
    return [
        (dates.latest(),),
        *(_facts(file, file.suffix in READ and file.parent != places.root) for file in files if file.is_file()),
    ]


def _facts(file: Path, is_read: bool) -> tuple[str, int, int]:
    status = file.stat()
    return (str(file), 0, 0) if is_read else (str(file), status.st_mtime_ns, status.st_size)


def keep(page: Page, edition: Edition) -> None:
    """Let a page be converted only if its text, or anything that it reads of the edition, has changed."""
    convert = page.render

    def render(config: MkDocsConfig, files: Files) -> None:
        def make(view: Edition) -> dict[str, Any]:
            config.mdx_configs[EXTENSION]["edition"] = view
            said = _Said()
            logging.getLogger("mkdocs").addHandler(said)
            try:
                convert(config, files)
            finally:
                logging.getLogger("mkdocs").removeHandler(said)
                config.mdx_configs[EXTENSION]["edition"] = edition
            links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
            return {"said": said.count, "links": links, **{name: getattr(page, name) for name in MADE}}

        names = [(file.src_uri, file.dest_uri) for file in files]
        name, given = ("page", page.file.src_uri), (page.markdown, names)
        rendered = memo.kept(name, edition, make, given)
        if rendered["said"]:
            memo.forget(name)  # what MkDocs has to say of the page, it says at each build
        for field in MADE:
            setattr(page, field, rendered[field])
        anchors_of = {files.get_file_from_path(name): links for name, links in rendered["links"].items()}
        page.links_to_anchors = {file: links for file, links in anchors_of.items() if file}

    page.render = render  # type: ignore[method-assign]


def keep_files(files: Files, config: MkDocsConfig) -> None:
    """Let a file that is no page be copied only if it differs from what stands in the site."""
    copied = [file for file in files.media_files() if file.inclusion.is_in_serve()]  # type: ignore[no-untyped-call]
    same = site_files.keep(Path(config.site_dir), {file.dest_uri: _made_of(file) for file in copied})
    for file in copied:
        if file.dest_uri in same:
            file.copy_file = _copy_nothing  # type: ignore[method-assign]


def _made_of(file: File) -> object:
    return _facts(Path(file.abs_src_path), False) if file.abs_src_path else file.content_bytes


def _copy_nothing(dirty: bool = False) -> None:
    """In place of MkDocs' own way to copy a file."""


class _Said(logging.Handler):
    """Counts what is said of a page."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno > logging.DEBUG
