"""Archives of former editions: releases/1.0.0.zip and so on, each with its hash in releases/SHA256SUMS.

An archive is never rewritten. One that differs from its hash, has none, or is gone is a fault.
"""

import functools
import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.text_files import has_file

SUMS = "SHA256SUMS"
VERSION = re.compile(r"\d+(\.\d+)*(-[\w.]+)?")
LONGEST = 255  # bytes in the name of a file
LINE = re.compile(r"([0-9a-f]{64}) [ *](\S+)")


def kept(paths: Paths) -> dict[str, Path]:
    """Version -> its archive, the oldest first."""
    kept_files = [path for path in paths.archives.glob("*.zip") if VERSION.fullmatch(path.stem) and path.is_file()]
    return {
        path.stem: path for path in sorted(kept_files, key=lambda path: [int(n) for n in re.findall(r"\d+", path.stem)])
    }


def files(path: Path | IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """What is in an archive, by address from the root of its site; a folder around all of it is left out.

    Raises:
        ValueError: a file of it cannot be read, or would land outside.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name, member in _members(archive).items():
                yield name, archive.read(member)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise ValueError(f"cannot be read: {error}") from error


def faults(paths: Paths) -> Iterator[Problem]:
    """All that is wrong with the archives and their hashes."""
    listed: dict[str, tuple[str, int]] = {}
    sums = paths.show(paths.archives / SUMS)
    for name, entry in _listed(paths):
        if name in listed:
            yield Problem(
                sums, entry[1], f"{name} is listed twice (first at line {listed[name][1]})", "take the later line out"
            )
        listed.setdefault(name, entry)
    for path in sorted(paths.archives.glob("*")):
        if path.suffix == ".zip":
            yield from (
                Problem(paths.show(path), 0, *fault) for fault in _faults(path, listed.get(path.name, ("", 0))[0])
            )
    for name, (_, line) in listed.items():
        if not has_file(paths.archives, name):
            yield Problem(sums, line, f"{name} is not there", "put it back: a former edition is kept for good")


def keep(paths: Paths, version: str, data: bytes) -> Path:
    """Add an archive and its hash; returns its path.

    Raises:
        ValueError: the version is not a version number, its archive exists, or what is given is no whole archive of a site.
    """
    target = paths.archives / f"{version}.zip"
    if not VERSION.fullmatch(version):
        raise ValueError(f"{version!r} is no version; write one such as 1.0.0")
    if target.exists() or target.name in dict(_listed(paths)):
        raise ValueError(f"{paths.show(target)} is kept already and is never rewritten; raise the version first")
    if said := _unfit(io.BytesIO(data)):
        raise ValueError(f"the archive {said}; give the offline copy or the site of that version, zipped")
    paths.archives.mkdir(exist_ok=True)
    target.write_bytes(data)
    with (paths.archives / SUMS).open("a", encoding="utf-8") as file:
        file.write(f"{hashlib.sha256(data).hexdigest()}  {target.name}\n")
    return target


def _faults(path: Path, digest: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one archive, and what to do."""
    if not path.is_file():
        yield "is no file", "put the archive of that version there"
        return
    data = path.read_bytes()
    actual = hashlib.sha256(data).hexdigest()
    if not VERSION.fullmatch(path.stem):
        yield "is not named by a version", "name it such as 1.0.0.zip"
    elif not digest:
        yield f"has no hash in {SUMS}", f"add the line: {actual}  {path.name}"
    elif digest != actual:
        yield f"is not the archive that {SUMS} names", "put the former one back: it is never rewritten"
    if said := _known_unfit(actual, path):
        yield said, "put the offline copy or the site of that version there"


@functools.lru_cache
def _known_unfit(digest: str, path: Path) -> str:
    """The same for an archive that was looked at before: under serve that is at every edit."""
    return _unfit(path) if digest else ""


def _unfit(archive: Path | IO[bytes]) -> str:
    """Why an archive cannot be published, or nothing."""
    try:
        names = {name for name, _ in files(archive)}
    except ValueError as error:
        return str(error)
    return "" if "index.html" in names else "holds no index.html"


def _listed(paths: Paths) -> Iterator[tuple[str, tuple[str, int]]]:
    """Name of an archive -> its hash, and the line that says so."""
    path = paths.archives / SUMS
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    for line, words in enumerate(text.splitlines(), 1):
        if match := LINE.fullmatch(words.strip()):
            yield match[2], (match[1], line)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Address from the root of the site -> member; what macOS adds of its own is left out."""
    members = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
    named = {member.filename: member for member in members}
    for member in members:
        name = member.filename
        if (
            _is_link(member)
            or "\\" in name
            or PureWindowsPath(name).drive
            or {"/", ".."} & set(PurePosixPath(name).parts)
        ):
            raise ValueError(f"holds {cut(name)!r}, which would land outside")
        if member is not named[name]:
            raise ValueError(f"holds {cut(name)!r} twice")
        if clash := next((str(one) for one in PurePosixPath(name).parents if str(one) in named), ""):
            raise ValueError(f"holds {cut(clash)!r} as a file and as a folder")
        if max(len(part.encode()) for part in PurePosixPath(name).parts) > LONGEST:
            raise ValueError(f"holds {cut(name)!r}, a name that is too long for a file")
    top = _top([member.filename for member in members])
    return {member.filename.removeprefix(top): member for member in members}


def _top(names: list[str]) -> str:
    """The one folder that all files are in, with a slash after it; empty where the site itself is not in one."""
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and "index.html" not in names else ""


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)
