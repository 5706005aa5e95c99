"""What entries say: pandoc's BibLaTeX reader is asked for all of them at once, and for each only while it is new.

It is asked twice for a work in English. Once as the entry stands: pandoc then lowers the capitals of a title that are
not in braces, and styles set them again as they want them. And once as if the language had no such custom, which gives
every title as it was recorded. Where the whole title is in braces, the first answer says the second one too.
"""

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from annotated_brief.bibliography import (
    field_values,
    fields,
    habits,
    identifiers,
    inlines,
    latex,
    page_ranges,
    pandoc,
    placing,
    preprints,
    types,
    untyped,
    work_language,
    written_names,
)
from annotated_brief.bibliography.disk_cache import each
from annotated_brief.bibliography.entries import Entry
from annotated_brief.core import memo

# Entry types that pandoc has a rule for; any other goes by the name of one that is like it.
# Entries that one may inherit from, at all removes; the checks tell where there are more.
MOST_INHERITED = 20
LIKE = {
    "newspaperarticle": "article", "magazinearticle": "article", "journalarticle": "article", "webpage": "online",
    "blog": "online", "blogpost": "online", "post": "online", "forumpost": "online", "web": "online",
    "booksection": "incollection", "conferencepaper": "inproceedings", "film": "movie", "statute": "legislation",
    "preprint": "unpublished", "manuscript": "unpublished", "computerprogram": "software", "standard": "report",
    "encyclopediaarticle": "inreference", "dictionaryentry": "inreference", "entry": "inreference", "dissertation": "thesis",
    "bachelorsthesis": "thesis", "presentation": "unpublished", "conference": "inproceedings", "webcontent": "online",
}  # fmt: skip

# What pandoc takes for part of a book; of any other type it passes over the title of the book.
PARTS = frozenset("inbook incollection inproceedings inreference bookinbook suppbook suppcollection".split())

# Of what a part inherits the title of its book.
WHOLES = {"incollection": "collection", "inproceedings": "proceedings", "inbook": "book", "inreference": "reference"}

# A value in which nothing but braces needs reading.
PLAIN = re.compile(r"[^\\$%&#\"“”'`~<>-]*(?:-(?!-)[^\\$%&#\"“”'`~<>-]*)*")
TITLES = ("title", "title-short", "container-title", "collection-title", "volume-title", "event-title")
TITLED = frozenset(
    "series crossref xdata volume part issue type maintitle".split()
)  # beside what has "title" in its name
# What pandoc gives as it is written, braces and all, and the field that it comes from.
RAW = {"genre": "type", "status": "pubstate"}
# Whom pandoc's reader has no field for.
ROLES = (
    *("recipient", "interviewer", "introduction", "foreword", "afterword", "commentator", "annotator", "holder"),
    *("collaborator", "editora", "editorb", "editorc", "namea", "nameb", "namec"),
)
NOTHING: list[Any] = [{}, {}, {}]  # of an entry that pandoc dies of
NEUTRAL, ENGLISH = "latin", "english"  # a language whose titles keep their capitals, and the one that sets them
# A title that is in braces as a whole, and fields that say the same in either language.
BRACED = re.compile(r"\{[^{}\\]*\}")
EITHER = frozenset("author title journaltitle organization publisher institution note".split())

# What an answer depends on beside the entry.
READERS = (
    page_ranges.__file__,
    __file__,
    habits.__file__,
    identifiers.__file__,
    placing.__file__,
    preprints.__file__,
    untyped.__file__,
    types.__file__,
    work_language.__file__,
    field_values.__file__,
    written_names.__file__,
    latex.__file__,
    inlines.__file__,
)


class Reading(NamedTuple):
    """One entry as pandoc understands it; values are texts, lists and dicts, and words are lists of inlines."""

    record: dict[str, Any]  # CSL's variables, titles as recorded
    cased: dict[str, Any]  # the titles of an English work, whose capitals a style may set
    texts: dict[str, str]  # field -> its text, where more than braces is to be read


