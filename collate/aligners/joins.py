"""Which neighbouring places are one change, as editors print it.

Between two places some words agree, and yet they are one unit: when words moved over what agrees, or when the
same rows part company at both and what one side lost at the first it got back, in other words, at the second
(καὶ ἦν / ἦν δέ). In the Greek New Testament of `docs/alignment.md` editors join four in five of the latter
and fewer than half of all other neighbours; in rewritten prose they join hardly any, so no other rule is made.
Words divided in two ways (*laguerre*, *la guerre*) are one place too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from collate.aligners.moves import Shift, word_codes
from collate.aligners.result import Rows, Table

Codes = npt.NDArray[np.int32]
Span = tuple[int, int]

PIECES = (2, 3, 4)  # of a divided word
SHARED_WORDS = 2  # agreeing words between the halves of an exchange, at most
LONGEST_HALF = 3  # words of a half, less the words that agree between
ACCIDENT = 1.0  # accidental agreements to be expected, from which on an agreement proves nothing
PRIOR_WORDS = 500  # as if so many other words had been seen: in a short text every word looks common
MOVED_OVER = 4  # agreeing words that a transposition may span and still be printed as one unit


def divisions(rows: Rows, table: Table) -> list[Span]:
    """Ranges of positions at which all rows that are there have the same letters, divided in different ways."""
    codes, _ = word_codes(rows, table)
    places = np.flatnonzero((codes >= 0).any(axis=1))
    words = codes[places]
    found = _divisions(rows, table[places], (words != words[:, :1]).any(axis=1))
    return [(int(places[low]), int(places[high - 1]) + 1) for low, high in found]


def find(rows: Rows, table: Table, shifts: Sequence[Shift]) -> list[Span]:
    """Half-open ranges of positions, ascending and disjoint, each of them one change."""
    codes, _ = word_codes(rows, table)
    places = np.flatnonzero((codes >= 0).any(axis=1))
    words = codes[places]
    varies = (words != words[:, :1]).any(axis=1)
    divided = _divisions(rows, table[places], varies)
    for low, high in divided:  # the letters agree
        varies[low:high] = False
    agrees = ~varies
    for low, high in _rewritten(words, _runs(varies)):
        varies[low:high] = True
    for shift in shifts:
        low, high = (int(k) for k in np.searchsorted(places, _extent(shift)))
        if int(agrees[low:high].sum()) <= MOVED_OVER:
            varies[low:high] = True
    runs = _exchanges(words, _runs(varies))
    whole = [span for span in runs if agrees[span[0] : span[1]].any()]
    apart = [span for span in divided if not any(low < span[1] and span[0] < high for low, high in whole)]
    return [(int(places[low]), int(places[high - 1]) + 1) for low, high in sorted(whole + apart)]


def _divisions(rows: Rows, table: Table, varies: npt.NDArray[np.bool_]) -> list[Span]:
    """Positions at which all rows that are there have the same letters, divided in different ways."""
    found: list[Span] = []
    there = table >= 0
    # A first word, and after it a second in some rows only: elsewhere nothing can be divided in two ways.
    likely = varies[:-1] & varies[1:] & (there[:-1] & there[1:]).any(axis=1) & (there[:-1] & ~there[1:]).any(axis=1)
    for position in np.flatnonzero(likely).tolist():
        if not found or found[-1][1] <= position:
            size = next((k for k in PIECES if _same_letters(rows, table, varies, position, position + k)), 0)
            if size:
                found.append((position, position + size))
    return found


def _same_letters(rows: Rows, table: Table, varies: npt.NDArray[np.bool_], low: int, high: int) -> bool:
    if high > len(table) or not varies[low:high].all():
        return False
    first = ""
    for row, tokens in zip(rows, table[low:high].T.tolist(), strict=True):
        text = "".join([row[token] for token in tokens if token >= 0])
        first = first or text
        if text and text != first:
            return False
    there = table[low:high, (table[low:high] >= 0).any(axis=0)]  # the rows that have something here
    return bool(first) and bool((there[0] >= 0).all()) and bool((there[1:] < 0).any())


def _extent(shift: Shift) -> Span:
    return min(shift.source[0], shift.target[0]), max(shift.source[1], shift.target[1])


def _runs(flags: npt.NDArray[np.bool_]) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.view(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _rewritten(words: Codes, runs: Sequence[Span]) -> list[Span]:
    """Runs between which words agree by accident are one: where much was rewritten, *to* and *the* recur."""
    counts = np.bincount(words[words >= 0])
    share = counts / (counts.sum() + PRIOR_WORDS)
    result: list[Span] = []
    for run in runs:
        if result and run[0] - result[-1][1] <= SHARED_WORDS and _accident(words, share, result[-1], run) >= ACCIDENT:
            result[-1] = (result[-1][0], run[1])
        else:
            result.append(run)
    return result


def _accident(words: Codes, share: npt.NDArray[np.float64], left: Span, right: Span) -> float:
    """How often the agreeing words between two runs would agree by accident, the runs being as long as they are.

    Every word of one reading could have met every word of the other. 0 if the runs do not divide the rows alike.
    """
    here = [_forms(words, left, row) for row in range(words.shape[1])]
    there = [_forms(words, right, row) for row in range(words.shape[1])]
    groups = set(zip(here, there, strict=True))
    if not len(groups) == len(set(here)) == len(set(there)):
        return 0.0
    longest, second = sorted((len(a) + len(b) for a, b in groups), reverse=True)[:2]
    between = words[left[1] : right[0]].max(axis=1)
    return longest * second * float(np.prod(share[between]))


def _exchanges(words: Codes, runs: Sequence[Span]) -> list[Span]:
    result: list[Span] = []
    previous: Span | None = None
    for run in runs:
        if previous and run[0] - previous[1] <= SHARED_WORDS and _exchanged(words, previous, run):
            result[-1] = (result[-1][0], run[1])
            previous = None  # no chains: the second half of an exchange is not the first of another
        else:
            result.append(run)
            previous = run
    return result


def _exchanged(words: Codes, left: Span, right: Span) -> bool:
    """Whether the rows fall into two groups, and one change explains both places.

    One group has words at the left only and the other at the right only; or one has the same word at both,
    as an article repeated, and the other at neither.
    """
    pairs = {(_forms(words, left, row), _forms(words, right, row)) for row in range(words.shape[1])}
    if len(pairs) != 2:
        return False
    (a, b), (c, d) = pairs
    agreeing = right[0] - left[1]
    if max(map(len, (a, b, c, d))) > LONGEST_HALF - agreeing:
        return False
    crossed = (a and d and not b and not c) or (b and c and not a and not d)
    repeated = (a == b and not c and not d) or (c == d and not a and not b)
    return bool(crossed or repeated)


def _forms(words: Codes, span: Span, row: int) -> tuple[int, ...]:
    column = words[span[0] : span[1], row]
    return tuple(column[column >= 0].tolist())
