"""Addresses of works: DOI, eprint and URN in the form that resolves, and what an address must look like."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from annotated_brief.core.kinds import is_web as is_web

EPRINTS = {
    "arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/", "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/", "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "hdl": "https://hdl.handle.net/", "handle": "https://hdl.handle.net/", "googlebooks": "https://books.google.com/books?id=",
    "biorxiv": "https://doi.org/10.1101/", "medrxiv": "https://doi.org/10.1101/", "ssrn": "https://ssrn.com/abstract=", "hal": "https://hal.science/",
}  # fmt: skip

ARXIV = r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7}(?:v\d+)?"  # the numbers of arXiv, new and old

# What people write before an address in `howpublished`.
ON_THE_WEB = (
    r"(?i:\s*(\[?online\]?|available|accessed|retrieved|website|web ?page|url)?[\s.,:;]*"
    r"(available|accessed|online)?\s*(online|at|from|via|on)?\s*[:.,]?\s*)"
)

# What no address may hold as it is; the percent sign it may only before two digits.
UNSAFE = re.compile(r"[^\w!#$&'()*+,./:;=?@~%\x80-\U0010ffff-]")


def unescaped(value: str) -> str:
    """An identifier without the backslashes that BibTeX programs write into it, or the command around it."""
    if "\\" not in value:
        return re.sub(r"[{}\s]", "", value.replace("$<$", "<").replace("$>$", ">"))
    value = re.sub(r"\\(?:url|href|nolinkurl)\s*\{([^{}]*)\}(\{.*\})?", r"\1", value.strip())
    value = value.replace(r"\textless", "<").replace(r"\textgreater", ">").replace("$<$", "<").replace("$>$", ">")
    value = re.sub(r"\{\\([_%&#~$])\}|\\([_%&#~$<>{}])", lambda found: found[1] or found[2], value)
    value = re.sub(r"\{?\\textasciitilde\s*(\{\})?\}?|\\~\{\}", "~", value)
    return re.sub(r"[{}\s]", "", value)


def doi(value: str) -> str:
    """A DOI alone, whatever stands before it: 10.1000/182."""
    # EndNote writes the number of the article before it: ARTN 53 10.1000/182.
    value = re.sub(r"^\s*[A-Za-z]+ \w+\s+(?=10\.\d{4})", "", value)
    value = re.sub(r"(?i)(10\.\d{4,}\S*?)[,;]?\s+(?:10\.\d{4}|https?:|doi:).*", r"\1", value)  # of several the first
    value = unescaped(value)
    value = re.sub(r"(?i)^https?://\S*?(?=10\.\d{4,9}(?:\.\d+)*/)", "", value)  # of any house that resolves it
    value = re.sub(r"(?i)^(?:doi:?(?=10\.)|doi:|(?:https?://)?(?:dx\.|www\.)?doi\.org/|info:doi/|urn:doi:)+", "", value)
    value = value.rstrip(".,;")
    return unquote(value) if re.search(r"(?i)%(2f|3c|3e|28|29)", value) else value


def doi_of(fields: Mapping[str, str]) -> str:
    """The DOI of a work: its own field, its address, or a note that is nothing else; empty if it has none."""
    address, note = fields.get("url", ""), fields.get("note", "")
    candidates = [
        fields.get("doi", ""),
        address if re.search(r"doi\.org/10\.|^\s*(?i:doi:)?\s*10\.\d{4}", address) else "",
        note if re.match(r"\s*(?i:doi)[:\s]", note) else "",
    ]
    return next((one for one in map(doi, candidates) if is_doi(one)), "")


def is_doi(value: str) -> bool:
    """Whether it is one; a short DOI resolves as well."""
    return bool(re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+|10/[a-z\d]{3,}", value))


def of_doi(value: str) -> str:
    """The address of a DOI."""
    return "https://doi.org/" + quote(value, safe="/:;()._-+,!@=*'$~&")


def of_eprint(kind: str, value: str) -> str:
    """The address of an eprint; empty for an archive that is not known."""
    value = re.sub(r"(?i)^arxiv:", "", unescaped(value))
    kind = archive(kind, value).lower()
    return EPRINTS[kind] + quote(value, safe="/:._-") if value and kind in EPRINTS else ""


def archive(kind: str, value: str) -> str:
    """The name of the archive of an eprint; arXiv is known by its numbers."""
    kind = unescaped(kind)
    if not kind and re.fullmatch(rf"(?:\w+:)?(?:{ARXIV})", unescaped(value)):
        kind = "arXiv"
    return {"arxiv": "arXiv", "jstor": "JSTOR", "ssrn": "SSRN", "hal": "HAL"}.get(kind.lower(), kind)


def of_urn(value: str) -> str:
    """The address of a URN that a national library resolves."""
    return f"https://nbn-resolving.org/{value}" if value.lower().startswith("urn:nbn:") else ""


@lru_cache(maxsize=65536)  # asked for wherever a source is shown
def url(value: str) -> str:
    """An address as links hold it: what must not stand in one is encoded, nothing else is changed."""
    # Of several the first; EndNote's "<Go to ISI>" leads nowhere.
    value = unescaped(re.sub(r"(?<=\S)[;,]?\s+(?:and\s+)?https?://.*", "", value, flags=re.DOTALL))
    if value.startswith("<GotoISI>"):
        return ""
    if value.lower().startswith("doi:") or re.match(r"10\.\d{4,9}/", value):
        return of_doi(doi(value))
    if value.lower().startswith("urn:"):
        return of_urn(value) or value
    value = re.sub(r"^(www\.)", r"https://\1", value)
    return _encoded(value)


def _encoded(value: str) -> str:
    """Brackets, accents, signs that no validator takes and a second # in their encoded form."""
    try:
        host = urlsplit(value).netloc
    except ValueError:
        return value
    at = value.find(host) + len(host) if host else 0
    head, rest = value[:at], value[at:]
    before, mark, fragment = rest.partition("#")
    return head + _safe(before) + mark + _safe(fragment.replace("#", "%23"))


