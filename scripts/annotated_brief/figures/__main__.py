"""`python -m annotated_brief.figures` (make figures): draw anew what is stale; names after it draw these, stale or not."""

import sys

from annotated_brief.core.paths import default
from annotated_brief.figures import charts
from annotated_brief.tables import tables

NO_CHROME = """\
{}, and the figures are drawn with one.
Install one (Debian: apt install chromium; any system: kaleido_get_chrome), or name it in BROWSER_PATH."""


def main(names: list[str]) -> int:
    paths = default()
    found, problems = tables.load(paths)
    unknown = [name for name in names if name not in charts.figures(paths)]
    for name in unknown:
        print(f"{name}: no such figure; there are {', '.join(charts.figures(paths))}", file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    if unknown:
        return 1
    try:
        print("\n".join(charts.redraw(paths, found, names)))
    except charts.NoChromeError as error:
        print(NO_CHROME.format(f"{str(error)[0].upper()}{str(error)[1:]}"), file=sys.stderr)
        return 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
