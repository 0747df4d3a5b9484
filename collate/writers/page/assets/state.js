// What the reader chose. Everything on the screen follows from the edition and from this.

const state = {
  view: page.translations.length ? "synopsis" : "reading",
  base: page.bases[0],
  substantive: false,
  entries: false,
  hidden: new Set(), // labels
  witnesses: new Set(page.witnesses.keys()), // whose differences from the base are marked
  columns: new Set([...page.witnesses.keys()].slice(0, page.witnesses.length <= 4 ? 4 : 3)),
  beside: new Set(page.translations.keys()), // translations
  open: null, // the unit or finding whose card is open: "u3", "f1"
};

/** Whether a reading of a unit is marked: it is not the base's, one of the chosen witnesses has it, and not hidden. */
function isMarked(reading) {
  if (!reading[1].some((witness) => state.witnesses.has(witness))) return false;
  const labels = labelsOf(reading);
  if (labels.length && labels.every(([name]) => state.hidden.has(name))) return false;
  return !state.substantive || isSubstantive(reading);
}

/** Whether a unit is marked in the text of the base. */
function isShown(unit) {
  const readings = readingsOf(unit, state.base);
  return readings !== null && readings.some((reading) => !reading[1].includes(state.base) && isMarked(reading));
}

/** The units that are marked, in the order of the text. */
const shownUnits = () => page.units.filter(isShown);

/** The address of a place, with what differs from how the page opens. */
function addressOf(place) {
  const parts = [place];
  if (state.base !== page.bases[0]) parts.push(`base=${encodeURIComponent(page.witnesses[state.base].siglum)}`);
  if (state.view !== (page.translations.length ? "synopsis" : "reading")) parts.push(`view=${state.view}`);
  return `#${parts.join("&")}`;
}

/** Take over what an address says; returns the place it names: "u3", "f1" or "". */
function readAddress(hash) {
  let place = "";
  state.base = page.bases[0];
  state.view = page.translations.length ? "synopsis" : "reading";
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [name, value] = part.split("=");
    if (name === "base" && value) {
      const row = page.bases.find((k) => page.witnesses[k].siglum === decoded(value));
      if (row !== undefined) state.base = row;
    } else if (name === "view" && (value === "reading" || value === "synopsis")) state.view = value;
    else if (/^[uf]\d+$/.test(part)) place = part;
  }
  return place;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address that somebody mistyped names no base
  }
}
