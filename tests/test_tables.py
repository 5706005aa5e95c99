"""The tables add up: every row says what, when and from where; every slip is told at its line."""

import itertools
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest
from annotated_brief.core import paths
from annotated_brief.core.paths import Paths
from annotated_brief.tables import tables
from annotated_brief.tables.cells import Cell
from annotated_brief.tables.tables import Row, Table

REAL = paths.default()
LOADED, PROBLEMS = tables.load(REAL)
FLOW = "docs/data/trade.csv"
DESCRIPTOR = "docs/data/datapackage.json"


def rows(name: str) -> dict[str, Row]:
    return {str(row.cells["row"]): row for row in LOADED[name].rows}


def number(name: str, row: str, column: str = "value") -> float:
    cell = rows(name)[row].cells[column]
    assert isinstance(cell, int | float), f"{name}:{row}:{column}"
    return cell


@pytest.fixture
def copy(tmp_path: Path) -> Paths:
    shutil.copytree(REAL.data, tmp_path / "docs" / "data")
    return Paths(tmp_path)


def edit(copy: Paths, file: str, change: Callable[[bytes], bytes]) -> list[str]:
    """The problems after a change to one file, as an editor reads them."""
    path = copy.root / file
    changed = change(path.read_bytes())
    assert changed != path.read_bytes(), "the planted fault changed nothing"
    path.write_bytes(changed)
    return [str(problem) for problem in tables.load(copy)[1]]


def line(number: int, old: str, new: str) -> Callable[[bytes], bytes]:
    """Change one line, counted from 1."""

    def change(data: bytes) -> bytes:
        lines = data.decode().splitlines(keepends=True)
        assert old in lines[number - 1], lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return "".join(lines).encode()

    return change


def described(name: str) -> int:
    return LOADED[name].line


# What is there --------------------------------------------------------------


def test_the_tables_as_they_stand_have_no_problem() -> None:
    assert [str(problem) for problem in PROBLEMS] == []
    assert LOADED


