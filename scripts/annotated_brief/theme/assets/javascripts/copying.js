/* Taking away: buttons that copy and say so, the card with every form of a citation, and copied text signed truly. */
(() => {
  "use strict";
  const { card, element, elsewhere, copy, address, target } = window.edition;
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
    return place && /^c\d+$/.test(id) ? `${facts.author}, claim ${id}` : facts.section || facts.edition;
  }

  const bare = (title) => title.replace(/[.]$/, "");

  function forms(id) {
    const { contributors, edition, version, date } = facts, title = named(id), url = address(id);
    const day = new Date(`${date}T12:00:00Z`), year = date.slice(0, 4);
    const written = (options) => day.toLocaleDateString("en-US", { timeZone: "UTC", ...options });
    const long = written({ year: "numeric", month: "long", day: "numeric" });
    const short = written({ month: "long", day: "numeric" });
    return {
      Chicago: `${contributors}, “${bare(title)},” in ${edition}, version ${version}, ${long}, ${url}.`,
      APA: `${contributors}. (${year}, ${short}). ${bare(title)}. In ${edition} (Version ${version}). ${url}`,
      MLA: `${contributors}. “${bare(title)}.” ${edition}, version ${version}, ${written({ day: "numeric" })} `
        + `${written({ month: "short" })}. ${year}, ${url}.`,
      BibTeX: [`@incollection{${id || "edition"},`, `  author = {{${contributors}}},`, `  title = {{${title}}},`,
        `  booktitle = {{${edition}}},`, `  version = {${version}},`, `  date = {${date}},`, `  url = {${url}},`, "}"].join("\n"),
      RIS: ["TY  - CHAP", `AU  - ${contributors}`, `TI  - ${title}`, `T2  - ${edition}`, `ET  - ${version}`,
        `DA  - ${date.replaceAll("-", "/")}`, `UR  - ${url}`, "ER  - "].join("\n"),
    };
  }

  function button(words, text, said) {
    const made = element("button", { type: "button", textContent: words });
    made.addEventListener("click", () => copy(made, text, said));
    return made;
  }

  function cite(id) {
    const rows = Object.entries(forms(id)).map(([name, text]) => {
      const take = button("Copy", text);
      take.setAttribute("aria-label", `Copy: ${name}`);
      const isCode = text.includes("\n");
      return element("div", { className: "card-form" }, element("b", { textContent: name }),
        element("span", { textContent: isCode ? "An entry for a reference manager" : text }), take);
    });
    return element("div", { className: "card-cite" }, ...rows,
      element("p", { className: "card-actions" }, button("Copy link", address(id), "Link copied")));
  }

  document.addEventListener("click", (event) => {
    const take = event.target.closest?.("button[data-copy]");
    if (take) copy(take, wanted(take), take.dataset.said);
    const link = event.target.closest?.("a.share");
    if (!link || elsewhere(event)) return;
    const id = target(link);
    if (card.open(link, { name: `Cite or share: ${named(id)}`, content: cite(id) })) event.preventDefault();
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

  window.edition.forms = forms;
  window.edition.cite = cite;
})();
