"""The steps of a build, in order. MkDocs calls; the work is done elsewhere.

MkDocs loads this file outside the import system, so it holds no state: what one step needs of another is in `config`.
"""

import logging
import os
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from scripts import checks, edition, registry
from scripts.ground import paths, staging
from scripts.ground.addresses import Addresses
from scripts.pages import layout
from scripts.plotting import charts
from scripts.web import generated, moment, postprocess, searching, source_pages
from scripts.written import citations

log = logging.getLogger("mkdocs.hooks.brief")

EXTENSION = "scripts.extension"


def _edition(config: MkDocsConfig) -> edition.Edition:
    loaded: edition.Edition = config.mdx_configs[EXTENSION]["edition"]
    return loaded


def on_startup(command: str, dirty: bool = False, **_: Any) -> None:
    """Under `serve` MkDocs puts a script of its own into every page, which a policy would stop (scripts/web/policy.py)."""
    os.environ["MKDOCS_COMMAND"] = "dirty" if dirty and command != "serve" else command


@event_priority(100)  # before mkdocs-bibtex reads bib/ and raises at what it cannot parse
def _read_and_check(config: MkDocsConfig) -> MkDocsConfig:
    places = paths.Paths(Path(config.config_file_path).resolve().parent)
    moment.settle(places)
    loaded, problems = edition.load(places, Addresses(config.use_directory_urls), config.site_url or "")
    if os.environ.get("MKDOCS_COMMAND") == "serve":
        charts.refresh(places, loaded.tables)
    problems = checks.order([*problems, *checks.run(loaded)])
    for problem in problems:
        log.warning("%s", problem)
    if problems and config.strict:
        raise Abort(f"{len(problems)} problems; the site is left as it was")
    # The plugin need not read bib/ once more, nor fall over what it cannot parse: it asks our registry.
    config.plugins["bibtex"].last_configured = float("inf")  # type: ignore[attr-defined]
    config.mdx_configs[EXTENSION] = {"edition": loaded, "page": ""}
    config.extra["edition"] = layout.variables(loaded, problems)
    return config


@event_priority(-100)  # after mkdocs-bibtex has made a registry of its own
def _replace_registry(config: MkDocsConfig) -> MkDocsConfig:
    config.plugins["bibtex"].registry = registry.EditionRegistry(_edition(config))  # type: ignore[attr-defined]
    return config


@event_priority(-110)  # last, for a build that is refused need not begin
def _write_beside(config: MkDocsConfig) -> MkDocsConfig:
    """Under `serve` the site is in a folder of its own anyway, and a dirty build changes the site that is there."""
    if os.environ.get("MKDOCS_COMMAND") not in {"serve", "dirty"}:
        config["stage"] = stage = staging.begin(Path(config.site_dir), _edition(config).paths.cache)
        config.site_dir = str(stage.new) if stage else config.site_dir
    return config


on_config = CombinedEvent(_read_and_check, _replace_registry, _write_beside)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for page in _edition(config).pages.values():
        if page.raw is not None:  # MkDocs would stop at what is not UTF-8; under `serve` the page is shown all the same
            if unread := files.get_file_from_path(page.file):
                files.remove(unread)
            files.append(File.generated(config, page.file, content=page.raw))
    for name, content in generated.files(_edition(config)).items():
        made = File.generated(config, name, content=content)
        if made.is_documentation_page():  # the frame of the source pages
            made.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(made)
    return files


@event_priority(100)  # before mkdocs-bibtex
def _shield(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    config.mdx_configs[EXTENSION]["page"] = page.file.src_uri
    page.meta.update(layout.page_variables(_edition(config), page.file.src_uri))
    page.meta["head"] = source_pages.head(_edition(config), page.file.src_uri)
    text, page.meta["_kept"] = citations.shield(markdown)
    return text


@event_priority(-100)  # after mkdocs-bibtex
def _unshield(markdown: str, page: Page, **_: Any) -> str:
    return citations.unshield(markdown, page.meta.pop("_kept"))


on_page_markdown = CombinedEvent(_shield, _unshield)


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    layout.extend(env, _edition(config))
    return env


def on_page_content(html: str, page: Page, **_: Any) -> None:
    """Lists made from data have anchors that MkDocs has not seen when it collected those of the page."""
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *re.findall(r'\bid="([^"]+)"', html)}


@event_priority(100)  # before the search takes the page apart
def _for_search(context: TemplateContext, page: Page, **_: Any) -> TemplateContext:
    page.meta["_content"], page.content = page.content, searching.words(page.content or "")
    return context


@event_priority(-100)  # after it
def _for_readers(context: TemplateContext, page: Page, **_: Any) -> TemplateContext:
    page.content = page.meta.pop("_content")
    return context


on_page_context = CombinedEvent(_for_search, _for_readers)  # type: ignore[arg-type]


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return postprocess.page(output, page.file.src_uri, _edition(config))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """A page without Markdown, such as the one for what is not found."""
    return postprocess.template(output_content, template_name, _edition(config))


def _finish_pages(config: MkDocsConfig) -> None:
    postprocess.site(Path(config.site_dir), _edition(config))


@event_priority(-110)  # after every other plugin has written what it writes
def _put_in_place(config: MkDocsConfig) -> None:
    stage: staging.Stage | None = config.get("stage")
    if stage is None:
        return
    config.site_dir = str(stage.site)
    # MkDocs counts the warnings of a strict build, and gives up after this step.
    if any(handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if hasattr(handler, "get_counts")):
        staging.discard(stage)
        log.info("%s is left as it was", config.site_dir)
    else:
        staging.finish(stage)
        log.info("The site is in its place: %s", config.site_dir)


on_post_build = CombinedEvent(_finish_pages, _put_in_place)
