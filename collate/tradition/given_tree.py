"""Scores a stemma that an editor gives: how many changes the readings need on it, where, and what would mend most."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

import numpy as np

from collate.errors import UsageError
from collate.model import Apparatus
from collate.model.given_tree import GivenTree, Moved, ScoredTree, Step, UnitOnTree
from collate.model.statistics import Counts
from collate.tradition import changes_on_tree
from collate.tradition.agreement import coded
from collate.tradition.changes_on_tree import MOST_TREES, Parents
from collate.tradition.characters import states

FEWEST = 3  # witnesses that a tree must have
MOVES = 5  # that are named
MOST_MOVED = 80  # nodes of a tree on which all moves are tried


def scored(apparatus: Apparatus, tree: GivenTree, *, moves: bool = True) -> ScoredTree:
    """The readings of an apparatus on a stemma. UsageError if the two have fewer than three witnesses in common."""
    names, notes = _matched(apparatus, tree)
    if len(names) < FEWEST:
        raise UsageError(
            f"the tree and the witnesses have {len(names)} names in common",
            hint=f"the tree has {', '.join(tree.extant[:8]) or 'no extant witness'}; A=path names a witness",
        )
    codes = dict(zip(apparatus.collation.sigla, numbered(apparatus), strict=True))
    known = {name: codes[siglum] for siglum, name in names.items()}
    size = 1 + max((int(own.max(initial=0)) for own in known.values()), default=0)
    trees = list(islice(changes_on_tree.displayed(tree), MOST_TREES + 1))
    if len(trees) > MOST_TREES:
        notes.append(f"of the trees that the contamination allows, {MOST_TREES} were tried: changes may be fewer")
        trees = trees[:MOST_TREES]
    least, fits, which = changes_on_tree.network(trees, known, size)
    table = np.stack(list(known.values()))
    needed, most = _needed(table, size)
    units = tuple(
        _unit(apparatus, k, fits[int(which[k])], int(least[k]), int(needed[k])) for k in range(table.shape[1])
    )
    descent = int(fits[0].changes.sum())
    found = _moves(fits[0].parents, names, known, size) if moves and len(tree.nodes) <= MOST_MOVED else ()
    better = tuple(one for one in found if one.changes < descent)[:MOVES]
    return ScoredTree(
        tree, names, units, int(least.sum()), int(needed.sum()), int(most.sum()), descent, better, tuple(notes),
        apparatus.recipe,
    )  # fmt: skip


def _matched(apparatus: Apparatus, tree: GivenTree) -> tuple[dict[str, str], list[str]]:
    """The node of each witness, by its name, its label, or either without regard to case; and who has none."""
    by_name: dict[str, str] = {}
    for key in (str.casefold, str):
        for node in tree.nodes:
            by_name.update({key(node.label): node.name, key(node.name): node.name})
    found: dict[str, str] = {}
    for siglum in apparatus.collation.sigla:
        node_name = by_name.get(siglum, by_name.get(siglum.casefold()))
        if node_name is not None and node_name not in found.values():
            found[siglum] = node_name
    notes = []
    alone = [siglum for siglum in apparatus.collation.sigla if siglum not in found]
    if alone:
        notes.append(f"not in the tree: {', '.join(alone)}")
    labels = {node.name: node.label for node in tree.nodes if not node.hypothetical}
    missing = [label for name, label in labels.items() if name not in found.values()]
    if missing:
        notes.append(f"in the tree, but not among the witnesses: {', '.join(missing)}")
    return found, notes


def numbered(apparatus: Apparatus) -> Counts:
    """The number of the reading of each witness (row) in each unit (column), -1 where it is not there."""
    codes = coded(states(apparatus))
    found = np.full_like(codes, -1)
    for number, symbol in enumerate(np.unique(codes[codes >= 0]).tolist()):
        found[codes == symbol] = number
    return found


def _needed(table: Counts, size: int) -> tuple[Counts, Counts]:
    """For each unit the changes if every reading arose once, and if every witness stood alone below one text."""
    counts = np.stack([(table == state).sum(axis=0) for state in range(size)])
    there = counts.sum(axis=0)
    return np.maximum((counts > 0).sum(axis=0) - 1, 0), there - counts.max(axis=0)


def _unit(apparatus: Apparatus, k: int, fit: changes_on_tree.Fitted, changes: int, needed: int) -> UnitOnTree:
    """One unit, with one of the ways to have so few changes."""
    unit = apparatus.units[k]
    readings = [one.text or "om." for one in unit.readings if one.kind != "lacuna"]
    found = changes_on_tree.history(fit, k)
    steps = tuple(
        Step(parent, name, found[parent], state)
        for name, state in found.items()
        if (parent := fit.parents[name]) and found[parent] != state
    )
    return UnitOnTree(unit.id, unit.line, unit.lemma.text, tuple(readings), changes, needed, steps, found)


def _moves(parents: Parents, names: Mapping[str, str], known: Mapping[str, Counts], size: int) -> list[Moved]:
    """For each witness the place at which the tree of descent needs the fewest changes, the best first."""
    found = []
    for siglum, name in names.items():
        tried = (
            (int(changes_on_tree.fitted(other, known, size).changes.sum()), to, how)
            for to, how, other in changes_on_tree.elsewhere(parents, name)
        )
        best = min(tried, default=None)
        if best is not None:
            found.append(Moved(siglum, best[1], "below" if best[2] == "below" else "beside", best[0]))
    return sorted(found, key=lambda one: (one.changes, one.witness))
