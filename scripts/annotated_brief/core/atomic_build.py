"""Atomic builds: a build writes into a folder of its own and swaps it with the old site at the end.

Each build has a folder in .cache/building/ (beside the site, if that is on another disk) and locks it while it runs;
the next build removes folders that are not locked. On Linux the swap is one step (renameat2); elsewhere it is two renames.
"""

import atexit
import contextlib
import ctypes
import os
import shutil
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

FOLDER = "building"
SIGNS = ("index.html", "annotations.jsonld")  # files that every site of ours has at its root
KEPT = ("docs", "bib", "scripts", "tests", ".git")  # folders of a project that cannot be its site
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class Stage(NamedTuple):
    """Where a build writes, and where its site goes."""

    workspace: Path  # of this build alone
    site: Path

    @property
    def new(self) -> Path:
        return self.workspace / "site"


def refusal(site: Path, root: Path) -> tuple[str, str] | None:
    """Why a folder cannot be used for the site, and the remedy. A build empties the folder, so it must hold no sources."""
    site, root = site.resolve(), root.resolve()
    remedy, move = "write site_dir: site, or name a folder of its own", "move it away, or write site_dir: public"
    if root.is_relative_to(site):
        return "site_dir is the project itself, or a folder around it", remedy
    for name in KEPT:
        if site.is_relative_to(root / name):
            return f"site_dir lies in {name}/", remedy
    if not site.exists():
        return None
    if not site.is_dir():
        return "site_dir is no folder", move
    if not any(not path.name.startswith(".") for path in site.iterdir()):
        return None
    if not all((site / name).is_file() for name in SIGNS):
        return "site_dir holds something that is no site of ours, and a build would remove it", move
    return None


def begin(site: Path, cache: Path) -> Stage | None:
    """Create the folder of a build; None where the site's folder is a mount, which cannot be swapped."""
    site = site.resolve()
    if site.is_mount():
        return None
    cache.mkdir(parents=True, exist_ok=True)
    parent = next(place for place in site.parents if place.exists())
    is_near = parent.stat().st_dev == cache.stat().st_dev
    folder = cache / FOLDER if is_near else site.with_name(f".{site.name}-{FOLDER}")
    _clear(folder)
    workspace = folder / f"{os.getpid()}-{os.urandom(4).hex()}"
    workspace.mkdir(parents=True)
    atexit.register(_leave, workspace, _hold(workspace))
    return Stage(workspace, site)


def finish(stage: Stage) -> None:
    """Replace the old site by the new one, which nothing touches before."""
    _keep_hidden(stage)
    stage.site.parent.mkdir(parents=True, exist_ok=True)
    if stage.site.exists():
        shutil.copymode(stage.site, stage.new)
        exchange(stage.new, stage.site)
    else:
        stage.new.rename(stage.site)
    discard(stage)


def discard(stage: Stage) -> None:
    """Remove the folder of a build, with the old site or with a new one that failed."""
    shutil.rmtree(stage.workspace, ignore_errors=True)
    with contextlib.suppress(OSError):
        stage.workspace.parent.rmdir()  # unless another build is running


def exchange(one: Path, other: Path) -> None:
    """Swap two folders, in one step where the system can."""
    with contextlib.suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
            return
    aside = one.with_name(one.name + ".old")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise


def _keep_hidden(stage: Stage) -> None:
    """Keep hidden files such as .git and .nojekyll of the site's folder, as MkDocs does."""
    for path in stage.site.glob(".*") if stage.site.is_dir() else ():
        target = stage.new / path.name
        if not target.exists():
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, target, symlinks=True)
            else:
                shutil.copy2(path, target, follow_symlinks=False)


def _clear(folder: Path) -> None:
    """Remove the folders of builds that have ended, which are those that no build holds."""
    for workspace in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            lock = _hold(workspace)
            shutil.rmtree(workspace, ignore_errors=True)
            os.close(lock)


def _hold(workspace: Path) -> int:
    lock = os.open(workspace, os.O_RDONLY)
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _leave(workspace: Path, lock: int) -> None:
    """Remove the folder of a build when its process ends."""
    if workspace.name.startswith(f"{os.getpid()}-"):  # not in a forked child
        discard(Stage(workspace, workspace))
        os.close(lock)
