"""Trees from distances: neighbour joining, bootstrap support of branches, and the majority tree.

Method: neighbour joining (Saitou and Nei 1987), by Biopython; supports by resampling units with replacement
(Felsenstein 1985); the majority-rule consensus (Margush and McMorris 1981).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from collate.errors import PluginError, UsageError
from collate.model.statistics import Counts
from collate.model.tree import Node
from collate.tradition.agreement import Floats, distances

FEWEST = 3  # witnesses of a tree that says anything
MAJORITY = 0.5


def joined(names: Sequence[str], far: Floats) -> Node:
    """The tree by neighbour joining. UsageError for fewer than three witnesses, PluginError without Biopython."""
    if len(names) < FEWEST:
        raise UsageError("a tree wants three witnesses or more", hint="name another file")
    return _built(names, far, "nj")


def clustered(names: Sequence[str], far: Floats) -> Node:
    """A dendrogram: the nearest are joined first, groups by their mean distance (UPGMA, Sokal and Michener 1958)."""
    return _built(names, far, "upgma")


def _built(names: Sequence[str], far: Floats, method: str) -> Node:
    library = _library()
    # Names of our own, for the library's must not be alike; and a lower triangle with the diagonal.
    matrix = library.DistanceMatrix(
        [f"n{k}" for k in range(len(names))], [far[k, : k + 1].tolist() for k in range(len(names))]
    )
    tree = getattr(library.DistanceTreeConstructor(), method)(matrix)
    return _node(tree.root, names)


def _library() -> Any:
    try:
        from Bio.Phylo import TreeConstruction  # noqa: PLC0415  of an extra, and slow to load
    except ImportError:
        raise PluginError("trees want another package", hint="pip install 'collate-texts[trees]'") from None
    return TreeConstruction


def _node(clade: Any, names: Sequence[str]) -> Node:
    children = tuple(_node(child, names) for child in clade.clades)
    name = "" if children else names[int(clade.name[1:])]
    return Node(name, max(0.0, float(clade.branch_length or 0.0)), children)


def resampled(names: Sequence[str], states: Counts, times: int, seed: int) -> list[Node]:
    """Trees of units drawn with replacement, the same for the same seed."""
    rng = np.random.default_rng(seed)
    draws = (rng.integers(0, states.shape[1], states.shape[1]) for _ in range(times))
    return [joined(names, distances(states[:, draw])) for draw in draws]


def supported(tree: Node, others: Sequence[Node]) -> Node:
    """The tree with the share of the others that have each of its branches."""
    if not others:
        return tree
    often = Counter(split for other in others for split in other.splits())
    every = frozenset(tree.leaves())
    return _supported(tree, often, len(others), every, root=True)


def _supported(node: Node, often: Counter[frozenset[str]], total: int, every: frozenset[str], *, root: bool) -> Node:
    children = tuple(_supported(child, often, total, every, root=False) for child in node.children)
    half = _half(frozenset(node.leaves()), every)
    inner = bool(children) and not root and 1 < len(half) < len(every) - 1
    return replace(node, children=children, support=often[half] / total if inner else None)


def _half(side: frozenset[str], every: frozenset[str]) -> frozenset[str]:
    return side if min(every) not in side else every - side


def consensus(others: Sequence[Node]) -> Node:
    """The tree of all divisions that more than half of some trees make: they can all stand together."""
    every = frozenset(others[0].leaves())
    often = Counter(split for other in others for split in other.splits())
    kept = sorted((s for s, n in often.items() if n / len(others) > MAJORITY), key=lambda s: (len(s), sorted(s)))
    nodes = {frozenset({name}): Node(name) for name in sorted(every)}
    for split in kept:
        inner = {side: node for side, node in nodes.items() if side <= split}
        outer = {side: node for side, node in nodes.items() if not side <= split}
        children = tuple(inner[side] for side in sorted(inner, key=sorted))
        nodes = {**outer, split: Node(children=children, support=often[split] / len(others))}
    return Node(children=tuple(nodes[side] for side in sorted(nodes, key=sorted)))
