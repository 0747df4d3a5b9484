"""The words of an aligned table as numbers, and what the rows of it say of chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.alignment.result import Rows, Table
from collate.languages.letters import is_word

Codes = npt.NDArray[np.int32]
Span = tuple[int, int]

PRIOR_WORDS = 500  # as if so many other words had been seen: in a short text every word looks common
AROUND = 6  # positions on either side for which variation is measured


@dataclass(slots=True)
class WordTable:
    """The table as codes of words: `codes` (positions, rows), -1 for none; signs do not take part."""

    forms: list[str]
    codes: Codes
    places: list[int]  # positions of the full table
    share: list[float]  # the relative frequency of each form
    unrest: dict[tuple[int, int], tuple[int, int]]
    usual: Codes  # what most rows have at each position: a word, or -1 for none

    def plainest(self, low: int, high: int, *groups: Iterable[int]) -> tuple[int, ...]:
        """Of each group the row that agrees most with the others over some positions, for it changed least else."""
        return tuple(self._plainest(low, high, sorted(group)) for group in groups)

    def _plainest(self, low: int, high: int, rows: Sequence[int]) -> int:
        differ = self.codes[low:high, rows] != self.usual[low:high, None]
        return rows[int(differ.sum(axis=0).argmin())]

    def rate(self, a: int, b: int, moved: int) -> float:
        """The share of positions at which two rows disagree, not counting `moved` of them."""
        pair = (min(a, b), max(a, b))
        if pair not in self.unrest:
            one, two = self.codes[:, a], self.codes[:, b]
            either = (one >= 0) | (two >= 0)
            self.unrest[pair] = int(((one != two) & either).sum()), int(either.sum())
        differ, positions = self.unrest[pair]
        return (max(0, differ - moved) + 1) / (positions + 2)

    def between(self, source: Span, target: Span, a: int, b: int) -> tuple[int, int]:
        """At how many positions between two places two rows have the same word; and how many words one has there alone.

        The other rows are not asked: with many witnesses some differ everywhere. Words that both have in another order
        are not counted: the passage was reordered, not rewritten.
        """
        one, two = self.codes[source[0] : target[1], a], self.codes[source[0] : target[1], b]
        low, high = source[1] - source[0], target[0] - source[0]
        same = int(((one == two) & (one >= 0))[low:high].sum())
        words, others = Counter(one[one >= 0].tolist()), Counter(two[two >= 0].tolist())
        return same, max((words - others).total(), (others - words).total())

    def filled(self, source: Span, target: Span, a: int, b: int) -> int:
        """At how many of the two places a third word is instead: then two substitutions explain as much as a move."""
        instead = set(self.codes[source[0] : source[1], b].tolist()) - {-1}
        back = set(self.codes[target[0] : target[1], a].tolist()) - {-1}
        return 0 if instead & back else bool(instead) + bool(back)

    def unrest_between(self, source: Span, target: Span, a: int, b: int) -> float:
        """The share of other differences between two rows around and between the two places, a sign of rewriting."""
        low, high = max(0, source[0] - AROUND), min(len(self.codes), target[1] + AROUND)
        one, two = self.codes[low:high, a], self.codes[low:high, b]
        moved = source[1] - source[0] + target[1] - target[0]
        differ = int(((one != two) & ((one >= 0) | (two >= 0))).sum()) - moved
        return (differ + 0.5) / (high - low - moved + 1)


def word_table(rows: Rows, table: Table, divisions: Sequence[Span]) -> WordTable:
    """The words of a table; at `divisions` nothing is compared, for the rows have the same letters there."""
    codes, forms = word_codes(rows, table)
    for low, high in divisions:
        codes[low:high] = -1
    places = np.flatnonzero((codes >= 0).any(axis=1))
    counts = np.bincount(codes[codes >= 0], minlength=len(forms))
    share = ((counts + 0.5) / (counts.sum() + PRIOR_WORDS)).tolist()
    return WordTable(forms, codes[places], places.tolist(), share, {}, _usual(codes[places]))


def _usual(codes: Codes) -> Codes:
    """What most rows have at each position, -1 for none."""
    ordered = np.sort(codes, axis=1)
    places = np.arange(ordered.shape[1])
    begins = np.where(np.diff(ordered, axis=1, prepend=-2) != 0, places, 0)
    length = places - np.maximum.accumulate(begins, axis=1)
    found: Codes = ordered[np.arange(len(ordered)), length.argmax(axis=1)]
    return found


def word_codes(rows: Rows, table: Table) -> tuple[Codes, list[str]]:
    """The forms as numbers in the shape of the table, -1 for signs and absences; and the form of each number."""
    known: dict[str, int] = {}
    codes = np.full(table.shape, -1, dtype=np.int32)
    for number, row in enumerate(rows):
        own = np.array([known.setdefault(f, len(known)) if is_word(f) else -1 for f in row] or [0], dtype=np.int32)
        present = table[:, number] >= 0
        codes[present, number] = own[table[present, number]]
    return codes, list(known)
