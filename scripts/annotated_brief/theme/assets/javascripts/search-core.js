/* Which entries answer to a query, and in which order: what search/ranking.py does, in the browser. Both are held to the
   same answers by one table of questions. Nothing here touches a page; `editionSearch` is all that it adds. */
const editionSearch = (() => {
  "use strict";
  const WEIGHTS = [5, 2, 1], EVENT_WEIGHTS = [2, 1, 1], WHOLE = 3, BEGINNING = 2, PHRASE = 1000, CLOSEST = 12;
  const ENDINGS = [["ies", "y"], ["ing", ""], ["ian", "ia"], ["ed", ""], ["es", ""], ["s", ""]];
  const STOP = new Set(("a an and are as at be been by did do does for from has have how in is it its of on or that the "
    + "this to was were what when where which who why will with").split(" "));
  const MEASURE = /\b(\d+)([a-z]+)\b/g;
  const letters = {};
  let entries = null, texts = null;
  const waiting = [];

  /* As core/folding.py does it: Latin letters and digits in lower case, one space between words. */
  function fold(text) {
    let lower = text.toLowerCase();
    if (/[^\x00-\x7f]/.test(lower)) {
      lower = lower.replace(/[^\x00-\x7f]/g, (letter) => letter in letters ? letters[letter]
        : letter.normalize("NFD").replace(/[^\x00-\x7f]/g, (rest) => /\p{M}/u.test(rest) ? "" : " "));
    }
    return lower.replace(/[^a-z0-9]+/g, " ").trim();
  }

  /* A folded text with a space on each side of every word, and a number's unit also by itself. */
  function index(...parts) {
    return ` ${parts.map(fold).filter(Boolean).join(" ").replace(MEASURE, "$& $2")} `;
  }

  /* As `fingerprint` in search/entries.py: FNV-1a over an address without its scheme, in base 36. */
  function fingerprint(address) {
    const text = address.trim().toLowerCase()
      .replace(/^(https?:\/\/)?(www\.)?((dx\.)?doi\.org\/)?(doi:\s*)?/, "").replace(/\/+$/, "");
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
    return (value >>> 0).toString(36);
  }

  /* Letters that a browser cannot fold by itself, each with what it is in Latin ones. */
  function learn(more) { Object.assign(letters, more); }

  function load(data) {
    learn(data.letters);
    entries = data.rows.map(([kind, id, title, url = "", about = "", text = "", names = "", addresses = ""], place) => {
      const [type, label, group, bonus] = data.kinds[kind];
      const called = names.split(" ").filter(Boolean).map((name) => name.replace(/_/g, " "));
      if (type === "source") called.push(`note ${called[0]}`);
      return { type, label, group, bonus, place, id, title, about, text, url: url || data.source.replace("KEY", id),
        names: new Set([fold(id), ...called]), addresses: new Set(addresses.split(" ").filter(Boolean)) };
    });
    texts = corpus(entries.map((one) => [index(one.title), index(one.about), index(one.text, one.id)]));
    waiting.splice(0).forEach((then) => then());
  }

  /* Asks for the entries, once; calls `then` when they are there, `failed` if they do not come. */
  function ready(address, then, failed) {
    if (entries) { then(); return; }
    waiting.push(then);
    if (waiting.length > 1) return;
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("error", () => { waiting.length = 0; script.remove(); failed(); });
    document.head.append(script);
  }

  /* Fewest changes (a letter more, less, other, or two swapped) that make `word` the start of `other`. */
  function distance(word, other, limit) {
    const width = word.length;
    let before = [], last = Array.from({ length: width + 1 }, (_, column) => column), best = width;
    for (let line = 1; line <= Math.min(other.length, width + limit); line++) {
      const row = [line], letter = other[line - 1];
      let least = line;
      for (let column = 1; column <= width; column++) {
        let cost = Math.min(last[column] + 1, row[column - 1] + 1, last[column - 1] + (word[column - 1] === letter ? 0 : 1));
        if (column > 1 && line > 1 && word[column - 1] === other[line - 2] && word[column - 2] === letter) {
          cost = Math.min(cost, before[column - 2] + 1);
        }
        row.push(cost);
        least = Math.min(least, cost);
      }
      best = Math.min(best, row[width]);
      if (least > limit) break;
      before = last;
      last = row;
    }
    return best;
  }

  /* Of a list of words those that begin nearly as `word` does, the nearest first. */
  function near(word, among) {
    const limit = word.length >= 8 ? 2 : word.length >= 4 && !/^\d+$/.test(word) ? 1 : 0;
    if (!limit) return [];
    return among.filter((other) => other.length >= word.length - limit)
      .map((other) => [distance(word, other, limit), other]).filter(([far]) => far <= limit)
      .sort((one, two) => one[0] - two[0] || (one[1] < two[1] ? -1 : 1)).slice(0, CLOSEST).map(([, other]) => other);
  }

  function inflected(word) {
    const ending = ENDINGS.find(([end]) => word.endsWith(end) && word.length - end.length >= 3);
    return ending ? [[word, 0], [word.slice(0, -ending[0].length) + ending[1], 1]] : [[word, 0]];
  }

  /* Texts of several fields each, in which words can be looked for. */
  function corpus(fields) {
    const whole = fields.map((some) => some.join("\n"));
    let words = null;

    function known(word) { return whole.some((text) => text.includes(` ${word}`)); }

    function vocabulary() {
      words ??= [...new Set(whole.flatMap((text) => text.split(/\s/)))].filter((word) => word.length > 2).sort();
      return words;
    }

    function forms(word) {
      const found = inflected(word).filter(([form]) => known(form));
      if (found.length) return found;
      const close = near(word, vocabulary()).map((other) => [other, WHOLE - 1]);
      return close.length ? close : [[word, 0]];
    }

    /* For each word of a query the forms that will do. S-400 is one word, if anything holds it so. */
    function wanted(query) {
      const terms = query.split(/\s+/).map(fold).filter(Boolean), chosen = terms.filter((term) => !STOP.has(term));
      return (chosen.length ? chosen : terms).flatMap((term) => {
        const measure = /^(\d+)([a-z]+)$/.exec(term);
        if (term.includes(" ") && !known(term)) return term.split(" ").map(forms);
        if (measure && !known(term)) return [forms(measure[1]), forms(measure[2])];
        return [forms(term)];
      });
    }

    /* How well a text answers to one word; 0 if it does not. */
    function match(place, some, weights) {
      let best = 0;
      for (const [form, cost] of some) {
        fields[place].forEach((field, number) => {
          if (!field.includes(` ${form}`)) return;
          const quality = field.includes(` ${form} `) ? WHOLE : BEGINNING;
          best = Math.max(best, weights[number] * Math.max(1, quality - cost));
        });
      }
      return best;
    }

    return { fields, whole, wanted, match };
  }

  /* A list of texts that can be narrowed: query -> whether each holds all its words. */
  function filter(list) {
    const found = corpus(list.map((text) => [index(text)]));
    return (query) => {
      const sought = found.wanted(query);
      return list.map((_, place) => sought.every((some) => found.match(place, some, WEIGHTS)));
    };
  }

  function phrase(entry, whole) {
    const { fields, whole: all } = texts;
    if (!whole.includes(" ")) return 0;
    if (fields[entry.place][0].includes(` ${whole}`)) return PHRASE * (entry.type === "event" ? 1 : 2);
    return all[entry.place].includes(` ${whole}`) ? PHRASE : 0;
  }

  /* What answers to a query, the best first: { answers, needles (the words to light), allWords }. */
  function ask(query) {
    const sought = texts.wanted(query), whole = fold(query), address = fingerprint(query);
    if (!sought.length) return { answers: [], needles: [], allWords: true };
    const matches = sought.map((some) => entries.map((one) =>
      texts.match(one.place, some, one.type === "event" ? EVENT_WEIGHTS : WEIGHTS)));
    const rarity = matches.map((column) =>
      32 - Math.clz32(Math.floor(entries.length / Math.max(1, column.filter(Boolean).length))));
    const sum = rarity.reduce((one, two) => one + two, 0);
    let best = 0;
    const found = [];
    entries.forEach((entry, place) => {
      let held = 0, score = 0;
      matches.forEach((column, number) => {
        if (column[place]) held += rarity[number];
        score += rarity[number] * column[place];
      });
      const exact = entry.names.has(whole) || entry.addresses.has(address);
      if (!held && !exact) return;
      best = Math.max(best, held);
      found.push({ entry, exact, held, score: score + phrase(entry, whole) + entry.bonus });
    });
    const answers = found.filter((one) => one.held === best || one.exact).sort((one, two) =>
      two.exact - one.exact || one.entry.group - two.entry.group || two.score - one.score
      || one.entry.place - two.entry.place);
    return { answers, needles: sought.flatMap((some) => some.map(([form]) => form)), allWords: best === sum };
  }

  /* Part of an address as text; as it stands where its percent signs mean nothing. */
  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  return { decoded, load, ready, ask, filter, learn, fold, near };
})();
