"""Where the figures of a section stand in the PDF: at the foot of a page, or in their place where the foot is far away.

At the foot a figure leaves no white behind, but on a page whose text ends early it would stand far below the text, on
one where the next part begins, in that, and on one where the notes of its own part begin, amid them.
"""

from collections.abc import Callable, Iterator
from typing import Any

from annotated_brief.markup.html_trees import classes

IN_PLACE = "plate in-place"
FAR = 227  # CSS pixels, 60 mm


def placed(root: Any, render: Callable[[], Any]) -> Any:
    """The rendered document, once more where figures are better set in their place.

    Args:
        root: the page of the whole, whose figures get the class that sets them in their place.
        render: lays the page out, as WeasyPrint does.
    """
    parts = [section for section in root.iter("section") if "part" in classes(section)]
    number = {element: index for index, part in enumerate(parts) for element in part.iter()}
    holders = {figure: holder for holder in root.iter("div") for figure in holder.iterfind("figure")}
    notes = {number[block]: block for block in number if "footnotes" in classes(block)}
    document = render()
    astray = [box for page in document.pages for box in _astray(page._page_box, number, holders, notes)]
    for figure, before in astray:
        figure.set("class", IN_PLACE)
        if before is not None:
            _move(root, figure, holders[figure], before)
    return render() if astray else document


def _move(root: Any, figure: Any, holder: Any, before: Any) -> None:
    """Set a figure before a block that stands after it."""
    around = next(element for element in root.iter() if before in list(element))
    holder.remove(figure)
    around.insert(list(around).index(before), figure)


def _astray(
    page: Any, number: dict[Any, int], holders: dict[Any, Any], notes: dict[int, Any]
) -> Iterator[tuple[Any, Any]]:
    """The figures at the foot of a page that stand far below its text, below another part or amid their own part's notes,
    these with the block of the notes."""
    text, *below = page.children
    foot = next((box for box in below if type(box).__name__ == "FootnoteAreaBox"), None)
    if foot is None:
        return
    boxes = list(text.descendants())
    elements = {box.element for box in boxes if box.element is not None}
    begun = max((number[element] for element in elements if "part-opener" in classes(element)), default=-1)
    end = max((box.position_y + box.height for box in boxes if type(box).__name__ == "LineBox"), default=0)
    for figure in {box.element for box in foot.descendants()} & holders.keys():
        is_far = foot.position_y - end > FAR and holders[figure] in elements
        if "plate" in classes(figure) and (is_far or begun > number[figure]):
            yield figure, None
        elif "plate" in classes(figure) and (block := notes.get(number[figure])) in elements:
            yield figure, block
