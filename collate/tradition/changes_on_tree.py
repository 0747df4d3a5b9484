"""The least number of changes by which the readings of the units can have arisen on a given tree.

Method: the algorithm of Fitch (1971) as Hartigan (1973) extended it to branchings of any number and to nodes whose
state is known: a witness that others were copied from. Where a manuscript has several exemplars (contamination), each
unit takes the one that needs the fewest changes: the parsimony of a network by the trees that it displays (Nakhleh,
Jin, Zhao and Mellor-Crummey 2005). All units are computed at once, as arrays of shape (readings, units).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from collate.model.given_tree import GivenTree
from collate.model.statistics import Counts

MOST_TREES = 1024  # of those that a network displays; more are not tried
TOP = ""  # the node above all roots

Parents = Mapping[str, str]  # the exemplar of each node; that of a root is TOP
Sets = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Fitted:
    """The least changes of each unit on a tree, and for each node the readings with which that is possible."""

    parents: Parents
    order: tuple[str, ...]
    changes: Counts
    best: Mapping[str, Sets]


def displayed(tree: GivenTree) -> Iterator[Parents]:
    """The trees that a stemma displays: of several exemplars of a manuscript one each; the first by descent alone.

    A link without direction leads to the end that has no exemplar, else it can lead either way.
    """
    choices: dict[str, list[str]] = {node.name: [] for node in tree.nodes}
    ordered = sorted(tree.edges, key=lambda edge: (edge.kind == "contamination", not edge.directed))
    for edge in ordered:
        if edge.directed or not choices[edge.child]:
            choices[edge.child].append(edge.parent)
        elif not choices[edge.parent]:
            choices[edge.parent].append(edge.child)
        else:
            choices[edge.child].append(edge.parent)
            choices[edge.parent].append(edge.child)
    for some in choices.values():
        some[:] = list(dict.fromkeys(some)) or [TOP]
    found = (dict(zip(choices, made, strict=True)) for made in product(*choices.values()))
    yield from (parents for parents in islice(found, MOST_TREES * 4) if _is_tree(parents))


def _is_tree(parents: Parents) -> bool:
    """Whether every node leads up to TOP, and none to itself."""
    good: set[str] = {TOP}
    for name in parents:
        way: list[str] = []
        at = name
        while at not in good:
            if at in way:
                return False
            way.append(at)
            at = parents[at]
        good.update(way)
    return True


def fitted(parents: Parents, states: Mapping[str, Counts], size: int) -> Fitted:
    """The least changes on one tree. `states` has the readings of the witnesses by unit, -1 where they have none.

    `size` is the largest number of readings.
    """
    below: dict[str, list[str]] = {TOP: []}
    for name, parent in parents.items():
        below.setdefault(parent, []).append(name)
    order = _upwards(below)
    units = len(next(iter(states.values()))) if states else 0
    changes = np.zeros(units, dtype=np.int64)
    best: dict[str, Sets] = {}
    for name in order:
        count = np.zeros((size, units), dtype=np.int64)
        for child in below.get(name, ()):
            count += best[child]
        most = count.max(axis=0)
        own = states.get(name)
        free = count == most
        if own is None:
            changes += len(below.get(name, ())) - most
            best[name] = free
            continue
        there = own >= 0
        fixed = np.zeros((size, units), dtype=bool)
        fixed[own[there], np.flatnonzero(there)] = True
        at_own = count[np.where(there, own, 0), np.arange(units)]
        changes += len(below.get(name, ())) - np.where(there, at_own, most)
        best[name] = np.where(there, fixed, free)
    return Fitted(parents, tuple(order), changes, best)


def _upwards(below: Mapping[str, Sequence[str]]) -> list[str]:
    """The nodes, each after all that were copied from it."""
    order, waiting = [], [TOP]
    while waiting:
        name = waiting.pop()
        order.append(name)
        waiting += below.get(name, ())
    return order[::-1]


def network(trees: Sequence[Parents], states: Mapping[str, Counts], size: int) -> tuple[Counts, list[Fitted], Counts]:
    """The least changes of each unit over several trees, the fits, and the number of the tree that each unit takes."""
    fits = [fitted(parents, states, size) for parents in trees]
    table = np.stack([fit.changes for fit in fits])
    return table.min(axis=0), fits, table.argmin(axis=0)


def history(fit: Fitted, unit: int) -> dict[str, int]:
    """One way in which a unit's readings can have arisen with the least changes: the reading of each node.

    From the top down: a node has the reading of its exemplar if that is among its best, else the first of these.
    """
    found: dict[str, int] = {}
    for name in reversed(fit.order):
        can = fit.best[name][:, unit]
        above = found.get(fit.parents.get(name, TOP), -1)
        found[name] = above if above >= 0 and can[above] else int(np.argmax(can))
    del found[TOP]
    return found


def elsewhere(parents: Parents, name: str) -> Iterator[tuple[str, str, Parents]]:
    """The trees in which a node, with all that was copied from it, stands elsewhere: below another, or beside it.

    Beside: both were copied from a new node between the other and its exemplar.
    """
    inside = {name}
    grown = True
    while grown:
        more = {one for one, parent in parents.items() if parent in inside} - inside
        inside |= more
        grown = bool(more)
    for other in parents:
        if other in inside:
            continue
        if parents[name] != other:
            yield other, "below", {**parents, name: other}
        new = f"\0{other}+{name}"  # a name that no witness has
        yield other, "beside", {**parents, new: parents[other], other: new, name: new}