def test_a_stranger_can_validate_the_package() -> None:
    report = frictionless.validate(str(REAL.data / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == set(LOADED)


def test_the_package_says_licence_sources_and_what_was_left_out() -> None:
    package = json.loads((REAL.data / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert resource["licenses"][0]["name"] == "CC-BY-4.0", resource["name"]
        assert resource["sources"] and resource["leftOut"].endswith("."), resource["name"]
        assert resource["schema"]["primaryKey"] == ["row"], resource["name"]


@pytest.mark.parametrize("table", LOADED.values(), ids=list(LOADED))
def test_every_row_has_unit_period_source_and_grade(table: Table) -> None:
    for row in table.rows:
        for column in ("row", "unit", "period", "source", "grade"):
            assert row.cells[column], f"{table.file}:{row.line} has no {column}"


@pytest.mark.parametrize("table", LOADED.values(), ids=list(LOADED))
def test_every_row_says_something(table: Table) -> None:
    """A number, a range, a place or an event: a row with none of them is a leftover."""
    kinds = {column.name for column in table.columns if column.type in ("number", "integer")}
    for row in table.rows:
        numbers = [name for name in kinds - {"year", "seq", "start", "end"} if row.cells[name] is not None]
        said = any(row.cells.get(name) for name in ("event", "measure", "item"))
        assert numbers or said, f"{table.file}:{row.line}"


@pytest.mark.parametrize("table", LOADED.values(), ids=list(LOADED))
def test_a_range_runs_from_low_to_high(table: Table) -> None:
    for row in table.rows:
        low, high, value = (row.cells.get(name) for name in ("value_low", "value_high", "value"))
        place = f"{table.file}:{row.line}"
        if isinstance(low, int | float) and isinstance(high, int | float):
            assert low <= high, place
            assert value is not None or low < high, f"{place}: one number is the value"
            assert value is None or low <= float(value) <= high, place
        elif low is not None or high is not None:
            assert value is None, f"{place}: an open range has no single value"


@pytest.mark.parametrize("table", LOADED.values(), ids=list(LOADED))
def test_nothing_of_the_sources_own_words_is_published(table: Table) -> None:
    assert not {"quote", "source_title", "source_url"} & {column.name for column in table.columns}


# Two tables, one fact -------------------------------------------------------


def test_totals_of_trade_are_the_sum_of_their_parts() -> None:
    years = {str(row.cells["fiscal_year"]) for row in LOADED["trade"].rows if row.cells["flow"] != "total"}
    for year in years:
        parts = number("trade", f"{year}-exports") + number("trade", f"{year}-imports")
        rounded = 0.01 * parts if "Rounded" in str(rows("trade")[f"{year}-imports"].cells["note"]) else 0.02
        assert number("trade", f"{year}-total") == pytest.approx(parts, abs=rounded), year


def test_the_share_of_imports_is_the_same_beside_the_stock() -> None:
    compared = [row for row in LOADED["arms_stock"].rows if row.cells["kind"] == "imports"]
    assert compared
    for row in compared:
        first = rows("arms_imports")[f"{row.cells['period']}-russia"]
        for column in ("value", "unit", "period", "source", "grade"):
            assert row.cells[column] == first.cells[column], f"{row.cells['row']}: {column}"
        assert first.cells["status"] == "first print"


def test_shares_of_one_window_and_edition_do_not_exceed_the_whole() -> None:
    sums: dict[tuple[object, object], float] = {}
    for name, row in rows("arms_imports").items():
        key = (row.cells["window"], row.cells["edition"])
        sums[key] = sums.get(key, 0) + number("arms_imports", name)
    assert max(sums.values()) <= 100


def test_the_train_takes_the_days_that_the_transit_table_says() -> None:
    assert number("train", "days") == number("transit", "mundra-2025")
    assert number("train", "days-before") == number("transit", "mundra-2024")
    assert number("train", "days-saved") == number("train", "days-before") - number("train", "days")
    assert number("train", "pulp-days") == number("transit", "aprin-2025")


def test_sixteen_texts_since_march_2022() -> None:
    since = [row for row in LOADED["un_votes"].rows if row.cells["phase"] == "since March 2022"]
    votes = [row.cells["india_vote"] for row in since]
    assert len(votes) == 16
    assert [votes.count(vote) for vote in ("abstain", "in favour", "not against", "against")] == [13, 1, 2, 0]
    assert all(number("un_votes", name, "yes") > number("un_votes", name, "no") for name in rows("un_votes"))


def test_votes_and_measures_in_the_timeline_have_the_dates_of_their_tables() -> None:
    events = {str(row.cells["date"]) for row in LOADED["timeline"].rows}
    voted = {str(row.cells["date"]) for row in LOADED["un_votes"].rows}
    for row in LOADED["timeline"].rows:
        if row.cells["theme"] == "United Nations":
            assert row.cells["date"] in voted, f"{LOADED['timeline'].file}:{row.line}"
    shared = {"order", "rosneft-lukoil", "call", "oil-duty-lifted", "court", "licence-133", "licence-may"}
    assert {name for name in shared if rows("oil_measures")[name].cells["date"] not in events} == set()


def test_the_timeline_is_in_order_and_its_classes_follow_the_dates() -> None:
    dates = [str(row.cells["date"]) for row in LOADED["timeline"].rows]
    assert dates == sorted(dates)
    for row in LOADED["timeline"].rows:
        place, date = f"{LOADED['timeline'].file}:{row.line}", str(row.cells["date"])
        assert len(str(row.cells["event"]).split()) <= 25, place
        assert row.cells["claims"], place
        if row.cells["class"] != "in the brief":
            assert (date > "2025-12-05") == (row.cells["class"] == "later"), place


@pytest.mark.parametrize("name", ["timeline", "un_votes", "armenia_deals"])
def test_a_date_is_as_exact_as_it_says(name: str) -> None:
    for row in LOADED[name].rows:
        parts = str(row.cells["date"]).count("-")
        assert ("year", "month", "day")[parts] == row.cells["precision"], f"{LOADED[name].file}:{row.line}"


def test_each_sea_leg_has_a_course_between_its_two_stops() -> None:
    stops = [row.cells for row in LOADED["corridors"].rows]
    legs = {
        (before["route"], before["place"], stop["place"]): (before, stop)
        for before, stop in itertools.pairwise(stops)
        if before["route"] == stop["route"] and stop["mode"] == "sea"
    }
    courses: dict[tuple[Cell, Cell, Cell], list[Row]] = {}
    for row in LOADED["corridor_legs"].rows:
        courses.setdefault((row.cells["route"], row.cells["origin"], row.cells["destination"]), []).append(row)
    assert set(courses) == set(legs)
    for key, course in courses.items():
        assert [row.cells["seq"] for row in course] == list(range(1, len(course) + 1)), key
        for stop, row in zip(legs[key], (course[0], course[-1]), strict=True):
            for axis in ("lon", "lat"):
                assert number("corridor_legs", str(row.cells["row"]), axis) == pytest.approx(stop[axis], abs=0.006)


def test_the_stops_of_a_route_are_counted_from_one_and_begin_with_a_start() -> None:
    routes: dict[object, list[Row]] = {}
    for row in LOADED["corridors"].rows:
        routes.setdefault(row.cells["route"], []).append(row)
    for route, stops in routes.items():
        assert [row.cells["seq"] for row in stops] == list(range(1, len(stops) + 1)), route
        assert len(stops) == 1 or [row.cells["mode"] == "start" for row in stops].index(True) == 0, route


def test_a_splice_is_marked_where_the_compiler_of_the_main_series_changes() -> None:
    main = [row.cells for row in LOADED["nsr_cargo"].rows if row.cells["series"] == "main"]
    for before, cells in itertools.pairwise(main):
        changed = before["measured_by"] != cells["measured_by"]
        assert cells["splice"] == ("yes" if changed else "no"), cells["row"]


# Planted faults -------------------------------------------------------------

NAMED = described("trade") - 2  # the line on which the description of the table begins

FAULTS: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a text where a number belongs": (
        FLOW,
        line(2, "10686.85", "ten thousand"),
        f"{FLOW}:2: column value: 'ten thousand' is not a number; write digits with a point, and nothing else: 1234.5",
    ),
    "a comma in a number": (
        FLOW,
        line(3, "8229.91", '"8,229.91"'),
        f"{FLOW}:3: column value: '8,229.91' is not a number",
    ),
    "not a number": (FLOW, line(4, "10110.68", "NaN"), f"{FLOW}:4: column value: 'NaN' is not a number"),
    "a number too long to keep": (FLOW, line(4, "10110.68", "9" * 5000), f"{FLOW}:4: column value: '999"),
    "a fraction of a vote": (
        "docs/data/un_votes.csv",
        line(2, ",70,", ",70.5,"),
        "docs/data/un_votes.csv:2: column yes: 70.5 is not a whole number",
    ),
    "no number where one must be": (
        FLOW,
        line(2, "10686.85", ""),
        f"{FLOW}:2: column value: no value; fill it in",
    ),
    "no unit": (FLOW, line(5, "million US dollars", ""), f"{FLOW}:5: column unit: no value"),
    "no source": (FLOW, line(5, "quint2023leverage", ""), f"{FLOW}:5: column source: no value"),
    "a word that the column does not know": (
        FLOW,
        line(6, ",imports,", ",import,"),
        f"{FLOW}:6: column flow: 'import' is not one of its values; use one of: exports, imports, total",
    ),
    "an impossible day": (
        "docs/data/oil_measures.csv",
        line(2, "2025-07-30", "2025-07-32"),
        "docs/data/oil_measures.csv:2: column date: '2025-07-32' is not a date",
    ),
    "a name that cannot be spoken": (
        FLOW,
        line(2, "2017-18-total", "2017/18 total"),
        f"{FLOW}:2: column row: '2017/18 total' has not the form of the column",
    ),
    "a row twice": (
        FLOW,
        line(3, "2018-19-total", "2017-18-total"),
        f"{FLOW}:3: row 2017-18-total stands twice (first at line 2); rename one of the two",
    ),
    "a column missing": (FLOW, line(1, ",grade", ""), f"{FLOW}:1: column grade is missing"),
    "a column too many": (FLOW, line(1, "note", "note,mood"), f"{FLOW}:1: column mood is not described"),
    "a column twice": (FLOW, line(1, "note", "note,note"), f"{FLOW}:1: column note stands twice"),
    "columns in another order": (
        FLOW,
        line(1, "grade,note", "note,grade"),
        f"{FLOW}:1: columns are in another order than described",
    ),
    "a cell too many": (FLOW, line(7, ",A,", ",A,A,"), f"{FLOW}:7: row has 12 cells, the table has 11 columns"),
    "no rows": (
        FLOW,
        lambda data: data.splitlines(keepends=True)[0],
        f"{FLOW}:1: table has no rows; add one, or delete the table and its description",
    ),
    "nothing at all": (FLOW, lambda _: b"", f"{FLOW}:1: table is empty"),
    "a quotation mark left open": (FLOW, line(7, "A,", 'A,"'), f"{FLOW}:7: not CSV: "),
    "not UTF-8": (FLOW, lambda data: data.replace(b"2018-19-total", b"2018-19-t\xf6tal"), f"{FLOW}:3: not UTF-8"),
    "a null byte": (FLOW, lambda data: data.replace(b"8229.91", b"8229\0.91"), f"{FLOW}:3: holds a null byte"),
    "a source not listed": (
        FLOW,
        line(2, "indianexpress2022trade", "nobody2020"),
        f"{FLOW}:2: source nobody2020 is not listed in {DESCRIPTOR}:",
    ),
    "a source listed in vain": (
        DESCRIPTOR,
        lambda data: data.replace(b'"sources": [', b'"sources": [\n{"title": "nobody2020"},', 1),
        f"{DESCRIPTOR}:{described('trade')}: trade lists the source nobody2020, which no row has",
    ),
    "a descriptor that is not JSON": (DESCRIPTOR, line(3, ",", ""), f"{DESCRIPTOR}:4: not JSON: "),
    "a descriptor without tables": (DESCRIPTOR, lambda _: b"[]", f"{DESCRIPTOR}:1: describes no table"),
    "a descriptor that is not UTF-8": (DESCRIPTOR, lambda data: b"\xff" + data, f"{DESCRIPTOR}:1: not UTF-8"),
    "a description without what was left out": (
        DESCRIPTOR,
        lambda data: data.replace(b'"leftOut": ', b'"left": ', 1),
        f"{DESCRIPTOR}:{NAMED}: table trade has no leftOut",
    ),
    "a table named after a file elsewhere": (
        DESCRIPTOR,
        lambda data: data.replace(b'"name": "trade"', b'"name": "../../bib/trade"', 1),
        f"{DESCRIPTOR}:{NAMED + 1}: table ../../bib/trade: name has not its form: '../../bib/trade'",
    ),
    "numbers without a unit": (
        DESCRIPTOR,
        lambda data: data.replace(b', "unit": "million US dollars"', b"", 1),
        f"{DESCRIPTOR}:{NAMED + 18}: table trade, column value has numbers without a unit",
    ),
    "a type that there is not": (
        DESCRIPTOR,
        lambda data: data.replace(b'"type": "number"', b'"type": "figure"', 1),
        f"{DESCRIPTOR}:{NAMED + 18}: column value: type is unknown: 'figure'",
    ),
    "a pattern that cannot be read": (
        DESCRIPTOR,
        lambda data: data.replace(b'"pattern": "', b'"pattern": "(', 1),
        f"{DESCRIPTOR}:{NAMED + 14}: table trade, column row has a pattern that cannot be read",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_told_at_its_line(fault: str, copy: Paths) -> None:
    file, change, expected = FAULTS[fault]
    found = edit(copy, file, change)
    assert any(problem.startswith(expected) for problem in found), found


def test_a_table_without_description_is_told(copy: Paths) -> None:
    (copy.data / "stray.csv").write_text("row\na\n", "utf-8")
    found = [str(problem) for problem in tables.load(copy)[1]]
    assert found == [
        f"docs/data/stray.csv: table has no description in {DESCRIPTOR}; describe it there, or delete the file"
    ]


def test_a_described_table_that_is_missing_is_told(copy: Paths) -> None:
    (copy.data / "trade.csv").unlink()
    found = [str(problem) for problem in tables.load(copy)[1]]
    assert f"{DESCRIPTOR}:{described('trade')}: {FLOW} is missing; restore it, or delete its description" in found


def test_a_missing_descriptor_is_told(copy: Paths) -> None:
    (copy.data / "datapackage.json").unlink()
    assert any(str(problem).startswith(f"{DESCRIPTOR}: file is missing") for problem in tables.load(copy)[1])


def test_a_bad_number_is_left_empty_so_that_nothing_draws_a_text(copy: Paths) -> None:
    edit(copy, FLOW, line(2, "10686.85", "many"))
    assert tables.load(copy)[0]["trade"].rows[0].cells["value"] is None


def test_an_unknown_source_is_told_with_the_nearest_key(copy: Paths) -> None:
    edit(copy, FLOW, line(5, "quint2023leverage", "quint2023leverige"))
    known = {str(row.cells[name]) for table in LOADED.values() for row in table.rows for name in ("source",)}
    known |= {str(row.cells["source2"]) for row in LOADED["trade"].rows} | {
        str(row.cells["source2"]) for row in LOADED["un_votes"].rows
    }
    found = [str(problem) for problem in tables.check_sources(tables.load(copy)[0], known)]
    assert found == [
        f"{FLOW}:5: unknown source quint2023leverige; did you mean quint2023leverage? If not, add it to bib/"
    ]


def test_an_unknown_claim_is_told() -> None:
    first = LOADED["timeline"].rows[0]
    claims = {word for row in LOADED["timeline"].rows for word in str(row.cells["claims"]).split()}
    assert tables.check_claims(LOADED, claims) == []
    missing = str(first.cells["claims"]).split()[0]
    found = tables.check_claims(LOADED, claims - {missing})
    assert (found[0].file, found[0].line) == ("docs/data/timeline.csv", first.line)
    assert f"unknown claim {missing}" in found[0].message


# Good inputs ----------------------------------------------------------------

NOTE = "Only the total was found for this year."
GOOD: dict[str, Callable[[bytes], bytes]] = {
    "a byte-order mark": lambda data: b"\xef\xbb\xbf" + data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "blank lines at the end": lambda data: data + b"\n\n",
    "an emoji": line(2, NOTE, "\N{BAR CHART} ok"),
    "right to left": line(2, NOTE, "\u05e9\u05dc\u05d5\u05dd \u200f"),
    "five thousand letters": line(2, NOTE, "x" * 5_000),
    "a line break in a quoted cell": line(2, NOTE, '"one\ntwo"'),
    "markup": line(2, NOTE, "</td><script>alert(1)</script>"),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_harmless_oddity_is_read(case: str, copy: Paths) -> None:
    assert edit(copy, FLOW, GOOD[case]) == []
    read = tables.load(copy)[0]["trade"]
    assert [row.cells["value"] for row in read.rows] == [row.cells["value"] for row in LOADED["trade"].rows]


def test_a_line_number_survives_a_cell_of_two_lines(copy: Paths) -> None:
    edit(copy, FLOW, line(2, NOTE, '"one\ntwo"'))
    found = edit(copy, FLOW, line(4, "8229.91", "some"))
    assert found[0].startswith(f"{FLOW}:4: column value: 'some'")


def test_more_rows_than_a_page_can_show_are_told(copy: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    (told,) = [str(problem) for problem in tables.load(copy)[1] if FLOW in problem.file and "rows" in problem.message]
    assert told == f"{FLOW}:5: table has {len(rows('trade'))} rows; keep at most 3"
