"""Upgrade the engine of a brief: its wheel and its lock are replaced, and nothing that an editor wrote is changed."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from annotated_brief.scaffold import lockfile, wheel

LOCK = "annotated_brief/starter/requirements.lock"
CHANGES = "annotated_brief/CHANGELOG.md"
READY = ".venv/.ready"  # of the Makefile
HEADING = re.compile(r"^## (\d+(?:\.\d+)*)", re.MULTILINE)


def upgrade(root: Path, new: Path) -> str:
    """Replace the engine of the brief in a folder and install it; what has changed, in words.

    Raises ValueError where the file is no wheel of the engine, CalledProcessError where pip cannot install it.
    """
    content = wheel.read(new)
    before, known = _current(root)
    after = wheel.version(content)
    target = root / lockfile.VENDOR / new.name
    target.parent.mkdir(exist_ok=True)
    if new.resolve() != target.resolve():
        shutil.copyfile(new, target)
    for old in target.parent.glob("annotated_brief-*.whl"):
        if old != target:
            old.unlink()
    lockfile.write(root, target, content[LOCK].decode(), known)
    install(root, target)
    told = "\n\n".join(changes(content[CHANGES].decode(), before, after))
    renewed = "`make schemas` brings the guide in .github/ and what your editor completes in bib/ up to it."
    return f"The engine is {after}; it was {before or 'none'}.\n{renewed}\n\n{told}".rstrip()


def changes(text: str, before: str, after: str) -> Iterator[str]:
    """The entries of a list of changes that are newer than one version and not newer than another."""
    headings = [*HEADING.finditer(text)]
    for match, following in zip(headings, [*headings[1:], None], strict=True):
        if _order(before) < _order(match[1]) <= _order(after):
            yield text[match.start() : following.start() if following else len(text)].strip()


def install(root: Path, engine: Path) -> None:
    """Install what the lock names into the environment that runs this; the engine even where the version is the same."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for arguments in (["--no-deps", "--force-reinstall", str(engine)], ["--require-hashes", "-r", lockfile.NAME]):
        subprocess.run([*pip, *arguments], cwd=root, check=True)
    if (ready := root / READY).is_file():
        ready.touch()  # it is newer than the lock, so that make need not set all up again


def _current(root: Path) -> tuple[str, str]:
    """Version and lock of the engine that the brief has; empty where there is none."""
    for path in sorted((root / lockfile.VENDOR).glob("annotated_brief-*.whl")):
        content = wheel.read(path)
        return wheel.version(content), content[LOCK].decode()
    return "", ""


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
