"""What people's bibliographies hold, and what readers and programs get of it."""

import re
from pathlib import Path

import pytest
from annotated_brief.bibliography import bibtex, languages, pandoc
from annotated_brief.content import citations
from annotated_brief.core.keys import slug
from annotated_brief.references import exports
from works import field, formatted, make

TITLES = [
    (r"{Exports reach US\$5 billion; \$7 million lost}", "Exports reach US$5 billion; $7 million lost"),
    (r"\textdollar{}5 and {\$}5", "$5 and $5"),
    (r"C\$, a$, $5--10", "C$, a$, $5–10"),
    ("From $5 to $7 million", "From $5 to $7 million"),
    ("NZ$100m in A$", "NZ$100m in A$"),
    (r"\pounds5, \euro{}6, \textyen7", "£5, €6, ¥7"),
    ("{Q&A: 60% of the sand leaves}", "Q&A: 60% of the sand leaves"),
    (r"R\&D, 60\% and \#5", "R&D, 60% and #5"),
    ("Levels #5 of 100%", "Levels #5 of 100%"),
    (r"M{\"u}ller f{\"u}r \"o \"{o} {\"{o}}", "Müller für ö ö ö"),
    (r"\H{o} \v{C}apek \O{}stergaard \'{\i} \c c \ss{} \AA", "ő Čapek Østergaard í ç ß Å"),
    (r"\enquote{Full} \mkbibquote{tide}", "“Full” “tide”"),
    (r"\texttt{tide.exe} and \mbox{ebb}", "tide.exe and ebb"),
    (r"\emph{Zostera} \textbf{now} \textsc{uk}", "Zostera now uk"),
    (r"CO$_2$ and H\textsubscript{2}O", "CO2 and H2O"),
    (r"$CO_2$ at $\sqrt{s}=7$", "CO2 at √(s)=7"),
    (r"On {H\({}_{\mbox{2}}\)O}", "On H2O"),
    (r"In 1\slash{}2 tides\ldots", "In 1/2 tides…"),
    (r"Ebb -- flow --- slack", "Ebb – flow — slack"),
    (r"``Full'' and `half'", "“Full” and ‘half’"),
    ('A "full" tide', "A “full” tide"),
    (r"a\_b and \{c\}", "a_b and {c}"),
    (r"\foreignlanguage{french}{mot} \uppercase{up}", "mot UP"),
    (r"?`Full? !`Yes!", "¿Full? ¡Yes!"),
    (r"See \href{https://a.example/x}{the data} and \url{https://a.example/a_b}", "See the data and https://a.example/a_b"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "read"), TITLES, ids=lambda value: value[:30])
def test_latex_is_read_whole(written: str, read: str, tmp_path: Path) -> None:
    work, reference, told = formatted(tmp_path, title=f"{{{written}}}", langid="english")
    assert told == []
    assert work.title == read
    assert exports.item(work)["title"] == read
    assert f"TI  - {read}" in exports.ris([work])
    loose = re.sub("[,.](?=[’”])", "", reference.plain("note")).replace("‘", "“").replace("’", "”")
    assert read.rstrip("!").replace("‘", "“").replace("’", "”") in loose


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (r"A \foo{tide}", r"\foo"),
        (r"C:\Users\me", r"\Users"),
        ("Sand &amp; Sea", "HTML in its field title: &amp;"),
        ("<i>Zostera</i>", "HTML in its field title: <i>"),
        ("CO<sub>2</sub>", "HTML in its field title: <sub>"),
        ("A&#8217;s", "HTML in its field title: &#8217;"),
        (r"A\cite{x} tide", r"\cite"),
    ],
)
def test_what_is_not_read_is_told_with_its_line(written: str, says: str, tmp_path: Path) -> None:
    _, told = field(tmp_path, title=written)
    assert any(line.startswith("bib/x.bib:2:") and says in line for line in told), told


