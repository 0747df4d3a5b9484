"""A stemma that an editor gave, and what the readings say of it: as text, CSV, JSON and DOT."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from collate.errors import UsageError
from collate.io.tabular import guarded
from collate.io.wording import count, json_text, one_line, shortened, visible
from collate.model.given_tree import ScoredTree, UnitOnTree
from collate.writers.stemma.trees import dot_name

FORM = "collate-given-stemma-1"
SHOWN = 12  # units that are named
COLOURS = ("#4e79a7", "#e15759", "#59a14f", "#f28e2b", "#b07aa1", "#9c755f", "#76b7b2", "#edc948")


def write_text(scored: ScoredTree, out: TextIO, *, unit: str = "") -> None:
    """The score, the units that contradict the tree most, and what would mend it; or one `unit` on the tree."""
    if unit:
        out.writelines(_on_tree(scored, named(scored, unit)))
        return
    out.write(
        f"{count(scored.changes, 'change')} in {count(len(scored.units), 'unit')}, {scored.needed} needed: "
        f"consistency {scored.consistency:.2f}, retention {scored.retention:.2f}\n"
    )
    against = scored.contradicting(len(scored.units))
    out.write(f"\nUnits whose readings cannot have arisen once each: {len(against)}\n")
    for one in against[:SHOWN]:
        readings = " | ".join(shortened(one_line(text)) for text in one.readings)
        where = ", ".join(f"{visible(step.parent)} > {visible(step.child)}" for step in one.steps)
        out.write(f"  {one.unit} line {one.line}  {readings}: {one.changes} for {one.needed}: {where}\n")
    if len(against) > SHOWN:
        out.write(f"  and {len(against) - SHOWN} more\n")
    if scored.moves:
        out.write(f"\nWhat would mend most ({scored.descent} changes by descent alone)\n")
        out.writelines(
            f"  {visible(move.witness)} {move.how} {visible(move.to)}: {count(move.changes, 'change')}\n"
            for move in scored.moves
        )


def named(scored: ScoredTree, unit: str) -> UnitOnTree:
    """The unit of that name; UsageError if there is none."""
    found = next((one for one in scored.units if one.unit == unit), None)
    if found is None:
        raise UsageError(f"there is no unit {unit!r}", hint="collate diff shows the units")
    return found


def _on_tree(scored: ScoredTree, unit: UnitOnTree) -> Iterator[str]:
    """The tree of descent by indentation, each node with its reading; a change is marked by an arrow."""
    yield f"{unit.unit} line {unit.line}: {unit.changes} for {unit.needed}\n"
    above = {step.child: step.before for step in unit.steps}
    labels = {node.name: node.label if not node.hypothetical else f"({node.label})" for node in scored.tree.nodes}
    below: dict[str, list[str]] = {}
    for edge in scored.tree.edges:
        if edge.kind == "descent":
            below.setdefault(edge.parent, []).append(edge.child)
    waiting = [(name, 0) for name in reversed(scored.tree.roots)]
    seen: set[str] = set()
    while waiting:
        name, depth = waiting.pop()
        own = reading(unit, unit.states[name])
        came = f"  ({reading(unit, above[name])} >)" if name in above else ""
        yield f"{'  ' * depth}{visible(labels[name])}  {own}{came}\n"
        if name not in seen:
            seen.add(name)
            waiting += [(child, depth + 1) for child in reversed(below.get(name, []))]


def reading(unit: UnitOnTree, number: int) -> str:
    """The text of a reading of a unit; "?" where nothing is known."""
    return shortened(one_line(unit.readings[number])) if 0 <= number < len(unit.readings) else "?"


def write_csv(scored: ScoredTree, out: TextIO, *, guard: bool = True) -> None:
    """A row for each unit: its readings, the least number of changes, how many it needs, and where they are."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["unit", "line", "lemma", "readings", "changes", "needed", "extra", "where"])
    for one in scored.units:
        texts = (one_line(one.lemma), " | ".join(map(one_line, one.readings)))
        where = "; ".join(f"{visible(step.parent)} > {visible(step.child)}" for step in one.steps)
        cells = (guarded(text, on=guard) for text in texts)
        rows.writerow([one.unit, one.line, *cells, one.changes, one.needed, one.extra, guarded(where, on=guard)])


def write_json(scored: ScoredTree, out: TextIO) -> None:
    """All of it. Schema: schemas/given-stemma.schema.json."""
    document = {
        "form": FORM,
        "extant": list(scored.tree.extant),
        "hypothetical": list(scored.tree.hypothetical),
        "roots": list(scored.tree.roots),
        "edges": [edge._asdict() for edge in scored.tree.edges],
        "witnesses": dict(scored.names),
        "changes": scored.changes,
        "needed": scored.needed,
        "consistency": round(scored.consistency, 6),
        "retention": round(scored.retention, 6),
        "descent": scored.descent,
        "moves": [move._asdict() for move in scored.moves],
        "notes": list(scored.notes),
        "units": [
            {**one._asdict(), "steps": [step._asdict() for step in one.steps], "states": dict(one.states)}
            for one in scored.units
        ],
        "recipe": scored.recipe,
    }
    out.write(json_text(document, indent=1) + "\n")


def write_dot(scored: ScoredTree, out: TextIO, *, unit: str = "") -> None:
    """The tree for Graphviz; with `unit` each node in the colour of its reading, changes in red."""
    one = named(scored, unit) if unit else None
    changed = {(step.parent, step.child) for step in one.steps} if one else set()
    out.write("digraph stemma {\n  node [shape=plaintext];\n")
    for node in scored.tree.nodes:
        about = [f"label={dot_name(node.label)}"]
        if node.hypothetical:
            about.append("class=hypothetical")
        if one:
            number = one.states[node.name]
            about += [f'fontcolor="{COLOURS[number % len(COLOURS)]}"', f"tooltip={dot_name(reading(one, number))}"]
        out.write(f"  {dot_name(node.name)} [{', '.join(about)}];\n")
    for edge in scored.tree.edges:
        about = ["style=dashed"] if edge.kind == "contamination" else []
        about += ["dir=none"] if not edge.directed else []
        about += ["color=red"] if (edge.parent, edge.child) in changed else []
        attributes = f" [{', '.join(about)}]" if about else ""
        out.write(f"  {dot_name(edge.parent)} -> {dot_name(edge.child)}{attributes};\n")
    out.write("}\n")
