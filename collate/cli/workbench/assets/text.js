// The running text: a block for each paragraph, filled when it comes near; below each the apparatus as it will print.

import { $, h } from "./dom.js";
import { get } from "./server.js";
import { blockAt, state } from "./state.js";

const blocks = new Map(); // by number: { element, filled, dirty }
let wanted = new Set();
let asking = null;
let generation = 0;

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const block = blocks.get(Number(target.dataset.block));
    if (!block) continue;
    block.near = isIntersecting;
    if (isIntersecting && (!block.filled || block.dirty)) want(Number(target.dataset.block));
  }
}, { root: $("text"), rootMargin: "900px" });

/** Make room for every block; each is filled when it comes near. */
export function renderText() {
  observer.disconnect();
  blocks.clear();
  generation += 1;
  const elements = state.about.blocks.map(([start, end], number) => {
    const element = h("div", { class: "block", "data-block": number });
    element.style.containIntrinsicSize = `auto ${2 + (end - start) / 9}rem`;
    blocks.set(number, { element, filled: false, dirty: true, near: false });
    return element;
  });
  const text = $("text");
  text.classList.toggle("wrapped", state.about.wrapped);
  text.replaceChildren(...elements);
  for (const element of elements) observer.observe(element);
}

function want(number) {
  wanted.add(number);
  asking ??= new Promise((done) => setTimeout(done)).then(ask);
}

async function ask() {
  const mine = generation;
  try {
    while (wanted.size) {
      const numbers = [...wanted].slice(0, 40);
      numbers.forEach((number) => wanted.delete(number));
      const { blocks: found } = await get("/blocks", { numbers, profile: state.profile });
      if (mine !== generation) return;
      found.forEach(fill);
    }
  } finally {
    asking = null;
    if (wanted.size) asking = Promise.resolve().then(ask);
  }
}

/** Blocks that changed are drawn anew, those that are far away when they come near. */
export async function refresh(numbers = [...blocks.keys()]) {
  for (const number of numbers) {
    const block = blocks.get(number);
    if (!block) continue;
    block.dirty = true;
    if (block.near) want(number);
  }
  await asking;
}

function fill(found) {
  const block = blocks.get(found.number);
  if (!block) return;
  block.filled = true;
  block.dirty = false;
  const { dir, lang } = state.about;
  const last = found.pieces.at(-1);
  if (last) last.t = last.t.trimEnd(); // the line ends before the next block
  const words = h(found.heading ? "h2" : "p", { class: "words", dir, lang }, found.pieces.map(nodeOf));
  const entries = found.entries.length && h("ul", { class: "entries" }, found.entries.map(entryOf));
  block.element.replaceChildren(words, ...[entries].filter(Boolean));
  mark();
}

const OPENS = { supplied: "⟨", surplus: "[", crux: "†" };
const CLOSES = { supplied: "⟩", surplus: "]", crux: "†" };

/** A piece of the text. Signs of the editor are set in by the style sheet, so that marked words are the text's own. */
function nodeOf(piece) {
  if (piece.bound) {
    return h("a", { class: "bound", href: `#u${piece.bound}`, tabindex: "-1", "data-o": piece.o, "aria-label": `unit ${piece.bound} ${piece.opens ? "begins" : "ends"}`, "data-sign": piece.opens ? "⌈" : "⌉" });
  }
  const marks = piece.marks ?? [];
  const before = marks.filter(([, first]) => first).map(([kind]) => OPENS[kind]).join("");
  const after = marks.filter(([, , last]) => last).map(([kind]) => CLOSES[kind]).join("");
  const about = { "data-o": piece.o, "data-before": before || null, "data-after": after || null };
  if (!piece.u) return h("span", about, piece.t);
  const empty = !piece.t;
  return h("a", { ...about, class: `unit ${piece.k}${piece.d ? " decided" : ""}${empty ? " caret" : ""}`, href: `#u${piece.u}`, tabindex: "-1", "data-unit": piece.u,
    "aria-label": empty ? `unit ${piece.u}: nothing here` : null }, piece.t);
}

function entryOf(entry) {
  const { dir, lang } = state.about;
  const runs = entry.runs.map(([text, style]) => {
    if (style === "lemma") return h("b", { dir, lang }, text);
    if (style === "reading") return h("span", { dir, lang }, text);
    if (style === "note") return h("i", {}, text);
    return h("span", { class: style || null }, text);
  });
  const where = h("span", { class: "where" }, entry.where, " ");
  return h("li", { "data-entry": entry.u || null }, entry.u ? h("a", { href: `#u${entry.u}`, tabindex: "-1" }, where, runs) : [where, entry.layer && h("i", {}, `${entry.layer}: `), runs]);
}

/** Mark the open unit in text and apparatus. */
export function mark() {
  const number = state.open[0] === "u" ? state.open.slice(1) : "";
  for (const old of $("text").querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  if (!number) return;
  for (const now of $("text").querySelectorAll(`[data-unit="${number}"], .bound[href="#u${number}"], [data-entry="${number}"]`)) now.setAttribute("aria-current", "true");
}

/** Bring a position of the table into view. */
export async function scrollTo(position) {
  const number = blockAt(position);
  const block = blocks.get(number);
  if (!block) return;
  if (!block.filled || block.dirty) {
    block.element.scrollIntoView({ block: "center" });
    want(number);
    await asking;
  }
  mark();
  const at = $("text").querySelector(".words [aria-current]") ?? block.element;
  const edge = $("text").getBoundingClientRect();
  const own = at.getBoundingClientRect();
  if (own.top < edge.top + 40 || own.bottom > edge.bottom - 80) at.scrollIntoView({ block: "center" });
}

/** The characters of the text that are selected; null if none are. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const [from, to] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
  return from === null || to === null || from === to ? null : { from: Math.min(from, to), to: Math.max(from, to) };
}

function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] ?? node;
  const piece = element?.closest?.("[data-o]");
  if (!piece || !$("text").contains(piece)) return null;
  return Number(piece.dataset.o) + (node.nodeType === Node.TEXT_NODE ? offset : 0);
}
