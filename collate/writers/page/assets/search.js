// Search in the text of every witness and translation, without regard to case and marks on letters.

const MOST = 200; // places that are listed
const AROUND = 30; // characters of context
const IDEOGRAPH = /^[\p{Script=Han}、。，：；？！「」『』]/u;
const SPACE = /[\s\x00-\x20]/;
const folded = new Map();
let hits = [];

/** A text without case and marks, any space as one, none between ideographs; and the place of each character. */
function fold(text) {
  const places = [];
  const letters = []; // joined at the end: to look at the end of a growing string would copy it each time
  const add = (letter, k) => {
    letters.push(letter);
    for (let unit = 0; unit < letter.length; unit++) places.push(k);
  };
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code <= 32 || code === 160 || (code > 128 && SPACE.test(text[k]))) {
      let after = k + 1;
      while (after < text.length && SPACE.test(text[after])) after += 1;
      const closed = IDEOGRAPH.test(letters.at(-1) ?? "") && IDEOGRAPH.test(text[after] ?? "");
      if (!closed) add(" ", k);
      k = after - 1;
    } else if (code < 128) add(text[k].toLowerCase(), k);
    else for (const letter of text[k].normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()) add(letter === "ς" ? "σ" : letter, k);
  }
  return { plain: letters.join(""), places };
}

/** The folded texts: of each witness whole, of each translation passage by passage. */
function texts() {
  if (!folded.size) {
    page.witnesses.forEach((about, witness) => {
      const starts = [];
      let whole = "";
      page.stretches.forEach((_, k) => {
        starts.push(whole.length);
        whole += stretch(k, witness);
      });
      folded.set(`w${witness}`, { about, witness, whole, starts, ...fold(whole) });
    });
    page.translations.forEach((about, k) => {
      const starts = [];
      let whole = "";
      page.bands.forEach((band) => {
        starts.push(whole.length);
        whole += `${(band.cells?.[k] ?? []).map((piece) => (typeof piece === "string" ? piece : piece[0])).join("")}\n`;
      });
      folded.set(`t${k}`, { about, translation: k, whole, starts, ...fold(whole) });
    });
  }
  return [...folded.values()];
}

/** The last number of an ascending list that is not greater. */
function lastAt(starts, offset) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Every place that has the words, those of the base first. */
function find(words) {
  const wanted = fold(words.trim().replace(/\s+/g, " ")).plain;
  if (!wanted) return [];
  const order = texts().sort((a, b) => (b.witness === state.base) - (a.witness === state.base));
  return order.flatMap((text) => {
    const found = [];
    for (let at = text.plain.indexOf(wanted); at >= 0; at = text.plain.indexOf(wanted, at + wanted.length)) {
      const [low, high] = [text.places[at], text.places[at + wanted.length - 1] + 1];
      const number = lastAt(text.starts, low);
      found.push({ text, low, high, band: text.translation === undefined ? bandAt[number] ?? 0 : number });
    }
    return found;
  });
}

/** List what was found. */
function search() {
  const words = $("search").value;
  hits = find(words);
  CSS.highlights?.delete("hit");
  $("found").hidden = !words.trim();
  const more = hits.length > MOST ? `, the first ${MOST} are listed` : "";
  $("found-count").textContent = words.trim() ? `${count(hits.length, "place")}${more}` : "";
  $("hits").replaceChildren(...hits.slice(0, MOST).map(({ text, low, high }, number) =>
    h("li", {}, h("button", { type: "button", "data-hit": number }, h("b", {}, `${text.about.siglum} `),
      h("span", { lang: text.about.lang, dir: text.about.dir }, text.whole.slice(Math.max(0, low - AROUND), low),
        h("mark", {}, text.whole.slice(low, high)), text.whole.slice(high, high + AROUND))))));
}

/** Go to a place that was found, and mark the words there; what no text on the screen has is shown in its card. */
function goToHit(number) {
  const { text, low, high, band } = hits[number];
  CSS.highlights?.delete("hit");
  const block = blockOf(band);
  const name = text.translation === undefined ? `[data-witness="${text.witness}"]` : `[data-translation="${text.translation}"]`;
  const cell = state.view === "synopsis" ? block.element.querySelector(name)
    : text.witness === state.base ? block.element.querySelector(".base") : null;
  bringIntoView(cell ?? block.element);
  if (cell) {
    const wanted = fold(text.whole.slice(low, high)).plain;
    const from = text.starts[text.translation === undefined ? page.bands[block.bands[0]].a : block.bands[0]];
    const before = text.plain.slice(text.places.findIndex((at) => at >= from), text.places.indexOf(low));
    highlight(cell, wanted, before.split(wanted).length - 1);
  } else if (text.translation === undefined) {
    const stretchAt = lastAt(text.starts, low);
    const unit = page.units.find(({ a, b }) => a <= stretchAt && stretchAt < b);
    if (unit) openCard(`u${unit.n}`);
  }
}

/** Mark the words in an element, after so many of the same, without touching it; an old browser only scrolls there. */
function highlight(element, words, skip) {
  if (!window.Highlight) return;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.nodeName === "BR") return NodeFilter.FILTER_ACCEPT;
    if (node.nodeType === Node.ELEMENT_NODE) return node.matches("sup, .finding, .sign, .bound, .lacuna") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    return NodeFilter.FILTER_ACCEPT;
  });
  const nodes = [];
  let whole = "";
  while (walker.nextNode()) {
    if (walker.currentNode.nodeName === "BR") whole += "\n";
    else {
      nodes.push([whole.length, walker.currentNode]);
      whole += walker.currentNode.data;
    }
  }
  const { plain, places } = fold(whole);
  let at = plain.indexOf(words);
  for (let k = 0; k < skip && at >= 0; k++) at = plain.indexOf(words, at + words.length);
  if (at < 0) return;
  const end = (offset) => nodes.findLast(([start]) => start <= offset);
  const [first, last] = [places[at], places[at + words.length - 1]];
  const range = new Range();
  range.setStart(end(first)[1], first - end(first)[0]);
  range.setEnd(end(last)[1], last - end(last)[0] + 1);
  CSS.highlights.set("hit", new Highlight(range));
}
