"""Rules for style sheets, scripts and templates of an editor's own: none asks another host unless `allow` names it.

The policy of the site would block them silently.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from annotated_brief.checks import acting_rules
from annotated_brief.content.settings import TAGS
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.text_files import has_folder, outside, read_text
from annotated_brief.core.yaml_lines import document
from annotated_brief.edition import Edition

HOST = r"((?:(?:https?|wss?):[/\\]*|[/\\]{2})[\w.-]+[^\s\"'`)>]*)"
CALLS = r"(?:\bimport|\bimportScripts|\bfetch|\bsendBeacon|\bWorker|\bWebSocket|\bEventSource)\s*\(\s*"
# The relations for which a browser loads what a link names, or opens a connection to its host.
LOADS = r"""(?:"[^">]*|'[^'>]*|)\b(?:stylesheet|icon|manifest|(?:module)?preload|prefetch|prerender|preconnect)\b"""
ASKS = {
    ".css": re.compile(rf"(?:@import\s*|\b(?:url|src|image|image-set)\(|,)\s*[\"']?\s*{HOST}", re.IGNORECASE),
    ".js": re.compile(
        rf"(?:\b(?:import|from)\s*|{CALLS}|\.(?:src|action)\s*=\s*|\.open\(\s*[\"']\w+[\"'],\s*)[\"'`]\s*{HOST}"
    ),
    ".html": re.compile(
        rf"<(?!a\b|meta\b)\w+\b[^>]*?\s(?:src|srcset|data|poster|action)\s*=\s*[\"']?\s*{HOST}"
        rf"|<link\b(?=[^>]*\brel\s*=\s*{LOADS})[^>]*?\shref\s*=\s*[\"']?\s*{HOST}",
        re.IGNORECASE,
    ),
}
ASKS[".mjs"] = ASKS[".js"]
KINDS = {
    ".css": ("styles", "images"),
    ".js": ("scripts",),
    ".mjs": ("scripts",),
    ".html": ("scripts", "styles", "images"),
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
# What browsers leave out of an address, and a declaration that asks for nothing.
NOTHING = re.compile(r"\\\n|\t|@namespace[^;{}]*;")


def run(edition: Edition) -> Iterator[Problem]:
    """Files of docs/, and of the folder that changes the theme."""
    for path in [*_files(edition.paths.docs, {".css", ".js", ".mjs"}), *_files(_custom(edition), set(ASKS))]:
        file = edition.paths.show(path)
        if file.removeprefix("docs/") in edition.settings.allow.files:
            continue
        for line, address in asked(read_text(path, file)[0], path.suffix):
            kinds = KINDS[path.suffix]
            if not any(edition.settings.allow.has(kind, address) for kind in kinds):
                remedy = f"put what it asks for into docs/, or name the host under allow: {kinds[0]}"
                yield Problem(file, line, f"would ask another host: {cut(address)}", remedy)


def printed(text: str, file: str, edition: Edition) -> Iterator[Problem]:
    """What a finished page would load from another host, or run: its own text is held to the rules before, so something else adds it."""
    host = re.escape(urlsplit(edition.site.root).netloc)
    own = re.compile(rf"(?:https?:)?//{host}(?![\w.:-])" if host else "(?!)", re.IGNORECASE)
    for address in _loaded(text):
        if not own.match(address) and not any(edition.settings.allow.has(kind, address) for kind in KINDS[".html"]):
            message = f"a hook, a plugin or a template makes the page ask another host: {cut(address)}"
            remedy = "take it out of mkdocs.yml, or name the host under allow: scripts"
            yield Problem(edition.paths.show(edition.paths.docs / file), 1, message, remedy)
    for act in dict.fromkeys(acting_rules.acting(text)):
        message = f"a hook, a plugin or a template makes the page act: {act}"
        remedy = "take it out, or put the script into a file of docs/ and name that under extra_javascript"
        yield Problem(edition.paths.show(edition.paths.docs / file), 1, message, remedy)


@lru_cache(maxsize=64)  # under `mkdocs serve` most pages are as they were
def _loaded(text: str) -> tuple[str, ...]:
    """The addresses on other hosts from which a finished page would load."""
    return tuple(dict.fromkeys(address for _, address in asked(text, ".html")))


def asked(text: str, ending: str) -> Iterator[tuple[int, str]]:
    """Line and address of whatever a text of this kind would load from another host."""
    text = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text) if ending != ".html" else text
    text = unescaped(text) if ending == ".css" else text
    for match in ASKS[ending].finditer(text):
        yield text.count("\n", 0, match.end()) + 1, next(filter(None, match.groups()))


def unescaped(text: str) -> str:
    """A style sheet whose escapes are the letters that they stand for."""
    return ESCAPE.sub(_letter, NOTHING.sub("", text))


def _letter(match: re.Match[str]) -> str:
    number = int(match[1] or "0", 16)
    return match[2] or (chr(number) if 0x20 <= number < 0x7F else "?")


def _files(folder: Path | None, endings: set[str]) -> list[Path]:
    files = sorted(folder.rglob("*")) if folder and folder.is_dir() else []
    return [path for path in files if path.suffix in endings and path.is_file() and not path.is_symlink()]


def _custom(edition: Edition) -> Path | None:
    """The folder that mkdocs.yml names as custom_dir, if it lies in the project."""
    text, _ = read_text(edition.paths.root / edition.paths.config, edition.paths.config)
    config = document(text, edition.paths.config, 1, TAGS).value
    theme = config.get("theme") if isinstance(config, dict) else None
    name = theme.get("custom_dir") if isinstance(theme, dict) else None
    root = edition.paths.root
    return root / name if isinstance(name, str) and has_folder(root, name) and not outside(root / name, root) else None
