"""Read JSON with the line number of each part: json says what it holds, and yaml_lines, which reads any JSON, where that stands."""

import json
import re
from functools import lru_cache
from typing import Any

from annotated_brief.core import yaml_lines
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.text_files import CONTROLS
from annotated_brief.core.yaml_lines import Document

# A character beyond the first 65,536, which JSON writes as two escapes and YAML as one.
PAIR = re.compile(r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})")


@lru_cache(maxsize=8)  # under `mkdocs serve` a file is read at every edit of any other
def document(text: str, file: str) -> Document:
    """Read one document. Names that stand twice, numbers such as NaN and invisible characters are problems."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Document(None, {}, [Problem(file, error.lineno, f"not JSON: {error.msg}", "mend the descriptor")])
    except (ValueError, RecursionError) as error:
        message = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Document(None, {}, [Problem(file, 1, f"not JSON: {cut(message, 80)}", "mend the descriptor")])
    read = yaml_lines.document(PAIR.sub(lambda match: match[1] + json.loads(f'"{match[2]}"'), text), file)
    return read if not read.lines else read._replace(value=_cleaned(value))


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _cleaned(value: Any) -> Any:
    """The same value with control characters replaced, which have been reported."""
    if isinstance(value, str):
        return CONTROLS.sub("\ufffd", value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return {_cleaned(name): _cleaned(item) for name, item in value.items()} if isinstance(value, dict) else value
