"""Every field of a small edition that anyone can write into, found by reading its files, so that the tests forget none."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Step = str | int
NAME = "(name)"  # the last step to the name of a record or of a column, in place of what it holds

YAML = ("bib/claims.yml", "bib/forecasts.yml", "bib/terms.yml", "mkdocs.yml", "CITATION.cff")
# What MkDocs and its theme are told to do; whoever writes it runs what they like.
CODE = {"site_url", "docs_dir", "site_dir", "use_directory_urls", "theme", "plugins", "markdown_extensions", "hooks", "watch", "validation"}  # fmt: skip
# The settings of the edition in mkdocs.yml.
OPTIONS = ("plugins", 2, "annotated-brief")
# What stands in the Markdown and is not Markdown.
BODY = {
    "docs/index.md": ("c001", "office2024report", "2024-spring", "correction", "The report gives a smaller rise",
                      "note-rise", "c002}", "\n/// figure | tides"),
    "docs/channel.md": ("index.md#c001",),
    "docs/claims.md": ("ledger",),
}  # fmt: skip
# What an entry, a ledger, a table or the settings may have, and the sample has not.
MORE = {
    "bib/edition.bib": ("  langid        = {english},\n  kind          = {official},", """\
  titleaddon    = {Levels in English},
  editor        = {Quay, Ben},
  publisher     = {Mole Press},
  volume        = {4},
  number        = {2},
  pages         = {7--9},
  doi           = {10.1000/182},
  note          = {As seen},
  printed       = {As printed},
  urldate       = {2026-11-01},
  archiveurl    = {https://archive.example/levels},
  abstract      = {In short},
  keywords      = {tides},
  langid        = {english},
  kind          = {official},"""),
    "bib/brief.bib": ("  footnote      = {1},\n", "  footnote      = {1},\n  shortfall     = {What it lacks},\n"),
    "mkdocs.yml": ("      brief: {}", """\
      brief: {title: A brief, publisher: A harbour, date: 2024-05-02, url: "https://harbour.example/brief"}
      publish: [abstract, keywords]"""),
    # Without a title of its own it takes that of mkdocs.yml, which may then be any text.
    "CITATION.cff": ('title: "Does the Harbour Fill? An Annotated Edition"\n', ""),
    "docs/data/datapackage.json": ('"leftOut": "Summer', '"splices": "At the turn of the year.", "leftOut": "Summer'),
    "docs/about.md": ("/// listing | verdicts\n///\n", """\
/// listing | verdicts
///

/// listing | brief
///

/// listing | reporting
///

/// listing | tables
///
"""),
}  # fmt: skip


class Field(NamedTuple):
    """One place for a text."""

    file: str
    path: tuple[Step, ...]

    def __str__(self) -> str:
        return " ".join(map(str, (self.file, *self.path)))

    @property
    def kind(self) -> tuple[Step, ...]:
        """The field without the record it belongs to: what holds for one holds for all of its kind."""
        folder = self.file.partition("/")[0]
        if folder == "bib":
            return (
                self.file.rpartition(".")[2],
                *("" if index in {0, 2} else step for index, step in enumerate(self.path)),
            )
        where = "docs" if self.path[0] == "front" else self.file
        return (where, *("" if isinstance(step, int) else step for step in self.path))


class _Loader(yaml.SafeLoader):
    """mkdocs.yml may take a value from the environment; here it has none."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def complete(root: Path) -> None:
    """Give a copy of the sample everything that it may have."""
    for file, (find, replace) in MORE.items():
        text = (root / file).read_text("utf-8")
        assert text.count(find) == 1, (file, find)
        (root / file).write_text(text.replace(find, replace), "utf-8")


def every(root: Path) -> Iterator[Field]:
    """All fields there are."""
    for file in YAML:
        yield from (
            Field(file, path) for path in _leaves(_yaml(root / file)) if file.startswith("bib") or _is_ours(path)
        )
    for path in sorted(root.glob("docs/**/*.md")):
        file = path.relative_to(root).as_posix()
        yield from (Field(file, ("front", *leaf)) for leaf in _leaves(_front(path)[0]) if leaf[-1] != NAME)
        yield from (Field(file, ("body", words)) for words in BODY.get(file, ()))
    for file in ("bib/brief.bib", "bib/edition.bib"):
        for key, (_, fields) in _entries(root / file).items():
            yield from (Field(file, (key, name)) for name in (NAME, "(type)", *fields))
    for file in ("docs/data/tides.csv", "docs/data/timeline.csv"):
        for name in _rows(root / file)[0]:
            yield from (Field(file, (name, NAME)), Field(file, (name,)))
    package = "docs/data/datapackage.json"
    yield from (
        Field(package, path) for path in _leaves(json.loads((root / package).read_text("utf-8"))) if path[-1] != NAME
    )
    figure = "scripts/figures/tides.py"
    yield from (
        Field(figure, (name,)) for name in re.findall(r'^    (\w+)="', (root / figure).read_text("utf-8"), re.M)
    )


def kinds(root: Path) -> Iterator[Field]:
    """The first field of each kind."""
    seen: set[tuple[Step, ...]] = set()
    for field in every(root):
        if field.kind not in seen:
            seen.add(field.kind)
            yield field


def put(root: Path, texts: Mapping[Field, str]) -> None:
    """Write a text into each of the fields."""
    for file in {field.file for field in texts}:
        mine = {field.path: text for field, text in texts.items() if field.file == file}
        write = {".md": _put_md, ".bib": _put_bib, ".csv": _put_csv, ".json": _put_json, ".py": _put_py}
        write.get(Path(file).suffix, _put_yaml)(root / file, mine)


def _is_ours(path: tuple[Step, ...]) -> bool:
    """Whether a setting is read by the edition and not by MkDocs, which answers for its own; of names those in print."""
    if path[:3] == OPTIONS:
        return path[-1] != NAME or (len(path) == 6 and path[3] == "sections")
    if path[0] in CODE or path == ("nav", NAME):
        return False
    return (path[-1] == NAME) == (path[0] == "nav")


def _leaves(value: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key, NAME)
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    else:
        yield path


def _set(root: Any, texts: Mapping[tuple[Step, ...], str]) -> None:
    """Values first, then names, the deepest before those above it."""
    for path in sorted(texts, key=lambda path: (path[-1] == NAME, -len(path))):
        *steps, last = path[:-1] if path[-1] == NAME else path
        holder = root
        for step in steps:
            holder = holder[step]
        if path[-1] != NAME:
            holder[last] = texts[path]
            continue
        items = [(texts[path] if key == last else key, item) for key, item in holder.items()]
        holder.clear()
        holder.update(items)


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)


