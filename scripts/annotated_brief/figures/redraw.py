"""The command that draws the figures anew, for a writer at the terminal."""

import sys
from collections.abc import Sequence

from annotated_brief.core.paths import Paths
from annotated_brief.figures import charts
from annotated_brief.tables import tables

NO_CHROME = """\
{}, and the figures are drawn with one.
Install one (Debian: apt install chromium; any system: kaleido_get_chrome), or name it in BROWSER_PATH."""


def redraw(paths: Paths, names: Sequence[str]) -> int:
    """Draw what is stale; with names, these, stale or not. 1 if a table has faults, a name is unknown or no browser is there."""
    found, problems = tables.load(paths)
    unknown = [name for name in names if name not in charts.figures(paths)]
    for name in unknown:
        print(f"{name}: no such figure; there are {', '.join(charts.figures(paths))}", file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    if unknown:
        return 1
    try:
        print("\n".join(charts.redraw(paths, found, list(names))))
    except charts.NoChromeError as error:
        print(NO_CHROME.format(f"{str(error)[0].upper()}{str(error)[1:]}"), file=sys.stderr)
        return 1
    return 1 if problems else 0
