"""The engine as a wheel, packed from the package that is running: from a checkout or from where a wheel was installed.

No build tool and no network is needed, and the same package gives the same bytes, so a new brief can start the next one.
"""

import base64
import datetime
import hashlib
import tomllib
import zipfile
from collections.abc import Mapping
from email.parser import Parser
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from annotated_brief.core import zipfiles
from annotated_brief.core.paths import PACKAGE

NAME = "annotated-brief"
FACTS = ("METADATA", "WHEEL", "entry_points.txt")
# What running the package leaves in its folder.
MADE = {"__pycache__", ".cache", "site", ".DS_Store"}
DATE = datetime.date(1980, 1, 1)  # the earliest that a zip file knows


def build(folder: Path) -> Path:
    """Write the wheel into a folder; raises SystemExit where the engine is run without having been installed."""
    content = files()
    target = folder / f"annotated_brief-{version(content)}-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pack(content))
    return target


def files() -> dict[str, bytes]:
    """Name in the wheel -> content, of all but the record, which `pack` adds."""
    try:
        facts = distribution(NAME)
    except PackageNotFoundError as error:
        raise SystemExit(f"{NAME} is not installed here; run make, or pip install") from error
    project = PACKAGE.parents[1] / "pyproject.toml"
    if project.is_file():  # a checkout, which may have changed since it was installed
        asked = tomllib.loads(project.read_text("utf-8"))["project"]
        needs = set(map(Requirement, asked["dependencies"]))
        if asked["version"] != facts.version or needs != set(map(Requirement, facts.requires or ())):
            raise SystemExit(f"{NAME} was installed here before {project.name} changed; run make, or pip install -e .")
    contents = {
        f"{PACKAGE.name}/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and not MADE & {*path.relative_to(PACKAGE).parts}
    }
    return contents | {_info(facts.version, name): (facts.read_text(name) or "").encode() for name in FACTS}


def pack(content: Mapping[str, bytes]) -> bytes:
    """The wheel of these files."""
    record = _info(version(content), "RECORD")
    lines = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in content.items()]
    whole = dict(content) | {record: "\n".join([*lines, f"{record},,", ""]).encode()}
    return zipfiles.pack(whole.items(), DATE)


def read(path: Path) -> dict[str, bytes]:
    """What a wheel holds; raises ValueError where it is none of the engine."""
    try:
        with zipfile.ZipFile(path) as archive:
            content = {name: archive.read(name) for name in archive.namelist()}
        version(content)
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}; name the wheel that `make wheel` has made") from error
    except (zipfile.BadZipFile, StopIteration) as error:
        raise ValueError(f"{path} is no wheel of {NAME}") from error
    return content


def version(content: Mapping[str, bytes]) -> str:
    """The version that a wheel's metadata name; raises StopIteration where it has none of the engine."""
    named = next(name for name in content if name.startswith("annotated_brief-") and name.endswith("/METADATA"))
    return str(Parser().parsestr(content[named].decode(), headersonly=True)["Version"])


def _info(of: str, name: str) -> str:
    return f"annotated_brief-{of}.dist-info/{name}"


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
