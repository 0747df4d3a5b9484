"""The bilingual lexicon in numbers: sparse tables of pairs of forms, from seeds and from learning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SEEDED = 3.0  # what a seed counts for, in sightings
DOUBT = 1.5  # and what is kept for words that nobody knows


def tallied(where: Ints, weights: Floats, size: int) -> Floats:
    """The sums of weights by number, from 0 to `size`."""
    sums: Floats = np.bincount(where, weights=weights, minlength=size).astype(np.float64)
    return sums


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a form of the original and one of the translation, by number, ascending, each with a weight."""

    source: Ints
    target: Ints
    weight: Floats

    @classmethod
    def summed(cls, source: Ints, target: Ints, weight: Floats, width: int) -> Pairs:
        """Pairs that occur several times once, with the sum of their weights; `width` is the number of target forms."""
        keys, where = np.unique(source * width + target, return_inverse=True)
        return cls(keys // width, keys % width, tallied(where, weight, len(keys)))

    def __len__(self) -> int:
        return len(self.source)


def empty() -> Pairs:
    """No pairs."""
    return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, slots=True)
class Table:
    """How likely each form of one side is to be translated by forms of the other, by rows.

    ``columns[starts[k] : starts[k + 1]]`` are the translations of form k, `share` their likelihoods, `known` their sum.
    """

    starts: Ints
    columns: Ints
    share: Floats
    known: Floats
    width: int

    def summed(self, forms: Ints, owner: Ints, place: Ints, shape: tuple[int, int]) -> Floats:
        """The sums of the rows of the forms of each `owner`, against those columns that have a `place`, as a table."""
        counts = self.starts[forms + 1] - self.starts[forms]
        offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        index = np.repeat(self.starts[forms], counts) + offset
        column = place[self.columns[index]]
        there = column >= 0
        cells = np.repeat(owner, counts)[there] * shape[1] + column[there]
        return tallied(cells, self.share[index[there]], shape[0] * shape[1]).reshape(shape)


def tables(seeds: Pairs, learnt: Pairs, sizes: tuple[int, int]) -> tuple[Table, Table]:
    """The tables from the original to the translation and back. `sizes`: how many forms each side has."""
    return (
        _table(seeds.source, seeds.target, seeds.weight, learnt.source, learnt.target, learnt.weight, sizes),
        _table(seeds.target, seeds.source, seeds.weight, learnt.target, learnt.source, learnt.weight, sizes[::-1]),
    )


def _table(
    row: Ints, column: Ints, weight: Floats, more_row: Ints, more_column: Ints, more: Floats, sizes: tuple[int, int]
) -> Table:
    # However many translations a dictionary offers, together they count as one seed.
    spread = np.maximum(1.0, tallied(row, weight, sizes[0]))
    seeded = SEEDED * weight / spread[row] if len(row) else weight
    both = Pairs.summed(
        np.concatenate((row, more_row)),
        np.concatenate((column, more_column)),
        np.concatenate((seeded, more)),
        sizes[1],
    )
    total = tallied(both.source, both.weight, sizes[0]) + DOUBT
    share = both.weight / total[both.source] if len(both) else both.weight
    starts = np.concatenate(([0], np.cumsum(np.bincount(both.source, minlength=sizes[0]))))
    known = tallied(both.source, share, sizes[0])
    return Table(starts.astype(np.int64), both.target, share, known, sizes[1])


@dataclass(slots=True)
class Side:
    """One side in numbers: the forms of every segment, one after another, and where each segment begins.

    `names` are the distinct forms; `share` how common each is, smoothed; `letters` the length of each segment;
    `vectors` what a model of sentences makes of each, of length 1, if there is one.
    """

    names: list[str]
    forms: Ints
    starts: Ints
    letters: Floats
    share: Floats
    sets: list[Ints] = field(default_factory=list)
    vectors: Floats | None = None

    @classmethod
    def of(cls, segments: Sequence[Sequence[str]], letters: Sequence[int]) -> Side:
        """Number the forms of the segments."""
        names = sorted({form for segment in segments for form in segment})
        number = {name: k for k, name in enumerate(names)}
        forms = np.array([number[form] for segment in segments for form in segment], dtype=np.int64)
        starts = np.concatenate(([0], np.cumsum([len(segment) for segment in segments]))).astype(np.int64)
        counts = np.bincount(forms, minlength=len(names)) if len(forms) else np.zeros(len(names))
        share = (counts + 1) / max(1, counts.sum() + len(names))
        sets = [np.unique(forms[a:b]) for a, b in pairwise(starts)]
        return cls(names, forms, starts, np.maximum(1.0, np.array(letters, dtype=float)), share, sets)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def counts(self) -> Ints:
        """In how many segments each form stands."""
        return np.bincount(np.concatenate([*self.sets, np.zeros(0, np.int64)]), minlength=len(self.names))
