/* Figures on demand: the interactive form and the PNG. Without this file there are the drawing, the table, the CSV.

   Brought by figure-values.js when first asked for. One listener on the document, nothing kept about a page: it works
   after the page's content is replaced, and from a disk (no fetch, no modules). Plotly is loaded once, and then kept. */
(() => {
  "use strict";

  const CONFIG = {
    displaylogo: false, showSendToCloud: false, showLink: false, responsive: true, scrollZoom: false, showAxisDragHandles: false, doubleClick: "reset", displayModeBar: true,
    modeBarButtonsToRemove: ["zoom2d", "pan2d", "select2d", "lasso2d", "autoScale2d", "toImage"],
  };
  const COLOUR = /^var\((--[\w-]+)\)$/;

  /* A copy of a specification with each name of a colour replaced by the colour that it has at this moment. */
  function coloured(value, style) {
    if (typeof value === "string") {
      const found = COLOUR.exec(value);
      return found ? style.getPropertyValue(found[1]).trim() : value;
    }
    if (Array.isArray(value)) return value.map((part) => coloured(part, style));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part, style)]));
    }
    return value;
  }

  function specification(figure) {
    const both = window.editionFigures[figure.dataset.figure];
    const wide = figure.querySelector(".figure-view, .figure-plot:not([hidden])").clientWidth >= 600;
    const made = coloured(wide ? both.wide : both.narrow ?? both.wide, getComputedStyle(figure));
    made.layout.font.family = getComputedStyle(figure).fontFamily;
    made.layout.autosize = true;
    delete made.layout.width;
    return made;
  }

  function say(figure, words, state) {
    const status = figure.querySelector(".figure-status");
    status.textContent = words;
    if (state) status.dataset.state = state; else delete status.dataset.state;
  }

  function show(figure, interactive) {
    figure.querySelector(".figure-plot").hidden = !interactive;
    figure.querySelector(".figure-view").hidden = interactive;
    const button = figure.querySelector(".figure-explore");
    button.dataset.label ??= button.textContent;
    button.textContent = interactive ? "Back to the drawing" : button.dataset.label;
    button.setAttribute("aria-expanded", String(interactive));
  }

  async function explore(figure) {
    const plot = figure.querySelector(".figure-plot");
    if (!plot.hidden) {
      window.Plotly?.purge(plot);
      plot.replaceChildren();
      show(figure, false);
      say(figure, "");
      return;
    }
    say(figure, "Loading the interactive figure…", "loading");
    try {
      await Promise.all([figure.dataset.bundle, figure.dataset.spec].map(window.edition.load));
    } catch {
      say(figure, "The interactive figure could not be loaded. The drawing and the data are complete.");
      return;
    }
    const made = specification(figure);
    show(figure, true);
    await window.Plotly.newPlot(plot, made.data, made.layout, CONFIG);
    reachable(figure, plot);
    say(figure, "Interactive. Point, tap, or use the arrow keys to read the values.");
  }

  /* Keyboard: the plot takes focus, the arrows walk from point to point, and each is read out. */
  function reachable(figure, plot) {
    plot.tabIndex = 0;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", `Interactive: ${figure.querySelector(".figure-title").textContent}`);
    plot.dataset.at = "-1";
    for (const button of plot.querySelectorAll(".modebar-btn")) {
      button.setAttribute("aria-label", button.dataset.title ?? "");
    }
  }

  function points(plot) {
    return plot.data.flatMap((trace, curve) => (trace.ids ?? []).map((_, point) => [curve, point]));
  }

  function step(plot, by) {
    const all = points(plot);
    if (!all.length) return;
    const at = (Number(plot.dataset.at) + by + all.length) % all.length;
    plot.dataset.at = String(at);
    const [curveNumber, pointNumber] = all[at];
    window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }]);
    const words = [...plot.querySelectorAll(".hoverlayer text")]
      .flatMap((text) => (text.querySelector(".line") ? [...text.querySelectorAll(".line")] : [text]))
      .map((line) => line.textContent.trim()).filter(Boolean);
    say(plot.closest("figure"), [...new Set(words)].join(", "));
  }

  function recolour() {
    for (const plot of document.querySelectorAll("figure[data-figure] .figure-plot:not([hidden])")) {
      if (!window.Plotly || !plot.data) continue;
      const made = specification(plot.closest("figure"));
      window.Plotly.react(plot, made.data, made.layout, CONFIG).then(() => reachable(plot.closest("figure"), plot));
    }
  }

  /* PNG: shapes through an image of the SVG, words by the canvas itself, for an image knows none of the page's fonts. */
  async function png(figure) {
    const drawing = [...figure.querySelectorAll(".drawing")].find((one) => one.getClientRects().length) ?? figure.querySelector(".drawing");
    const style = getComputedStyle(figure);
    const box = drawing.viewBox.baseVal;
    const scale = 2, edge = 20, width = box.width + 2 * edge;
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const heads = lines(pen, figure.querySelector(".figure-title").textContent, `600 18px ${style.fontFamily}`, box.width)
      .concat(lines(pen, figure.querySelector(".figure-measure").textContent, `400 14px ${style.fontFamily}`, box.width));
    const words = [figure.querySelector(".figure-source"), figure.querySelector("figcaption").firstChild].map((part) => part.textContent);
    const foot = [...words, figure.dataset.citation, address(figure)]
      .filter((text) => text.trim()).flatMap((text) => lines(pen, text, `400 12px ${style.fontFamily}`, box.width));
    const top = edge + heads.length * 21 + 10;
    canvas.width = width * scale;
    canvas.height = (top + box.height + foot.length * 16 + 2 * edge) * scale;
    pen.scale(scale, scale);
    pen.fillStyle = style.getPropertyValue("--paper");
    pen.fillRect(0, 0, width, canvas.height);
    write(pen, heads, edge, edge + 14, 21, style.getPropertyValue("--ink"));
    write(pen, foot, edge, top + box.height + edge + 8, 16, style.getPropertyValue("--ink-soft"));
    pen.drawImage(await image(drawing, style, box), edge, top, box.width, box.height);
    pen.translate(edge, top);
    letters(pen, drawing, style);
    const link = document.createElement("a");
    link.download = `${figure.dataset.figure}.png`;
    link.href = canvas.toDataURL("image/png");
    link.click();
  }

  /* The figure's own address, for whoever meets it in slides, unless the citation has it. A copy on a disk has none. */
  function address(figure) {
    const own = figure.querySelector(".permalink").href;
    return own.startsWith("http") && !figure.dataset.citation.includes("http") ? own : "";
  }

  function lines(pen, text, font, width) {
    pen.font = font;
    const found = [];
    for (const word of text.replace(/\s+/g, " ").trim().split(" ")) {
      const last = found.at(-1);
      if (last && pen.measureText(`${last.text} ${word}`).width <= width) last.text += ` ${word}`;
      else found.push({ text: word, font });
    }
    return found;
  }

  function write(pen, rows, x, y, step, colour) {
    pen.fillStyle = colour;
    rows.forEach((row, index) => { pen.font = row.font; pen.fillText(row.text, x, y + index * step); });
  }

  function image(drawing, style, box) {
    const copy = drawing.cloneNode(true);
    for (const text of copy.querySelectorAll("text, title, desc")) text.remove();
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.style.color = style.color;
    const source = copy.outerHTML.replace(/var\((--[\w-]+)[^)]*\)/g, (_, name) => style.getPropertyValue(name).trim());
    const made = new Image();
    made.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
    return made.decode().then(() => made);
  }

  function letters(pen, drawing, style) {
    const home = drawing.getScreenCTM().inverse();
    for (const text of drawing.querySelectorAll("text")) {
      const parts = text.querySelector("tspan") ? text.querySelectorAll("tspan") : [text];
      for (const part of parts) {
        if (!part.getNumberOfChars()) continue;
        const own = getComputedStyle(part), start = part.getStartPositionOfChar(0);
        const turn = home.multiply(text.getScreenCTM());
        pen.save();
        pen.transform(turn.a, turn.b, turn.c, turn.d, turn.e, turn.f);
        pen.font = `${own.fontWeight} ${own.fontSize} ${own.fontFamily}`;
        if (own.stroke !== "none") {
          pen.lineWidth = 3;
          pen.lineJoin = "round";
          pen.strokeStyle = style.getPropertyValue("--paper");
          pen.strokeText(part.textContent, start.x, start.y);
        }
        pen.fillStyle = own.fill;
        pen.fillText(part.textContent, start.x, start.y);
        pen.restore();
      }
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("figure[data-figure] :is(.figure-explore, .figure-png)");
    if (!button) return;
    const figure = button.closest("figure");
    if (button.matches(".figure-png")) png(figure); else explore(figure);
  });
  document.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const plot = event.target.closest?.(".figure-plot");
    if (!by || !plot || event.target !== plot || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(plot, by);
  });
  for (const element of [document.documentElement, document.body]) {
    if (element) new MutationObserver(recolour).observe(element, { attributeFilter: ["data-md-color-scheme"] });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
})();
