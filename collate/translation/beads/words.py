"""Aligns the words within beads: two word translation models, one in each direction, combined.

Method: model 1 with a prior for the diagonal (Dyer, Chahuneau and Smith 2013), by expectation and maximisation in both
directions over all beads, initialised from a lexicon; the confidence of a link is the geometric mean of its two
probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from collate.translation.beads.lexicon import Floats, Ints, tallied

ROUNDS = 6
DIAGONAL = 4.0  # how strongly words keep their order
NOTHING = 0.08  # share of words that translate none
PRIOR = 3.0  # sightings that a sure pair of the lexicon is worth
SMALL = 0.02  # and what every pair is given
MOST = 40_000  # pairs of words of a bead; a longer one is left alone

Known = Callable[[str, str], float]


class WordLink(NamedTuple):
    """Word `source` of a bead's original corresponds to word `target` of its translation; `sure` is from 0 to 1."""

    source: int
    target: int
    sure: float


def links(beads: Sequence[tuple[Sequence[str], Sequence[str]]], known: Known, least: float) -> list[list[WordLink]]:
    """The links of every bead with a confidence of at least `least`; none for a bead of more than MOST pairs of words.

    `known`: how likely two forms are a pair, 0 to 1.
    """
    beads = [(one, other) if len(one) * len(other) <= MOST else ([], []) for one, other in beads]
    cells = _cells(beads)
    if not len(cells.key):
        return [[] for _ in beads]
    prior = np.array([known(a, b) for a, b in cells.forms], dtype=float)
    there = _learnt(cells.by_target, cells.left, cells, prior)
    back = _learnt(cells.by_source, cells.right, cells, prior)
    both = np.sqrt(there * back)
    found: list[list[WordLink]] = [[] for _ in beads]
    for place in np.flatnonzero(both >= least).tolist():
        bead = int(cells.bead[place])
        found[bead].append(WordLink(int(cells.i[place]), int(cells.j[place]), float(both[place])))
    return found


class _Cells(NamedTuple):
    """All pairs of words of all beads: where they stand, which pair of forms each is, and its diagonal prior."""

    bead: Ints
    i: Ints
    j: Ints
    key: Ints
    left: Ints
    right: Ints
    by_target: Ints
    by_source: Ints
    near: Floats
    forms: list[tuple[str, str]]


def _cells(beads: Sequence[tuple[Sequence[str], Sequence[str]]]) -> _Cells:
    numbers: tuple[dict[str, int], dict[str, int]] = {}, {}
    parts: list[tuple[Ints, ...]] = []
    near: list[Floats] = []
    at = [0, 0]
    for bead, (one, other) in enumerate(beads):
        a = np.array([numbers[0].setdefault(form, len(numbers[0])) for form in one], dtype=np.int64)
        b = np.array([numbers[1].setdefault(form, len(numbers[1])) for form in other], dtype=np.int64)
        i, j = np.repeat(np.arange(len(a)), len(b)), np.tile(np.arange(len(b)), len(a))
        parts.append((np.full(len(i), bead), i, j, a[i], b[j], j + at[1], i + at[0]))
        near.append(np.exp(-DIAGONAL * np.abs((i + 0.5) / max(1, len(a)) - (j + 0.5) / max(1, len(b)))))
        at = [at[0] + len(a), at[1] + len(b)]
    columns = [np.concatenate([part[k] for part in parts] or [np.zeros(0, np.int64)]) for k in range(7)]
    bead_, i, j, s, t, by_target, by_source = columns
    width = max(1, len(numbers[1]))
    distinct, key = np.unique(s * width + t, return_inverse=True)
    names = list(numbers[0]), list(numbers[1])
    forms = [(names[0][k // width], names[1][k % width]) for k in distinct.tolist()]
    return _Cells(
        bead_, i, j, key, distinct // width, distinct % width, by_target, by_source,
        np.concatenate([*near, np.zeros(0)]), forms,
    )  # fmt: skip


def _learnt(group: Ints, owner: Ints, cells: _Cells, prior: Floats) -> Floats:
    """How likely each pair of words is a link, one way: words of one `group` compete for the other side's word."""
    size, owners = int(group.max()) + 1, int(owner.max()) + 1
    near = cells.near / tallied(group, cells.near, size)[group] * (1 - NOTHING)
    others = max(1, len(np.unique(cells.right if owner is cells.left else cells.left)))
    counts = PRIOR * prior + SMALL
    likely = np.zeros(0)
    for _ in range(ROUNDS):
        share = counts / (tallied(owner, counts, owners)[owner] + 0.5)
        weight = share[cells.key] * near
        likely = weight / (tallied(group, weight, size)[group] + NOTHING / others)
        counts = tallied(cells.key, likely, len(owner)) + PRIOR * prior + SMALL
    return likely
