"""Cards kept from one build to the next in one file, each while all that it is drawn from stays as it is."""

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

NAME = "cards.zip"
DRAWN_BY = ("social_cards.py", "typesetting.py", "svg_pictures.py")


def all_of(cache: Path, cards: Mapping[str, tuple[object, ...]], draw: Callable[[str], bytes]) -> dict[str, bytes]:
    """Address -> picture, of each address and what its card is drawn from; `draw` makes one that is not kept."""
    path = cache / NAME
    wanted = {address: _digest(made_from) for address, made_from in cards.items()}
    known = _read(path)
    made = {address: known.get(digest) or draw(address) for address, digest in wanted.items()}
    if known.keys() != set(wanted.values()):
        _write(path, {wanted[address]: data for address, data in made.items()})
    return made


def _digest(made_from: tuple[object, ...]) -> str:
    return hashlib.sha256(repr((made_from, _tools())).encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def _tools() -> tuple[object, ...]:
    code = [(Path(__file__).parent / name).read_bytes() for name in DRAWN_BY]
    return hashlib.sha256(b"".join(code)).hexdigest(), version("pillow"), version("annotated-brief")


def _read(path: Path) -> dict[str, bytes]:
    """What is kept; nothing where the file is not there or not whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile):
        return {}


def _write(path: Path, pictures: Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with zipfile.ZipFile(beside, "w") as archive:
        for name, data in pictures.items():
            archive.writestr(name, data)
    beside.replace(path)  # whole or not at all, because two builds may run at once
