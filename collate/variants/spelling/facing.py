"""Counts which words face each other in the table, and which face themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]
Pair = tuple[str, str]  # two words, in the order of the alphabet


@dataclass(frozen=True, slots=True)
class Facing:
    """The words of a table as they stand side by side.

    `places`: at how many positions each pair of different words stands; `own`: at how many positions a word stands in
    two witnesses or more; `rows`: for each pair, the witnesses that have one of the two at such a position, as bits;
    `letters`: how often each letter stands; `words`: pairs of witnesses at a position that both have a word.
    `pairs`: how many of these have a given pair of words.
    """

    places: Counter[Pair] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    rows: dict[Pair, int] = field(default_factory=dict)
    letters: Counter[str] = field(default_factory=Counter)
    pairs: Counter[Pair] = field(default_factory=Counter)
    words: int = 0

    def at(self, a: str, b: str) -> int:
        """At how many positions two words face each other."""
        return self.places[(a, b) if a < b else (b, a)]


def faced(table: Codes, forms: Sequence[str]) -> Facing:
    """Count the words of a table of shape (positions, witnesses): numbers of forms, -1 for none."""
    counts = (table >= 0).sum(axis=1)
    found = Facing(words=int((counts * (counts - 1) // 2).sum()))
    ordered = np.sort(table, axis=1)
    again = (ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)
    first = again & ~np.pad(again, ((0, 0), (1, 0)))[:, :-1]
    held = np.bincount(ordered[:, 1:][first], minlength=len(forms)) if len(forms) else np.zeros(0, dtype=np.int64)
    found.own.update({forms[code]: int(number) for code, number in enumerate(held) if number})
    for code, number in enumerate(np.bincount(table[table >= 0], minlength=len(forms))):
        for letter in forms[code]:
            found.letters[letter] += int(number)
    low = np.where(table >= 0, table, np.iinfo(np.int32).max).min(axis=1, initial=np.iinfo(np.int32).max)
    for position in np.flatnonzero((counts > 1) & (low < table.max(axis=1, initial=-1))).tolist():
        _at(table[position].tolist(), forms, found)
    return found


def _at(codes: Sequence[int], forms: Sequence[str], found: Facing) -> None:
    """Add the pairs of one position."""
    bits: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for row, code in enumerate(codes):
        if code >= 0:
            bits[forms[code]] |= 1 << row
            number[forms[code]] += 1
    for pair in combinations(sorted(bits), 2):
        found.places[pair] += 1
        found.pairs[pair] += number[pair[0]] * number[pair[1]]
        found.rows[pair] = found.rows.get(pair, 0) | bits[pair[0]] | bits[pair[1]]
