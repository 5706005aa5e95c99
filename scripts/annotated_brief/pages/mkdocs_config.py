"""What the plugin sets in MkDocs' configuration, so that a project names nothing but the plugin.

Values in mkdocs.yml are kept wherever the edition can work with them.
"""

import functools
import logging
import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from annotated_brief.content import syntax
from annotated_brief.content.settings import citation
from annotated_brief.core import paths
from annotated_brief.edition import Edition

EXTENSION = "annotated_brief.markdown"
EXTENSIONS = (*syntax.EXTENSIONS, EXTENSION)

# The lists whose pages stand in the navigation, in this order after the sections.
LISTS = ("ledger", "forecasts", "figures", "timeline", "references", "cite")
FIRST = "The brief"
PALETTE = [
    {"media": f"(prefers-color-scheme: {name})", "scheme": scheme}
    for name, scheme in (("light", "default"), ("dark", "slate"))
]
LINKS = ("absolute_links", "unrecognized_links", "anchors")


def complete(config: MkDocsConfig, edition: Edition, left_out: Collection[str] = ()) -> None:
    """Complete the configuration, with some pages left out of a navigation that names them; raises PluginError where another theme or no mkdocs-bibtex is asked for."""
    _theme(config)
    _markdown(config)
    _bibtex(config)
    _search(config)
    _validation(config)
    _describe(config, edition)
    places = edition.paths
    config.watch += [
        str(folder)
        for folder in (places.bib, places.figures, paths.THEME, paths.TEMPLATES)
        if folder.is_dir() and str(folder) not in config.watch
    ]
    config.nav = navigation(edition) if config.nav is None else _without(config.nav, left_out)


def navigation(edition: Edition) -> list[Any]:
    """The sections in reading order, then the lists that the edition has, then whatever other pages there are."""
    sections = [page.file for page in edition.sections.values()]
    lists = dict.fromkeys(edition.lists[name] for name in LISTS)
    rest = [file for file in [*lists, *sorted(edition.pages)] if file in edition.pages and file not in sections]
    titles = {file: page.name for file, page in edition.pages.items()}
    return [
        {FIRST: [{titles[file]: file} for file in sections]},
        *({titles[file]: file} for file in dict.fromkeys(rest)),
    ]


def _without(nav: Any, left_out: Collection[str]) -> Any:
    """A navigation as MkDocs reads it: titles and files, in lists in lists."""
    if isinstance(nav, list):
        kept = [_without(item, left_out) for item in nav]
        return [item for item in kept if item]
    if isinstance(nav, dict):
        remaining = {title: _without(item, left_out) for title, item in nav.items()}
        return {title: item for title, item in remaining.items() if item}
    return None if nav in left_out else nav


def _theme(config: MkDocsConfig) -> None:
    theme = config.theme
    if theme.name != "material":
        raise PluginError(f"mkdocs.yml: the theme {theme.name} has no place for annotations; write `theme: material`")
    if str(paths.THEME) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(paths.THEME))
        theme.static_templates.update({"404.html", "sitemap.xml"})
    theme.get_env = functools.partial(_environment, theme.get_env)  # type: ignore[method-assign]
    theme["font"] = False  # the edition has its own, and asks no other host for one
    theme["palette"] = theme.get("palette") or PALETTE
    if theme.get("favicon") == "assets/images/favicon.png":  # Material's own
        theme["favicon"] = "assets/images/favicon.svg"


def _environment(make: Callable[[], jinja2.Environment]) -> jinja2.Environment:
    """The theme's own, but that it does not list hidden files, which MkDocs leaves out anyway: ten thousand icons."""
    env = make()
    env.loader = _Visible(cast(jinja2.FileSystemLoader, env.loader).searchpath)
    return env


class _Visible(jinja2.FileSystemLoader):
    """Templates and files of a theme without those in hidden folders; by name they are found all the same."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for root in self.searchpath:
            for at, folders, names in os.walk(root):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(at).relative_to(root)
                found.update((below / name).as_posix() for name in names)
        return sorted(found)


def _markdown(config: MkDocsConfig) -> None:
    config.markdown_extensions += [name for name in EXTENSIONS if name not in config.markdown_extensions]
    config.mdx_configs.setdefault("toc", {})["permalink"] = False


def _bibtex(config: MkDocsConfig) -> None:
    """mkdocs-bibtex finds `[@key]` and asks our registry; it need not read bib/, nor stop at what it cannot parse.

    Notes and lists are made by our extension, so its own commands are set to strings that no text contains.
    """
    if "bibtex" not in config.plugins:
        raise PluginError("mkdocs.yml: the plugin bibtex is missing; write `- bibtex` above `- annotated-brief`")
    plugin: Any = config.plugins["bibtex"]
    plugin.config.update({"bib_file": None, "bib_dir": "bib", "enable_inline_citations": False})
    plugin.config.update({"bib_by_default": False, "bib_command": "\0", "full_bib_command": "\0\0"})
    plugin.last_configured = float("inf")
    logging.getLogger("mkdocs.plugins.mkdocs-bibtex").setLevel(logging.WARNING)  # that bib/ is as before, at each build


def _search(config: MkDocsConfig) -> None:
    """The edition has a search of its own (search/); MkDocs' plugin, if a project names it, makes no index beside it."""
    for name in ("material/search", "search"):
        if name in config.plugins:
            config.plugins[name].config["enabled"] = False


def _validation(config: MkDocsConfig) -> None:
    """A link that leads nowhere and a page that nothing leads to stop a strict build; a level that a user raised or
    silenced stays.
    """
    nav, links = config.validation.nav, config.validation.links
    for group, name in ((nav, "omitted_files"), *((links, name) for name in LINKS)):
        if group[name] == logging.INFO:
            group[name] = logging.WARNING


def _describe(config: MkDocsConfig, edition: Edition) -> None:
    """What stands in the head of a page that says nothing of itself."""
    config.site_author = config.site_author or edition.settings.contributors
    config.site_description = config.site_description or str(citation(edition.paths)["abstract"]).strip()
    config.extra.setdefault("generator", False)
