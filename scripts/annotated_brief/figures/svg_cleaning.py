"""Kaleido's SVG, cleaned for a page.

What comes out has no colours of its own (palette.py), no font of its own, no ids that change from run to run, no
background, no empty groups, and no more decimals than can be seen.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from annotated_brief.figures import palette
from annotated_brief.figures.figure_style import FAMILY, Size

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_STYLE = re.compile(r"([\w-]+):\s*([^;]+);")
_MOVE = re.compile(r"translate\((-?[\d.]+), ?(-?[\d.]+)\)")
_REFERENCE = re.compile(r"url\(['\"]?#([\w-]+)['\"]?\)")

LONG = 300  # from here on a path is worth writing shorter
_COMMAND = re.compile(r"[A-Za-z]")
_POINT = re.compile(r"([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?")
_SPARE = re.compile(r"[ ,](?=-)|(?<=[ ,-])0(?=\.)")

# What a style says that a browser would take for granted anyway.
_DEFAULTS = {
    "opacity": "1", "fill-opacity": "1", "stroke-opacity": "1", "vector-effect": "none", "white-space": "pre",
    "stroke-width": "1px", "fill-rule": "evenodd", "font-weight": "400", "display": "block", "font-style": "normal",
}  # fmt: skip
_KEPT_CLASSES = {"bars", "scatter", "points", "annotation", "lines", "fills", "text"}
_SVG = "{http://www.w3.org/2000/svg}"


def clean(text: str, name: str, size: Size, labels: list[dict[str, Any]]) -> str:
    """Kaleido's SVG as the page wants it; `labels` are the annotations of the specification."""
    root = etree.fromstring(text.encode())
    for group in root.iterfind(f".//{_SVG}g[@class='annotation']"):
        _anchor(group, labels)
    for element in list(root.iter()):
        _strip(element)
    _unclip(root)
    for text_element in list(root.iter(f"{_SVG}text")):
        _settle(text_element, size)
    _prune(root)
    _reset_root(root, size)
    return _written(_renamed(root, f"{name}-{size.name}"))


def _anchor(group: Any, labels: list[dict[str, Any]]) -> None:
    """Plotly centres every label by the width it measured; hold it at its own end, and another font moves nothing."""
    side = labels[int(group.get("data-index"))].get("xanchor")
    text, box = group.find(f".//{_SVG}text"), group.find(f".//{_SVG}rect[@class='bg']")
    if text is None or text.get("text-anchor") != "middle" or side not in {"left", "right"}:
        return
    end = "0" if side == "left" else box.get("width")
    for part in text.iter():
        if part is text or part.get("x") is not None:
            part.set("x", end)
    text.set("text-anchor", "start" if side == "left" else "end")


def _strip(element: Any) -> None:
    """Drop what only the interactive form needs, and turn the style into attributes."""
    style = dict(_STYLE.findall(element.attrib.pop("style", "").rstrip("; ") + ";"))
    for name, value in style.items():
        if _DEFAULTS.get(name) != value and name not in {"font-family", "cursor", "pointer-events", "font-variant"}:
            element.set(name, value.removesuffix("px") if "," not in value else value.replace("px", ""))
    if element.get("fill-opacity") == "0":
        element.attrib.pop("fill-opacity")
        element.set("fill", "none")
    if element.get("stroke-width") == "0" or element.get("stroke-opacity") == "0":
        for name in ("stroke", "stroke-width", "stroke-opacity"):
            element.attrib.pop(name, None)
    classes = [name for name in element.attrib.pop("class", "").split() if name in _KEPT_CLASSES]
    if classes:
        element.set("class", " ".join(classes))
    for name in [name for name in element.attrib if name.startswith("data-") or name == "fill-rule"]:
        element.attrib.pop(name)


def _unclip(root: Any) -> None:
    """Nothing is drawn outside its axes, so nothing needs to be cut; only patterns stay in the definitions."""
    for element in root.iter():
        element.attrib.pop("clip-path", None)
    for element in list(root.iter(f"{_SVG}clipPath")):
        element.getparent().remove(element)


def _settle(element: Any, size: Size) -> None:
    """Put a text where it stands, instead of moving it there, and say its size only where it differs."""
    for name, usual in (("font-size", f"{size.type:g}"), ("fill", _rgb(palette.INK)), ("text-anchor", "start")):
        for part in element.iter():
            if part.get(name) == usual:
                part.attrib.pop(name)
    for holder in (element, *_label_groups(element)):
        transform = holder.get("transform", "")
        if move := _MOVE.fullmatch(transform):
            _shift(element, float(move[1]), float(move[2]))
        if move or transform.startswith("rotate(0,"):
            holder.attrib.pop("transform")


