"""The MkDocs plugin `annotated-brief`: the steps of a build in order, and the only state that they share.

The work is done in the subpackages. Settings that a project need not write in mkdocs.yml are in pages/mkdocs_config.py.
"""

import functools
import gc
import logging
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from annotated_brief import bibtex_registry, checks, edition
from annotated_brief.checks import file_rules, foreign_rules, mkdocs_rules, rendered_rules, site_rules
from annotated_brief.content import source_date
from annotated_brief.content.options import SHAPE
from annotated_brief.content.reading import Setup
from annotated_brief.core import atomic_build, memo, paths, site_files
from annotated_brief.core.counted import counted
from annotated_brief.core.problems import Problem, capped, count
from annotated_brief.core.site import Site, root
from annotated_brief.core.text_files import unreadable
from annotated_brief.metadata import frames, page_script, postprocess, virtual_files
from annotated_brief.pages import listings, live_pages, mkdocs_config, template_context

log = logging.getLogger("mkdocs.plugins.annotated-brief")
OURS = {"annotated-brief", "bibtex", "search", "material/search"}


class AnnotatedBriefPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """One edition, read at each build.

    Whoever builds in the same process may say beforehand that the site `is_published`.
    """

    config_scheme = tuple((name, Type(object)) for name in SHAPE)  # the checks say what they may be

    edition: edition.Edition
    left_out: set[str]  # pages that would show nothing
    variables: dict[str, Any]
    told: frozenset[Problem] | None = None  # before the edition was read
    asked: set[str]  # what was told of requests to other hosts
    is_live = False
    is_partial = False
    is_published = False
    stage: atomic_build.Stage | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """MkDocs would stop at the first wrong option, without its line; the checks tell all of them."""
        super().load_config(options, config_file_path)
        if config_file_path and not mkdocs_rules.ASKING.get():  # what MkDocs is about to stop at, with the line
            file = Path(config_file_path).resolve()
            places = paths.Paths(file.parent, file.name)
            self.told = frozenset(site_rules.settings(places))
            for problem in capped(checks.order(self.told)):
                log.warning("%s", problem)
            hooks = {problem for problem in self.told if problem.file.endswith(".py")}  # that would end the build
            if hooks or self.told & frozenset(site_rules.unread(places)):
                raise Abort("the site is left as it was")
        return [], []

    def on_startup(self, *, command: str, dirty: bool = False) -> None:
        self.is_live = command == "serve"
        self.is_partial = dirty and not self.is_live
        if not self.is_live:
            gc.set_threshold(200_000, 10, 10)  # what a build makes lives until its end: little is to be found earlier

    @event_priority(100)  # before mkdocs-bibtex reads bib/ and raises at what it cannot parse
    def _read_and_check(self, config: MkDocsConfig) -> MkDocsConfig:
        file = Path(config.config_file_path).resolve()
        places = paths.Paths(file.parent, file.name)
        source_date.settle(places)
        if self.is_live:
            memo.begin(live_pages.mark(places))
        else:
            memo.end()
        address = root(config.site_url or "")
        site = Site(config.use_directory_urls, self.is_live, self.is_partial, self.is_published, address)
        self.edition, problems = edition.load(places, site, _setup(config))
        told, self.told = self.told, None
        problems = checks.found(self.edition, problems, told)
        self.left_out, self.asked = set(self.edition.pages), set()
        if not problems:  # a list may be empty because it could not be read
            self.edition = listings.without_empty(self.edition)
        self.left_out -= set(self.edition.pages)
        for problem in problems:
            if problem._replace(more=0) not in (told or ()):
                log.warning("%s", problem)
        if problems and config.strict:
            raise Abort(f"{counted(count(problems), 'problem')}; the site is left as it was")
        mkdocs_config.complete(config, self.edition, self.left_out)
        config.mdx_configs[mkdocs_config.EXTENSION] = {"edition": self.edition, "page": ""}
        self.variables = template_context.variables(self.edition, problems)
        return config

    @event_priority(-100)  # after mkdocs-bibtex has made a registry of its own
    def _replace_registry(self, config: MkDocsConfig) -> MkDocsConfig:
        finder: Any = config.plugins["bibtex"]
        finder.registry = bibtex_registry.EditionRegistry(self.edition)
        return config

    @event_priority(-110)  # last: a build that is refused has written nothing
    def _write_beside(self, config: MkDocsConfig) -> MkDocsConfig:
        """Under `serve` the site is in a folder of its own, and a dirty build changes the site that is there."""
        self.stage = None
        refused = None if self.is_live else atomic_build.refusal(Path(config.site_dir), self.edition.paths.root)
        if refused:
            raise PluginError(f"{'; '.join(refused)} ({config.site_dir})")
        if not self.is_live and not self.is_partial:
            try:
                self.stage = stage = atomic_build.begin(Path(config.site_dir), self.edition.paths.cache)
            except OSError as error:
                raise PluginError(f"{error.filename}: {error.strerror}; let it be written, or make room") from error
            config.site_dir = str(stage.new) if stage else config.site_dir
        config.site_dir = str(site_files.begin(Path(config.site_dir), is_live=self.is_live))
        return config

    on_config = CombinedEvent(_read_and_check, _replace_registry, _write_beside)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        _readable(files)
        for name in (*self.left_out, *page_script.PARTS):
            if unused := files.get_file_from_path(name):
                files.remove(unused)
        for page in self.edition.pages.values():
            if page.raw is not None:  # MkDocs stops at what is not UTF-8; under `serve` the page is still shown
                _put(files, File.generated(config, page.file, content=page.raw))
        for name, content in virtual_files.files(self.edition).items():
            file = File.generated(config, name, content=content)
            if file.is_documentation_page() or name.startswith("."):  # a frame, or a file that MkDocs would leave out
                file.inclusion = InclusionLevel.NOT_IN_NAV
            own = self.edition.paths.docs / name
            if files.get_file_from_path(name) and own.is_file() and name not in virtual_files.ALSO_WRITTEN:
                log.warning("%s", Problem(self.edition.paths.show(own), 0, *file_rules.TAKEN))
            _put(files, file)
        return files

    @event_priority(-110)  # after hooks and every other plugin
    def on_nav(self, nav: Any, *, files: Files, **_: Any) -> None:
        """What is read of each page is printed in many places, so that none may be taken out behind our back."""
        del nav
        gone = [page.path for page in self.edition.pages.values() if not files.get_file_from_path(page.file)]
        for path in gone:
            log.warning(
                "%s",
                Problem(path, 0, "a hook or a plugin takes the page out of the site", "take that out of mkdocs.yml"),
            )
        if gone:
            raise Abort("the site is left as it was")

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> None:
        del markdown
        file = page.file.src_uri
        config.mdx_configs[mkdocs_config.EXTENSION]["page"] = file
        page.meta.update(self.edition.pages[file].meta if file in self.edition.pages else {})
        variables = functools.partial(template_context.page_variables, file=file)
        page.meta.update(memo.kept(("variables", file), self.edition, variables))
        page.meta["head"] = memo.kept(("head", file), self.edition, functools.partial(frames.head, file=file))
        if self.is_live:
            live_pages.keep(page, self.edition)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        template_context.extend(env, self.variables)
        if self.is_live and config.plugins.keys() <= OURS:  # others may go on working on what MkDocs has copied
            live_pages.keep_files(files, config)
        return env

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> None:
        """Lists made from data have anchors that MkDocs has not seen when it collected those of the page."""
        file = page.file.src_uri
        printed = functools.partial(rendered_rules.printed, text=html, file=file)
        names, problems = memo.kept(("printed", file), self.edition, printed, html)
        for problem in problems:
            log.warning("%s", problem)
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *names}

    def _finish_page(self, /, output: str, *, page: Page, **_: Any) -> str:
        return postprocess.page(output, page.file.src_uri, self.edition)

    @event_priority(-110)  # after hooks and every other plugin
    def _check_page(self, /, output: str, *, page: Page, **_: Any) -> str:
        for problem in foreign_rules.printed(output, page.file.src_uri, self.edition):
            if problem.message not in self.asked:  # a template would say it on every page
                log.warning("%s", problem)
                self.asked.add(problem.message)
        return output

    on_post_page = CombinedEvent(_finish_page, _check_page)

    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:
        """A page without Markdown, such as the one for what is not found."""
        return postprocess.template(output_content, template_name, self.edition)

    def _finish_pages(self, config: MkDocsConfig) -> None:
        for problem in postprocess.site(Path(config.site_dir), self.edition):
            log.warning("%s", problem)
        config.site_dir = str(site_files.finish(Path(config.site_dir)))

    @event_priority(-110)  # after every other plugin has written what it writes
    def _put_in_place(self, config: MkDocsConfig) -> None:
        if self.stage is None:
            return
        config.site_dir = str(self.stage.site)
        # MkDocs counts the warnings of a strict build, and gives up after this step.
        if any(
            handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if hasattr(handler, "get_counts")
        ):
            atomic_build.discard(self.stage)
            log.info("%s is left as it was", config.site_dir)
        else:
            atomic_build.finish(self.stage)
            log.info("The site is in its place: %s", config.site_dir)

    on_post_build = CombinedEvent(_finish_pages, _put_in_place)


def _setup(config: MkDocsConfig) -> Setup:
    """How MkDocs will convert a page, our extension apart: it makes the pages from what is read now."""
    names = [name for name in config.markdown_extensions if name != mkdocs_config.EXTENSION]
    return Setup(tuple(names), {name: config.mdx_configs[name] for name in names if config.mdx_configs.get(name)})


def _readable(files: Files) -> None:
    """Leave out what the checks have told: a pipe would never end, and a link in a circle leads to the same files again."""
    seen: set[Path] = set()
    for file in sorted(files, key=lambda file: len(file.src_uri)):
        if not file.abs_src_path:
            continue
        path = Path(file.abs_src_path)
        if unreadable(path) or path.resolve() in seen:
            files.remove(file)
        seen.add(path.resolve())


def _put(files: Files, file: File) -> None:
    """Add a file, in place of any of the same name."""
    if former := files.get_file_from_path(file.src_uri):
        files.remove(former)
    files.append(file)
