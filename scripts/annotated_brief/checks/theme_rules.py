"""Rules for what mkdocs.yml gives the theme: files exist, links lead to pages, and nothing comes from another host."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import material
import yaml

from annotated_brief.checks.nav_rules import FOREIGN, LINK, Fault
from annotated_brief.content import settings
from annotated_brief.content.allowed import Allowed
from annotated_brief.content.html_rules import VOID
from annotated_brief.core.paths import THEME, Paths
from annotated_brief.core.problems import cut
from annotated_brief.core.records import nearest
from annotated_brief.core.text_files import has_file, has_folder
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
    if tag := _unclosed(str(config.get("copyright") or "")):
        yield ("copyright",), f"copyright has <{tag}> without its other half", "write both, or neither"
    if match := LOADS.search(str(config.get("copyright") or "")):
        message = f"copyright would load what readers did not ask for: {cut(match.group())}"
        yield ("copyright",), message, "write text and links"


def _unclosed(text: str) -> str:
    """A tag of an element that is only opened or only closed; empty if there is none."""
    inside: list[str] = []
    for end, tag in re.findall(r"<(/?)([a-z]\w*)\b[^<>]*>", text.lower()):
        if end and (not inside or inside.pop() != tag):
            return f"/{tag}"
        if not end and tag not in VOID:
            inside.append(tag)
    return inside[-1] if inside else ""


def _theme(theme: Any, paths: Paths, allow: Allowed) -> Iterator[Fault]:
    options = theme if isinstance(theme, dict) else {"name": theme}
    if options.get("name") != "material":
        yield (
            ("theme",),
            f"the theme {options.get('name') or 'missing'} has no place for annotations",
            "write `theme: material`",
        )
    folder = options.get("custom_dir")
    if folder and not has_folder(paths.root, str(folder)):
        message = f"custom_dir names {cut(folder)}, which is no folder"
        yield ("theme", "custom_dir"), message, "mend the name, or take it out"
    elif folder and (paths.root / str(folder)).resolve() in {paths.root, paths.docs, paths.bib}:
        message = f"custom_dir names {cut(folder)}, in which other things lie"
        yield ("theme", "custom_dir"), message, "put the templates into a folder of their own"
    if options.get("font") not in (None, "false"):
        yield (
            ("theme", "font"),
            "fonts of the theme would come from another host",
            "take font out; the edition has its own",
        )
    yield from _pictures(options, paths, allow)
    yield from icons(options.get("icon"), ("theme", "icon"), paths)
    static = options.get("static_templates")
    for index, file in enumerate(static if isinstance(static, list) else [static] if static else []):
        if not any(has_file(place, str(file)) for place in (MATERIAL, THEME, paths.root / str(folder or ""))):
            message = f"static_templates names {cut(file)}, which is no file of the theme"
            yield ("theme", "static_templates", str(index)), message, "mend the name"
    for name in options.keys() - THEIRS:
        yield ("theme", name), f"the theme has no setting {cut(name)}", nearest(name, sorted(THEIRS))
    language = options.get("language")
    if language and not has_file(LANGUAGES, f"{language}.html"):
        known = sorted(path.stem for path in LANGUAGES.glob("*.html"))
        yield ("theme", "language"), f"the theme has no language {cut(language)}", nearest(str(language), known)


def _pictures(options: dict[str, Any], paths: Paths, allow: Allowed) -> Iterator[Fault]:
    for name in ("logo", "favicon"):
        file = options.get(name)
        if isinstance(file, str) and FOREIGN.match(file):
            if not allow.has("images", file):
                yield ("theme", name), f"{name} would ask another host: {cut(file)}", HERE.format("images")
        elif file and not _is_there(file, paths):
            yield ("theme", name), f"{name} names {cut(file)}, which is no file of docs/", "mend the name"


def icons(icon: Any, where: Where, paths: Paths) -> Iterator[Fault]:
    """Names of icons, at whatever depth: Material has each as a file."""
    if isinstance(icon, str) and icon and not has_file(ICONS, f"{icon}.svg"):
        folder = paths.root / "overrides" / ".icons"
        if not has_file(folder, f"{icon}.svg"):
            yield where, f"there is no icon {cut(icon)}", "write the name of one, such as material/book, or take it out"
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
                    yield (name, str(index)), f"{name} would ask another host: {cut(file)}", HERE.format(kind)
            elif not _is_there(file, paths):
                yield (name, str(index)), f"{name} names {cut(file)}, which is no file of docs/", "mend the name"


def _is_there(file: object, paths: Paths) -> bool:
    name = PurePosixPath(str(file))
    is_inside = not name.is_absolute() and ".." not in name.parts
    return is_inside and any(has_file(folder, str(file)) for folder in (paths.docs, THEME, MATERIAL))


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
            yield ("extra", *where), f"the link is no address: {cut(link)}", "write https://…"


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
