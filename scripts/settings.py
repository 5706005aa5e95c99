"""What the editor sets once: title, author, order of the sections, version. Read from mkdocs.yml and CITATION.cff.

MkDocs reads mkdocs.yml too; we read it for ourselves so that the checks and the look-up run without MkDocs.
"""

import datetime
from typing import Any, NamedTuple

import yaml
from yaml_env_tag import add_env_tag

from scripts.paths import Paths


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


class _Loader(yaml.SafeLoader):
    """mkdocs.yml may take a value from the environment with !ENV, as MkDocs does."""


add_env_tag(_Loader)


def load(paths: Paths, site_url: str = "") -> Settings:
    """Read the settings; a missing one raises KeyError with its name."""
    config: dict[str, Any] = yaml.load((paths.root / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)
    citation = yaml.safe_load((paths.root / "CITATION.cff").read_text("utf-8"))
    edition = config["extra"]["edition"]
    return Settings(
        title=config["site_name"],
        argument_by=edition["argument_by"],
        affiliation=edition["affiliation"],
        contributors=edition["contributors"],
        institution=edition["institution"],
        sections=dict(edition["sections"]),
        version=str(citation["version"]),
        date=citation["date-released"],
        reach=edition["reach"],
        report_to=edition.get("report_to") or "",
        repo_url=config.get("repo_url") or "",
        site_url=site_url,
        brief={key: str(value or "") for key, value in (edition.get("brief") or {}).items()},
        footnotes=int(edition["footnotes"]),
    )
