/* Taking away: buttons that copy and say so, the card with every form of a citation, and copied text with its source. */
(() => {
  "use strict";
  const { card, element, elsewhere, copy, address, target, load } = window.edition;
  const facts = document.querySelector(".page")?.dataset ?? {};

  /* data-copy is the text itself, or "#id" of the element that holds it. */
  function wanted(button) {
    const text = button.dataset.copy;
    const holder = /^#[\w-]+$/.test(text) && document.getElementById(text.slice(1));
    return holder ? (holder.value || holder.textContent).trim() : text;
  }

  /* What a place on the page is called when it is cited. Our words are ours: only the argument is the author's. */
  function named(id) {
    const place = document.getElementById(id);
    if (place?.matches(".annotation")) return place.querySelector(".annotation-title").textContent.trim();
    if (place?.matches("figure")) return place.querySelector(".figure-title").textContent.trim();
    return facts.section || facts.edition;
  }

  const bare = (title) => title.replace(/[.]$/, "");

  function button(words, text, said) {
    const made = element("button", { type: "button", textContent: words });
    made.addEventListener("click", () => copy(made, text, said));
    return made;
  }

  function form(id, [name, built, isCode]) {
    const text = built.replaceAll(`https://page.invalid/#${id}`, address(id));
    const take = button("Copy", text);
    take.setAttribute("aria-label", `Copy: ${name}`);
    return element("div", { className: "card-form" }, element("b", { textContent: name }),
      element("span", { textContent: isCode ? "An entry for a reference manager" : text }), take);
  }

  /* The forms of a citation, made when the site was built; the card is there at once and gets them when they come. */
  function cite(id) {
    const made = element("div", { className: "card-cite" },
      element("p", { className: "card-actions" }, button("Copy link", address(id), "Link copied")));
    load(facts.cites).then(
      () => made.prepend(...window.edition.citations[id].map((one) => form(id, one))),
      () => made.prepend(element("p", { textContent: "The citation could not be loaded." })),
    ).then(() => { if (made.isConnected) card.grown(made); });
    return made;
  }

  document.addEventListener("click", (event) => {
    const take = event.target.closest?.("button[data-copy]");
    if (take) copy(take, wanted(take), take.dataset.said);
    const link = event.target.closest?.("a.share");
    if (!link || elsewhere(event)) return;
    const id = target(link);
    if (card.open(link, { name: `Cite or share: ${named(id)}`, content: cite(id), growing: true })) event.preventDefault();
  });

  const ARGUMENT = ".claim, .ledger-claim > p, .forecast > h2";

  /* The place that a copied passage begins in. */
  function nearest(node) {
    const inside = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const place = inside.closest(`${ARGUMENT}, .annotation, .reason, figure, [data-item]`);
    if (place) return place;
    return [...document.querySelectorAll(".text .claim")]
      .findLast((claim) => claim.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
        && claim.parentElement.contains(node)) ?? null;
  }

  function signature(node) {
    const place = nearest(node), id = place?.id || place?.closest("[id]")?.id;
    const where = [facts.edition, facts.section].filter(Boolean).join(", ");
    if (place?.matches(ARGUMENT)) {
      return `${facts.author}’s argument, restated by ${facts.contributors.replace(/^The\b/, "the")}, in ${where}, ${address(id)}`;
    }
    const title = place?.matches(".annotation, figure") ? `“${bare(named(id))},” in ` : "";
    return `${facts.contributors}, ${title}${where}, ${address(place?.matches(".reason") ? place.dataset.claims : id)}`;
  }

  document.addEventListener("copy", (event) => {
    const selection = getSelection(), setting = document.querySelector('[data-setting="copy-citation"]');
    if (!selection.rangeCount || setting?.checked === false) return;
    const range = selection.getRangeAt(0), words = selection.toString().trim();
    const holder = range.commonAncestorContainer;
    const around = holder.nodeType === Node.ELEMENT_NODE ? holder : holder.parentElement;
    const plain = "pre, code, table.figure-table, input, textarea, [data-plain-copy]";
    if (words.length < 24 || !around.closest(".text") || around.closest(plain)) return;
    const note = signature(range.startContainer), html = element("div", {}, range.cloneContents());
    html.querySelectorAll(".claim-mark, .annotation-links, .card").forEach((mark) => mark.remove());
    html.append(element("p", { textContent: note }));
    event.clipboardData.setData("text/plain", `${words}\n\n${note}`);
    event.clipboardData.setData("text/html", html.innerHTML);
    event.preventDefault();
  });

  window.edition.cite = cite; /* for the card of a claim */
})();