def read(entries: Mapping[str, Entry], path: Path | None) -> dict[str, Reading]:
    """Key -> what its entry says. An entry that pandoc dies of has an empty record. `path` is the cache's file."""
    asked = {
        key: _whole_question(entry, entries) if ancestors(entry, entries) else _question_alone(entry)
        for key, entry in entries.items()
    }
    recipe = pandoc.version() + "".join(Path(str(one)).read_text("utf-8") for one in READERS)
    answers = each(path, recipe, asked, partial(pandoc.halved, _asked, NOTHING))
    return {key: _reading(answers.get(key, NOTHING)) for key in entries}


def plain_field(value: str) -> str | None:
    """A field's text if there is nothing in it to be read but braces."""
    return " ".join(value.replace("{", "").replace("}", "").split()) if PLAIN.fullmatch(value) else None


@memo.per_record
def _reading(answer: list[Any]) -> Reading:
    return Reading(*answer)


@memo.per_record
def _question_alone(entry: Entry) -> str:
    """That of an entry that inherits from no other."""
    return _whole_question(entry, {})


def _whole_question(entry: Entry, entries: Mapping[str, Entry]) -> str:
    return json.dumps(_question(entry, entries), ensure_ascii=False)


def _question(entry: Entry, entries: Mapping[str, Entry]) -> list[Any]:
    """The entry for pandoc, those that it inherits from, and the fields to be read one by one."""
    parents = {key: _written(entries[key], inherited=True) for key in ancestors(entry, entries)}
    whole = parents.get(entry.fields.get("crossref", "").strip())
    if whole and whole[0] in WHOLES.values():  # a part of a @book inherits its title as one of a @collection does
        whole[0] = WHOLES.get(LIKE.get(entry.type, entry.type), whole[0])
    texts = {
        name: latex.clean(value).text
        for name, value in entry.fields.items()
        if name not in fields.NAMES | fields.VERBATIM and plain_field(value) is None and name in fields.PUBLIC
    }
    own = _written(entry)
    roles = {role: own[1].pop(role) for role in ROLES if role in own[1]}
    languages = [NEUTRAL, ENGLISH] if work_language.is_english(entry) else [NEUTRAL]
    if EITHER.issuperset(own[1]) and BRACED.fullmatch(own[1].get("title", "")):
        languages = languages[-1:]
    return [own, parents, texts, languages, roles]


def ancestors(entry: Entry, entries: Mapping[str, Entry]) -> list[str]:
    """The keys that an entry inherits from by crossref and xdata, at however many removes; none where they are too many."""
    keys: list[str] = []
    waiting = [entry]
    while waiting:
        one = waiting.pop()
        for name in ("crossref", "xdata"):
            for key in re.split(r"\s*,\s*", one.fields.get(name, "").strip()):
                if key in entries and key not in keys and key != entry.key and len(keys) < MOST_INHERITED:
                    keys.append(key)
                    waiting.append(entries[key])
    return keys if len(keys) < MOST_INHERITED else []


def _written(entry: Entry, inherited: bool = False) -> list[Any]:
    """Type and fields in the form that pandoc reads whole; date and address only of what another entry inherits."""
    passed = ("date", "year", "url", "doi")
    written_fields: dict[str, str] = {name: entry.fields[name] for name in passed if inherited and name in entry.fields}
    for name, value in habits.meant(entry.fields, entry.type).items():
        if name in fields.PUBLIC and name not in fields.OWN and not aside(entry, name, value):
            written_fields[fields.canonical(name)] = field_values.written(name, value)
    kind = LIKE.get(entry.type, entry.type)
    if entry.type == "bachelorsthesis":
        written_fields.setdefault("type", "Bachelor’s thesis")
    if not inherited and kind not in PARTS and "booktitle" in written_fields:
        written_fields.setdefault("journaltitle", written_fields["booktitle"])
    return [kind, written_fields]


