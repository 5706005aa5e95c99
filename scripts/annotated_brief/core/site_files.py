"""The files of a built site that MkDocs does not write.

A build writes each at once. Under `serve` they are collected, and at the end of a build only what differs from the build
before is written: to make a file takes longer than to make what is in it. Until then the site of the build before lies in
a hidden folder, which MkDocs leaves alone, so that a build begins with an empty folder, as any other does.
"""

import contextlib
import os
import shutil
from pathlib import Path

ASIDE = ".aside"

_stand: dict[Path, dict[str, str | None]] = {}  # what is in each site under serve; None: MkDocs wrote it
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
    """Put a file of a built site at another place too."""
    if name in _coming.get(folder, {}):
        write(folder, to, _coming[folder][name])
    else:
        (folder / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, folder / to)


def begin(folder: Path) -> None:
    """Put the site of the build before aside, and collect."""
    _coming[folder] = {}
    if folder not in _stand or not folder.is_dir():
        _stand[folder] = {}
    elif not (folder / ASIDE).exists():  # else the build before came to no end, and MkDocs removes what it left
        (folder / ASIDE).mkdir()
        _move_all(folder, folder / ASIDE)


def finish(folder: Path) -> None:
    """Put back what is as it was, with all that differs."""
    coming, stood, aside = _coming.pop(folder), _stand[folder], folder / ASIDE
    made = dict.fromkeys(_names(folder))
    _stand[folder] = {**made, **coming}
    aside.mkdir(exist_ok=True)
    for name in stood.keys() - _stand[folder].keys():
        (aside / name).unlink()
        with contextlib.suppress(OSError):  # at the first that is not empty
            for parent in (aside / name).parents:
                parent.rmdir()
    for name in made:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).replace(aside / name)
    for name, text in coming.items():
        if name in made or stood.get(name) != text:
            _put(aside / name, text)
    for path in folder.iterdir():
        if path != aside:
            shutil.rmtree(path)
    _move_all(aside, folder)
    aside.rmdir()


def _names(folder: Path) -> list[str]:
    """The files of a folder but those put aside."""
    found: list[str] = []
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ASIDE]
        found += [Path(at, name).relative_to(folder).as_posix() for name in names]
    return found


def _move_all(folder: Path, to: Path) -> None:
    for path in folder.iterdir():
        if path.name != ASIDE:
            path.rename(to / path.name)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