NAMES = [
    ("Mole, Ada and others", "Ada Mole et al.", ["Mole, Ada"]),
    ("Lock, Jr., Peter and Weir, III, Ann", "Peter Lock Jr., Ann Weir III", ["Lock, Peter, Jr.", "Weir, Ann, III"]),
    (r"Mole, Ada and \v{C}apek, Karel and \O{}stergaard, S{\o}ren and \'Etang, E.",
     "Ada Mole, Karel Čapek, Søren Østergaard, E. Étang",
     ["Mole, Ada", "Čapek, Karel", "Østergaard, Søren", "Étang, E."]),
    ("family=Sluis, given=Ursula, prefix=van der, useprefix=true", "Ursula van der Sluis", ["van der Sluis, Ursula"]),
    ("van der Sluis, Ursula", "Ursula van der Sluis", ["van der Sluis, Ursula"]),
    ("Mole, Ada AND Quay, Ben", "Ada Mole, Ben Quay", ["Mole, Ada", "Quay, Ben"]),
    ("{Bureau of Rivers and Roads}", "Bureau of Rivers and Roads", ["Bureau of Rivers and Roads"]),
    ("Plato", "Plato", ["Plato"]),
    ("Carla Weir 0002", "Carla Weir", ["Weir, Carla"]),
    ("李, 明", "李明", ["李, 明"]),
    ("Ada Mole and Ben Quay", "Ada Mole, Ben Quay", ["Mole, Ada", "Quay, Ben"]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "shown", "inverted"), NAMES, ids=lambda value: str(value)[:25])
def test_names_keep_their_parts_and_their_order(written: str, shown: str, inverted: list[str], tmp_path: Path) -> None:
    work, told = field(tmp_path, author=written)
    assert told == []
    assert work.authors == shown
    assert [line[6:] for line in exports.ris([work]).splitlines() if line.startswith("AU  - ")] == inverted
    assert not any("others" in str(name) for name in exports.item(work).get("author", []))


@pytest.mark.parametrize("written", ["A., Quay B., Weir C., Lock D.", "Mole, A.; Quay, B."])
def test_names_that_are_not_kept_apart_are_told(written: str, tmp_path: Path) -> None:
    assert "has several names in one" in "".join(field(tmp_path, author=written)[1])


DOIS = [
    (r"10.1000/(sici)1097(1999)2:3<50::aid\_x>3.0;2-#", "10.1000/(sici)1097(1999)2:3<50::aid_x>3.0;2-#"),
    ("https://doi.org/10.1000/182", "10.1000/182"),
    ("http://dx.doi.org/10.1000/182", "10.1000/182"),
    ("doi:10.1000/182", "10.1000/182"),
    ("https://doi.org/https://doi.org/10.1000/182", "10.1000/182"),
    (r"10.1000/a\_b", "10.1000/a_b"),
    ("10.1000/182[1]", "10.1000/182[1]"),
]


@pytest.mark.parametrize(("written", "doi"), DOIS)
def test_a_doi_is_an_address_however_it_is_written(written: str, doi: str, tmp_path: Path) -> None:
    text = (
        "@article{h, author = {Mole, Ada}, title = {{Levels}}, journaltitle = {Pilot}, volume = {1}, "
        f"pages = {{3--19}}, doi = {{{written}}}, date = {{2024}}}}"
    )
    made = make(text, tmp_path, [("h", "", "p. 12")])
    work, reference = made.only()
    assert made.told == []
    assert work.doi == doi and work.url.startswith("https://doi.org/10.")
    note = reference.notes["|p. 12"].striptags()
    assert "1 (2024): 12, https://doi.org/10.1000/" in note and "\\" not in note and "3–19" not in note
    assert reference.note.count(f'href="{work.url}"'.replace("&", "&amp;")) == 1


