/* The search of a copy on a disk, where a page may neither fetch a file nor start a worker: the index comes as a script
   and is searched here. Answers as Material's worker does (search.js): 1 ready, 3 found. */
(function () {
  "use strict";
  var LIMIT = 200, docs = [];

  var fold = window.edition.fold;
  function plain(html) { return new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim(); }
  function safe(text) { return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"); }
  function words(query) { return fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean); }

  /* Every word must be there, at the beginning of a word; a title weighs ten times a text. */
  function score(doc, asked) {
    var sum = 0;
    for (var i = 0; i < asked.length; i++) {
      var title = (doc.foldedTitle.split(" " + asked[i]).length - 1) * 10;
      var text = doc.foldedText.split(" " + asked[i]).length - 1;
      if (!title && !text) return 0;
      sum += title + Math.min(text, 9);
    }
    return sum;
  }

  /* Folding keeps the number of letters in nearly every case; where it does not, nothing is marked. */
  function mark(text, asked) {
    var folded = fold(text);
    if (!asked.length || folded.length !== text.length) return safe(text);
    var pattern = new RegExp("(?<![\\p{L}\\p{N}])(?:" + asked.join("|") + ")[\\p{L}\\p{N}]*", "gu");
    var out = "", last = 0, found;
    while ((found = pattern.exec(folded))) {
      out += safe(text.slice(last, found.index)) + "<mark>" + safe(text.slice(found.index, pattern.lastIndex)) + "</mark>";
      last = pattern.lastIndex;
    }
    return out + safe(text.slice(last));
  }

  function find(query) {
    var asked = words(query);
    return docs.map(function (doc) { return { doc: doc, score: score(doc, asked) }; })
      .filter(function (one) { return one.score > 0; })
      .sort(function (one, other) { return other.score - one.score; })
      .slice(0, LIMIT)
      .map(function (one) {
        return { location: one.doc.location, title: mark(one.doc.title, asked), text: mark(one.doc.text, asked), score: one.score };
      });
  }

  window.editionIndex = function (given) {
    docs = given.map(function (doc) {
      var title = plain(doc.title), text = plain(doc.text);
      return { location: doc.location, title: title, text: text,
        foldedTitle: " " + words(title).join(" "), foldedText: " " + words(text).join(" ") };
    });
  };

  /* In place of a worker: `answer` gets what a worker would send. */
  window.editionDisk = function (index, answer, failed) {
    var script = document.createElement("script");
    script.src = index.replace(/\.json$/, ".js");
    script.addEventListener("load", function () { answer({ data: { type: 1 } }); });
    script.addEventListener("error", failed);
    document.head.append(script);
    return { postMessage: function (message) { answer({ data: { type: 3, data: { items: [find(message.data)] } } }); } };
  };
})();
