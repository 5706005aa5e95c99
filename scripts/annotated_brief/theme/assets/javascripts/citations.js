/* A citation opens its footnote in place: under the pointer it shows, on click, tap or Enter one moves into it.
   The pointer may go into it (WCAG 1.4.13). Filled from the footnotes in the page. */
(() => {
  "use strict";
  const { card, element, elsewhere, later, target } = window.edition;
  let timer = 0;

  const footnote = (link) => document.getElementById(target(link));
  const cited = (event) => event.target.closest?.("a.citation");

  function content(link, note) {
    const copy = element("div", { className: "card-note" }, ...[...note.childNodes].map((node) => node.cloneNode(true)));
    copy.querySelectorAll(".backlinks").forEach((node) => node.remove());
    copy.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    copy.querySelector(".source-facts")?.append(...record(copy), " ", element("a", { href: link.hash, textContent: "In the notes" }));
    return copy;
  }

  /* The reference as a file, which lies beside the source's own page. */
  function record(copy) {
    const page = copy.querySelector(".all-uses");
    if (!page || page.hash) return [];
    return [" ", element("a", { href: page.href.replace(/(\/|\.html)$/, ".ris"), download: "", textContent: "Download .ris" })];
  }

  function open(link, enter) {
    clearTimeout(timer);
    const note = footnote(link);
    if (!note || (card.owner === link && !enter)) return Boolean(note);
    const name = `Note ${link.textContent.trim()}`;
    return card.open(link, { name, content: content(link, note), after: link.parentElement, enter });
  }

  document.addEventListener("click", (event) => {
    const link = cited(event);
    if (!link || elsewhere(event) || card.box.contains(link)) return;
    if (open(link, true)) event.preventDefault();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = cited(event);
    if (link || card.box.contains(event.target)) clearTimeout(timer);
    /* A card that was opened by hand stays until one leaves it. */
    if (link && !card.box.contains(document.activeElement)) timer = setTimeout(() => open(link, false), 150);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse" || !(cited(event) || card.box.contains(event.target))) return;
    clearTimeout(timer);
    if (!card.owner?.matches(".citation")) return;
    timer = setTimeout(() => { if (!card.inside(document.activeElement)) card.close(); }, 250);
  });
  later(() => document.querySelectorAll("a.citation").forEach((link) => {
    if (!link.hasAttribute("aria-expanded")) link.setAttribute("aria-expanded", "false");
  }));
})();
