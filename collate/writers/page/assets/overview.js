// The overview: for each witness where it differs from the base, along the text; and the way to go there. Moves are arcs.

const BINS = 300;
const LANE = 14;
const ARCS = 34;

const total = () => page.places.at(-1) || 1;
const across = (stretchNumber) => (1000 * page.places[stretchNumber]) / total();

/** Draw the strip anew, by what is marked. */
function renderOverview() {
  const lanes = [...state.witnesses].filter((witness) => witness !== state.base).sort((a, b) => a - b);
  const arcs = page.moves.length ? ARCS : 0;
  const found = page.findings.length ? 1 : 0;
  const height = arcs + LANE * (lanes.length + found);
  const counts = lanes.map(() => new Float32Array(BINS));
  for (const unit of shownUnits()) {
    const bin = Math.min(BINS - 1, Math.floor((BINS * page.places[unit.a]) / total()));
    const readings = readingsOf(unit, state.base);
    if (!readingBy(readings, state.base)) continue; // the base is absent: the longer passage that it lacks is counted
    for (const reading of readings) {
      if (isSilent(reading) || reading[1].includes(state.base) || !isMarked(reading)) continue;
      for (const witness of reading[1]) if (lanes.includes(witness)) counts[lanes.indexOf(witness)][bin] += 1;
    }
  }
  const most = Math.max(1, ...counts.map((own) => Math.max(...own)));
  const drawing = s("svg", { viewBox: `0 0 1000 ${Math.max(height, 1)}`, preserveAspectRatio: "none", "aria-hidden": "true", class: "strip" },
    hatching(),
    page.moves.map((_, number) => arcOf(number, arcs)),
    lanes.map((witness, lane) => laneOf(witness, counts[lane], most, arcs + LANE * lane)),
    page.findings.map((_, k) => {
      const at = page.bands[bandOfFinding(k)]?.a ?? 0;
      return s("rect", { class: "found", x: across(at) - 1, y: height - LANE + 3, width: 3, height: LANE - 5 });
    }),
    s("rect", { id: "here", y: 0, x: 0, width: 1, height }));
  const names = h("div", { class: "names", "aria-hidden": "true" }, arcs > 0 && h("span", { class: "arcs" }, "moves"),
    lanes.map((witness) => h("span", {}, page.witnesses[witness].siglum)), found > 0 && h("span", {}, "findings"));
  const slider = h("div", { id: "slider", role: "slider", tabindex: 0, "aria-label": "Place in the text", "aria-valuemin": 0, "aria-valuemax": page.bands.length }, drawing);
  slider.style.setProperty("height", `${height / LANE}lh`);
  $("overview").replaceChildren(names, slider);
  $("overview").hidden = lanes.length + found === 0;
  measureOverview();
  showHere();
}

/** The heads of the columns stick below the strip. */
function measureOverview() {
  document.documentElement.style.setProperty("--below", `${$("overview").offsetHeight}px`);
}

function hatching() {
  return s("defs", {}, s("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "hatch" })));
}

/** A bar for each bin in which a witness differs; where it is not extant the lane is hatched. */
function laneOf(witness, counts, most, top) {
  const wide = 1000 / BINS;
  const base = top + LANE - 2;
  let path = "";
  counts.forEach((number, bin) => {
    const tall = number ? Math.max(2, (number / most) * (LANE - 4)) : 0;
    if (tall) path += `M${(bin * wide).toFixed(1)} ${base}v${-tall.toFixed(1)}h${(wide * 0.8).toFixed(1)}v${tall.toFixed(1)}z`;
  });
  const gone = page.lacunae.filter(([row]) => row === witness).map(([, a, b]) =>
    s("rect", { class: "gone", x: across(a), y: top + 2, width: Math.max(2, across(b) - across(a)), height: LANE - 4 }));
  return [s("line", { class: "ground", x1: 0, x2: 1000, y1: base, y2: base }), gone, s("path", { class: "bars", d: path })];
}

/** A move, from the place of the words in some witnesses to that in others. */
function arcOf(number, tall) {
  const move = page.moves[number];
  const [x, y] = [across(move.from[0]), across(move.to[0])];
  const high = tall - 4 - Math.min(tall - 6, 8 + Math.abs(x - y) / 6);
  return s("path", { class: "arc", d: `M${x.toFixed(1)} ${tall}Q${((x + y) / 2).toFixed(1)} ${high.toFixed(1)} ${y.toFixed(1)} ${tall}` });
}

/** Show on the strip what is on the screen. */
function showHere() {
  const mark = $("here");
  if (!mark || !page.bands.length) return;
  const number = topBand();
  const band = page.bands[number];
  mark.setAttribute("x", across(band.a).toFixed(1));
  mark.setAttribute("width", Math.max(4, across(band.b) - across(band.a)).toFixed(1));
  const heading = sectionOf(band.a, state.base);
  const slider = $("slider");
  slider.setAttribute("aria-valuenow", number);
  slider.setAttribute("aria-valuetext", `${heading ? `${heading}, ` : ""}${Math.round((100 * page.places[band.a]) / total())} %`);
}

/** Go to a share of the text, from 0 to 1. */
function goToShare(share) {
  const place = share * total();
  const number = page.bands.findIndex((band) => page.places[band.b] > place);
  goToBand(number < 0 ? page.bands.length - 1 : number);
}

function goToBand(number) {
  const at = Math.max(0, Math.min(page.bands.length - 1, number));
  if (page.bands.length) bringIntoView(blockOf(at).element, "start");
  showHere();
}

const NEARBY = 12; // bands before and after the top of the screen in which moves are drawn

/** In the margin of the reading text: an arc from each place that words have left to the one they went to. */
function drawArcs() {
  const drawing = $("arcs");
  if (!drawing || state.view !== "reading") return;
  const box = $("text").getBoundingClientRect();
  drawing.setAttribute("height", Math.ceil(box.height));
  const top = topBand();
  // The far end of a long move is beyond the screen; to ask where exactly would lay out all that lies between.
  const heightOf = (unit) => {
    const band = bandOf(unit);
    const element = Math.abs(band - top) <= NEARBY ? placed.get(unit.n) : null;
    if (element) return element.getBoundingClientRect().top + 12 - box.top;
    return band < top ? Math.max(0, -box.top - 300) : window.innerHeight + 300 - box.top;
  };
  const paths = moveEnds.filter(([one, other]) => one && other && one !== other &&
    [one, other].some((unit) => Math.abs(bandOf(unit) - top) <= NEARBY && placed.has(unit.n)));
  drawing.replaceChildren(...paths.map((ends) => {
    const [one, other] = ends.map(heightOf);
    const out = Math.max(4, 34 - Math.min(30, Math.abs(one - other) / 12 + 6));
    return s("path", { class: "arc", d: `M40 ${one.toFixed(0)}C${out} ${one.toFixed(0)} ${out} ${other.toFixed(0)} 40 ${other.toFixed(0)}` });
  }));
}
