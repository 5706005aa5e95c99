"""The first page: its one figure, as a drawing with its sources, without the table and the tools that it has elsewhere."""

import re

from markupsafe import Markup

from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup.svg_placeholders import SVG
from annotated_brief.markup.templating import render
from annotated_brief.pages import figure_html, figure_pages

MARKED = re.compile(r'data-row="([^"]+)"')


def lead_figure(edition: Edition, page: str) -> Markup:
    """The figure that the page's front matter names as `lead_figure`; empty where there is no such figure."""
    name = str(edition.pages[page].meta.get("lead_figure") or "")
    plot = charts.figures(edition.paths).get(name)
    if plot is None:
        return Markup("")
    drawings = [Markup(text) for text in SVG.findall(str(figure_pages.place(name, edition, page)))]
    places = {block.argument: section.file for section in edition.sections.values() for block in section.figures}
    whole = edition.site.link(page, places.get(name, edition.lists["figures"]), f"fig-{name}")
    return render(
        "lead-figure.html", figure=plot.figure, drawings=drawings, whole=whole,
        shown=figure_html.card_tables(edition, plot.figure),
        drawn={row.partition("/")[0] for text in drawings for row in MARKED.findall(str(text))},
        source_line=figure_html.source_line(edition, plot.figure),
    )  # fmt: skip
