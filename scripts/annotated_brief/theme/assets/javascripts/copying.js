/* Copying: buttons and link signs that copy and say so, and the source added to sentences copied from the text. */
(function () {
  "use strict";
  var spoken = document.getElementById("spoken");

  function say(button, words, sign) {
    var label = button.dataset.label || (button.dataset.label = button.textContent);
    button.textContent = sign || words;
    spoken.textContent = words;
    setTimeout(function () { button.textContent = label; spoken.textContent = ""; }, 2500);
  }

  /* Clipboard API needs a secure origin; a copy of the site opened from a disk has none. */
  function put(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    return new Promise(function (done, fail) {
      function fill(event) { event.clipboardData.setData("text/plain", text); event.preventDefault(); event.stopImmediatePropagation(); }
      document.addEventListener("copy", fill, { capture: true, once: true });
      if (document.execCommand("copy")) done(); else fail();
    });
  }

  /* data-copy is the text itself, or "#id" of the element that holds it. */
  function wanted(button) {
    var text = button.dataset.copy;
    var holder = /^#[\w-]+$/.test(text) && document.getElementById(text.slice(1));
    return holder ? (holder.value || holder.textContent).trim() : text;
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button[data-copy]");
    if (!button) return;
    put(wanted(button)).then(function () { say(button, "Copied"); }, function () { say(button, "Could not copy"); });
  });

  function meta(name) { var tag = document.querySelector('meta[name="' + name + '"]'); return tag && tag.content; }

  function nearest(node) {
    var inside = node.nodeType === 1 ? node : node.parentElement;
    if (inside.closest(".claim, .annotation")) return inside.closest(".claim, .annotation");
    var before = null;
    document.querySelectorAll(".text .claim").forEach(function (claim) {
      if (claim.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) before = claim;
    });
    return before;
  }

  function address(id) {
    var canonical = document.querySelector('link[rel="canonical"]');
    var url = new URL(canonical ? canonical.href : location.href.split(/[?#]/)[0]);
    if (id) url.hash = id;
    return url.href;
  }

  /* The link is followed as well: the bar then shows the same address. */
  document.addEventListener("click", function (event) {
    var sign = event.target.closest && event.target.closest("a.permalink");
    if (!sign) return;
    put(address(sign.hash.slice(1))).then(function () { say(sign, "Link copied", "✓"); }, function () {});
  });

  function source(node) {
    var page = document.querySelector(".page");
    var parts = [page.dataset.author, page.dataset.edition, page.dataset.section].filter(Boolean);
    return parts.join(", ") + ", " + address((nearest(node) || {}).id);
  }

  document.addEventListener("copy", function (event) {
    var selection = getSelection(), box = document.querySelector('[data-setting="copy-citation"]');
    if (!selection.rangeCount || (box && !box.checked)) return;
    var range = selection.getRangeAt(0), words = selection.toString();
    var holder = range.commonAncestorContainer;
    var element = holder.nodeType === 1 ? holder : holder.parentElement;
    if (words.trim().length < 24 || !element.closest(".text") || element.closest("pre, code, table, input, textarea, [data-plain-copy]")) return;
    var note = source(range.startContainer), html = document.createElement("div"), line = document.createElement("p");
    html.append(range.cloneContents());
    html.querySelectorAll(".claim-mark, .permalink").forEach(function (mark) { mark.remove(); });
    line.textContent = note;
    html.append(line);
    event.clipboardData.setData("text/plain", words.trim() + "\n\n" + note);
    event.clipboardData.setData("text/html", html.innerHTML);
    event.preventDefault();
  });
})();
