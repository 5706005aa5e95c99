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
