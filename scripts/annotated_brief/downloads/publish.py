"""Publish: build the site with its PDF, EPUB, offline copy, cards and compressed files, or one of these alone.

The site is made whole beside the old one and takes its place at the end, as at every build.
"""

import gzip
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from annotated_brief.core import atomic_build
from annotated_brief.core.paths import Paths
from annotated_brief.downloads import epub, offline, pdf
from annotated_brief.downloads.site_build import build
from annotated_brief.edition import Edition
from annotated_brief.pages import take_away
from annotated_brief.references.export_formats import EXPORT_FORMATS

# Other files, such as fonts and pictures, are compressed already.
TEXT = {".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv"}
TEXT |= {f".{record.ending}" for record in EXPORT_FORMATS.values()}
SMALL = 1024  # a smaller file travels in one packet as it is

WRITERS: dict[str, Callable[[Path, Path, Edition], None]] = {pdf.NAME: pdf.write, epub.NAME: epub.write}


def site(paths: Paths) -> Path:
    """The site as it is published; where it is."""
    target = paths.root / "site"
    stage = atomic_build.begin(target, paths.cache)
    folder = stage.new if stage else target
    edition = build(paths, folder, is_published=True)
    for name, write in WRITERS.items():
        write(folder, folder / name, edition)
    offline_copy(paths, folder / offline.NAME)
    take_away.fill_sizes(folder, edition)
    compress(folder)
    if stage:
        atomic_build.finish(stage)
    return target


def one(name: str, paths: Paths) -> Path:
    """The PDF or the EPUB alone, in build/; where it is."""
    target = paths.root / "build"
    edition = build(paths, target / "site")
    WRITERS[name](target / "site", target / name, edition)
    return target / name


def offline_copy(paths: Paths, target: Path) -> Path:
    """The offline copy, from a build of its own: its pages have addresses of their own, so they name none of the site."""
    folder = paths.cache / "offline"
    edition = build(paths, folder, site_url="", use_directory_urls=False)
    offline.write(folder, target, edition)
    shutil.rmtree(folder)
    return target


def compress(folder: Path) -> int:
    """Beside each text file one for gzip and one for brotli, for servers that send them; how many were written."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in TEXT and path.stat().st_size >= SMALL]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(_compress, files))


def _compress(path: Path) -> int:
    data = path.read_bytes()
    compressed = {".gz": gzip.compress(data, 9, mtime=0), ".br": brotli.compress(data, quality=11)}
    for ending, small in compressed.items():
        path.with_name(path.name + ending).write_bytes(small)
    return len(compressed)
