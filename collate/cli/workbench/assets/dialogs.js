// Questions: a text, a place to cut, the places that a decision will take, what to write out, the keys.

import { $, count, h } from "./dom.js";
import { download } from "./server.js";
import { state } from "./state.js";

const dialog = $("dialog");
let answer = null;

function show(title, content, buttons) {
  dialog.replaceChildren(h("form", { method: "dialog" }, h("h2", { id: "dialog-title" }, title), content, h("div", { class: "buttons" }, buttons)));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => { answer = done; });
}

dialog.addEventListener("close", () => {
  const done = answer;
  answer = null;
  done?.(dialog.returnValue);
});

/** Whether a question is open. */
export const asking = () => dialog.open;

const OK = (said) => h("button", { value: "ok" }, said);
const CANCEL = h("button", { value: "", formnovalidate: true, type: "button" }, "Cancel");
CANCEL.onclick = () => dialog.close("");

/** Ask for a text; null if the question is left. `more` are other fields, by name. */
export async function askText(title, label, value = "", more = []) {
  const field = h("input", { id: "asked", autocomplete: "off", value: value || null, dir: "auto" });
  const others = more.map(([name, said, kind]) => [name, h("input", { type: kind, autocomplete: "off" }), said]);
  const rows = others.map(([, input, said]) => h("label", {}, input.type === "checkbox" ? [input, ` ${said}`] : [said, " ", input]));
  const shown = show(title, h("div", { class: "fields" }, h("label", {}, label, " ", field), rows), [OK("Decide"), CANCEL]);
  field.select();
  if ((await shown) !== "ok") return null;
  return { text: field.value, ...Object.fromEntries(others.map(([name, input]) => [name, input.type === "checkbox" ? input.checked : input.value])) };
}

/** Ask after which word a unit is cut; 0 if the question is left. */
export async function askCut(words) {
  const buttons = words.slice(0, -1).map((word, k) => h("button", { value: String(k + 1), lang: state.about.lang, dir: "auto" }, `${word} |`, k < 9 && h("kbd", {}, String(k + 1))));
  const shown = show("Cut after which word?", h("div", { class: "cuts" }, buttons, h("span", { dir: "auto" }, words.at(-1))), [CANCEL]);
  return Number(await shown);
}

/** Show the places that a decision will take, and ask; whether it shall be made. */
export async function askPlaces(said, numbers) {
  const items = numbers.slice(0, 500).map((number) => state.rows.get(number)).filter(Boolean)
    .map((row) => h("li", {}, h("span", { class: "where" }, row.where), " ", h("span", { dir: "auto" }, row.said)));
  const more = numbers.length > 500 && h("p", {}, `and ${numbers.length - 500} more`);
  const ok = OK(`Decide for ${count(numbers.length, "place")}`);
  const shown = show(`This takes ${count(numbers.length, "place")}`, [h("p", { dir: "auto" }, said), h("ol", { class: "places", tabindex: "0", "aria-label": "Places" }, items), more], [ok, CANCEL]);
  ok.focus();
  return (await shown) === "ok";
}

/** Ask what is to be written out, and hand it to the browser as a file; returns its name, or "". */
export async function askOutput() {
  const choice = (label, options, value) => {
    const select = h("select", {}, options.map((one) => h("option", { value: one, selected: one === value }, one)));
    return [select, h("label", {}, label, " ", select)];
  };
  const [kind, kindRow] = choice("What", Object.keys(state.about.formats), "apparatus");
  const [form, formRow] = choice("Format", state.about.formats.apparatus, "tei");
  const [profile, profileRow] = choice("Profile", state.about.profiles, state.profile);
  kind.id = "output-kind";
  form.id = "output-format";
  profile.id = "output-profile";
  kind.onchange = () => {
    profile.disabled = kind.value === "page"; // which prints by no profile
    form.replaceChildren(...state.about.formats[kind.value].map((one) => h("option", { value: one }, one)));
  };
  const ok = OK("Write the file");
  const shown = show("Output", h("div", { class: "fields" }, kindRow, formRow, profileRow, h("p", { class: "quiet" }, "The file is the one that the commands write: collate apparatus, collate edition, collate page.")), [ok, CANCEL]);
  ok.focus();
  if ((await shown) !== "ok") return "";
  const { name, blob } = await download("/output", { kind: kind.value, format: form.value, profile: profile.value });
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return name;
}

/** Show the keys. */
export function showKeys(keys) {
  const rows = keys.map(([key, said]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, said)]);
  return show("Keys", [h("p", {}, "They work in every keyboard layout: what counts is the place of the key."), h("dl", { class: "keys" }, rows)], [h("button", { value: "ok", autofocus: true }, "Close")]);
}

dialog.addEventListener("keydown", (event) => {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const cut = digit && !event.target.matches("input") && dialog.querySelector(`.cuts button[value="${digit}"]`);
  if (cut) {
    event.preventDefault();
    dialog.close(digit);
  }
});
