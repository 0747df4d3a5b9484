"""Re-estimates the lexicon, the length ratio and the frequencies of kinds of beads from an alignment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from collate.translation.beads.lexicon import Floats, Ints, Pairs, Side, Table, tallied
from collate.translation.beads.scores import PRIORS, Kind, Model
from collate.translation.beads.search import Row

SEEN = 0.05  # how likely a pair of segments has to be to teach anything
OWN = 1.0  # sightings that are not counted: a pair that was seen once cannot support itself
LEAST = 0.02  # weight below which a pair is forgotten
STEADY = 10.0  # beads that what was believed before is worth
Cells = tuple[Ints, Ints, Floats]


def cells(table: Sequence[Row], shares: Sequence[dict[Kind, Floats]]) -> Cells:
    """Pairs of segments with how likely they stand in one bead."""
    sources, targets, weights = [], [], []
    for number, (row, found) in enumerate(zip(table, shares, strict=True)):
        for (a, b), share in found.items():
            if a and b:
                start = np.flatnonzero(share > SEEN)
                for p in range(a):
                    for q in range(b):
                        sources.append(np.full(len(start), number + p))
                        targets.append(start + row.low + q)
                        weights.append(share[start])
    if not sources:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    width = int(max(t.max(initial=0) for t in targets)) + 1
    pairs = Pairs.summed(
        np.concatenate(sources).astype(np.int64), np.concatenate(targets), np.concatenate(weights), width
    )
    return pairs.source, pairs.target, pairs.weight


def words(source: Side, target: Side, found: Cells, known: tuple[Table, Table] | None) -> Pairs:
    """The pairs of forms that stand together, weighted by competition: a form is explained by its best partners.

    One step of model 1 in both directions, their geometric mean, without a share for a pair's own sighting.
    """
    rows, columns, weight = found
    one = [source.sets[k] for k in rows.tolist()]
    other = [target.sets[k] for k in columns.tolist()]
    grid = _Grid.of([len(own) for own in one], [len(own) for own in other])
    if not len(grid.row):
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    seen = weight[grid.cell]
    width = len(target.names)
    pairs = np.concatenate(one)[grid.row] * width + np.concatenate(other)[grid.column]
    keys, where = np.unique(pairs, return_inverse=True)
    together = tallied(where, seen, len(keys))
    left, right = keys // width, keys % width
    own = _affinity(left, right, together, source.counts, target.counts, known)[where]
    there, back = (
        tallied(where, seen * own / (tallied(group, own, len(grid.row))[group] + 0.02), len(keys))
        for group in (grid.column, grid.row)
    )
    learnt = np.sqrt(there * back) * np.maximum(together - OWN, 0) / np.maximum(together, 1e-6)
    kept = learnt >= LEAST
    return Pairs(left[kept], right[kept], learnt[kept])


class _Grid(NamedTuple):
    """All pairs of forms in all cells: the cell, and the number of each form among those of all cells."""

    cell: Ints
    row: Ints
    column: Ints

    @classmethod
    def of(cls, one: Sequence[int], other: Sequence[int]) -> _Grid:
        """The grid of cells with so many forms on both sides."""
        a, b = np.array(one, dtype=np.int64), np.array(other, dtype=np.int64)
        owner, size = np.repeat(np.arange(len(a)), a), np.repeat(b, a)
        row = np.repeat(np.arange(len(size)), size)
        shift = np.repeat(np.cumsum(b) - b, a) - (np.cumsum(size) - size)
        return cls(owner[row], row, np.arange(len(row)) + shift[row])


def _affinity(
    left: Ints, right: Ints, together: Floats, often: Ints, others: Ints, known: tuple[Table, Table] | None
) -> Floats:
    """How much two forms belong together: by the tables of the pass before, and at first by how often they meet."""
    if known is None:
        seen = np.maximum(together - OWN, 0) / np.sqrt(often[left] * others[right])
        total = tallied(left, seen, len(often))[left], tallied(right, seen, len(others))[right]
        first: Floats = seen / np.sqrt((total[0] + 1e-6) * (total[1] + 1e-6)) * 0.5 + 1e-4
        return first
    there, back = _look_up(known[0], left, right), _look_up(known[1], right, left)
    both: Floats = np.sqrt(np.maximum(there, 1e-6) * np.maximum(back, 1e-6))
    return both


def _look_up(table: Table, rows: Ints, columns: Ints) -> Floats:
    keys = np.repeat(np.arange(len(table.starts) - 1), np.diff(table.starts)) * table.width + table.columns
    wanted = rows * table.width + columns
    place = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
    if not len(keys):
        return np.zeros(len(wanted))
    return np.where(keys[place] == wanted, table.share[place], 0.0)


def model(source: Side, target: Side, table: Sequence[Row], shares: Sequence[dict[Kind, Floats]], old: Model) -> Model:
    """Length ratio and variance of the likely one-to-one beads; how often each kind is."""
    one, other, weight = [], [], []
    tally = dict.fromkeys(PRIORS, 0.0)
    for number, (row, found) in enumerate(zip(table, shares, strict=True)):
        for kind, share in found.items():
            tally[kind] += float(share.sum())
        sure = found.get((1, 1))
        if sure is not None:
            start = np.flatnonzero(sure > SEEN)
            one.append(np.full(len(start), source.letters[number]))
            other.append(target.letters[start + row.low])
            weight.append(sure[start])
    if not one:
        return old
    x, y, w = np.concatenate(one), np.concatenate(other), np.concatenate(weight)
    total = float(w.sum())
    if total < 1:
        return old
    ratio = (float((w * y).sum() / (w * x).sum()) * total + old.ratio * STEADY) / (total + STEADY)
    spread = float((w * (ratio * x - y) ** 2).sum() / ((w * (ratio * x + y)).sum() / 2))
    variance = (spread * total + old.variance * STEADY) / (total + STEADY)
    beads = sum(tally.values())
    priors = {kind: (tally[kind] + 30 * prior) / (beads + 30) for kind, prior in PRIORS.items()}
    return Model(ratio, variance, priors)
