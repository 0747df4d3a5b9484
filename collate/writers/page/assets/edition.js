// The edition: what the JSON says (see write/page_data.py), and the questions that the views ask of it.

const page = JSON.parse($("data").textContent);
const OMISSION = 1; // kinds of readings: 0 is words, 2 a gap

/** What a witness has in one stretch. */
function stretch(number, witness) {
  const found = page.stretches[number];
  return typeof found === "string" ? found : found.t[found.w[witness]];
}

/** What a witness has in stretches `a` to `b`. */
function textOf(a, b, witness) {
  let text = "";
  for (let k = a; k < b; k++) text += stretch(k, witness);
  return text;
}

/** What a witness has in a unit, without the space around it. */
const wordsOf = (unit, witness) => textOf(unit.a, unit.b, witness).trim();

/** The readings of a unit from a base, the lemma's first; null where the base has no unit there. */
function readingsOf(unit, base) {
  return unit.views[unit.by[page.bases.indexOf(base)]] ?? null;
}

/** The reading of a unit that a witness has; none if it is absent there. */
const readingBy = (readings, witness) => readings.find(([, sigla]) => sigla.includes(witness));

/** The labels of a reading: name, rule, because. */
const labelsOf = (reading) => reading[2].map((number) => page.reasons[number]);

const isSilent = (reading) => reading[0] > OMISSION;
const isSubstantive = (reading) => labelsOf(reading).some(([name]) => (page.classes[name] ?? "formal") !== "formal");

/** The witness that a reading is quoted from: the base if it has it, or if nobody has, else its first. */
const quotedFrom = (reading, base) => (reading[1].includes(base) ? base : reading[1][0] ?? base);

/** The characters a reading is quoted by. */
const quoted = (unit, reading, base) => wordsOf(unit, quotedFrom(reading, base));

const unitBy = new Map(page.units.map((unit) => [unit.n, unit]));
const siglaOf = (witnesses) => witnesses.filter((k) => !page.witnesses[k].edited).map((k) => page.witnesses[k].siglum).join(" ");

// Which band holds each stretch; which unit is marked on the words of each stretch, and of which only the bounds are:
// those that hold others, or go on from one band to the next.
const bandAt = [];
page.bands.forEach((band, number) => {
  for (let k = band.a; k < band.b; k++) bandAt[k] = number;
});
const markedAt = new Map();
const opening = new Map();
const closing = new Map();
page.units.forEach((unit, number) => {
  const next = page.units[number + 1];
  const before = page.units[number - 1];
  const alone = (!next || next.a >= unit.b) && !(before && before.b > unit.a && before.a === unit.a && before.b === unit.b);
  if (alone && bandAt[unit.a] === bandAt[unit.b - 1]) markedAt.set(unit.a, unit);
  else {
    opening.set(unit.a, [...(opening.get(unit.a) ?? []), unit]);
    closing.set(unit.b, [unit, ...(closing.get(unit.b) ?? [])]);
  }
});

/** The number of the band that a unit begins in. */
const bandOf = (unit) => bandAt[unit.a] ?? page.bands.length - 1;

/** The band of a finding. */
const bandOfFinding = (number) => page.bands.findIndex((band) => band.findings?.includes(number));

/** The line of a witness's file at which a unit stands: of the word before, where the witness has nothing there. */
function lineOf(unit, witness) {
  const lines = lineStarts(witness);
  let k = unit.a;
  if (!wordsOf(unit, witness)) {
    while (k > 0 && !stretch(k - 1, witness)) k--;
    return k ? lines[k - 1] + newlines(stretch(k - 1, witness).trimEnd()) : 1;
  }
  while (!stretch(k, witness)) k++;
  return lines[k];
}

const newlines = (text) => text.split("\n").length - 1;
const lineCache = new Map();

function lineStarts(witness) {
  if (!lineCache.has(witness)) {
    let line = 1 + newlines(page.witnesses[witness].lead);
    lineCache.set(witness, page.stretches.map((_, k) => {
      const here = line;
      line += newlines(stretch(k, witness));
      return here;
    }));
  }
  return lineCache.get(witness);
}

/** The heading that a stretch stands under in a witness. */
function sectionOf(number, witness) {
  let found = "";
  for (const [name, start] of page.witnesses[witness].sections) if (start <= number) found = name;
  return found;
}

/** The word of a witness before a unit. */
function wordBefore(unit, witness) {
  for (let k = unit.a - 1; k >= 0; k--) {
    const words = stretch(k, witness).trim();
    if (words) return words.split(/\s+/).at(-1);
  }
  return "";
}

// The two units of each move: where its words stand in some witnesses, and where in others; null for none.
const holders = page.moves.map(() => []);
for (const unit of page.units) for (const number of unit.moves ?? []) holders[number].push(unit);
const moveEnds = page.moves.map((move, number) =>
  [move.from, move.to].map(([a]) => holders[number].find((unit) => unit.a <= a && a < unit.b) ?? null));
