"""A strict build by MkDocs in this process: of the site to publish, or of one that is thrown away once it has told its faults."""

import logging
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from annotated_brief.content.settings import PLUGIN
from annotated_brief.core.paths import PACKAGE, Paths
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


class _Heard(logging.Handler):
    """What MkDocs counts against a strict build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: set[Problem] = set()
        self.others: dict[str, None] = {}  # in order, each once

    def emit(self, record: logging.LogRecord) -> None:
        said = record.args[0] if isinstance(record.args, tuple) and record.args else None
        if isinstance(said, Problem):
            self.problems.add(said)
        else:
            self.others[record.getMessage()] = None


def build(paths: Paths, folder: Path, *, is_published: bool = False, **settings: Any) -> Edition:
    """Build the pages into a folder, strict, with some settings of mkdocs.yml replaced; raises MkDocs' own Abort."""
    config = load_config(str(paths.root / paths.config), strict=True, site_dir=str(folder), **settings)
    plugin: Any = config.plugins[PLUGIN]
    plugin.is_published = is_published
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    finally:
        plugin.is_published = False  # MkDocs gives the next build of this process the same plugin
    edition: Edition = plugin.edition
    return edition


def _raised(error: Exception, paths: Paths) -> Problem:
    """What somebody else's code raised, at its last place in the project."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(paths.root) and PACKAGE not in Path(frame.filename).parents
    ]
    file, line = (paths.show(Path(inside[-1].filename)), inside[-1].lineno or 1) if inside else (paths.config, 1)
    return Problem(
        file, line, f"stops the build: {type(error).__name__}: {error}"[:300], "mend it, or take it out of mkdocs.yml"
    )


def faults(paths: Paths) -> list[Problem | str]:
    """What stops a strict build, by file and line; then what MkDocs and other plugins say, who name no line."""
    heard = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        with TemporaryDirectory() as folder:
            build(paths, Path(folder) / "site")
    except MkDocsException as error:
        if not (heard.problems or heard.others):
            heard.others[str(error)] = None
    except Exception as error:  # a hook or another plugin may raise whatever it likes
        heard.problems.add(_raised(error, paths))
    finally:
        logger.removeHandler(heard)
    return [*sorted(heard.problems), *heard.others]
