// What is on the screen. Everything else follows from this and from what the server says.

export const RULE = "the editor's decision";

export const state = {
  about: null, // what does not change: witnesses, labels, blocks
  now: null, // what does: version, progress, undo, news, decisions without a place
  rows: new Map(), // the units, by number
  order: [], // their numbers, in the order of the text
  found: { findings: [], suspects: [] },
  listed: [], // what the list shows: "u3", "f1", "s1"
  open: "", // which of these is open
  unit: null, // the open unit in full
  words: null, // words of the text that were marked
  reading: 1,
  scope: "here",
  profile: "",
};

const ROW = ["number", "start", "end", "where", "section", "said", "substantive", "labels", "sigla", "decided", "one"];

/** A row as the server sends it, with names. */
export const rowOf = (values) => Object.fromEntries(ROW.map((name, k) => [name, values[k]]));

/** Take over rows, and forget those that are no more. */
export function takeRows(rows, gone = []) {
  for (const number of gone) state.rows.delete(number);
  for (const values of rows) {
    const row = rowOf(values);
    state.rows.set(row.number, row);
  }
  state.order = [...state.rows.values()].sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number).map((row) => row.number);
}

/** The number in a name: 3 of "u3". */
export const numberOf = (name) => Number(name.slice(1));

/** The names of labels that an editor gives, in the order of their keys. */
export const labels = () => Object.keys(state.about.classes).filter((name) => name !== "lacuna" && name !== "transposition");

/** The block in which a position of the table stands. */
export function blockAt(position) {
  const blocks = state.about.blocks;
  const found = blocks.findIndex(([, end]) => position < end);
  return found < 0 ? blocks.length - 1 : found;
}
