"""A stemma that an editor gave as SVG, from the top down; with a unit, each manuscript with its reading of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from lxml import etree
from lxml.builder import E

from collate.io.wording import one_line, shortened, visible, width
from collate.model.given_tree import GivenTree, ScoredTree, UnitOnTree
from collate.writers.stemma.given import COLOURS, named, reading

ROW, MARGIN, LETTER = 74, 30, 8
_STYLE = (
    "text{font:14px serif;fill:#1a1a1a;text-anchor:middle}.lost{font-style:italic;fill:#666}.reading{font-size:12px}"
    "line{stroke:#1a1a1a;stroke-width:1.2}.dashed{stroke-dasharray:5 4}.change{stroke:#d62728;stroke-width:2.4}"
    "@media(prefers-color-scheme:dark){text{fill:#e8e8e8}.lost{fill:#aaa}line{stroke:#e8e8e8}}"
)
Places = Mapping[str, tuple[float, float]]


def write(scored: ScoredTree, out: TextIO, *, unit: str = "") -> None:
    """One SVG document; `title` and `desc` say what it shows to those who do not see it."""
    one = named(scored, unit) if unit else None
    longest = max(width(visible(node.label)) for node in scored.tree.nodes)
    if one:
        longest = max([longest, *(width(shortened(one_line(text))) for text in one.readings)])
    places = _places(scored.tree, LETTER * longest + MARGIN)
    right, low = (max(place[k] for place in places.values()) + 2 * MARGIN for k in (0, 1))
    said = (
        f"{one.unit}: {one.changes} changes, {one.needed} needed." if one else f"{scored.changes} changes in all units."
    )
    drawing = E.svg(
        E.title("A stemma"), E.desc(said), E.style(_STYLE),
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {right + MARGIN:.0f} {low + MARGIN:.0f}", role="img",
    )  # fmt: skip
    _lines(scored.tree, places, one, drawing)
    for node in scored.tree.nodes:
        x, y = places[node.name]
        label = E.text(visible(node.label), x=f"{x:.1f}", y=f"{y:.1f}")
        if node.hypothetical:
            label.set("class", "lost")
        drawing.append(label)
        if one:
            number = one.states[node.name]
            colour = COLOURS[number % len(COLOURS)]
            words = visible(reading(one, number))
            drawing.append(
                E.text(words, {"class": "reading", "style": f"fill:{colour}"}, x=f"{x:.1f}", y=f"{y + 16:.1f}")
            )
    out.write(etree.tostring(drawing, encoding="unicode", pretty_print=True))


def _places(tree: GivenTree, column: float) -> dict[str, tuple[float, float]]:
    """Where each node stands: those that nothing was copied from side by side, the others over their copies."""
    below: dict[str, list[str]] = {node.name: [] for node in tree.nodes}
    placed: set[str] = set()
    for edge in tree.edges:  # each node hangs from its first exemplar
        if edge.kind == "descent" and edge.child not in placed:
            below[edge.parent].append(edge.child)
            placed.add(edge.child)
    places: dict[str, tuple[float, float]] = {}
    tops = [node.name for node in tree.nodes if node.name not in placed]
    tops += [node.name for node in tree.nodes if node.name in placed]  # those in a circle
    free = 0.0
    for top in tops:
        waiting = [(top, 0, False)]
        while waiting:
            name, depth, done = waiting.pop()
            if done:
                under = [places[child][0] for child in below[name] if child in places]
                x = (min(under) + max(under)) / 2 if under else MARGIN + column * (free + 0.5)
                free += 0 if under else 1
                places[name] = x, MARGIN + ROW * depth
            elif name not in places:
                places[name] = 0.0, 0.0
                waiting.append((name, depth, True))
                waiting += [(child, depth + 1, False) for child in reversed(below[name]) if child not in places]
    return places


def _lines(tree: GivenTree, places: Places, unit: UnitOnTree | None, drawing: Any) -> None:
    """The edges: dashed for contamination, red where the reading changes."""
    changed = {(step.parent, step.child) for step in unit.steps} if unit else set()
    for edge in tree.edges:
        (x, y), (right, low) = places[edge.parent], places[edge.child]
        kinds = ["dashed"] * (edge.kind == "contamination") + ["change"] * ((edge.parent, edge.child) in changed)
        start = y + (20 if unit else 5)
        line = E.line(x1=f"{x:.1f}", y1=f"{start:.1f}", x2=f"{right:.1f}", y2=f"{low - 14:.1f}")
        if kinds:
            line.set("class", " ".join(kinds))
        drawing.append(line)
