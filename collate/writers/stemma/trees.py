"""Trees of witnesses: as text, Newick, NEXUS and Graphviz's dot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from collate.io.wording import count, padded, visible, width
from collate.model.tree import Node, Stemma

WARNING = (
    "The tree shows who agrees with whom: it has no root, a branching need not be a lost manuscript, and agreement in\n"
    "what any scribe may write proves nothing. --only substantive leaves such readings out.\n"
)
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


def write_newick(stemma: Stemma, out: TextIO) -> None:
    """One line; supports in per cent stand as names of branchings, as programs that draw trees expect."""
    out.write(newick(stemma.tree) + "\n")


def newick(node: Node, *, root: bool = True) -> str:
    """A tree in Newick's form; names that are not plain stand in quotes."""
    inner = f"({','.join(newick(child, root=False) for child in node.children)})" if node.children else _name(node.name)
    support = f"{100 * node.support:.0f}" if node.support is not None else ""
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
    out.write("END;\n")


def write_dot(stemma: Stemma, out: TextIO) -> None:
    """An undirected graph for Graphviz: `dot`, or `neato` for a tree without a root."""
    out.write("graph stemma {\n  node [shape=plaintext];\n")
    out.writelines(_edges(stemma.tree, "n"))
    out.write("}\n")


def _edges(node: Node, name: str) -> Iterator[str]:
    label = visible(node.name).replace("\\", "\\\\").replace('"', '\\"')
    yield f'  {name} [label="{label}"];\n' if node.name else f"  {name} [shape=point];\n"
    for number, child in enumerate(node.children):
        below = f"{name}_{number}"
        support = f', label="{child.support:.0%}"' if child.support is not None else ""
        yield from _edges(child, below)
        yield f"  {name} -- {below} [len={0.5 + 8 * child.length:.3f}{support}];\n"