PLACES = [
    ("p. 12", "1 (2024): 12, https"), ("pp. 7--9", "1 (2024): 7–9, https"), ("pp. 7-9", "1 (2024): 7–9, https"),
    ("p.\xa012", "1 (2024): 12, https"), ("Annex II, points 3; 4", "1 (2024): Annex II, points 3; 4, https"),
    ("vol. 2, p. 3", "1 (2024): vol. 2, p. 3, https"), ("chap. 2; fig. 4", "1 (2024): chap. 2; fig. 4, https"),
    ("p. 3; p. 5", "1 (2024): 3, 5, https"), ("pp. 3--4; p. 9", "1 (2024): 3–4, 9, https"),
    ("12", "1 (2024): 12, https"), ("para. 4", "1 (2024): para. 4, https"), ("chap. 3", "1 (2024): chap. 3, https"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "printed"), PLACES)
def test_a_place_stands_for_the_pages_and_before_the_address(place: str, printed: str, tmp_path: Path) -> None:
    text = (
        "@article{h, author = {Mole, Ada}, title = {{Levels}}, journaltitle = {Pilot}, volume = {1}, pages = {3--19},"
        "date = {2024}, url = {https://g.example/h}}"
    )
    made = make(text, tmp_path, [("h", "", place)])
    assert printed in made.references["h"].notes[f"|{place}"].striptags()


TYPES = [
    ("techreport", "report", "RPRT", "report"), ("phdthesis", "thesis", "THES", "thesis"),
    ("mastersthesis", "thesis", "THES", "thesis"), ("inproceedings", "paper-conference", "CONF", "conferencePaper"),
    ("conference", "paper-conference", "CONF", "conferencePaper"), ("dataset", "dataset", "DATA", "dataset"),
    ("misc", "document", "GEN", "document"), ("legislation", "legislation", "STAT", "statute"),
    ("legal", "treaty", "LEGAL", "statute"), ("jurisdiction", "legal_case", "CASE", "case"),
    ("video", "motion_picture", "VIDEO", "videoRecording"), ("software", "software", "COMP", "computerProgram"),
    ("incollection", "chapter", "CHAP", "bookSection"), ("patent", "patent", "PAT", "patent"),
    ("electronic", "webpage", "ELEC", "webpage"), ("www", "webpage", "ELEC", "webpage"),
    ("collection", "book", "EDBOOK", "book"), ("inreference", "entry-encyclopedia", "ENCYC", "encyclopediaArticle"),
    ("unpublished", "manuscript", "UNPB", "manuscript"), ("map", "map", "MAP", "map"),
    ("standard", "standard", "STAND", "standard"), ("booklet", "pamphlet", "PAMP", "document"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "csl", "ris", "zotero"), TYPES)
def test_each_type_is_what_it_is_everywhere(kind: str, csl: str, ris: str, zotero: str, tmp_path: Path) -> None:
    work, told = field(tmp_path, type_of_entry=kind)
    assert told == []
    assert exports.item(work)["type"] == csl
    assert exports.ris([work]).startswith(f"TY  - {ris}\n")
    assert work.types.zotero == zotero


def test_an_unknown_type_is_told(tmp_path: Path) -> None:
    assert "of the unknown type @onlin" in "".join(field(tmp_path, type_of_entry="onlin")[1])


DATES = [
    ("2024-02-29", "2024-02-29", "29 February 2024"), ("2023-10/2024-01", "2023-10", "October 2023–January 2024"),
    ("2020~", "2020", "about 2020"), ("2021?", "2021", "about 2021"), ("2020-21", "2020", "spring 2020"),
    ("2020-24", "2020", "winter 2020"), ("2020/", "2020", "2020–"), ("2020/..", "2020", "2020–"),
    ("199X", "1990", "1990–1999"), ("199u", "1990", "1990–1999"), ("1999-01-uu", "1999-01", "January 1999"),
    ("1999-XX-XX", "1999", "1999"), ("1723?~", "1723", "about 1723"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "date", "when"), DATES)
def test_dates_are_read_as_biblatex_has_them(written: str, date: str, when: str, tmp_path: Path) -> None:
    work, told = field(tmp_path, date=written)
    assert told == []
    assert (work.date, work.when) == (date, when)


