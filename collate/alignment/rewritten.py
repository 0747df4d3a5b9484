"""Finds passages that were rewritten, and sets the new text beside the old instead of word against word.

An aligner puts any two texts into one another. Where a passage was written anew, common words then agree by accident
and divide one change into many. Agreement counts here only if chance does not explain it: the agreeing words that stand
together must be less probable, by `SURE` nats, than that chance puts them somewhere in a stretch of that size; or as
much must agree, in order, as between unrelated texts never does. Where two groups of rows have nothing else in common,
the words of each group get positions of their own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from collate.alignment import profile
from collate.alignment.lexicon import Lexicon
from collate.alignment.result import Table, from_columns

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]
Span = tuple[int, int]
Realigns = Callable[[Sequence[tuple[int, ...]]], Table]
Groups = frozenset[frozenset[int]]

SHORTEST = 8  # words that each side of a rewritten passage has
SURE = 2.0  # nats by which words in a row must be less probable than that chance puts them somewhere in the stretch
RELATED = 0.3  # the share of what the words of the shorter side say that agrees; between unrelated texts it is less
ALIKE, ALIKE_SAYS = 60, 3.5  # likeness, per cent, from which two words may be one, and what that says in nats
ALIKE_LENGTH = 4
MOST_ROWS = 12  # rows that differ from most others; if there are more, there is no common text to depart from
MOST_CELLS = 40_000  # words x words of a passage that is aligned by itself
PRIOR_WORDS = 500  # as if so many other words had been seen: in a short text every word looks common


def apart(table: Table, codes: Codes, lexicon: Lexicon, align: Realigns) -> Table:
    """The table in which what was rewritten has positions of its own, the text of fewer rows first.

    `codes` are the words of the table, -1 for none; `align` makes a table of rows of such words.
    """
    rows = np.flatnonzero(_irregular(codes, _common(codes))).tolist()
    if not 0 < len(rows) <= MOST_ROWS:
        return table
    classes = _classes(codes, lexicon)
    counts = np.bincount(codes[codes >= 0], minlength=len(lexicon.forms))
    says = -np.log((counts + 0.5) / (counts.sum() + PRIOR_WORDS))
    pairs = {(min(row, other), max(row, other)) for row in rows for other in range(codes.shape[1]) if other != row}
    gaps = {(row, other): _gaps_of(codes, classes, says, lexicon, row, other) for row, other in sorted(pairs)}
    parts, at = [], 0
    for (low, high), groups in _stretches(gaps, codes, classes):
        parts += [table[at:low], *_side_by_side(table[low:high], codes[low:high], groups, align)]
        at = high
    return np.concatenate([*parts, table[at:]]) if parts else table


def _common(codes: Codes) -> Codes:
    """The word at each position that most rows have, two at least; -1 if there is none."""
    ordered = np.sort(codes, axis=1)
    places = np.arange(ordered.shape[1])
    begins = np.where(np.diff(ordered, axis=1, prepend=-2) != 0, places, 0)
    length = np.where(ordered >= 0, places - np.maximum.accumulate(begins, axis=1) + 1, 0)
    best = length.argmax(axis=1)
    every = np.arange(len(ordered))
    return np.where(length[every, best] > 1, ordered[every, best], -1).astype(np.int32)


def _irregular(codes: Codes, common: Codes) -> Flags:
    """Which rows differ from most others in more than half of their words, over some stretch."""
    found = np.zeros(codes.shape[1], dtype=bool)
    for row in range(codes.shape[1]):
        own = codes[:, row] >= 0
        agrees = np.concatenate(([0], np.cumsum(codes[own, row] == common[own])))
        within = agrees[SHORTEST:] - agrees[:-SHORTEST]
        found[row] = bool(len(within)) and bool((2 * within < SHORTEST).any())
    return found


def _gaps_of(codes: Codes, classes: Codes, says: Values, lexicon: Lexicon, row: int, other: int) -> list[Span]:
    """The ranges in which two rows have nothing in common, neither as they are aligned nor by themselves."""
    found = []
    for low, high in _gaps(_Pair(codes, classes, says, row, other)):
        one, two = (tuple(own[own >= 0].tolist()) for own in (codes[low:high, row], codes[low:high, other]))
        if len(one) * len(two) <= MOST_CELLS:
            table = from_columns(profile.columns_of([one, two], lexicon), 2)
            again = np.where(table >= 0, np.stack([np.take(one, table[:, 0]), np.take(two, table[:, 1])], axis=1), -1)
            if _gaps(_Pair(again, _classes(again, lexicon), says, 0, 1)) != [(0, len(again))]:
                continue  # the aligner did not see that they agree
        found.append((low, high))
    return found


def _classes(codes: Codes, lexicon: Lexicon) -> Codes:
    """The words of each position by the first of those that are like them."""
    classes = codes.copy()
    for position in np.flatnonzero((codes != codes[:, :1]).any(axis=1)).tolist():
        forms, known = lexicon.forms, {-1: -1}
        for code in sorted(set(codes[position].tolist())):
            same = (first for first in known.values() if first >= 0 and _alike(forms[first], forms[code]))
            known.setdefault(code, next(same, code))
        classes[position] = [known[code] for code in codes[position].tolist()]
    return classes


def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= ALIKE_LENGTH and fuzz.ratio(one, other) >= ALIKE


class _Pair:
    """The positions at which one of two rows has a word, and what their agreement there says, in nats."""

    def __init__(self, codes: Codes, classes: Codes, says: Values, row: int, other: int) -> None:
        one, two = codes[:, row], codes[:, other]
        self.size = len(codes)
        self.places = np.flatnonzero((one >= 0) | (two >= 0))
        one, two = one[self.places], two[self.places]
        alike = (classes[self.places, row] == classes[self.places, other]) & (one >= 0)
        each = says[one]
        self.agreement: Values = np.where(one == two, each, np.minimum(each, ALIKE_SAYS)) * alike
        # How many words, and how much they say, either row has before each place.
        self.words = [np.concatenate(([0], np.cumsum(words >= 0))) for words in (one, two)]
        self.said = [np.concatenate(([0.0], np.cumsum(np.where(words >= 0, says[words], 0)))) for words in (one, two)]
        self.agreed = np.concatenate(([0.0], np.cumsum(self.agreement)))
        edges = np.flatnonzero(np.diff(np.concatenate(([0], alike.view(np.int8), [0]))))
        self.islands = edges.reshape(-1, 2)
        self.worth = self.agreed[self.islands[:, 1]] - self.agreed[self.islands[:, 0]]

    def place(self, number: int) -> int:
        """The position of one of the places, in the table; after the last, its end."""
        return int(self.places[number]) if number < len(self.places) else self.size

    def lengths(self, low: int, high: int) -> tuple[int, int]:
        """How many words the two rows have in a stretch."""
        one, two = self.words
        return int(one[high] - one[low]), int(two[high] - two[low])

    def related(self, low: int, high: int) -> bool:
        """Whether as much agrees in a stretch as never does by chance."""
        said = min(own[high] - own[low] for own in self.said)
        return bool(self.agreed[high] - self.agreed[low] >= RELATED * said)


def _gaps(pair: _Pair) -> list[Span]:
    """The ranges of positions in which nothing that two rows have in common is more than chance."""
    found: list[Span] = []
    stretches = [(0, len(pair.places), 0, len(pair.islands))]
    while stretches:
        low, high, first, last = stretches.pop()
        one, two = pair.lengths(low, high)
        if min(one, two) < SHORTEST:
            continue
        # Words with which both texts begin or end could be nowhere else; all others anywhere in the stretch.
        within = pair.islands[first:last]
        bar = np.where((within[:, 0] == low) | (within[:, 1] == high), SURE, math.log(one * two) + SURE)
        sure = first + np.flatnonzero(pair.worth[first:last] >= bar)
        if len(sure):
            at, number = low, first
            for island in [*sure.tolist(), last]:
                end, after = pair.islands[island].tolist() if island < last else (high, high)
                stretches.append((at, end, number, island))
                at, number = after, island + 1
        elif not pair.related(low, high):
            # Up to the agreeing words: then the ends are the same for all rows that have these.
            found.append((pair.place(low - 1) + 1 if low else 0, pair.place(high)))
    return sorted(found)


def _stretches(gaps: dict[tuple[int, int], list[Span]], codes: Codes, classes: Codes) -> Iterator[tuple[Span, Groups]]:
    """Ranges of positions, and the groups of rows that have nothing in common there."""
    edges = sorted({edge for spans in gaps.values() for span in spans for edge in span})
    previous: tuple[Span, Groups] | None = None
    for low, high in pairwise(edges):
        parted = {pair for pair, spans in gaps.items() if any(a <= low and high <= b for a, b in spans)}
        groups = _groups(parted, classes[low:high]) if parted else frozenset()
        if previous and previous[1] == groups and previous[0][1] == low:
            previous = (previous[0][0], high), groups
            continue
        if previous and _long(previous, codes):
            yield previous
        previous = (low, high), groups
    if previous and _long(previous, codes):
        yield previous


def _groups(parted: set[tuple[int, int]], classes: Codes) -> Groups:
    """Rows that are not parted from one another; a row with few words goes with those that it agrees with most."""
    aside = {row for pair in parted for row in pair}
    groups: list[set[int]] = []
    for row in np.flatnonzero((classes >= 0).any(axis=0)).tolist():
        near = [group for group in groups if any((min(row, one), max(row, one)) not in parted for one in group)]
        if near and row not in aside:
            _nearest(row, near, classes).add(row)
        else:
            groups = [group for group in groups if group not in near] + [{row}.union(*near)]
    return frozenset(map(frozenset, groups))


def _nearest(row: int, groups: Sequence[set[int]], classes: Codes) -> set[int]:
    """The group in which a row agrees with some row most often."""
    agreed = ((classes == classes[:, [row]]) & (classes >= 0)).sum(axis=0)
    return max(groups, key=lambda group: max(agreed[list(group)]))


def _long(stretch: tuple[Span, Groups], codes: Codes) -> bool:
    """Whether there are several groups, and each has enough words."""
    (low, high), groups = stretch
    words = (codes[low:high] >= 0).sum(axis=0)
    return len(groups) > 1 and all(max(words[list(group)]) >= SHORTEST for group in groups)


def _side_by_side(table: Table, codes: Codes, groups: Groups, align: Realigns) -> Iterator[Table]:
    """The words of each group in positions of their own, the smallest group first.

    They are aligned again, now that the words of the others do not keep them apart.
    """
    for group in sorted(groups, key=lambda group: (len(group), min(group))):
        rows = sorted(group)
        made = align([tuple(own[own >= 0].tolist()) for own in codes[:, rows].T])
        first = np.array([own[own >= 0][0] for own in table[:, rows].T], dtype=np.int32)
        block = np.full((len(made), table.shape[1]), -1, dtype=np.int32)
        block[:, rows] = np.where(made >= 0, made + first, -1)
        yield block
