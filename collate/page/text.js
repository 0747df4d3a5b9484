// A stretch of text with what is known of it marked in its place.

const CARET = "‸";
const ABSENT = "∅";

/** The nodes of a text: its line breaks as its file means them. */
function typeset(text, about) {
  const parts = text.split(about.lines === "wrapped" ? /\n[ \t]*(?:\n\s*)+/ : /\n\s*/);
  const breaks = about.lines === "wrapped" ? 2 : 1;
  const space = /^(zh|lzh|ja)/.test(about.lang) ? /\n\s*/g : /$^/g; // between ideographs the end of a line is no space
  return parts.flatMap((part, number) => [
    ...Array.from({ length: number ? breaks : 0 }, () => h("br")),
    part.replace(space, "").replace(/\s+/g, " "),
  ]);
}

/** What a witness has in stretches `a` to `b`, with units and findings marked. In the base's text all units are. */
function run(a, b, witness) {
  const nodes = [];
  const doubts = witness === state.base ? page.findings.flatMap((found, k) => (inside(found, a, b) ? [[k, found]] : [])) : [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(...typeset(plain, page.witnesses[witness]));
    plain = "";
  };
  for (let k = a; k < b; ) {
    const start = k;
    const bounds = [...(closing.get(k) ?? []).filter((unit) => unit.b > a), ...(opening.get(k) ?? [])];
    if (bounds.length) {
      flush();
      nodes.push(...bounds.map((unit) => boundOf(unit, k, witness)));
    }
    const unit = markedAt.get(k);
    const doubted = doubts.some(([, found]) => found.meant[0] <= k && k < found.meant[1]);
    const marked = unit && markOf(unit, witness);
    if (marked || doubted) flush();
    if (marked) nodes.push(...marked.map((node) => (doubted && node.classList ? classed(node, "doubted") : node)));
    else if (doubted) {
      const words = textOf(k, unit ? unit.b : k + 1, witness);
      nodes.push(h("span", { class: "doubted" }, typeset(words.trimEnd(), page.witnesses[witness])), words.slice(words.trimEnd().length));
    } else plain += textOf(k, unit ? unit.b : k + 1, witness);
    k = unit ? unit.b : k + 1;
    const ended = doubts.filter(([, found]) => start < found.meant[1] && found.meant[1] <= k);
    if (ended.length) {
      flush();
      nodes.push(...ended.map(([number]) => findingLink(number)), " ");
    }
  }
  flush();
  return nodes;
}

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
  if (!isBase && (own[1].includes(state.base) || !isMarked(own))) return null;
  const text = textOf(unit.a, unit.b, witness);
  const words = text.trim();
  const kinds = isBase ? readings.filter((one) => one !== own) : [own];
  const kind = kinds.some(isSubstantive) ? "substantive" : "formal";
  const sign = own[0] === LACUNA ? "[…]" : isBase ? CARET : ABSENT;
  const said = own[0] === LACUNA ? "not extant" : isBase ? "nothing here in the base" : "left out";
  const link = h(
    "a",
    { class: `unit ${kind}`, href: addressOf(`u${unit.n}`), "data-unit": unit.n },
    words ? typeset(words, page.witnesses[witness]) : h("span", { class: "sign", role: "img", "aria-label": said }, sign),
    isBase && h("sup", {}, unit.n),
  );
  if (isBase) placed.set(unit.n, link);
  const after = text.slice(text.trimEnd().length);
  return words ? [link, ...typeset(after, page.witnesses[witness])] : [link, " "];
}

/** Where a long unit begins or ends. */
function boundOf(unit, at, witness) {
  if (witness !== state.base || !isShown(unit)) return "";
  const begins = at === unit.a;
  const link = h(
    "a",
    { class: "bound", href: addressOf(`u${unit.n}`), "data-unit": unit.n,
      "aria-label": `unit ${unit.n} ${begins ? "begins" : "ends"}` },
    begins ? h("sup", {}, unit.n) : "", begins ? "⌈" : "⌉", begins ? "" : h("sup", {}, unit.n),
  );
  if (begins) placed.set(unit.n, link);
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
  if (reading[0] >= LACUNA) return [h("i", {}, "def."), sigla];
  return [lemma[0] === OMISSION && h("i", {}, "add. "), shown, sigla, labels];
}

/** A long stretch by its first and last words. */
function shortened(text, most = 8) {
  const words = text.split(/\s+/);
  if (words.length > most) return `${words.slice(0, 3).join(" ")} … ${words.at(-1)}`;
  return words.length === 1 && text.length > 4 * most ? `${text.slice(0, 8)}…${text.slice(-4)}` : text.replace(/\s+/g, " ");
}
