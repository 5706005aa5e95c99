"""What WeasyPrint leaves out of the tags of a PDF, so that the file meets PDF/UA-1.

Running heads become artefacts, header cells get a scope, groups of a definition list become its items, and a link
says where it leads in words.
"""

import re
from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

PRINTED = 4  # the flag of an annotation that stands on paper too
_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
_HEAD = b"/Artifact <</Type /Pagination>> BDC"


def complete(document: Pdf, names: Mapping[str, str]) -> None:
    """Mend the tags of a document in place.

    Args:
        document: as WeasyPrint wrote it.
        names: address of a link, or the name of the place in the document -> what to read out for it.
    """
    reached: set[tuple[int, int]] = set()
    doubled: set[tuple[int, int]] = set()
    for element, above in list(_elements(document.Root.StructTreeRoot.K[0], ())):
        reached.add(element.objgen)
        kind = element.S
        if kind == Name.TH:
            element.A.Scope = Name.Column if Name.THead in above else Name.Row
        elif Name.Link in above:
            doubled |= _unlink(element)
        elif kind == Name.Div and above[-1:] == (Name.L,):
            _item(element)
    _heads(document, reached)
    for page in document.pages:
        if "/Annots" in page:
            page.Annots = Array([note for note in page.Annots if note.objgen not in doubled])
        for note in page.get("/Annots", []):
            note.F = PRINTED
            note.Contents = String(_words(note, names))


def _elements(element: Object, above: tuple[Object, ...]) -> Iterator[tuple[Object, tuple[Object, ...]]]:
    """Each element with the types of those that it stands in."""
    yield element, above
    for kid in _kids(element):
        yield from _elements(kid, (*above, element.S))


def _kids(element: Object) -> list[Object]:
    below = element.get("/K", Array())
    kids = list(below) if isinstance(below, Array) else [below]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _unlink(element: Object) -> set[tuple[int, int]]:
    """What stands in a link is a part of it: WeasyPrint makes of each box in one a link of its own."""
    if element.get("/S") == Name.Link:
        element.S = Name.Span
    kids = list(element.K) if isinstance(element.get("/K"), Array) else []
    own = [kid for kid in kids if isinstance(kid, Dictionary) and "/Obj" in kid]
    if own:
        element.K = Array([kid for kid in kids if not (isinstance(kid, Dictionary) and "/Obj" in kid)])
    return {kid.Obj.objgen for kid in own}


def _item(group: Object) -> None:
    """A term and what is said of it, which HTML groups in a div, are one item of the list."""
    group.S = Name.LI
    for index, item in enumerate(_kids(group)):
        item.S = Name.Lbl if index == 0 else Name.LBody
        for body in (kid for kid in _kids(item) if kid.get("/S") == Name.LBody):
            body.S = Name.Div


def _heads(document: Pdf, reached: set[tuple[int, int]]) -> None:
    """Running heads and page numbers, which stand outside the tree, as artefacts."""
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
    for page in document.pages:
        marks = owners[int(page.StructParents)]
        loose = {index for index, mark in enumerate(marks) if mark.objgen not in reached}
        if not loose:
            continue
        for index in loose:
            marks[index] = None
        text = page.Contents.read_bytes()
        page.Contents.write(_MARKED.sub(lambda mark: _HEAD if int(mark[1]) in loose else mark[0], text))  # noqa: B023


def _words(note: Object, names: Mapping[str, str]) -> str:
    address = str(note.A.URI) if "/A" in note else str(note.get("/Dest", ""))
    return names.get(address, address)
