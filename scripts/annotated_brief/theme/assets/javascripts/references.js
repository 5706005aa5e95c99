//# allFunctionsCalledOnLoad
/* The line above has Chromium compile everything while the page loads rather than at the reader's first key.

   Search in the page of references: as one types, over everything that is known of a source, forgiving in spelling,
   accents and script. The list of the page stays as it is and is hidden while a choice is shown in a list of its own.
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
  /* How many results are drawn before the next frame at most, how many at a time after it, and how many until more are
     asked for. */
  const AT_ONCE = 8, SLICE = 8, BATCH = 100;
  /* The time there is for drawing before the next frame, in milliseconds. */
  const FRAME = 8;
  /* How long a reader's fingers rest before the rest is drawn, in milliseconds. */
  const PAUSE = 120;

  /* Side by side, one place a source: the text that is searched, where its fields end in it, how well it answers. */
  const texts = [];
  let rows = null, ends, scores;
  let contexts, folded, vocabulary = null, asked = false, waiting = null;
  /* What each first letter finds, for that is the longest list and the one waited for most. */
  const answers = Object.create(null); /* so that it answers to no word of its own, such as constructor */
  let hits = [], shown = 0, turn = 0, later = 0, frame = 0, needles = [];
  /* What this machine can draw before the next frame (see rehearse): so many results, or of one the reference alone. */
  let atOnce = AT_ONCE, lean = false;

  function fold(text) { return editionSearch.fold(text); }

  /* Reading the data */

  function load(then) {
    waiting = then || waiting;
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = form.dataset.data;
    script.addEventListener("error", function () { count.textContent = "The search could not be loaded; the list below is complete."; });
    document.head.append(script);
  }

  window.editionReferences = function (data) {
    contexts = data.contexts;
    editionSearch.learn(data.letters);
    folded = contexts.map(function (text) { return " " + fold(text) + " "; });
    ends = new Int32Array(3 * data.rows.length);
    data.rows.forEach(function (row, index) {
      const used = row[USES].map(function (use) { return folded[use[2]]; }).join("");
      ends[3 * index] = row[PEOPLE].length;
      ends[3 * index + 1] = ends[3 * index] + row[TITLE].length;
      ends[3 * index + 2] = ends[3 * index + 1] + row[OTHER].length;
      texts.push([row[PEOPLE], row[TITLE], row[OTHER], used].join(""));
    });
    rows = data.rows;
    if (waiting) waiting();
    idle(rehearse);
  };

  function idle(then) { (window.requestIdleCallback || setTimeout)(then); }

  /* A search of its own, drawn where nobody sees it, while the reader's hands are still on the way to the keys: the
     browser's first time for styles, letters and this code is part of what a first key would wait for. The quickest of a
     few times is what one result takes. */
  function rehearse() {
    words();
    if (!found.hidden || !rows.length) return;
    needles = ["e"];
    hits = first(weigh([needles], []), ORDERS[""]);
    found.classList.add("lookup-rehearsed");
    const pace = Math.min(rehearsed(), rehearsed(), rehearsed());
    found.classList.remove("lookup-rehearsed");
    needles = [];
    atOnce = Math.max(1, Math.min(AT_ONCE, Math.floor(FRAME / pace)));
    lean = pace > FRAME / 2;
    prepare(Array.from("abcdefghijklmnopqrstuvwxyz0123456789"));
  }

  /* Milliseconds for drawing and laying out one result. */
  function rehearsed() {
    const began = performance.now();
    shown = 0;
    add(1);
    found.hidden = false;
    found.getBoundingClientRect();
    const taken = performance.now() - began;
    found.hidden = true;
    found.replaceChildren();
    return taken;
  }

  /* As many letters at a time as the browser has nothing else to do for. */
  function prepare(rest, deadline) {
    const current = scores;
    do {
      const letter = rest.shift(), kept = weigh([[letter]], []);
      answers[letter] = { kept: kept, scores: scores };
    } while (rest.length && deadline && deadline.timeRemaining() > 10);
    scores = current;
    if (rest.length) idle(function (deadline) { prepare(rest, deadline); });
  }

  /* Finding */

  /* Every word there is, once: what a misspelt word is compared with. */
  function words() {
    if (vocabulary) return vocabulary;
    const set = new Set();
    texts.forEach(function (text) { text.split(" ").forEach(function (word) { if (word.length > 2) set.add(word); }); });
    return vocabulary = Array.from(set);
  }

  function near(word) { return editionSearch.near(word, words()); }

  function known(word) { return word in answers || texts.some(function (text) { return text.indexOf(" " + word) >= 0; }); }

  /* What is looked for: for each word typed, the words that will do. */
  function wanted(query) {
    const sought = fold(query).split(" ").filter(Boolean), out = [];
    sought.forEach(function (word) {
      const measure = /^(\d+)([a-z]+)$/.exec(word);
      if (known(word)) out.push([word]);
      else if (measure) out.push([measure[1]], [measure[2]]);
      else out.push(near(word));
    });
    return out;
  }

  /* How well a source answers to one word: who before what before where. The fields stand in this order in the text, so
     the first place of a word says which field it is in. */
  function weight(index, word) {
    const text = texts[index], start = " " + word, place = text.indexOf(start);
    if (place < 0) return 0;
    if (rows[index][NUMBER] === word) return 200;
    const value = place < ends[3 * index] ? 8 : place < ends[3 * index + 1] ? 6 : place < ends[3 * index + 2] ? 3 : 1;
    return text.charCodeAt(place + start.length) === 32 ? value * 1.5 : value;
  }

  function score(row, sought) {
    let sum = 0;
    for (let index = 0; index < sought.length; index++) {
      const some = sought[index];
      let best = 0;
      for (let other = 0; other < some.length; other++) best = Math.max(best, weight(row, some[other]) / (other + 1));
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
    const kept = [], letter = chosen.length || sought.length !== 1 || sought[0].length !== 1 ? "" : sought[0][0];
    if (answers[letter]) return scores = answers[letter].scores, answers[letter].kept.slice();
    scores = new Float32Array(texts.length);
    for (let index = 0; index < texts.length; index++) {
      if (chosen.length && !fits(rows[index], chosen)) continue;
      scores[index] = sought.length ? score(index, sought) : 1;
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
    const text = texts[index], end = ends[3 * index + 2];
    const missing = needles.filter(function (word) { return text.indexOf(" " + word) >= end; });
    if (!missing.length || row[NUMBER] === needles[0]) return null;
    const use = row[USES].find(function (one) { return folded[one[2]].indexOf(" " + missing[0]) >= 0; });
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
    const mine = ++turn, order = ORDERS[state.sort] || ORDERS[""], sought = wanted(state.q), chosen = choices(state);
    const kept = weigh(sought, chosen);
    needles = [].concat.apply([], sought);
    hits = first(kept, order);
    shown = 0;
    found.replaceChildren();
    add(atOnce);
    found.classList.toggle("lookup-lean", lean);
    found.hidden = false;
    all.classList.add("lookup-away");
    next.hidden = true;
    itself.hidden = state.q.length < 3 || !fold(state.q).split(" ").every(function (word) { return itself.dataset.words.indexOf(" " + word) >= 0; });
    rests(state.publisher);
    count.textContent = kept.length ? kept.length + " of " + rows.length + " sources" : "No source found";
    setTimeout(function () {
      if (mine !== turn) return;
      hits = kept.sort(order);
      found.classList.remove("lookup-lean");
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
