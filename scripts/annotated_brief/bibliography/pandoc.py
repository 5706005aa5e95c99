"""Run pandoc directly: pypandoc brings the program, but would start it two more times for each conversion."""

import json
import subprocess
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import pypandoc

T = TypeVar("T")


def convert(text: str, source: str, target: str, *arguments: str) -> str:
    """A text in another format; RuntimeError with pandoc's own words if it cannot be converted."""
    command = [pypandoc.get_pandoc_path(), "+RTS", "-A64m", "-RTS", f"--from={source}", f"--to={target}", *arguments]
    limit = 120 + len(text) / 10_000  # seconds
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"pandoc did not answer in {limit:.0f} seconds") from error
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode().replace("\r\n", "\n")


def halved(ask: Callable[[list[str]], list[T]], nothing: T, questions: list[str]) -> list[T]:
    """The answers to all questions, asked at once; where pandoc dies of one, to the others, and nothing to that one."""
    try:
        return ask(questions)
    except RuntimeError:
        if len(questions) == 1:
            return [nothing]
        middle = len(questions) // 2
        return halved(ask, nothing, questions[:middle]) + halved(ask, nothing, questions[middle:])


def version() -> str:
    """The version of pandoc, which is part of the cache's key."""
    return str(pypandoc.get_pandoc_version())


@cache
def api_version() -> list[int]:
    """The version of pandoc's JSON that this one takes."""
    numbers: list[int] = json.loads(convert("", "markdown", "json"))["pandoc-api-version"]
    return numbers
