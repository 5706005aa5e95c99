"""Where everything lives, so that the code runs from any directory and on any copy of the project."""

from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent

TEMPLATES = PACKAGE / "templates"
THEME = PACKAGE / "theme"
CONFIGS = ("mkdocs.yml", "mkdocs.yaml")  # as MkDocs looks for it


class Paths(NamedTuple):
    """The places of one edition; all of them follow from its root."""

    root: Path
    config: str = "mkdocs.yml"  # name of the file in it that has the settings

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def bib(self) -> Path:
        return self.root / "bib"

    @property
    def data(self) -> Path:
        return self.root / "docs" / "data"

    @property
    def figures(self) -> Path:
        """Scripts of the figures; they belong to the edition as docs/ and bib/ do."""
        return self.root / "scripts" / "figures"

    @property
    def ledger(self) -> Path:
        return self.bib / "claims.yml"

    @property
    def forecasts(self) -> Path:
        return self.bib / "forecasts.yml"

    @property
    def argument(self) -> Path:
        return self.bib / "argument.yml"

    @property
    def weighing(self) -> Path:
        return self.bib / "weighing.yml"

    @property
    def changes(self) -> Path:
        return self.bib / "changes.yml"

    @property
    def releases(self) -> Path:
        """The ledgers of the versions that were published."""
        return self.bib / "releases"

    @property
    def moved(self) -> Path:
        """Addresses that readers may have kept, and where they lead now."""
        return self.bib / "moved.yml"

    @property
    def archives(self) -> Path:
        """The former editions themselves, each as one archive."""
        return self.root / "releases"

    @property
    def terms(self) -> Path:
        return self.bib / "terms.yml"

    @property
    def cache(self) -> Path:
        """Files that can be deleted at any time."""
        return self.root / ".cache"

    def show(self, path: Path) -> str:
        """The path as an editor would type it from the root of the project."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def default() -> Paths:
    """The edition that a command is run in: the nearest folder, from the working directory up, that holds a mkdocs.yml."""
    here = Path.cwd()
    candidates = (
        Paths(folder, name) for folder in (here, *here.parents) for name in CONFIGS if (folder / name).exists()
    )
    return next(candidates, Paths(here))
