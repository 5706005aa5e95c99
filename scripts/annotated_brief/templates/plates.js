/* Run in the page that is printed, see scripts/annotated_brief/downloads/figure_placement.py; a sheet is as high as the window. */
() => {
  const SHEET = innerHeight;
  const SMALLEST = 0.7; // of its size: the words of a drawing stay legible
  const GROUPS = 4; // how many paragraphs, each with its annotations, may go before a figure
  const BLANK = 0.12; // of a sheet: less than this may stay white
  const LINES = 3; // of a paragraph stay together at either side of a break

  const top = (element) => element.getBoundingClientRect().top;
  const isFigure = (block) => block.querySelector("figure.plate") !== null;
  const isNotes = (block) => block !== null && block.matches(".annotations");
  const isHeading = (block) => block.matches("h3, h4");
  const isBarrier = (block) => isHeading(block) || block.querySelector("[role='doc-endnotes']") !== null;

  for (const text of document.querySelectorAll(".part-section > .text")) {
    const blocks = [...text.children];
    if (!blocks.length) continue;
    const ends = [...blocks.slice(1).map(top), text.getBoundingClientRect().bottom];
    const size = new Map(blocks.map((block, index) => [block, ends[index] - top(block)]));
    const line = Number.parseFloat(getComputedStyle(blocks[0]).lineHeight);

    /* Where the text ends on its sheet when a block is set from y on, as the rules of edition.css break it. */
    const after = (y, block) => {
      const high = size.get(block);
      if (isNotes(block)) {
        const notes = [...block.children], ends = [...notes.slice(1).map(top), top(block) + high];
        return notes.reduce((y, note, index) => {
          const needs = ends[index] - top(note);
          return y + needs > SHEET ? needs : y + needs;
        }, y);
      }
      if (isFigure(block)) return y + high > SHEET ? high : y + high;
      if (isHeading(block)) return y + high + LINES * line > SHEET ? high : y + high;
      const next = block.nextElementSibling;
      const note = isNotes(next) ? next.firstElementChild.getBoundingClientRect().height : 0;
      if (y + high + note <= SHEET) return y + high;
      const lines = Math.round(block.getBoundingClientRect().height / line);
      const stay = Math.min(lines - LINES, Math.floor((SHEET - y) / line));
      return stay >= LINES ? high - stay * line : high;
    };

    const begins = new Map();
    let y = top(blocks[0]) - top(text.parentElement);
    for (let index = 0; index < blocks.length; index += 1) {
      const block = blocks[index];
      if (isFigure(block) && y + size.get(block) > SHEET) {
        const drawing = block.querySelector(".drawing-wide") ?? block.querySelector("svg");
        const drawn = drawing?.getBoundingClientRect().height ?? 0;
        const least = size.get(block) - drawn * (1 - SMALLEST);
        const white = (way) => (way.y + least <= SHEET ? 0 : Math.max(0, SHEET * (1 - BLANK) - way.y));

        /* What may go first, and how much of a sheet would stay white then. */
        const groups = [], ways = [{ count: 0, y }];
        for (const next of blocks.slice(index + 1)) {
          if (isBarrier(next)) break;
          if (isFigure(next)) continue;
          if (isNotes(next)) groups.at(-1)?.push(next);
          else groups.push([next]);
        }
        groups.slice(0, GROUPS).forEach((group, at) => ways.push({ count: at + 1, y: group.reduce(after, ways[at].y) }));
        const best = ways.reduce((one, other) => (white(other) < white(one) ? other : one));

        /* Or the figure stands before the paragraph that it now follows, if that is better still. */
        const former = index - (isNotes(blocks[index - 1] ?? null) ? 2 : 1);
        const isFree = former >= 0 && !isFigure(blocks[former]) && !isBarrier(blocks[former]);
        const start = isFree ? begins.get(blocks[former]) : 0;
        if (isFree && white({ y: start }) < white(best)) {
          blocks[former].before(block);
          blocks.splice(index, 1);
          blocks.splice(former, 0, block);
          index = former;
          y = start;
        } else {
          const first = groups.slice(0, best.count).flat();
          block.before(...first);
          blocks.splice(index, Infinity, ...first, ...blocks.slice(index).filter((next) => !first.includes(next)));
          index += first.length;
          y = best.y;
        }
        const tooHigh = y + size.get(block) - SHEET;
        if (tooHigh > 0 && y + least <= SHEET) {
          drawing.style.maxHeight = `${drawn - tooHigh - 4}px`;
          size.set(block, SHEET - y);
        }
      }
      begins.set(block, y);
      y = after(y, block);
    }
  }
}
