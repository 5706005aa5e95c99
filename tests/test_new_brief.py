"""`make new-brief` gives a folder that builds at once, with its own figures and none of this edition's words."""

import os
import subprocess
import sys
from pathlib import Path

import briefs
import pytest
from annotated_brief import new
from annotated_brief.edition import Edition


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("started") / "another"
    new.write(target)
    return target


def test_it_builds_strict_with_the_code_beside_it(started: Path) -> None:
    # The folder first, so that it is its own scripts that run.
    env = briefs.variables(PYTHONPATH=str(started))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=started, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (started / "site" / "print" / "index.html").exists()
    where = [sys.executable, "-c", "import annotated_brief; print(annotated_brief.__file__)"]
    told = subprocess.run(where, cwd=started, env=env, capture_output=True, text=True, check=True)
    assert told.stdout.startswith(str(started))


def test_nothing_of_this_edition_is_in_it(started: Path, edition: Edition) -> None:
    """Neither its figures nor its sources; the author's name stands for its words."""
    name = edition.settings.argument_by.rpartition(" ")[2]
    texts = [
        path
        for path in started.rglob("*")
        if path.is_file() and path.suffix in {".py", ".md", ".yml", ".bib", ".html", ".toml"}
    ]
    assert [path for path in texts if name in path.read_text("utf-8") and "site" not in path.parts] == []
    scripts = {path.name for path in (started / "scripts" / "figures").glob("*.py")}
    assert scripts == {path.name for path in (new.SAMPLE / "scripts" / "figures").glob("*.py")} | set(new.FIGURES)


def test_what_it_needs_is_in_it(started: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock", ".ci/run", "tests/conftest.py", "README.md"):
        assert (started / name).exists()
    assert os.access(started / ".ci" / "run", os.X_OK)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", "utf-8")
    with pytest.raises(SystemExit):
        new.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
