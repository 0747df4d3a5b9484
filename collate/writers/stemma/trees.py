"""Trees of witnesses: as text, Newick, NEXUS and Graphviz's dot."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import count as count_from
from typing import TextIO

from collate.errors import UsageError
from collate.io.tabular import guarded
from collate.io.wording import count, json_text, padded, visible, width
from collate.model.tree import Node, Stemma

WARNING = (
    "The tree shows who agrees with whom: it has no root, a branching need not be a lost manuscript, and agreement in\n"
    "what any scribe may write proves nothing. --only substantive leaves such readings out.\n"
)
FORM = "collate-stemma-1"
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")


def write_text(stemma: Stemma, out: TextIO) -> None:
    """The tree by indentation, with lengths and supports; the consensus; where witnesses change sides."""
    made = f", supports of {count(stemma.replicates, 'resampled tree')}" if stemma.replicates else ""
    out.write(f"Neighbour joining on {count(stemma.units, 'unit')}{made}\n")
    out.writelines(_lines(stemma.tree, "", lengths=True))
    if stemma.consensus is not None:
        out.write("\nWhat most of the resampled trees have in common\n")
        out.writelines(_lines(stemma.consensus, "", lengths=False))
    out.writelines(
        f"\n{visible(turn.siglum)} changes sides at {turn.unit} (line {turn.line}): before, it goes with "
        f"{visible(turn.before)} in {turn.shares[0]:.0%} of the units that tell {visible(turn.before)} from "
        f"{visible(turn.after)}, after in {turn.shares[1]:.0%} ({turn.sure} deviations)\n"
        for turn in stemma.turns
    )
    if stemma.copies is not None:
        out.write("\nA tree in which a witness can be another's ancestor (┐ is a lost one), with the fewest changes\n")
        out.write(f"{visible(stemma.copies.name) or '┐'}\n")
        out.writelines(_lines(stemma.copies, "", lengths=True))
    _windows(stemma, out)
    out.write("\n" + WARNING)


def _windows(stemma: Stemma, out: TextIO) -> None:
    """A row for each window, in each column the nearest of the other witnesses."""
    if not stemma.windows:
        return
    names = [visible(name) for name in stemma.names]
    wide = max(len(f"{one.first}–{one.last}") for one in stemma.windows)
    columns = [
        max([width(name), *(width(visible(w.nearest[k][0])) for w in stemma.windows)]) for k, name in enumerate(names)
    ]
    out.write("\nThe nearest to each along the text (. for none)\n")
    head = "  ".join(padded(name, columns[k]) for k, name in enumerate(names))
    out.write(f"  {' ' * wide}  {head.rstrip()}\n")
    for one in stemma.windows:
        cells = "  ".join(padded(visible(name) or ".", columns[k]) for k, (name, _) in enumerate(one.nearest))
        out.write(f"  {padded(f'{one.first}–{one.last}', wide)}  {cells.rstrip()}\n")


def _lines(node: Node, indent: str, *, lengths: bool) -> Iterator[str]:
    for number, child in enumerate(node.children):
        last = number + 1 == len(node.children)
        support = f" {child.support:.0%}" if child.support is not None else ""
        length = f" {child.length:.3f}" if lengths else ""
        mark = visible(child.name) or "┐"
        yield f"{indent}{'└─' if last else '├─'}{mark}{length}{support}\n"
        yield from _lines(child, indent + ("  " if last else "│ "), lengths=lengths)


def write_newick(stemma: Stemma, out: TextIO, *, method: str = "joining") -> None:
    """One line; supports in per cent stand as names of branchings, as programs that draw trees expect."""
    out.write(newick(chosen(stemma, method)) + "\n")


def chosen(stemma: Stemma, method: str) -> Node:
    """The tree by neighbour joining, or with `method` ``copies`` the one in which witnesses can be ancestors."""
    if method != "copies":
        return stemma.tree
    if stemma.copies is None:
        raise UsageError("there is no tree of copies for so many witnesses", hint="--method joining")
    return stemma.copies


def newick(node: Node, *, root: bool = True) -> str:
    """A tree in Newick's form; names that are not plain stand in quotes."""
    inner = f"({','.join(newick(child, root=False) for child in node.children)})" if node.children else _name(node.name)
    support = f"{100 * node.support:.0f}" if node.support is not None else ""
    if node.children and node.name:
        support = _name(node.name)
    return f"{inner}{support};" if root else f"{inner}{support}:{node.length:.6f}"


