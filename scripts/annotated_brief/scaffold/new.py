"""Start another brief: copy the starter, a small complete edition of an invented brief, and add the engine as a wheel.

Authors change it line by line; `make serve` and `make test` pass at every step.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

from annotated_brief.core.paths import PACKAGE
from annotated_brief.scaffold import lockfile, wheel

STARTER = PACKAGE / "starter"

# Where the title and the author stand: file, what comes before, what is there in the starter.
TITLE, AUTHOR = "Does the Harbour Fill?", "The harbour office"
PLACES = {
    "mkdocs.yml": {TITLE: r"^(site_name: ).*", AUTHOR: r"^( +argument_by: ).*"},
    "CITATION.cff": {TITLE: r"^(title: ).*"},
    "docs/index.md": {TITLE: r"^(title: ).*"},
}
DESCRIBED = {"mkdocs.yml": r"^(site_description: ).*", "CITATION.cff": r"^(abstract: ).*"}


def write(target: Path, title: str = "", author: str = "") -> None:
    """Make the folder, with a git repository in it; raises SystemExit where there is something in it already."""
    if target.exists() and any(target.iterdir()):
        raise SystemExit(f"{target}: there is something in it; name a new or an empty folder")
    shutil.copytree(STARTER, target, ignore=shutil.ignore_patterns(*wheel.MADE), dirs_exist_ok=True)
    for file, places in PLACES.items():
        for old, pattern in places.items():
            _name(target / file, pattern, title if old == TITLE else author)
    if title:
        for file, pattern in DESCRIBED.items():
            _name(target / file, pattern, f"An annotated edition of {title}")
        _delete(target / "CITATION.cff", r"^keywords:\n(?:  - .*\n)+")
        _delete(target / "mkdocs.yml", r"^ +reach: .*\n")
    if author:
        _delete(target / "mkdocs.yml", r"^ +affiliation: .*\n")
    engine = wheel.build(target / lockfile.VENDOR)
    lockfile.write(target, engine, (STARTER / lockfile.NAME).read_text("utf-8"))
    _commit(target)


def _name(path: Path, pattern: str, value: str) -> None:
    """Replace a value of the starter; written as JSON, which is valid YAML for any characters."""
    if value:
        text = json.dumps(value, ensure_ascii=False)
        named = re.sub(pattern, lambda match: match[1] + text, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
        path.write_text(named, "utf-8")


def _delete(path: Path, pattern: str) -> None:
    """Delete lines that are true of the sample only."""
    path.write_text(re.sub(pattern, "", path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")


def _commit(target: Path) -> None:
    """Create a repository with a first commit, if git is installed; without a name in git's settings it is by the contributors."""
    if shutil.which("git") is None:
        return
    known = _git(target, "config", "user.email").returncode == 0
    name = [] if known else ["-c", "user.name=The contributors", "-c", "user.email=contributors@localhost"]
    _git(target, "init", "--quiet")
    _git(target, "add", "--all")
    _git(target, *name, "commit", "--quiet", "--message", "Start from the starter of annotated-brief")


def _git(target: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=target, capture_output=True, text=True, check=False)
