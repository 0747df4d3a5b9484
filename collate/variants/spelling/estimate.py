"""Weighs how likely two words are one word in two spellings, by expectation maximisation over letter correspondences.

Two words that face each other are one word in two spellings, two related words (*come*, *came*), or two words that
have nothing in common. Three things are weighed:

- **The words.** Two spellings of a word are exchanged freely: where one witness has the one, another has the other.
  Two words stand apart: each mostly faces itself. Of the places where either stands, the share at which they face each
  other is taken for a beta-binomial variable, of two different shapes.
- **The letters.** A pair is one word if each of its correspondences is one of spelling. How often each is, is learnt
  from all pairs with it, those of the vocabulary that never face each other among them. A rare correspondence is judged
  as those are of which it is a case (the same letters in other surroundings; as many letters at the same place).
- **Chance.** Letters shared by chance are weighed against letters that correspond.

After Ristad and Yianilos, "Learning String-Edit Distance" (1998), with surroundings and the test on words added.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collate.variants.spelling.facing import Facing, Pair
from collate.variants.spelling.letters import Correspondence, Level

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

SPELT, APART = (1.2, 1.0), (1.0, 8.0)  # shapes of the share of exchanges: of two spellings, of two words
WEIGHED = 30  # places beyond which a pair of words is no surer
SURE = 4.0  # pairs of words after which a correspondence counts as much as what it is a case of
RELATED = -4.0  # log odds against one word, before letters are looked at
NOVEL, LONGER = 1e-4, 0.05  # share of a correspondence never seen, and of each letter more
TELLING = 4  # letters that two words share, from which their difference counts in full
ROUNDS = 40
EDGE = 1e-6
LEVELS = 5
SIZES = 2  # the last levels of a correspondence: each correspondence counts once there


class Estimate(NamedTuple):
    """What was learnt: for each pair of words the probability of one word, and the share of spelling at each level."""

    pairs: dict[Pair, float]
    shares: dict[Level, tuple[float, float]]  # spellings, and pairs in all
    prior: float


def words_apart(together: int, own: int) -> float:
    """Log odds that two words are one, from the places at which they face each other and one of them faces itself.

    That they face each other at all is given: it is why they are asked about.
    """
    return _odds(*_bounded(together, together + own))


def _bounded(some: int, of: int) -> tuple[int, int]:
    return (some, of) if of <= WEIGHED else (round(some * WEIGHED / of), WEIGHED)


@cache
def _odds(some: int, of: int) -> float:
    if not of:
        return 0.0
    odds = _beta_binomial(some, of, SPELT) - _beta_binomial(some, of, APART)
    if some:
        never = (math.exp(_beta_binomial(0, of, shape)) for shape in (SPELT, APART))
        spelt, apart = (math.log1p(-share) for share in never)
        odds -= spelt - apart
    return odds


def _beta_binomial(some: int, of: int, shape: tuple[float, float]) -> float:
    one, other = shape
    return _log_beta(one + some, other + of - some) - _log_beta(one, other)


def _log_beta(one: float, other: float) -> float:
    return math.lgamma(one) + math.lgamma(other) - math.lgamma(one + other)


class Estimator:
    """The pairs of words as arrays: a row for each correspondence of each pair."""

    def __init__(self, found: Mapping[Pair, Sequence[Correspondence]], facing: Facing, prior: float) -> None:
        """`prior`: how many correspondences of an unsettled kind are spelling."""
        self.pairs, self.prior = list(found), prior
        kinds: dict[Correspondence, int] = {}
        rows = [(number, own) for number, pair in enumerate(self.pairs) for own in found[pair]]
        self.pair: Ints = np.array([number for number, _ in rows], dtype=np.intp)
        self.own: Ints = np.array([kinds.setdefault(own, len(kinds)) for _, own in rows], dtype=np.intp)
        names: dict[Level, int] = {}
        self.levels: Ints = np.array(
            [[names.setdefault(level, len(names)) for level in own.levels] for own in kinds], dtype=np.intp
        ).reshape(-1, LEVELS)
        self.names = list(names)
        numbers: dict[tuple[str, str], int] = {}
        self.letters: Ints = np.array([numbers.setdefault(own[:2], len(numbers)) for own in kinds], dtype=np.intp)
        self.novel: Floats = np.array([NOVEL * LONGER ** (max(len(own.one), len(own.other)) - 1) for own in kinds])
        letters = {pair: sum(len(own.one) + len(own.other) for own in found[pair]) for pair in self.pairs}
        shared = np.array([(len(a) + len(b) - letters[a, b]) / 2 for a, b in self.pairs])
        self.telling: Floats = np.minimum(1.0, shared / TELLING)
        self.words: Floats = np.array([words_apart(facing.at(*pair), _own(facing, pair)) for pair in self.pairs])
        self.faced = np.array([facing.at(*pair) > 0 for pair in self.pairs])
        self.chance: Floats = _chance(self.pairs, facing.letters)

    def estimate(self) -> Estimate:
        """Expectation and maximisation in turn, a fixed number of times."""
        size = len(self.names)
        spelt, seen = np.zeros(size), np.zeros(size)
        related: Floats = np.ones(len(self.pairs))
        joint: Floats = np.zeros(0)
        for _ in range(ROUNDS):
            share = self._shares(spelt, seen)[self.own]
            whole = np.exp(np.bincount(self.pair, np.log(share), len(self.pairs)))
            same = _probability(_log_odds(whole) + self.words)
            joint = same * related
            each = same[self.pair] + (1 - same[self.pair]) * (share - whole[self.pair]) / (1 - whole[self.pair])
            weight = (self.telling * related)[self.pair]
            spelt, seen = self._counted(weight * each, weight)
            related = self._related(joint)
        shares = {name: (float(a), float(b)) for name, a, b in zip(self.names, spelt, seen, strict=True)}
        return Estimate(dict(zip(self.pairs, joint.tolist(), strict=True)), shares, self.prior)

    def _shares(self, spelt: Floats, seen: Floats) -> Floats:
        """How often each correspondence is one of spelling."""
        share = np.full(len(self.levels), self.prior)
        for level in range(LEVELS - 1, -1, -1):
            own = self.levels[:, level]
            share = (spelt[own] + SURE * share) / (seen[own] + SURE)
        clipped: Floats = np.clip(share, 1e-3, 1 - 1e-3)
        return clipped

    def _counted(self, spelt: Floats, weight: Floats) -> tuple[Floats, Floats]:
        """Pairs of words by level. At the levels of size a correspondence counts once, lest the commonest decide."""
        size = len(self.names)
        sums, total = (np.bincount(self.own, values, len(self.levels)) for values in (spelt, weight))
        counts = [np.zeros(size), np.zeros(size)]
        for level in range(LEVELS - SIZES):
            for count, values in zip(counts, (sums, total), strict=True):
                count += np.bincount(self.levels[:, level], values, size)
        _, first, group = np.unique(self.levels[:, LEVELS - SIZES - 1], return_index=True, return_inverse=True)
        part, whole = (np.bincount(group, values) for values in (sums, total))
        voice = whole / (whole + SURE)
        for level in range(LEVELS - SIZES, LEVELS):
            own = self.levels[first, level]
            counts[0] += np.bincount(own, voice * part / np.maximum(whole, EDGE), size)
            counts[1] += np.bincount(own, voice, size)
        return counts[0], counts[1]

    def _related(self, joint: Floats) -> Floats:
        """The probability that two words do not share their letters by chance."""
        letters = self.letters[self.own]
        spelt = np.where(self.faced, joint, 0.0)
        often = np.bincount(letters, spelt[self.pair], len(self.letters)) / max(1.0, float(spelt.sum()))
        likely = np.bincount(self.pair, np.log(often[letters] + self.novel[self.own]), len(self.pairs))
        return _probability(likely - self.chance + RELATED)


def _own(facing: Facing, pair: Pair) -> int:
    return min(facing.own[pair[0]], facing.own[pair[1]])


def _chance(pairs: Sequence[Pair], letters: Counter[str]) -> Floats:
    """The log of how likely the letters of two words are by themselves, half of it: one of them is given."""
    total = sum(letters.values()) + len(letters)
    log = {letter: math.log((number + 1) / total) for letter, number in letters.items()}
    return np.array([sum(log[letter] for letter in a + b) / 2 for a, b in pairs])


def _probability(odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    return found


def _log_odds(share: Floats) -> Floats:
    bounded = np.clip(share, EDGE, 1 - EDGE)
    found: Floats = np.log(bounded / (1 - bounded))
    return found
