"""How India voted on Ukraine in the General Assembly, and how the votes went."""

from collections.abc import Mapping

from annotated_brief.figures import letters
from annotated_brief.figures.chart import Chart, Point, Scale, Series, number
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size, day
from annotated_brief.figures.palette import BLUE, INK, PAPER, PLUM, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="un_votes",
    title="From against to abstaining: India has opposed none of sixteen texts since March 2022 and abstained on thirteen",
    measure="Votes in the United Nations General Assembly on texts about the war, and India’s own",
    unit="number of states",
    period="March 2022 to February 2026, with two votes on Crimea before the war",
    alt=(
        "Stacked bars, one for each of eighteen texts, with India’s vote before it as a word and a colour. Before the war India voted against two "
        "texts on Crimea. Since March 2022 it abstained on thirteen of sixteen; it voted for the text on cooperation with "
        "the Council of Europe in April 2023; on two texts on Crimea it is only known that it did not vote against. "
        "States in favour number between 78 and 143, against between 5 and 24."
    ),
    note=(
        "The text of April 2023 is not about Ukraine, but its preamble names Russia’s aggression. For December 2024 and "
        "December 2025 the noes are listed in full without India; whether it abstained or was absent is not shown. "
        "States that did not vote are left out."
    ),
    by="United Nations",
    tables=("un_votes",),
    columns={"un_votes": ("date", "title", "yes", "abstain", "no", "india_vote", "resolution", "grade", "note")},
)

VOTES = (("yes", "in favour", BLUE), ("abstain", "abstained", STONE), ("no", "against", PLUM))
# India's vote as a word and a colour; broken where it is only known that it was not a no.
INDIA: dict[str, tuple[str, Colour, bool]] = {
    "against": ("against", PLUM, False),
    "abstain": ("abstained", STONE, False),
    "in favour": ("in favour", BLUE, False),
    "not against": ("not against", STONE, True),
}
PHASES = {
    "before the war": ("Before the war India voted against", PLUM),
    "since March 2022": ("Since March 2022 it abstains", INK),
}
RIBBON = 10  # the votes of a phase make one band
COLUMNS = (90, 140, 430)  # of a wide drawing: date, text, bars


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = tables["un_votes"].rows
    drawing, lane = Chart(size, 0), 38 if size.narrow else 18.5
    left = 150 if size.narrow else COLUMNS[2]
    y = _heads(drawing, left, size)
    spots: list[float] = []
    for phase, (words, colour) in PHASES.items():
        drawing.write(0, y + size.type, words, bold=True, colour=colour)
        y += size.type * 1.75
        for row in (row for row in rows if row.cells["phase"] == phase):
            _india(drawing, row, y, lane)
            spots.append(y + (10 if size.narrow else lane / 2))
            y += lane
        y += 8
    drawing.height = round(y)
    panel = drawing.panel(Scale(0, 224, left, size.width), Scale(0, drawing.height, 0, drawing.height))
    panel.y_ticks = {spot: str(row.cells["title"]) for spot, row in zip(spots, rows, strict=True)}
    for at, (column, name, colour) in enumerate(VOTES):
        before = [sum(number(row, other) for other, *_ in VOTES[:at]) for row in rows]
        bars = tuple(
            Point(
                base + number(row, column),
                spot,
                f"{row.cells['row']}/{column}",
                base,
                f"{row.cells['title']}, {row.cells['period']}",
            )
            for row, spot, base in zip(rows, spots, before, strict=True)
        )
        panel.add(Series("bars", bars, f"The world: {name}", colour, "un_votes", "x", unit="states", width=13))
        for bar in bars:
            _tally(drawing, panel.x.at(bar.base), panel.x.at(bar.x), bar, last=column == "no")
    return drawing


def _heads(drawing: Chart, left: float, size: Size) -> float:
    """What the colours are, and below it, at the rows, what the columns are."""
    x, y = 0.0, size.type
    for _, name, colour in VOTES:
        drawing.sign(x + 6, y - 4.5, colour, width=12, square=True)
        drawing.write(x + 18, y, name)
        x += 32 + letters.width(name, size.type)
    if not size.narrow:
        drawing.rule(x + 5, y - 11, x + 5, y + 2, colour=STONE, width=RIBBON, dash="2 2")
        drawing.write(x + 18, y, "abstained or absent, not known which")
    y += 24
    drawing.write(0, y, "India", bold=True, colour=SOFT)
    if not size.narrow:
        drawing.write(COLUMNS[1], y, "Text", bold=True, colour=SOFT)
    drawing.write(left, y, "The world", bold=True, colour=SOFT)
    return y + 6


def _india(drawing: Chart, row: Row, y: float, lane: float) -> None:
    """A length of ribbon in the colour of India's vote, and the vote in words; what is usual is faint."""
    word, colour, hollow = INDIA[str(row.cells["india_vote"])]
    size = drawing.size
    drawing.rule(RIBBON / 2, y, RIBBON / 2, y + lane, colour=colour, width=RIBBON, dash="2 2" if hollow else "")
    line = y + (14.5 if size.narrow else lane / 2 + 4.6)
    plain = colour is STONE and not hollow
    drawing.write(15, line, word, bold=not plain, colour=SOFT if plain else INK if hollow else colour)
    title = _short(str(row.cells["title"]))
    if size.narrow:
        drawing.write(86, line, day(str(row.cells["date"])[:7], size), colour=SOFT)
        drawing.write(15, line + 16, title)
    else:
        drawing.write(
            COLUMNS[0],
            line,
            f"{day(str(row.cells['date'])[:7], short=True)[:4]}’{str(row.cells['date'])[2:4]}",
            colour=SOFT,
        )
        drawing.write(COLUMNS[1], line, title)


def _short(title: str) -> str:
    """A title with room to spare before the bars, for a program that has not the typeface puts in a wider one."""
    return (
        title.replace("'", "’").replace(" and Sevastopol", ", Sevastopol").replace("suspended from the", "suspended,")
    )


def _tally(drawing: Chart, start: float, end: float, bar: Point, last: bool) -> None:
    value = f"{bar.x - bar.base:g}"
    if last:
        drawing.write(end + 4, bar.y + 4.6, value, colour=SOFT)
    elif end - start > letters.width(value, drawing.size.type) + 5:
        drawing.write(start + 3, bar.y + 4.6, value, colour=PAPER, on_bar=True)
