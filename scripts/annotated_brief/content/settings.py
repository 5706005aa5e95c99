"""The settings of an edition, from mkdocs.yml and CITATION.cff: title, author, order of the sections, version and so on.

They are the options of the plugin `annotated-brief` (content/options.py). MkDocs reads mkdocs.yml too; it is read here
again so that checks and look-up run without a build and can name the line of a fault.
"""

import datetime
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from markdown import Markdown
from yaml_env_tag import add_env_tag

from annotated_brief.content import allowed, citation_file
from annotated_brief.content.allowed import Allowed
from annotated_brief.content.options import DEFAULTS, EMPTY, SHAPE
from annotated_brief.content.reading import Setup
from annotated_brief.core import shape
from annotated_brief.core.counted import listed
from annotated_brief.core.kinds import KINDS, is_empty
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import Loader, Record, line_of, not_yaml, read_text
from annotated_brief.core.shape import Shape
from annotated_brief.core.yaml_lines import Where, document

PLUGIN = "annotated-brief"
UNDATED = datetime.date(1970, 1, 1)  # where the edition has no date
TAGS = ("!ENV", "!relative", "tag:yaml.org,2002:python/")


class Settings(NamedTuple):
    """The edition's own facts."""

    title: str  # of the edition
    authors: tuple[str, ...]  # of the brief, as they are written
    affiliation: str  # the author's, as the brief gives it
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
    allow: Allowed  # what is loaded from other hosts
    publish: tuple[str, ...]  # private fields of the bibliography that are published
    whole_library: bool = False  # whether works that nothing cites are left out in silence

    @property
    def argument_by(self) -> str:
        """The authors of the brief, as a sentence names them."""
        return listed(self.authors)


class _Loader(Loader, yaml.constructor.UnsafeConstructor):
    """mkdocs.yml may take a value from the environment with !ENV, and name or call a function, as with MkDocs."""


