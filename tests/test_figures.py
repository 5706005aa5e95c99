"""The figures of this edition: complete, and the same numbers in drawing and table."""

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import resvg_py
from annotated_brief.core.paths import THEME, default
from annotated_brief.edition import Edition
from annotated_brief.figures import charts, figure_scripts, figure_style
from annotated_brief.figures.figure_style import DECORATION, SIZES, Size
from annotated_brief.figures.palette import BLUE, INK
from annotated_brief.pages import figure_pages
from conftest import Tab
from lxml import etree
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page

FOUND = charts.figures(default())
ASSETS = THEME / "assets"
SVG = "{http://www.w3.org/2000/svg}"
each_figure = pytest.mark.parametrize("name", FOUND)
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)


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


def test_the_figures_are_complete_true_and_drawn(edition: Edition) -> None:
    assert charts.faults(edition.paths, edition.tables) == []


@each_figure
@each_size
def test_every_number_is_in_a_row_with_a_source(name: str, size: Size, edition: Edition) -> None:
    for trace in spec(name, edition, size)["data"]:
        for table, bound, _, _ in values(trace):
            row = next(row for row in edition.tables[table].rows if row.cells["row"] == bound.split("/")[0])
            if table not in ("claims_support", "verdicts"):  # counted from the ledger, where each claim has its own
                assert row.cells["source"] in edition.sources


@each_figure
def test_the_brief_s_numbers_are_those_of_its_claims(name: str, edition: Edition) -> None:
    for mark in FOUND[name].figure.marks:
        assert f"{mark.value:g}" in edition.claims[mark.claim].claim


def marks(name: str, size: Size, edition: Edition) -> Iterator[tuple[Any, str, str, dict[str, Any]]]:
    """The marks of a drawing that draw a row: element, table, column, cells of the row."""
    plot = FOUND[name]
    for group in etree.fromstring(plot.draw(edition.tables, size).encode()).iter(f"{SVG}g"):
        table = group.get("data-t")
        rows = {row.cells["row"]: row.cells for row in edition.tables[table].rows} if table else {}
        for mark in group if table else ():
            if mark.get("data-row"):
                row, _, column = mark.get("data-row").partition("/")
                yield mark, table, column or "value", rows[row]


def extents(mark: Any) -> tuple[float, float]:
    """Where a mark ends to the right, and where at the top; a bar's own length instead, for it may stand on another."""
    if mark.tag == f"{SVG}circle":
        return float(mark.get("cx")), float(mark.get("cy"))
    if mark.tag == f"{SVG}rect":
        return float(mark.get("width")), float(mark.get("height"))
    numbers = [float(found) for found in re.findall(r"-?[\d.]+", mark.get("d"))]
    return (numbers[2] if "H" in mark.get("d") else numbers[0]), numbers[1]


def lies_on_a_line(pairs: list[tuple[float, float]], within: float) -> bool:
    """Whether places follow values along one scale."""
    (x1, y1), (x2, y2) = min(pairs), max(pairs)
    if x1 == x2:
        return all(abs(y - y1) <= within for _, y in pairs)
    return all(abs(y1 + (x - x1) / (x2 - x1) * (y2 - y1) - y) <= within for x, y in pairs)


@each_figure
@each_size
def test_each_mark_stands_at_the_value_of_its_row(name: str, size: Size, edition: Edition) -> None:
    found: dict[tuple[str, str, str], list[tuple[float, tuple[float, float]]]] = {}
    for mark, table, column, cells in marks(name, size, edition):
        if table not in ("timeline", "corridors", "corridor_legs"):  # events, and places on a map
            hollow = 1.2 if mark.get("stroke-width") == "1.6" else 0
            value = cells[column]
            place = tuple(place + hollow for place in extents(mark))
            kind = f"{table} {mark.tag}"
            found.setdefault((kind, "", ""), []).append((float(value), place))
    assert found or name in ("timeline", "corridors")
    for pairs in found.values():
        across = lies_on_a_line([(value, place[0]) for value, place in pairs], 1.3)
        upright = lies_on_a_line([(value, place[1]) for value, place in pairs], 1.3)
        assert across or upright


def test_a_changed_cell_changes_the_drawing(edition: Edition) -> None:
    plot, table = FOUND["trade"], edition.tables["trade"]
    rows = [
        row._replace(cells=row.cells | {"value": 1000.0}) if row.cells["row"] == "2024-25-imports" else row
        for row in table.rows
    ]
    assert plot.draw(edition.tables, figure_style.WIDE) != plot.draw(
        edition.tables | {"trade": table._replace(rows=rows)}, figure_style.WIDE
    )


@each_figure
def test_the_table_below_a_figure_says_what_the_file_does(name: str, edition: Edition) -> None:
    figure = FOUND[name].figure
    tree = lxml.html.fromstring(str(figure_pages.place(name, edition, "figures.md")))
    for table in figure.columns:
        shown = tree.xpath(f"//table[caption/@id='fig-{name}-{table}']/tbody/tr")
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