def _safe(part: str) -> str:
    part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return UNSAFE.sub(lambda sign: quote(sign[0]), part)


def readable(address: str) -> str:
    """An address as one reads and types it, which leads to the same page: letters of any script for the codes of their
    bytes, and without what only marks words on the page or counts its visitors."""
    page, _, fragment = address.partition("#")
    before, _, query = page.partition("?")
    query = (
        "&".join(one for one in query.split("&") if one and not one.startswith("utm_")) if "utm_" in query else query
    )
    fragment = fragment.partition(":~:")[0]
    kept = before + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return re.sub(r"(?:%[89A-Fa-f][0-9A-Fa-f])+", lambda codes: _decoded(codes[0]), kept)


def _decoded(codes: str) -> str:
    """What the codes stand for, if these are letters and signs that nobody could mistake for others or not see."""
    letters = unquote(codes, errors="replace")
    is_seen = all(unicodedata.category(letter)[0] in "LMNP" for letter in letters) and not unicodedata.combining(
        letters[0]
    )
    return letters if is_seen and unicodedata.is_normalized("NFC", letters) else codes


def addresses(fields: Mapping[str, str]) -> list[str]:
    """Where a work without `url` stands on the web: any address in `howpublished`, or a note that is nothing else."""
    said = [fields.get("howpublished", ""), *(note for note in [fields.get("note", "")] if is_address(note))]
    return [one.rstrip(".,;)") for value in said for one in re.findall(r"https?://[^\s{}]+", value)]


def is_address(value: str) -> bool:
    """Whether a field says where a work stands on the web, and nothing else but that it stands there."""
    link = r"(\\(url|href)\s*)?\{*\s*https?://\S+?\s*\}*(\{\s*(Web ?(page|site)|Link|Online)\s*\})?\.?\s*"
    return bool(re.fullmatch(ON_THE_WEB + link, value))
