"""What the README and the citation file say is so."""

import inspect
import re
import subprocess
import tomllib
from pathlib import Path

import yaml
from annotated_brief.bibliography import fields
from annotated_brief.figures import chart, charts, common_charts, lanes
from annotated_brief.pages.listings import LISTINGS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
STARTER = ROOT / "scripts" / "annotated_brief" / "starter"
CALLS = ("bars", "stacked_bars", "lines", "dots", "ranges")


def test_every_folder_that_the_readme_names_is_there() -> None:
    named = re.findall(r"`([\w./-]+/)`", README.split("Generated and never committed")[0])
    assert named
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def test_every_command_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    guide = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    assert named(README + guide) <= targets | {"upgrade"}  # which only a brief with a wheel has


def test_every_command_that_the_guide_of_a_brief_names_exists_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (STARTER / "Makefile").read_text("utf-8"), re.MULTILINE))
    guide = "".join(path.read_text("utf-8") for path in [STARTER / "README.md", *STARTER.glob(".github/**/*.md")])
    assert named(guide) <= targets | {"wheel"}  # which only a checkout of the engine has


def test_every_chapter_of_the_guide_is_there_and_named() -> None:
    chapters = {path.name for path in (STARTER / ".github" / "guide").glob("*.md")}
    for place in (ROOT, STARTER):
        text = (place / ".github" / "CONTRIBUTING.md").read_text("utf-8")
        assert set(re.findall(r"guide/([a-z]+\.md)\)", text)) == chapters, place


def test_the_guide_names_every_list_and_every_field_of_a_source_that_is_ours() -> None:
    chapter = {name: (STARTER / ".github" / "guide" / name).read_text("utf-8") for name in ("pages.md", "write.md")}
    assert [name for name in LISTINGS if f"`{name}`" not in chapter["pages.md"]] == []
    assert [name for name in fields.OWN if not re.search(rf"`{name}\b", chapter["write.md"])] == []


def test_the_guide_of_figures_names_every_argument_and_every_field() -> None:
    guide = (STARTER / ".github" / "guide" / "figure.md").read_text("utf-8")
    named = {name for quoted in re.findall(r"`+([^`]+)`+", guide) for name in re.findall(r"\w+", quoted)}
    calls = [charts.Figure, charts.Mark, *(getattr(common_charts, name) for name in CALLS), lanes.Lane, lanes.lanes,
             lanes.scale_numbers, lanes.upright, lanes.beside]  # fmt: skip
    calls += [
        chart.Scale,
        chart.Point,
        chart.Series,
        chart.Rule,
        chart.Label,
        chart.Words,
        chart.Sign,
        chart.Chart.axes,
    ]
    needed = {name for call in calls for name in inspect.signature(call).parameters} - {"self", "look", "lines"}
    assert needed - named == set()
    tables = guide.split("## A drawing of your own")[0]
    for name in CALLS:  # each argument of a common chart has a row that names the chart
        words = {"stacked_bars": "stacked bars"}.get(name, name)
        for argument in inspect.signature(getattr(common_charts, name)).parameters:
            rows = [row for row in re.findall(r"^\|(.*?)\|(.*?)\|", tables, re.MULTILINE) if f"`{argument}`" in row[0]]
            assert any(_takes(of, words) for _, of in rows), (name, argument)


def _takes(of: str, chart: str) -> bool:
    """Whether `all`, `all but lines` or a list of charts holds one."""
    named = {word.strip() for word in of.replace("all but", "").split(",")}
    return chart not in named if "all" in of else chart in named


def named(text: str) -> set[str]:
    """The commands of make that a text names."""
    return set(re.findall(r"(?:`|^|=\S+ )make ([a-z-]+)", text, re.MULTILINE))


def test_help_lists_every_command() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    said = subprocess.run(["make", "--silent", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in phony[1].split() if f"make {name} " not in said] == []


def test_the_readme_shows_a_picture_that_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_versions_are_the_same_everywhere() -> None:
    """That of the edition in its citation file, that of the engine in its list of changes."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    changes = (ROOT / "scripts" / "annotated_brief" / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == project["project"]["version"]
    assert f"version {citation['version']}" in README


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        if name.endswith((".md", ".py", ".yml", ".html", ".toml", ".css", ".js")):
            text = (ROOT / name).read_text("utf-8")
            assert not re.search(r"(?<![\w.])/(home|Users|root)/\w", text), name
