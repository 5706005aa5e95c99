"""What of a page the search looks through: its words, not its drawings, the rows behind them and the notes.

Material's index takes every element apart in Python, the slowest step of a build, and files what is at a page's end
under its last heading. Drawings and data are half of all elements, and nobody looks for the label of an axis; a source
is found by its own page. Half of the rest are elements inside a line, which the index drops anyway.
"""

import re

LEFT_OUT = re.compile(
    r"<svg\b.*?</svg>|<script\b.*?</script>"
    r'|<details class="figure-data".*?</details>|<section class="footnotes".*?</section>',
    re.DOTALL,
)

INSIDE_LINES = re.compile(r"</?(?:a|abbr|b|cite|em|i|q|small|span|strong|time)\b[^>]*>")


def words(content: str) -> str:
    """The content of a page for the index; the page itself stays as it is."""
    text = LEFT_OUT.sub("", content)
    # Where a writer shuts an element out of the search, the index has to see which one.
    return text if "data-search-exclude" in text else INSIDE_LINES.sub("", text)
