/* What the scripts of a page share: choices kept, text copied, and the card that opens beside a link.
   No module: a browser loads none from a disk. */
window.edition = (() => {
  "use strict";
  const spoken = document.getElementById("spoken");

  function recall(key) { try { return localStorage.getItem(key); } catch { return null; } }
  /* The id in a link or an address; as it stands where its percent signs mean nothing. */
  function target(link) { try { return decodeURIComponent(link.hash.slice(1)); } catch { return link.hash.slice(1); } }
  /* The address that the page has from now on; a copy on a disk keeps its own, and so does one that changes too often. */
  function move(url) { try { history.replaceState(history.state, "", url); } catch { /* it stays */ } }
  function keep(key, value) { try { localStorage.setItem(key, value); } catch { /* private window */ } }

  function element(name, properties = {}, ...content) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...content);
    return made;
  }

  /* A key that means: in another tab or window. */
  const elsewhere = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

  /* Clipboard API needs a secure origin; a copy of the site opened from a disk has none. */
  function put(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    return new Promise((done, fail) => {
      document.addEventListener("copy", (event) => {
        event.clipboardData.setData("text/plain", text);
        event.preventDefault();
        event.stopImmediatePropagation();
      }, { capture: true, once: true });
      if (document.execCommand("copy")) done(); else fail();
    });
  }

  /* Copy, and say so on the button, which is where one looks. */
  async function copy(button, text, words = "Copied") {
    const label = button.dataset.label ??= button.textContent;
    const said = await put(text).then(() => words, () => "Could not copy");
    button.textContent = spoken.textContent = said;
    setTimeout(() => { button.textContent = label; spoken.textContent = ""; }, 2500);
  }

  /* What the first paint need not wait for is done after it, when nothing else is to be done. */
  const idle = window.requestIdleCallback ?? setTimeout;
  function later(work) { addEventListener("load", () => idle(work)); }

  const loading = new Map();

  /* A script, once. */
  function load(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = () => { loading.delete(address); script.remove(); failed(new Error("not loaded")); };
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  /* The address of a place on this page, as others should have it. */
  function address(id) {
    const canonical = document.querySelector('link[rel="canonical"]');
    const url = new URL(canonical ? canonical.href : location.href.split(/[?#]/)[0]);
    if (id) url.hash = id;
    return url.href;
  }

  /* One card for the whole page. It belongs to the link that opened it and stands after it, so that Tab goes through it
     in order; Esc closes it and gives the focus back. */
  const box = element("div", { className: "card", popover: "manual", tabIndex: -1 });
  box.setAttribute("role", "dialog");
  let owner = null, within = null, grows = false;

  /* Under the link, or over it where there is more room; never off the page. A card that is filled later stays under its
     link and grows down, so that it does not jump. */
  function place() {
    const mark = owner.getBoundingClientRect(), size = box.getBoundingClientRect();
    const frame = (within ?? owner).getBoundingClientRect();
    const room = document.documentElement.clientWidth - size.width - 16;
    const under = grows || innerHeight - mark.bottom > size.height + 12 || mark.top < size.height + 12;
    box.style.left = `${Math.max(16, Math.min(within ? frame.left : mark.left - 24, room)) + scrollX}px`;
    box.style.top = `${(under ? mark.bottom + 4 : mark.top - size.height - 4) + scrollY}px`;
  }

  /* What was filled after the card had opened is brought into view. */
  function grown(part = box) { place(); part.scrollIntoView({ block: "nearest" }); }

  function open(link, { name, content, after = link, column = null, enter = true, growing = false }) {
    if (!box.showPopover) return false; /* an old browser: the link is followed */
    if (owner !== link) {
      close();
      owner = link;
      within = column;
      grows = growing;
      after.after(box);
    }
    box.setAttribute("aria-label", name);
    box.replaceChildren(content);
    if (!box.matches(":popover-open")) box.showPopover();
    place();
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", box.id);
    if (enter) box.focus({ preventScroll: true });
    return true;
  }

  function close() {
    if (!owner) return;
    const link = owner, back = box.contains(document.activeElement);
    owner = null;
    link.removeAttribute("aria-controls");
    link.setAttribute("aria-expanded", "false");
    box.hidePopover();
    box.remove();
    if (back) link.focus({ preventScroll: true });
  }

  const inside = (node) => Boolean(owner && node && (owner.contains(node) || box.contains(node)));

  box.id = "card";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !owner) return;
    close();
    event.preventDefault();
  });
  /* What was clicked may be gone from the card by now. */
  document.addEventListener("click", (event) => { if (![owner, box].some((one) => event.composedPath().includes(one))) close(); });
  document.addEventListener("focusin", (event) => { if (!inside(event.target)) close(); });
  window.addEventListener("resize", close);

  return {
    recall, keep, target, move, element, elsewhere, copy, address, load, later,
    card: { open, close, inside, grown, get owner() { return owner; }, box },
  };
})();