def _label_groups(text: Any) -> Iterator[Any]:
    """The groups that hold nothing but one label, from the innermost."""
    for group in text.iterancestors(f"{_SVG}g"):
        if group.get("class") == "annotation" or sum(1 for _ in group.iter(f"{_SVG}text")) > 1:
            return
        if group.get("transform", "").startswith("rotate(") and not group.get("transform").startswith("rotate(0,"):
            return
        yield group


def _shift(element: Any, right: float, down: float) -> None:
    for part in element.iter():
        for axis, distance in (("x", right), ("y", down)):
            if part is element or part.get(axis) is not None:
                part.set(axis, f"{float(part.get(axis, '0')) + distance:.6g}")


def _rgb(colour: palette.Colour) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour.light[1:]))


def _prune(root: Any) -> None:
    """Take out what draws nothing, from the leaves up, and groups that say nothing."""
    for element in reversed(list(root.iter())):
        if element is root:
            continue
        if _draws_nothing(element):
            element.getparent().remove(element)
        elif element.tag == f"{_SVG}g" and not element.attrib:
            parent = element.getparent()
            place = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(place, child)
            parent.remove(element)


def _draws_nothing(element: Any) -> bool:
    kind = etree.QName(element).localname
    if kind in {"g", "defs"}:
        return len(element) == 0
    if kind == "text":
        return not "".join(element.itertext()).strip()
    if kind == "path" and element.get("d", "M0,0") in {"M0,0", ""}:
        return True
    invisible = element.get("fill", "none") in {"none", "rgba(0, 0, 0, 0)"} and element.get("stroke") is None
    inside_pattern = any(parent.tag == f"{_SVG}pattern" for parent in element.iterancestors())
    return kind in {"rect", "path"} and invisible and not inside_pattern


def _renamed(root: Any, name: str) -> Any:
    """Ids that are the same at every run and stand once in a page; those that nothing refers to go."""
    wanted = {
        found for element in root.iter() for value in element.attrib.values() for found in _REFERENCE.findall(value)
    }
    names = {old: f"{name}-{number}" for number, old in enumerate(sorted(wanted, key=_place(root)), 1)}
    for element in root.iter():
        if old := element.attrib.pop("id", None):
            element.attrib.update({"id": names[old]} if old in names else {})
        for key, value in element.attrib.items():
            element.set(key, _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))
    return root


def _place(root: Any) -> Callable[[str], int]:
    order = [element.get("id") for element in root.iter()]
    return lambda name: order.index(name)


def _reset_root(root: Any, size: Size) -> None:
    box = root.get("viewBox")
    root.attrib.clear()
    root.set("viewBox", box)
    root.set("font-family", FAMILY)
    root.set("font-size", f"{size.type:g}")
    root.set("fill", "currentColor")
    first = root[0] if len(root) else None
    if first is not None and first.tag == f"{_SVG}rect" and first.get("x") == "0":
        root.remove(first)


def _written(root: Any) -> str:
    """The text: two decimals, colours as properties, a line for each part, so that a change can be read."""
    etree.cleanup_namespaces(root)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "d" and len(value) > LONG and not set(_COMMAND.findall(value)) - set("MLZ"):
                element.set(name, _relative(value))
                continue
            element.set(name, _NUMBER.sub(lambda found: f"{round(float(found[0]), 2):g}", value))
    text = palette.with_variables(etree.tostring(root, encoding="unicode").replace(' transform="translate(0,0)"', ""))
    return re.sub(r"(?<=>)(?=<(?:g|path|text|rect|defs)\b)", "\n", text) + "\n"


def _relative(path: str) -> str:
    """A long outline in steps from point to point, to a tenth of a pixel: half the size. Straight lines only."""
    here = start = (0, 0)
    parts: list[str] = []
    for command, across, down in _POINT.findall(path):
        if command == "Z":
            here = start
            parts.append("z")
            continue
        there = (round(float(across) * 10), round(float(down) * 10))
        if command == "M":
            start = there
        if command == "M" or there != here:
            step = f"{(there[0] - here[0]) / 10:g},{(there[1] - here[1]) / 10:g}"
            parts.append(f"m{step}" if command == "M" else f" {step}")
        here = there
    return _SPARE.sub("", "".join(parts))
