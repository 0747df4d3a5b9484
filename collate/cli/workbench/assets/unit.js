// The panel of what is open: a unit with its readings, marked words, a finding or a suspect place.

import { $, h } from "./dom.js";
import { RULE, labels, numberOf, state } from "./state.js";

const button = (action, said, key, more = {}) =>
  h("button", { type: "button", "data-do": action, ...more }, said, key && h("kbd", {}, key));

/** Draw the panel anew. */
export function renderPanel() {
  const panel = $("unit");
  const scrolled = panel.scrollTop;
  if (state.words) panel.replaceChildren(...ofWords());
  else if (state.unit) panel.replaceChildren(...ofUnit());
  else if (state.open && state.open[0] !== "u") panel.replaceChildren(...ofFound());
  else panel.replaceChildren(h("p", { class: "quiet" }, state.rows.size ? "Nothing is open. N opens the next unit." : "The witnesses do not differ."));
  panel.scrollTop = scrolled;
}

const text = () => ({ lang: state.about.lang, dir: state.about.dir });

function ofUnit() {
  const unit = state.unit;
  const row = state.rows.get(unit.n);
  return [
    h("h2", {}, unit.id, " ", h("small", {}, [unit.section, unit.locus].filter(Boolean).join(", "))),
    h("p", { class: "context words", ...text() }, unit.before && `… ${unit.before} `, h("mark", {}, unit.text || "‸"), unit.after && ` ${unit.after} …`),
    row?.one && h("p", { class: "quiet" }, "By your decisions there is one reading here now."),
    h("ol", { class: "readings", "aria-label": "Readings" }, unit.readings.map(readingOf)),
    unit.absent.length > 0 && h("p", { class: "quiet" }, `Not there: ${unit.absent.join(" ")}`),
    actions(unit),
    labelButtons(),
    reason(),
    made(unit.decisions),
  ].filter(Boolean);
}

const OTHERS = { omission: "om.", lacuna: "def." };

function readingOf(reading, number) {
  const chosen = number === state.reading;
  const said = reading.kind === "words" ? h("span", { class: "words", ...text() }, reading.text) : h("i", {}, OTHERS[reading.kind]);
  const names = reading.labels.map(([name, rule, because]) =>
    h("span", { class: "label", title: `${rule}: ${because}` }, name, rule === RULE && " ✓"));
  return h("li", {},
    h("button", { type: "button", "data-reading": number, "aria-pressed": String(chosen), class: reading.substantive ? "substantive" : "formal" },
      number === 0 && h("span", { class: "label" }, "text"), said, " ", h("span", { class: "sigla" }, reading.by ? `conj. ${reading.by}` : reading.sigla.join(" ")), " ", names),
    chosen && reading.labels.length > 0 && h("p", { class: "because" }, reading.labels.map(([name, rule, because]) => h("span", {}, h("b", {}, name), ` ${because} `, h("small", {}, `(${rule})`), " "))));
}

function actions(unit) {
  const scopes = ["here", "section", "everywhere"];
  return h("div", { class: "actions" },
    h("fieldset", {}, h("legend", {}, "Where ", h("kbd", {}, "S")), scopes.map((scope) =>
      h("label", {}, h("input", { type: "radio", name: "scope", value: scope, checked: scope === state.scope }), ` ${scope === "section" ? "this section" : scope}`))),
    button("accept", "Accept the labels", "A"), button("regularise", "Regularise", "R"), button("regularise-everywhere", "… everywhere", "⇧R"), button("lemma", "This is the text", "L"),
    button("conjecture", "Conjecture", "C"), button("crux", "Crux", "K"), button("deletion", "Delete", "B"), button("addition", "Add words", "I"), button("note", "Note", "M"),
    unit.words.length > 1 && button("split", "Split", "X"), button("join", "Join with the next", "J"));
}

function labelButtons() {
  return h("div", { class: "labels", role: "group", "aria-label": "Labels" }, labels().map((name, k) =>
    button("label", name, k < 10 ? String((k + 1) % 10) : k < 20 ? `⇧${(k - 9) % 10}` : "", { "data-label": name, class: state.about.classes[name] })));
}

const reason = () =>
  h("label", { class: "reason" }, "Reason, for the next decision ", h("kbd", {}, "W"), h("input", { id: "why", autocomplete: "off", value: state.why || null }));

function made(decisions) {
  if (!decisions.length) return null;
  return h("div", { class: "made" }, h("h3", {}, "Decided"), h("ul", {}, decisions.map(({ said, key }) =>
    h("li", {}, h("span", { dir: "auto" }, said), " ", key && h("button", { type: "button", "data-do": "take-back", "data-key": key }, "Take back")))));
}

function ofWords() {
  return [
    h("h2", {}, "Words ", h("small", {}, state.words.place)),
    h("p", { class: "context words", ...text() }, h("mark", {}, state.words.words)),
    h("div", { class: "actions" }, button("conjecture", "Conjecture", "C"), button("crux", "Crux", "K"), button("deletion", "Delete", "B"), button("addition", "Add words after", "I"), button("note", "Note", "M"), button("close", "Back to the unit", "Esc")),
    reason(),
  ];
}

/** The finding or suspect place that is open. */
export const openFound = () => state.found[state.open[0] === "f" ? "findings" : "suspects"][numberOf(state.open)];

function ofFound() {
  const found = openFound();
  if (!found) return [h("p", { class: "quiet" }, "It is not found any more.")];
  const sides = found.sides?.map(({ siglum, place, text: [before, words, after] }) =>
    [h("dt", {}, siglum, h("small", {}, ` ${place}`)), h("dd", { dir: "auto" }, before, words && h("mark", {}, words), after)]);
  return [
    h("h2", {}, found.kind, " ", h("small", {}, found.where)),
    found.means && h("p", { class: "quiet" }, found.means),
    sides ? h("dl", {}, sides) : h("p", { class: "context words", dir: "auto" }, `… ${found.around} …`),
    h("p", {}, found.because, found.instead && ` Instead: ${found.instead}`),
    h("p", { class: "quiet" }, `${Math.round(found.confidence * 100)} % sure`),
    h("div", { class: "actions" }, found.dismissed ? h("p", {}, "Dismissed.") : button("dismiss", "Dismiss, with a reason", "D")),
  ].filter(Boolean);
}
