"""The figures of this edition: complete, and the same numbers in drawing, specification, table and file."""

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from annotated_brief.core.paths import default
from annotated_brief.edition import Edition
from annotated_brief.figures import charts, figure_numbers, figure_scripts, figure_style
from annotated_brief.figures.figure_scripts import Plot
from annotated_brief.figures.figure_style import DECORATION, SIZES, Size
from annotated_brief.figures.palette import BLUE
from annotated_brief.pages import figure_pages
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Locator, Page

FOUND = charts.figures(default())
SVG = "{http://www.w3.org/2000/svg}"
each_figure = pytest.mark.parametrize("name", FOUND)
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
drawn = pytest.mark.parametrize("name", [name for name, plot in FOUND.items() if not plot.draw])
own = pytest.mark.parametrize("name", [name for name, plot in FOUND.items() if plot.draw])


def spec(name: str, edition: Edition, size: Size) -> dict[str, Any]:
    return figure_scripts.spec(FOUND[name], edition.tables, size)


def values(trace: dict[str, Any]) -> Iterator[tuple[str, str, str, float]]:
    """Table, row, axis and value of all that a trace draws, in the unit of its table."""
    if trace.get("meta") == DECORATION:
        return
    table, axes, per = trace["meta"].split(" ")
    for axis in axes:
        for bound, value in zip(trace["ids"], trace[axis], strict=True):
            if value is not None and not bound.endswith("/none"):
                yield table, bound, axis, value * float(per)


@each_figure
def test_a_figure_is_complete_true_and_drawn(name: str, edition: Edition) -> None:
    assert [problem for problem in charts.stale(edition.paths, edition.tables) if name in str(problem)] == []


@each_figure
@each_size
def test_every_number_is_in_a_row_with_a_source(name: str, size: Size, edition: Edition) -> None:
    made = spec(name, edition, size)
    assert list(figure_numbers.faults(FOUND[name].figure, made, edition.tables)) == []
    for trace in made["data"]:
        for table, bound, _, _ in values(trace):
            row = next(row for row in edition.tables[table].rows if row.cells["row"] == bound.split("/")[0])
            if table not in ("claims_support", "verdicts"):  # counted from the ledger, where each claim has its own
                assert row.cells["source"] in edition.sources


@each_figure
def test_the_brief_s_numbers_are_those_of_its_claims(name: str, edition: Edition) -> None:
    for mark in FOUND[name].figure.marks:
        assert f"{mark.value:g}" in edition.claims[mark.claim].claim


@drawn
@each_size
def test_the_drawing_has_the_values_of_the_specification(name: str, size: Size, edition: Edition) -> None:
    """Lengths of bars and places of points, measured in the SVG, against the axes of the specification."""
    made = spec(name, edition, size)
    root = etree.fromstring(charts.drawing_of(name, size, edition.paths).read_bytes())
    groups = {kind: list(root.iter(f"{SVG}g")) for kind in ("bars", "scatter")}
    bars = [group for group in groups["bars"] if group.get("class") == "bars"]
    dots = [
        group
        for group in groups["scatter"]
        if group.get("class") == "scatter" and group.find(f"{SVG}g[@class='points']") is not None
    ]
    measured = 0
    measured += sum(_bars(trace, group, made) for trace, group in zip(_of(made, "bar"), bars, strict=True))
    measured += sum(_dots(trace, group, made) for trace, group in zip(_of(made, "markers"), dots, strict=True))
    assert measured > 1


