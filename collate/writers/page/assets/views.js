// The two views: the running text of the base, and columns side by side. Both are lists of blocks, a block for some
// bands, which are filled as the browser finds time, so that a novel opens at once.

const FIRST = 12; // blocks that are filled before anything is shown
const NEAR = 6; // blocks before and after a place that are filled with it
const LONGEST_BLOCK = 2500; // characters of a paragraph of the reading text
let blocks = [];
let filling = 0;
const placed = new Map(); // the element of each unit in the text of the base

/** Draw the text anew. */
function renderText() {
  const main = $("text");
  main.className = page.moves.length ? `${state.view} moves` : state.view;
  placed.clear();
  blocks = state.view === "reading" ? paragraphs() : rows();
  const table = state.view === "synopsis" && [columnHeads(), h("div", { role: "rowgroup" }, blocks.map((block) => block.element))];
  if (table) main.replaceChildren(h("div", { role: "table", "aria-label": "Witnesses side by side", class: "table" }, table));
  else main.replaceChildren(...blocks.map((block) => block.element));
  main.prepend(s("svg", { id: "arcs", "aria-hidden": "true" }));
  filling += 1;
  blocks.slice(0, FIRST).forEach(fill);
  document.documentElement.dataset.ready = "first";
  fillLater(FIRST, filling);
}

/** Fill a block that is still empty. */
function fill(block) {
  if (block.filled) return;
  block.filled = true;
  block.element.append(...block.content().flat(2).filter(Boolean));
}

function fillLater(from, run) {
  const idle = window.requestIdleCallback ?? ((what) => setTimeout(() => what({ timeRemaining: () => 10 }), 0));
  idle((deadline) => {
    if (run !== filling) return; // the text was drawn anew meanwhile
    let k = from;
    while (k < blocks.length && (deadline.timeRemaining() > 2 || k === from)) fill(blocks[k++]);
    if (k < blocks.length) fillLater(k, run);
    else document.documentElement.dataset.ready = "all";
  });
}

const fillAll = () => blocks.forEach(fill);

/** The block that holds a band, filled, and those around it. */
function blockOf(band) {
  const found = blocks.findIndex(({ bands }) => bands.includes(band));
  const at = found < 0 ? blocks.length - 1 : found;
  blocks.slice(Math.max(0, at - NEAR), at + NEAR).forEach(fill);
  return blocks[at];
}

/** The paragraphs of the base: bands up to the next one that opens a paragraph of its text. */
function paragraphs() {
  const about = page.witnesses[state.base];
  const ending = about.lines === "paragraphs" ? /\n\s*$/ : /\n[ \t\r]*\n\s*$/;
  const found = [];
  let open = null;
  page.bands.forEach((band, number) => {
    const text = textOf(band.a, band.b, state.base);
    if (open === null || band.heading || open.heading || open.ended || open.length > LONGEST_BLOCK) {
      open = { bands: [], heading: band.heading, length: 0, ended: false };
      found.push(open);
    }
    open.bands.push(number);
    open.length += text.length;
    if (text.trim()) open.ended = ending.test(text);
  });
  return found.map((one) => block(one, "div", () => paragraph(one)));
}

/** A block that is not yet filled; until it is drawn the browser takes it to be as high as its text will be, or nearly. */
function block(one, tag, content, attributes = {}) {
  const element = h(tag, { class: "block", "data-band": one.bands[0], ...attributes });
  element.style.setProperty("contain-intrinsic-size", `auto ${Math.ceil(one.length / 75) * 1.6 + 1}rem`);
  const made = { ...one, element, content, filled: false };
  element.addEventListener("contentvisibilityautostatechange", ({ skipped }) => skipped || fill(made)); // it comes into view
  return made;
}

function paragraph(one) {
  const about = page.witnesses[state.base];
  const nodes = one.bands.flatMap((number) => {
    const band = page.bands[number];
    const unplaced = state.base === page.bases[0] ? (band.findings ?? []).filter((k) => !page.findings[k].meant) : [];
    return [...run(band.a, band.b, state.base), ...unplaced.flatMap((k) => [findingLink(k), " "])];
  });
  const heading = one.heading && nodes.length > 0;
  return [
    h(heading ? "h2" : "p", { class: "base", lang: about.lang, dir: about.dir }, nodes),
    state.entries && entriesOf(one.bands),
  ];
}

