/* A footnote opens where it is cited: on hover and on focus it shows, on click, tap or Enter one moves into it.
   It closes on Esc and on leaving; the pointer may go into it (WCAG 1.4.13). Filled from the footnote in the page. */
(function () {
  "use strict";
  var card = document.createElement("div"), owner = null, timer = 0, entered = false;
  card.className = "note-card";
  card.id = "note-card";
  card.setAttribute("role", "dialog");
  card.popover = "manual";
  if (!card.showPopover) return; /* an old browser: the footnote at the foot is enough */

  function footnote(link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); }

  function fill(link, note) {
    var copy = document.createElement("div"), links = document.createElement("p"), below = document.createElement("a");
    copy.append.apply(copy, Array.prototype.map.call(note.childNodes, function (node) { return node.cloneNode(true); }));
    copy.querySelectorAll("[role=doc-backlink], .backlinks, button").forEach(function (node) { node.remove(); });
    copy.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
    copy.id = "note-card-text";
    links.className = "note-card-links";
    below.href = link.hash;
    below.textContent = "in the notes";
    links.append(below);
    copy.querySelectorAll(".all-uses").forEach(function (node) {
      var before = node.previousSibling; /* the dot that parts it from the facts */
      if (before && before.nodeType === 3) before.data = before.data.replace(/[\s·]+$/, "");
      links.append(node);
    });
    card.setAttribute("aria-label", "Note " + link.textContent.trim());
    card.replaceChildren(copy, links);
  }

  /* Under the mark, or over it where there is more room; never off the page. */
  function place(link) {
    var mark = link.getBoundingClientRect(), box = card.getBoundingClientRect();
    var left = Math.max(16, Math.min(mark.left - 24, document.documentElement.clientWidth - box.width - 16));
    var under = innerHeight - mark.bottom > box.height + 12 || mark.top < box.height + 12;
    card.style.left = left + scrollX + "px";
    card.style.top = (under ? mark.bottom + 2 : mark.top - box.height - 2) + scrollY + "px";
  }

  function open(link) {
    clearTimeout(timer);
    if (owner === link) return;
    var note = footnote(link);
    if (!note) return;
    close();
    owner = link;
    fill(link, note);
    link.parentElement.after(card);
    card.showPopover();
    place(link);
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", card.id);
    link.setAttribute("aria-describedby", "note-card-text");
  }

  function close() {
    clearTimeout(timer);
    if (!owner) return;
    owner.setAttribute("aria-expanded", "false");
    owner.removeAttribute("aria-describedby");
    owner.removeAttribute("aria-controls");
    owner = null;
    entered = false;
    card.hidePopover();
    card.remove();
  }

  function leave() { clearTimeout(timer); timer = setTimeout(function () { if (!inside(document.activeElement)) close(); }, 250); }
  function inside(node) { return owner && node && (owner.contains(node) || card.contains(node)); }
  function cited(event) { return event.target.closest && event.target.closest("a.citation"); }

  /* The first click opens and moves in; a second one follows the link as any link. */
  function press(event) {
    var link = cited(event);
    if (!link) { if (owner && !card.contains(event.target)) close(); return; }
    if (event.ctrlKey || event.metaKey || event.shiftKey || (owner === link && entered) || !footnote(link)) return;
    event.preventDefault();
    open(link);
    entered = true;
    card.querySelector(".note-card-links a").focus({ preventScroll: true });
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") return;
    var link = cited(event);
    if (link) { clearTimeout(timer); timer = setTimeout(function () { open(link); }, owner ? 0 : 120); }
    else if (card.contains(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", function (event) {
    if (event.pointerType === "mouse" && (cited(event) || card.contains(event.target))) leave();
  });
  document.addEventListener("focusin", function (event) {
    var link = cited(event);
    if (link && link.matches(":focus-visible")) open(link);
    else if (owner && !inside(event.target)) close();
  });
  document.addEventListener("click", press);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !owner) return;
    var link = owner, back = card.contains(document.activeElement);
    close();
    if (back) { link.focus({ preventScroll: true }); close(); }
    event.preventDefault();
  });
  document.querySelectorAll("a.citation").forEach(function (link) { link.setAttribute("aria-expanded", "false"); });
  window.addEventListener("resize", close);
})();
