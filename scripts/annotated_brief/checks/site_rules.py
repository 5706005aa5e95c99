"""Rules for what mkdocs.yml asks of MkDocs, told before MkDocs would stop, with the line: `check` and a build say the same."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any

from annotated_brief.checks import hook_rules, mkdocs_rules, nav_rules, theme_rules, theme_shape
from annotated_brief.checks.nav_rules import FOREIGN, LINK, Fault
from annotated_brief.content import source_date
from annotated_brief.content.settings import PLUGIN, TAGS, named_options, unloaded_extensions
from annotated_brief.core import atomic_build
from annotated_brief.core.kinds import is_web
from annotated_brief.core.paths import CONFIGS, Paths
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import nearest
from annotated_brief.core.text_files import has_file, read_text
from annotated_brief.core.yaml_lines import Document, Where, document
from annotated_brief.edition import Edition

MOVE = "move the file there, and take the option out"
REFERENCES = "bibtex"
LIBRARIES = {"social": ("PIL", "cairosvg")}  # what Material's plugins need and MkDocs would stop without
KNOWN = (
    "INHERIT", "copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template", "exclude_docs", "extra",
    "extra_css", "extra_javascript", "extra_templates", "hooks", "markdown_extensions", "nav", "not_in_nav", "plugins",
    "remote_branch", "remote_name", "repo_name", "repo_url", "site_author", "site_description", "site_dir", "site_name",
    "site_url", "strict", "theme", "use_directory_urls", "validation", "watch",
)  # fmt: skip
# Options of extensions that would have no effect, or break what an edition makes of headings and notes.
NOT_READ = {
    "footnotes": (
        "PLACE_MARKER", "UNIQUE_IDS", "BACKLINK_TEXT", "SUPERSCRIPT_TEXT", "BACKLINK_TITLE", "SEPARATOR", "USE_DEFINITION_ORDER",
    ),
    "toc": ("anchorlink", "baselevel"),
}  # fmt: skip
TEXTS = ("site_name", "site_url", "site_description", "site_author", "site_dir", "docs_dir", "copyright", "repo_url")


def run(edition: Edition) -> Iterator[Problem]:
    """The rules for the settings of the site that ask the edition, and for the places of the pages in it."""
    config, lines = _read(edition.paths)
    yield from _problems(nav_rules.faults(config, edition), lines, edition.paths)
    blocks = [block.argument for page in edition.pages.values() for block in page.read.inserts]
    if edition.settings.allow.hosts and "privacy" not in blocks:
        line = next((line for where, line in lines.items() if where[:1] == ("plugins",) and where[-1] == "allow"), 1)
        message = "pages load from the hosts under allow, and none says so"
        yield Problem(edition.paths.config, line, message, "write /// listing | privacy on the page About")
    for name in edition.settings.allow.files:
        if ".." in name.split("/") or not has_file(edition.paths.docs, name.lstrip("/")):
            line = next((line for where, line in lines.items() if where[-2:-1] == ("files",)), 1)
            yield Problem(
                edition.paths.config, line, f"allow names {cut(name)}, which is no file of docs/", "mend the name"
            )


def settings(paths: Paths) -> Iterator[Problem]:
    """What can be told without the edition, and would stop MkDocs before it is read; nothing of a file that is no YAML."""
    config, lines = _read(paths)
    parsed, problems = _document(paths)
    if not lines and (problems or parsed.value is not None):  # an empty one is read, and lacks everything
        yield from problems if parsed.value is None else ()
        return
    yield from source_date.faults()
    problems_found = list(_settings(config, paths))
    named = {where[0] for where, _, _ in problems_found}
    problems_found += [
        ((name,), said, "see MkDocs' own documentation") for name, said in mkdocs_rules.told(paths) if name not in named
    ]
    yield from _problems(iter(problems_found), lines, paths)
    yield from theme_shape.problems(config.get("theme"), lines, paths.config)
    yield from hook_rules.problems(config.get("hooks"), paths)


def _document(paths: Paths) -> tuple[Document, list[Problem]]:
    """mkdocs.yml with its lines, and what keeps it from being read."""
    text, unread = read_text(paths.root / paths.config, paths.config)
    parsed = document(text, paths.config, 1, TAGS)
    return parsed, [*unread, *parsed.problems]


def _read(paths: Paths) -> tuple[dict[str, Any], dict[Where, int]]:
    parsed, _ = _document(paths)
    return (parsed.value, parsed.lines) if isinstance(parsed.value, dict) else ({}, {})


def unread(paths: Paths) -> list[Problem]:
    """Why mkdocs.yml cannot be read: MkDocs may fall over it, or never come to its end."""
    parsed, problems = _document(paths)
    return problems if parsed.value is None else []


def _problems(faults: Iterator[Fault], lines: dict[Where, int], paths: Paths) -> Iterator[Problem]:
    for where, message, remedy in faults:
        line = next((lines[where[:end]] for end in range(len(where), 0, -1) if where[:end] in lines), 1)
        yield Problem(paths.config, line, message, remedy)


def _settings(config: dict[str, Any], paths: Paths) -> Iterator[Fault]:
    for name in config:
        if name not in KNOWN:
            yield (name,), f"MkDocs has no setting {cut(name)}", nearest(name, KNOWN)
    for name in TEXTS:
        if isinstance(config.get(name), dict) or (isinstance(config.get(name), list) and not name.endswith("_url")):
            yield (name,), f"{name} is no text", "write it as text, in quotation marks if it holds a colon"
    yield from _places(config, paths)
    yield from _plugins(config.get("plugins"))
    yield from _extensions(config.get("markdown_extensions"), paths)
    yield from theme_rules.faults(config, paths)


def _places(config: dict[str, Any], paths: Paths) -> Iterator[Fault]:
    for name in CONFIGS:
        if name != paths.config and (paths.root / name).exists():
            yield ("site_name",), f"{name} stands beside it, and nothing reads that", "delete one of the two"
    if not config.get("site_name"):
        yield ("site_name",), "site_name is missing", "write the title of the edition"
    repository = config.get("repo_url")
    if isinstance(repository, str) and repository and not is_web(repository):
        yield ("repo_url",), f"repo_url is not http or https: {cut(repository)}", "write the page's address, or nothing"
    for name in ("edit_uri", "edit_uri_template"):
        if FOREIGN.match(str(config.get(name) or "")) and not LINK.fullmatch(str(config[name])):
            yield (
                (name,),
                f"{name} is no address of a page: {cut(config[name])}",
                "write https://…, or take it out",
            )
    if (config.get("edit_uri") or config.get("edit_uri_template")) and not repository:
        yield ("edit_uri",), "edit_uri has no repository to begin with", "write repo_url, or take edit_uri out"
    url = config.get("site_url")
    if isinstance(url, str) and url and not (is_web(url) and re.fullmatch(r"[^\s\"'<>?#@]+", url)):
        yield ("site_url",), f"site_url is no address of a site: {cut(url)}", "write https://…/, or nothing"
    if config.get("docs_dir", "docs") != "docs":
        yield ("docs_dir",), "the pages of an edition lie in docs/", "take docs_dir out"
    site = config.get("site_dir", "site")
    if isinstance(site, str) and (refused := atomic_build.refusal(paths.root / site, paths.root)):
        yield ("site_dir",), *refused
    for name in ("INHERIT", "hooks", "watch"):
        value = config.get(name)
        for index, file in enumerate(value if isinstance(value, list) else [value] if value else []):
            if not isinstance(file, str) or not has_file(paths.root, file, or_folder=name == "watch"):
                yield (
                    (name, str(index)),
                    f"{name} names {cut(file)}, which is not there",
                    "mend the name, or take it out",
                )


@cache
def _installed(group: str) -> list[str]:
    """What the packages of this machine offer; looking through all of them takes longer than any rule."""
    return sorted({point.name for point in entry_points(group=group)})


def _plugins(plugins: Any) -> Iterator[Fault]:
    named = named_options(plugins)
    known = _installed("mkdocs.plugins")
    for where, name, _ in named:
        if name not in known and f"material/{name}" not in known:
            yield ("plugins", *where), f"no plugin is called {cut(name)}", nearest(name, known)
    names = [name for _, name, _ in named]
    for needed in (REFERENCES, PLUGIN):
        if needed not in names:
            yield ("plugins",), f"the plugin {needed} is missing", f"write `- {needed}` in the list of plugins"
        if names.count(needed) > 1:
            yield ("plugins",), f"the plugin {needed} stands twice", "delete one of the two"
    for where, name, options in named:
        missing = [library for library in LIBRARIES.get(name.removeprefix("material/"), ()) if not find_spec(library)]
        if missing:
            remedy = "take it out: an edition makes its own pictures for those who share a page"
            yield ("plugins", *where), f"the plugin {name} needs {', '.join(missing)}, which is not installed", remedy
        if name == REFERENCES and isinstance(options, dict):
            for option, (message, remedy) in _not_read(options).items():
                yield ("plugins", *where, name, option), message, remedy


def _not_read(options: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The options of mkdocs-bibtex that say something which holds otherwise in an edition, each with what and what to do."""
    told: dict[str, tuple[str, str]] = {}
    for option in sorted(options.keys() & {"bib_dir", "bib_file"}):
        folder = str(options.get(option) or "bib").removeprefix("./").partition("/")[0]
        if folder != "bib":
            told[option] = f"{option} names {cut(folder)}; the sources of an edition lie in bib/", MOVE
    if options.get("csl_file"):
        told["csl_file"] = ("csl_file is not read", "name the style under styles, below annotated-brief")
    if str(options.get("bib_command") or r"\bibliography") != r"\bibliography":
        told["bib_command"] = ("bib_command is not read", r"write \bibliography in the pages, and take the option out")
    return told


def _extensions(extensions: Any, paths: Paths) -> Iterator[Fault]:
    known = _installed("markdown.extensions")
    faulty = unloaded_extensions(paths)
    for where, name, options in named_options(extensions):
        for option in NOT_READ.get(name.removeprefix("markdown.extensions."), ()):
            if isinstance(options, dict) and option in options:
                message = f"the extension {name}: an edition makes headings and notes in its own way, without {option}"
                yield ("markdown_extensions", *where, name, option), message, "take the option out"
        if name in faulty:
            remedy = nearest(name, known) if "No module" in faulty[name] else "mend its options"
            yield (
                ("markdown_extensions", *where),
                f"the extension {cut(name)} does not load: {cut(faulty[name], 80)}",
                remedy,
            )