/** The entries of the units that begin in some bands, as an apparatus below them. */
function entriesOf(bands) {
  const [a, b] = [page.bands[bands[0]].a, page.bands[bands.at(-1)].b];
  const units = page.units.filter((unit) => a <= unit.a && unit.a < b && isShown(unit));
  const found = bands.flatMap((number) => page.bands[number].findings ?? []);
  const parted = bands.flatMap((number) => page.bands[number].entries ?? []);
  return [
    units.length > 0 && h("ol", { class: "entries" }, units.map((unit) => h("li", { value: unit.n }, entryOf(unit)))),
    parted.length > 0 && h("ul", { class: "entries" }, parted.map((entry) => h("li", {}, entry))),
    found.length > 0 && h("ul", { class: "entries" }, found.map((k) => h("li", {}, findingLink(k), ` ${page.findings[k].kind}: ${page.findings[k].because}`))),
  ];
}

const columnsShown = () => [state.base, ...[...state.columns].filter((k) => k !== state.base).sort((a, b) => a - b)];

function columnHeads() {
  const heads = [
    ...columnsShown().map((k) => [page.witnesses[k], k === state.base ? " (base)" : ""]),
    ...[...state.beside].map((k) => [page.translations[k], " (translation)"]),
  ];
  $("text").style.setProperty("--columns", heads.length);
  return h("div", { role: "rowgroup", class: "heads" }, h("div", { role: "row", class: "row" }, heads.map(([about, what]) =>
    h("div", { role: "columnheader" }, h("b", {}, about.siglum), what, about.status && h("small", {}, ` ${about.status}`)))));
}

/** A row for each band. */
function rows() {
  return page.bands.map((band, number) => {
    const length = textOf(band.a, band.b, state.base).length * 2;
    return block({ bands: [number], heading: band.heading, length }, "div", () => row(band, number), {
      role: "row", class: `block row${band.heading ? " heading" : ""}`,
    });
  });
}

function row(band, number) {
  const own = columnsShown().map((witness) => {
    const about = page.witnesses[witness];
    const content = run(band.a, band.b, witness);
    const unplaced = witness === page.bases[0] ? (band.findings ?? []).filter((k) => !page.findings[k].meant) : [];
    return h("div", { role: "cell", lang: about.lang, dir: about.dir, "data-siglum": about.siglum, "data-witness": witness },
      content, unplaced.flatMap((k) => [" ", findingLink(k)]));
  });
  const others = [...state.beside].map((k) => {
    const about = page.translations[k];
    const cell = band.cells?.[k];
    return h("div", { role: "cell", lang: about.lang, dir: about.dir, "data-siglum": about.siglum, "data-translation": k },
      cell ? cell.flatMap((piece, at) => translated(piece, about, cell[at + 1])) : h("span", { class: "absent" }, "—"));
  });
  const below = state.entries && entriesOf([number]).filter(Boolean);
  return [...own, ...others, below && below.length > 0 && h("div", { role: "cell", class: "below" }, below)];
}

/** A piece of a translation; words that a finding means lead to it, those that differ between translations say how. */
function translated(piece, about, next) {
  if (typeof piece === "string") return typeset(piece, about);
  const [text, findings, entries] = piece;
  const names = [findings.length > 0 && "doubted", entries.length > 0 && "parted"].filter(Boolean).join(" ");
  return [h("span", { class: names, title: entries.length > 0 && entries.join("\n") }, typeset(text, about)), ...findings.filter((k) => !next?.[1]?.includes?.(k)).map(findingLink)];
}

/** The element that shows a place ("u3", "f1"), its block filled; null if it is not on the screen. */
function elementOf(place) {
  const number = Number(place.slice(1));
  const unit = place[0] === "u" ? unitBy.get(number) : null;
  const band = unit ? bandOf(unit) : bandOfFinding(number - 1);
  if (band < 0 || (place[0] === "u" && !unit)) return null;
  const found = blockOf(band);
  const name = unit ? `[data-unit="${number}"]` : `[data-finding="${number}"]`;
  return found.element.querySelector(name) ?? found.element;
}

/** Scroll to an element, and again until it stays where it is: the blocks around it get their true height one by one. */
function bringIntoView(element, block = "center", frames = 20, before = NaN) {
  element.scrollIntoView({ block });
  const { top } = element.getBoundingClientRect();
  if (frames && top !== before) requestAnimationFrame(() => bringIntoView(element, block, frames - 1, top));
}

/** Go on drawing where the reader was: the same band stays at the top of the screen. */
function keepingPlace(draw) {
  const here = topBand();
  draw();
  if (here > 0) bringIntoView(blockOf(here).element, "start");
}

/** The first band on the screen. */
function topBand() {
  const edge = document.querySelector("header").getBoundingClientRect().bottom;
  const below = (k) => blocks[k].element.getBoundingClientRect().bottom > Math.max(edge, 0) + 8;
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below(middle)) high = middle;
    else low = middle + 1;
  }
  return window.scrollY < 40 || !blocks[low] ? 0 : blocks[low].bands[0];
}
