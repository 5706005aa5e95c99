/* Search over Material's worker and index; both are loaded when a reader first opens the dialog.
   The worker takes { type, data }: 0 set up, 2 ask; it gives 1 ready, 3 found. */
(function () {
  "use strict";
  var dialog = document.getElementById("search");
  var settings = document.getElementById("__config");
  if (!dialog || !settings || !window.Worker || !dialog.showModal) return;
  var config = JSON.parse(settings.textContent);
  var field = dialog.querySelector("input"), list = dialog.querySelector("ol"), status = dialog.querySelector("[role=status]");
  var base = new URL(config.base.replace(/\/?$/, "/"), location.href);
  var worker, ready = false, timer;

  function start() {
    if (worker) return;
    status.textContent = "Loading the index …";
    /* A copy on a disk brings a search of its own (disk.js). */
    if (window.editionDisk) { worker = window.editionDisk(dialog.dataset.index, answer, failed); return; }
    worker = new Worker(new URL(config.search, location.href));
    worker.addEventListener("message", answer);
    var request = new XMLHttpRequest();
    request.open("GET", dialog.dataset.index);
    request.responseType = "json";
    request.addEventListener("load", function () {
      if (!request.response) return failed();
      worker.postMessage({ type: 0, data: { config: request.response.config, docs: request.response.docs, options: {} } });
    });
    request.addEventListener("error", failed);
    request.send();
  }

  function failed() { status.textContent = "The index could not be loaded."; }

  function answer(event) {
    if (event.data.type === 1) { ready = true; status.textContent = ""; ask(); }
    if (event.data.type === 3) print([].concat.apply([], event.data.data.items));
  }

  function ask() {
    if (!ready) return;
    if (field.value.trim()) worker.postMessage({ type: 2, data: field.value });
    else { list.replaceChildren(); status.textContent = ""; }
  }

  /* The index holds HTML; only its text and the marked words are taken over. */
  function words(html, length) {
    var out = document.createDocumentFragment(), left = length;
    var walk = document.createTreeWalker(new DOMParser().parseFromString(html, "text/html").body, NodeFilter.SHOW_TEXT);
    while (left > 0 && walk.nextNode()) {
      var text = walk.currentNode.data.slice(0, left);
      left -= text.length;
      if (walk.currentNode.parentElement.localName === "mark") {
        var mark = document.createElement("mark");
        mark.textContent = text;
        out.append(mark);
      } else out.append(text);
    }
    if (left <= 0) out.append(" …");
    return out;
  }

  /* A long text is shown from shortly before its first marked word. */
  function excerpt(html) {
    var place = html.indexOf("<mark");
    return place > 160 ? "… " + html.slice(html.indexOf(" ", place - 100)) : html;
  }

  /* What a place is, in a word; its address tells. */
  var KINDS = [[/(^|\/)references\/[^/#]+(\/|\.html)$/, "Source"], [/claims(\/|\.html)#c\d+$/, "Ledger"], [/#c\d+$/, "Claim"],
    [/#note-/, "Annotation"], [/#fig-/, "Figure"], [/#/, "Part"], [/^/, "Page"]];

  function entry(item, titles) {
    var row = document.createElement("li"), link = document.createElement("a"), title = document.createElement("b");
    row.className = "md-search-result__item";
    link.className = "md-search-result__link";
    link.href = new URL(item.location, base);
    title.append(words(item.title, 160));
    link.append(title);
    var page = titles[item.location.split("#")[0]], where = document.createElement("small");
    where.append(KINDS.find(function (kind) { return kind[0].test(item.location); })[1]);
    if (page && item.location.includes("#")) where.append(" · ", words(page, 90));
    link.append(where);
    var text = document.createElement("div");
    text.append(words(excerpt(item.text || ""), 190));
    link.append(text);
    row.append(link);
    return row;
  }

  function print(items) {
    var titles = {};
    items.forEach(function (item) { if (!item.location.includes("#")) titles[item.location] = item.title; });
    var found = items.filter(function (item) { return item.score > 0; }).sort(function (one, other) { return other.score - one.score; });
    status.textContent = found.length ? found.length + (found.length === 1 ? " place" : " places") : "Nothing found";
    list.replaceChildren.apply(list, found.slice(0, 40).map(function (item) { return entry(item, titles); }));
  }

  function open() { start(); if (!dialog.open) dialog.showModal(); field.select(); }

  function step(event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!move || !links.length) return;
    event.preventDefault();
    var place = links.indexOf(document.activeElement) + move;
    if (place < 0) field.focus(); else (links[place] || links[links.length - 1]).focus();
  }

  function key(event) {
    var busy = document.activeElement && document.activeElement.closest("input, textarea, select, [contenteditable], dialog, [popover]");
    var off = document.querySelector('[data-setting="search-key"]:not(:checked)') || document.querySelector("[data-own-search]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy || off) return;
    event.preventDefault();
    open();
  }

  document.querySelectorAll(".search-open").forEach(function (button) { button.addEventListener("click", open); });
  field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, 90); });
  dialog.addEventListener("keydown", step);
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.closest("a, .search-close")) dialog.close();
  });
  dialog.querySelector("form").addEventListener("submit", function (event) {
    var first = list.querySelector("a");
    event.preventDefault();
    if (first) first.click();
  });
  document.addEventListener("keydown", key);
})();
