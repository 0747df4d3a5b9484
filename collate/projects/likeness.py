"""Measures the similarity of sections regardless of spelling, by shared runs of letters weighted by rarity.

Words are taken in the form by which they are aligned (`fold`: no case, accents or punctuation) and written without
spaces, so that divided words and spellings of a scribe's own break few runs. A run is six letters, three where the
script writes syllables or words. Runs of letters instead of words, and weights by rarity, are what text retrieval uses
for languages without a dictionary (McNamee and Mayfield 2004; Spärck Jones 1972). Three spellings of a chapter share a
tenth of the weight and more, two chapters of one book a fiftieth.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex
from rapidfuzz.distance import Indel

from collate.alignment.chain import grams
from collate.witnesses.normalisers.forms import fold

LETTERS, SIGNS = 6, 3  # of a run: in alphabets; where a sign is a syllable or a word
FEW = 25  # runs of a section from which nothing can be told
TIMES = 3  # as much as another section shares, for the words to be clear
CLEARLY = 1.2  # times as like
LONG = 10_000  # letters from which a likeness is told
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}\p{N}]+")
_SIGN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]
_fold = lru_cache(maxsize=1 << 17)(fold)


def run_length(texts: Sequence[str]) -> int:
    """Return the number of letters in a run for this script."""
    sample = "".join(text[:2000] for text in texts[:20])
    return SIGNS if 2 * len(_SIGN.findall(sample)) > sum(map(len, _WORD.findall(sample))) else LETTERS


class Runs(NamedTuple):
    """The runs of a text in order: their keys, and for each the offset of the word in which it begins."""

    keys: Keys
    offsets: Numbers

    @property
    def distinct(self) -> Keys:
        """Each key once, ascending."""
        return np.unique(self.keys)


def runs(text: str, length: int) -> Runs:
    """Return the runs of a text, each of `length` letters."""
    matches = list(_WORD.finditer(text))
    words = [_fold(match.group()) for match in matches]
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    if len(letters) < length:
        return Runs(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64))
    starts = np.fromiter((match.start() for match in matches), dtype=np.int64, count=len(matches))
    offsets = np.repeat(starts, np.fromiter(map(len, words), dtype=np.int64, count=len(words)))
    return Runs(grams(letters, length), offsets[: len(letters) - length + 1])


def likest(text: str, one: str, others: Sequence[str]) -> bool:
    """Whether a text is clearly more similar to one text than to any of the others, regardless of spelling.

    By the letters that they have in one order (longest common subsequence): in spellings so far apart that hardly a
    run is the same these are still half of all, in two chapters of one book a third.
    """
    own = _letters(text)

    def like(other: str) -> float:
        return Indel.normalized_similarity(own, _letters(other))

    return like(one) >= CLEARLY * max(map(like, others), default=0.0)


def _letters(text: str) -> str:
    return "".join(_fold(match.group()) for match in _WORD.finditer(text))[:LONG]


def words(text: str) -> set[str]:
    """Return the distinct words of a text, in the form used for alignment."""
    return set(map(_fold, _WORD.findall(text)))


def alike(texts: Sequence[str]) -> bool:
    """Whether two of the texts share a word, or three letters in a row; if not, no two of their words are similar."""
    seen: set[str | int] = set()
    for text in texts:
        own: set[str | int] = {*words(text), *runs(text, SIGNS).keys.tolist()}
        if not seen.isdisjoint(own):
            return True
        seen |= own
    return False


class Index:
    """The sections that others are compared with, by number, and the runs of each.

    `lone` is how many runs each section has that no other has.
    """

    def __init__(self, sections: Sequence[Keys]) -> None:
        """Take the distinct runs of each section."""
        self.size = len(sections)
        keys = np.concatenate([np.empty(0, dtype=np.uint64), *sections])
        holders = np.repeat(np.arange(self.size), [len(own) for own in sections])
        order = np.argsort(keys, kind="stable")
        self._holders: Numbers = holders[order]
        self._keys, self._first, self._counts = np.unique(keys[order], return_index=True, return_counts=True)
        self._weights: Weights = np.log((self.size + 1) / self._counts)
        self._whole = self._sums(np.arange(len(self._keys)))
        self.lone: Numbers = np.bincount(self._holders[self._first[self._counts == 1]], minlength=self.size)

    def shares(self, keys: Keys) -> Weights:
        """Return, for each section, the weight of the shared runs divided by the weight of the lighter side."""
        at, there = self._places(keys)
        found = at[there]
        weight = float(self._weights[found].sum()) + (len(keys) - len(found)) * math.log(self.size + 1)
        smaller = np.minimum(weight, self._whole)
        return np.divide(self._sums(found), smaller, out=np.zeros(self.size), where=smaller > 0)

    def owners(self, keys: Keys) -> Numbers:
        """For each run the only section that has it, or -1."""
        at, there = self._places(keys)
        there[there] = self._counts[at[there]] == 1
        found = np.full(len(keys), -1, dtype=np.int64)
        found[there] = self._holders[self._first[at[there]]]
        return found

    def _places(self, keys: Keys) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Where some runs are among those that are known, and whether they are."""
        at = np.searchsorted(self._keys, keys)
        there = at < len(self._keys)
        there[there] = self._keys[at[there]] == keys[there]
        return at, there

    def _sums(self, found: Numbers) -> Weights:
        """The weight of some of the known runs in each section."""
        counts = self._counts[found]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        holders = self._holders[np.repeat(self._first[found], counts) + within]
        sums = np.bincount(holders, weights=np.repeat(self._weights[found], counts), minlength=self.size)
        return np.asarray(sums, dtype=np.float64)