def aside(entry: Entry, name: str, value: str) -> bool:
    """What pandoc need not see: read by itself, or no word about the work."""
    if name in fields.VERBATIM - {"crossref", "xdata"} or name in {"langid", "language", "hyphenation", "langidopts"}:
        return True
    if name == "type":
        return types.is_kind(value)
    if name == "howpublished" and (
        identifiers.is_address(value) or re.fullmatch(identifiers.ON_THE_WEB, value.strip("{}[]"))
    ):
        return True
    return name == "titleaddon" and work_language.has_translation(entry)


def _asked(written: list[str]) -> list[list[Any]]:
    """What pandoc says to each question."""
    questions: list[Any] = [json.loads(question) for question in written]
    blocks: list[str] = []
    for number, (entry, parents, texts, languages, roles) in enumerate(questions):
        names = {key: f"w{number}p{place}" for place, key in enumerate(parents)}
        blocks.append(_block(f"w{number}", entry, names, languages[0]))
        blocks += [_block(names[key], parent, names, NEUTRAL) for key, parent in parents.items()]
        if len(languages) > 1:
            english = {key: f"w{number}q{place}" for place, key in enumerate(parents)}
            blocks.append(_block(f"w{number}e", _titles(entry), english, ENGLISH))
            blocks += [_block(english[key], _titles(parent), english, ENGLISH) for key, parent in parents.items()]
        blocks += [_block(f"w{number}-{name}", ["misc", {"note": text}], {}, NEUTRAL) for name, text in texts.items()]
        blocks += [_block(f"w{number}-{role}", ["misc", {"author": who}], {}, NEUTRAL) for role, who in roles.items()]
    answer = json.loads(pandoc.convert("\n".join(blocks), "biblatex", "json"))
    references = {one["id"]: one for one in inlines.value(answer["meta"].get("references", {"t": "MetaList", "c": []}))}
    return [_answer(references, number, question) for number, question in enumerate(questions)]


def _titles(written: list[Any]) -> list[Any]:
    """Of an entry only what styles set capitals in, and where more of that stands."""
    kind, values = written
    return [kind, {name: value for name, value in values.items() if "title" in name or name in TITLED}]


def _block(key: str, written: list[Any], names: Mapping[str, str], language: str) -> str:
    kind, values = written
    lines = [f"@{kind}{{{key},", f"  langid = {{{language}}},"]
    for name, value in values.items():
        if name in {"crossref", "xdata"}:
            value = ",".join(names[one] for one in re.split(r"\s*,\s*", value.strip()) if one in names)
        lines.append(f"  {name} = {{{value}}},")
    return "\n".join([*lines, "}", ""])


def _answer(references: Mapping[str, Any], number: int, question: Any) -> list[Any]:
    own = references.get(f"w{number}", {})
    english = own if question[3] == [ENGLISH] else references.get(f"w{number}e", {})
    if own and english is own:
        own = {name: inlines.unmarked(value) if name in TITLES else value for name, value in own.items()} | {
            "language": "la"
        }
    record = {name: inlines.held(value) for name, value in own.items() if name != "id"}
    record |= {role: references[f"w{number}-{role}"]["author"] for role in question[4]}
    cased = {name: inlines.held(english[name]) for name in TITLES if name in english}
    if re.search(r"\bhttps?$", inlines.plain(record.get("title-short", ""))):
        record.pop("title-short")  # cut at the colon of an address
        cased.pop("title-short", None)
    texts = {name: inlines.plain(references.get(f"w{number}-{name}", {}).get("note", "")) for name in question[2]}
    if "page" in record:
        pages = question[0][1].get("pages", "")
        written = inlines.plain(record["page"]) if "\\" in pages else re.sub("[{}]", "", pages)
        record |= {"page": page_ranges.recorded(written)} if pages else {}
    for variable, name in RAW.items():
        if re.search(r"[{}\\']", str(record.get(variable, ""))):
            value = question[0][1].get(name, "")
            record[variable] = texts.get(name) or plain_field(value) or value
    return [record, cased, texts]
