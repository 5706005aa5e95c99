"""The search of the site, asked from Python: V8 runs the script that browsers run, on the data that they load."""

from collections.abc import Sequence

from annotated_brief.core import folding
from annotated_brief.core.paths import THEME
from annotated_brief.search import packed, words
from annotated_brief.search.entries import SearchEntry

SCRIPT = THEME / "assets" / "javascripts" / "search-core.js"
# What a browser has besides the language itself. Nothing is ever idle here: what is left for later is made when it is needed.
BROWSER = """
globalThis.requestIdleCallback = () => {};
globalThis.TextEncoder = class {
  encode(text) { return Array.from(unescape(encodeURIComponent(text.toWellFormed())), (byte) => byte.charCodeAt(0)); }
};
"""
ASK = """
function ask(query, letters) {
  editionSearch.learn(letters);
  return editionSearch.ask(query).answers.map(({ entry }) => entry.place);
}
"""


class Index:
    """Entries, in the order of their kinds, ready to be asked."""

    def __init__(self, entries: Sequence[SearchEntry]) -> None:
        from py_mini_racer import MiniRacer  # a build has no use for it

        self.entries = entries
        self._context = MiniRacer()
        for script in (BROWSER, words.script(), SCRIPT.read_text("utf-8"), packed.script(entries), ASK):
            self._context.eval(script)

    def ask(self, query: str) -> list[SearchEntry]:
        """What answers to a query, the best first; letters of any script are folded, whatever the entries are written in."""
        places = self._context.call("ask", query, folding.letters([query]))
        return [self.entries[place] for place in places]
