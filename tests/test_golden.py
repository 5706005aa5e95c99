"""References of many works held to values that were looked at: the examples of biblatex, and exports of other programs.

tests/golden/*.json holds the values, key -> form -> text. What differs from citeproc on the untouched entry, and why,
is in tests/golden/README.md. The examples themselves come with TeX Live (texlive-bibtex-extra) and are not kept here.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from annotated_brief.bibliography import references, sources
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.core.paths import Paths
from annotated_brief.references import exports
from works import Made, make

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path("/usr/share/texlive/texmf-dist/bibtex/bib/biblatex/biblatex/biblatex-examples.bib")


def forms(bib: Path, folder: Path) -> dict[str, Any]:
    """Every form of every work of a file, as text."""
    (folder / "bib").mkdir()
    (folder / "bib" / "x.bib").write_text(bib.read_text("utf-8"), "utf-8")
    works, problems = sources.load(Paths(folder))
    assert problems == []
    printed = references.load(works, Paths(folder))
    return {
        key: {style: printed[key].plain(style) for style in ("note", "chicago", "apa", "mla")}
        | {"csl": exports.item(work), "ris": exports.ris([work])}
        for key, work in works.items()
        if work.type not in {"set", "xdata"}
    }


@pytest.mark.parametrize("name", ["exports", "biblatex-examples"])
def test_every_reference_is_as_it_was_looked_at(name: str, tmp_path: Path) -> None:
    bib = GOLDEN / f"{name}.bib" if name == "exports" else EXAMPLES
    if not bib.is_file():
        pytest.skip("TeX Live's examples of biblatex are not installed")
    wanted = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    made = forms(bib, tmp_path)
    assert made.keys() == wanted.keys()
    wrong = {
        f"{key}, {form}": (text, wanted[key][form])
        for key, all_of in made.items()
        for form, text in all_of.items()
        if text != wanted[key][form]
    }
    assert wrong == {}


def said(work: Source, reference: Reference) -> Iterator[tuple[str, str]]:
    """Everything that is made of a work: the form, or the variable of CSL or the tag of RIS -> its text."""
    yield from ((style, reference.plain(style)) for style in ("note", "chicago", "apa", "mla"))
    item = exports.item(work)
    yield from (
        (f"csl {name}", one if isinstance(one, str) else json.dumps(one, ensure_ascii=False))
        for name, one in item.items()
        if name != "id"
    )
    tags = defaultdict(list)
    for line in exports.ris([work]).splitlines():
        tags[line[:2]].append(line[6:])
    yield from ((f"ris {tag}", "; ".join(lines)) for tag, lines in tags.items() if tag not in {"", "ID", "ER"})


def everything(made: Made) -> dict[str, dict[str, Any]]:
    """Work -> form -> its text, or text -> the programs whose exports say so where they differ."""
    found: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    programs = defaultdict(list)
    for key, work in made.works.items():
        program, _, name = key.partition(".")
        programs[name].append(program)
        for form, text in said(work, made.references[key]):
            found[name][form][text].append(program)
    return {
        name: {
            form: next(iter(texts))
            if [*texts.values()] == [programs[name]]
            else {text: " ".join(whose) for text, whose in texts.items()}
            for form, texts in forms.items()
        }
        for name, forms in found.items()
    }


def test_the_same_works_read_alike_from_every_program(tmp_path: Path) -> None:
    """programs.json is what everything() makes of programs.bib; README.md says why programs differ."""
    made = make((GOLDEN / "programs.bib").read_text("utf-8"), tmp_path)
    assert made.told == []
    found, wanted = everything(made), json.loads((GOLDEN / "programs.json").read_text("utf-8"))
    wrong = {
        f"{name}, {form}": (text, wanted.get(name, {}).get(form))
        for name, forms in found.items()
        for form, text in forms.items()
        if text != wanted.get(name, {}).get(form)
    }
    assert wrong == {}
    assert {name: list(forms) for name, forms in found.items()} == {name: list(forms) for name, forms in wanted.items()}
