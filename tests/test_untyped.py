"""Works whose program has no type for them: what they are is told by their other fields, and asked for where it is not."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from annotated_brief.checks import document_rules, source_rules
from annotated_brief.references import exports
from works import Made, make

# Fields of @misc -> the type in CSL that they tell.
TOLD = [
    ("title = {Deep {Sea} {Mining} {Act} 2014}, url = {https://law.example/15}", "legislation"),
    ("title = {Deep Seabed Hard Mineral Resources Act}, number = {96-283}", "legislation"),
    ("title = {Regulation (EU) 2023/1115 on deforestation}, volume = {L 150}", "legislation"),
    ("title = {Mining Regulations, No. 12 of 2011}", "legislation"),
    ("title = {United Nations Convention on the Law of the Sea}", "treaty"),
    ("title = {Protocol to the Barcelona Convention relating to the Sea-Bed}", "treaty"),
    ("title = {Nauru ({Phosphate}) v. Australia}, pages = {240}", "legal_case"),
    ("title = {Case C-370/12 Pringle}", "legal_case"),
    ("title = {Seabed Mining Moratorium Bill}, url = {https://bill.example/1}", "bill"),
    ("title = {Responsible Use of Seafloor Resources}, number = {H.R. 4537}", "bill"),
    ("title = {Oversight Hearing on the Seabed}", "hearing"),
    ("author = {Weir, Ada}, title = {A Balancing Act}", "document"),  # an author writes no law
    ("title = {Hearing Loss in Divers}", "document"),
    ("author = {Weir, Ada}, title = {Levels}, publisher = {Zenodo}", "dataset"),
    ("author = {Weir, Ada}, title = {levels/gauge: v1.2}, publisher = {Zenodo}", "software"),
    ("author = {Weir, Ada}, title = {nodule-tools}, url = {https://github.com/weir/nodules}", "software"),
    (
        "author = {Weir, Ada}, title = {A Collector}, publisher = {YouTube}, url = {https://v.example/1}",
        "motion_picture",
    ),
    ("author = {Weir, Ada}, title = {A Collector}, url = {https://www.youtube.com/watch?v=1}", "motion_picture"),
    ("author = {Weir, Ada}, title = {Gates open}, url = {https://x.com/weir/status/1}", "post"),
    ("author = {Weir, Ada}, title = {Gates open}, booktitle = {Twitter}, url = {https://p.example/1}", "post"),
    ("author = {Weir, Ada}, title = {Drowned}, journal = {Panorama}, publisher = {BBC One}", "broadcast"),
    ("author = {Weir, Ada}, title = {Drowned}, titleaddon = {Panorama}, publisher = {{BBC} One}", "broadcast"),
    ("title = {nodule, n.}, journal = {Oxford English Dictionary}, publisher = {OUP}", "entry-encyclopedia"),
    ("title = {Dam}, journal = {Academic Water}, volume = {2}, publisher = {House}", "entry-encyclopedia"),
    ("author = {Weir, Ada}, title = {Letter to the Editor}", "personal_communication"),
    ("author = {Weir, Ada}, title = {Re: plume data}", "personal_communication"),
    ("author = {Weir, Ada}, title = {Talks}, howpublished = {Personal communication}", "personal_communication"),
    ("author = {Weir, Ada}, title = {Rising}, howpublished = {Documentary film}, publisher = {Roco}", "motion_picture"),
    ("author = {Weir, Ada}, title = {Bottom}, howpublished = {Podcast, Outside/In}", "song"),
    ("author = {Weir, Ada}, title = {Bottom}, howpublished = {Map Library Press}", "document"),
    ("author = {Weir, Ada}, title = {Levels}, url = {https://w.example/1}", "webpage"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Type: podcast}", "song"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Documentary film, in colour}", "motion_picture"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Radio programme, BBC Radio 4}", "broadcast"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Presented at the Sea Conference}", "speech"),
    ("author = {Weir, Ada}, title = {Levels}, howpublished = {Paper presented at Ebb Week}", "speech"),
    ("author = {Weir, Ada}, title = {Levels}, type = {Conference presentation}", "speech"),
    ("author = {Weir, Ada}, title = {Levels}, type = {Lecture notes}", "manuscript"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Interview by Peter Lock}", "interview"),
    (
        "author = {Weir, Ada}, title = {Levels}, note = {Personal communication with the author}",
        "personal_communication",
    ),
    ("author = {Weir, Ada}, title = {Levels}, note = {Photograph}", "graphic"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Mobile app}", "software"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Version 2.1}", "software"),
    ("author = {Weir, Ada}, title = {Levels}, howpublished = {Working paper}, publisher = {House}", "report"),
    ("author = {Weir, Ada}, title = {Levels}, howpublished = {Leaflet}", "pamphlet"),
    ("author = {Weir, Ada}, title = {Levels}, note = {See also the film}, publisher = {House}", "document"),
    ("author = {Weir, Ada}, title = {Levels}, note = {Talk of the town}, publisher = {House}", "document"),
    (
        "author = {Weir, Ada}, title = {Levels}, publisher = {Ebb}, url = {https://podcasts.apple.com/us/podcast/1}",
        "song",
    ),
    (
        "author = {ada}, title = {How do I measure?}, journal = {Ebb Stack Exchange}, url = {https://ebb.stackexchange.com/q/1}",
        "post",
    ),
    ("author = {Weir, Ada}, title = {Levels}, journal = {Ebb}, url = {https://ebb.substack.com/p/1}", "post-weblog"),
    (
        "author = {{Wikipedia contributors}}, title = {Dam}, url = {https://en.wikipedia.org/wiki/Dam}",
        "entry-encyclopedia",
    ),
    ("author = {Weir, Ada}, title = {Levels}, publisher = {House}, type = {document}", "document"),
    ("author = {Weir, Ada}, title = {Levels}, number = {ISO 23730:2022}", "standard"),
]

PERSONS = r"""
@letter{a, title = {Letter}, author = {Weir, Ada}, editora = {Lodge, Michael}, editoratype = {collaborator}, date = {2021}}
@misc{b, title = {On the rule}, author = {Weir, Ada}, collaborator = {Lodge, Michael}, type = {Letter}, year = {2021}}
@letter{c, title = {Letter}, author = {Weir, Ada}, namea = {Lodge, Michael}, nameatype = {collaborator}, date = {2021}}
@misc{d, title = {On the rule}, author = {Weir, Ada}, howpublished = {Letter to Michael Lodge}, year = {2021}}
@letter{e, title = {Letter}, author = {Weir, Ada}, recipient = {Lodge, Michael}, date = {2021}}
@misc{f, title = {Interview with Ada Weir}, author = {Lodge, Michael}, editora = {Weir, Ada}, editoratype = {collaborator}, date = {2021}}
@misc{g, title = {Interview with Ada Weir}, author = {Lodge, Michael}, namea = {Weir, Ada}, nameatype = {collaborator}}
@misc{h, title = {The Weir}, author = {Weir, Ada}, type = {Interview}, collaborator = {Lodge, Michael}}
@misc{i, title = {The Weir}, author = {Weir, Ada}, howpublished = {Interview by Michael Lodge}}
@misc{j, title = {The Weir}, author = {Weir, Ada}, collaborator = {Lodge, Michael}, publisher = {House}}
"""

REMARKS = r"""
@article{a, title = {T}, author = {Weir, Ada}, journal = {J}, volume = {2}, year = {2020}, note = {Publisher: Elsevier}}
@article{b, title = {T}, author = {Weir, Ada}, journal = {J}, volume = {2}, year = {2020},
  note = {Publisher: Taylor \& Francis
\_eprint: https://doi.org/10.1080/1}}
@legislation{c, title = {Convention}, date = {1982},
  note = {Type: treaty
Volume: 1833
Container Title: United Nations Treaty Series
Page: 3}}
@book{d, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {Original Date: 1609}}
@book{e, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {Google-Books-ID: aB1}}
@book{f, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {ID: 12; Last updated - 2023-11-29}}
@book{g, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {Cited by: 12; All Open Access, Green}}
@book{h, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {Volume in honour of the author: a feast}}
@article{i, title = {T}, author = {Weir, Ada}, journal = {The Herald}, date = {2004-03-01}, note = {Section: World}}
@online{j, title = {T}, author = {Weir, Ada}, date = {2004}, organization = {House}, note = {Accessed: 2020-03-01 A feast}}
@online{k, title = {T}, author = {Weir, Ada}, date = {2004}, organization = {House}, note = {Accessed: from the tower}}
@book{l, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {Submitted: May 2003}}
@book{m, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {PMCID: PMC12 tex.referencetype: film}}
@book{n, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {A feast
Read\_Status: In Progress
Publisher: House
Series: Studies}}
@book{o, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {Publisher: Another House}}
@book{p, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {tex.series: Studies
Read_Status: by Ada in one night}}
@book{q, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, introduction = {Lock, Peter}, editora = {Quay, B.}, editoratype = {redactor}}
@misc{r, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, editor = {Quay, B.}, collaborator = {Lock, Peter}}
@misc{s, title = {T}, author = {Weir, Ada}, year = {2004}, publisher = {House}, note = {US Patent 9,876}}
"""

# An entry -> a style, and what it prints.
PRINTED = {
    r"@hearing{a, title = {Sea-Bed Mining}, number = {116-20}, institution = {Senate}, publisher = {GPO}, year = {2008}}": (
        "note", "Sea-Bed Mining, no. 116-20, Senate (2008)."),
    r"@hearing{b, title = {Sea-Bed Mining}, number = {H.R. 12}, institution = {Senate}, year = {2008}}": (
        "note", "Sea-Bed Mining: Hearing on H.R. 12, Senate (2008)."),
    r"@jurisdiction{c, title = {Hearing on 116-20}, number = {116-20}, publisher = {Senate}, date = {2008}}": (
        "note", "Hearing on 116-20, Senate (2008)."),
    r"@article{d, title = {116-20}, author = {Weir, Ada}, journal = {J}, volume = {2}, year = {2019}}": (
        "note", "Ada Weir, “116-20,” J 2 (2019)."),
    r"@book{e, title = {Edition Editions}, author = {Weir, Ada}, publisher = {P}, year = {2019}}": (
        "chicago", "Weir, Ada. Edition Editions. P, 2019."),
    r"@article{f, title = {Gold}, author = {Weir, Ada}, journal = {News}, pages = {A1, B2}, edition = {Late edition}, date = {2021-03-04}}": (
        "note", "Ada Weir, “Gold,” News, March 4, 2021, Late Edition."),
    r"@misc{g, title = {A Talk}, author = {Weir, Ada}, howpublished = {Talk given at the Sea Conference}, year = {2008}}": (
        "note", "Ada Weir, “A Talk,” talk, Sea Conference, 2008."),
    r"@patent{h, title = {Gate}, author = {Weir, Ada}, number = {9,876,543}, nationality = {United States}, year = {2001}}": (
        "note", "Ada Weir, Gate, U.S. Patent 9,876,543, issued 2001."),
    r"@patent{i, title = {Gate}, author = {Weir, Ada}, number = {EP1234567A1}, year = {2001}}": (
        "apa", "Weir, A. (2001). Gate (European Patent No. 1234567A1)."),
    r"@patent{q, title = {Gate: A Sluice}, shorttitle = {Gate}, author = {Weir, Ada}, number = {GB123}, year = {2001}}": (
        "note", "Ada Weir, Gate: A sluice, British Patent 123, issued 2001."),
    r"@article{r, title = {Gold}, author = {Weir, Ada and {\\textcommabelow{S}}tefan, Ion\null}, doi = {10/ggd754}, langid = {chinese-simplified}, year = {2001}}": (
        "note", "Ada Weir and Ion Ștefan, “Gold,” 2001, https://doi.org/10/ggd754."),
    r"@software{j, title = {R}, author = {{R Core Team}}, version = {v4.3.1}, date = {2023}}": (
        "apa", "R Core Team. (2023). R (Version 4.3.1) [Computer software]."),
    r"@online{k, title = {Levels}, author = {Weir, Ada}, organization = {Gauge}, date = {2023}}": (
        "mla", "Weir, Ada. “Levels.” Gauge, 2023."),
    r"@book{l, title = {Silt}, author = {Weir, Ada}, series = {Studies in Sand}, volume = {12}, publisher = {P}, year = {2001}}": (
        "chicago", "Weir, Ada. Silt. Studies in Sand 12. P, 2001."),
    r"@book{m, title = {Silt}, author = {Weir, Ada}, series = {Studies}, volume = {2}, volumes = {3}, publisher = {P}, year = {2001}}": (
        "chicago", "Weir, Ada. Silt. Vol. 2. Studies. P, 2001."),
    r"@misc{n, title = {Drowned}, author = {Weir, Ada}, journal = {Panorama}, publisher = {BBC One}, address = {London}, year = {1996}}": (
        "note", "Ada Weir, “Drowned,” Panorama, aired 1996, on BBC One."),
    r"@misc{s, title = {Drowned}, author = {Adie, Kate}, note = {Radio programme, BBC Radio 4}, year = {1996}}": (
        "note", "Kate Adie, Drowned, radio programme, aired 1996, on BBC Radio 4."),
    r"@video{t, title = {Drowned}, author = {Adie, Kate}, entrysubtype = {tvbroadcast}, date = {2018}}": (
        "note", "Kate Adie, Drowned, aired 2018."),
    r"@manual{u, title = {sf: Features for R}, author = {Weir, Ada}, note = {R package version 1.0-3}, year = {2018}}": (
        "apa", "Weir, A. (2018). sf: Features for R (Version 1.0-3) [R package]."),
    r"@misc{v, title = {Dam --- {Wikipedia}{,} The Free Encyclopedia}, author = {{Wikipedia contributors}}, year = {2018}, url = {https://en.wikipedia.org/w/1}}": (
        "note", "Wikipedia contributors, “Dam,” in Wikipedia, The Free Encyclopedia, 2018, https://en.wikipedia.org/w/1."),
    r"@misc{w, title = {Dams Down}, author = {{Ebb}}, howpublished = {Press release}, year = {2018}}": (
        "note", "Ebb, “Dams Down,” press release, 2018."),
    r"@misc{x, title = {A Talk}, author = {Weir, Ada}, note = {Paper presented at the Sea Conference}, year = {2008}}": (
        "note", "Ada Weir, “A Talk,” paper presentation, Sea Conference, 2008."),
    r"@article{o, title = {T}, author = {Nguy{\~\^e}n, H{\`a} and 晓明 王 and {\'\^O}ng, Anh}, journal = {J}, volume = {2}, year = {2019}}": (
        "note", "Hà Nguyễn, 王晓明, and Anh Ống, “T,” J 2 (2019)."),
    r"@article{p, title = {T}, author = {Nauru, Republic of and Coalition, Deep Sea Conservation}, journal = {J}, volume = {2}, year = {2019}}": (
        "apa", "Republic of Nauru, & Deep Sea Conservation Coalition. (2019). T. J, 2."),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Made:
    text = "\n".join(f"@misc{{k{number}, {fields}, year = {{2021}}}}" for number, (fields, _) in enumerate(TOLD))
    return make(text, tmp_path_factory.mktemp("told"))


def test_a_work_of_no_known_type_is_what_its_fields_tell(told: Made) -> None:
    found = [(fields, told.works[f"k{number}"].types.csl) for number, (fields, _) in enumerate(TOLD)]
    assert told.told == []
    assert found == TOLD


def test_what_they_do_not_tell_is_asked_for_once_for_each_file(told: Made, tmp_path: Path) -> None:
    documents = [key for key, work in told.works.items() if work.types.csl == "document"]
    edition: Any = SimpleNamespace(used=told.works)
    (problem,) = document_rules.run(edition)
    assert problem.message.startswith(f"{len(documents)} works ({', '.join(documents)}): nothing says what they are")
    assert problem.line == told.works[documents[0]].line
    assert "bib/sources.yml what each is, such as type: film" in problem.remedy
    lacking = [one for work in told.works.values() for one in source_rules._complete(work) if work.key in documents]
    assert not [one for one in lacking if "url" in one.message or "publisher" in one.message]
    assert list(document_rules.notes(edition)) == []

    whole = "author = {Weir, Ada}, title = {T}, publisher = {House}, url = {https://h.example/1}, year = {2021}"
    made = make(f"@misc{{a, {whole}}} @misc{{b, {whole}, type = {{document}}}} @online{{c, {whole}}}", tmp_path)
    edition = SimpleNamespace(used=made.works)
    assert list(document_rules.run(edition)) == []
    (note,) = document_rules.notes(edition)
    assert note.startswith("bib/x.bib:1: 1 work (a): nothing says what") and note.endswith("or type: document")


def test_whom_a_letter_went_to_and_who_asked_in_an_interview(tmp_path: Path) -> None:
    made = make(PERSONS, tmp_path)
    found = {key: work.creators("recipient" if key in "abcde" else "interviewer") for key, work in made.works.items()}
    lodge, weir = {"family": "Lodge", "given": "Michael"}, {"family": "Weir", "given": "Ada"}
    assert made.told == []
    assert found == {key: [lodge] for key in "abcdefghi"} | {"j": []}
    assert {key: work.creators() for key, work in made.works.items()} == {key: [weir] for key in "abcdefghij"}
    assert made.references["a"].plain() == "Ada Weir, “Letter,” to Michael Lodge, 2021."
    assert made.references["f"].plain() == "Ada Weir, “Interview with Ada Weir,” interview by Michael Lodge, 2021."


def test_what_programs_write_into_a_note_is_meant_where_it_belongs(tmp_path: Path) -> None:
    made = make(REMARKS, tmp_path)
    items = {key: exports.item(work) for key, work in made.works.items()}
    assert made.told == []
    assert [items[key].get("publisher") for key in "ab"] == ["Elsevier", "Taylor & Francis"]
    assert {key: item["note"] for key, item in items.items() if "note" in item} == {
        "h": "Volume in honour of the author: a feast", "j": "A feast", "k": "Accessed: from the tower",
        "l": "Submitted: May 2003", "n": "A feast", "o": "Publisher: Another House",
        "p": "Read_Status: by Ada in one night", "q": "Introduction by: Peter Lock\nAs redactor: B. Quay",
        "r": "In collaboration with: Peter Lock", "s": "US Patent 9,876",
    }  # fmt: skip
    assert (items["i"]["section"], items["j"]["accessed"]["date-parts"]) == ("World", [[2020, 3, 1]])
    assert [items[key]["collection-title"] for key in "np"] == ["Studies", "Studies"]
    assert made.references["i"].plain("note") == "Ada Weir, “T,” World, The Herald, March 1, 2004."
    assert (items["m"]["PMCID"], items["s"]["publisher"]) == ("PMC12", "House")
    assert made.references["c"].plain() == "Convention, 1982, 1833 United Nations Treaty Series 3."
    assert made.references["d"].plain("note").endswith("(1609; House, 2004).")


def test_what_such_works_print(tmp_path: Path) -> None:
    made = make("\n".join(PRINTED), tmp_path)
    found = {
        entry: (style, reference.plain(style))
        for (entry, (style, _)), reference in zip(PRINTED.items(), made.references.values(), strict=True)
    }
    assert made.told == []
    assert found == PRINTED
