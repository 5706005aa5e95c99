"""Preprints, by whatever a program writes of the archive that holds them.

Zotero      the archive as `publisher`, the number in `note`, `number` or `eprint`, with the subject behind it
Scholar     `journal = {arXiv preprint arXiv:2303.01234}`, `{Available at SSRN 3549476}`, `{bioRxiv}`
DBLP        `journal = {CoRR}`, `volume = {abs/2303.01234}`
INSPIRE     an `@article` that has `eprint` and no journal
Paperpile   `journal = {arXiv [cs.LG]}`
"""

import re
from collections.abc import Mapping

from annotated_brief.bibliography.identifiers import ARXIV

# Archives of preprints, as they are named; other eprints are copies of what was published.
ARCHIVES = {
    name.lower(): name
    for name in """arXiv bioRxiv medRxiv ChemRxiv EarthArXiv EdArXiv engrXiv PsyArXiv SocArXiv TechRxiv SSRN HAL OSF Preprints
    Preprints.org""".split()
}
NUMBER = re.compile(rf"(?i)\barxiv:\s*({ARXIV})")
# The archives by the begin of their DOIs; those of bioRxiv and medRxiv differ in the length of the number.
DOIS = {
    "SocArXiv": r"10\.31235/", "PsyArXiv": r"10\.31234/", "OSF Preprints": r"10\.31219/", "EarthArXiv": r"10\.31223/",
    "EdArXiv": r"10\.35542/", "engrXiv": r"10\.31224/", "ChemRxiv": r"10\.26434/", "SSRN": r"10\.2139/ssrn", "arXiv": r"10\.48550/",
    "Preprints.org": r"10\.20944/preprints", "Research Square": r"10\.21203/rs", "TechRxiv": r"10\.36227/techrxiv",
    "medRxiv": r"10\.1101/(?:20\d\d\.\d\d\.\d\d\.)?\d{8}\b", "bioRxiv": r"10\.1101/(?:20\d\d\.\d\d\.\d\d\.)?\d{6}\b",
}  # fmt: skip
KINDS = frozenset("article online misc unpublished preprint webpage".split())
# What says that a work is a preprint, which its type says already.
SAID = frozenset({"prepublished", "preprint"})


def is_one(kind: str, fields: Mapping[str, str]) -> bool:
    """Whether an entry, its fields as they are meant, is a preprint: it stands in an archive and in no journal."""
    if kind not in KINDS or fields.keys() & {"journal", "journaltitle", "booktitle"}:
        return False
    is_kept = bool("eprint" in fields and _archive(fields)) or _named(fields.get("publisher", "")) != ""
    return is_kept or bool(_of_doi(fields)) or fields.get("type", "") == "preprint"


def meant(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry, with the archive and the number of a preprint where biblatex has them."""
    result = dict(fields)
    if kind not in KINDS:
        return result
    journal = result.get("journaltitle", result.get("journal", ""))
    match = NUMBER.search(" ".join([journal, *(result.get(name, "") for name in ("number", "note", "eprint"))]))
    number = match[1] if match else ""
    if journal == "CoRR" and result.get("volume", "").startswith("abs/"):
        number = number or result["volume"].removeprefix("abs/")
    paper = re.search(r"(?i)\bSSRN(?: Electronic Journal)?\s*(\d{6,})?$", journal)
    archive = "arxiv" if number else "ssrn" if paper else _named(journal)
    if archive and (journal == "CoRR" or paper or NUMBER.search(journal) or _named(journal)):
        gone = {"journal", "journaltitle", "volume", "number", "issue", "pages", "publisher"}
        result = {name: value for name, value in result.items() if name not in gone} | {"publisher": ARCHIVES[archive]}
        result |= {"eprint": paper[1], "eprinttype": "ssrn"} if paper and paper[1] else {}
        if archive in {"biorxiv", "medrxiv"} and re.fullmatch(r"[\d.]{6,}", fields.get("pages", "")):
            result |= {"eprint": fields["pages"], "eprinttype": archive}  # Paperpile has the end of its DOI there
    if number and (kind != "article" or not result.keys() & {"journal", "journaltitle"}):
        result.setdefault("eprint", number)
        result.setdefault("eprinttype", "arxiv")
    if "eprint" in result:
        result["eprint"] = re.sub(r"\s*\[[\w.,\s-]+\]$", "", result["eprint"])  # its subject
    if kind == "online" and _is_said("pubstate", result.get("pubstate", "")):
        result |= {"type": "preprint"}  # so Better BibTeX
    if is_one(kind, result):
        said = result.get("type") == "preprint"
        result = {name: value for name, value in result.items() if not _is_said(name, value)}
        if result.get("number") and result["number"].lower() in result.get("doi", "").lower():
            del result["number"]  # osf.io/3xk9p
        archive = _of_doi(result) or ARCHIVES.get(_archive(result), "")
        if archive and not _named(result.get("publisher", "")):
            result["publisher"] = archive
        result |= {"type": "preprint"} if said else {}
    return result


def _of_doi(fields: Mapping[str, str]) -> str:
    """The archive to which the DOI of a preprint belongs."""
    doi = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", fields.get("doi", "").replace("\\", "").strip())
    return next((name for name, begin in DOIS.items() if doi and re.match(begin, doi)), "")


def _is_said(name: str, value: str) -> bool:
    """Whether a field says again that this is a preprint, or its number."""
    if name in {"number", "note"}:
        return bool(re.fullmatch(NUMBER.pattern + r"(?:\s*\[[\w.,\s-]+\])?", re.sub(r"[{}]", "", value)))
    return name in {"pubstate", "type"} and value.strip("{} ").lower() in SAID


def _archive(fields: Mapping[str, str]) -> str:
    """The archive of the eprint; arXiv is known by its numbers."""
    kind = fields.get("eprinttype") or fields.get("archiveprefix", "")
    numbered = re.fullmatch(ARXIV, fields.get("eprint", ""))
    return kind.lower() if kind.lower() in ARCHIVES else "arxiv" if numbered and not kind else ""


def _named(value: str) -> str:
    """The archive that a field names, and nothing else but its subject: arXiv [cs.LG]."""
    name = re.sub(r"\s*\[.*\]$", "", value.replace("{", "").replace("}", "")).strip().lower()
    return name if name in ARCHIVES else ""
