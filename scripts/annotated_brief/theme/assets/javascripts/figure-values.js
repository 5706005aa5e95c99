/* The value under the pointer, the finger or the arrow keys: each mark of a drawing names a row of the table below it.

   Listens on the document and keeps nothing about a page, so it works from a disk and after a page is put in anew.
   The card lies over the drawing and moves nothing. The interactive form and the PNG come with the first wish for them. */
(() => {
  "use strict";

  const REACH = 32; // pixels from a mark at which it is still meant
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  function ready() {
    for (const view of document.querySelectorAll("figure[data-figure] .figure-view:not([tabindex])")) {
      if (!view.querySelector("[data-row]")) continue;
      view.tabIndex = 0;
      view.setAttribute("role", "group");
      view.setAttribute("aria-label", "Values: use the arrow keys");
      const card = document.createElement("div");
      card.className = "figure-card";
      card.setAttribute("role", "status");
      view.append(card);
    }
  }

  function marks(view) {
    const drawing = [...view.querySelectorAll(".drawing")].find((one) => one.getClientRects().length);
    return drawing ? [...drawing.querySelectorAll("[data-row]")].filter((mark) => line(mark)) : [];
  }

  /* The row of the table that a mark draws. */
  function line(mark) {
    const table = mark.parentNode.dataset.t, row = mark.dataset.row.split("/")[0];
    return mark.closest("figure").querySelector(`table[data-t="${table}"] tr[data-row="${row}"]`);
  }

  function cell(row, column) {
    const heads = [...row.closest("table").querySelectorAll("thead th")];
    const found = row.cells[heads.findIndex((head) => head.dataset.c === column)];
    return found?.textContent.trim() ?? "";
  }

  /* Name and time, value and unit, source: as the table has them. */
  function words(mark) {
    const row = line(mark), column = mark.dataset.row.split("/")[1] ?? "value";
    const low = cell(row, "value_low"), high = cell(row, "value_high");
    let value = cell(row, column);
    if (column.startsWith("value") && low && high && low !== high && (column !== "value" || !value)) value = `${low}–${high}`;
    else if (column === "value_low") value = `over ${low}`;
    else if (column === "value_high" && !low) value = `up to ${high}`;
    const unit = /\d/.test(value) && value.length < 20 ? row.closest("table").dataset.unit ?? cell(row, "unit") : "";
    const when = row.dataset.period ?? cell(row, "period"), source = cell(row, "source");
    return [
      said(mark.parentNode.dataset.n, mark.dataset.l, when),
      [value || row.cells[0].textContent, unit].filter(Boolean).join(" "),
      ...(source ? [`Source: ${source}`] : []),
    ];
  }

  /* Series, lane and time; a lane may name its time already. */
  function said(series, lane, when) {
    const plain = (text) => text.replaceAll("–", "-");
    return [series, lane, lane && plain(lane).includes(plain(when)) ? "" : when].filter(Boolean).join(", ");
  }

  function show(view, mark) {
    const card = view.querySelector(".figure-card"), lit = view.querySelector(".lit");
    if (lit === mark) return;
    lit?.classList.remove("lit");
    card.classList.toggle("shown", Boolean(mark));
    if (!mark) return;
    mark.classList.add("lit");
    card.replaceChildren(...words(mark).map((text, at) => {
      const part = document.createElement(at === 1 ? "strong" : "span");
      part.textContent = text;
      return part;
    }));
    const frame = view.getBoundingClientRect(), box = mark.getBoundingClientRect();
    const left = box.left + box.width / 2 - frame.left - card.offsetWidth / 2;
    const above = box.top - frame.top - card.offsetHeight - 10;
    card.style.left = `${Math.max(0, Math.min(left, frame.width - card.offsetWidth))}px`;
    card.style.top = `${above < -60 ? box.bottom - frame.top + 10 : above}px`;
  }

  function nearest(view, x, y) {
    let best = null, least = REACH;
    for (const mark of marks(view)) {
      const box = mark.getBoundingClientRect();
      const away = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
      if (away < least) [best, least] = [mark, away];
    }
    return best;
  }

  const over = (event) => event.target.closest?.("figure[data-figure] .figure-view[tabindex]");
  for (const kind of ["pointermove", "pointerdown"]) {
    document.addEventListener(kind, (event) => {
      const view = over(event);
      for (const lit of document.querySelectorAll(".figure-view:has(.lit)")) {
        if (lit !== view && !lit.matches(":focus-visible")) show(lit, null);
      }
      if (view) show(view, nearest(view, event.clientX, event.clientY));
    });
  }
  document.addEventListener("keydown", (event) => {
    const view = event.target.closest?.(".figure-view[tabindex]"), by = STEPS[event.key];
    if (!view || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") show(view, null);
    if (!by) return;
    event.preventDefault();
    const all = marks(view), at = all.indexOf(view.querySelector(".lit"));
    show(view, all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.(".figure-view[tabindex]")) show(event.target, null);
  });

  const rest = document.currentScript.dataset.rest;
  let asked = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("figure[data-figure] :is(.figure-explore, .figure-png)");
    if (!button || asked) return;
    asked = true;
    asked = await window.edition.load(rest).then(() => true, () => false);
    if (asked) button.click(); /* from now on that script listens itself */
    else button.closest("figure").querySelector(".figure-status").textContent = "The script of the figures could not be loaded. The drawing and the data are complete.";
  });
  ready();
  new MutationObserver(ready).observe(document.documentElement, { childList: true, subtree: true });
})();