@pytest.mark.parametrize(
    "written", ["2023-02-29", "2024-13", "2024-13-40", "03/04/2024", "2024-06-31", "2024/2023", "24"]
)
def test_an_impossible_date_is_a_fault(written: str, tmp_path: Path) -> None:
    assert f"impossible date {written}" in "".join(field(tmp_path, date=written)[1])


@pytest.mark.parametrize(
    ("year", "month", "date"),
    [("2014", "mar", "2014-03"), ("2014", "{March}", "2014-03"), ("2014", "3", "2014-03"), ("2014", "", "2014"),
     ("2014", "10 jan", "2014-01-10"), ("{2014}", "Dec.", "2014-12")],
)  # fmt: skip
def test_classic_bibtex_has_year_and_month(year: str, month: str, date: str, tmp_path: Path) -> None:
    work, told = field(tmp_path, date="", year=year, month=month)
    assert told == []
    assert work.date == date


def test_classic_fields_stand_beside_those_of_biblatex(tmp_path: Path) -> None:
    made = make(
        "@article{a, author={Mole, Ada}, title={Levels}, journal={Ports \\& Tides}, year=2014, number=2, pages={1-9}}\n"
        "@phdthesis{b, author={Mole, Ada}, title={Levels}, school={University of Hull}, address={Hull}, year=2014}\n"
        "@misc{c, author={Mole, Ada}, title={Levels}, howpublished={Leaflet}, year=2014, month=may, note={Rare}}\n"
        "@misc{d, author={Mole, Ada}, title={Levels}, howpublished={\\url{https://e.example/a_b}}, year=2014}\n",
        tmp_path,
    )
    assert made.told == []
    article, thesis, leaflet, page = (exports.item(work) for work in made.works.values())
    assert (article["container-title"], article["issue"], article["page"]) == ("Ports & Tides", "2", "1-9")
    assert (thesis["publisher"], thesis["publisher-place"], thesis["genre"]) == (
        "University of Hull",
        "Hull",
        "PhD thesis",
    )
    assert (leaflet["genre"], leaflet["note"]) == ("Leaflet", "Rare")
    assert (page["URL"], "publisher" in page) == ("https://e.example/a_b", False)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "{Dredging}", "subtitle": "{A History}"}, "Dredging: A History"),
        ({"title": "{Why?}", "subtitle": "{A History}"}, "Why? A History"),
        ({"title": "{Dredging}", "titleaddon": "{Part two}"}, "Dredging. Part two"),
        ({"title": "{Dredging}", "shorttitle": "{Dr}"}, "Dredging"),
    ],
)
def test_a_title_has_all_its_parts(fields: dict[str, str], title: str, tmp_path: Path) -> None:
    work, reference, told = formatted(tmp_path, type_of_entry="report", **fields)
    assert told == []
    assert work.title == title and title in reference.plain("note")
    assert "XTITLE" not in str(exports.item(work))


def test_a_chapter_takes_from_its_book(tmp_path: Path) -> None:
    made = make(
        "@incollection{c, author={Lock, Peter}, title={Pilots}, crossref={p}, pages={62--80}}\n"
        "@collection{p, editor={Mole, Ada}, title={Ports}, subtitle={and Tides}, publisher={Quay}, date={2019}}\n"
        "@online{o, title={Levels}, xdata={x}}\n@xdata{x, organization={Gauge}, url={https://g.example/h}, date={2024}}\n",
        tmp_path,
    )
    assert made.told == []
    chapter, page = made.works["c"], made.works["o"]
    assert (chapter.container, chapter.date, chapter.houses) == ("Ports: and Tides", "2019", "Quay")
    assert chapter.part_of == "Ports: and Tides, edited by Ada Mole"
    assert (page.publisher, page.url, page.date) == ("Gauge", "https://g.example/h", "2024")
    written = bibtex.write([chapter], made.works)
    assert "@collection{p," in written


