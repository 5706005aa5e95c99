"""What an editor's program needs to complete and check bib/*.yml while they are typed, and the guide of the engine.

The schemas and the page of the guide on records are made from the descriptions that the checks are made from (content/record_shapes.py).
"""

import json
from collections.abc import Iterator
from pathlib import Path

from annotated_brief.bibliography import additions
from annotated_brief.content import citation_file, front_matter, options, record_shapes
from annotated_brief.core import shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.text_files import read_text
from annotated_brief.figures import figure_record
from annotated_brief.scaffold.new import STARTER
from annotated_brief.tables import package_shape

FOLDER = ".schemas"  # in bib/
HEAD = "# yaml-language-server: $schema="
GUIDE = Path(".github/guide/records.md")


def files(paths: Paths) -> Iterator[tuple[Path, str]]:
    """Every file that is to be written, with its text."""
    for name, schema in record_shapes.schemas():
        records = paths.bib / name
        if records.is_file():
            text = json.dumps(schema, indent=1, ensure_ascii=False)
            yield paths.bib / FOLDER / _schema(name), f"{text}\n"
            yield records, _with_head(read_text(records, name)[0], name)
    if (paths.root / GUIDE.parent).is_dir():
        for chapter in sorted({*(STARTER / GUIDE.parent).glob("*.md")} - {STARTER / GUIDE}):
            yield paths.root / GUIDE.parent / chapter.name, chapter.read_text("utf-8")
        yield paths.root / GUIDE, on_records()


def write(paths: Paths) -> list[str]:
    """Write those that differ; their names."""
    written = []
    for path, text in files(paths):
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            written.append(paths.show(path))
    return written


def on_records() -> str:
    """The page of the guide that lists every field of every record."""
    records = [one for one in record_shapes.RECORDS if one.file != additions.NAME]  # has every field of a .bib file
    shapes = [(f"bib/{one.file}, such as `{one.name}`", one.shape) for one in records]
    shapes += [
        ("mkdocs.yml, below `annotated-brief:`", options.SHAPE),
        ("A page of docs/, its front matter", front_matter.SHAPE),
        ("CITATION.cff", {name: field._replace(fields={}) for name, field in citation_file.SHAPE.items()}),
        ("docs/data/datapackage.json", package_shape.PACKAGE),
        ("A script of scripts/figures/, in `FIGURE = Figure(…)`", figure_record.SHAPE),
    ]
    parts = [
        "# What each record may hold\n\nThis page is made from the descriptions that the checks are made from: `annotated-brief schemas` writes it anew.\n"
    ]
    for title, fields in shapes:
        lines = "\n".join(shape.table(fields))
        parts.append(f"## {title}\n\n| field | what it is | what stands in it |\n| --- | --- | --- |\n{lines}\n")
    about = "By the key of an entry, any field that it may have in a `.bib` file, as a text: [Sources](sources.md)."
    return "\n".join([*parts, f"## bib/{additions.NAME}\n\n{about}\n"])


def _schema(name: str) -> str:
    return f"{name.removesuffix('.yml')}.json"


def _with_head(text: str, name: str) -> str:
    """The file with the line that names its schema at its head."""
    line = f"{HEAD}{FOLDER}/{_schema(name)}"
    first, _, rest = text.partition("\n")
    return f"{line}\n{rest}" if first.startswith(HEAD) else f"{line}\n{text}"
