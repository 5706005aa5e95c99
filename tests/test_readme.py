"""What the README and the citation file say is so."""

import re
import subprocess
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_every_folder_that_the_readme_names_is_there() -> None:
    named = re.findall(r"`([\w./-]+/)`", README.split("Generated and never committed")[0])
    assert named
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def test_every_command_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    guide = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", README + guide, re.MULTILINE)) <= targets


def test_help_lists_every_command() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    said = subprocess.run(["make", "--silent", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in phony[1].split() if f"make {name} " not in said] == []


def test_the_readme_shows_a_picture_that_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert citation["version"] == project["project"]["version"]
    assert f"version {citation['version']}" in README


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        if name.endswith((".md", ".py", ".yml", ".html", ".toml", ".css", ".js")):
            text = (ROOT / name).read_text("utf-8")
            assert not re.search(r"(?<![\w.])/(home|Users|root)/\w", text), name