def _of(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Traces in the order in which Plotly draws them: subplot after subplot."""
    traces = sorted(made["data"], key=lambda trace: trace.get("xaxis", "x"))
    return [trace for trace in traces if trace["type"] == kind or kind in trace.get("mode", "")]


def _scale(made: dict[str, Any], trace: dict[str, Any], axis: str) -> tuple[float, float, float]:
    """Pixels of the plot area along an axis, and the two ends of its range."""
    layout, name = made["layout"], trace.get(f"{axis}axis", axis)
    found = layout[f"{axis}axis{name[1:]}"]
    margin = layout["margin"]
    whole = layout["width"] - margin["l"] - margin["r"] if axis == "x" else layout["height"] - margin["t"] - margin["b"]
    low, high = found.get("domain", (0, 1))
    start, end = found["range"]
    return whole * (high - low), start, end


def _bars(trace: dict[str, Any], group: Any, made: dict[str, Any]) -> int:
    axis = "x" if trace.get("orientation") == "h" else "y"
    length, start, end = _scale(made, trace, axis)
    paths = [path.get("d") for path in group.iter(f"{SVG}path")]
    for value, path in zip(trace[axis], paths, strict=True):
        x1, y1, y2, x2 = map(float, re.findall(r"-?[\d.]+", path)[:4])
        found = abs(x2 - x1) if axis == "x" else abs(y2 - y1)
        assert found == pytest.approx(value * length / abs(end - start), abs=0.6), path
    return len(paths)


def _dots(trace: dict[str, Any], group: Any, made: dict[str, Any]) -> int:
    count = 0
    marks = group.find(f"{SVG}g[@class='points']").iter(f"{SVG}path")
    places = [tuple(map(float, re.findall(r"-?[\d.]+", mark.get("transform", "0,0")))) for mark in marks]
    if not places:
        return 0
    table = trace["meta"].split(" ")
    for axis in table[1] if len(table) > 1 else "":
        length, start, end = _scale(made, trace, axis)
        for value, place in zip(trace[axis], places, strict=True):
            share = (value - start) / (end - start)
            found = place[0] if axis == "x" else length - place[1]
            assert found == pytest.approx(share * length, abs=0.6)
            count += 1
    return count


@own
@each_size
def test_a_drawing_of_our_own_has_the_values_of_the_table(name: str, size: Size, edition: Edition) -> None:
    plot: Plot = FOUND[name]
    assert plot.draw
    root = etree.fromstring(plot.draw(edition.tables, size).encode())
    table = edition.tables[plot.figure.tables[0]]
    marks = {mark.get("data-row"): mark for mark in root.iter() if mark.get("data-row")}
    assert set(marks) == {row.cells["row"] for row in table.rows}
    bars = [(row, marks[str(row.cells["row"])]) for row in table.rows if marks[str(row.cells["row"])].get("data-value")]
    assert all(float(str(mark.get("data-value"))) == row.cells["value"] for row, mark in bars)
    scales = {
        round((float(str(mark.get("width"))) + 1.2 * (mark.get("stroke") is not None)) / figure_style.number(row), 1)
        for row, mark in bars
    }
    assert len(scales) <= 1


@each_figure
def test_table_file_and_specification_agree(name: str, edition: Edition) -> None:
    figure = FOUND[name].figure
    tree = lxml.html.fromstring(str(figure_pages.place(name, edition, "figures.md")))
    for table in figure.columns:
        shown = tree.xpath(f"//div[@aria-labelledby='fig-{name}-{table}']//tbody/tr")
        assert len(shown) == len(edition.tables[table].rows)
        for line, row in zip(shown, edition.tables[table].rows, strict=True):
            printed = [cell.text_content().replace(",", "").replace("−", "-") for cell in line]
            for column in figure.columns[table]:
                value = row.cells.get(column)
                assert value is None or any(
                    str(value) == text or f"{value:.10g}" == text
                    if isinstance(value, int | float)
                    else value.replace(",", "") == text
                    for text in printed
                )
    for table in figure.tables:
        path = edition.paths.root / edition.tables[table].file
        if not path.exists():  # counted from the ledger
            continue
        with path.open(encoding="utf-8", newline="") as file:
            lines = {line["row"]: line for line in csv.DictReader(file)}
        for trace in spec(name, edition, figure_style.WIDE)["data"]:
            for of, bound, axis, value in values(trace):
                if of == table:
                    parts = [*bound.split("/"), "value"]
                    place = figure_numbers.PLACES[axis] if " xy " in trace["meta"] else parts[1]
                    assert float(lines[parts[0]][place]) == pytest.approx(value)


@each_figure
@each_size
def test_no_letter_is_smaller_than_twelve_pixels(name: str, size: Size, edition: Edition) -> None:
    plot = FOUND[name]
    text = (
        plot.draw(edition.tables, size)
        if plot.draw
        else charts.drawing_of(name, size, edition.paths).read_text("utf-8")
    )
    # A sign inside a mark is no letter to be read at length.
    found = [float(value) for value in re.findall(r'font-size="([\d.]+)"', text.replace('font-size="11"', ""))]
    assert min(found) >= 12


def test_figures_are_light(edition: Edition) -> None:
    pages = {name: str(figure_pages.place(name, edition, "ukraine.md")).encode() for name in FOUND}
    weights = sorted(
        len(gzip.compress(text, 9, mtime=0)) for name, text in pages.items() if name not in ("corridors", "timeline")
    )
    assert weights[-1] + weights[-2] < 20_000
    both = b"".join(charts.drawing_of("corridors", size, edition.paths).read_bytes() for size in SIZES)
    assert len(gzip.compress(both, 9, mtime=0)) <= 12_000


def test_what_the_title_of_the_votes_says_is_so(edition: Edition) -> None:
    since = [
        row.cells["india_vote"] for row in edition.tables["un_votes"].rows if row.cells["phase"] != "before the war"
    ]
    assert (since.count("abstain"), len(since), since.count("in favour"), since.count("against")) == (13, 16, 1, 0)


def test_fiscal_and_calendar_years_share_no_series(edition: Edition) -> None:
    for size in SIZES:
        for trace in spec("oil_share", edition, size)["data"]:
            rows = {bound.split("/")[0] for _, bound, _, _ in values(trace)}
            assert len({row.startswith("fy") for row in rows}) <= 1


def test_the_map_draws_land_and_no_border() -> None:
    script = FOUND["corridors"].file
    assert "border" not in script.with_name("land.json").read_text("utf-8").replace("no borders", "")
    assert "No national borders are drawn" in FOUND["corridors"].figure.note


# In the browser. The second figure is asked for to see that the bundle comes once.

SECTION = "/ukraine/"


def explore(page: Page, name: str) -> Locator:
    """Ask for the interactive form of a figure, and wait for it."""
    figure = page.locator(f"#fig-{name}")
    figure.locator(".figure-explore").click()
    figure.locator(".figure-plot .main-svg").first.wait_for()
    return figure


def test_plotly_comes_when_asked_for_and_once(context: BrowserContext, address: str) -> None:
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address + SECTION, wait_until="networkidle")
    assert not [url for url in asked if "plotly" in url]
    for name in ("trade", "oil_share"):
        figure = explore(page, name)
        for button in figure.locator(".modebar-btn").all():
            button.click()
    assert len([url for url in asked if "plotly" in url]) == 1
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert said == []


def test_the_interactive_form_follows_the_palette(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + SECTION)
    bar = explore(page, "trade").locator(".bars path").nth(5)
    colours = []
    for scheme in ("default", "slate"):
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        page.evaluate("scheme => document.documentElement.setAttribute('data-md-color-scheme', scheme)", scheme)
        page.wait_for_timeout(300)
        colours.append(bar.evaluate("bar => getComputedStyle(bar).fill"))
    expected = [f"rgb({', '.join(map(str, bytes.fromhex(one[1:])))})" for one in (BLUE.light, BLUE.dark)]
    assert colours == expected


# The boxes of letters are taller than the letters, so a few pixels above and below are none of theirs.
LABELS = """() => {
  const found = [];
  for (const drawing of document.querySelectorAll("svg.drawing")) {
    const frame = drawing.getBoundingClientRect(), name = drawing.closest("figure").id;
    if (!frame.width) continue;
    const labels = [...drawing.querySelectorAll("text")].filter(label => label.textContent.trim());
    const boxes = labels.map(label => label.getBoundingClientRect());
    boxes.forEach((one, first) => {
      const words = labels[first].textContent;
      if (one.left < frame.left - 2 || one.right > frame.right + 2 || one.top < frame.top - 4 || one.bottom > frame.bottom + 4)
        found.push(`${name}: ${words} is cut`);
      boxes.slice(first + 1).forEach((other, next) => {
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (width > 3 && height > Math.min(one.height, other.height) / 2)
          found.push(`${name}: ${words} runs into ${labels[first + 1 + next].textContent}`);
      });
    });
  }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_label_of_a_drawing_is_cut_or_runs_into_another(context: BrowserContext, address: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/figures/")
    assert page.evaluate(LABELS) == []


def test_the_arrows_read_the_points_out(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + SECTION)
    figure = explore(page, "trade")
    figure.locator(".figure-plot").focus()
    page.keyboard.press("ArrowRight")
    assert "10.7 billion" in figure.locator(".figure-status").inner_text()
    figure.locator(".figure-explore").click()
    assert figure.locator(".figure-view").is_visible()


def test_a_swipe_over_the_plot_moves_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + SECTION)
    plot = explore(page, "trade").locator(".figure-plot")
    plot.evaluate("plot => plot.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    before, box = page.evaluate("scrollY"), plot.bounding_box()
    assert box
    touch, x, y = context.new_cdp_session(page), box["x"] + 150, box["y"] + 150
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 13):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 15 * step}]})
        page.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") - before > 100
    assert plot.evaluate("plot => plot._fullLayout.yaxis.range[0]") == 0
    context.close()


def test_a_figure_lives_on_a_disk_and_after_it_is_put_in_anew(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / "ukraine" / "index.html").as_uri())
    explore(page, "trade")
    page.evaluate(
        "() => { const main = document.querySelector('main'), html = main.innerHTML; main.innerHTML = ''; main.innerHTML = html; }"
    )
    page.wait_for_timeout(300)
    figure = page.locator("#fig-trade")
    if figure.locator(".figure-plot").is_visible():
        figure.locator(".figure-explore").click()
    explore(page, "trade")


def test_the_png_is_a_picture_of_the_figure(context: BrowserContext, address: str, tmp_path: Path) -> None:
    page = context.new_page()
    page.goto(address + SECTION)
    with page.expect_download() as download:
        page.locator("#fig-trade .figure-png").click()
    download.value.save_as(tmp_path / "trade.png")
    data = (tmp_path / "trade.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == (640 + 40) * 2
    assert len(data) > 20_000