PRIVATE = "file owner groups timestamp abstract keywords annote mendeley-groups bdsk-url-1 comment review creationdate"


@pytest.mark.parametrize("name", PRIVATE.split())
def test_private_fields_are_published_nowhere(name: str, tmp_path: Path) -> None:
    work, reference, _ = formatted(tmp_path, **{name: "/srv/ada/secret"})
    everything = bibtex.write([work]) + exports.ris([work]) + str(exports.item(work)) + str(reference)
    assert "secret" not in everything
    assert "secret" in bibtex.write([work], also=(name,))


@pytest.mark.parametrize(
    ("written", "code", "name"),
    [("american", "en-US", "English"), ("ngerman", "de", "German"), ("dutch", "nl", "Dutch"), ("en-GB", "en-GB", "English"),
     ("tr", "tr", "Turkish"), ("Arabic", "ar", "Arabic"), ("zh-Hans", "zh-Hans", "Chinese"), ("eng", "en", "English")],
)  # fmt: skip
def test_languages_are_known_by_all_their_names(written: str, code: str, name: str, tmp_path: Path) -> None:
    for place in ("langid", "language"):
        work, told = field(tmp_path, **{place: written})
        assert told == []
        assert (work.lang, work.language) == (code, name)


def test_a_title_whose_accents_are_commands_is_told_by_its_words(tmp_path: Path) -> None:
    title = r"Les transports face au d{\'e}fi de la transition {\'e}nerg{\'e}tique. Entre pass{\'e} et avenir, sobri{\'e}t{\'e}"
    assert field(tmp_path, title=title)[0].language == "French"


def test_a_language_without_a_name_is_that_of_its_script(tmp_path: Path) -> None:
    assert field(tmp_path, title="{港口史}")[0].language == "Chinese"
    names = ["chinese-traditional", "Simplified Chinese", "serbian-cyrillic", "portuguese-brazil", "thaicjk", "русский"]
    found = [one.code for one in map(languages.read, names) if one]
    assert found == ["zh-Hant", "zh-Hans", "sr-Cyrl", "pt-BR", "th", "ru"]
    assert "unknown language klingon" in "".join(field(tmp_path, langid="klingon")[1])


KEYS = [
    "mole--quay",
    "mole-",
    "DBLP:journals/x/Y",
    "10.1000/182",
    "Mole:2015abc",
    "a+b",
    "a.b",
    "m" * 260,
    "_frame",
    "mu\u0308",
]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:20])
def test_any_key_prints_its_work_and_has_an_address_of_its_own(key: str, tmp_path: Path) -> None:
    made = make(f"@online{{{key}, title={{{{Levels}}}}, organization={{{{Gauge}}}}, date={{2024}}}}", tmp_path)
    assert made.told == []
    work, reference = made.only()
    assert work.key == key
    assert reference.plain("note") == "“Levels,” Gauge, 2024."
    safe = slug(key)
    assert safe.replace("-", "").replace("_", "").isalnum() and safe.isascii() and len(safe) < 121
    assert not safe.startswith("_") and slug(safe) == safe


def test_no_two_keys_are_one_address() -> None:
    assert len({slug(key) for key in [*KEYS, "mole-quay", "mole", "a-b", "frame", "index", "mu"]}) == len(KEYS) + 6
    assert slug("blank2005primakov") == "blank2005primakov"


def test_keys_that_differ_in_capitals_only_are_told(tmp_path: Path) -> None:
    made = make("@misc{mole, title={A}}\n@misc{Mole, title={B}}\n", tmp_path)
    assert any("key Mole differs from mole in capitals only" in line for line in made.told)


ADDRESSES = [
    ("https://g.example/list?f[0]=sand", "https://g.example/list?f%5B0%5D=sand"),
    ("https://g.example/a#b#c", "https://g.example/a#b%23c"),
    ("https://g.example/100%zz", "https://g.example/100%25zz"),
    ("https://g.example/a|b", "https://g.example/a%7Cb"),
    ("https://g.example/%a8", "https://g.example/%a8"),
    (r"https://g.example/a\_b", "https://g.example/a_b"),
]


