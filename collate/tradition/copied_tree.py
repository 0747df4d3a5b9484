"""Finds a tree in which a witness may be another's ancestor, as copies are.

From the tree by neighbour joining, in which all witnesses are leaves, a search goes to a tree with the least cost: the
changes that the readings need (`changes_on_tree`), and for each lost manuscript that the tree supposes as many as it
must save. A step moves a witness with its copies below or beside another, or puts a witness in the place of a lost
manuscript. `LOST` was chosen on simulated traditions, with and without contamination and losses, on which this finds
more of the true stemma than neighbour joining does (benchmarks/stemma.py). The tree has no root: agreements do not
say which end is the older.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

import numpy as np

from collate.model.statistics import Counts
from collate.model.tree import Node
from collate.tradition import changes_on_tree
from collate.tradition.changes_on_tree import TOP, Parents

LOST = 3  # changes that a lost manuscript must save
MOST = 24  # witnesses: the search takes seconds, and grows with the fourth power


def found(tree: Node, names: Sequence[str], states: Counts, *, lost: float = LOST) -> Node:
    """The tree that the search finds from another one; its inner nodes can be witnesses.

    `states` has a row for each name: the number of its reading by unit, -1 where it is not there.
    """
    patterns, weights = np.unique(states, axis=1, return_counts=True)
    known = dict(zip(names, patterns, strict=True))
    size = int(patterns.max(initial=0)) + 1

    def cost(parents: Parents) -> float:
        changes = changes_on_tree.fitted(parents, known, size).changes
        return float(changes @ weights) + lost * sum(name not in known for name in parents)

    best: Parents = _parents(tree)
    least = cost(best)
    while True:
        tried = {frozenset(parents.items()): parents for parents in _changed(best, known)}
        costs = {key: cost(parents) for key, parents in tried.items()}
        key = min(costs, key=lambda one: (costs[one], sorted(one)), default=None)
        if key is None or costs[key] >= least:
            break
        best, least = tried[key], costs[key]
    fit = changes_on_tree.fitted(best, known, size)
    return _node(best, _lengths(fit, weights))


def _parents(tree: Node) -> dict[str, str]:
    """The node above each node of a tree; those without a name get one that no witness has."""
    parents: dict[str, str] = {}
    number = count(1)
    waiting = [(tree, TOP)]
    while waiting:
        node, above = waiting.pop()
        name = node.name or f"\0{next(number)}"
        parents[name] = above
        waiting += [(child, name) for child in node.children]
    return parents


def _changed(parents: Parents, known: Collection[str]) -> Iterator[Parents]:
    """The trees that one step makes of another."""
    for name, above in parents.items():
        if name not in known:
            for near in [above, *(one for one, own in parents.items() if own == name)]:
                if near != TOP:
                    yield _tidy(_merged(parents, name, near), known)
        if above != TOP:
            for _, _, made in changes_on_tree.elsewhere(parents, name):
                yield _tidy(made, known)


def _merged(parents: Parents, lost: str, near: str) -> dict[str, str]:
    """The tree in which a neighbour stands where a lost manuscript stood."""
    made = {name: (near if above == lost else above) for name, above in parents.items() if name != lost}
    if parents.get(near) == lost:
        made[near] = parents[lost]
    return made


def _tidy(parents: Mapping[str, str], known: Collection[str]) -> dict[str, str]:
    """The tree without lost manuscripts that have fewer than three neighbours: nothing speaks for them."""
    made = dict(parents)
    while True:
        below: dict[str, list[str]] = defaultdict(list)
        for name, above in made.items():
            below[above].append(name)
        idle = next((n for n in made if n not in known and len(below[n]) + (made[n] != TOP) < 3), None)
        if idle is None:
            return made
        above = made.pop(idle)
        children = below[idle]
        if above == TOP and children:
            first, *others = children
            made[first] = TOP
            made.update(dict.fromkeys(others, first))
        else:
            made.update(dict.fromkeys(children, above))


def _lengths(fit: changes_on_tree.Fitted, weights: Counts) -> dict[str, float]:
    """The share of the units that change on the edge above each node, in one way with the fewest changes."""
    changed: dict[str, float] = defaultdict(float)
    for unit, weight in enumerate(weights.tolist()):
        state = changes_on_tree.history(fit, unit)
        for name, own in state.items():
            above = fit.parents[name]
            if above != TOP and state[above] != own:
                changed[name] += weight
    total = max(1, int(weights.sum()))
    return {name: number / total for name, number in changed.items()}


def _node(parents: Parents, lengths: Mapping[str, float]) -> Node:
    """The tree as a Node, from its top."""
    below: dict[str, list[str]] = defaultdict(list)
    for name in sorted(parents):
        below[parents[name]].append(name)

    def made(name: str) -> Node:
        shown = "" if name.startswith("\0") else name
        return Node(shown, lengths.get(name, 0.0), tuple(made(child) for child in below[name]))

    return made(below[TOP][0])
