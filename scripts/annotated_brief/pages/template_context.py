"""The variables of the theme's templates: those of the edition, and those of each page."""

import html
from math import ceil
from typing import Any

import jinja2

from annotated_brief.content import authors, settings
from annotated_brief.content.page_record import Page
from annotated_brief.core.counted import counted, listed, spelt
from annotated_brief.core.paths import THEME
from annotated_brief.core.problems import Problem, count
from annotated_brief.core.text_files import has_file
from annotated_brief.edition import Edition
from annotated_brief.markup import prose, templating
from annotated_brief.markup.compiled import Compiled
from annotated_brief.pages import changes, findings, front, ledger, listings, section_parts, strip, weighing
from annotated_brief.references import cite_this, exports
from annotated_brief.references.export_formats import EXPORT_FORMATS

# Words a minute of a reader of non-fiction: Brysbaert, Journal of Memory and Language 109 (2019).
PACE = 238

# What a link for reports may begin with.
WRITE_TO = ("https://", "http://", "mailto:")

OWN = "This edition restates it in its own words"


def variables(edition: Edition, problems: list[Problem]) -> dict[str, Any]:
    """`edition` in the theme's templates."""
    facts = edition.settings
    reach = f"Evidence reaches to {facts.reach}. " if facts.reach else ""
    return facts._asdict() | {
        "author": facts.argument_by,
        "are_several": len(authors.names(facts.authors, settings.citation(edition.paths))) > 1,
        "contributors_said": authors.in_sentence(facts.contributors),
        "date": templating.day(facts.date.isoformat()[:7]),
        "date_iso": facts.date.isoformat(),
        "report_to": facts.report_to if facts.report_to.startswith(WRITE_TO) else "",
        "statement": _statement(edition),
        "has_views": bool(_added(edition)),
        "findings": [finding._asdict() for finding in findings.count(edition)],
        "findings_note": f"{reach}{'Where no source was found, a claim may still be true.' if edition.claims else ''}",
        "bottom_line": weighing.bottom_line(edition),
        "weighing": weighing.paragraphs(edition),
        "tallies": [tally._asdict() for tally in ledger.tallies(edition)],
        "changed": changes.latest(edition),
        "ledger": edition.site.page(edition.lists["ledger"]),
        "ways": _ways(edition),
        "has_feed": has_feed(edition),
        "export_formats": list(EXPORT_FORMATS.values()),
        "about": edition.site.page(about) if (about := edition.lists["cite"]) in edition.pages else "",
        "sections": _sections(edition),
        "links": links(edition),
        "problems": [str(problem) for problem in problems],
        "problem_count": counted(count(problems), "problem"),
    }


def _added(edition: Edition) -> list[str]:
    """What stands beside the brief's own text: one view shows the text without it."""
    pages = edition.pages.values()
    there = {
        "annotations": any(page.annotations for page in pages),
        "verdicts": edition.claims,
        "figures": any(page.figures for page in pages),
    }
    return [name for name, is_there in there.items() if is_there]


def _statement(edition: Edition) -> str:
    """Whose words these are."""
    added = [f"the {name}" for name in _added(edition)]
    return f"{OWN}; {listed(added)} are the edition's." if added else f"{OWN}."


def _ways(edition: Edition) -> list[dict[str, str]]:
    """The ways from the first page besides the text."""
    titles = {
        edition.lists["argument"]: "How the argument fares",
        edition.lists["summary"]: weighing.at_a_glance(edition),
    }
    return [{"title": title, "url": edition.site.page(file)} for file, title in titles.items() if file in edition.pages]


def has_feed(edition: Edition) -> bool:
    """A copy on a disk has none, nor has an edition without a record of changes."""
    return edition.site.folders and bool(edition.changes)


def links(edition: Edition) -> list[dict[str, str]]:
    """The downloads and other forms of the edition; each only where this build has it."""
    listed = [("The whole edition on one page", edition.site.page("print.md"))]
    if (file := edition.lists["downloads"]) in edition.pages:
        listed.append(("Download", edition.site.page(file)))
    if edition.site.is_published:
        listed += [("PDF", "brief.pdf"), ("EPUB", "brief.epub"), ("Offline copy", "brief-offline.zip")]
    if has_feed(edition):
        listed.append(("Feed of changes", "feed.xml"))
    return [{"title": title, "url": url} for title, url in listed]


def _sections(edition: Edition) -> list[dict[str, Any]]:
    sections = []
    for name, page in edition.sections.items():
        mine = [claim for claim in edition.claims.values() if claim.section == name]
        forecasts = sum(claim.kind == "forecast" for claim in mine)
        sections.append(
            {
                "name": name,
                "title": page.meta.get("nav_title") or page.title,
                "url": edition.site.page(page.file),
                "claims": len(mine),
                "note": counted(forecasts, "forecast") if forecasts else "",
            }
        )
    return sections


def page_variables(edition: Edition, file: str) -> dict[str, Any]:
    """What the template of a page needs besides its front matter."""
    page = edition.pages.get(file)
    if page is None:
        return {}
    if name := edition.section_of(file):
        return listings.assets(page) | _section_variables(edition, name, page)
    asked = page.meta.get("template")
    # The checks have told it; under `serve` the page is shown all the same.
    shown = {"template": "main.html"} if asked and not has_file(THEME, str(asked)) else {}
    return listings.assets(page) | shown


def _section_variables(edition: Edition, name: str, page: Page) -> dict[str, Any]:
    file, names = page.file, list(edition.sections)
    mine = [claim for claim in edition.claims.values() if claim.section == name]
    noted = sum(1 for claim in mine if claim.footnote)
    how_many = counted(len(mine), "claim") + (f", {noted} with a footnote" if noted else "") if mine else ""
    return {
        "template": "home.html" if file == "index.md" else "section.html",
        "reading_time": max(1, ceil(page.words / PACE)),
        "claims": how_many,
        "annotations": len(page.annotations),
        "cites": cite_this.SCRIPT.format(name) if page.annotations or mine else "",
        "strip": strip.strip(edition, mine, file, f"{counted(len(mine), 'claim')} of this section by verdict"),
        "strips": strip.of_sections(edition, file) if file == "index.md" else "",
        "lead": front.lead_figure(edition, file),
        "parts": {name: section_parts.short(part) for name, part in section_parts.claims(edition, file).items()},
        "section": name,
        "has_sources": exports.cites(edition, file),
        "kicker": page.meta.get("kicker") or _kicker(file, name, names),
    }


def _kicker(file: str, name: str, names: list[str]) -> str:
    """What stands above the title of a section that says nothing itself."""
    if file == "index.md":
        return "An annotated edition"
    if len(names) == 1:
        return ""
    return f"Section {spelt(names.index(name) + 1)} of {spelt(len(names))}"


def _title(page: Any) -> str:
    """The title of a page or a link of MkDocs as text: one that it takes from a heading is HTML."""
    title = page.title or ""
    return html.unescape(title) if title == getattr(page, "_title_from_render", None) else title


def extend(env: jinja2.Environment, variables: dict[str, Any]) -> None:
    """Give the theme's templates `edition` and our filters, and escape what ours print; Material's own print HTML."""
    env.globals["edition"] = variables
    env.filters |= {
        "curl": prose.curl,
        "day": templating.day,
        "css": templating.css,
        "spelt": spelt,
        "unescape": html.unescape,
        "title_of": _title,
    }
    env.bytecode_cache = Compiled(env)
    env.autoescape = lambda name: name is not None and (THEME / name).is_file()
