/* Search in the page of references: as one types, over everything that is known of a source, by the rules of the
   site's search (editionSearch). The list of the page stays as it is and is hidden while a choice is shown in a list of its own.
   The data come as a script (window.editionReferences), so that a copy opened from a disk works; they are asked for
   when a reader first turns to the search. */
(function () {
  "use strict";
  const form = document.querySelector(".lookup");
  if (!form) return;
  const all = document.querySelector(".lookup-all"), found = document.querySelector(".lookup-found");
  const count = document.querySelector(".lookup-count"), next = document.querySelector(".lookup-next");
  const itself = document.querySelector(".lookup-itself"), outlet = document.querySelector(".lookup-outlet");
  const field = form.elements.q, reset = form.querySelector("[type=reset]");

  /* Places in a row of the data (see scripts/annotated_brief/references/reference_list.py). */
  const KEY = 0, NUMBER = 1, FACETS = 2, DATE = 3, AUTHOR = 4, PEOPLE = 5, TITLE = 6, OTHER = 7, USES = 8, HTML = 9;
  const NAMES = ["set", "kind", "language", "year", "grade", "section", "publisher", "author"];
  /* How many results are drawn before the next frame, how many at a time after it, and how many until more are asked for. */
  const AT_ONCE = 2, SLICE = 8, BATCH = 100;
  /* How long a reader's fingers rest before the rest is drawn, in milliseconds. */
  const PAUSE = 120;

  /* What a word says of a source where it stands: in who, in what, in the rest of its record, in the text around a use. */
  const WEIGHTS = [8, 6, 3, 1];
  /* What a source gains whose number is the word. */
  const NUMBERED = 600;

  let rows = null, corpus = null, scores, contexts, folded, waiting = null;
  let hits = [], shown = 0, turn = 0, later = 0, frame = 0, needles = [];
  function fold(text) { return editionSearch.fold(text); }

  /* Reading the data */

  function load(then) {
    waiting = then || waiting;
    window.edition.load(form.dataset.data).catch(function () {
      count.textContent = "The search could not be loaded; the list below is complete.";
      answered();
    });
  }

  /* What the address asked for is there; until then the list waited unseen. */
  function answered() { delete document.documentElement.dataset.asked; }

  window.editionReferences = function (data) {
    contexts = data.contexts;
    editionSearch.learn(data.letters);
    folded = contexts.map(function (text) { return " " + fold(text) + " "; });
    corpus = editionSearch.corpus(data.rows.map(function (row) {
      return [row[PEOPLE], row[TITLE], row[OTHER], row[USES].map(function (use) { return folded[use[2]]; }).join("")];
    }));
    rows = data.rows;
    if (waiting) waiting();
    editionSearch.later(...["r", "a", "s", "t", "o", "share", "rehearsal"].map(rehearse));
  };

  /* While the reader does nothing, so that the first answer does not take longest. */
  function rehearse(query) {
    return function () {
      if (!reset.hidden) return;
      show(Object.assign(read(), { q: query }));
      rest();
    };
  }

  /* Finding */

  /* How well a source answers to all words, each in any of its forms; 0 if it lacks one. */
  function score(row, held) {
    let sum = 0;
    for (let index = 0; index < held.length; index++) {
      const best = held[index].most[row] + (rows[row][NUMBER] === held[index].word ? NUMBERED : 0);
      if (!best) return 0;
      sum += best;
    }
    return sum;
  }

  /* The choices made, as pairs of place and value. */
  function choices(state) {
    return NAMES.map(function (name, place) { return [place, state[name]]; }).filter(function (pair) { return pair[1]; });
  }

  /* A source may stand in several sections; it is of one kind. */
  function has(own, value) { return typeof own === "string" ? own === value : own.includes(value); }

  function fits(row, chosen) {
    for (let index = 0; index < chosen.length; index++) {
      if (!has(row[FACETS][chosen[index][0]], chosen[index][1])) return false;
    }
    return true;
  }

  /* Places in the data -> which comes first. */
  function number(one, two) { return one - two; }
  const ORDERS = {
    number: number,
    author: function (one, two) { return rows[one][AUTHOR] - rows[two][AUTHOR]; },
    date: function (one, two) { return rows[one][DATE] < rows[two][DATE] ? 1 : rows[one][DATE] > rows[two][DATE] ? -1 : one - two; },
    uses: function (one, two) { return rows[two][USES].length - rows[one][USES].length || one - two; },
    "": function (one, two) { return scores[two] - scores[one] || one - two; }
  };

  function weigh(sought, chosen) {
    const kept = [], held = sought.map(function (some) {
      return { word: some[0][0].trim(), most: corpus.holders(some, function () { return WEIGHTS; }).most };
    });
    scores = new Float32Array(rows.length);
    for (let index = 0; index < rows.length; index++) {
      if (chosen.length && !fits(rows[index], chosen)) continue;
      scores[index] = sought.length ? score(index, held) : 1;
      if (scores[index]) kept.push(index);
    }
    return kept;
  }

  /* How many sources each choice would leave: those that answer to the words and to the choices in other places. A source
     that fails in one place counts there, one that fails in two counts nowhere. */
  function tally(kept, sought, chosen) {
    const counts = NAMES.map(function () { return {}; });
    const some = chosen.length ? weigh(sought, []) : kept;
    for (let index = 0; index < some.length; index++) {
      const facets = rows[some[index]][FACETS];
      let failed = -1;
      for (let pair = 0; pair < chosen.length && failed > -2; pair++) {
        if (!has(facets[chosen[pair][0]], chosen[pair][1])) failed = failed < 0 ? chosen[pair][0] : -2;
      }
      if (failed >= 0) tick(counts[failed], facets[failed]);
      else for (let place = 0; failed === -1 && place < facets.length; place++) tick(counts[place], facets[place]);
    }
    return counts;
  }

  function tick(counts, own) {
    if (typeof own === "string") counts[own] = (counts[own] || 0) + 1;
    else for (let index = 0; index < own.length; index++) tick(counts, own[index]);
  }

  /* The first few in order, without putting all of them in order: that can wait until they are drawn. */
  function first(kept, order) {
    const top = [];
    for (let index = 0; index < kept.length; index++) {
      if (top.length === AT_ONCE && order(kept[index], top[AT_ONCE - 1]) >= 0) continue;
      let place = top.length;
      while (place && order(kept[index], top[place - 1]) < 0) place--;
      top.splice(place, 0, kept[index]);
      top.length = Math.min(top.length, AT_ONCE);
    }
    return top;
  }

  /* Showing */

  /* The entry of the page, or for sources that the page has not room for the same made from the data. */
  function draw(index) {
    const row = rows[index], there = document.getElementById(row[KEY]);
    let item;
    if (there && all.contains(there)) {
      item = there.cloneNode(true);
      item.removeAttribute("id");
    } else {
      item = document.createElement("li");
      item.className = "reference";
      item.value = row[NUMBER];
      item.innerHTML = row[HTML] || "";
    }
    const why = reason(row, index);
    if (why) item.querySelector(".reference-more").before(why);
    return item;
  }

  /* Where only the text around a use has a word, that text is shown. */
  function reason(row, index) {
    const fields = corpus.fields[index], holds = function (text, word) { return text.includes(" " + word); };
    const missing = needles.find(function (word) {
      return holds(fields[3], word) && !needles.some(function (other) { return fields.slice(0, 3).some(function (text) { return holds(text, other); }); });
    });
    if (!missing || row[NUMBER] === needles[0]) return null;
    const use = row[USES].find(function (one) { return holds(folded[one[2]], missing); });
    if (!use) return null;
    const line = document.createElement("p"), link = document.createElement("a");
    line.className = "lookup-why";
    link.href = use[1];
    link.textContent = use[0];
    line.append(link, ": " + contexts[use[2]]);
    return line;
  }

  function add(upto) {
    const items = document.createDocumentFragment();
    for (; shown < hits.length && shown < upto; shown++) items.append(draw(hits[shown]));
    found.append(items);
  }

  /* Each choice with the number that it would leave. Without numbers: as the page had it. */
  function renumber(counts) {
    NAMES.forEach(function (name, place) {
      Array.prototype.slice.call(form.elements[name] ? form.elements[name].options : [], 1).forEach(function (option) {
        if (!option.dataset.whole) option.dataset.whole = option.textContent;
        const whole = option.dataset.whole, left = counts && (counts[place][option.value] || 0);
        const text = counts ? whole.replace(/\(\d+\)$/, "(" + left + ")") : whole;
        if (option.textContent !== text) option.textContent = text;
        option.disabled = left === 0 && !option.selected;
      });
    });
  }

  /* A few at a time, so that the next key does not wait. */
  function fill(upto, mine) {
    if (mine !== turn) return;
    add(Math.min(shown + SLICE, upto));
    if (shown < Math.min(hits.length, upto)) return setTimeout(fill, 0, upto, mine);
    next.hidden = shown >= hits.length;
    next.firstElementChild.textContent = "Show " + Math.min(BATCH, hits.length - shown) + " more of " + (hits.length - shown);
    light();
  }

  /* The words looked for are lit without touching the page's elements. */
  function light() {
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    CSS.highlights.delete("lookup");
    const sought = needles.concat(field.value.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter(Boolean);
    if (!sought.length) return;
    const pattern = new RegExp("(?<![\\p{L}\\p{N}])(?:" + sought.join("|") + ")", "giu"), ranges = [];
    const walk = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
    let node;
    while (ranges.length < 400 && (node = walk.nextNode())) {
      if (!node.parentElement.closest(".reference-text, .lookup-why")) continue;
      for (const match of node.data.matchAll(pattern)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("lookup", new Highlight(...ranges));
  }

  function show(state) {
    const mine = ++turn, order = ORDERS[state.sort] || ORDERS[""], sought = corpus.wanted(state.q), chosen = choices(state);
    const kept = weigh(sought, chosen);
    needles = sought.flatMap(function (some) { return some.map(function (pair) { return pair[0].trim(); }); });
    hits = first(kept, order);
    shown = 0;
    found.replaceChildren();
    add(AT_ONCE);
    found.hidden = false;
    all.classList.add("lookup-away");
    answered();
    next.hidden = true;
    itself.hidden = state.q.length < 3 || !fold(state.q).split(" ").every(function (word) { return itself.dataset.words.indexOf(" " + word) >= 0; });
    rests(state.publisher);
    count.textContent = kept.length ? kept.length + " of " + rows.length + " sources" : "No source found";
    setTimeout(function () {
      if (mine !== turn) return;
      hits = kept.sort(order);
      all.classList.add("lookup-closed");
      light();
      fill(BATCH, mine);
      renumber(tally(kept, sought, chosen));
    }, PAUSE);
  }

  /* Of the publisher chosen, the page of what rests on it. */
  function rests(publisher) {
    outlet.hidden = !publisher;
    if (!publisher) return;
    const name = form.elements.publisher.selectedOptions[0].textContent.replace(/ \(\d+\)$/, "");
    outlet.firstElementChild.href = outlet.dataset.page.replace("KEY", publisher);
    outlet.firstElementChild.textContent = "The claims, annotations and figures that rest on " + name;
  }

  function rest() {
    turn++;
    answered();
    found.hidden = true;
    found.replaceChildren();
    all.classList.remove("lookup-away", "lookup-closed");
    next.hidden = itself.hidden = outlet.hidden = true;
    renumber(null);
    count.textContent = form.dataset.total + " sources";
  }

  /* What is asked, kept in the address so that it can be sent */

  function read() {
    const state = {};
    Array.prototype.forEach.call(form.elements, function (control) { if (control.name) state[control.name] = control.value.trim(); });
    return state;
  }

  function keep(state) {
    clearTimeout(later);
    later = setTimeout(write, PAUSE, state);
  }

  function write(state) {
    const parameters = new URLSearchParams(location.search);
    Object.keys(state).forEach(function (name) { if (state[name]) parameters.set(name, state[name]); else parameters.delete(name); });
    const query = parameters.toString();
    edition.move((query ? "?" + query : location.pathname) + location.hash);
  }

  function update() {
    const state = read(), active = Object.keys(state).some(function (name) { return state[name]; });
    keep(state);
    reset.hidden = !active;
    if (!active) return rest();
    if (!rows) { count.textContent = "Searching …"; return load(update); }
    show(state);
  }

  function recall() {
    const parameters = new URLSearchParams(location.search);
    let any = false;
    Array.prototype.forEach.call(form.elements, function (control) {
      if (!control.name || !parameters.has(control.name)) return;
      control.value = parameters.get(control.name);
      any = any || Boolean(control.value);
    });
    const key = edition.target(location);
    if (!any && key && !document.getElementById(key) && form.dataset.total > all.children.length) { field.value = key; any = true; }
    if (any) update();
    if (NAMES.concat("sort").some(function (name) { return form.elements[name] && form.elements[name].value; })) {
      form.querySelector(".lookup-facets").open = true;
    }
  }

  /* By keyboard */

  function busy() {
    const active = document.activeElement;
    return active && active.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog, [popover]");
  }

  function step(event) {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const list = found.hidden ? all : found, inside = list.contains(document.activeElement);
    if (document.activeElement !== field && !inside) return;
    const items = list.children, item = inside ? document.activeElement.closest(".reference") : null;
    const to = item ? (move > 0 ? item.nextElementSibling : item.previousElementSibling) : move > 0 ? items[0] : null;
    event.preventDefault();
    if (to) to.querySelector(".reference-open").focus();
    else if (inside && move < 0) field.focus();
  }

  document.addEventListener("keydown", function (event) {
    step(event);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy()) return;
    if (document.querySelector('[data-setting="search-key"]:not(:checked)')) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const first = !found.hidden && found.querySelector(".reference-open");
    if (first) location.href = first.href;
  });
  form.addEventListener("focusin", function () { load(); });
  /* In the next frame: changes made inside the event would be laid out twice. */
  form.addEventListener("input", function () {
    if (frame) return;
    frame = requestAnimationFrame(function () { frame = 0; update(); });
  });
  form.addEventListener("reset", function () { setTimeout(function () { update(); field.focus(); }); });
  next.firstElementChild.addEventListener("click", function () {
    const last = found.lastElementChild;
    add(shown + BATCH);
    fill(shown, turn);
    last.nextElementSibling.querySelector(".reference-open").focus({ preventScroll: true });
  });
  recall();
})();
