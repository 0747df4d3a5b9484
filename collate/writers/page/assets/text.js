// A stretch of text with what is known of it marked in its place.

const CARET = "‸";
const ABSENT = "∅";
const UNSPACED = /^(zh|lzh|ja)/;

/** The nodes of a text: its line breaks as its file means them. */
function typeset(text, about) {
  const parts = text.split(about.lines === "wrapped" ? /\n[ \t]*(?:\n\s*)+/ : /\n\s*/);
  const breaks = about.lines === "wrapped" ? 2 : 1;
  const space = UNSPACED.test(about.lang) ? /\n\s*/g : /$^/g; // between ideographs the end of a line is no space
  return parts.flatMap((part, number) => [
    ...Array.from({ length: number ? breaks : 0 }, () => h("br")),
    part.replace(space, "").replace(/\s+/g, " "),
  ]);
}

/** What a witness has in stretches `a` to `b`, with units and findings marked. In the base's text all units are. */
function run(a, b, witness) {
  const nodes = [];
  const isBase = witness === state.base;
  const about = page.witnesses[witness];
  // Findings speak of the base that the translations were aligned with, and of no other.
  const doubts = witness === page.bases[0] ? page.findings.flatMap((found, k) => (inside(found, a, b) ? [[k, found]] : [])) : [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(...typeset(plain, about));
    plain = "";
  };
  // What closes stands before the space that follows the words.
  const close = (more) => {
    const space = plain.slice(plain.trimEnd().length);
    plain = plain.trimEnd();
    flush();
    const last = nodes.at(-1);
    if (typeof last === "string" && last && !last.trim()) nodes.splice(-1, 0, ...more);
    else nodes.push(...more);
    plain = space;
  };
  for (let k = a; k < b; ) {
    const start = k;
    const begun = [...silenceAt(k, a, witness), ...(opening.get(k) ?? []).map((unit) => boundOf(unit, true, witness)),
      ...(k === a ? absentFrom(a, witness) : [])].filter(Boolean);
    if (begun.length) {
      flush();
      nodes.push(...begun);
    }
    const unit = markedAt.get(k);
    const doubted = doubts.some(([, found]) => found.meant[0] <= k && k < found.meant[1]);
    const marked = unit && markOf(unit, witness);
    if (marked || doubted) flush();
    if (marked) nodes.push(...marked.map((node) => (doubted && node.classList ? classed(node, "doubted") : node)));
    else if (doubted) {
      const words = textOf(k, unit ? unit.b : k + 1, witness);
      nodes.push(h("span", { class: "doubted" }, typeset(words.trimEnd(), about)), words.slice(words.trimEnd().length));
    } else plain += textOf(k, unit ? unit.b : k + 1, witness);
    k = unit ? unit.b : k + 1;
    const ended = doubts.filter(([, found]) => start < found.meant[1] && found.meant[1] <= k);
    if (ended.length) close(ended.map(([number]) => findingLink(number)));
    for (let at = start + 1; at <= k; at++) {
      const closed = (closing.get(at) ?? []).map((one) => boundOf(one, false, witness)).filter(Boolean);
      if (closed.length) close(closed);
      const within = at < k ? (opening.get(at) ?? []).map((one) => boundOf(one, true, witness)).filter(Boolean) : [];
      if (within.length) close(within);
    }
  }
  flush();
  return nodes;
}

/** A sign where a witness breaks off, and where a band begins in which it is still not extant. */
function silenceAt(k, a, witness) {
  const gone = page.lacunae.find(([row, from, to]) => row === witness && (from === k || (k === a && from < k && k < to)));
  return gone ? [h("span", { class: "lacuna", title: gone[3] }, "[…] ")] : [];
}

/** A sign where a band begins inside a long passage that a witness leaves out. */
function absentFrom(a, witness) {
  return page.units.slice(0, lastUnitBefore(a)).filter((unit) => unit.a < a && a < unit.b && leavesOut(unit, witness) && isShown(unit))
    .slice(-1).map((unit) => absence(unit));
}

