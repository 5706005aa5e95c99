"""`python -m annotated_brief.checks` prints what is wrong as `file:line: what is wrong; what to do`, and exits with 1 if anything is."""

import sys

from annotated_brief import checks, edition
from annotated_brief.core import paths


def main() -> int:
    """Check the edition around this package, for a writer at the terminal."""
    loaded, problems = edition.load(paths.default())
    found = checks.order([*problems, *checks.run(loaded)])
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "no problem", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