def test_figures_are_light(edition: Edition) -> None:
    pages = {name: str(figure_pages.place(name, edition, "ukraine.md")).encode() for name in FOUND}
    weights = sorted(
        len(gzip.compress(text, 9, mtime=0)) for name, text in pages.items() if name not in ("corridors", "timeline")
    )
    assert weights[-1] + weights[-2] < 20_000
    drawn = "".join(FOUND["corridors"].draw(edition.tables, size) for size in SIZES)
    assert len(gzip.compress(drawn.encode(), 9, mtime=0)) <= 10_000


def test_an_svg_of_its_own_has_plain_colours(site: Path) -> None:
    """Other programs know no custom properties."""
    for name in FOUND:
        text = (site / "figures" / f"{name}.svg").read_text("utf-8")
        assert "var(" not in text
        assert "currentColor" not in text
        assert "Source: " in text or name in ("claims_support", "verdicts")


def test_a_program_that_is_no_browser_draws_the_svg(site: Path) -> None:
    drawn = resvg_py.svg_to_bytes(svg_path=str(site / "figures" / "bond.svg"), skip_system_fonts=True)
    with Image.open(io.BytesIO(bytes(drawn))) as picture:
        colours = picture.convert("RGB").getcolors(1 << 24) or []
    found = {colour for _, colour in colours}
    assert all(tuple(bytes.fromhex(one.light[1:])) in found for one in (INK, BLUE))


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
    if not figure.locator(".figure-data[open]").count():
        figure.locator(".figure-data > summary").click()
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


def test_the_interactive_form_follows_the_palette(tab: Tab, address: str) -> None:
    page = tab()
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


