/* The search of the site: what reading.js opens, over `editionSearch`; it comes when a reader first turns to it. The
   question stands in the address (?search=), and a page that is opened from it lights the words found (?lit=). */
(() => {
  "use strict";
  const dialog = document.getElementById("search");
  if (!dialog?.showModal) return;
  const field = dialog.querySelector("input"), list = dialog.querySelector("ol"), status = dialog.querySelector("[role=status]");
  const sources = dialog.querySelector("details"), cited = sources.querySelector("ol"), count = sources.querySelector("summary");
  const base = new URL(dialog.dataset.base, location.href), SHOWN = 40, EXCERPT = 170;
  /* How many results fill the screen, and how long a reader's fingers rest before the others are drawn, in milliseconds. */
  const AT_ONCE = innerWidth < 600 ? 3 : 8, PAUSE = 120;
  let frame = 0, turn = null, rehearsed = false, cite = () => {};

  /* A list that searches by itself has brought the engine. */
  async function engine() {
    if (typeof editionSearch !== "undefined") return;
    await edition.load(dialog.dataset.words);
    await edition.load(dialog.dataset.core);
  }

  function start() {
    const failed = () => { status.textContent = "The search could not be loaded."; };
    status.textContent = "Loading …";
    engine().then(() => editionSearch.ready(dialog.dataset.index, () => { print(); rehearse(); }, failed), failed);
  }

  /* Once, while the reader does nothing, and up to the layout, so that the first answer does not take longest. */
  function rehearse() {
    if (rehearsed) return;
    rehearsed = true;
    editionSearch.later(...["r", "a", "s", "t", "o", "share", "rehearsal"].map((query) => () => {
      if (field.value) return;
      draw(editionSearch.ask(query));
      list.getBoundingClientRect();
      list.replaceChildren();
    }));
  }

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /* Some words of a text, from shortly before the first that was looked for. */
  function excerpt(text, needles) {
    const first = text.search(anyOf(needles));
    const begin = first > 90 ? text.indexOf(" ", first - 70) + 1 : 0;
    const end = text.length > begin + EXCERPT ? text.lastIndexOf(" ", begin + EXCERPT) : text.length;
    return (begin ? "… " : "") + text.slice(begin, end) + (end < text.length ? " …" : "");
  }

  /* Where a word begins as one of those does that are looked for. */
  function anyOf(needles) {
    const sought = needles.filter(Boolean).map((needle) => needle.replace(/ /g, "[^\\p{L}\\p{N}]+"));
    return new RegExp(sought.length ? `(?<![\\p{L}\\p{N}])(?:${sought.join("|")})` : "$^", "giu");
  }

  function item({ entry }, needles) {
    const url = new URL(entry.url, base);
    url.searchParams.set("lit", needles.join(" "));
    const link = element("a", "", element("b", "", entry.title));
    link.href = url.href;
    const about = entry.type === "claim" ? `${entry.id} · ${entry.about}` : entry.about;
    const what = about.toLowerCase() === entry.label.toLowerCase() ? entry.label : `${entry.label} · ${about}`;
    const small = element("small", "", what);
    if (entry.type === "claim") small.dataset.verdict = entry.about.replace(/ /g, "-");
    link.append(small);
    if (entry.text && entry.type !== "source") link.append(element("span", "search-excerpt", excerpt(entry.text, needles)));
    return element("li", "", link);
  }

  /* Words are lit without touching the page's elements. */
  function light(name, within, needles) {
    if (!window.CSS?.highlights || !window.Highlight) return;
    CSS.highlights.delete(name);
    document.documentElement.toggleAttribute("data-lit", needles.some(Boolean));
    if (!needles.some(Boolean)) return;
    const pattern = anyOf(needles), ranges = [];
    const walk = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (ranges.length < 400 && walk.nextNode()) {
      for (const found of walk.currentNode.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(walk.currentNode, found.index);
        range.setEnd(walk.currentNode, found.index + found[0].length);
        ranges.push(range);
      }
    }
    CSS.highlights.set(name, new Highlight(...ranges));
  }

  /* The first of what was found; the works by themselves, except for those that are called so. */
  function draw({ answers, needles }) {
    const isOwn = (one) => one.entry.type !== "source" || one.exact, own = answers.filter(isOwn), rest = answers.filter((one) => !isOwn(one));
    list.replaceChildren(...own.slice(0, AT_ONCE).map((one) => item(one, needles)));
    return { own, rest };
  }

  /* What fills the screen is drawn at once, the rest when nothing more is typed, so that the next key does not wait. */
  function print() {
    const query = field.value.trim(), found = editionSearch.ask(query), { needles } = found, { own, rest } = draw(found), mine = {};
    cite = () => { cited.replaceChildren(...rest.slice(0, SHOWN).map((one) => item(one, needles))); light("found", dialog, needles); };
    sources.hidden = !rest.length;
    sources.open = Boolean(rest.length) && !own.length;
    count.textContent = `${rest.length} ${rest.length === 1 ? "source" : "sources"}`;
    status.textContent = said(query, own.length, rest.length, found);
    turn = mine;
    setTimeout(() => {
      if (turn !== mine) return;
      list.append(...own.slice(AT_ONCE, SHOWN).map((one) => item(one, needles)));
      if (sources.open) cite(); else light("found", list, needles);
      remember(query);
    }, PAUSE);
  }

  function said(query, places, works, { allWords, ownWords }) {
    if (!query) return "";
    if (!places && !works) return "Nothing found. Try fewer words, a name, a year, the number of a claim (c047) or of a note.";
    const found = [places && `${places} ${places === 1 ? "place" : "places"}`, works && `${works} ${works === 1 ? "source" : "sources"}`];
    const lacking = !allWords ? "; none has all of these words" : !ownWords && places ? "; only sources have all of these words" : "";
    return found.filter(Boolean).join(", ") + lacking;
  }

  function remember(query) {
    const url = new URL(location.href);
    if (query) url.searchParams.set("search", query); else url.searchParams.delete("search");
    edition.move(url);
  }

  function step(event) {
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); return; } // Chromium only empties the field
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    const links = [...dialog.querySelectorAll("li a, summary")].filter((link) => link.offsetParent);
    if (!links.length) return;
    const place = links.indexOf(document.activeElement) + move;
    (links[place] ?? (place < 0 ? field : links.at(-1))).focus();
  }

  field.addEventListener("input", () => { frame ||= requestAnimationFrame(() => { frame = 0; start(); }); });
  sources.addEventListener("toggle", () => { if (sources.open) cite(); });
  dialog.addEventListener("keydown", step);
  dialog.addEventListener("close", () => { turn = null; remember(""); });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".search-close, li a")) dialog.close();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!list.firstChild) cite();
    dialog.querySelector("li a")?.click();
  });

  edition.search = start;
  const asked = new URLSearchParams(location.search);
  if (asked.get("lit")) light("found", document.querySelector("main") ?? document.body, asked.get("lit").slice(0, 200).split(" "));
})();
