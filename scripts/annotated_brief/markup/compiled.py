"""A cache of compiled templates, beside Python's own: compiling eighty templates takes as long as filling them.

Jinja uses a kept one only if the template has not changed. Where nothing can be written, templates are compiled at each
start.
"""

import atexit
import contextlib
import marshal
import os
import sys
from functools import lru_cache
from pathlib import Path

import jinja2

from annotated_brief.core.paths import PACKAGE

KEPT = PACKAGE / "__pycache__" / f"templates.{sys.implementation.cache_tag}"
# Ours and the theme's; the templates of a project are kept for this process alone.
LASTING = (str(PACKAGE), str(Path(jinja2.__file__).parents[1]))


class Compiled(jinja2.BytecodeCache):
    """The templates compiled by this environment, by others of this process and by earlier builds."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self.environment = environment

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        # Not hashed: the path of a folder need not be UTF-8.
        return f"{filename}|{name}|{jinja2.__version__}|{' '.join(sorted(self.environment.extensions))}"

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in _known():
            bucket.bytecode_from_string(_known()[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        _known()[bucket.key] = bucket.bytecode_to_string()
        if not sys.dont_write_bytecode:
            atexit.unregister(_write)
            atexit.register(_write)


@lru_cache(maxsize=1)
def _known() -> dict[str, bytes]:
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        return dict(marshal.loads(KEPT.read_bytes()))
    return {}


def _write() -> None:
    """Write a file beside it and move that, because two builds may end at once."""
    with contextlib.suppress(OSError):
        KEPT.parent.mkdir(exist_ok=True)
        beside = KEPT.with_name(f"{KEPT.name}.{os.getpid()}")
        beside.write_bytes(marshal.dumps({key: code for key, code in _known().items() if key.startswith(LASTING)}))
        beside.replace(KEPT)
