/* How one reads: view, palette, settings. The first paint already has the reader's choice (see first.html). */
(() => {
  "use strict";
  const { recall, keep, later, load, move, target: idOf } = window.edition;
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /* The element that the reader is looking at, so that it can stay where it is while others come and go. */
  function held() {
    const edge = (document.querySelector(".reading") ?? root).getBoundingClientRect();
    const top = edge.bottom > 0 && edge.height < 200 ? edge.bottom : 0;
    return [...document.querySelectorAll(".text p, .text h2, .text figure, .text li")].find((element) =>
      element.getClientRects().length && !element.closest(".annotations, .reasons")
      && element.getBoundingClientRect().bottom > top + 24);
  }

  function show(view) {
    const element = scrollY > 0 ? held() : null;
    const before = element?.getBoundingClientRect().top;
    root.dataset.view = view;
    if (element) window.scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function views() {
    for (const radio of document.querySelectorAll('input[name="view"]')) {
      radio.checked = radio.value === root.dataset.view;
      radio.addEventListener("change", () => {
        show(radio.value);
        keep("view", radio.value);
        const url = new URL(location.href);
        url.searchParams.set("view", radio.value);
        move(url);
      });
    }
  }

  function paint(scheme) {
    document.body.dataset.mdColorScheme = root.dataset.mdColorScheme = scheme;
    for (const radio of document.querySelectorAll('input[name="palette"]')) radio.checked = radio.value === scheme;
  }

  function palettes() {
    paint(document.body.dataset.mdColorScheme);
    for (const radio of document.querySelectorAll('input[name="palette"]')) {
      radio.addEventListener("change", () => { paint(radio.value); keep("palette", radio.value); });
    }
    dark.addEventListener("change", () => { if (!recall("palette")) paint(dark.matches ? "slate" : "default"); });
  }

  function settings() {
    for (const box of document.querySelectorAll("[data-setting]")) {
      box.checked = recall(box.dataset.setting) !== "off";
      box.addEventListener("change", () => keep(box.dataset.setting, box.checked ? "on" : "off"));
    }
  }

  /* A link to something folded away opens what it is in; the place that one lands on takes the focus. */
  function land() {
    const target = location.hash.length > 1 && document.getElementById(idOf(location));
    if (!target) return;
    if (target.closest(".annotation") && root.dataset.view === "brief") show("annotated");
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!target.matches("a, button, input, summary, [tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }

  /* The menu closes when one leaves it. */
  function menu() {
    const fold = document.querySelector(".menu");
    fold?.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && fold.open) { fold.open = false; fold.firstElementChild.focus(); }
    });
    document.addEventListener("click", (event) => { if (fold && !fold.contains(event.target)) fold.open = false; });
  }

  /* A strip of marks is one stop of the Tab key; the arrows go from mark to mark. */
  function strips() {
    for (const strip of document.querySelectorAll("[data-strip]")) {
      const marks = [...strip.querySelectorAll("a")];
      const stop = (mark) => marks.forEach((one) => { one.tabIndex = one === mark ? 0 : -1; });
      strip.addEventListener("focusin", () => stop(document.activeElement));
      strip.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        const next = step && marks[marks.indexOf(document.activeElement) + step];
        if (!next) return;
        event.preventDefault();
        next.focus();
      });
    }
  }

  /* The search opens at once; what answers comes with the first wish for it, or to light the words it was asked for. */
  function search() {
    const dialog = document.getElementById("search");
    if (!dialog?.showModal) return;
    const field = dialog.querySelector("input"), asked = new URLSearchParams(location.search);
    const bring = () => load(dialog.dataset.search);
    const open = () => {
      if (!dialog.open) dialog.showModal();
      field.select();
      bring().then(() => window.edition.search(), () => { dialog.querySelector("[role=status]").textContent = "The search could not be loaded."; });
    };
    document.querySelectorAll(".search-open").forEach((button) => button.addEventListener("click", open));
    document.addEventListener("keydown", (event) => {
      const busy = document.activeElement?.closest("input, textarea, select, [contenteditable], dialog, [popover]");
      const off = document.querySelector('[data-setting="search-key"]:not(:checked), [data-own-search]');
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy || off) return;
      event.preventDefault();
      open();
    });
    if (asked.get("search")) { field.value = asked.get("search").slice(0, 200); open(); } else if (asked.get("lit")) bring();
  }

  /* Pages fetched before they are asked for, unless the line is slow or data are to be saved. */
  function ahead() {
    const line = navigator.connection;
    const rules = document.querySelector("script[type$='speculationrules+json']");
    if (!rules || line?.saveData || /^(slow-2g|2g|3g)$/.test(line?.effectiveType)) return;
    const script = document.createElement("script");
    script.type = "speculationrules";
    script.textContent = rules.textContent;
    document.head.append(script);
  }

  views(); palettes(); settings(); menu(); strips(); search(); land(); later(ahead);
  window.addEventListener("hashchange", land);
})();