def _put_yaml(path: Path, texts: Mapping[tuple[Step, ...], str]) -> None:
    found = _yaml(path)
    _set(found, texts)
    path.write_text(yaml.safe_dump(found, sort_keys=False, width=10**6), "utf-8")


def _front(path: Path) -> tuple[Any, str]:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def _put_md(path: Path, texts: Mapping[tuple[Step, ...], str]) -> None:
    front, body = _front(path)
    _set(front, {steps[1:]: text for steps, text in texts.items() if steps[0] == "front"})
    for (where, words), text in ((steps, text) for steps, text in texts.items() if steps[0] == "body"):
        assert where and str(words) in body, words
        kept = next((sign for sign in (" }", "}") if str(words).endswith(sign)), "")
        lead = "\n/// figure | " if str(words).startswith("\n///") else ""
        body = body.replace(str(words), lead + text + kept, 1)
    path.write_text(f"---\n{yaml.safe_dump(front, sort_keys=False, width=10**6)}---\n{body}", "utf-8")


def _entries(path: Path) -> dict[str, tuple[str, dict[str, str]]]:
    """Key -> type and fields, of entries laid out as the sample's are."""
    found = re.findall(r"^@(\w+)\{([^,]+),\n((?:  .*\n)*)\}", path.read_text("utf-8"), re.M)
    return {key: (kind, dict(re.findall(r"^  (\w+) *= (.*),$", fields, re.M))) for kind, key, fields in found}


def _put_bib(path: Path, texts: Mapping[tuple[Step, ...], str]) -> None:
    """LaTeX means something by some characters, so these need not come out letter by letter."""
    out = ""
    for key, (kind, fields) in _entries(path).items():
        for name, value in fields.items():
            if new := texts.get((key, name)):
                fields[name] = f"{{{{{new}}}}}" if value.startswith("{{") else f"{{{new}}}"
        lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
        out += f"@{texts.get((key, '(type)'), kind)}{{{texts.get((key, NAME), key)},\n{lines}}}\n\n"
    path.write_text(out, "utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def _put_csv(path: Path, texts: Mapping[tuple[Step, ...], str]) -> None:
    rows = _rows(path)
    rows[0] |= {str(name): text for (name, *rest), text in texts.items() if not rest}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(texts.get((name, NAME), name) for name in rows[0])
        writer.writerows(row.values() for row in rows)


def _put_json(path: Path, texts: Mapping[tuple[Step, ...], str]) -> None:
    found = json.loads(path.read_text("utf-8"))
    _set(found, texts)
    path.write_text(json.dumps(found, indent=1), "utf-8")


def _put_py(path: Path, texts: Mapping[tuple[Step, ...], str]) -> None:
    source = path.read_text("utf-8")
    for (name,), text in texts.items():
        source = re.sub(rf'^    {name}=".*",$', lambda _: f"    {name}={text!r},", source, count=1, flags=re.M)  # noqa: B023
    path.write_text(source, "utf-8")
