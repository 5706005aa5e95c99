"""Start another brief: `python -m annotated_brief.new DIR` puts a small complete edition there, with all of this code.

The edition is the sample of the tests: two sections, a few claims, sources and annotations, one table, one figure. One
changes it line by line into one's own, and `make serve` and `make test` pass at every step.
"""

import shutil
import sys
from pathlib import Path

from annotated_brief.core.paths import PACKAGE
from annotated_brief.markup.templating import render

ROOT = PACKAGE.parent.parent
SAMPLE = ROOT / "tests" / "sample"

# What serves any brief, beside the package itself.
CODE = (
    "Makefile", "pyproject.toml", "requirements.lock", "LICENSE", ".gitignore", ".editorconfig", ".ci", ".github/workflows",
    "tests/sample", "tests/faults", "tests/cases",
)  # fmt: skip
# The tests that hold for any brief. The others know the claims, the numbers and the sources of this one.
TESTS = (
    "conftest", "briefs", "editions_fixtures", "test_access", "test_architecture", "test_sample", "test_faults", "test_print", "test_pdf",
    "test_epub", "test_feed", "test_offline", "test_publish",
)  # fmt: skip
# Of the figures only what finds and draws them: each edition has its own.
FIGURES = ("__init__.py", "__main__.py")
MADE = shutil.ignore_patterns("__pycache__", ".cache", "site", "*.pyc")


def write(target: Path) -> None:
    """Make the folder; one that holds something is left alone."""
    if target.exists() and any(target.iterdir()):
        raise SystemExit(f"{target}: there is something in it; name a new or an empty folder")
    shutil.copytree(PACKAGE, target / "scripts", ignore=_package)
    for name in CODE:
        _copy(ROOT / name, target / name)
    for name in TESTS:
        _copy(ROOT / "tests" / f"{name}.py", target / "tests" / f"{name}.py")
    shutil.copytree(SAMPLE, target, ignore=MADE, dirs_exist_ok=True)
    config = (SAMPLE / "mkdocs.yml").read_text("utf-8")
    first, _, rest = config.partition("\n")
    kept = rest if first.startswith("#") else config
    (target / "mkdocs.yml").write_text(_at_home(kept), "utf-8")
    (target / "README.md").write_text(str(render("new-readme.md")), "utf-8")


def _package(folder: str, names: list[str]) -> set[str]:
    """What of the package is not copied."""
    left = set(MADE(folder, names))
    if Path(folder) == PACKAGE / "figures":
        left |= {name for name in names if name not in FIGURES}
    return left


def _at_home(config: str) -> str:
    """The configuration of the sample, which stands two folders below the code, for the place beside it."""
    lines = (line for line in config.splitlines() if not line.lstrip().startswith("# The code of the house"))
    return "\n".join(lines).replace("../../scripts", "scripts") + "\n"


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=MADE, dirs_exist_ok=True)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not arguments[0]:
        print("Say where: make new-brief dir=../another", file=sys.stderr)
        return 2
    target = Path(arguments[0]).resolve()
    write(target)
    print(f"A new brief stands in {target}. There: make serve, and make test.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
