"""The options of the plugin `annotated-brief` in mkdocs.yml, as MkDocs' own typed configuration.

An option that is wrong raises ValidationError with what is wrong, a semicolon and what to do; `{}` stands for its name.
"""

import re
from typing import Any

from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from annotated_brief.bibliography import styles
from annotated_brief.bibliography.identifiers import is_web

MAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+", re.ASCII)
# A section's name, which is the folder of its references, or a field's.
NAMED = re.compile(r"[a-z][a-z0-9-]*")


class PartlyWrongError(ValidationError):
    """A fault within an option, the name that it is about, and what holds all the same."""

    def __init__(self, message: str, place: str, value: Any) -> None:
        super().__init__(message)
        self.place = place
        self.value = value


class Text(BaseConfigOption[str]):
    """Words, with what holds where none are written; an option that is `needed` must be written."""

    def __init__(self, default: str = "", *, needed: bool = False) -> None:
        super().__init__()
        self.default = default
        self.needed = needed

    def run_validation(self, value: object) -> str:
        if isinstance(value, dict | list):
            raise ValidationError("{} is no text; write it as text, in quotation marks if it holds a colon")
        text = str(self.default if value is None else value).strip()
        if self.needed and not text:
            raise ValidationError("{} is missing; write it as text")
        return text


class Address(Text):
    """Where a link leads: a page on the web or a mail address. It may be empty."""

    def run_validation(self, value: object) -> str:
        text = super().run_validation(value)
        if text and not (is_web(text) or MAIL.fullmatch(text)):
            raise ValidationError(f"{{}} is no address: {text[:60]}; write mailto:… or https://…, or nothing")
        return text


class Count(BaseConfigOption[int]):
    """How many there are; none where nothing is written."""

    def __init__(self) -> None:
        super().__init__()
        self.default = 0

    def run_validation(self, value: object) -> int:
        text = str(0 if value is None else value)
        if not text.isdecimal():
            raise ValidationError("{} is no number; write how many notes the brief has")
        return int(text)


class Sections(BaseConfigOption[dict[str, str]]):
    """Name of a section -> its file in docs/, in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict) or not value:
            raise ValidationError("{} is missing; write name: file.md for each section")
        found = {str(name): str(file) for name, file in value.items()}
        for name in found:
            if not NAMED.fullmatch(name):
                message = f"section {name!r} has a name that cannot be an address; use small letters, digits and -"
                raise PartlyWrongError(message, name, found)
        return found


class Words(BaseConfigOption[tuple[str, ...]]):
    """A list of texts, with what holds where none is written."""

    def __init__(self, *default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> tuple[str, ...]:
        value = self.default if value is None else value
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise ValidationError("{} is no list; write one text a line, each behind a dash")
        return tuple(value) or self.default


class FieldNames(Words):
    """Names of fields of the bibliography."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        names = super().run_validation(value)
        for name in names:
            if not NAMED.fullmatch(name):
                raise ValidationError(f"{{}} names no field: {name[:60]}; write it in small letters, such as abstract")
        return names


class Brief(BaseConfigOption[dict[str, str]]):
    """What is known of the brief itself; what is not known is left out."""

    FIELDS = ("title", "publisher", "date", "url")

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> dict[str, str]:
        if value is not None and not isinstance(value, dict):
            raise ValidationError(f"{{}} is no mapping; write {', '.join(self.FIELDS)} below it")
        given: dict[Any, Any] = value or {}
        found = {name: str(given.get(name) or "") for name in self.FIELDS if given.get(name)}
        for name in given:
            if name not in self.FIELDS:
                message = f"{{}} has no field {name}; use one of: {', '.join(self.FIELDS)}"
                raise PartlyWrongError(message, str(name), found)
        if (url := found.get("url")) and not is_web(url):
            message = f"url is not http or https: {url[:60]}; write the page's address, or nothing"
            raise PartlyWrongError(message, "url", found | {"url": ""})
        return found


class PluginSettings(Config):  # type: ignore[no-untyped-call]
    """Everything that an editor may set, beside site_name, site_url and repo_url, which are MkDocs' own."""

    argument_by = Text(needed=True)
    affiliation = Text()
    contributors = Text("The contributors")
    institution = Text("The Annotated Brief")
    reach = Text()
    report_to = Address()
    footnotes = Count()
    brief = Brief()
    sections = Sections()
    # The styles that references are offered in, by the name of a CSL style or a .csl file; the first prints the notes.
    styles = Words(*styles.DEFAULT)
    # Fields of reference managers that are published all the same, such as abstract or keywords.
    publish = FieldNames()
