"""An address for every figure, /figures/trade/, which leads to where it stands: shared, it shows the figure's picture."""

from pathlib import Path

from annotated_brief.core import memo, site_files
from annotated_brief.core.site import figure_file
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup.templating import render
from annotated_brief.metadata import csp, page_metadata


def write(folder: Path, edition: Edition) -> None:
    """The page of each figure that is shown, in a built site."""
    for file, html in memo.kept("addresses of figures", edition, _pages).items():
        site_files.write(folder, edition.site.file(file), html)


def _pages(edition: Edition) -> dict[str, str]:
    """Where each would stand in docs/ -> the page."""
    pages, plots = {}, charts.figures(edition.paths)
    for name, place in edition.figures.items():
        file, figure = figure_file(name), plots[name].figure
        says = f"{figure.measure}, {figure.unit}; {figure.period}"
        html = render(
            "moved.html",
            to=edition.site.link(file, place, f"fig-{name}"),
            own=edition.site.absolute(file),
            title=edition.settings.title,
            name=figure.title,
            says=says,
            head=page_metadata.shared(edition, file, figure.title, says),
        )
        pages[file] = csp.meta(str(html), edition)
    return pages
