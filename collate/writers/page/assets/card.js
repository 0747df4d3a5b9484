// The card: what is known of a unit or of a finding, opened at its place.

/** Open the card of a place, "u3" or "f1"; `focus` moves the keyboard into it. */
function openCard(place, { focus = false, scroll = true } = {}) {
  const element = elementOf(place);
  if (!element) return;
  closeCard();
  state.open = place;
  const card = $("card");
  const number = Number(place.slice(1));
  card.replaceChildren(...(place[0] === "u" ? unitCard(unitBy.get(number)) : findingCard(number - 1)));
  card.hidden = false;
  document.querySelectorAll(place[0] === "u" ? `[data-unit="${number}"]` : `[data-finding="${number}"]`)
    .forEach((node) => node.setAttribute("aria-current", "true"));
  if (scroll) bringIntoView(element);
  placeCard(element);
  history.replaceState(null, "", addressOf(place));
  if (focus) card.focus({ preventScroll: true });
  drawArcs();
}

/** Close it; the keyboard goes back to the place it was opened from. */
function closeCard({ focus = false } = {}) {
  if (state.open === null) return;
  const element = focus ? elementOf(state.open) : null;
  document.querySelectorAll("[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
  state.open = null;
  $("card").hidden = true;
  history.replaceState(null, "", addressOf(""));
  if (element) element.focus({ preventScroll: true });
}

/** Put the open card where its words are now. */
function placeOpenCard() {
  const element = state.open === null ? null : elementOf(state.open);
  if (element) placeCard(element);
}

/** Below the words, inside the window; on a narrow screen the style sheet puts it at the foot. */
function placeCard(element) {
  const card = $("card");
  const at = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16);
  card.style.setProperty("--left", `${Math.max(8, left) + window.scrollX}px`);
  card.style.setProperty("--top", `${at.bottom + window.scrollY + 6}px`);
}

function unitCard(unit) {
  const readings = readingsOf(unit, state.base);
  const where = [sectionOf(unit.a, state.base), `line ${lineOf(unit, state.base)}`].filter(Boolean).join(", ");
  const parts = [cardHead(`Unit ${unit.n}`, where)];
  if (!readings) parts.push(h("p", {}, "With this base, and what is left out, nothing differs here."));
  else {
    parts.push(h("dl", { class: "readings" }, readings.flatMap((reading, number) => readingRows(unit, reading, number === 0))));
    if (unit.conjecture) parts.push(h("p", {}, h("i", {}, "conjecture: "), `${unit.conjecture[0]} (${unit.conjecture[1]})`));
  }
  if (readings && unit.absent) parts.push(...absentNote(unit));
  for (const number of unit.moves ?? []) parts.push(moveNote(unit, number));
  parts.push(cardFoot(`u${unit.n}`, () => citationOf(unit)));
  return parts;
}

function readingRows(unit, reading, isLemma) {
  const about = page.witnesses[quotedFrom(reading, state.base)];
  const words = quoted(unit, reading, state.base);
  const text = words
    ? h("span", { class: "words", lang: about.lang, dir: about.dir }, typeset(words, about))
    : h("i", {}, isSilent(reading) ? "not extant" : isLemma ? "nothing" : "left out");
  const reasons = labelsOf(reading).map(([name, rule, because]) =>
    h("li", {}, h("span", { class: `label ${page.classes[name]}` }, name), ` ${because}`, h("small", {}, ` (${rule})`)));
  return [
    h("dt", {}, text, isLemma && h("span", { class: "tag" }, " lemma")),
    h("dd", {}, h("span", { class: "sigla" }, siglaOf(reading[1])), reasons.length > 0 && h("ul", {}, reasons)),
  ];
}

/** Who has no reading here, and the units that say why. */
function absentNote(unit) {
  const outer = [...new Set(unit.absent.map(([, number]) => number))];
  return outer.map((number) => {
    const gone = siglaOf(unit.absent.filter(([, by]) => by === number).map(([row]) => row));
    const link = number !== unit.n && unitBy.has(number) && [" (", h("a", { href: addressOf(`u${number}`), "data-follow": number }, `unit ${number}`), ")"];
    return h("p", { class: "absent" }, `In no reading here: ${gone}`, link);
  });
}

