"""Figures where they stand: in a section, and all of them on one page."""

import contextlib
import functools
from collections.abc import Iterable

from markupsafe import Markup

from annotated_brief.core import memo
from annotated_brief.edition import Edition
from annotated_brief.figures import charts, svg
from annotated_brief.markup.templating import render
from annotated_brief.pages import figure_html
from annotated_brief.references import cite_this


def place(name: str, edition: Edition, page: str) -> Markup:
    """One figure on a page."""
    return memo.kept(("figure", name, page), edition, functools.partial(_placed, name=name, page=page))


def _placed(edition: Edition, name: str, page: str) -> Markup:
    if name not in charts.figures(edition.paths):
        return Markup("")  # the checks say where it is asked for
    try:
        return figure_html.render(edition, name, page, cite_this.of_figures(edition)[name])
    except Exception as error:  # a script and a faulty table; the checks say where, and the page is still served
        return render("figure-missing.html", name=name, error=f"{type(error).__name__}: {error}")


def exports(edition: Edition) -> dict[str, str | bytes]:
    """Each figure that is shown as a file of its own, with title, sources and citation, and the script of its interactive form."""
    files: dict[str, str | bytes] = {}
    cited = cite_this.of_figures(edition)
    for name in edition.figures:
        with contextlib.suppress(Exception):  # a faulty script or table, which the checks tell
            files[f"figures/{name}.svg"] = _file(edition, name, cited[name])
            files[charts.SPECIFICATION.format(name)] = charts.specification(name, edition.tables, edition.paths)
    return files


def _file(edition: Edition, name: str, cited: str) -> str:
    """A figure as a file of its own."""
    make = functools.partial(figure_html.export, name=name, citation=cited)
    return memo.kept(("figure file", name), edition, make, cited)


def all_figures(edition: Edition, page: str) -> Markup:
    """Every figure of the edition, in the order of its sections, the others after them."""
    placed = [block.argument for section in edition.sections.values() for block in section.figures]
    figures = charts.figures(edition.paths).items()
    names = [*placed, *(name for name, plot in figures if name not in placed and not plot.is_optional)]
    titles = {name: charts.figures(edition.paths)[name].figure.title for name in names if name in dict(figures)}
    index = edition.render("figure-index.html", page, titles=titles, views=_views(edition, titles))
    return Markup("\n").join([index, *(place(name, edition, page) for name in names)])


def _views(edition: Edition, names: Iterable[str]) -> dict[str, svg.View | None]:
    """The part of each figure's file that its drawing takes."""
    cited, views = cite_this.of_figures(edition), dict[str, svg.View | None]()
    for name in names:
        with contextlib.suppress(Exception):  # a faulty script or table, which the checks tell
            views[name] = svg.drawing_view(_file(edition, name, cited[name]))
    return views
