"""Everything that is published: `python -m annotated_brief.downloads.publish` makes the site with its PDF, EPUB, offline copy, cards and
compressed files; `python -m annotated_brief.downloads.publish pdf` (epub, offline) makes the one alone, in build/.

The site is made whole beside the old one and takes its place at the end, as at every build.
"""

import gzip
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from annotated_brief import edition as editions
from annotated_brief.core import atomic_build
from annotated_brief.core.paths import Paths, default
from annotated_brief.downloads import epub, offline, pdf, social_cards
from annotated_brief.edition import Edition

# Other files, such as fonts and pictures, are compressed already.
TEXT = {".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".bib", ".ris"}
SMALL = 1024  # a smaller file travels in one packet as it is


def site(paths: Paths, site_url: str) -> Path:
    """The site as it is published."""
    stage = atomic_build.begin(paths.root / "site", paths.cache)
    folder = stage.new if stage else paths.root / "site"
    build(paths, folder, PUBLISH="1", SITE_URL=site_url)
    edition = load(paths, site_url)
    for name, picture in social_cards.files(edition).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(picture)
    pdf.write(folder, folder / pdf.NAME, edition)
    epub.write(folder, folder / epub.NAME, edition)
    _offline(paths, folder / offline.NAME, edition)
    compress(folder)
    if stage:
        atomic_build.finish(stage)
    return paths.root / "site"


def one(name: str, paths: Paths, site_url: str) -> Path:
    """One edition alone, in build/."""
    target = paths.root / "build"
    edition = load(paths, site_url)
    if name == "offline":
        _offline(paths, target / offline.NAME, edition)
        return target / offline.NAME
    build(paths, target / "site", SITE_URL=site_url)
    if name == "pdf":
        pdf.write(target / "site", target / pdf.NAME, edition)
        return target / pdf.NAME
    epub.write(target / "site", target / epub.NAME, edition)
    return target / epub.NAME


def build(paths: Paths, folder: Path, **environment: str) -> None:
    """The pages, strict, in a process of its own as for anyone else."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    subprocess.run(command, cwd=paths.root, env=os.environ | environment, check=True)


def load(paths: Paths, site_url: str) -> Edition:
    loaded, _ = editions.load(paths, site_url=site_url)
    return loaded


def compress(folder: Path) -> int:
    """Beside each text file one for gzip and one for brotli, for servers that send them; how many were written."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in TEXT and path.stat().st_size >= SMALL]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(_compress, found))


def _compress(path: Path) -> int:
    data = path.read_bytes()
    made = {".gz": gzip.compress(data, 9, mtime=0), ".br": brotli.compress(data, quality=11)}
    for ending, small in made.items():
        path.with_name(path.name + ending).write_bytes(small)
    return len(made)


def _offline(paths: Paths, target: Path, edition: Edition) -> None:
    folder = paths.cache / "offline"
    offline.build(paths, folder)
    offline.write(folder, target, edition)
    shutil.rmtree(folder)


def main(arguments: list[str]) -> int:
    paths, site_url = default(), os.environ.get("SITE_URL", "")
    try:
        made = one(arguments[0], paths, site_url) if arguments else site(paths, site_url)
    except subprocess.CalledProcessError as error:
        return error.returncode
    print(f"Made {paths.show(made)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
