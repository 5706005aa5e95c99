/* Which entries answer to a query, and in which order. The pages run it, and the command line does (search/engine.py).

   All words of a query must be found: as whole words, as beginnings, in another form of the word, in a word that says the
   same, or, where nothing begins so, in a spelling close to it. What is called exactly by the query comes first (an id, a
   number, a title, a publisher), then what holds the whole phrase, then what holds the words in its title before what holds
   them in its text. Claims, annotations and figures come before all else, sources after it. Where no entry has every word,
   or none but sources, those that have most of the rarest of them are given.

   A word that no text has is taken for one that is spelt nearly so; two that stand apart, for one; `foot note 2`, for what
   the edition calls so; `tass.com`, for the outlet.

   The tables of words are those of search/words.py. Nothing here touches a page; `editionSearch` is all that it adds. */
const editionSearch = (() => {
  "use strict";
  const WEIGHTS = [50, 20, 10, 3], EVENT_WEIGHTS = [20, 10, 10, 3], WHOLE = 3, BEGINNING = 2, PHRASE = 10000, PAIR = 40;
  const SPACE = 32, UNSEEN = 9, NEARLY = 0.6, AMOUNTED = /\b[0-9]{1,3}([.,][0-9]+)?\b/;
  const OFTEN = 9, SHORT = 3, LONG = 4, CLOSEST = 12, WORST = 2, FAR = 3;
  const STOP = new Set(editionWords.stop), AMOUNTS = new Set(editionWords.amounts);
  const ENDINGS = editionWords.endings, TRANSCRIBED = editionWords.transcribed, ALIKE = editionWords.alike;
  const SPELLINGS = editionWords.spellings.map(([pattern, other]) => [new RegExp(pattern), other]);
  const SITE = new RegExp(editionWords.site), MEASURED = new RegExp(editionWords.measured);
  const NUMBERED = editionWords.numbered.map(([pattern, ...name]) => [new RegExp(pattern, "g"), ...name]);
  const PREFIXED = new Set(["forecast", "event"]); // their anchors are their ids without this
  const MEASURE = /\b(\d+)([a-z]+)\b/g;
  const letters = {}, NONE = new Set();
  let entries = null, texts = null, names = null, subject = "";
  const waiting = [];

  /* As core/folding.py does it: Latin letters and digits in lower case, one space between words. */
  function fold(text) { return latin(text).replace(/[^a-z0-9]+/g, " ").trim(); }

  function latin(text) {
    let lower = text.toLowerCase();
    if (/[^\x00-\x7f]/.test(lower)) {
      lower = lower.replace(/[^\x00-\x7f]/g, (letter) => letter in letters ? letters[letter]
        : letter.normalize("NFD").replace(/[^\x00-\x7f]/g, (rest) => /\p{M}/u.test(rest) ? "" : " "));
    }
    return lower;
  }

  /* A folded text with a space on each side of every word, and a number's unit also by itself. */
  function index(...parts) {
    return ` ${parts.map(fold).filter(Boolean).join(" ").replace(MEASURE, "$& $2")} `;
  }

  /* The same for many lines, all at once, which is quicker by far. */
  function indexed(lines) {
    const words = latin(lines.join("\n")).replace(/[^a-z0-9\n]+/g, " ").replace(/ ?\n ?/g, " \n ");
    return ` ${words} `.replace(MEASURE, "$& $2").split("\n");
  }

  /* As `fingerprint` in search/packed.py: four letters of the FNV-1a hash of an address without its scheme. */
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
    const of = (name) => indexed(entries.map((one) => one[name]));
    const titles = of("title"), abouts = indexed(entries.map(({ about, id, label }) => `${about} ${id} ${label}`)), written = of("text"), more = of("more");
    texts = corpus(entries.map((_, place) => [titles[place], abouts[place], written[place], more[place]]));
    entries.forEach((one) => { one.countable = one.type === "figure" || AMOUNTED.test(one.title); });
    later(() => texts.vocabulary(), calledBy);
    waiting.splice(0).forEach((then) => then());
  }

  /* What is not needed for most questions is made while the reader does nothing; who asks before that waits for it. */
  function later(...makers) {
    const next = () => { makers.shift()(); if (makers.length) idle(next); };
    const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200));
    idle(next);
  }

  /* The entries of the columns that search/packed.py writes, with what it leaves out. */
  function unpacked(data) {
    const lines = (name) => data[name].split("\n"), titles = lines("titles"), names = lines("names");
    const abouts = lines("abouts"), written = lines("texts"), addresses = lines("addresses"), more = inverted(data.more, names.length);
    const kinds = data.kinds.flatMap((kind, number) => Array(data.counts[number]).fill(kind));
    const before = kinds.findIndex(([type]) => type === "source");
    const ids = lines("ids").map((id, place) => kinds[place][0] !== "source" ? id : sourceId(id, abouts[place], titles[place]));
    return ids.map((id, place) => {
      const [type, label, group, bonus] = kinds[place];
      const called = names[place].split(" ").filter(Boolean).map((name) => name.replace(/_/g, " "));
      if (type === "source" && place - before < data.numbered) called.unshift(`${place - before + 1}`);
      if (type === "source" && /^\d+$/.test(called[0])) called.push(`note ${called[0]}`);
      const year = type === "source" && !/\d{4}$/.test(written[place]) ? /\d{4}/.exec(id)?.[0] ?? "" : "";
      const anchor = PREFIXED.has(type) ? id.replace(`${type}-`, "") : id, url = data.urls[place], page = data.pages[url];
      return { type, label, group, bonus, place, id, about: abouts[place], text: `${written[place]} ${year}`.trim(),
        more: (type === "page" ? called : more[place]).join(" "), title: titles[place] || titles[ids.indexOf(anchor)],
        url: page !== undefined ? `${page}#${anchor}` : type === "source" ? url || data.source.replace("KEY", id) : url,
        names: [fold(id), ...called], addresses: addresses[place] ? new Set(addresses[place].split(" ")) : NONE };
    });
  }

  /* The key of a source: a point in it stands for its publisher, a capital for a word of its title. */
  function sourceId(id, about, title) {
    if (id.startsWith("=")) return id.slice(1);
    return id.replace(/^\./, () => fold(about).replace(/^the /, "").replace(/ /g, ""))
      .replace(/[A-Z]$/, (number) => fold(title).split(" ")[number.charCodeAt(0) - 65]);
  }

  /* The terms of each entry, of a list of terms that says which entries have each. */
  function inverted([written, steps], count) {
    const terms = Array.from({ length: count }, () => []), places = steps.split(" ");
    let term = "", number = 0;
    for (const [, same, rest] of written.matchAll(/([A-Z])([^A-Z]*)/g)) {
      term = term.slice(0, same.charCodeAt(0) - 65) + rest;
      let place = 0;
      for (const step of places[number++]) terms[place += step.charCodeAt(0) - 35].push(term);
    }
    return terms;
  }

  /* What entries are called: name -> [place, whether it counts only where no title has it]. */
  function calledBy() {
    if (names) return names;
    names = new Map();
    subject = index(...entries.filter(({ type }) => type !== "source" && type !== "term").map(({ title }) => title));
    const folded = new Map(), known = (text) => folded.get(text) ?? folded.set(text, fold(text)).get(text);
    const add = (name, place, isSubject) => { if (name) names.set(bare(name), (names.get(bare(name)) ?? []).concat([[place, isSubject]])); };
    entries.forEach((one, place) => {
      one.names.forEach((name) => add(name, place));
      const isSubject = one.type === "source" || one.type === "term";
      for (const part of subjects(one, known)) add(known(part), place, isSubject);
      if (one.type === "source") for (const part of publishers(one)) add(joined(known(part)), place);
    });
    return names;
  }

  /* A title; for a source also its publisher. */
  function subjects({ type, title, about }, known) {
    if (type === "claim" || type === "note") return [title, about];
    if (type === "term") return title.split(": ");
    if (type !== "source") return [title];
    const parts = title.includes(": ") ? [title, ...title.split(": ")] : [title];
    return [...parts.filter((part) => known(part).split(" ").length >= LONG), ...publishers({ about })];
  }

  function publishers({ about }) { return /[()]/.test(about) ? [about, ...about.split(/[()]/)] : [about]; }

  /* A folded name as an address has it: newindianexpress. */
  function joined(name) { return name.replace(/ /g, "").replace(/^the/, ""); }

  /* The places of what is called exactly so. A publisher or a title that is part of another title is a subject. */
  function exactly(query, read) {
    const address = query.includes(".") && (query.includes("/") || SITE.test(query.toLowerCase())) && fingerprint(query), found = new Set();
    for (const name of called(query, read)) {
      for (const [place, isSubject] of calledBy().get(name) ?? []) if (!isSubject || !subject.includes(` ${name} `)) found.add(place);
    }
    entries.forEach(({ addresses }, place) => { if (addresses.has(address)) found.add(place); });
    return found;
  }

  /* What a query would be the name of, as it was typed and as it was read: in both spellings, a number as the edition
     writes it. `40%` names nothing. */
  function called(query, read) {
    if (MEASURED.test(query)) return [];
    const site = SITE.exec(query.toLowerCase());
    return [fold(query), site ? joined(fold(site[1])) : read].flatMap((text) => [bare(text), ...spelt(bare(text)), ...numbered(text)]);
  }

  /* What the edition calls the things that some of these folded words call by their numbers. */
  function numbered(text) {
    return NUMBERED.flatMap(([pattern, name, digits]) =>
      Array.from(text.matchAll(pattern), (found) => name + found[1].padStart(digits, "0")));
  }

  /* Folded words without those that say nothing, if others are left. */
  function bare(text) { return text.split(" ").filter((word) => word.length < 2 || !STOP.has(word)).join(" ") || text; }

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

  /* Fewest changes (a letter more, less, other, or two swapped) that make `word` the start of `other`, and all of it. */
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
      before = last;
      last = row;
      if (least > limit) break;
    }
    return [best, last[width] + Math.max(0, other.length - width - limit)];
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

  /* Of a list of words those spelt nearly as `word` is, the nearest first, each with what it costs; where there are none,
     those that begin nearly so. Each letter that another word has not at all is a change, so most words need no closer look. */
  function near(word, among, spreads) {
    const limit = word.length >= 8 ? 2 : word.length >= 4 && !/^\d+$/.test(word) ? 1 : 0;
    if (!limit) return [];
    const written = [word, ...transcribed(word)];
    const found = written.flatMap((form) => {
      const bits = spread(form);
      return among.filter((other, place) => other.length >= form.length - limit && few(bits & ~spreads[place], limit))
        .map((other) => [...distance(form, other, limit), Math.abs(form.length - other.length), other]).filter(([far]) => far <= limit);
    }).sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2] || (one[3] < two[3] ? -1 : 1));
    const whole = found.filter(([, , longer]) => longer <= limit), best = whole.length ? whole : found, costs = new Map();
    for (const [start, all, longer, other] of best.slice(0, CLOSEST)) {
      const nearest = (start === best[0][0] && all === best[0][1] && longer === best[0][2]) || other.startsWith(best[0][3]);
      if (!costs.has(other)) costs.set(other, nearest ? WORST : FAR);
    }
    return [...costs];
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
        family.filter((other) => !known.includes(other)).map((other) => [other.length < SHORT ? `${other} ` : other, own(family) ? 1 : 2])))];
  }

  /* Texts of several fields each, in which words can be looked for. */
  function corpus(fields) {
    const whole = fields.map((some) => some.join("\n")), all = `${whole.join("\n")}\n`, width = fields[0]?.length ?? 1;
    const ends = new Int32Array(fields.length * width); // of each field in all of them
    fields.flat().reduce((end, text, field) => { ends[field] = end + text.length + 1; return ends[field]; }, 0);
    const slips = new Map(); // what was found near a word is asked for twice
    let words = null, spreads = null; // the words of all texts, and the letters of each

    /* Where the next word begins so. A search for the space before it would halt at every word. */
    function next(form, from) {
      let at = all.indexOf(form, from);
      while (at >= 0 && all.charCodeAt(at - 1) !== SPACE) at = all.indexOf(form, at + 1);
      return at;
    }

    function known(word) { return next(word, 0) >= 0; }

    function vocabulary() {
      words ??= [...new Set(all.split(/\s+/))].filter((word) => word.length > 2).sort();
      spreads ??= Int32Array.from(words, spread);
      return [words, spreads];
    }

    /* The texts that hold one of some forms of a word: their places, and for each place of all how well it says the word
       where it says it best (0 if not at all) and how often. */
    function holders(some, weights) {
      const places = [], most = new Int32Array(fields.length), times = new Int32Array(fields.length);
      for (const [form, cost] of some) {
        const length = form.trim().length, worth = [Math.max(1, BEGINNING - cost), Math.max(1, WHOLE - cost)];
        for (let at = next(form, 0), field = 0; at >= 0; at = next(form, at + form.length + 1)) {
          while (ends[field] <= at) field++;
          const place = Math.floor(field / width);
          if (!times[place]++) places.push(place);
          const weight = weights(place)[field % width], whole = Number(all.charCodeAt(at + length) === SPACE);
          most[place] = Math.max(most[place], cost === FAR ? Math.min(weight, UNSEEN) : weight * worth[whole]);
        }
      }
      return { places, most, times };
    }

    function closest(word) {
      if (!slips.has(word)) slips.set(word, near(word, ...vocabulary()));
      return slips.get(word);
    }

    function forms(word) {
      const sought = word.length < SHORT && known(`${word} `) ? `${word} ` : word; // us begins used
      const found = variants(sought).filter(([form]) => known(form));
      if (found.length) return found;
      const close = closest(sought);
      return close.length ? close : [[sought, 0]];
    }

    /* A folded query, its misspelt words as they would be spelt. */
    function corrected(query) {
      return fold(query).split(" ").map((term) => STOP.has(term) ? term : forms(term)[0][0].trim()).join(" ");
    }

    /* The words of a term that no text holds as it was typed: 400crore, su57, nonalignment. */
    function parts(term) {
      if (variants(term).some(([form]) => known(form))) return [term];
      let spaced = term.replace(/(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])/g, " ");
      if (spaced === term && !closest(term).length) {
        const halves = Array.from(term).slice(3).map((_, place) => `${term.slice(0, place + 2)} ${term.slice(place + 2)}`);
        spaced = halves.find(known) ?? halves.slice(1, -1).find((both) => both.split(" ").every(known)) ?? term;
      }
      return known(spaced) ? [spaced] : spaced.split(" ").filter(Boolean);
    }

    /* Two words as the one that they make: a number and what is numbered, or halves of which a text has only the whole;
       else nothing. */
    function together(first, second) {
      if (/^[0-9]+$/.test(second)) {
        return numbered(`${forms(first)[0][0]} ${second}`).find(known) ?? "";
      }
      const whole = first + second;
      return (known(first) && known(second)) || !(known(whole) || closest(whole).length) ? "" : whole;
    }

    /* For each word of a query the forms that will do. S-400 is one word, if anything holds it so. */
    function wanted(query) {
      const terms = query.trim().toLowerCase().replace(SITE, "$1").split(/\s+/).map(fold).filter(Boolean), some = terms.filter((term) => !STOP.has(term));
      const chosen = some.length ? some : terms, read = [];
      while (chosen.length) {
        const one = chosen.length > 1 && together(chosen[0], chosen[1]);
        read.push(...(one ? [one] : parts(chosen[0])).map(forms));
        chosen.splice(0, one ? 2 : 1);
      }
      return read;
    }

    return { fields, whole, wanted, corrected, holders, vocabulary };
  }

  /* A list of texts that can be narrowed: query -> whether each holds all its words. */
  function filter(list) {
    const found = corpus(list.map((text) => [index(text)]));
    return (query) => {
      const held = found.wanted(query).map((some) => found.holders(some, () => WEIGHTS));
      return list.map((_, place) => held.every(({ most }) => most[place]));
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

  /* What answers to a query, the best first: { answers, needles (the words to light), allWords (whether something has all
     words), ownWords (whether something else than a source has) }. */
  function ask(query) {
    const sought = texts.wanted(query);
    if (!sought.length) return { answers: [], needles: [], allWords: true, ownWords: true };
    const matches = sought.map(column);
    const rarity = matches.map((some) => Math.max(1, 31 - Math.clz32(Math.floor(entries.length / Math.max(1, some.places.length)))));
    const total = rarity.reduce((one, two) => one + two, 0), found = find(query, sought, matches, rarity, total);
    const most = (some) => some.reduce((best, one) => Math.max(best, one.held), 0), isOwn = ({ entry }) => entry.type !== "source";
    const best = most(found), own = found.some((one) => one.exact) ? best : most(found.filter(isOwn)), ownWords = own === total;
    const enough = (some) => some === total ? total : NEARLY * best;
    const answers = found.filter((one) => one.held >= enough(isOwn(one) ? own : best) || one.exact);
    /* Where no claim, annotation or figure holds the phrase, or nothing all words, what else of the edition does so
       stands beside them. */
    const first = answers.some((one) => one.phrase && one.group === 0);
    const group = (one) => one.group === 1 && (!ownWords || (one.phrase && !first)) ? 0 : one.group;
    answers.forEach((one) => { one.order = (one.exact ? 0 : 1e9) + group(one) * 1e8 - one.score; });
    answers.sort((one, two) => one.order - two.order || one.entry.place - two.entry.place);
    const needles = sought.flatMap((some) => some.map(([form]) => form.trim()));
    return { answers, needles, allWords: best === total, ownWords };
  }

  /* How well each entry answers to a word: where it says it best, then how often. */
  function column(some) {
    const { places, most, times } = texts.holders(some, (place) => entries[place].type === "event" ? EVENT_WEIGHTS : WEIGHTS);
    for (const place of places) if (most[place] > UNSEEN) most[place] += Math.min(OFTEN, times[place]);
    return { places, most };
  }

  /* Each entry that has one of the words, or is called so. */
  function find(query, sought, matches, rarity, total) {
    const whole = texts.corrected(query), named = exactly(query.trim(), sought.map((some) => some[0][0].trim()).join(" "));
    const amount = whole.split(" ").some((word) => AMOUNTS.has(word));
    const pairs = sought.slice(1).map((some, place) => ` ${sought[place][0][0].trim()} ${some[0][0]}`);
    const some = matches.length === 1 && !named.size ? matches[0].places : new Set(matches.flatMap(({ places }) => places).concat([...named]));
    return Array.from(some, (place) => {
      const entry = entries[place];
      let held = 0, score = 0, deep = 0;
      matches.forEach(({ most }, number) => {
        if (most[place]) held += rarity[number];
        if (most[place] && most[place] <= UNSEEN) deep = 1; // a word stands only in what its sources say
        score += rarity[number] * most[place];
      });
      const whatever = phrase(entry, whole);
      score = Math.floor(score * held / total);
      if (amount && entry.countable) score += Math.floor(score / 2);
      score += whatever + sideBySide(entry, pairs) + entry.bonus;
      return { entry, exact: named.has(place), held, group: Math.max(entry.group, deep), phrase: whatever, score };
    });
  }

  return { load, ready, later, ask, filter, learn, fold, corpus };
})();
