"""The argument as a drawing: one column a pillar, one mark a claim, a line from each to what it stands under."""

from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content import argument
from annotated_brief.content.argument import RELATIONS, Step
from annotated_brief.content.claims import Claim
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render

COLUMN, ROW, INDENT, TOP, WIDE, HIGH = 136, 19, 12, 64, 54, 14


class Node(NamedTuple):
    """One claim on the drawing."""

    claim: Claim
    x: int
    y: int
    parent_x: int
    parent_y: int
    against: bool  # whether it speaks against its parent


class Column(NamedTuple):
    """One pillar, or the claims around the thesis."""

    step: Step
    number: int
    x: int
    nodes: list[Node]


def draw(edition: Edition) -> Markup:
    """The drawing; it says no more than the outline, which is what is read out."""
    thesis = argument.thesis(edition.argument)
    tops = [*([thesis] if thesis else []), *argument.pillars(edition.argument)]
    columns = [_column(edition, step, index) for index, step in enumerate(tops)]
    rows = max((len(column.nodes) for column in columns), default=0)
    return render(
        "argument-drawing.svg",
        columns=columns,
        width=COLUMN * len(columns),
        height=TOP + ROW * rows + 6,
        wide=WIDE,
        high=HIGH,
    )


def _column(edition: Edition, step: Step, index: int) -> Column:
    nodes: list[Node] = []

    def place(parent: Step, depth: int, at: tuple[int, int]) -> None:
        for child in argument.beneath(edition.argument, parent.id):
            if child.id in edition.claims and len(nodes) < len(edition.claims):  # a circle ends
                x, y = COLUMN * index + INDENT * depth, TOP + ROW * len(nodes)
                against = child.relation in RELATIONS and RELATIONS[child.relation].sign < 0
                nodes.append(Node(edition.claims[child.id], x, y, *at, against))
                place(child, depth + 1, (x, y))

    place(step, 1, (COLUMN * index, TOP - HIGH - 4))
    return Column(step, index, COLUMN * index, nodes)
