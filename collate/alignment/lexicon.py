"""The words of an alignment as numbers (codes), with their weights and similarities.

Codes follow the sorted vocabulary, so that the result does not depend on the order in which rows are given.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from collate.alignment.result import Rows

# Score of two words in one column, from measurements on the gold in docs/alignment.md.
NEAR = 0.5  # below this similarity two words are simply different
NEUTRAL = 0.35  # the similarity with score 0
UNLIKE = -0.9  # better than two gaps, so that words in the same place are a substitution
BASE_WEIGHT, RARITY = 0.55, 0.45  # the weight of a word: the commonest has about half of the rarest

Kind = TypeVar("Kind", np.float32, np.float64)


class Lexicon:
    """Codes, weights and pair scores for the forms of some rows. Depends only on the set of rows."""

    def __init__(self, rows: Rows) -> None:
        counts: Counter[str] = Counter()
        for row in rows:
            counts.update(row)
        self.forms = sorted(counts)
        self.code = {form: code for code, form in enumerate(self.forms)}
        per_row = max(1, len(rows))
        top = math.log(1 + sum(counts.values()))
        self.weights = [
            min(1.0, BASE_WEIGHT + RARITY * (1 - 1.6 * math.log(1 + counts[form] / per_row) / top))
            for form in self.forms
        ]
        self._scores: dict[tuple[int, int], float] = {}
        # Words that are prefixes of others: only these can be the first part of a divided word.
        following = zip(self.forms, self.forms[1:], strict=False)
        self.beginnings = {code for code, (form, longer) in enumerate(following) if longer.startswith(form)}
        self._joined: dict[tuple[int, ...], int] = {}

    def encode(self, rows: Rows) -> list[list[int]]:
        """Rows of codes."""
        return [[self.code[form] for form in row] for row in rows]

    def scores(self, code: int, row: Sequence[int]) -> list[float]:
        """`score` of one word with each of a row."""
        known, score = self._scores, self.score
        return [
            self.weights[code] if token == code else known.get((code, token)) or score(code, token) for token in row
        ]

    def matrix(self, some: Sequence[int], others: Sequence[int], kind: type[Kind]) -> npt.NDArray[Kind]:
        """`score` of each of some words with each of others; with `np.float64` the same numbers to the last digit."""
        likeness = process.cdist(
            [self.forms[code] for code in some], [self.forms[code] for code in others],
            scorer=fuzz.ratio, score_cutoff=100 * NEAR, dtype=kind,
        )  # fmt: skip
        one, two = (np.array([self.weights[code] for code in codes], dtype=kind) for codes in (some, others))
        lighter = np.minimum(one[:, None], two[None, :])
        same = np.array(some)[:, None] == np.array(others)[None, :]
        found: npt.NDArray[Kind] = np.where(
            same, lighter, np.where(likeness >= 100 * NEAR, (likeness / 100 - NEUTRAL) * lighter, kind(UNLIKE))
        )
        return found

    def joined(self, codes: tuple[int, ...]) -> int:
        """The code of the concatenation of some words; -1 if no row has it."""
        known = self._joined.get(codes)
        if known is None:
            known = self._joined[codes] = self.code.get("".join(self.forms[code] for code in codes), -1)
        return known

    def score(self, a: int, b: int) -> float:
        """The score of having two words in one column."""
        if a == b:
            return self.weights[a]
        known = self._scores.get((a, b))
        if known is None:
            likeness = fuzz.ratio(self.forms[a], self.forms[b]) / 100
            weight = min(self.weights[a], self.weights[b])
            known = (likeness - NEUTRAL) * weight if likeness >= NEAR else UNLIKE
            self._scores[a, b] = self._scores[b, a] = known
        return known
