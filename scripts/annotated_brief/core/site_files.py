"""The text files of a built site that MkDocs does not write: collected during a build and written once at its end,
because creating a file takes longer than making its text.

Under `serve` MkDocs writes into a hidden folder of the site. At the end of the build what differs from the last site is
put in its place, so that readers see the last site until the next is whole.
"""

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

NEW = ".new"

_stand: dict[Path, dict[str, object]] = {}  # the files of each site under serve, and of what each was made if known
_kept: dict[Path, dict[str, object]] = {}  # the same of those that MkDocs copies in this build
_coming: dict[Path, dict[str, str]] = {}  # what is collected for each site


def write(folder: Path, name: str, text: str) -> None:
    """Put a text file into a built site; its name begins at the root of the site."""
    if folder in _coming:
        _coming[folder][name] = text
    else:
        _put(folder / name, text)


def read(folder: Path, name: str) -> str:
    """The text of a file of a built site."""
    text = _coming.get(folder, {}).get(name)
    return path(folder, name).read_text("utf-8") if text is None else text


def exists(folder: Path, name: str) -> bool:
    """Whether a built site has a file."""
    return name in _coming.get(folder, {}) or path(folder, name).is_file()


def copy(folder: Path, name: str, to: str) -> None:
    """Copy a file of a built site to a second place."""
    if name in _coming.get(folder, {}):
        write(folder, to, _coming[folder][name])
    else:
        (folder / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path(folder, name), folder / to)


def path(folder: Path, name: str) -> Path:
    """Where a file of a built site is that has not been collected; an unchanged one has stayed in its place."""
    return (folder.parent if _stays(folder, name) else folder) / name


def names(folder: Path, below: str = "") -> list[str]:
    """The files of a built site, or of a folder in it, without those that are collected."""
    staying = [name for name in _kept.get(folder, {}) if name.startswith(below) and _stays(folder, name)]
    return sorted({*_walk(folder, below), *staying})


def pages(folder: Path) -> list[str]:
    """The HTML files of a built site."""
    return sorted({name for name in (*names(folder), *_coming.get(folder, {})) if name.endswith(".html")})


def begin(site: Path, *, is_live: bool) -> Path:
    """Start to collect the files of a site; gives the folder that MkDocs is to write to."""
    folder = site / NEW if is_live else site
    _coming[folder] = {}
    if is_live:
        _kept[folder] = {}
        if folder not in _stand or not site.is_dir():
            _stand[folder] = {}
            shutil.rmtree(site, ignore_errors=True)
    return folder


def keep(folder: Path, made_of: Mapping[str, object]) -> set[str]:
    """Those of some files that need not be written, because they stand in the site and were made of the same."""
    _kept[folder] = dict(made_of)
    return {name for name in made_of if _stays(folder, name)}


def finish(folder: Path) -> Path:
    """Write the collected files, or put in place of the last site what differs; gives the folder of the site."""
    if folder in _stand:
        _replace(folder)
        return folder.parent
    for name, text in _coming.pop(folder).items():
        _put(folder / name, text)
    return folder


def _replace(folder: Path) -> None:
    """Put in place of the last site what differs; should that fail, the next build begins with an empty one."""
    written, coming = _walk(folder), _coming.pop(folder)
    staying = [name for name in _kept[folder] if _stays(folder, name)]
    site, stood, kept = folder.parent, _stand.pop(folder), _kept.pop(folder)
    now = {**{name: kept.get(name) for name in (*written, *staying)}, **coming}
    for name in stood.keys() - now.keys():
        (site / name).unlink()
        with contextlib.suppress(OSError):  # at the first that is not empty
            for parent in (site / name).parents:
                parent.rmdir()
    for name in written:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).replace(site / name)
    for name, text in coming.items():
        if name in written or stood.get(name) != text:
            _put(site / name, text)
    shutil.rmtree(folder, ignore_errors=True)
    _stand[folder] = now


def _stays(folder: Path, name: str) -> bool:
    made_of = _kept.get(folder, {}).get(name)
    return made_of is not None and _stand[folder].get(name) == made_of


def _walk(folder: Path, below: str = "") -> list[str]:
    files: list[str] = []
    for at, _, here in os.walk(folder / below):
        files += [Path(at, name).relative_to(folder).as_posix() for name in here]
    return files


def _put(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode())
    except FileNotFoundError:  # not checked before, because almost all folders exist
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
