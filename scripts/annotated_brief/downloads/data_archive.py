"""All data of the edition as one zip: tables with their descriptions, ledger, evidence, forecasts and sources."""

import csv
import functools
import io
from collections.abc import Callable, Iterator
from typing import Any

from annotated_brief.core import memo, zipfiles
from annotated_brief.downloads import archive_tables
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.pages import ledger
from annotated_brief.references import cite_this
from annotated_brief.references.export_formats import EXPORT_FORMATS
from annotated_brief.tables import datapackage

Rows = Iterator[dict[str, Any]]

# What a build makes that belongs in it, by address from the root of the site.
MADE = ("claims.csv", "claims.json", "claims.schema.json", *(record.file for record in EXPORT_FORMATS.values()))


def pack(edition: Edition, contents: dict[str, str | bytes]) -> bytes:
    """The archive. `made` holds the files of the build by their addresses; those of MADE and data/ are taken from it."""
    files = [("README.txt", readme(edition)), *_tables(edition, contents).items()]
    files += [(name, _bytes(contents[name])) for name in MADE if name in contents]
    rows = {archive_tables.EVIDENCE: _evidence, archive_tables.WORKS: _works}
    if edition.forecasts:
        rows |= {archive_tables.FORECASTS: _forecasts, archive_tables.SIGNS: _signs}
    for table, make in rows.items():
        files.append((table.file, memo.kept(table.file, edition, functools.partial(_csv, table=table, make=make))))
    described = str(contents.get(f"data/{datapackage.NAME}", ""))
    whole = archive_tables.package(edition, [archive_tables.CLAIMS, *rows], described)
    files.append((archive_tables.NAME, whole.encode()))
    given = files, edition.settings.date
    return memo.kept("archive", None, lambda _: zipfiles.pack(*given), given)


def readme(edition: Edition) -> bytes:
    """What is in it, whose it is and how it is cited."""
    cited = cite_this.formatted(edition).plain()
    return (
        str(render("archive-readme.txt", edition=edition, facts=edition.settings, cited=cited)).rstrip().encode()
        + b"\n"
    )


def _tables(edition: Edition, contents: dict[str, str | bytes]) -> dict[str, bytes]:
    """The files of data/ by name; what the build makes replaces a file of the same name in the sources."""
    folder = edition.paths.data
    paths = sorted(folder.glob("*")) if folder.is_dir() else []
    kept = {
        f"data/{path.name}": path.read_bytes() for path in paths if path.suffix in {".csv", ".json"} and path.is_file()
    }
    return kept | {name: _bytes(content) for name, content in contents.items() if name.startswith("data/")}


def _evidence(edition: Edition) -> Rows:
    for claim in edition.claims.values():
        for one in claim.evidence:
            source = edition.sources.get(one.source)
            yield {
                "claim": claim.id, "source": one.source, "stance": one.stance, "says": ledger.plain(one.says),
                "seen": one.seen, "seen_on": one.seen_on.isoformat() if one.seen_on else "", "copy_of": one.copy_of,
                "doubt": ledger.plain(one.doubt), "url": source.url if source else "",
            }  # fmt: skip


def _forecasts(edition: Edition) -> Rows:
    for name, one in edition.forecasts.items():
        claim = edition.claims.get(name)
        yield {
            "claim": name, "forecast": ledger.plain(claim.claim) if claim else "", "standing": one.standing,
            "horizon": one.horizon, "would_confirm": ledger.plain(one.would_confirm),
            "would_refute": ledger.plain(one.would_refute), "settles": ledger.plain(one.settles),
            "review": one.review.isoformat() if one.review else "", "note": ledger.plain(one.note),
        }  # fmt: skip


def _signs(edition: Edition) -> Rows:
    for name, forecast in edition.forecasts.items():
        for one in forecast.seen:
            yield {
                "claim": name, "date": one.date, "what": ledger.plain(one.what),
                "before_the_brief": "yes" if one.before else "no", "sources": " ".join(one.evidence),
            }  # fmt: skip


def _works(edition: Edition) -> Rows:
    for key, source in edition.sources.items():
        yield {
            "key": key, "number": edition.numbers.get(key, ""), "kind": source.kind, "authors": source.authors,
            "title": source.title, "translation": source.translation, "publisher": source.publisher,
            "date": source.date, "language": source.language, "url": source.url, "doi": source.doi,
        }  # fmt: skip


def _csv(edition: Edition, table: archive_tables.Table, make: Callable[[Edition], Rows]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, table.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(make(edition))
    return out.getvalue().encode()


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