@pytest.mark.parametrize(("written", "address"), ADDRESSES)
def test_an_address_is_one_that_validators_take(written: str, address: str, tmp_path: Path) -> None:
    work, told = field(tmp_path, url=written)
    assert told == []
    assert work.url == address


@pytest.mark.parametrize(
    "written", ["https://g.example:99999/", "ftp://g.example/", "https://g.example/\u200bx", "g h"]
)
def test_an_address_that_is_none_is_told(written: str, tmp_path: Path) -> None:
    assert "address that is not http or https" in "".join(field(tmp_path, url=written)[1])


@pytest.mark.parametrize(
    ("fields", "address"),
    [({"eprint": "2301.01234", "eprinttype": "arxiv"}, "https://arxiv.org/abs/2301.01234"),
     ({"eprint": "1902.00001", "archiveprefix": "arXiv"}, "https://arxiv.org/abs/1902.00001"),
     ({"eprint": "12345", "eprinttype": "jstor"}, "https://www.jstor.org/stable/12345"),
     ({"urn": "urn:nbn:de:101:1-2019"}, "https://nbn-resolving.org/urn:nbn:de:101:1-2019"),
     ({"doi": "10.1000/182"}, "https://doi.org/10.1000/182")],
)  # fmt: skip
def test_eprints_and_urns_are_addresses(fields: dict[str, str], address: str, tmp_path: Path) -> None:
    assert field(tmp_path, url="", **fields)[0].url == address


@pytest.mark.parametrize("style", ["note", "chicago", "apa", "mla"])
def test_what_runs_from_right_to_left_is_held_apart(style: str, tmp_path: Path) -> None:
    _, reference, _ = formatted(
        tmp_path, author="الحسن, أحمد", title="{تقرير عن الموانئ (2024)}", titleaddon="{A report}", organization="{هيئة}",
        langid="arabic",
    )  # fmt: skip
    text = str(reference.note if style == "note" else reference.forms[style])
    assert ("<bdi>أحمد الحسن</bdi>" if style == "note" else "<bdi>الحسن, أحمد</bdi>") in text
    assert '<span lang="ar" dir="auto">تقرير عن الموانئ (2024)</span> [A report]' in text
    assert '<span dir="auto">هيئة</span>' in text


def test_titles_with_marks_of_their_own_read_as_chicago_has_them(tmp_path: Path) -> None:
    assert formatted(tmp_path, title="{The “Full” Tide}")[1].plain("note").startswith("“The ‘Full’ Tide,” Gauge")
    assert formatted(tmp_path, title="{Why Fill?}")[1].plain("note").startswith("“Why Fill?” Gauge, 2024")
    assert formatted(tmp_path, title="{Why Fill?}")[1].plain("chicago").startswith("Gauge. “Why Fill?” 2024.")


def test_a_law_prints_as_a_law(tmp_path: Path) -> None:
    text = "@legislation{h, title={Harbours Act}, date={1964}, number={c. 40}, langid={english}}"
    assert make(text, tmp_path).references["h"].plain("note") == "Harbours Act, c. 40 (1964)."
    text = "@legislation{h, title={Regulation (EU) 2019/123}, volume={L 130}, date={2019-05-17}, langid={english}}"
    note = make(text, tmp_path).references["h"].plain("note")
    assert note.startswith("Regulation (EU) 2019/123, L 130") and "Pub. L." not in note


@pytest.mark.parametrize("noise", ["Journal Article", "Web Page", "Book", "journalArticle", "Newspaper Article"])
def test_the_kind_of_item_of_a_program_is_not_printed(noise: str, tmp_path: Path) -> None:
    work, reference, _ = formatted(tmp_path, type_of_entry="report", type=noise)
    assert noise not in reference.plain("note") and "genre" not in exports.item(work)


