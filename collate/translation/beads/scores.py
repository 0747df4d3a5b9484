"""Scores every possible bead by its kind, its lengths and its words, in arrays by block of the band."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.translation.beads.band import BLOCK, Band
from collate.translation.beads.lexicon import Floats, Side, Table, tallied

Kind = tuple[int, int]
Scores = dict[Kind, npt.NDArray[np.float64]]  # by kind: (segments of the block, places of its window)

# How often each kind of bead is, before anything is known of the texts.
PRIORS: dict[Kind, float] = {
    (1, 1): 0.80, (1, 0): 0.05, (0, 1): 0.05, (1, 2): 0.06, (2, 1): 0.06, (2, 2): 0.01, (1, 3): 0.01, (3, 1): 0.01,
    (1, 4): 0.003, (4, 1): 0.003, (2, 3): 0.002, (3, 2): 0.002,
}  # fmt: skip
MOST = 4
LONELY = 0.5  # nats: what an omission is worth besides being rare; no words speak for it, as they do for other beads
UNKNOWN = 0.1  # share of words that have no translation in the other text
MEANING = 10.0  # nats of full likeness by a model of sentences
CAP = 4.0  # nats that one word can add
IMPOSSIBLE = -1e30


@dataclass(slots=True)
class Model:
    """What is believed of the texts: length of the translation per letter, its variance, how often beads are."""

    ratio: float
    variance: float
    priors: Mapping[Kind, float]


def block_scores(
    source: Side,
    target: Side,
    band: Band,
    block: int,
    model: Model,
    tables: tuple[Table, Table],
    weights: tuple[float, float],
) -> Scores:
    """The scores of all beads that begin in a block, in nats. `weights`: what a form of each side counts for."""
    first, last = block * BLOCK, min(len(source), (block + 1) * BLOCK)
    rows = min(len(source), last + MOST - 1)
    low, high = int(band.low[block]), int(band.high[block])
    there = _words(source, target, (first, rows), (low, high), tables[0], weights[1])
    back = _words(target, source, (low, high), (first, rows), tables[1], weights[0])
    sense = _meaning(source, target, (first, rows), (low, high))
    found: Scores = {}
    for kind, prior in model.priors.items():
        a, b = kind
        shape = (last - first, high - low + 1 - b)
        if shape[1] <= 0:
            continue
        score = np.full(shape, np.log(prior) + (0.0 if a and b else LONELY))
        usable = min(shape[0], rows - first - a + 1)
        score[max(0, usable) :] = IMPOSSIBLE
        if a and b and usable > 0:
            score[:usable] += _lengths(source, target, (first, low), kind, model, (usable, shape[1]))
            score[:usable] += 0.5 * (there[kind][:usable] + back[b, a].T[:usable])
            if sense is not None:
                score[:usable] += sense(a, b)[:usable]
        found[kind] = score
    return found


def _meaning(
    source: Side, target: Side, span: tuple[int, int], window: tuple[int, int]
) -> Callable[[int, int], Floats] | None:
    """What a model of sentences adds to beads of a kind, in nats: likeness beyond that of what stands beside."""
    if source.vectors is None or target.vectors is None:
        return None
    own, others = source.vectors[slice(*span)], target.vectors[slice(*window)]

    def likeness(a: int, b: int) -> Floats:
        one, other = _windowed(own, a), _windowed(others, b)
        one = one / np.maximum(np.linalg.norm(one, axis=1, keepdims=True), 1e-9)
        other = other / np.maximum(np.linalg.norm(other, axis=1, keepdims=True), 1e-9)
        alike: Floats = one @ other.T
        gain: Floats = MEANING * (alike - alike.mean(axis=1, keepdims=True)) * min(a, b)
        return gain

    return likeness


def _words(
    source: Side, target: Side, span: tuple[int, int], window: tuple[int, int], table: Table, weight: float
) -> Scores:
    """How much likelier the words of target segments are beside source segments than by chance, in nats, by kind."""
    a0, a1 = int(source.starts[span[0]]), int(source.starts[span[1]])
    b0, b1 = int(target.starts[window[0]]), int(target.starts[window[1]])
    own, seen = source.forms[a0:a1], target.forms[b0:b1]
    others, column = np.unique(seen, return_inverse=True)
    place = np.full(table.width, -1, np.int64)
    place[others] = np.arange(len(others))
    segments, rows = window[1] - window[0], span[1] - span[0]
    owner = np.repeat(np.arange(rows), np.diff(source.starts[span[0] : span[1] + 1]))
    likely = table.summed(own, owner, place, (rows, len(others))) / target.share[others]
    unknown, size = tallied(owner, 1 - table.known[own], rows), tallied(owner, np.ones(len(own)), rows)
    # Forms without a likely partner gain the same everywhere, which the margin takes away again: they are left out.
    active = np.flatnonzero(likely.any(axis=0))
    likely = likely[:, active]
    kept = np.full(len(others), -1, np.int64)
    kept[active] = np.arange(len(active))
    where, column = np.repeat(np.arange(segments), np.diff(target.starts[window[0] : window[1] + 1])), kept[column]
    sizes, there = tallied(where, np.ones(len(seen)), segments), column >= 0
    # How often each distinct form stands in each segment: what a form gains is computed once, not wherever it stands.
    cells = column[there] * segments + where[there]
    stands = tallied(cells, np.ones(len(cells)), len(active) * segments).reshape(len(active), segments)
    found: Scores = {}
    for a in range(1, min(MOST, rows) + 1):
        together, free, words = (_windowed(part, a) for part in (likely, unknown, size))
        words = np.maximum(words, 1)[:, None]
        plain = UNKNOWN + (1 - UNKNOWN) * free[:, None] / words
        gain = np.minimum(np.log(plain + (1 - UNKNOWN) * together / words), CAP) - np.minimum(np.log(plain), CAP)
        sums = gain @ stands
        sums -= (sums.sum(axis=1) / max(1, len(seen)))[:, None] * sizes  # a margin over what stands beside
        total = np.concatenate((np.zeros((len(gain), 1)), np.cumsum(sums, axis=1)), axis=1)
        for b in range(1, MOST + 1):
            if b < total.shape[1]:
                found[a, b] = weight * (total[:, b:] - total[:, :-b])
            else:
                found[a, b] = np.zeros((len(gain), 0))
    for a in range(rows + 1, MOST + 1):
        found.update({(a, b): np.zeros((0, max(0, segments + 1 - b))) for b in range(1, MOST + 1)})
    return found


def _windowed(values: Floats, size: int) -> Floats:
    """Sums of `size` neighbouring rows."""
    total = values[: len(values) - size + 1].copy()
    for shift in range(1, size):
        total += values[shift : len(values) - size + 1 + shift]
    return total


def _lengths(
    source: Side, target: Side, corner: tuple[int, int], kind: Kind, model: Model, shape: tuple[int, int]
) -> Floats:
    """The log of the chance that lengths differ by as much (Gale and Church)."""
    a, b = kind
    one = _windowed(source.letters[corner[0] : corner[0] + shape[0] + a - 1], a)[:, None] * model.ratio
    other = _windowed(target.letters[corner[1] : corner[1] + shape[1] + b - 1], b)[None, :]
    z = np.abs(one - other) / np.sqrt(model.variance * np.maximum((one + other) / 2, 1))
    return _log_tail(z)


def _log_tail(z: Floats) -> Floats:
    """Log erfc(z / sqrt 2), by Abramowitz and Stegun 7.1.26."""
    x = z / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    logs: Floats = np.maximum(np.log(np.maximum(series, 1e-30)) - x * x, -28.0)
    return logs
