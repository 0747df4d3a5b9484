// The keys, by their place on the keyboard (`event.code`): so they work in Greek, Hebrew and Russian layouts.

import { asking } from "./dialogs.js";
import { labels } from "./state.js";

export const KEYS = [
  ["N, →", "next entry of the list", ["KeyN", "ArrowRight"], "next"],
  ["P, ←", "the one before", ["KeyP", "ArrowLeft"], "previous"],
  ["Space", "next undecided", ["Space"], "next-undecided"],
  ["↓", "next reading", ["ArrowDown"], "reading-down"],
  ["↑", "reading before", ["ArrowUp"], "reading-up"],
  ["1 … 0, ⇧1 … ⇧0", "label the reading, and move on", [], ""],
  ["A", "accept the labels that the program gave", ["KeyA"], "accept"],
  ["R", "regularise: the reading counts as the lemma", ["KeyR"], "regularise"],
  ["⇧R", "regularise everywhere, after a look at the places", ["Shift+KeyR"], "regularise-everywhere"],
  ["L", "the reading is the text", ["KeyL"], "lemma"],
  ["C", "conjecture", ["KeyC"], "conjecture"],
  ["K", "crux", ["KeyK"], "crux"],
  ["B", "delete: the words stand in brackets", ["KeyB"], "deletion"],
  ["I", "add words", ["KeyI"], "addition"],
  ["M", "note", ["KeyM"], "note"],
  ["X", "split the unit", ["KeyX"], "split"],
  ["J", "join it with the next", ["KeyJ"], "join"],
  ["D", "dismiss a finding or a suspect place", ["KeyD"], "dismiss"],
  ["S", "here, this section, everywhere", ["KeyS"], "scope"],
  ["W", "write a reason for the next decision", ["KeyW"], "why"],
  ["U", "undo", ["KeyU"], "undo"],
  ["⇧U", "redo", ["Shift+KeyU"], "redo"],
  ["G", "go to a unit or a place", ["KeyG"], "go"],
  ["/", "search", ["Slash"], "search"],
  ["F", "choose what is listed", ["KeyF"], "filter"],
  ["O", "output", ["KeyO"], "output"],
  ["Esc", "back", ["Escape"], "close"],
  ["?", "these keys", ["Shift+Slash", "F1"], "help"],
];

const byCode = new Map(KEYS.flatMap(([, , codes, action]) => codes.map((code) => [code, action])));

/** Call an action for a key, unless somebody is writing. */
export function listen(act) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || asking()) return;
    const target = event.target;
    if (target.matches("input:not([type=radio]), textarea, select")) {
      if (event.code === "Escape") target.blur();
      return;
    }
    if (event.code === "Space" && target.matches("button, a")) return;
    const code = `${event.shiftKey ? "Shift+" : ""}${event.code}`;
    const label = labelOf(event);
    const action = label ? "label" : byCode.get(code);
    if (!action) return;
    event.preventDefault();
    act(action, { label });
  });
}

function labelOf(event) {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  if (digit === undefined) return "";
  return labels()[((Number(digit) + 9) % 10) + (event.shiftKey ? 10 : 0)] ?? "";
}
