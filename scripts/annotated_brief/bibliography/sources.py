"""The works of the edition: each one record, complete, from which every form is made in which it is shown."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotated_brief.bibliography import (
    additions,
    dates,
    entries,
    fields,
    habits,
    identifiers,
    inlines,
    languages,
    names,
    reading,
    remarks,
    types,
    untyped,
    work_language,
)
from annotated_brief.bibliography.entries import MALFORMED, Entry, Place
from annotated_brief.bibliography.reading import Reading
from annotated_brief.bibliography.types import Type
from annotated_brief.core import memo
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

__all__ = ["MALFORMED", "Source", "load", "made"]

ROLES = "author editor translator container-author collection-editor director composer illustrator compiler recipient interviewer"
CREATORS = {role: role for role in ROLES.split()}
HOUSES = ("publisher", "institution", "school", "organization", "howpublished")


class Source(NamedTuple):
    """One work of the bibliography."""

    key: str
    type: str  # online, article, report …
    fields: dict[str, str]  # as written, without the enclosing braces
    file: str
    line: int
    lines: dict[str, int]  # field -> line
    added: Mapping[str, Place] = entries.NOWHERE  # field -> where bib/sources.yml has it
    reading: Reading = Reading({}, {}, {})

    @property
    def entry(self) -> Entry:
        return Entry(*self[:-1])

    @memo.per_record
    def text(self, name: str) -> str:
        """A field as a reader sees it: braces and LaTeX resolved."""
        written = (name, *(other for other, known in fields.ALIASES.items() if known == name))
        one = next((one for one in written if one in self.fields), "")
        value = self.fields.get(one, "")
        plain = None if one in fields.VERBATIM else reading.plain_field(value)
        return self.reading.texts.get(one, value if plain is None else plain)

    @memo.per_record
    def variable(self, name: str) -> str:
        """A variable of CSL as text."""
        return inlines.plain(self.reading.record.get(name, ""))

    def place(self, name: str) -> Place:
        """File and line of a field; of its entry where it is not written."""
        return self.entry.place(name)

    @property
    def title(self) -> str:
        """With its subtitle, as recorded."""
        return self.variable("title") or self.text("title")

    @property
    @memo.per_record
    def translation(self) -> str:
        """The edition's translation of a title that is not English."""
        return self.text("titleaddon") if work_language.has_translation(self.entry) else ""

    @property
    @memo.per_record
    def types(self) -> Type:
        """What it is for other programs; a cross-reference brings fields that the entry does not have itself."""
        read = frozenset({"volume", "number", "issue"} & self.reading.record.keys())
        return types.of(
            untyped.kind(self.type, self._meant), read.union(self._meant), self.text("entrysubtype"), len(self.date) == 10,
            self._meant.get("type", ""), untyped.is_site(self.fields),
        )  # fmt: skip

    @property
    def container(self) -> str:
        """The journal or book that it is a part of, or the site."""
        return self.variable("container-title") or self._journal

    @property
    def _journal(self) -> str:
        """Its journal; the archive of a preprint is not one."""
        return self.text("journaltitle") if self._meant.keys() & {"journaltitle", "journal"} else ""

    @property
    def _meant(self) -> dict[str, str]:
        return habits.meant(self.fields, self.type)

    @property
    def part_of(self) -> str:
        """The book that a chapter or a paper is in, with its editors."""
        if self._journal or not self.variable("container-title"):
            return ""
        editors = names.listed(*names.of(self.reading.record.get("editor")))
        return self.container + (f", edited by {editors}" if editors else "")

    @property
    def is_right_to_left(self) -> bool:
        """Whether any of its words run from right to left."""
        return languages.is_right_to_left(self.title + self.authors + self.publisher)

    @property
    def when(self) -> str:
        """Its date as readers say it: a day, a season, a span, or about when."""
        return dates.shown(self.written_date)

    @property
    @memo.per_record
    def houses(self) -> str:
        """Who published it, without the journal; of a preprint the archive."""
        said = self.variable("publisher") or "; ".join(
            self.text(name) for name in HOUSES if name in self._meant and not identifiers.is_address(self.fields[name])
        )
        return said or (identifiers.archive(*self._eprint) if self.types.zotero == "preprint" else "")

    @property
    def _eprint(self) -> tuple[str, str]:
        """The archive and the number that it has there."""
        meant = self._meant
        return meant.get("eprinttype") or meant.get("archiveprefix", ""), meant.get("eprint", "")

    @property
    @memo.per_record
    def publisher(self) -> str:
        """What a reader knows it by: the journal of an article, else its publisher."""
        series = self.variable("collection-title") if self.types.zotero == "podcast" else ""
        return (self._journal or self.houses or self.container or series) if self.type != MALFORMED else ""

    @memo.per_record
    def creators(self, role: str = "author") -> list[names.Name]:
        """The persons and bodies of a role, as CSL divides their names."""
        return names.of(self.reading.record.get(role))[0]

    @property
    def has_others(self) -> bool:
        """Whether authors follow who are not named."""
        return names.of(self.reading.record.get("author"))[1]

    @property
    def makers(self) -> list[names.Name]:
        """The authors; of a film without one, who directed it."""
        return self.creators() or self.creators("director")

    @property
    def authors(self) -> str:
        return names.listed(self.makers, self.has_others)

    @property
    @memo.per_record
    def doi(self) -> str:
        """Without address; empty if it has none."""
        return identifiers.doi_of(self.fields)

    @property
    @memo.per_record
    def url(self) -> str:
        """Its address; empty if it has none that a link may have."""
        return next(self._addresses(), "")

    def _addresses(self) -> Iterator[str]:
        written = self.fields.get("url", "")
        candidates = [identifiers.url(written)] if written else []
        if self.doi:
            candidates.append(identifiers.of_doi(self.doi))
        candidates.append(identifiers.of_eprint(*self._eprint))
        candidates += [identifiers.of_urn(self.fields[name]) for name in ("urn", "eprint") if name in self.fields]
        candidates += [] if written else [identifiers.url(one) for one in identifiers.addresses(self.fields)]
        candidates += [identifiers.url(self.variable("url"))] if "url" in self.reading.record else []
        yield from (address for address in candidates if identifiers.is_web(address))

    @property
    def archive(self) -> str:
        """The address of a kept copy."""
        return address if identifiers.is_web(address := identifiers.url(self.fields.get("archiveurl", ""))) else ""

    @property
    @memo.per_record
    def written_date(self) -> str:
        """As biblatex has it, also where BibTeX's year and month say it."""
        if self.fields.get("date", "").strip():
            return dates.spelled(self.fields["date"].strip())
        if self.fields.get("year"):
            return dates.classic(self.fields["year"], self._meant.get("month", ""), self.fields.get("day", ""))
        return self.variable("issued") if "date" not in self.fields else ""  # of its parent

    @property
    def date(self) -> str:
        """The day, month or year that it begins with, as programs take it."""
        return dates.iso(self.written_date)

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def language(self) -> str:
        """English name of the language, as a reader would write it."""
        return work_language.language(self.entry).name

    @property
    def lang(self) -> str:
        return work_language.language(self.entry).code

    @property
    def title_lang(self) -> str:
        """Language of the title as printed: a description in square brackets is the edition's own, in English."""
        return "en" if self.title.startswith("[") else self.lang

    @property
    def kind(self) -> str:
        return self.text("kind")

    @property
    def grade(self) -> str:
        return self.text("grade")

    @property
    def footnote(self) -> int | None:
        """Its number among the brief's own footnotes."""
        return int(value) if (value := self.fields.get("footnote", "")).isdigit() else None


def made(written: Mapping[str, Entry], paths: Paths | None = None) -> dict[str, Source]:
    """Entries as works."""
    written = {key: remarks.of_entry(entry) for key, entry in written.items()}
    readings = reading.read(written, paths.cache / "works.json" if paths else None)
    return {key: Source(*entry, readings[key]) for key, entry in written.items()}


def load(paths: Paths) -> tuple[dict[str, Source], list[Problem]]:
    """Every work of bib/*.bib by key; what cannot be read is a problem with its file, line and, if known, key."""
    written, problems = entries.load(paths)
    written, faults = additions.added(written, paths)
    return made(written, paths), problems + faults