def _name(siglum: str) -> str:
    text = visible(siglum)
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def write_nexus(stemma: Stemma, out: TextIO) -> None:
    """A TREES block: the tree, and the consensus where there is one."""
    out.write("#NEXUS\nBEGIN TREES;\n")
    out.write(f"  TREE neighbour_joining = [&U] {newick(stemma.tree)}\n")
    if stemma.consensus is not None:
        out.write(f"  TREE majority = [&U] {newick(stemma.consensus)}\n")
    if stemma.copies is not None:
        out.write(f"  TREE copies = [&U] {newick(stemma.copies)}\n")
    out.write("END;\n")


def write_dot(stemma: Stemma, out: TextIO, *, method: str = "joining") -> None:
    """An undirected graph for Graphviz: `dot`, or `neato` for a tree without a root. A node is named by its siglum."""
    out.write("graph stemma {\n  node [shape=plaintext];\n")
    out.writelines(_edges(chosen(stemma, method), "n"))
    out.write("}\n")


def _edges(node: Node, name: str) -> Iterator[str]:
    own = dot_name(node.name or name)
    yield f"  {own};\n" if node.name else f"  {own} [shape=point, class=hypothetical];\n"
    for number, child in enumerate(node.children):
        below = f"{name}_{number}"
        support = f', label="{child.support:.0%}"' if child.support is not None else ""
        yield from _edges(child, below)
        yield f"  {own} -- {dot_name(child.name or below)} [len={0.5 + 8 * child.length:.3f}{support}];\n"


def dot_name(text: str) -> str:
    """A name in quotes, as DOT writes it."""
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_csv(stemma: Stemma, out: TextIO, *, guard: bool = True, method: str = "copies") -> None:
    """A row for each edge: ``node``, ``beside``, ``length``; a lost manuscript is a number after ``#``."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["node", "beside", "length"])
    tree = chosen(stemma, method if stemma.copies is not None else "joining")
    for one, other, length in links(tree):
        rows.writerow([guarded(visible(one), on=guard), guarded(visible(other), on=guard), f"{length:.6f}"])


def links(tree: Node) -> Iterator[tuple[str, str, float]]:
    """The edges of a tree: a node, the one above it, and the length; those without a name are numbered."""
    number = count_from(1)
    waiting = [(tree, tree.name or f"#{next(number)}")]
    while waiting:
        node, name = waiting.pop()
        for child in node.children:
            own = child.name or f"#{next(number)}"
            yield own, name, child.length
            waiting.append((child, own))


def write_json(stemma: Stemma, out: TextIO) -> None:
    """Both trees as edges, the changes of side, and the recipe. Schema: schemas/stemma.schema.json."""
    document = {
        "form": FORM,
        "witnesses": list(stemma.names),
        "units": stemma.units,
        "replicates": stemma.replicates,
        "trees": {
            name: [{"node": one, "beside": other, "length": round(length, 6)} for one, other, length in links(tree)]
            for name, tree in (("joining", stemma.tree), ("consensus", stemma.consensus), ("copies", stemma.copies))
            if tree is not None
        },
        "turns": [asdict(turn) for turn in stemma.turns],
        "notes": list(stemma.notes),
        "recipe": stemma.recipe,
    }
    out.write(json_text(document, indent=1) + "\n")