# The boxes of letters are taller than the letters, so a part above and below is none of theirs.
LABELS = r"""() => {
  const found = [];
  const inner = (text) => { const b = text.getBoundingClientRect(), cut = b.height * 0.18; return { left: b.left, right: b.right, top: b.top + cut, bottom: b.bottom - cut }; };
  const meets = (a, b, by) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > by && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > by;
  for (const drawing of document.querySelectorAll("svg.drawing")) {
    const frame = drawing.getBoundingClientRect(), name = drawing.closest("figure").dataset.figure;
    if (!frame.width) continue;
    const texts = [...drawing.querySelectorAll("text")], boxes = texts.map(inner);
    const scale = frame.width / drawing.viewBox.baseVal.width;
    const marks = [...drawing.querySelectorAll("g[data-t]:not([opacity]) > :is(rect, circle:not([fill=none]))")];
    const heavy = [...drawing.querySelectorAll("g[data-t]:not([opacity]) > path[stroke-width]")].filter((path) => path.getAttribute("stroke-width") >= 4);
    const along = heavy.flatMap((path) => {
      const steps = Math.ceil(path.getTotalLength() / 4), matrix = path.getScreenCTM();
      return Array.from({ length: steps + 1 }, (_, step) => path.getPointAtLength(step * path.getTotalLength() / steps).matrixTransform(matrix));
    });
    texts.forEach((text, at) => {
      const one = boxes[at], says = text.textContent;
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < 12) found.push(`${name}: ${says} is ${size.toFixed(1)} px`);
      if (one.left < frame.left - 1 || one.right > frame.right + 1 || one.top < frame.top - 1 || one.bottom > frame.bottom + 1) found.push(`${name}: ${says} is cut`);
      boxes.slice(at + 1).forEach((other, next) => { if (meets(one, other, 1)) found.push(`${name}: ${says} runs into ${texts[at + 1 + next].textContent}`); });
      if (!text.matches(".on-bar")) for (const mark of marks) if (meets(one, mark.getBoundingClientRect(), 1.5)) { found.push(`${name}: ${says} lies on ${mark.dataset.row}`); break; }
      if (!text.matches(".on-bar") && along.some((spot) => spot.x > one.left && spot.x < one.right && spot.y > one.top && spot.y < one.bottom)) found.push(`${name}: ${says} lies on a heavy line`);
    });
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 640, 960])
@pytest.mark.parametrize("where", ["figures", "claims", "ukraine", ""])
def test_every_word_of_a_drawing_can_be_read(tab: Tab, address: str, where: str, width: int) -> None:
    """None is cut, lies on another or on a mark that it does not name, or is smaller than twelve pixels."""
    page = tab()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{where}/" if where else f"{address}/")
    page.evaluate("document.fonts.ready")
    assert page.locator("svg.drawing:visible").count()
    assert page.evaluate(LABELS) == []


def test_words_that_cannot_be_read_are_found(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}{SECTION}")
    page.evaluate("""() => {
      const [one, other] = document.querySelectorAll("#fig-trade .drawing-wide text");
      other.setAttribute("x", one.getAttribute("x")); other.setAttribute("y", one.getAttribute("y"));
    }""")
    assert any("trade" in fault and "runs into" in fault for fault in page.evaluate(LABELS))


def test_the_line_and_the_fold_below_a_figure_are_low(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/figures/")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 900})
        heights = page.locator("figure[data-figure] .figure-data").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert max(heights) <= 60, width
    assert page.locator("figure[data-figure] figcaption:visible").count() == 0


# The value under the pointer.


def test_the_card_says_what_the_table_says(tab: Tab, address: str, edition: Edition) -> None:
    """Every mark of every figure, by the arrow keys."""
    page = tab()
    page.goto(f"{address}/figures/")
    read = page.evaluate("""() => [...document.querySelectorAll("figure[data-figure] .figure-view[tabindex]")].flatMap(view => {
      const found = [], key = (name) => view.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
      for (key("ArrowRight"); ; key("ArrowRight")) {
        const lit = view.querySelector(".lit");
        if (!lit || found.some(([mark]) => mark === lit)) break;
        found.push([lit, lit.parentNode.dataset.t, lit.dataset.row, view.querySelector(".figure-card").innerText]);
      }
      return found.map(([, ...rest]) => rest);
    })""")
    assert len(read) > 250
    for table, bound, text in read:
        row, _, column = bound.partition("/")
        cells = next(one.cells for one in edition.tables[table].rows if one.cells["row"] == row)
        value = cells.get(column or "value")
        assert value is None or (f"{value:,.10g}" if isinstance(value, int | float) else value) in text
        assert "Source: " in text
        if table == "un_votes":  # a mark in a lane says which
            assert str(cells["title"]).replace("'", "’") in text.replace("'", "’")


def test_the_figure_of_the_first_page_says_its_values_too(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/")
    view = page.locator(".front-figure .figure-view")
    view.focus()
    said = set()
    for _ in range(view.locator(".drawing-wide [data-row]").count()):
        page.keyboard.press("ArrowRight")
        said.add(view.locator(".figure-card").inner_text())
    assert all(re.search(r"\d per cent.*\nSource: \S", words) for words in said), said
    assert any("79 per cent" in words for words in said)


def test_every_figure_can_be_chosen_by_its_picture(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/figures/")
    links = page.get_by_role("navigation", name="Figures on this page").get_by_role("link")
    assert links.count() == page.locator("figure[data-figure]").count()
    assert all(svg.bounding_box()["height"] > 80 for svg in links.locator("svg").all())  # type: ignore[index]


def test_the_pointer_and_the_finger_find_the_value_and_nothing_moves(tab: Tab, address: str) -> None:
    page = tab(viewport={"width": 800, "height": 900}, has_touch=True)
    page.goto(address + SECTION)
    view, card = page.locator("#fig-trade .figure-view"), page.locator("#fig-trade .figure-card")
    view.scroll_into_view_if_needed()
    before, box = page.evaluate("document.documentElement.scrollHeight"), view.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] * 0.6)
    assert "63,840 million US dollars" in card.inner_text()
    assert card.get_attribute("role") == "status"
    page.mouse.move(box["x"] + 5, box["y"] + 60)
    assert not card.is_visible()
    page.touchscreen.tap(box["x"] + box["width"] - 40, box["y"] + box["height"] * 0.6)
    assert card.is_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == before


def test_the_script_of_the_card_is_small() -> None:
    assert len(gzip.compress((ASSETS / "javascripts" / "figure-values.js").read_bytes(), 9, mtime=0)) <= 4_000


def test_the_arrows_read_the_points_out(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(address + SECTION)
    figure = explore(page, "trade")
    figure.locator(".figure-plot").focus()
    page.keyboard.press("ArrowRight")
    assert "10.69 billion" in figure.locator(".figure-status").inner_text()
    figure.locator(".figure-explore").click()
    assert figure.locator(".figure-view").is_visible()


def test_a_swipe_over_the_plot_moves_the_page(tab: Tab, address: str) -> None:
    page = tab(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page.goto(address + SECTION)
    plot = explore(page, "trade").locator(".figure-plot")
    plot.evaluate("plot => plot.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    before, box = page.evaluate("scrollY"), plot.bounding_box()
    assert box
    touch, x, y = page.context.new_cdp_session(page), box["x"] + 150, box["y"] + 150
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 13):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 15 * step}]})
        page.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") - before > 100
    assert plot.evaluate("plot => plot._fullLayout.yaxis.range[0]") == 0


def test_a_figure_lives_on_a_disk_and_after_it_is_put_in_anew(tab: Tab, site: Path) -> None:
    page = tab()
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


# The words that are written on a canvas, line by line.
NOTE_WORDS = """() => {
  const pen = CanvasRenderingContext2D.prototype, write = pen.fillText;
  window.written = [];
  pen.fillText = function (text, ...at) { window.written.push(text); return write.call(this, text, ...at); };
}"""


def test_the_png_is_a_picture_of_the_figure_with_its_sources_in_words_and_its_address(
    tab: Tab, address: str, tmp_path: Path
) -> None:
    page = tab()
    page.goto(address + SECTION)
    page.evaluate(NOTE_WORDS)
    with page.expect_download() as download:
        page.locator("#fig-trade .figure-data > summary").click()
        page.locator("#fig-trade .figure-png").click()
    download.value.save_as(tmp_path / "trade.png")
    data = (tmp_path / "trade.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == (560 + 40) * 2
    assert len(data) > 20_000
    words = " ".join(page.evaluate("written"))
    assert page.locator("#fig-trade .figure-source").inner_text() in words and "commerce department" in words
    assert f"{address}/figures/trade/" in words  # its own, which can be shared
