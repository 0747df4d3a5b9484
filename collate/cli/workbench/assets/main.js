// What happens when: the start, keys, clicks, decisions, and what others do meanwhile.

import { askCut, askOutput, askPlaces, askText, showKeys } from "./dialogs.js";
import { $, h } from "./dom.js";
import { KEYS, listen } from "./keys.js";
import { fillFilter, neighbour, refreshList, renderList, showOpen } from "./list.js";
import { get, post } from "./server.js";
import { RULE, numberOf, state, takeRows } from "./state.js";
import * as text from "./text.js";
import { openFound, renderPanel } from "./unit.js";

let busy = Promise.resolve();
let watching = null;
let waiting = 0;

/** Do one thing after another; what fails is said, and work goes on. */
function inTurn(does) {
  waiting += 1;
  document.documentElement.dataset.busy = "yes";
  busy = busy.then(does).catch(failed).finally(() => { if (!(waiting -= 1)) document.documentElement.dataset.busy = "no"; });
  return busy;
}

async function failed(problem) {
  say(problem.message, true);
  if (problem.status === 409) await anew();
}

function say(sentence, trouble = false) {
  $("said").textContent = sentence;
  $("said").classList.toggle("trouble", trouble);
}

// The frame

function renderNow() {
  const { done, total, undo, redo } = state.now;
  $("progress").max = Math.max(1, total);
  $("progress").value = done;
  $("progress-said").textContent = `${done} of ${total}`;
  for (const [name, said] of [["undo", undo], ["redo", redo]]) {
    $(name).disabled = !said;
    $(name).title = said ? `${name}: ${said}` : `nothing to ${name}`;
  }
  renderAlerts();
}

const seen = new Set(); // news that the editor has put away

function renderAlerts() {
  const { problem, news, stale, witnesses_changed: changed } = state.now;
  const button = (action, said, more) => h("button", { type: "button", "data-do": action, ...more }, said);
  const fresh = news.filter((one) => !seen.has(one.number));
  const lines = (title, said) => said.map((one) => h("li", {}, `${title}: `, h("span", { dir: "auto" }, one)));
  $("alerts").replaceChildren(...[
    problem && h("div", { class: "alert trouble" }, h("p", {}, problem)),
    changed.length > 0 && h("div", { class: "alert" }, changed.map((said) => h("p", {}, said)), button("anew", "Collate anew")),
    ...fresh.map((one) => h("div", { class: "alert" }, h("p", {}, "The file of decisions was changed elsewhere."), h("ul", {}, lines("new", one.came), lines("gone", one.went)), button("seen", "Seen", { "data-number": one.number }))),
    stale.length > 0 && h("details", { class: "alert" }, h("summary", {}, `${stale.length} of the decisions do not find their place`), h("ul", {}, stale.map((one) => h("li", {},
      h("span", { dir: "auto" }, one.said), ` (line ${one.line}): ${one.because} `,
      one.offered && button("follow", "Move it to where its words are now", { "data-key": one.key }), " ",
      button("take-back", "Take it back", { "data-key": one.key }))))),
  ].filter(Boolean));
}

async function start(about) {
  const { version, told, undo, redo, done, total, problem, news, stale, witnesses_changed, decisions, ...rest } = about;
  state.about = rest;
  state.now = { version, told, undo, redo, done, total, problem, news, stale, witnesses_changed, decisions };
  state.profile ||= rest.profile;
  $("title").textContent = rest.title || rest.witnesses.slice(0, 6).join(" · ");
  document.title = `${$("title").textContent}: the workbench`;
  $("chapter-label").hidden = !rest.chapters.length;
  $("chapter").replaceChildren(...rest.chapters.map((name, k) => h("option", { value: k, selected: k === rest.chapter }, name)));
  $("profile").replaceChildren(...rest.profiles.map((name) => h("option", { value: name, selected: name === state.profile }, name)));
  state.rows.clear();
  state.found = { findings: [], suspects: [] };
  takeRows((await get("/units")).rows);
  fillFilter();
  renderNow();
  text.renderText();
  renderList();
  const first = neighbourFrom("");
  if (first) await open(first);
  else renderPanel();
  document.documentElement.dataset.ready = "all";
  if (rest.translations.length) lookFor("findings");
}

