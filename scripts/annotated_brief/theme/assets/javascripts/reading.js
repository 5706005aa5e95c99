/* How one reads: view, palette, settings. The first paint already has the reader's choice (see first.html). */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");

  function recall(key) { try { return localStorage.getItem(key); } catch (error) { return null; } }
  function keep(key, value) { try { localStorage.setItem(key, value); } catch (error) { /* private window */ } }

  /* The element that the reader is looking at, so that it can stay where it is while others come and go. */
  function held() {
    var edge = (document.querySelector(".reading") || root).getBoundingClientRect();
    var top = edge.bottom > 0 && edge.height < 200 ? edge.bottom : 0;
    return Array.prototype.find.call(document.querySelectorAll(".text p, .text h2, .text figure, .text li"), function (element) {
      return element.getClientRects().length && !element.closest(".annotations") && element.getBoundingClientRect().bottom > top + 24;
    });
  }

  function show(view) {
    var element = scrollY > 0 ? held() : null;
    var before = element && element.getBoundingClientRect().top;
    root.dataset.view = view;
    if (element) window.scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function views() {
    var radios = document.querySelectorAll('input[name="view"]');
    radios.forEach(function (radio) {
      radio.checked = radio.value === root.dataset.view;
      radio.addEventListener("change", function () {
        show(radio.value);
        keep("view", radio.value);
        var url = new URL(location.href);
        url.searchParams.set("view", radio.value);
        history.replaceState(history.state, "", url);
      });
    });
  }

  function paint(scheme) {
    document.body.dataset.mdColorScheme = root.dataset.mdColorScheme = scheme;
    document.querySelectorAll('input[name="palette"]').forEach(function (radio) { radio.checked = radio.value === scheme; });
  }

  function palettes() {
    paint(document.body.dataset.mdColorScheme);
    document.querySelectorAll('input[name="palette"]').forEach(function (radio) {
      radio.addEventListener("change", function () { paint(radio.value); keep("palette", radio.value); });
    });
    dark.addEventListener("change", function () { if (!recall("palette")) paint(dark.matches ? "slate" : "default"); });
  }

  function settings() {
    document.querySelectorAll("[data-setting]").forEach(function (box) {
      box.checked = recall(box.dataset.setting) !== "off";
      box.addEventListener("change", function () { keep(box.dataset.setting, box.checked ? "on" : "off"); });
    });
  }

  /* A link to something folded away opens what it is in; the place that one lands on takes the focus. */
  function land() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest(".annotation") && root.dataset.view === "brief") show("annotated");
    for (var fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!target.matches("a, button, input, summary, [tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }

  /* The menu closes when one leaves it. */
  function menu() {
    var fold = document.querySelector(".menu");
    if (!fold) return;
    fold.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && fold.open) { fold.open = false; fold.firstElementChild.focus(); }
    });
    document.addEventListener("click", function (event) { if (!fold.contains(event.target)) fold.open = false; });
  }

  views(); palettes(); settings(); menu(); land();
  window.addEventListener("hashchange", land);
})();
