"""What MkDocs and its plugins would refuse in mkdocs.yml, validated beforehand so that it is reported with its line."""

import contextvars
import copy
from collections.abc import Iterator
from typing import Any

import yaml
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from annotated_brief.core.paths import Paths
from annotated_brief.core.text_files import unreadable

ASKING = contextvars.ContextVar("ASKING", default=False)  # whether plugins are loaded only to hear what they say
OURS = {"site_dir", "hooks", "docs_dir"}  # told by rules of our own; a hook would run


class _Config(MkDocsConfig):  # type: ignore[no-untyped-call]
    """MkDocs' configuration with options of its own, for those of MkDocs keep what they have loaded."""

    _schema = tuple((name, copy.copy(option)) for name, option in MkDocsConfig._schema)


def told(paths: Paths) -> Iterator[tuple[str, str]]:
    """Name of a setting, and what MkDocs says of it; nothing where the file cannot be read, which is told already."""
    config = _loaded(paths)
    if config is None:
        return
    for option in (option for _, option in config._schema if isinstance(option, Plugins)):
        option.plugin_cache = {}
    token = ASKING.set(True)
    try:
        errors, warnings = config.validate()
    except Exception as error:  # a plugin may raise whatever it likes
        errors, warnings = [("plugins", error)], []
    finally:
        ASKING.reset(token)
    yield from ((name, _sentence(said)) for name, said in [*errors, *warnings] if name not in OURS)


def _loaded(paths: Paths) -> Any:
    path = paths.root / paths.config
    if unreadable(path):
        return None
    config = _Config(config_file_path=str(path))
    try:
        with path.open("rb") as file:
            config.load_file(file)
    except (ConfigurationError, yaml.YAMLError, ValueError, OSError, AttributeError, TypeError):
        return None
    config["hooks"] = []
    return config


def _sentence(said: object) -> str:
    return " ".join(str(said).split()).rstrip(".")[:200]
