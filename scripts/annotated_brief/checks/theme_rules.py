"""Rules for what mkdocs.yml gives the theme: files exist, links lead to pages, and nothing comes from another host."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import material
import yaml

from annotated_brief.checks.nav_rules import FOREIGN, LINK, Fault
from annotated_brief.content import settings
from annotated_brief.content.allowed import Allowed
from annotated_brief.core.paths import THEME, Paths
from annotated_brief.core.records import nearest
from annotated_brief.core.yaml_lines import Where

MATERIAL = Path(material.__file__).parent / "templates"
ICONS = MATERIAL / ".icons"
THEIRS = set(yaml.safe_load((MATERIAL / "mkdocs_theme.yml").read_text("utf-8"))) | {
    "name", "custom_dir", "palette", "logo", "include_search_page", "search_index_only", "static_templates", "locale", "highlightjs",
    "hljs_languages", "hljs_style", "shortcuts", "nav_style", "user_color_mode_toggle", "color_mode",
}  # fmt: skip
LANGUAGES = MATERIAL / "partials" / "languages"
# HTML that loads something from another host, or runs a script.
LOADS = re.compile(
    r"<[^>]*\s(?:src|srcset|poster|data)\s*=\s*[\"']?\s*(?:[a-z]+:)?//|url\(\s*[\"']?(?:[a-z]+:)?//"
    r"|<(?:script|iframe|object|embed|link|style|base|form)\b|<[^>]*\son\w+\s*=|javascript:",
    re.IGNORECASE,
)

HERE = "put the file into docs/, or name its host under allow: {}"


def faults(config: dict[str, Any], paths: Paths) -> Iterator[Fault]:
    """Everything that is wrong with the theme, its files, its links and the note below each page."""
    allow = settings.load(paths).allow
    yield from _theme(config.get("theme"), paths, allow)
    yield from _assets(config, paths, allow)
    yield from _extra(config.get("extra"), paths, allow)
    if found := LOADS.search(str(config.get("copyright") or "")):
        message = f"copyright would load what readers did not ask for: {found.group()[:60]}"
        yield ("copyright",), message, "write text and links"


def _theme(theme: Any, paths: Paths, allow: Allowed) -> Iterator[Fault]:
    options = theme if isinstance(theme, dict) else {"name": theme}
    if options.get("name") != "material":
        yield (
            ("theme",),
            f"the theme {options.get('name') or 'missing'} has no place for annotations",
            "write `theme: material`",
        )
    folder = options.get("custom_dir")
    if folder and not (isinstance(folder, str) and (paths.root / folder).is_dir()):
        yield (
            ("theme", "custom_dir"),
            f"custom_dir names {str(folder)[:60]}, which is no folder",
            "mend the name, or take it out",
        )
    if options.get("font") not in (None, "false"):
        yield (
            ("theme", "font"),
            "fonts of the theme would come from another host",
            "take font out; the edition has its own",
        )
    yield from _pictures(options, paths, allow)
    yield from icons(options.get("icon"), ("theme", "icon"), paths)
    if "features" in options and not isinstance(options["features"], list):
        yield ("theme", "features"), "features is no list", "write one a line, each behind a dash"
    for name in options.keys() - THEIRS:
        yield ("theme", name), f"the theme has no setting {name[:60]}", nearest(name, sorted(THEIRS))
    language = options.get("language")
    if language and not (LANGUAGES / f"{language}.html").is_file():
        known = sorted(path.stem for path in LANGUAGES.glob("*.html"))
        yield ("theme", "language"), f"the theme has no language {str(language)[:60]}", nearest(str(language), known)


def _pictures(options: dict[str, Any], paths: Paths, allow: Allowed) -> Iterator[Fault]:
    for name in ("logo", "favicon"):
        file = options.get(name)
        if isinstance(file, str) and FOREIGN.match(file):
            if not allow.has("images", file):
                yield ("theme", name), f"{name} would ask another host: {file[:60]}", HERE.format("images")
        elif file and not _is_there(file, paths):
            yield ("theme", name), f"{name} names {str(file)[:60]}, which is no file of docs/", "mend the name"


def icons(icon: Any, where: Where, paths: Paths) -> Iterator[Fault]:
    """Names of icons, at whatever depth: Material has each as a file."""
    if isinstance(icon, str) and icon and not (ICONS / f"{icon}.svg").is_file():
        folder = paths.root / "overrides" / ".icons"
        if not (folder / f"{icon}.svg").is_file():
            yield where, f"there is no icon {icon[:60]}", "write the name of one, such as material/book, or take it out"
    for name, inner in icon.items() if isinstance(icon, dict) else ():
        yield from icons(inner, (*where, name), paths)


def _assets(config: dict[str, Any], paths: Paths, allow: Allowed) -> Iterator[Fault]:
    for name in ("extra_css", "extra_javascript", "extra_templates"):
        items = config.get(name)
        for index, item in enumerate(items if isinstance(items, list) else [items] if items else []):
            file = item.get("path") if isinstance(item, dict) else item
            if not isinstance(file, str):
                yield (name, str(index)), f"{name} names no file", "write the name of a file in docs/"
            elif FOREIGN.match(file):
                kind = "styles" if name == "extra_css" else "scripts"
                if not allow.has(kind, file):
                    yield (name, str(index)), f"{name} would ask another host: {file[:60]}", HERE.format(kind)
            elif not _is_there(file, paths):
                yield (name, str(index)), f"{name} names {file[:60]}, which is no file of docs/", "mend the name"


def _is_there(file: object, paths: Paths) -> bool:
    return any((folder / str(file)).is_file() for folder in (paths.docs, THEME, MATERIAL))


def _extra(extra: Any, paths: Paths, allow: Allowed) -> Iterator[Fault]:
    given = extra if isinstance(extra, dict) else {}
    if given.get("analytics") and not allow.scripts:
        remedy = "take it out, or name its hosts under allow: scripts"
        yield ("extra", "analytics"), "analytics would tell another host of each reader", remedy
    social = given.get("social")
    for index, item in enumerate(social if isinstance(social, list) else []):
        icon = item.get("icon") if isinstance(item, dict) else None
        yield from icons(icon, ("extra", "social", str(index), "icon"), paths)
    for where, link in _links(given):
        if not isinstance(link, str) or not LINK.fullmatch(link):
            yield ("extra", *where), f"the link is no address: {str(link)[:60]}", "write https://…"


def _links(extra: dict[str, Any]) -> Iterator[tuple[Where, Any]]:
    """The links that the theme prints, each with its place below extra."""
    if extra.get("homepage"):
        yield ("homepage",), extra["homepage"]
    social, alternate = extra.get("social"), extra.get("alternate")
    for index, item in enumerate(social if isinstance(social, list) else []):
        yield ("social", str(index), "link"), item.get("link") if isinstance(item, dict) else item
    for index, item in enumerate(alternate if isinstance(alternate, list) else []):
        link = item.get("link") if isinstance(item, dict) else item
        if not isinstance(link, str) or FOREIGN.match(link):  # another language may stand below this site
            yield ("alternate", str(index), "link"), link
