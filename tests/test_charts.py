"""The system of figures: its colours, its drawings, and that it refuses what is not complete."""

import itertools
import json
import math
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from annotated_brief.core.paths import THEME, Paths
from annotated_brief.edition import Edition
from annotated_brief.figures import (
    chart,
    chart_svg,
    charts,
    figure_numbers,
    figure_scripts,
    figure_style,
    label_placing,
    lanes,
    palette,
)
from annotated_brief.figures.chart import GAP, Chart, Point, Scale, Series
from annotated_brief.figures.palette import BLUE, Colour
from annotated_brief.pages import figure_html
from annotated_brief.tables.datapackage import Column
from annotated_brief.tables.tables import Row, Table

# How the world looks without one kind of cone: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based
# Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, table 1, severity 1.0.
EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue cones": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
APART = 13  # CIE 1976 distance; 2.3 can just be told apart when side by side
STYLES = THEME / "assets" / "stylesheets" / "figures.css"

SCRIPT = """
from annotated_brief.figures.charts import Figure, Mark
from annotated_brief.figures.common_charts import bars

FIGURE = Figure(
    name="rain",
    title="It rains more in May",
    measure="Rain",
    unit="mm",
    period="2024",
    alt="Two bars, of 3 and 5.",
    note="One station.",
    tables=("rain",),
    columns={"rain": ("month", "value")},
)


def chart(tables, size):
    made = bars(tables["rain"], size, label="month", unit="mm")
    made.write(0, 10, "most: 5")
    return made
"""


def rain(*values: float | str | None, source: str = "met") -> dict[str, Table]:
    rows = [
        Row(n, {"row": f"r{n}", "month": "May", "value": v, "period": "2024", "source": source})
        for n, v in enumerate(values, 2)
    ]
    columns = [Column(name, name.title(), "string", "") for name in ("row", "month", "value", "source")]
    return {"rain": Table("rain", "Rain", "", columns, rows, "docs/data/rain.csv")}


@pytest.fixture
def project(tmp_path: Path) -> Paths:
    """A project with one figure."""
    made = Paths(tmp_path)
    made.figures.mkdir(parents=True)
    made.data.mkdir(parents=True)
    (made.data / "rain.csv").write_text("row\n", "utf-8")
    (made.figures / "rain.py").write_text(SCRIPT, "utf-8")
    return made


def said(project: Paths, tables: dict[str, Table]) -> list[str]:
    return [str(problem) for problem in charts.faults(project, tables)]


# Colours


