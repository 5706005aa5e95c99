"""The page of the argument: thesis, pillars, objections and replies, and each claim with its chain; outline and drawing."""

from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content import argument
from annotated_brief.content.argument import THESIS, Step
from annotated_brief.core import memo
from annotated_brief.core.counted import counted
from annotated_brief.edition import Edition
from annotated_brief.pages import argument_drawing, chains, strip, weighing
from annotated_brief.pages.chains import Chain, Link


class Branch(NamedTuple):
    """A claim with what stands under it."""

    link: Link
    chain: Chain
    under: list["Branch"]


class Exchange(NamedTuple):
    """An objection and the replies to it."""

    objection: Link
    replies: list[Link]


class Pillar(NamedTuple):
    """One pillar; the frame around the thesis is one without a title."""

    step: Step
    strip: Markup
    total: int
    exchanges: list[Exchange]
    branches: list[Branch]


def listing(edition: Edition, page: str) -> Markup:
    """The page; empty where the edition does not lay its argument out."""
    thesis = argument.thesis(edition.argument)
    if thesis is None or thesis.id not in edition.claims:
        return Markup("")
    return edition.render(
        "listing-argument.html",
        page,
        thesis=_branch(edition, thesis),
        frame=_pillar(edition, thesis, page),
        pillars=[_kept_pillar(edition, step, page) for step in argument.pillars(edition.argument)],
        drawing=argument_drawing.draw(edition),
        weighing=weighing.paragraphs(edition),
        at_a_glance=weighing.at_a_glance(edition),
    )


def _kept_pillar(edition: Edition, step: Step, page: str) -> Pillar:
    """A pillar, made again only if a claim that stands in it or carries one of its own has changed."""
    return memo.kept(("pillar", step.id), edition, lambda seen: _pillar(seen, step, page), (step, page))


def _pillar(edition: Edition, step: Step, page: str) -> Pillar:
    steps = edition.argument
    mine = [one for one in argument.all_beneath(steps, step.id) if _pillar_of(steps, one) == step.id]
    claims = strip.by_verdict(edition.claims[one.id] for one in mine if one.id in edition.claims)
    label = f"{counted(len(claims), 'claim')} of {step.title or 'the frame'} by verdict"
    return Pillar(
        step=step,
        strip=strip.strip(edition, claims, page, label),
        total=len(claims),
        exchanges=_exchanges(edition, step),
        branches=[_branch(edition, one) for one in argument.beneath(steps, step.id) if one.id in edition.claims],
    )


def _pillar_of(steps: argument.Argument, step: Step) -> str:
    """The pillar that a claim stands under, or the thesis."""
    return next((one.id for one in argument.path(steps, step.id) if one.is_pillar or one.role == THESIS), "")


def _exchanges(edition: Edition, step: Step) -> list[Exchange]:
    """The objections that stand directly against a pillar or the thesis, each with its replies."""
    steps = edition.argument
    against = [one for one in argument.beneath(steps, step.id) if one.relation in {"objects", "limits"}]
    return [
        Exchange(
            link,
            chains.links(edition, [one for one in argument.beneath(steps, link.step.id) if one.relation == "answers"]),
        )
        for link in chains.links(edition, against)
    ]


def _branch(edition: Edition, step: Step) -> Branch:
    (link,) = chains.links(edition, [step])
    chain = chains.chain(edition, step.id)
    assert chain is not None  # the step has a place
    under = [one for one in argument.beneath(edition.argument, step.id) if one.id in edition.claims]
    return Branch(link, chain, [] if step.role == THESIS else [_branch(edition, one) for one in under])
