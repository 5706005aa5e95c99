"""Whatever is written in a field that is printed, every letter, digit and sign of money comes out, and none is added."""

import json
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from annotated_brief.bibliography import bibtex, latex
from annotated_brief.core.paths import Paths
from annotated_brief.references import exports
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from works import Made, make, parse

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
WORD = st.text(st.sampled_from("abcxyzABQéüßøČłжشا港0123456789"), min_size=1, max_size=8)
SIGN = st.sampled_from(["$5", "US$7bn", "€", "£", "%", "&", "#", "_", "^", "'", "-", "--", ":", ";", ".", ",", "?", "(", ")", "/", "*", "+", "<", ">", "|", "…", "“", "”"])  # fmt: skip
TEXT = st.lists(st.one_of(WORD, WORD, SIGN), min_size=1, max_size=7).map(" ".join)
FRAGMENT = st.sampled_from([
    (r"\emph{ebb}", "ebb"), (r"\textbf{tide}", "tide"), (r"{\"u}", "ü"), (r"\'e", "é"), (r"\v{C}", "Č"), (r"\ss{}", "ß"),
    (r"\$5", "$5"), (r"\pounds{}7", "£7"), (r"\&", ""), (r"\%", ""), (r"\enquote{x}", "x"), (r"\mbox{Y Z}", "YZ"),
    (r"CO$_2$", "CO2"), (r"$\alpha$", "α"), (r"\href{https://a.example/1}{data}", "data"), (r"\textsc{Uk}", "Uk"),
    ("{K}eep", "Keep"), (r"``q''", "q"), (r"\texttt{a\_b}", "ab"), (r"\textsuperscript{3}", "3"), (r"\LaTeX{}", "LaTeX"),
])  # fmt: skip


def signs(text: str) -> Counter[str]:
    """What of a text must be found again."""
    return Counter(latex.letters(text))


def read(folder: str, values: list[str], field: str, kind: str = "report") -> Made:
    rest = "" if field == "title" else "title = {T}, "
    text = "\n".join(f"@{kind}{{k{number}, {rest}{field} = {{{value}}}}}" for number, value in enumerate(values))
    return make(text, Path(folder))


@FEW
@given(
    st.lists(TEXT, min_size=3, max_size=8), st.sampled_from(["title", "institution", "note", "series", "titleaddon"])
)
def test_no_sign_of_a_text_is_lost_or_added(values: list[str], field: str) -> None:
    with TemporaryDirectory() as folder:
        made = read(folder, values, field)
        references = made.references if field in {"title", "institution"} else {}
    assert made.told == []
    for (key, work), value in zip(made.works.items(), values, strict=True):
        assert signs(work.text(field)) == signs(value), key
        item = json.dumps(exports.item(work), ensure_ascii=False)
        assert not signs(value) - signs(item)
        if field in {"title", "institution"}:
            assert not signs(value) - signs(exports.ris([work]))
            for style in ("note", "chicago", "apa", "mla"):
                printed = references[key].plain(style)
                assert not signs(value) - signs(printed), printed
                extra = signs(printed) - signs(value) - signs("T" if field != "title" else "")
                assert set(extra) <= set("nd"), printed  # n.d.


@FEW
@given(st.lists(st.lists(FRAGMENT, min_size=1, max_size=5), min_size=3, max_size=8))
def test_no_latex_loses_a_letter(several: list[list[tuple[str, str]]]) -> None:
    with TemporaryDirectory() as folder:
        made = read(folder, [" ".join(part for part, _ in parts) for parts in several], "title")
        references = made.references
    assert made.told == []
    for (key, work), parts in zip(made.works.items(), several, strict=True):
        wanted = signs("".join(text for _, text in parts))
        assert signs(work.title) == wanted, key
        assert not wanted - signs(references[key].plain("note"))


@FEW
@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=4))
def test_no_name_is_lost(people: list[tuple[str, str]]) -> None:
    people = [(re.sub(r"\d", "", family) or "Mole", re.sub(r"\d", "", given) or "Ada") for family, given in people]
    author = " and ".join(f"{family}, {given}" for family, given in people)
    with TemporaryDirectory() as folder:
        made = read(folder, [author], "author")
    (work,) = made.works.values()
    assert [name.get("family") for name in work.creators()] == [family for family, _ in people]
    assert not signs("".join(family + given for family, given in people)) - signs(work.authors + exports.ris([work]))


@FEW
@given(st.lists(TEXT, min_size=2, max_size=5))
def test_biblatex_gives_the_record_again(values: list[str]) -> None:
    with TemporaryDirectory() as folder:
        made = read(folder, values, "title")
        again = Path(folder) / "again.bib"
        again.write_text(bibtex.write(made.works.values()), "utf-8")
        found, problems = parse(again, Paths(Path(folder)))
    assert problems == []
    assert {work.key: (work.fields, work.title, exports.item(work)) for work in found} == {
        key: (work.fields, work.title, exports.item(work)) for key, work in made.works.items()
    }
