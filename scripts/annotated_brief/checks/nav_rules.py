"""Rules for the navigation in mkdocs.yml: each page stands in it once, each entry leads somewhere, sections keep their order."""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotated_brief.core.problems import cut
from annotated_brief.core.text_files import has_file
from annotated_brief.core.yaml_lines import Where
from annotated_brief.edition import Edition

LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
FOREIGN = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)

Fault = tuple[Where, str, str]  # where in the file, what is wrong, what to do


def faults(config: dict[str, Any], edition: Edition) -> Iterator[Fault]:
    """Each page stands in the navigation once, each entry leads to a page, and the sections keep their order."""
    sections = list(edition.settings.sections.values())
    placed_in = [target for _, target in _entries(config.get("nav"), ("nav",))]
    for name in ("exclude_docs", "draft_docs"):
        patterns = str(config.get(name) or "").split()
        out = [
            file
            for file in edition.pages
            if any(Path(file).match(pattern.strip("/")) for pattern in patterns) and file in {*sections, *placed_in}
        ]
        if out:
            message = f"{name} takes out {cut(', '.join(out), 90)}, which nav or sections name"
            yield (name,), message, "take them out of one of the two"
    if not isinstance(config.get("nav"), list) or not config["nav"]:
        if config.get("nav") == []:
            yield ("nav",), "nav is empty", "name the pages in it, or take nav out: the sections then come first"
        return  # what is no list MkDocs tells
    seen: dict[str, Where] = {}
    for where, target in _entries(config["nav"], ("nav",)):
        if not target:
            yield where, "an entry of nav leads nowhere", "name a page, or take it out"
        elif not target.endswith(".md"):
            if FOREIGN.match(target) and not LINK.fullmatch(target):
                yield (
                    where,
                    f"nav leads to {cut(target)!r}, which is no address of a page",
                    "write https://…, or a page",
                )
            elif not FOREIGN.match(target) and not has_file(edition.paths.docs, target):
                yield (
                    where,
                    f"nav names {cut(target)}, which is no file of docs/",
                    "mend the name, or take the line out of nav",
                )
        elif target not in edition.pages:
            yield where, f"nav names {cut(target)}, which is no page", _remedy(target, edition)
        elif target in seen:
            yield where, f"nav names {target} twice", "delete one of the two"
        seen.setdefault(target, where)
    placed = [file for file in seen if file in sections]
    if placed != [file for file in sections if file in seen]:
        yield (
            ("nav",),
            "nav has the sections in another order than the settings",
            f"write them so: {', '.join(sections)}",
        )
    left = [line.strip().strip("/") for line in str(config.get("not_in_nav") or "").splitlines() if line.strip()]
    for file in edition.pages:
        if file not in seen and not any(Path(file).match(pattern) for pattern in left):
            yield ("nav",), f"no entry leads to {file}", "name it in nav, or under not_in_nav"


def _remedy(target: str, edition: Edition) -> str:
    """The ending, which all pages share, makes no two names alike."""
    near = difflib.get_close_matches(
        target.removesuffix(".md"), [file.removesuffix(".md") for file in edition.pages], 1
    )
    out = "take the line out of nav"
    return f"did you mean {near[0]}.md? If not, {out}" if near else f"write the page, or {out}"


def _entries(nav: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """The targets of a navigation, each with its place."""
    if isinstance(nav, str):
        yield where, nav
    for name, item in nav.items() if isinstance(nav, dict) else ():
        yield from _entries(item, (*where, name))
    for index, item in enumerate(nav) if isinstance(nav, list) else ():
        yield from _entries(item, (*where, str(index)))