def test_an_institution_with_and_in_its_name_is_one(tmp_path: Path) -> None:
    work, reference, told = formatted(
        tmp_path, type_of_entry="report", organization="", institution="Trade and Development"
    )
    assert told == [] and work.houses == "Trade and Development" and "Trade and Development" in reference.plain("note")


def test_what_the_edition_says_of_a_source_may_stand_beside_the_export(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib" / "sources.yml").write_text(
        "h: {kind: official, grade: A, footnote: 3, nodate: 50% of it is lost}\nquay: {grade: B}\nh2: {colour: red, type: inreference}\n",
        "utf-8",
    )
    made = make("@online{h, title={Levels}}\n@online{h2, title={Ebb}}\n", tmp_path)
    work = made.works["h"]
    assert made.works["h2"].types.csl == "entry-encyclopedia"
    assert (work.kind, work.grade, work.footnote, work.text("nodate")) == ("official", "A", 3, "50% of it is lost")
    assert sorted(line.partition(";")[0] for line in made.told) == [
        "bib/sources.yml:2: unknown key quay", "bib/sources.yml:3: h2 has the unknown field colour"
    ]  # fmt: skip


HABITS = [
    ({"number": "April"}, "(April 2024)"), ({"number": "sep"}, "(September 2024)"), ({"number": "2", "issue": "{2}"}, "no. 2 ("),
    ({"eid": "e027"}, ": e027"), ({"articleno": "17"}, ": 17"), ({"pages": "8--8"}, "): 8."),
    ({"doi": "ARTN 53 10.1000/182"}, "https://doi.org/10.1000/182"), ({"volume": "XIV"}, "Pilot 14"),
    ({"url": "https://a.example/1 https://b.example/2"}, "https://a.example/1."),
    ({"journaltitle": "arXiv preprint arXiv:2201.01234"}, "https://arxiv.org/abs/2201.01234"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "printed"), HABITS, ids=lambda value: str(value)[:40])
def test_what_a_program_writes_into_the_wrong_field_is_read_as_it_is_meant(
    fields: dict[str, str], printed: str, tmp_path: Path
) -> None:
    whole = {
        "title": "Levels",
        "journaltitle": "Pilot",
        "volume": "1",
        "year": "2024",
        "url": "",
        "organization": "",
        "date": "",
    }
    _, reference, told = formatted(tmp_path, type_of_entry="article", **whole | fields)
    assert (told, printed in reference.plain("note")) == ([], True), reference.plain("note")


def test_a_key_with_an_apostrophe_is_cited(tmp_path: Path) -> None:
    del tmp_path
    assert citations.parse("@O'Neill:2015's.b, p. 3", {"O'Neill:2015's.b"})[0][:2] == ("O'Neill:2015's.b", "p. 3")


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        ("Transport for London", "Transport for London, "), ("Bank of England", "Bank of England, "),
        ("World Health Organization", "World Health Organization, "), ("Ministry of Power and Ruth Berg", "Ministry of Power and Ruth Berg, "),
        ("International Energy Agency and others", "International Energy Agency et al., "), ("the Gauge Group", "the Gauge Group, "),
        ("{Transport for London}", "Transport for London, "), ("Ana de la Torre", "Ana de la Torre, "), ("Torre, Ana de la", "Ana de la Torre, "),
    ],
)  # fmt: skip
def test_a_body_among_the_authors_keeps_its_name_whole(author: str, printed: str, tmp_path: Path) -> None:
    _, reference, told = formatted(tmp_path, author=author)
    assert (told, reference.plain("note")[: len(printed)]) == ([], printed)
    assert "London, Transport" not in reference.plain("chicago")


def test_what_pandoc_dies_of_costs_no_other_work_its_reading() -> None:
    def ask(questions: list[str]) -> list[str]:
        if "bad" in questions:
            raise RuntimeError
        return [question.upper() for question in questions]

    assert pandoc.halved(ask, "", ["a", "b", "bad", "c"]) == ["A", "B", "", "C"]
