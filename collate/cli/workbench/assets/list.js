// The list of units and findings: filtered, searched, with what is open in it.

import { $, count, h } from "./dom.js";
import { labels, numberOf, state } from "./state.js";

const FIRST = [["all", "everything"], ["undecided", "undecided"], ["decided", "decided"], ["substantive", "substantive"], ["formal", "formal"]];

/** Fill the choice of what is listed. */
export function fillFilter() {
  const before = $("filter").value || "all";
  const option = ([value, said]) => h("option", { value }, said);
  const found = [["findings", "findings"], ["suspects", "suspect places"]].filter(([kind]) => kind === "suspects" || state.about.translations.length);
  const inUse = new Set([...state.rows.values()].flatMap((row) => row.labels));
  $("filter").replaceChildren(
    ...FIRST.map(option), ...found.map(option),
    h("optgroup", { label: "by label" }, [...labels(), "transposition", "lacuna"].filter((name) => inUse.has(name)).map((name) => option([`label ${name}`, name]))),
    h("optgroup", { label: "by witness" }, state.about.witnesses.map((siglum) => option([`witness ${siglum}`, `differs: ${siglum}`]))),
  );
  $("filter").value = [...$("filter").options].some((own) => own.value === before) ? before : "all";
}

function shows(row, filter) {
  if (filter === "undecided") return !row.decided;
  if (filter === "decided") return row.decided;
  if (filter === "substantive" || filter === "formal") return row.substantive === (filter === "substantive");
  if (filter.startsWith("label ")) return row.labels.includes(filter.slice(6));
  if (filter.startsWith("witness ")) return row.sigla.includes(filter.slice(8));
  return filter === "all";
}

const showsFound = (found, filter, kind) =>
  filter === kind || (kind === "findings" && (filter === "all" || (filter === "undecided" && !found.dismissed) || (filter === "decided" && found.dismissed)));

/** All that matches, in the order of the text. */
function matching() {
  const filter = $("filter").value;
  const words = $("search").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const holds = (said) => words.every((word) => said.toLocaleLowerCase().includes(word));
  const units = state.order.map((number) => state.rows.get(number))
    .filter((row) => shows(row, filter) && holds(`u${row.number} ${row.where} ${row.said}`))
    .map((row) => ({ name: `u${row.number}`, start: row.start }));
  const found = ["findings", "suspects"].flatMap((kind) => state.found[kind]
    .filter((one) => showsFound(one, filter, kind) && holds(`${one.kind} ${one.words ?? ""} ${one.because}`))
    .map((one) => ({ name: `${kind[0]}${one.number}`, start: one.start })));
  return [...units, ...found].sort((a, b) => a.start - b.start).map((one) => one.name);
}

function itemOf(name) {
  const open = name === state.open;
  const row = name[0] === "u" ? state.rows.get(numberOf(name)) : null;
  const found = row ? null : state.found[name[0] === "f" ? "findings" : "suspects"][numberOf(name)];
  const done = row ? row.decided : found.dismissed;
  return h("button", { type: "button", "data-name": name, tabindex: open ? "0" : "-1", "aria-current": open ? "true" : null,
    class: row ? (row.substantive ? "substantive" : "formal") : "found" },
  h("span", { class: "mark", "aria-hidden": "true" }, done ? "✓" : "·"),
  h("span", { class: "hidden" }, done ? "decided: " : "undecided: "),
  h("span", { class: "where" }, row ? row.where : found.where), " ",
  h("span", { class: "entry", dir: "auto" }, row ? row.said : `${found.kind}: ${found.words}`),
  row?.one && h("em", {}, " one reading now"));
}

// An entry is filled when it comes near: of ten thousand, few are looked at.
const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    fill(target);
  }
}, { root: $("list"), rootMargin: "400px" });

function fill(item) {
  item.replaceChildren(itemOf(item.dataset.item));
  item.removeAttribute("aria-hidden");
}

const places = new Map(); // the item of the list by its name

function emptyItem(name) {
  const item = h("li", { "data-item": name, "aria-hidden": "true" });
  places.set(name, item);
  return item;
}

/** Draw the list anew. */
export function renderList() {
  state.listed = matching();
  $("listed").textContent = `${count(state.listed.length, "entry", "entries")}`;
  near.disconnect();
  places.clear();
  $("list").replaceChildren(...state.listed.map(emptyItem));
  for (const item of places.values()) near.observe(item);
  showOpen();
}

/** Draw some of its entries anew; whether that was enough. */
export function refreshList(names) {
  const before = state.listed.join();
  if (matching().join() !== before) return renderList();
  for (const name of names) {
    const item = places.get(name);
    if (item?.firstChild) fill(item);
  }
  showOpen();
}

/** Mark what is open, and bring it into view. */
export function showOpen() {
  for (const old of $("list").querySelectorAll("[aria-current]")) {
    old.removeAttribute("aria-current");
    old.tabIndex = -1;
  }
  const item = places.get(state.open);
  if (!item) return;
  if (!item.firstChild) fill(item);
  const now = item.firstChild;
  now.setAttribute("aria-current", "true");
  now.tabIndex = 0;
  now.scrollIntoView({ block: "nearest" });
}

/** The entry of the list after the open one, or before it; with `undecided` the next on which nothing is decided. */
export function neighbour(step, undecided = false) {
  const done = (name) => (name[0] === "u" ? state.rows.get(numberOf(name)).decided : state.found[name[0] === "f" ? "findings" : "suspects"][numberOf(name)].dismissed);
  let at = state.listed.indexOf(state.open);
  if (at < 0) at = step > 0 ? placeOf(state.open) - 1 : placeOf(state.open);
  for (let k = at + step; k >= 0 && k < state.listed.length; k += step) if (!undecided || !done(state.listed[k])) return state.listed[k];
  return "";
}

/** Where in the list something would stand that is not in it. */
function placeOf(name) {
  const start = name[0] === "u" ? (state.rows.get(numberOf(name))?.start ?? state.lastStart ?? 0) : state.lastStart ?? 0;
  const found = state.listed.findIndex((one) => one[0] === "u" && state.rows.get(numberOf(one)).start >= start);
  return found < 0 ? state.listed.length : found;
}
