"""References of many works held to values that were looked at: the examples of biblatex, and exports of other programs.

tests/golden/*.json holds the values, key -> form -> text. What differs from citeproc on the untouched entry, and why,
is in tests/golden/README.md. The examples themselves come with TeX Live (texlive-bibtex-extra) and are not kept here.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from annotated_brief.bibliography import references, sources
from annotated_brief.core.paths import Paths
from annotated_brief.references import exports
from works import make

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


def test_the_same_works_read_alike_from_every_program(tmp_path: Path) -> None:
    """programs.json: work -> form -> text -> the programs whose export says so; README.md says why they differ."""
    made = make((GOLDEN / "programs.bib").read_text("utf-8"), tmp_path)
    assert made.told == []
    found: dict[str, Any] = defaultdict(lambda: {"type": {}, "note": {}, "apa": {}})
    for key, work in made.works.items():
        program, _, name = key.partition(".")
        texts = {"type": work.types.csl} | {style: made.references[key].plain(style) for style in ("note", "apa")}
        for form, text in texts.items():
            found[name][form][text] = f"{found[name][form].get(text, '')} {program}".strip()
    wanted = json.loads((GOLDEN / "programs.json").read_text("utf-8"))
    assert {name: forms for name, forms in found.items() if forms != wanted.get(name)} == {}
    assert found.keys() == wanted.keys()
