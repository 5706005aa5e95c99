"""Read text files, and tell why one cannot be read."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from annotated_brief.core.problems import Problem

# Invisible characters: controls, lone surrogates, and those that reverse the order of letters
# (CVE-2021-42574).
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
    # Tag characters, which only programs see; flags are made of them.
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)
DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# Bytes; a bibliography of 50,000 entries has half of the one, and a book in one page a fifth of the other.
LARGEST, LARGEST_PAGE = 50_000_000, 5_000_000
KINDS = {
    stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}  # fmt: skip


def read_text(path: Path, file: str) -> tuple[str, list[Problem]]:
    """A file's text, byte-order mark and CRLF folded; what cannot be read is a problem, and the text empty.

    A byte that is not UTF-8 is replaced by U+FFFD, so that one bad byte does not hide the rest of the file.
    """
    fault = unreadable(path)
    if fault:
        return "", [Problem(file, 0, *fault)]
    try:
        raw = path.read_bytes()
    except OSError as error:
        return "", [Problem(file, 0, f"cannot be read: {error.strerror}", "let everyone read it, or restore it")]
    problems: list[Problem] = []
    if wide := _wide(raw):
        text = raw.decode(wide, errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
        return CONTROLS.sub("\ufffd", text), [Problem(file, 1, "in UTF-16, not UTF-8", "save the file as UTF-8")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(Problem(file, raw[: error.start].count(b"\n") + 1, "not UTF-8", "save the file as UTF-8"))
        text = raw.decode("utf-8-sig", errors="replace")
    text = text.replace("\r\n", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        problems.append(Problem(file, line, "holds a null byte", "delete it"))
    return CONTROLS.sub("\ufffd", text), problems


def _wide(raw: bytes) -> str:
    """The name of the UTF-16 encoding that a text seems to be in; empty if none."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    half = len(raw[:200]) // 2 * 0.8
    return next(
        (name for name, at in (("utf-16-le", 1), ("utf-16-be", 0)) if raw[at:200:2].count(0) > max(half, 3)), ""
    )


def unreadable(path: Path) -> tuple[str, str] | None:
    """Why a path cannot be read as a file, and the remedy; asked before opening, because reading a pipe never ends."""
    try:
        status = path.stat()
    except OSError:
        if path.is_symlink():
            return "is a link that leads nowhere", "mend the link, or put a file in its place"
        return "file is missing", "restore it"
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        return f"is {KINDS.get(kind, 'no file')}, not a file", "put a file in its place, or delete it"
    most = LARGEST_PAGE if path.suffix == ".md" else LARGEST
    if status.st_size > most:
        return f"holds {status.st_size // 1_000_000} million bytes", f"write at most {most // 1_000_000} million"
    return None


def has_file(folder: Path, name: str, *, or_folder: bool = False) -> bool:
    """Whether a folder has a file of a name that somebody wrote, which may be longer than any disk takes."""
    try:
        return (folder / name).exists() if or_folder else (folder / name).is_file()
    except OSError:
        return False


def has_folder(root: Path, name: str) -> bool:
    """The same of a folder."""
    return has_file(root, name, or_folder=True) and (root / name).is_dir()


def outside(path: Path, root: Path) -> bool:
    """Whether a link leads out of the project."""
    return not path.resolve().is_relative_to(root.resolve())


def unseen(text: str, file: str, line: int) -> Iterator[Problem]:
    """A problem for each invisible character of a text whose first line is `line`."""
    for match in UNSEEN.finditer(text):
        char = match.group()
        what = "turns the order of letters around" if DECEIVING.match(char) else "is no character of a text"
        message = f"holds U+{ord(char):04X}, which {what}"
        yield Problem(file, line + text.count("\n", 0, match.start()), message, "delete the character")


def visible(folder: Path, *endings: str) -> list[Path]:
    """The readable files of a folder and its subfolders, by name; names that begin with a dot are left out."""
    files = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix in endings and unreadable(path) is None:
            files.append(path)
    return files
