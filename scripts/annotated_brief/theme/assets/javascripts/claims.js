/* The card of a claim at its sentence, and the sentence tied to what is said about it.
   The card comes from the claim's own page; where that cannot be had, the link is followed. */
(() => {
  "use strict";
  const { card, element, elsewhere, cite, address, copy, later } = window.edition;

  /* claims/#c018 is the row of the ledger, claims/c018/ the page. */
  const pageOf = (link) => link.href.replace(/\/#(c\d+)$/, "/$1/");
  const claimOf = (link) => link.hash.slice(1);

  async function read(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-card]");
    if (!found) throw new Error("no card");
    for (const link of found.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url);
    found.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    return found;
  }

  function actions(link) {
    const id = claimOf(link);
    const share = element("button", { type: "button", textContent: "Copy link" });
    share.addEventListener("click", () => copy(share, address(id), "Link copied"));
    const more = element("button", { type: "button", textContent: "Cite" });
    more.addEventListener("click", () => {
      const forms = cite(id);
      forms.tabIndex = -1;
      more.closest(".card-actions").replaceWith(forms);
      forms.focus();
    });
    return element("p", { className: "card-actions" }, more, share,
      element("a", { href: pageOf(link), textContent: "Whole record" }), element("a", { href: link.href, textContent: "In the ledger" }));
  }

  async function show(link) {
    const content = element("div", { className: "card-claim" }, element("p", { textContent: "One moment …" }));
    const column = link.closest("p, li");
    if (!card.open(link, { name: link.getAttribute("aria-label"), content, column, growing: true })) { location.assign(link.href); return; }
    try {
      content.replaceChildren(await read(pageOf(link)), actions(link));
    } catch {
      location.assign(link.href);
    }
    if (card.owner !== link) return;
    card.grown();
  }

  function claimed(event) {
    const mark = event.target.closest?.("a.claim-mark");
    if (mark) return mark;
    const words = event.target.closest?.(".claim");
    /* A click that ends a selection, or on a link in the sentence, is not meant for the sentence. */
    if (!words || event.target.closest("a, button") || !getSelection().isCollapsed) return null;
    return document.documentElement.dataset.view === "brief" ? null : words.nextElementSibling?.closest("a.claim-mark");
  }

  document.addEventListener("click", (event) => {
    const link = claimed(event);
    if (!link || elsewhere(event) || !/\/#c\d+$/.test(link.href) || !location.protocol.startsWith("http")) return;
    event.preventDefault();
    if (card.owner === link) card.close(); else show(link);
  });

  /* Lit together: a sentence, its annotations, and the reason of its verdict. */
  function tied(node) {
    const one = node.closest?.(".claim, .claim-mark, .annotation, .reason");
    if (!one) return [];
    const claim = one.matches(".claim-mark") ? one.previousElementSibling : one;
    const claims = claim.matches(".claim") ? [claim.id] : (claim.dataset.claims ?? "").split(" ").filter(Boolean);
    const others = claims.flatMap((id) => [document.getElementById(id),
      ...document.querySelectorAll(`.reason[data-claims="${id}"], .annotation[data-claims~="${id}"]`)]);
    return [claim, ...(claim.matches(".claim, .reason") ? others : claims.map((id) => document.getElementById(id)))].filter(Boolean);
  }

  let lit = [];
  function light(node) {
    lit.forEach((one) => one.classList.remove("lit"));
    lit = document.documentElement.dataset.view === "brief" ? [] : tied(node);
    if (lit.length > 1) lit.forEach((one) => one.classList.add("lit"));
  }
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, (event) => light(event.target));
  later(() => document.querySelectorAll(".claim-mark").forEach((link) => {
    if (!link.hasAttribute("aria-expanded")) link.setAttribute("aria-expanded", "false");
  }));
})();
