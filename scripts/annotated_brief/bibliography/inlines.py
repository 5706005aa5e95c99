"""Read and write pandoc's JSON: values of its metadata as plain ones, and inlines as text."""

import re
from collections.abc import Iterable
from typing import Any

MARKS = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def value(meta: dict[str, Any]) -> Any:
    """A value of the metadata: text, list of inlines (each a dict with "t"), list or dict."""
    kind, content = meta["t"], meta["c"]
    if kind == "MetaList":
        return [value(one) for one in content]
    if kind == "MetaMap":
        return {name: value(one) for name, one in content.items()}
    return content


def meta(node: Any) -> dict[str, Any]:
    """A plain value as one of pandoc's metadata."""
    if isinstance(node, bool):
        return {"t": "MetaBool", "c": node}
    if isinstance(node, dict):
        return {"t": "MetaMap", "c": {name: meta(one) for name, one in node.items()}}
    if isinstance(node, list):
        is_inlines = bool(node) and isinstance(node[0], dict) and "t" in node[0]
        return {"t": "MetaInlines", "c": node} if is_inlines else {"t": "MetaList", "c": [meta(one) for one in node]}
    return {"t": "MetaString", "c": str(node)}


def plain(node: Any) -> str:
    """Text alone."""
    text = node if isinstance(node, str) else "".join(_texts(node))
    return " ".join(text.split())


def words(text: str) -> list[dict[str, Any]]:
    """A text as inlines."""
    nodes: list[dict[str, Any]] = []
    for part in re.split(r"( +)", text):
        if part:
            nodes.append({"t": "Space"} if part.isspace() else {"t": "Str", "c": part})
    return nodes


def span(content: list[dict[str, Any]], classes: Iterable[str] = (), **attributes: str) -> dict[str, Any]:
    """Inlines held together, with attributes for HTML."""
    return {"t": "Span", "c": [["", list(classes), [list(pair) for pair in attributes.items()]], content]}


def _texts(inlines: Iterable[dict[str, Any]]) -> Iterable[str]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c", "")
        if kind == "Str":
            yield content
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            yield " "
        elif kind in {"Code", "Math", "RawInline"}:
            yield content[1]
        elif kind == "Quoted":
            marks = MARKS[content[0]["t"]]
            yield marks[0]
            yield from _texts(content[1])
            yield marks[1]
        elif kind != "Note":
            yield from _texts(content[1] if kind in {"Span", "Link", "Cite", "Image"} else content)


def held(value: Any) -> Any:
    """Words in braces keep their capitals also where they begin with a mark or an emphasis, which pandoc does not see.

    And no colon follows a question mark.
    """
    if isinstance(value, list):
        value = _no_colons(value)
    if isinstance(value, list) and value and value[0].get("t") == "Span":
        (name, classes, pairs), content = value[0]["c"]
        if not classes and content and content[0]["t"] != "Str":
            return [{"t": "Span", "c": [[name, ["nocase"], pairs], content]}, *value[1:]]
    return value


def unmarked(words: Any) -> Any:
    """A title without the mark that it is in braces, which pandoc sets in English only."""
    kept = [["", ["nocase"], []]]
    return [one | {"c": [["", [], []], one["c"][1]]} if one.get("c", [])[:1] == kept else one for one in words]


def _no_colons(words: list[Any]) -> list[Any]:
    """Inlines without the colons that pandoc sets between a title that ends with a question mark and its subtitle."""
    nodes: list[Any] = []
    for inline in words:
        if isinstance(inline, dict) and inline.get("t") == "Str":
            after = bool(nodes) and plain(nodes[-1:]).endswith(("?", "!"))
            text = inline["c"].removeprefix(":") if after else re.sub("([?!]):$", r"\1", inline["c"])
            inline = {"t": "Str", "c": text}
        nodes.append(inline)
    return nodes
