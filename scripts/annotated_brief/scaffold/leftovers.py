"""What a brief still has of the sample that it began with: words that would be published under its author's name."""

import re
from collections.abc import Iterator

from annotated_brief.content import settings
from annotated_brief.core.paths import Paths
from annotated_brief.core.text_files import read_text
from annotated_brief.scaffold.new import STARTER, TITLE

ENDINGS = {".yml", ".cff", ".md", ".bib", ".csv", ".json"}
# Lines of the sample that say what it is about; all others are the same in any brief.
SUBJECT = re.compile(
    r"tide|harbour|sandhaven|gauge|winter 2024|outer mole|channel (?:keeps|will)|invented", re.IGNORECASE
)


def notes(paths: Paths) -> Iterator[str]:
    """One note for each file with lines of the sample; none for the sample itself, which has its own title."""
    if settings.load(paths).title == TITLE:
        return
    for path in sorted(STARTER.rglob("*")):
        file = path.relative_to(STARTER).as_posix()
        if path.suffix not in ENDINGS or file.startswith((".", "bib/.", "site/")):
            continue
        sample = {line.strip() for line in read_text(path, file)[0].splitlines() if SUBJECT.search(line)}
        own = read_text(paths.root / file, file)[0].splitlines() if (paths.root / file).is_file() else []
        lines = [str(number) for number, line in enumerate(own, 1) if line.strip() in sample]
        if lines:
            what = "line" if len(lines) == 1 else "lines"
            yield f"{file}:{lines[0]}: still that of the sample: {what} {', '.join(lines)}; write yours, or delete"