def linear(colour: str) -> list[float]:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """The colour as those eyes see it, in the space where distances are those of sight."""
    plain = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(a * c for a, c in zip(row, plain, strict=True)))) for row in EYES[eyes])
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b
    z = (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def contrast(one: str, other: str) -> float:
    light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_readers_can_tell_the_colours_apart(eyes: str, scheme: str) -> None:
    pairs = itertools.combinations((*palette.SERIES, palette.MARK), 2)
    near = {
        f"{one.variable} {other.variable}": distance
        for one, other in pairs
        if (distance := math.dist(lab(getattr(one, scheme), eyes), lab(getattr(other, scheme), eyes))) < APART
    }
    assert near == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_paper_and_words_more(scheme: str) -> None:
    paper = getattr(palette.PAPER, scheme)
    for colour in (*palette.SERIES, palette.MARK):
        assert contrast(getattr(colour, scheme), paper) >= 3, colour
    for colour in (
        palette.INK,
        palette.SOFT,
        palette.MARK,
        palette.BLUE,
        palette.OCHRE,
        palette.PLUM,
    ):  # used for words
        assert contrast(getattr(colour, scheme), paper) >= 4.5, colour


def test_the_style_sheet_has_the_same_colours() -> None:
    light, dark = STYLES.read_text("utf-8").split("@media screen", 1)
    for colour in palette.OWN:
        assert f"{colour.variable}: {colour.light};" in light
        assert f"{colour.variable}: {colour.dark};" in dark


def test_the_page_has_the_colours_that_a_drawing_falls_back_to() -> None:
    page = (THEME / "assets" / "stylesheets" / "brief.css").read_text("utf-8")
    for colour in (palette.INK, palette.SOFT, palette.PAPER):
        assert f"{colour.variable}: {colour.light};" in page
        assert f"{colour.variable}: {colour.dark};" in page


def test_a_colour_becomes_its_property_and_back() -> None:
    made = palette.with_variables(f'fill="{palette.BLUE.light}" stroke="rgb(1, 2, 3)"')
    assert made == f'fill="var(--fig-1,{palette.BLUE.light})" stroke="#010203"'
    assert palette.without_variables(made) == f'fill="{palette.BLUE.light}" stroke="#010203"'


# What is refused


def test_a_complete_figure_passes(project: Paths) -> None:
    assert said(project, rain(3, 5)) == []


@pytest.mark.parametrize("word", ["title", "measure", "unit", "period", "alt", "note"])
def test_a_figure_without_its_words_is_refused(project: Paths, word: str) -> None:
    script = re.sub(rf'{word}=".*"', f'{word}=" "', SCRIPT)
    (project.figures / "rain.py").write_text(script, "utf-8")
    line = next(number for number, text in enumerate(script.splitlines(), 1) if text.strip().startswith(f"{word}="))
    expected = f"scripts/figures/rain.py:{line}: figure rain has no {word}; write `{word}=`, "
    (found,) = said(project, rain(3, 5))
    assert found.startswith(expected)


def test_a_figure_without_table_rows_or_sources_is_refused(project: Paths) -> None:
    assert "uses no known table: rain" in said(project, {})[0]
    assert said(project, rain()) == ["docs/data/rain.csv:1: table rain of figure rain has no rows; add its rows"]
    assert "has no source" in said(project, rain(3, 5, source=""))[0]
    (project.figures / "rain.py").write_text(SCRIPT.replace('("rain",)', "()"), "utf-8")
    assert "has no table" in said(project, rain(3, 5))[0]


def test_a_table_that_cannot_be_drawn_is_told_not_raised(project: Paths) -> None:
    assert (
        "cannot be built: ValueError: row r3: value is 'five', not a number: leave it empty"
        in said(project, rain(3, "five"))[0]
    )


def test_a_number_that_is_in_no_cell_is_told(project: Paths) -> None:
    text = SCRIPT.replace("most: 5", "most: 6").replace("of 3 and 5", "of 3 and 4")
    (project.figures / "rain.py").write_text(text, "utf-8")
    told = " ".join(said(project, rain(3, 5)))
    assert "the number 6 in “most: 6”" in told
    assert "the number 4 in “Two bars, of 3 and 4.”" in told


def test_a_value_that_is_not_its_row_s_is_told(project: Paths) -> None:
    plot = charts.figures(project)["rain"]
    spec = json.loads(json.dumps(figure_scripts.spec(plot, rain(3, 5), figure_style.WIDE)))
    spec["data"][0]["x"][1] = 5.5
    assert list(figure_numbers.faults(plot.figure, spec, rain(3, 5))) == ["5.5 is drawn for rain:r3, the table has 5"]
    del spec["data"][0]["ids"]
    assert "does not say what rows it draws" in next(figure_numbers.faults(plot.figure, spec, rain(3, 5)))


# Drawing


def drawn_line(**look: Any) -> str:
    """The path of a line with a gap in it, on axes as wide as the drawing."""
    made = Chart(figure_style.WIDE, 100)
    panel = made.panel(Scale(0, 100, 0, 100), Scale(0, 100, 0, 100))
    places = (
        Point(0, 0),
        Point(10, 2),
        Point(10.2, 2.3),
        Point(90, 40),
        GAP,
        Point(5, 50),
        Point(30, 70),
        Point(9, 90),
    )
    panel.add(Series("line", places, "Way", BLUE, **look))
    found = re.search(r' d="([^"]*)"', chart_svg.draw(made))
    assert found
    return found[1]


def test_an_area_is_written_in_whole_steps_and_a_bent_line_passes_all_its_places() -> None:
    assert drawn_line(closed=True) == "M0,0l10,2 80,38zM5,50l25,20 -21,20z"
    bent = drawn_line(smooth=True)
    ends = re.findall(r"[M ]([\d.]+,[\d.]+)(?=[CM]|$)", bent)
    assert [tuple(map(float, end.split(","))) for end in ends] == [
        (0, 0), (10, 2), (10.2, 2.3), (90, 40), (5, 50), (30, 70), (9, 90),
    ]  # fmt: skip


# In the page


@pytest.fixture
def wet(edition: Edition, project: Paths) -> Edition:
    """An edition whose one figure is that of the rain."""
    source: Any = SimpleNamespace(publisher="The Met & Co <b>", title="")
    return edition._replace(paths=project, tables=rain(3, 5), sources={"met": source}, numbers={"met": "12"})


def test_the_page_has_all_four_forms(wet: Edition) -> None:
    own = wet._replace(settings=wet.settings._replace(repo_url="https://example.org/repo"))
    text = str(figure_html.render(own, "rain", "roots.md", "Somebody, 2026"))
    assert text.startswith('<figure id="fig-rain" data-figure="rain"')
    assert text.count('role="img"') == 2
    assert "<desc id=" in text
    assert '<td class="n">5</td>' in text
    assert 'scope="row"' in text
    assert "<caption" in text
    assert 'href="../data/rain.csv"' in text
    assert 'href="../figures/rain.svg"' in text
    assert 'href="https://example.org/repo/blob/main/scripts/figures/rain.py"' in text
    assert "The Met &amp; Co &lt;b&gt;" in text
    assert 'data-citation="Somebody, 2026"' in text
    assert 'data-spec="../assets/figure-rain.js"' in text
    script = charts.specification("rain", wet.tables, wet.paths)
    found = re.fullmatch(r"\(window\.editionFigures\?\?=\{\}\)\[\"rain\"\]=(.*);\n", script)
    assert found
    assert set(json.loads(found[1])) == {"wide"}
    assert text.rstrip().endswith("</figcaption>\n</figure>")


def test_a_link_to_the_script_needs_an_address(wet: Edition) -> None:
    own = wet._replace(settings=wet.settings._replace(repo_url=""))
    assert "Script</a>" not in figure_html.render(own, "rain", "roots.md", "")


def test_html_in_a_cell_is_text(wet: Edition) -> None:
    wet.tables["rain"].rows[0].cells["month"] = "</script><script>alert(1)</script>"
    assert "<script>alert" not in figure_html.render(wet, "rain", "roots.md", "")


def test_the_file_to_keep_has_its_title_and_sources_and_no_variables(wet: Edition) -> None:
    text = figure_html.export(wet, "rain", "Cite & keep")
    assert "It rains more in May" in text
    assert "The Met &amp; Co &lt;b&gt;" in text
    assert "Cite &amp; keep" in text
    assert "var(" not in text
    assert "currentColor" not in text
    assert 'role="img"' in text


def test_a_label_gives_way_to_one_that_stands_there() -> None:
    made = chart.Chart(figure_style.WIDE, 100)
    made.panel(chart.Scale(0, 1, 0, 560), chart.Scale(0, 1, 100, 0))
    for text in ("first", "second"):
        made.label(text, 200, 50, sides=("right", "left"))
    first, second = label_placing.place(made)
    assert (first.anchor, second.anchor) == ("start", "end")


def test_every_colour_has_a_name_of_its_own() -> None:
    def names(pick: str) -> list[str]:
        return [getattr(colour, pick) for colour in palette.COLOURS]

    assert isinstance(palette.INK, Colour)
    assert len(set(names("light"))) == len(set(names("variable"))) == len(palette.COLOURS)


def test_words_that_run_upwards_take_a_tall_place_and_are_turned() -> None:
    made = chart.Chart(figure_style.WIDE, 100)
    made.write(50, 60, "a narrow sea", anchor="middle", upwards=True)
    box = label_placing.box_of(made.words[0], made.size)
    assert box.bottom - box.top > 5 * (box.right - box.left)
    assert (box.top + box.bottom) / 2 == pytest.approx(60)
    assert 'transform="rotate(-90 50.0 60.0)"' in chart_svg.draw(made)


def test_a_level_leaves_room_for_a_value_that_asks_for_it_and_for_no_other() -> None:
    """A value past the level stands for itself; one that opens the level takes away its own piece alone."""
    made = lanes.lanes(figure_style.WIDE, [lanes.Lane("one"), lanes.Lane("two")], 100, left=100)
    lanes.upright(made, 50, "", palette.MARK)
    lanes.beside(made, "a long value", 48, made.at[0], opens=True)
    lanes.beside(made, "a long value", 48, made.at[1])
    assert [rule.y1 < made.at[1] < rule.y2 for rule in made.chart.rules] == [True]
    assert made.chart.labels[0].x < made.panel.x.at(50) == made.chart.labels[1].x
