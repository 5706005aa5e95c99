"""What the editor sets once: title, author, order of the sections, version. Read from mkdocs.yml and CITATION.cff.

MkDocs reads mkdocs.yml too; we read it for ourselves so that the checks and the look-up run without MkDocs.
"""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml_env_tag import add_env_tag

from annotated_brief.bibliography.sources import is_web
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import Loader, hidden, line_of, not_yaml, read_text

MAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+", re.ASCII)


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
    site_url: str  # may be empty; then nothing absolute is printed
    brief: dict[str, str]  # what is known of the brief itself: title, publisher, date, url
    footnotes: int  # how many the brief has


class _Loader(Loader):
    """mkdocs.yml may take a value from the environment with !ENV, as MkDocs does."""


add_env_tag(_Loader)

CONFIG, CITATION = "mkdocs.yml", "CITATION.cff"
TEXTS = ("argument_by", "affiliation", "contributors", "institution", "reach")
# A section's name is the folder of its references.
NAMED = re.compile(r"[a-z][a-z0-9-]*")


def load(paths: Paths, site_url: str = "") -> Settings:
    """Read the settings; what is missing or cannot be read is empty, and `check` says so."""
    config, cited = _read(paths, CONFIG)[0], _read(paths, CITATION)[0]
    edition = _mapping(_mapping(config.get("extra")).get("edition"))
    date, footnotes = cited.get("date-released"), str(edition.get("footnotes", ""))
    return Settings(
        title=str(config.get("site_name") or ""),
        **{name: str(edition.get(name) or "") for name in TEXTS},
        sections={str(name): str(file) for name, file in _mapping(edition.get("sections")).items()},
        version=str(cited.get("version") or ""),
        date=date if isinstance(date, datetime.date) else datetime.date(1970, 1, 1),
        report_to=str(edition.get("report_to") or ""),
        repo_url=str(config.get("repo_url") or ""),
        site_url=site_url,
        brief={str(key): str(value or "") for key, value in _mapping(edition.get("brief")).items()},
        footnotes=int(footnotes) if footnotes.isdecimal() else 0,
    )


def citation(paths: Paths) -> dict[str, Any]:
    """How the edition asks to be cited: CITATION.cff. What a page needs of it is there even if the file has it not."""
    found = _read(paths, CITATION)[0]
    name = str(_read(paths, CONFIG)[0].get("site_name") or "")
    return {"title": name, "abstract": "", "keywords": []} | {key: value for key, value in found.items() if value}


def check(paths: Paths) -> list[Problem]:
    """All that is wrong with the two files."""
    config, text, problems = _read(paths, CONFIG)
    cited, words, faults = _read(paths, CITATION)
    if not problems:
        problems += [
            Problem(CONFIG, line_of(text, name), message, remedy)
            for name, message, remedy in _faults(config, load(paths))
        ]
    if not faults and not cited.get("version"):
        faults.append(Problem(CITATION, 1, "has no version", "write version: 1.0.0"))
    if not faults and not isinstance(cited.get("date-released"), datetime.date):
        line = line_of(words, "date-released")
        faults.append(Problem(CITATION, line, "date-released is no date", "write date-released: YYYY-MM-DD"))
    return [*problems, *faults]


def _faults(config: dict[str, Any], facts: Settings) -> Iterator[tuple[str, str, str]]:
    """Name of a setting, what is wrong with it, what to do."""
    if not facts.title:
        yield "site_name", "site_name is missing", "write the title of the edition"
    for name in (name for name in TEXTS if not getattr(facts, name).strip()):
        yield name, f"extra.edition.{name} is missing", "write it as text"
    if not str(_mapping(_mapping(config.get("extra")).get("edition")).get("footnotes", "")).isdecimal():
        yield "footnotes", "extra.edition.footnotes is no number", "write how many notes the brief has"
    if not facts.sections:
        yield "sections", "extra.edition.sections is missing", "write name: file.md for each section"
    for name in (name for name in facts.sections if not NAMED.fullmatch(name)):
        yield name, f"section {name!r} has a name that cannot be an address", "use small letters, digits and -"
    for name, address in (("repo_url", facts.repo_url), ("url", facts.brief.get("url", ""))):
        if address and not is_web(address):
            yield name, f"{name} is not http or https: {address[:60]}", "write the page's address, or nothing"
    if facts.report_to and not (is_web(facts.report_to) or MAIL.fullmatch(facts.report_to)):
        yield "report_to", f"report_to is no address: {facts.report_to[:60]}", "write mailto:… or https://…, or nothing"


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
