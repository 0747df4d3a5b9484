// What the reader chooses with: filters, the heads of the page, its foot, its help.

const KEYS = [
  ["n, p", "next and previous place"],
  ["Enter", "open the place that has the focus"],
  ["Esc", "close what is open"],
  ["v", "reading text or side by side"],
  ["b", "the next base"],
  ["/", "search"],
  ["f", "filters"],
  ["e", "all entries below the text"],
  ["?", "this help"],
];
const SIGNS = [
  ["solid underline", "a substantive difference"],
  ["dotted underline", "a formal difference: spelling, accents, punctuation"],
  [CARET, "other witnesses have words here"],
  [ABSENT, "words of the base are left out"],
  ["[…]", "the witness is not extant here"],
  ["⌈ ⌉", "a long passage that differs, or holds other units"],
  ["!1", "a finding: translation and original may part here"],
  ["arc", "words that change their place"],
];

function box(label, checked, attributes, small = "") {
  return h("label", {}, h("input", { type: "checkbox", checked, ...attributes }), ` ${label}`, small && h("small", {}, ` ${small}`));
}

/** The filters: labels with their numbers, witnesses, columns. */
function renderFilters() {
  const numbers = new Map();
  for (const unit of page.units) {
    const readings = readingsOf(unit, state.base) ?? [];
    for (const name of new Set(readings.flatMap((reading) => labelsOf(reading).map(([label]) => label)))) {
      numbers.set(name, (numbers.get(name) ?? 0) + 1);
    }
  }
  const names = [...numbers.keys()].sort((a, b) => numbers.get(b) - numbers.get(a));
  const ofKind = (kind) => names.filter((name) => page.classes[name] === kind);
  const set = (title, boxes) => boxes.length > 0 && h("fieldset", {}, h("legend", {}, title), boxes);
  const labels = (kind) => ofKind(kind).map((name) => box(name, !state.hidden.has(name), { "data-label": name }, numbers.get(name)));
  $("filters").replaceChildren(...[
    set("Substantive", labels("substantive")),
    set("Formal", labels("formal")),
    set("Differences of", page.witnesses.map((about, k) => box(about.siglum, state.witnesses.has(k), { "data-witness-box": k }))),
    set("Columns", [
      ...page.witnesses.map((about, k) => k !== state.base && box(about.siglum, state.columns.has(k), { "data-column": k })),
      ...page.translations.map((about, k) => box(about.siglum, state.beside.has(k), { "data-beside": k })),
    ].filter(Boolean)),
  ].filter(Boolean));
}

/** The choices of the bar, and how much is marked. */
function renderBar() {
  $("view-reading").setAttribute("aria-pressed", state.view === "reading");
  $("view-synopsis").setAttribute("aria-pressed", state.view === "synopsis");
  $("base").replaceChildren(...page.bases.map((k) => h("option", { value: k, selected: k === state.base }, page.witnesses[k].siglum)));
  $("sections").replaceChildren(h("option", { value: "" }, "—"), ...page.witnesses[state.base].sections.map(([name, at]) => h("option", { value: at }, name)));
  const shown = shownUnits().length;
  const parts = [page.units.length ? `${shown.toLocaleString("en")} of ${count(page.units.length, "unit")} marked` : ""];
  if (page.findings.length) parts.push(count(page.findings.length, "finding"));
  $("count").textContent = parts.filter(Boolean).join(", ");
}

/** Title, texts, foot and help: drawn once. */
function renderFrame() {
  $("title").textContent = page.title;
  const named = (about) => [h("b", {}, about.siglum), [about.title !== page.title && about.title, about.date, about.status].filter(Boolean).map((part) => `, ${part}`).join("")];
  const list = (texts, what) => texts.length > 0 && [what, texts.map((about, k) => [k ? "; " : "", ...named(about)])];
  $("about").append(...[list(page.witnesses.filter((about) => !about.edited), "Witnesses: "), list(page.translations, " · Translations: ")].flat(3).filter(Boolean));
  $("foot").append(...[
    h("p", {}, `Collated with Collate ${page.version}. A place is cited by its address: #u3 is unit 3.`),
    page.notes.length > 0 && h("ul", {}, page.notes.map((note) => h("li", {}, note))),
    h("details", { id: "recipe" }, h("summary", {}, "Recipe: files, settings, versions"), h("pre", { tabindex: 0 }, JSON.stringify(page.recipe, null, 1))),
  ].filter(Boolean));
  const pairs = (title, rows) => [h("h3", {}, title), h("dl", {}, rows.flatMap(([term, means]) => [h("dt", {}, term), h("dd", {}, means)]))];
  $("help").append(h("h2", { id: "help-title" }, "Help"), ...pairs("Keys", KEYS), ...pairs("Signs", SIGNS),
    h("form", { method: "dialog" }, h("button", {}, "Close")));
}