def _called(make: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a constructor so that whatever it raises becomes a fault of the file."""

    def made(loader: _Loader, name: str, node: yaml.Node) -> Any:
        try:
            return make(loader, name, node)
        except Exception as error:  # the function may raise whatever it likes
            said = getattr(error, "problem", None) or str(error)
            raise yaml.constructor.ConstructorError(None, None, f"{name}: {said}", node.start_mark) from error

    return made


add_env_tag(_Loader)
for _prefix, _make in yaml.UnsafeLoader.yaml_multi_constructors.items():
    _Loader.add_multi_constructor(_prefix, _called(_make))
_Loader.add_multi_constructor("!relative", lambda *_: "")


def load(paths: Paths) -> Settings:
    """Read the settings; what is missing or wrong has its default, and `check` says so."""
    config, cited = read(paths, paths.config)[0], citation_file.read(paths)[0]
    options = _options(config)
    return Settings(
        authors=options.pop("argument_by"),
        allow=allowed.read(options.pop("allow")),
        title=str(config.get("site_name") or ""),
        version=cited.text("version"),
        date=cited.day("date-released") or UNDATED,
        repo_url=str(config.get("repo_url") or ""),
        **options,
    )


def citation(paths: Paths) -> dict[str, Any]:
    """The fields of CITATION.cff, with empty values for those that pages need and the file lacks."""
    fields = citation_file.fields(paths)
    name = str(read(paths, paths.config)[0].get("site_name") or "")
    return {"title": name, "abstract": "", "keywords": []} | {key: value for key, value in fields.items() if value}


def markdown(paths: Paths) -> Setup:
    """The Markdown extensions that the project adds, with their options; those that do not load are left to the checks."""
    extensions = {name: options for name, options in _asked(paths).items() if not unloaded(name, options)}
    return Setup(tuple(extensions), {name: options for name, options in extensions.items() if options})


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
    asked = read(paths, paths.config)[0].get("markdown_extensions")
    return {name: _mapping(options) for _, name, options in named_options(asked)}


def named_options(value: Any) -> list[tuple[Where, str, Any]]:
    """Plugins or extensions as MkDocs takes them, in a list or a mapping: the place of each below the setting, name, options."""
    if isinstance(value, dict):
        return [((str(name),), str(name), options) for name, options in value.items()]
    items = value if isinstance(value, list) else [value] if value else []
    pairs = [next(iter(item.items()), ("", None)) if isinstance(item, dict) else (item or "", None) for item in items]
    return [((str(index),), str(name), options) for index, (name, options) in enumerate(pairs)]


def check(paths: Paths) -> list[Problem]:
    """All that is wrong with the two files."""
    config, text, problems = read(paths, paths.config)
    title = config.get("site_name")
    if not problems:
        problems = list(_faults(config, text, paths.config))
    return [*problems, *citation_file.check(paths, title if isinstance(title, str) else "")]


def _faults(config: dict[str, Any], text: str, file: str) -> Iterator[Problem]:
    if "edition" in _mapping(config.get("extra")):
        remedy = f"move its lines below `- {PLUGIN}:`, in the list of plugins"
        yield Problem(file, line_of(text, "edition"), "extra.edition is no longer read", remedy)
    elif _names_plugin(config.get("plugins")):  # a missing plugin is told elsewhere
        record = _record(config, text, file)
        kept = {name: value for name, value in record.fields.items() if not (name in EMPTY and is_empty(value))}
        yield from shape.faults(record._replace(fields=kept), SHAPE)


def are_given(paths: Paths) -> bool:
    """Whether the settings can be read, and name the plugin that has those of the edition."""
    config, _, problems = read(paths, paths.config)
    unread = read_text(paths.root / paths.config, paths.config)[1]
    return not (problems and unread) and _names_plugin(config.get("plugins"))


def _record(config: dict[str, Any], text: str, file: str) -> Record:
    """The settings as a record: as they are read with !ENV, with the lines of the file."""
    record = document(text, file, 1, TAGS).lines
    start = next((where for where in record if where[:1] == ("plugins",) and where[-1] == PLUGIN), ("plugins",))
    lines = {".".join(where[len(start) :]): line for where, line in record.items() if where[: len(start)] == start}
    return Record(PLUGIN, file, record.get(start, 1), _plain(_given(config.get("plugins"))), lines)


def _plain(value: Any) -> Any:
    """The same with every value a text, a list or a mapping, as records have them."""
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else value if value is None else str(value)


def _options(config: dict[str, Any]) -> dict[str, Any]:
    """The plugin's options, each with its default where it is wrong."""
    record = Record(PLUGIN, "", 0, _plain(_given(config.get("plugins"))), {})
    known = dict(DEFAULTS)
    for name, field in SHAPE.items():
        value = record.fields.get(name)
        if is_empty(value) or (KINDS[field.kind].fault(value, field) and name != "sections"):
            continue
        known[name] = _value(record, name)
    return known


def _value(record: Record, name: str, of: Shape = SHAPE) -> Any:
    kind = of[name].kind if name in of else ""
    if kind == "count":
        return record.count(name)
    if kind == "flag":
        return record.fields[name] in (True, "true")
    if kind == "pairs":
        return record.pairs(name)
    if kind == "record":
        inner = record.within(name)
        faulty = {fault.line for fault in shape.faults(inner._replace(lines=_numbers(inner)), SHAPE[name].fields)}
        return {
            part: _value(inner, part, SHAPE[name].fields) for part, at in _numbers(inner).items() if at not in faulty
        }
    return tuple(record.words(name)) if kind in {"texts", "people"} else record.text(name)


def _numbers(record: Record) -> dict[str, int]:
    """A number for each field of a record, to be used in place of its line."""
    return {name: number for number, name in enumerate(record.fields, 1)}


def _names_plugin(plugins: Any) -> bool:
    return any(name == PLUGIN for _, name, _ in named_options(plugins))


def _given(plugins: Any) -> dict[str, Any]:
    """What mkdocs.yml says below the plugin's name."""
    return next((_mapping(options) for _, name, options in named_options(plugins) if name == PLUGIN), {})


def read(paths: Paths, name: str) -> tuple[dict[str, Any], str, list[Problem]]:
    text, problems = read_text(paths.root / name, name)
    values, faults = _parsed(text, name)
    return values, text, [*problems, *faults]


@lru_cache(maxsize=8)  # a build asks four times for each file, and under `mkdocs serve` they seldom change
def _parsed(text: str, name: str) -> tuple[dict[str, Any], list[Problem]]:
    try:
        values = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        return {}, document(text, name, 1, TAGS).problems or [not_yaml(error, name)]
    if values is not None and not isinstance(values, dict):
        return {}, [Problem(name, 1, "is no mapping from names to values", "write `site_name: …`, and so on")]
    return _mapping(values), document(text, name, 1, TAGS).problems


def _mapping(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
