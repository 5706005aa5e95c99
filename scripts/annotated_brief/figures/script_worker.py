"""The process in which the scripts of an edition's figures run: it reads one request a line and answers each with a line.

What a script prints is dropped, and what it does to its own process does not reach the build.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from annotated_brief.figures import figure_record, script_loading
from annotated_brief.figures.figure_record import FigureError
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.script_loading import Loaded
from annotated_brief.tables.datapackage import Column
from annotated_brief.tables.tables import Row, Table


def main(seconds: int) -> None:
    """Answer until there are no more questions; a script that computes too long ends the process."""
    questions, answers = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    known: dict[str, Loaded] = {}
    answers.write("ready\n")
    answers.flush()
    for line in questions:
        if hasattr(signal, "setitimer"):  # also when the process that asked has ended
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            answer = {"value": _answer(json.loads(line), known)}
        except FigureError as error:
            answer = {"error": str(error), "line": error.line}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _answer(question: dict[str, Any], known: dict[str, Loaded]) -> Any:
    path = question["path"]
    if path not in known:
        known[path] = script_loading.load(Path(path))
    script = known[path]
    if question["do"] == "load":
        return {"figure": figure_record.plain(script.figure)}
    tables = {table.name: table for table in map(_table, question["tables"])}
    size = Size(*question["size"])
    return script.draw(tables, size) if question["do"] == "draw" else script.build(tables, size)


def _table(given: list[Any]) -> Table:
    name, title, description, columns, rows, *rest = given
    columns_read = [Column(*column)._replace(choices=tuple(column[6])) for column in columns]
    return Table(name, title, description, columns_read, [Row(*row) for row in rows], *rest)


if __name__ == "__main__":
    main(int(sys.argv[1]))
