// What happens when: clicks, keys, addresses, printing.

function redraw() {
  const open = state.open;
  closeCard();
  keepingPlace(renderText);
  renderOverview();
  renderBar();
  renderFilters();
  if (open) openCard(open, { scroll: false });
  drawArcs();
}

function choose(changes) {
  Object.assign(state, changes);
  redraw();
}

function toggle(set, value, on) {
  if (on) set.add(value);
  else set.delete(value);
}

function toggleFilters() {
  const open = $("filters").hidden;
  $("filters").hidden = !open;
  $("filters-open").setAttribute("aria-expanded", open);
  if (open) $("filters").querySelector("input")?.focus();
}

function resize(factor) {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  document.documentElement.style.setProperty("font-size", `${Math.min(48, Math.max(10, size * factor))}px`);
  drawArcs();
}

function nextTheme() {
  const order = ["auto", "light", "dark"];
  const root = document.documentElement;
  root.dataset.theme = order[(order.indexOf(root.dataset.theme) + 1) % order.length];
  $("theme").textContent = `Theme: ${root.dataset.theme}`;
}

function follow(hash) {
  if (hash === "#text") return; // the way past the bar says nothing of bases and views
  const before = [state.view, state.base].join();
  const place = readAddress(hash);
  if (before !== [state.view, state.base].join()) redraw();
  if (place) openCard(place, { focus: true });
}

async function cite() {
  const text = citationOf(unitBy.get(Number(state.open.slice(1))));
  $("cited").textContent = text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    getSelection().selectAllChildren($("cited")); // a page from the disk may not write to the clipboard
  }
}

const ACTIONS = {
  close: () => closeCard({ focus: true }), previous: () => step(false), next: () => step(true), cite,
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#'], button[data-do], button[data-hit]");
  if (!link) {
    if (!event.target.closest("#card")) closeCard();
  } else if (link.dataset.do) ACTIONS[link.dataset.do]();
  else if (link.dataset.hit) goToHit(Number(link.dataset.hit));
  else if (!link.classList.contains("skip") && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const place = readAddress(link.getAttribute("href"));
    if (place) openCard(place, { focus: event.detail === 0 || Boolean(link.dataset.follow), scroll: Boolean(link.dataset.follow) });
  }
});

const KEYED = {
  n: () => step(true), p: () => step(false), "/": () => $("search").focus(), f: toggleFilters, "?": () => $("help").showModal(),
  v: () => choose({ view: state.view === "reading" ? "synopsis" : "reading" }),
  b: () => choose({ base: page.bases[(page.bases.indexOf(state.base) + 1) % page.bases.length] }),
  e: () => choose({ entries: ($("entries").checked = !state.entries) }),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  if (event.key === "Escape") {
    if (state.open) closeCard({ focus: true });
    else if (!$("found").hidden) { $("search").value = ""; search(); } else if (!$("filters").hidden) toggleFilters();
    return;
  }
  if (event.target.id === "slider" && slide(event)) return;
  if (event.target.matches("input:not([type=checkbox]), select") || !KEYED[event.key]) return;
  event.preventDefault();
  KEYED[event.key]();
});

/** Move along the strip; whether the key was one that does. */
function slide(event) {
  const here = topBand();
  const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, PageDown: here + 10, PageUp: here - 10, Home: 0, End: page.bands.length - 1 }[event.key];
  if (to === undefined) return false;
  event.preventDefault();
  goToBand(to);
  return true;
}

$("overview").addEventListener("pointerdown", (event) => {
  const drawing = event.target.closest("#slider");
  if (!drawing) return;
  const go = (at) => {
    const edge = drawing.getBoundingClientRect();
    goToShare(Math.min(1, Math.max(0, (at.clientX - edge.left) / edge.width)));
  };
  go(event);
  drawing.setPointerCapture(event.pointerId);
  drawing.onpointermove = go;
  drawing.onpointerup = () => { drawing.onpointermove = null; };
});

$("filters").addEventListener("change", ({ target }) => {
  const { label, witnessBox, column, beside } = target.dataset;
  if (label !== undefined) toggle(state.hidden, label, !target.checked);
  if (witnessBox !== undefined) toggle(state.witnesses, Number(witnessBox), target.checked);
  if (column !== undefined) toggle(state.columns, Number(column), target.checked);
  if (beside !== undefined) toggle(state.beside, Number(beside), target.checked);
  const name = Object.entries(target.dataset)[0];
  redraw();
  $("filters").querySelector(`[data-${name[0].replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}="${CSS.escape(name[1])}"]`)?.focus();
});

$("view-reading").onclick = () => choose({ view: "reading" });
$("view-synopsis").onclick = () => choose({ view: "synopsis" });
$("base").onchange = (event) => choose({ base: Number(event.target.value) });
$("sections").onchange = (event) => event.target.value !== "" && goToBand(bandAt[Number(event.target.value)] ?? 0);
$("substantive").onchange = (event) => choose({ substantive: event.target.checked });
$("entries").onchange = (event) => choose({ entries: event.target.checked });
$("filters-open").onclick = toggleFilters;
$("help-open").onclick = () => $("help").showModal();
$("theme").onclick = nextTheme;
$("smaller").onclick = () => resize(1 / 1.15);
$("larger").onclick = () => resize(1.15);
$("search").oninput = search;
$("bar").onsubmit = (event) => { event.preventDefault(); if (hits.length) goToHit(0); };
const moved = onceAFrame(() => { measureOverview(); showHere(); drawArcs(); placeOpenCard(); });
addEventListener("scroll", moved, { passive: true });
addEventListener("resize", moved);
addEventListener("hashchange", () => follow(location.hash));

// On paper everything stands below its paragraph, and nothing is still to be filled.
addEventListener("beforeprint", () => {
  closeCard();
  const entries = state.entries;
  state.entries = true;
  renderText();
  fillAll();
  state.entries = entries;
});
addEventListener("afterprint", () => keepingPlace(renderText));

renderFrame();
const start = readAddress(location.hash);
renderText();
renderOverview();
renderBar();
renderFilters();
drawArcs();
if (start) openCard(start);
performance.mark("collate-ready");
