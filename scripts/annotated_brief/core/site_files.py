"""The text files of a built site that MkDocs does not write: collected during a build and written once at its end,
because creating a file takes longer than making its text.

Under `serve` only files that differ from the last build are written. The last site waits in a hidden folder, which MkDocs
leaves alone, so that every build starts with an empty folder.
"""

import contextlib
import os
import shutil
from pathlib import Path

ASIDE = ".aside"

_stand: dict[Path, dict[str, str | None]] = {}  # the files of each site under serve; None: written by MkDocs
_coming: dict[Path, dict[str, str]] = {}  # what is collected for it


def write(folder: Path, name: str, text: str) -> None:
    """Put a text file into a built site; its name begins at the root of the site."""
    if folder in _coming:
        _coming[folder][name] = text
    else:
        _put(folder / name, text)


def read(folder: Path, name: str) -> str:
    """The text of a file of a built site."""
    text = _coming.get(folder, {}).get(name)
    return (folder / name).read_text("utf-8") if text is None else text


def exists(folder: Path, name: str) -> bool:
    """Whether a built site has a file."""
    return name in _coming.get(folder, {}) or (folder / name).is_file()


def copy(folder: Path, name: str, to: str) -> None:
    """Copy a file of a built site to a second place."""
    if name in _coming.get(folder, {}):
        write(folder, to, _coming[folder][name])
    else:
        (folder / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, folder / to)


def pages(folder: Path) -> list[str]:
    """The HTML files of a built site."""
    return sorted({name for name in (*_names(folder), *_coming.get(folder, {})) if name.endswith(".html")})


def begin(folder: Path, *, is_live: bool) -> None:
    """Start to collect the files of a site; under serve set the last site aside."""
    _coming[folder] = {}
    if not is_live:
        return
    if folder not in _stand or not folder.is_dir():
        _stand[folder] = {}
    elif not (folder / ASIDE).exists():  # else the last build did not finish, and MkDocs removes what it left
        (folder / ASIDE).mkdir()
        _move_all(folder, folder / ASIDE)


def finish(folder: Path) -> None:
    """Write the collected files; under serve only those that differ, the others are moved back."""
    coming = _coming.pop(folder)
    if folder in _stand:
        _put_back(folder, coming)
    else:
        for name, text in coming.items():
            _put(folder / name, text)


def _put_back(folder: Path, coming: dict[str, str]) -> None:
    stood, aside = _stand[folder], folder / ASIDE
    names = dict.fromkeys(_names(folder))
    _stand[folder] = {**names, **coming}
    aside.mkdir(exist_ok=True)
    for name in stood.keys() - _stand[folder].keys():
        (aside / name).unlink()
        with contextlib.suppress(OSError):  # at the first that is not empty
            for parent in (aside / name).parents:
                parent.rmdir()
    for name in names:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).replace(aside / name)
    for name, text in coming.items():
        if name in names or stood.get(name) != text:
            _put(aside / name, text)
    for path in folder.iterdir():
        if path != aside:
            shutil.rmtree(path)
    _move_all(aside, folder)
    aside.rmdir()


def _names(folder: Path) -> list[str]:
    """The files of a folder, without those set aside."""
    files: list[str] = []
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ASIDE]
        files += [Path(at, name).relative_to(folder).as_posix() for name in names]
    return files


def _move_all(folder: Path, to: Path) -> None:
    for path in folder.iterdir():
        if path.name != ASIDE:
            path.rename(to / path.name)


def _put(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode())
    except FileNotFoundError:  # not checked before, because almost all folders exist
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
