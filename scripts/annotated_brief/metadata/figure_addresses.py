"""An address for every figure, /figures/trade/, which leads to where it stands: shared, it shows the figure's picture."""

from pathlib import Path

from annotated_brief.core import site_files
from annotated_brief.core.site import figure_file
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup.templating import render
from annotated_brief.metadata import csp, page_metadata


def write(folder: Path, edition: Edition) -> None:
    """The page of each figure that is shown, in a built site."""
    for name, place in edition.figures.items():
        file, figure = figure_file(name), charts.figures(edition.paths)[name].figure
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
        site_files.write(folder, edition.site.file(file), csp.meta(str(html), edition))
