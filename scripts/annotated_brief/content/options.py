"""The settings of the edition: the options of the plugin `annotated-brief` in mkdocs.yml, described once."""

from collections.abc import Mapping
from typing import Any

from annotated_brief.bibliography import styles
from annotated_brief.content import allowed
from annotated_brief.core.shape import Field, Shape

BRIEF: Shape = {
    "title": Field("text", "its title", most=300),
    "publisher": Field("text", "who published it", most=300),
    "date": Field("date", "when it was published", past=True),
    "finished": Field(
        "day",
        "when it was finished, or the earliest day that it can have been: what had happened by then is no sign for its forecasts",
        past=True,
    ),
    "url": Field("address", "where it can be read"),
}
SHAPE: Shape = {
    "argument_by": Field("people", "who wrote the brief: a person, a body, or a list of them", needed=True, most=300),
    # A section's name is the folder of its references.
    "sections": Field("pairs", "name and file of each section, in reading order; a name is small letters, digits and `-`",
                      needed=True, form="[a-z][a-z0-9-]{0,60}", example="name: file.md for each section, the name in small letters, digits and -"),
    "affiliation": Field("text", "the author's, as the brief gives it", most=500),
    "contributors": Field("text", "who made the edition", most=300),
    "institution": Field("text", "who publishes it", most=300),
    "reach": Field("text", "how far the evidence reaches, such as `spring 2026`", most=200),
    "report_to": Field("link", "where readers report errors"),
    "footnotes": Field("count", "how many notes the brief has", greatest=2000, example="how many notes the brief has, 2000 at most"),
    "brief": Field("record", "what is known of the brief itself", fields=BRIEF),
    "styles": Field("texts", "the styles that references are offered in, by the name of a CSL style or a .csl file; the first prints the notes"),
    "allow": Field("record", "what pages load from other hosts all the same; it is named on the page About, and in the content security policy", fields=allowed.SHAPE),
    "publish": Field("texts", "fields of reference managers that are published all the same, such as `abstract`",
                     form="[a-z][a-z0-9-]*", example="names of fields in small letters, each behind a dash"),
    "whole_library": Field("flag", "whether `bib/` holds more works than are cited; the rest is left out, unchecked"),
}  # fmt: skip
# The defaults, which also replace a wrong value.
DEFAULTS: Mapping[str, Any] = {
    "argument_by": (), "sections": {}, "affiliation": "", "contributors": "The contributors",
    "institution": "The Annotated Brief", "reach": "", "report_to": "", "footnotes": 0, "brief": {},
    "allow": {}, "styles": tuple(styles.DEFAULT), "publish": (), "whole_library": False,
}  # fmt: skip
# Settings that may be written without a value.
EMPTY = frozenset(DEFAULTS) - {"argument_by", "sections"}