/** That words have moved, and a link to their other place. */
function moveNote(unit, number) {
  const move = page.moves[number];
  const other = moveEnds[number].find((end) => end && end !== unit);
  const said = `Words change places: ${siglaOf(move.moved)} against ${siglaOf(move.stay)} (${move.because}). `;
  return h("p", { class: "move" }, said, other && h("a", { href: addressOf(`u${other.n}`), "data-follow": other.n }, `Follow to unit ${other.n} ⤳`));
}

function findingCard(number) {
  const found = page.findings[number];
  const [file, line, column] = found.place;
  const sides = found.passages.map(([k, words, path, row, at]) => [page.translations[k], words, `${path}:${row}:${at}`]);
  const about = page.witnesses[page.bases[0]];
  const rows = [[about, found.words, `${file}:${line}:${column}`], ...sides].flatMap(([who, words, place]) => [
    h("dt", {}, who.siglum),
    h("dd", {}, words ? h("span", { class: "words", lang: who.lang, dir: who.dir }, words) : h("i", {}, "the whole passage"), h("small", {}, ` ${place}`)),
  ]);
  const links = found.evidence.slice(0, 12);
  return [
    cardHead(`Finding ${number + 1}: ${found.kind}`, found.suspect === "original" ? `in doubt: the original, ${page.witnesses[page.bases[0]].siglum}` : ""),
    h("p", {}, found.because),
    h("dl", { class: "readings" }, rows),
    h("p", {}, `${found.means}; ${Math.round(found.confidence * 100)} % sure.`),
    links.length > 0 && h("details", {}, h("summary", {}, "Why these passages stand together"), h("p", {}, links.join(" · "))),
    cardFoot(`f${number + 1}`, null),
  ].filter(Boolean);
}

function cardHead(title, where) {
  return h("div", { class: "card-head" }, h("h2", {}, title, where && h("small", {}, ` ${where}`)),
    h("button", { type: "button", "data-do": "close", "aria-label": "Close" }, "✕"));
}

function cardFoot(place, citation) {
  const steps = ["Previous", "Next"].map((name) => h("button", { type: "button", "data-do": name.toLowerCase() }, name));
  return h("div", { class: "card-foot" }, steps, h("a", { href: addressOf(place) }, `Link #${place}`),
    citation && h("button", { type: "button", "data-do": "cite" }, "Cite"), citation && h("output", { id: "cited" }));
}

/** A citation of a unit: what differs, where, in which collation. */
function citationOf(unit) {
  const entry = h("span", {}, readingsOf(unit, state.base) ? entryOf(unit) : `unit ${unit.n}`).textContent;
  const section = sectionOf(unit.a, state.base);
  const where = `${section ? `${section}, ` : ""}line ${lineOf(unit, state.base)} of ${page.witnesses[state.base].siglum}`;
  const address = `${location.href.replace(/#.*/, "")}${addressOf(`u${unit.n}`)}`;
  return `“${entry}”, ${where} (unit ${unit.n}), in: ${page.title}, collated with Collate ${page.version}, ${address}`;
}

/** Open the place after or before the open one, or after the top of the screen. */
function step(forward) {
  const places = state.open?.[0] === "f"
    ? page.findings.map((_, k) => `f${k + 1}`)
    : shownUnits().map((unit) => `u${unit.n}`);
  const at = places.indexOf(state.open);
  const here = page.bands[topBand()]?.a ?? 0;
  const first = places.findIndex((place) => place[0] === "f" || unitBy.get(Number(place.slice(1))).a >= here);
  const next = at < 0 ? Math.max(0, first) - (forward ? 0 : 1) : at + (forward ? 1 : -1);
  if (places[next]) openCard(places[next], { focus: true });
}