/** The number of units that begin before a stretch. */
function lastUnitBefore(a) {
  let [low, high] = [0, page.units.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (page.units[middle].a < a) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a witness that is not the base leaves out the whole of a unit. */
function leavesOut(unit, witness) {
  const readings = witness === state.base ? null : readingsOf(unit, state.base);
  const own = readings && readingBy(readings, witness);
  return Boolean(own) && own[0] === OMISSION && !own[1].includes(state.base);
}

const absence = (unit) =>
  h("a", { class: "unit substantive", href: addressOf(`u${unit.n}`), "data-unit": unit.n },
    h("span", { class: "sign", role: "img", "aria-label": "left out" }, ABSENT));

const inside = (found, a, b) => found.meant && found.meant[0] < b && a < found.meant[1];

function classed(element, name) {
  element.classList.add(name);
  return element;
}

/** The words of a unit as a link to it; null where this witness has nothing to be marked. */
function markOf(unit, witness) {
  const readings = readingsOf(unit, state.base);
  if (!readings || !isShown(unit)) return null;
  const own = readingBy(readings, witness);
  const isBase = witness === state.base;
  if (!isBase && (!own || own[1].includes(state.base) || !isMarked(own) || isSilent(own))) return null;
  const text = textOf(unit.a, unit.b, witness);
  const words = text.trim();
  const about = page.witnesses[witness];
  const kinds = isBase ? readings.filter((one) => one !== own) : [own];
  const kind = kinds.some(isSubstantive) ? "substantive" : "formal";
  const said = isBase ? "nothing here in the base" : "left out";
  const link = h(
    "a",
    { class: `unit ${kind}`, href: addressOf(`u${unit.n}`), "data-unit": unit.n },
    words ? typeset(words, about) : h("span", { class: "sign", role: "img", "aria-label": said }, isBase ? CARET : ABSENT),
    isBase && h("sup", {}, unit.n),
  );
  if (isBase) placed.set(unit.n, link);
  return words ? [link, ...typeset(text.slice(text.trimEnd().length), about)] : [link, UNSPACED.test(about.lang) ? "" : " "];
}

/** Where a long unit begins or ends, in the base and in the witnesses that differ there; what is left out has a sign. */
function boundOf(unit, begins, witness) {
  const isBase = witness === state.base;
  if (!isShown(unit)) return "";
  if (!isBase) {
    const own = readingBy(readingsOf(unit, state.base), witness);
    if (!own || own[1].includes(state.base) || !isMarked(own) || isSilent(own)) return "";
    if (own[0] === OMISSION) return begins ? absence(unit) : "";
  }
  const number = isBase && h("sup", {}, unit.n);
  const link = h(
    "a",
    { class: "bound", href: addressOf(`u${unit.n}`), "data-unit": unit.n, "aria-label": `unit ${unit.n} ${begins ? "begins" : "ends"}` },
    begins ? [number, "⌈"] : ["⌉", number],
  );
  if (isBase && begins) placed.set(unit.n, link);
  return link;
}

/** A sign that something was found here. */
function findingLink(number) {
  const found = page.findings[number];
  return h(
    "a",
    { class: "finding", href: addressOf(`f${number + 1}`), "data-finding": number + 1, title: found.means,
      "aria-label": `finding ${number + 1}: ${found.kind}` },
    `!${number + 1}`,
  );
}

/** The entry of a unit as an apparatus prints it. */
function entryOf(unit) {
  const readings = readingsOf(unit, state.base);
  const about = page.witnesses[state.base];
  const [lemma, ...others] = readings;
  const words = quoted(unit, lemma, state.base);
  const before = wordBefore(unit, state.base);
  const head = words
    ? h("b", { lang: about.lang, dir: about.dir }, shortened(words))
    : h("span", {}, before ? "after " : "at the beginning", before && h("b", { lang: about.lang, dir: about.dir }, before));
  const parts = others.map((reading, number) => [number ? "; " : " ", readingNodes(unit, lemma, reading)]);
  if (unit.conjecture) parts.push(["; ", h("i", {}, "conj. "), unit.conjecture[0], ` ${unit.conjecture[1]}`]);
  return [head, "]", ...parts.flat(3)];
}

function readingNodes(unit, lemma, reading) {
  const about = page.witnesses[reading[1][0]];
  const words = quoted(unit, reading, state.base);
  const shown = h("span", { lang: about.lang, dir: about.dir }, shortened(words, 14));
  const sigla = h("span", { class: "sigla" }, ` ${siglaOf(reading[1])}`);
  const names = labelsOf(reading).map(([name]) => name).filter((name) => !["omission", "addition", "lacuna"].includes(name));
  const labels = names.length ? ` (${names.join(", ")})` : "";
  if (reading[0] === OMISSION) return [h("i", {}, "om."), sigla, labels];
  if (isSilent(reading)) return [h("i", {}, "def."), sigla];
  return [lemma[0] === OMISSION && h("i", {}, "add. "), shown, sigla, labels];
}

/** A long stretch by its first and last words. */
function shortened(text, most = 8) {
  const words = text.split(/\s+/);
  if (words.length > most) return `${words.slice(0, 3).join(" ")} … ${words.at(-1)}`;
  return words.length === 1 && text.length > 4 * most ? `${text.slice(0, 8)}…${text.slice(-4)}` : text.replace(/\s+/g, " ");
}
