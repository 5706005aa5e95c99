"""What the editor sets once: title, author, order of the sections, version. Read from mkdocs.yml and CITATION.cff.

The settings are the options of the plugin `annotated-brief` (content/options.py). MkDocs reads mkdocs.yml too; it is read
here for itself, so that the checks and the look-up run without a build and name the line of what is wrong.
"""

import datetime
import difflib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from markdown import Markdown
from mkdocs.config.base import ValidationError
from yaml_env_tag import add_env_tag

from annotated_brief.bibliography.identifiers import is_web
from annotated_brief.content.options import PluginSettings
from annotated_brief.content.reading import Setup
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import Loader, hidden, line_of, not_yaml, read_text

PLUGIN, CITATION = "annotated-brief", "CITATION.cff"


class Settings(NamedTuple):
    """The edition's own facts."""

    title: str  # of the edition
    argument_by: str  # the author of the brief
    affiliation: str  # his, as the brief gives it
    contributors: str  # author of record of the edition
    institution: str
    sections: dict[str, str]  # name of a section -> its file in docs/
    version: str
    date: datetime.date
    reach: str  # how far the evidence reaches, in words
    report_to: str  # address for errors; may be empty
    repo_url: str  # may be empty
    brief: dict[str, str]  # what is known of the brief itself: title, publisher, date, url
    footnotes: int  # how many the brief has
    styles: tuple[str, ...]  # names of CSL styles or .csl files; the first prints the notes
    publish: tuple[str, ...]  # private fields of the bibliography that are published


class _Loader(Loader):
    """mkdocs.yml may take a value from the environment with !ENV, and name a function, as with MkDocs."""


add_env_tag(_Loader)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def load(paths: Paths) -> Settings:
    """Read the settings; what is missing or wrong has its default, and `check` says so."""
    config, cited = _read(paths, paths.config)[0], _read(paths, CITATION)[0]
    options, _ = _options(config)
    date = cited.get("date-released")
    return Settings(
        title=str(config.get("site_name") or ""),
        version=str(cited.get("version") or ""),
        date=date if isinstance(date, datetime.date) else datetime.date(1970, 1, 1),
        repo_url=str(config.get("repo_url") or ""),
        **options,
    )


def citation(paths: Paths) -> dict[str, Any]:
    """How the edition asks to be cited: CITATION.cff. What a page needs and the file has not is empty."""
    found = _read(paths, CITATION)[0]
    name = str(_read(paths, paths.config)[0].get("site_name") or "")
    return {"title": name, "abstract": "", "keywords": []} | {key: value for key, value in found.items() if value}


def markdown(paths: Paths) -> Setup:
    """The Markdown extensions that the project adds, with their options; those that do not load are left to the checks."""
    found = {name: options for name, options in _asked(paths).items() if not unloaded(name, options)}
    return Setup(tuple(found), {name: options for name, options in found.items() if options})


def unloaded_extensions(paths: Paths) -> dict[str, str]:
    """The extensions that Markdown cannot load, each with what it says."""
    return {name: said for name, options in _asked(paths).items() if (said := unloaded(name, options))}


def unloaded(name: str, options: dict[str, Any]) -> str:
    """What Python-Markdown says of an extension that it cannot load; empty if it can."""
    try:
        Markdown(extensions=[name], extension_configs={name: options})
    except Exception as error:  # an extension may raise whatever it likes
        return str(error) or type(error).__name__
    return ""


def _asked(paths: Paths) -> dict[str, dict[str, Any]]:
    asked = _read(paths, paths.config)[0].get("markdown_extensions") or []
    items = asked.items() if isinstance(asked, dict) else [_extension(item) for item in _list(asked)]
    return {str(name): _mapping(options) for name, options in items}


def _extension(item: object) -> tuple[object, object]:
    """`name`, or `name: options`."""
    return next(iter(item.items())) if isinstance(item, dict) and item else (item, None)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def check(paths: Paths) -> list[Problem]:
    """All that is wrong with the two files."""
    config, text, problems = _read(paths, paths.config)
    cited, words, faults = _read(paths, CITATION)
    if not problems:
        problems = [
            Problem(paths.config, line_of(text, name), message, remedy) for name, message, remedy in _faults(config)
        ]
    if not faults:
        faults = [
            Problem(CITATION, line_of(words, name), message, remedy)
            for name, message, remedy in _cited(cited, str(config.get("site_name") or ""))
        ]
    return [*problems, *faults]


def _faults(config: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name of a setting, what is wrong with it, what to do."""
    if not config.get("site_name"):
        yield "site_name", "site_name is missing", "write the title of the edition"
    if (address := config.get("repo_url")) and not is_web(str(address)):
        yield "repo_url", f"repo_url is not http or https: {str(address)[:60]}", "write the page's address, or nothing"
    if "edition" in _mapping(config.get("extra")):
        yield (
            "edition",
            "extra.edition is no longer read",
            f"move its lines below `- {PLUGIN}:`, in the list of plugins",
        )
        return
    yield from _options(config)[1]


def _cited(cited: dict[str, Any], title: str) -> Iterator[tuple[str, str, str]]:
    """The same of the citation file."""
    if not cited.get("version"):
        yield "version", "has no version", "write version: 1.0.0"
    if not isinstance(cited.get("date-released"), datetime.date):
        yield "date-released", "date-released is no date", "write date-released: YYYY-MM-DD"
    preferred = _mapping(cited.get("preferred-citation"))
    if preferred and str(preferred.get("version")) != str(cited.get("version")):
        message = "preferred-citation does not name the version of the edition"
        yield "preferred-citation", message, f"write version: {cited.get('version')} below it"
    for named in (str(found["title"]) for found in (cited, preferred) if found.get("title")):
        if title and not named.startswith(title):
            yield (
                "title",
                f"the title “{named[:60]}” is not that of the edition",
                f"begin it with the site_name of mkdocs.yml, “{title}”",
            )
            return


def _options(config: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """The plugin's options, each with its default where it is wrong, and what is wrong."""
    given = _given(config.get("plugins"))
    known: dict[str, Any] = {}
    wrong = []
    for name, option in PluginSettings._schema:
        try:
            known[name] = option.validate(given.get(name))
        except ValidationError as error:
            known[name] = getattr(error, "value", option.default)
            message, _, remedy = str(error).rpartition("; ")
            wrong.append((getattr(error, "place", name), message.replace("{}", name), remedy))
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(str(name), known, 1)
            remedy = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(known)}"
            wrong.append((str(name), f"{PLUGIN} has no setting {name}", remedy))
    return known, wrong


def _given(plugins: Any) -> dict[str, Any]:
    """What mkdocs.yml says below the plugin's name, in the list of plugins or in a mapping of them."""
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(entry, dict) and PLUGIN in entry:
            return _mapping(entry[PLUGIN])
    return {}


def _read(paths: Paths, name: str) -> tuple[dict[str, Any], str, list[Problem]]:
    text, problems = read_text(paths.root / name, name)
    found, faults = _parsed(text, name)
    return found, text, [*problems, *faults]


@lru_cache(maxsize=8)  # a build asks four times for each file, and under `mkdocs serve` they seldom change
def _parsed(text: str, name: str) -> tuple[dict[str, Any], list[Problem]]:
    try:
        found = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        return {}, [not_yaml(error, name)]
    return _mapping(found), list(hidden(text, name))


def _mapping(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
