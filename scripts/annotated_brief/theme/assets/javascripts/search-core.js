/* Which entries answer to a query, and in which order: what search/ranking.py does, in the browser, with the words of
   search/words.py. Both are held to the same answers by one table of questions. Nothing here touches a page;
   `editionSearch` is all that it adds. */
const editionSearch = (() => {
  "use strict";
  const WEIGHTS = [50, 20, 10, 3], EVENT_WEIGHTS = [20, 10, 10, 3], WHOLE = 3, BEGINNING = 2, PHRASE = 10000, PAIR = 40;
  const UNSEEN = 9, NEARLY = 0.6, AMOUNTED = /\b[0-9]{1,3}([.,][0-9]+)?\b/;
  const OFTEN = 9, SHORT = 3, LONG = 4, CLOSEST = 12;
  const STOP = new Set(editionWords.stop), AMOUNTS = new Set(editionWords.amounts);
  const ENDINGS = editionWords.endings, TRANSCRIBED = editionWords.transcribed, ALIKE = editionWords.alike;
  const SPELLINGS = editionWords.spellings.map(([pattern, other]) => [new RegExp(pattern), other]);
  const NUMBERED = editionWords.numbered.map(([pattern, ...name]) => [new RegExp(pattern), ...name]);
  const PREFIXED = new Set(["forecast", "event"]); // their anchors are their ids without this
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

  /* As `fingerprint` in search/entries.py: four letters of the FNV-1a hash of an address without its scheme. */
  function fingerprint(address) {
    const text = address.trim().toLowerCase()
      .replace(/^(https?:\/\/)?(www\.)?((dx\.)?doi\.org\/)?(doi:\s*)?/, "").replace(/\/+$/, "");
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
    return (value >>> 0).toString(36).slice(-4);
  }

  /* Letters that a browser cannot fold by itself, each with what it is in Latin ones. */
  function learn(more) { Object.assign(letters, more); }

  function load(data) {
    learn(data.letters);
    entries = unpacked(data);
    const subject = index(...entries.filter(({ type }) => type !== "source" && type !== "term").map(({ title }) => title));
    entries.forEach((one) => { one.names = new Set([...one.names, ...subjects(one, subject)]); });
    texts = corpus(entries.map((one) => [index(one.title), index(one.about, one.id), index(one.text), index(one.more)]));
    entries.forEach((one) => { one.countable = one.type === "figure" || AMOUNTED.test(one.title); });
    waiting.splice(0).forEach((then) => then());
  }

  /* The entries of the columns that search/packed.py writes, with what it leaves out. */
  function unpacked(data) {
    const lines = (name) => data[name].split("\n"), titles = lines("titles"), ids = lines("ids"), names = lines("names");
    const abouts = lines("abouts"), written = lines("texts"), addresses = lines("addresses"), more = lines("more");
    const kinds = data.kinds.flatMap((kind, number) => Array(data.counts[number]).fill(kind));
    const before = kinds.findIndex(([type]) => type === "source");
    return ids.map((id, place) => {
      const [type, label, group, bonus] = kinds[place];
      const called = names[place].split(" ").filter(Boolean).map((name) => name.replace(/_/g, " "));
      if (type === "source" && place - before < data.numbered) called.unshift(`${place - before + 1}`);
      if (type === "source" && /^\d+$/.test(called[0])) called.push(`note ${called[0]}`);
      const year = type === "source" && !/\d{4}$/.test(written[place]) ? /\d{4}/.exec(id)?.[0] ?? "" : "";
      const anchor = PREFIXED.has(type) ? id.replace(`${type}-`, "") : id, url = data.urls[place], page = data.pages[url];
      return { type, label, group, bonus, place, id, about: abouts[place], text: `${written[place]} ${year}`.trim(),
        more: more[place], title: titles[place] || titles[ids.indexOf(anchor)],
        url: page === undefined ? url || data.source.replace("KEY", id) : `${page}#${anchor}`,
        names: [fold(id), ...called], addresses: new Set(addresses[place].split(" ").filter(Boolean)) };
    });
  }

  /* What else an entry is called: its title; for a source also its publisher, unless that is part of another title. */
  function subjects({ type, title, about }, titles) {
    let called = type === "term" ? title.split(": ") : type === "claim" || type === "note" ? [title, about] : [title];
    if (type === "source") {
      called = [title, ...title.split(": ")].filter((part) => fold(part).split(" ").length >= LONG);
      called.push(about, ...about.split(/[()]/));
    }
    if (type === "source" || type === "term") called = called.filter((part) => !titles.includes(index(part)));
    return called.filter((part) => part.trim()).map((part) => fold(part).replace(/^the /, ""));
  }

  /* What a query would be the name of, in both spellings, a number as the edition writes it. `40%` names nothing. */
  function called(query) {
    const text = /[%$€£₹]/.test(query) ? "" : fold(query).replace(/^the /, "");
    for (const [pattern, name, digits] of NUMBERED) {
      const found = pattern.exec(text);
      if (found) return [name + found[1].padStart(digits, "0")];
    }
    return [text, ...spelt(text)];
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

  /* The letters of a word as a set of bits; a few share one. */
  function spread(word) {
    let bits = 0;
    for (let place = 0; place < word.length; place++) bits |= 1 << (word.charCodeAt(place) & 31);
    return bits;
  }

  /* Whether no more than one or two bits are set. */
  function few(bits, limit) {
    const rest = bits & (bits - 1);
    return !rest || (limit > 1 && !(rest & (rest - 1)));
  }

  /* Of a list of words those that begin nearly as `word` does, the nearest first. Each letter that another word has not
     at all is a change, so most words need no closer look. */
  function near(word, among, spreads) {
    const limit = word.length >= 8 ? 2 : word.length >= 4 && !/^\d+$/.test(word) ? 1 : 0;
    if (!limit) return [];
    const written = [word, ...transcribed(word)];
    const found = written.flatMap((form) => {
      const bits = spread(form);
      return among.filter((other, place) => other.length >= form.length - limit && few(bits & ~spreads[place], limit))
        .map((other) => [distance(form, other, limit), other]).filter(([far]) => far <= limit);
    }).sort((one, two) => one[0] - two[0] || (one[1] < two[1] ? -1 : 1));
    return [...new Set(found.map(([, other]) => other))].slice(0, CLOSEST);
  }

  function spelt(word) {
    return SPELLINGS.filter(([pattern]) => pattern.test(word)).map(([pattern, other]) => word.replace(pattern, other));
  }

  /* The word as English would write it, if it is a name in German or French letters. */
  function transcribed(word) {
    return TRANSCRIBED.map((pairs) => pairs.reduce((text, [before, after]) => text.replaceAll(before, after), word))
      .filter((text) => text !== word);
  }

  /* The word and what may stand for it, each with what it costs. */
  function variants(word) {
    const bare = word.trim(), ending = ENDINGS.find(([end]) => bare.endsWith(end) && bare.length - end.length >= 3);
    const stems = ending && ending[0] !== ending[1] ? [bare.slice(0, -ending[0].length) + ending[1]] : [], known = [bare, ...stems];
    const own = (family) => family.some((other) => known.includes(other));
    return [[word, 0], ...spelt(word).map((other) => [other, 0]), ...stems.map((stem) => [stem, 1]),
      ...ALIKE.filter((group) => group.some(own)).flatMap((group) => group.flatMap((family) =>
        family.filter((other) => !known.includes(other)).map((other) => [other, own(family) ? 1 : 2])))];
  }

  /* How well a field holds a word in one of its forms; 0 if it does not. */
  function quality(field, form, cost) {
    if (!field.includes(` ${form}`)) return 0;
    return Math.max(1, (field.includes(` ${form.trim()} `) ? WHOLE : BEGINNING) - cost);
  }

  function times(text, word) {
    let count = 0;
    for (let place = text.indexOf(word); place >= 0 && count < OFTEN; place = text.indexOf(word, place + word.length)) count++;
    return count;
  }

  /* Texts of several fields each, in which words can be looked for. */
  function corpus(fields) {
    const whole = fields.map((some) => some.join("\n")), all = whole.join("\n");
    const slips = new Map(); // what was found near a word is asked for twice
    let words = null, spreads = null; // the words of all texts, and the letters of each

    function known(word) { return all.includes(` ${word}`); }

    function vocabulary() {
      words ??= [...new Set(all.split(/\s/))].filter((word) => word.length > 2).sort();
      spreads ??= Int32Array.from(words, spread);
      return [words, spreads];
    }

    function closest(word) {
      if (!slips.has(word)) slips.set(word, near(word, ...vocabulary()));
      return slips.get(word);
    }

    function forms(word) {
      const sought = word.length < SHORT && known(`${word} `) ? `${word} ` : word; // us begins used
      const found = variants(sought).filter(([form]) => known(form));
      if (found.length) return found;
      const close = closest(sought).map((other) => [other, WHOLE - 1]);
      return close.length ? close : [[sought, 0]];
    }

    /* The words of a term that no text holds as it was typed: 400crore, su57, nonalignment. */
    function parts(term) {
      if (known(term)) return [term];
      let spaced = term.replace(/(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])/g, " ");
      for (let place = 3; spaced === term && place < term.length - 2 && !closest(term).length; place++) {
        if (known(term.slice(0, place)) && known(term.slice(place))) spaced = `${term.slice(0, place)} ${term.slice(place)}`;
      }
      return known(spaced) ? [spaced] : spaced.split(" ");
    }

    /* For each word of a query the forms that will do. S-400 is one word, if anything holds it so. */
    function wanted(query) {
      const terms = query.split(/\s+/).map(fold).filter(Boolean), chosen = terms.filter((term) => !STOP.has(term));
      return (chosen.length ? chosen : terms).flatMap(parts).map(forms);
    }

    /* How well a text says a word where it says it best; 0 if not at all. */
    function best(place, some, weights) {
      let most = 0;
      for (const [form, cost] of some) {
        if (!whole[place].includes(` ${form}`)) continue;
        fields[place].forEach((field, number) => { most = Math.max(most, weights[number] * quality(field, form, cost)); });
      }
      return most;
    }

    /* How well a text answers to one word: where it says it best, then how often it says it; 0 if not at all. */
    function match(place, some, weights) {
      const most = best(place, some, weights);
      return most <= UNSEEN ? most : most + Math.min(OFTEN, some.reduce((sum, [form]) => sum + times(whole[place], ` ${form}`), 0));
    }

    return { fields, whole, wanted, best, match };
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

  /* What an entry gains for words that stand side by side as they were typed; twice as much in its title. */
  function sideBySide(entry, pairs) {
    const { fields, whole } = texts;
    return pairs.reduce((sum, pair) => sum
      + (whole[entry.place].includes(pair) ? PAIR * (fields[entry.place][0].includes(pair) ? 2 : 1) : 0), 0);
  }

  /* What answers to a query, the best first: { answers, needles (the words to light), allWords }. */
  function ask(query) {
    const sought = texts.wanted(query);
    if (!sought.length) return { answers: [], needles: [], allWords: true };
    const matches = sought.map((some) => entries.map((one) =>
      texts.match(one.place, some, one.type === "event" ? EVENT_WEIGHTS : WEIGHTS)));
    const rarity = matches.map((column) =>
      Math.max(1, 31 - Math.clz32(Math.floor(entries.length / Math.max(1, column.filter(Boolean).length)))));
    const total = rarity.reduce((one, two) => one + two, 0), found = find(query, sought, matches, rarity, total);
    const best = found.reduce((most, one) => Math.max(most, one.held), 0), allWords = best === total;
    const answers = found.filter((one) => one.held >= (allWords ? best : NEARLY * best) || one.exact);
    /* Where no claim, annotation or figure holds the phrase, or nothing all words, what else of the edition does so
       stands beside them. */
    const first = answers.some((one) => one.phrase && one.group === 0);
    const group = (one) => one.group === 1 && (!allWords || (one.phrase && !first)) ? 0 : one.group;
    answers.sort((one, two) => two.exact - one.exact || group(one) - group(two) || two.score - one.score
      || one.entry.place - two.entry.place);
    const needles = sought.flatMap((some) => some.map(([form]) => form.trim()));
    return { answers, needles, allWords };
  }

  /* Each entry that has one of the words, or is called so. */
  function find(query, sought, matches, rarity, total) {
    const whole = fold(query), names = called(query), address = fingerprint(query), found = [];
    const amount = whole.split(" ").some((word) => AMOUNTS.has(word));
    const pairs = sought.slice(1).map((some, place) => ` ${sought[place][0][0].trim()} ${some[0][0]}`);
    for (const entry of entries) {
      let held = 0, score = 0, deep = 0;
      matches.forEach((column, number) => {
        if (column[entry.place]) held += rarity[number];
        if (column[entry.place] && column[entry.place] <= UNSEEN) deep = 1; // a word stands only in what its sources say
        score += rarity[number] * column[entry.place];
      });
      const exact = names.some((name) => entry.names.has(name)) || entry.addresses.has(address);
      if (!held && !exact) continue;
      const whatever = phrase(entry, whole);
      score = Math.floor(score * held / total);
      if (amount && entry.countable) score += Math.floor(score / 2);
      score += whatever + sideBySide(entry, pairs) + entry.bonus;
      found.push({ entry, exact, held, group: Math.max(entry.group, deep), phrase: whatever, score });
    }
    return found;
  }

  return { load, ready, ask, filter, learn, fold, corpus };
})();