const neighbourFrom = (name) => {
  state.open = name;
  return state.listed.find((one) => one[0] !== "u" || !state.rows.get(numberOf(one)).decided) ?? state.listed[0] ?? "";
};

async function lookFor(kind) {
  try {
    state.found[kind] = (await get("/findings", { kind })).found;
    renderList();
    if (state.open && state.open[0] !== "u") renderPanel();
  } catch (problem) {
    say(problem.message, true);
  }
}

/** Read all anew: somebody else has decided, or the witnesses were collated anew. */
async function anew() {
  const about = await get("/open");
  if (about.version === state.now.version && about.told === state.now.told) return;
  await renewed(about);
}

async function renewed(about) {
  state.now = about;
  const rows = (await get("/units")).rows;
  state.rows.clear();
  takeRows(rows);
  if (JSON.stringify(about.blocks) !== JSON.stringify(state.about.blocks)) {
    state.about.blocks = about.blocks;
    text.renderText();
  } else await text.refresh();
  renderNow();
  renderList();
  for (const kind of ["findings", "suspects"]) if (state.found[kind].length) await lookFor(kind);
  if (state.open[0] === "u") await open(state.rows.has(numberOf(state.open)) ? state.open : (neighbour(1) || neighbour(-1)), { still: true });
}

/** Wait for what others do, for ever. */
async function watch() {
  for (;;) {
    watching = new AbortController();
    try {
      const now = await get("/wait", { version: state.now.version, told: state.now.told }, watching.signal);
      if (now.version !== state.now.version || now.told !== state.now.told) await inTurn(anew);
      document.documentElement.dataset.served = "yes";
    } catch (problem) {
      if (problem.name === "AbortError") continue;
      document.documentElement.dataset.served = "no";
      say(problem.message, true);
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

// What is open

async function open(name, { still = false, reading = 1 } = {}) {
  state.open = name;
  state.words = null;
  state.unit = null;
  if (!name) return renderPanel();
  if (name[0] === "u") {
    const row = state.rows.get(numberOf(name));
    state.lastStart = row.start;
    state.unit = await get("/unit", { n: numberOf(name) });
    state.reading = Math.min(reading, state.unit.readings.length - 1);
    if (!still) await text.scrollTo(row.start);
    else text.mark();
  } else {
    const found = openFound();
    if (found?.start >= 0) { state.lastStart = found.start; await text.scrollTo(found.start); }
  }
  renderPanel();
  showOpen();
}

async function goTo(name) {
  const row = /^u?\d+$/.test(name) && state.rows.get(Number(name.replace("u", "")));
  if (row) return open(`u${row.number}`);
  const byPlace = state.order.find((number) => state.rows.get(number).where === name);
  if (byPlace) return open(`u${byPlace}`);
  await showWords({ name });
}

async function showWords(given) {
  const found = await get("/place", given);
  if (found.unit) return open(`u${found.unit}`);
  await text.scrollTo(found.start);
  state.words = found;
  renderPanel();
}

// Decisions

/** Draw what a change has changed. */
async function changed(answer) {
  if (answer.from !== state.now.version) {
    say(answer.said);
    return anew();
  }
  state.now = answer.state;
  takeRows(answer.rows, answer.gone);
  watching?.abort();
  renderNow();
  refreshList([...answer.rows.map(([number]) => `u${number}`), state.open]);
  say(answer.said);
  await text.refresh(answer.blocks);
}

const why = () => $("why")?.value ?? "";

async function decide(asked, then = "next") {
  const request = { why: why(), ...asked };
  state.why = "";
  if (request.scope && request.scope !== "here") {
    const { units, said } = await post("/try", request);
    if (!(await askPlaces(said, units))) return;
  }
  await changed(await post("/decide", request));
  state.scope = "here";
  await moveOn(then);
}

/**
 * After a decision: the next reading of the unit on which nothing is decided, if the decision was about a reading;
 * else the next undecided unit; or the unit itself, to stay there.
 */
async function moveOn(then) {
  const number = numberOf(state.open);
  if (then !== "next" && state.open[0] === "u" && state.rows.has(number) && !state.rows.get(number).one) {
    await open(state.open, { still: true, reading: state.reading });
    const left = state.unit.readings.findIndex((one, k) => k > 0 && k >= state.reading && one.sigla.length && one.kind !== "lacuna" && !one.labels.some(([, rule]) => rule === RULE));
    if (then === "stay") return;
    if (left > 0) {
      state.reading = left;
      return renderPanel();
    }
  }
  const next = neighbour(1, true);
  if (next) await open(next);
  else if (state.rows.has(number) || state.open[0] !== "u") await open(state.open, { still: true });
  else await open(neighbour(1) || neighbour(-1));
}

const place = () => state.words?.place ?? state.unit?.id;
const chosen = () => state.unit.readings[state.reading] ?? state.unit.readings.at(-1);
const OF_READINGS = new Set(["label", "regularise", "regularise-everywhere", "lemma"]);

async function ofReading(action, label) {
  const scope = action === "regularise-everywhere" ? "everywhere" : state.scope;
  const what = action === "regularise-everywhere" ? "regularise" : action;
  await decide({ do: what, place: state.unit.id, reading: chosen().normal, value: label ?? "", scope }, action === "lemma" ? "next" : "reading");
}

async function askedText(action) {
  const titles = { conjecture: "Conjecture", addition: "Words to add", note: "Note" };
  const more = { conjecture: [["by", "by", "text"], ["proposed", "propose it in the apparatus only", "checkbox"]], note: [["layer", "apparatus", "text"]] }[action] ?? [];
  const found = await askText(titles[action], action === "note" ? "What is said" : "Words", "", more);
  if (!found) return;
  const given = { do: action, place: place(), value: found.text };
  if (action === "conjecture") Object.assign(given, { by: found.by, status: found.proposed ? "proposed" : "" });
  if (action === "note") given.layer = found.layer;
  await decide(given, action === "note" ? "stay" : "next");
}

async function dismiss() {
  const found = openFound();
  if (!found || found.dismissed) return;
  const given = await askText("Dismiss", "Why");
  if (!given) return;
  const kind = state.open[0] === "f" ? "findings" : "suspects";
  const answer = await post("/decide", { do: kind === "findings" ? "dismiss-finding" : "dismiss-suspect", number: found.number, why: given.text });
  found.dismissed = true;
  await changed(answer);
  const next = neighbour(1, true) || state.open;
  refreshList([state.open]);
  await open(next);
}

async function split() {
  const after = state.unit.words.length === 2 ? 1 : await askCut(state.unit.words);
  if (after) await decide({ do: "split", place: state.unit.id, value: after }, "stay");
}

async function stepBack(path) {
  const answer = await post(path);
  await changed(answer);
  if (state.found.findings.length) await lookFor("findings");
  if (state.found.suspects.length) await lookFor("suspects");
  const there = answer.rows.length ? `u${answer.rows[0][0]}` : state.open;
  if (there[0] === "u") await open(state.rows.has(numberOf(there)) ? there : neighbour(1) || neighbour(-1));
}

const ACTIONS = {
  next: () => { const name = neighbour(1); if (name) return open(name); },
  previous: () => { const name = neighbour(-1); if (name) return open(name); },
  "next-undecided": () => { const name = neighbour(1, true) || neighbourFrom(state.open); if (name) return open(name); },
  "reading-down": () => choose(state.reading + 1),
  "reading-up": () => choose(state.reading - 1),
  scope: () => { const all = ["here", "section", "everywhere"]; state.scope = all[(all.indexOf(state.scope) + 1) % 3]; renderPanel(); },
  why: () => $("why")?.focus(),
  accept: () => decide({ do: "accept", place: state.unit.id }),
  conjecture: () => askedText("conjecture"), addition: () => askedText("addition"), note: () => askedText("note"),
  crux: () => decide({ do: "crux", place: place() }), deletion: () => decide({ do: "deletion", place: place() }),
  split, join: () => decide({ do: "join", place: state.unit.id }, "stay"), dismiss,
  undo: () => stepBack("/undo"), redo: () => stepBack("/redo"),
  "take-back": async ({ key }) => { await changed(await post("/take-back", key)); await open(state.open, { still: true }); },
  follow: async ({ key }) => changed(await post("/follow", key)),
  anew: async () => { say("collating anew …"); await start(await post("/anew")); say("collated anew"); },
  output: async () => { const name = await askOutput(); if (name) say(`${name} is written`); },
  help: () => showKeys(KEYS.map(([key, said]) => [key, said])),
};
const AT_ONCE = {
  go: () => $("place").focus(), search: () => $("search").focus(), filter: () => $("filter").focus(),
  close: () => { if (state.words) { state.words = null; renderPanel(); } },
  seen: ({ number }) => { seen.add(Number(number)); renderAlerts(); },
};
const OF_UNITS = new Set([...OF_READINGS, "accept", "split", "join"]);

function act(action, given = {}) {
  if (AT_ONCE[action]) return AT_ONCE[action](given);
  return inTurn(() => {
    if (OF_UNITS.has(action) && !state.unit) return null;
    if (OF_READINGS.has(action)) return ofReading(action, given.label);
    return ACTIONS[action]?.(given);
  });
}

function choose(number) {
  if (!state.unit) return;
  state.reading = Math.max(0, Math.min(state.unit.readings.length - 1, number));
  renderPanel();
}

// Clicks and fields

document.addEventListener("click", (event) => {
  const at = event.target.closest("[data-do], [data-name], [data-reading], a[href^='#u']");
  if (!at) return;
  if (at.dataset.do) act(at.dataset.do, at.dataset);
  else if (at.dataset.name) inTurn(() => open(at.dataset.name));
  else if (at.dataset.reading) { choose(Number(at.dataset.reading)); $("unit").querySelector(`[data-reading="${state.reading}"]`)?.focus(); }
  else if (getSelection().isCollapsed) {
    event.preventDefault();
    inTurn(() => open(at.getAttribute("href").slice(1)));
  } else event.preventDefault();
});

document.addEventListener("mouseup", () => {
  const marked = text.selected();
  if (marked) inTurn(() => showWords(marked));
});

$("unit").addEventListener("change", ({ target }) => { if (target.name === "scope") state.scope = target.value; });
$("unit").addEventListener("keydown", (event) => { if (event.target.id === "why" && event.key === "Enter") { state.why = event.target.value; $("unit").focus(); } });
$("go").onsubmit = (event) => { event.preventDefault(); $("place").blur(); inTurn(() => goTo($("place").value.trim())); };
$("search").oninput = renderList;
$("search").onkeydown = ({ key }) => {
  if (key === "Enter") {
    $("search").blur();
    if (state.listed.length) inTurn(() => open(state.listed[0]));
  } else if (key === "Escape" && $("search").value) {
    $("search").value = "";
    renderList();
  }
};
$("filter").onchange = () => { if ($("filter").value === "suspects" && !state.found.suspects.length) lookFor("suspects"); renderList(); $("filter").blur(); };
$("profile").onchange = () => { state.profile = $("profile").value; text.refresh(); };
$("chapter").onchange = () => inTurn(async () => { say("collating the chapter …"); await start(await post("/chapter", Number($("chapter").value))); say(""); });
for (const name of ["undo", "redo", "output", "help"]) $(name).onclick = () => act(name);
$("theme").onclick = () => {
  const order = ["auto", "light", "dark"];
  const root = document.documentElement;
  root.dataset.theme = order[(order.indexOf(root.dataset.theme) + 1) % 3];
  $("theme").textContent = `Theme: ${root.dataset.theme}`;
};
listen(act);

inTurn(async () => {
  await start(await get("/open"));
  watch();
});
