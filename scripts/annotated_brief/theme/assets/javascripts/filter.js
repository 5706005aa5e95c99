/* A list that can be filtered: the ledger, the forecasts, the timeline. What is chosen stands in the address.
   form[data-filters] holds controls; each [data-item] carries data-NAME for the control of that name, q looks at its
   words; a [data-group] without an item left goes too; [data-count="one|many"] says how many are left;
   <small> in the heading of a group too;
   a[data-preset] sets the controls from its own address. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-filters]");
  if (!form) return;
  const items = Array.prototype.slice.call(document.querySelectorAll("[data-item]"));
  const groups = Array.prototype.slice.call(document.querySelectorAll("[data-group]"));
  const count = document.querySelector("[data-count]"), none = document.querySelector("[data-none]");
  const controls = Array.prototype.filter.call(form.elements, function (control) { return control.name; });
  let timer = 0, search = null;

  function chosen(control) {
    return control.type === "checkbox" ? (control.checked ? control.value : "") : control.value.trim();
  }

  function fits(item) {
    return controls.every(function (control) {
      const value = control.name === "q" ? "" : chosen(control);
      return !value || item.getAttribute("data-" + control.name) === value;
    });
  }

  /* Whether each item holds the words that are asked for, as the search of the site finds them. */
  function answering() {
    const query = form.elements.q ? form.elements.q.value.trim() : "";
    if (!query) return items.map(function () { return true; });
    search = search || editionSearch.filter(items.map(function (item) { return item.textContent; }));
    return search(query);
  }

  function apply() {
    let left = 0;
    const answers = answering();
    items.forEach(function (item, place) { item.hidden = !answers[place] || !fits(item); if (!item.hidden) left += 1; });
    groups.forEach(tell);
    document.documentElement.toggleAttribute("data-filtered", left < items.length);
    if (none) none.hidden = left > 0;
    delete document.documentElement.dataset.asked;
    clearTimeout(timer);
    timer = setTimeout(function () { say(left); keep(); }, 150);
  }

  /* The heading of a group says how many of its items are left. */
  function tell(group) {
    const some = group.querySelectorAll("[data-item]:not([hidden])").length, words = group.querySelector("h2 > small");
    group.hidden = !some;
    if (!words) return;
    const all = words.dataset.all = words.dataset.all || words.textContent;
    words.textContent = some < parseInt(all, 10) ? some + " of " + all : all;
  }

  /* Announced once one has stopped typing. */
  function say(left) {
    const forms = count.dataset.count.split("|");
    const text = (left < items.length ? left + " of " + items.length : String(left)) + " " + forms[items.length === 1 ? 0 : 1];
    if (count.textContent !== text) count.textContent = text;
  }

  function keep() {
    const url = new URL(location.href);
    controls.forEach(function (control) {
      if (chosen(control)) url.searchParams.set(control.name, chosen(control));
      else url.searchParams.delete(control.name);
    });
    if (url.href === location.href) return;
    edition.move(url);
  }

  /* The value that has taken the place of one in an address that somebody kept; the form lists "old new" in turn. */
  function current(name, value) {
    const words = (form.getAttribute("data-was-" + name) || "").split(" "), at = words.indexOf(value);
    return at >= 0 && at % 2 === 0 ? words[at + 1] : value;
  }

  function set(search) {
    const asked = new URLSearchParams(search);
    controls.forEach(function (control) {
      const value = asked.get(control.name) || "";
      if (control.type === "checkbox") { control.checked = value === control.value; return; }
      control.value = control.name === "q" ? value : current(control.name, value.trim().toLowerCase().replace(/\s+/g, "-"));
      if (control.tagName === "SELECT" && control.selectedIndex < 0) control.value = "";
    });
    apply();
  }

  /* A link to a row shows it, whatever was chosen before. */
  function land() {
    const target = location.hash.length > 1 && document.getElementById(edition.target(location));
    const item = target && target.closest("[data-item], [data-group]");
    if (!item) return;
    if (item.hidden) set("");
    if (location.search) target.scrollIntoView();
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply); });
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[data-preset]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    set(link.search);
    form.scrollIntoView({ block: "start" });
  });
  window.addEventListener("hashchange", land);
  if (location.search) set(location.search);
  land();
})();
