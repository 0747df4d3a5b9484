"""Divides the table into variation units: runs of positions that are one change.

Each position at which witnesses differ is a unit, unless something joins it to its neighbour: a change that spans both
(`changes`), words that moved from the one to the other, or one word that is divided in two ways. The rules and what
they were measured on are in docs/alignment.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from collate.variants.changes import Changes

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Span = tuple[int, int]

BY = ("auto", "word", "phrase", "line")
SPANNED = 3  # agreeing words that an exchange may span
ADDED = 7  # positions with words that not all have, over which two others are still neighbours; more is a passage
REPEATED = 2  # agreeing words between two places at which the same change was made
MOVED_OVER = 4  # agreeing words that a transposition may span and still be printed as one unit
FIRST_IDEOGRAPH = "\u2e80"


@dataclass(frozen=True, slots=True)
class Ground:
    """The input of segmentation: the compared forms, where they vary, moves, word divisions, joins and cuts.

    `forms` has the shape (positions, witnesses): what is compared, as numbers, signs too, -1 for none; `varies` says at
    which positions they differ. `moves` are the two places of each transposition, `divided` the places of words written
    in one or several, `joined` ranges that are one unit whatever they hold, `bounds` the positions before which
    something of the text begins, and `cuts` those before which an editor ended a unit.
    """

    changes: Changes
    forms: Codes
    varies: Flags
    moves: Sequence[tuple[Span, Span]] = ()
    divided: Sequence[Span] = ()
    joined: Sequence[Span] = ()
    bounds: Sequence[int] = ()
    cuts: Sequence[int] = ()


def segments(ground: Ground, by: str = "auto") -> list[Span]:
    """The units as half-open ranges of positions, ascending and disjoint.

    `by` is one of `BY`: as the rules say, every position by itself, whole runs of positions that vary, or the lines of
    the text.
    """
    if by == "line":
        spans = list(pairwise([0, *ground.bounds, len(ground.varies)]))
    elif by == "word":
        spans = united([*_single(ground), *ground.divided])
    elif by == "phrase":
        spans = united([*_single(ground), *ground.divided, *_runs(ground), *_moved(ground)])
    else:
        words = [span for span in _single(ground) if not _sign(ground, span[0])]
        spans = united([*words, *ground.divided, *_linked(ground), *_over_additions(ground), *_moved(ground)])
        spans = _with_signs(ground, spans)
    spans = [piece for span in spans for piece in _around(span, ground.joined)]
    pieces = [piece for span in (*spans, *ground.joined) for piece in cut(span, ground.cuts)]
    return sorted(piece for piece in pieces if ground.varies[piece[0] : piece[1]].any())


def varying(table: Codes, there: Flags) -> Flags:
    """At which positions the witnesses that are there differ."""
    low = np.where(there, table, np.iinfo(np.int32).max).min(axis=1)
    high = np.where(there, table, np.iinfo(np.int32).min).max(axis=1)
    varies: Flags = low < high
    return varies


def cut(span: Span, cuts: Iterable[int]) -> list[Span]:
    """A range in pieces."""
    return list(pairwise([span[0], *(at for at in cuts if span[0] < at < span[1]), span[1]]))


def united(spans: Iterable[Span]) -> list[Span]:
    """Ranges that overlap as one, ascending."""
    result: list[Span] = []
    for low, high in sorted(spans):
        if result and low < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], high))
        else:
            result.append((low, high))
    return result


def _single(ground: Ground) -> list[Span]:
    return [(position, position + 1) for position in np.flatnonzero(ground.varies).tolist()]


def _sign(ground: Ground, position: int) -> bool:
    return not (ground.changes.words[position] >= 0).any()


def _bounded(bounds: Sequence[int], low: int, high: int) -> bool:
    """Whether something begins after position `low`, up to position `high`."""
    return bisect_right(bounds, low) < bisect_right(bounds, high)


def _runs(ground: Ground) -> Iterator[Span]:
    for (one, _), (other, end) in pairwise(_single(ground)):
        if end - one == 2 and not _bounded(ground.bounds, one, other):
            yield one, end


def _linked(ground: Ground) -> Iterator[Span]:
    """Neighbouring positions, and those with few agreeing words between them, that are one change."""
    changes = ground.changes
    places = np.flatnonzero((changes.words >= 0).any(axis=1))
    numbers = np.flatnonzero(changes.varied[places]).tolist()
    moved = _moves_at(ground)
    furthest = 0 if _ideographs(changes) else SPANNED
    answered = -1  # the second half of an exchange is not the first of another
    for first, second in pairwise(numbers):
        one, other, between = int(places[first]), int(places[second]), second - first - 1
        if between > furthest or _explained(changes, one, other, moved, between):
            continue
        if _bounded(ground.bounds, one, other) and not (between == 0 and changes.omitted(one, other)):
            continue
        if between == 0:
            linked = changes.added(one, other) or changes.spanned(one, other) or changes.bound(one, other)
        elif between == 1 and changes.added(one, other):
            linked = changes.spanned(one, other)
        else:
            exchanged = one != answered and changes.exchanged(one, other)
            answered = other if exchanged else answered
            linked = exchanged or (between <= REPEATED and changes.repeated(one, other))
        if linked:
            yield one, other + 1


def _over_additions(ground: Ground) -> Iterator[Span]:
    """Positions that are neighbours to those who lack what stands between, where one change spans both.

    In *τῇ ἀγάπῃ / τὴν ἀγάπην / τῇ ἀληθείᾳ καὶ ἀγάπῃ* case and article change together, whatever some add between.
    """
    changes = ground.changes
    places = np.flatnonzero((changes.words >= 0).any(axis=1))
    lacked = (changes.words[places][:, changes.rows] < 0).any(axis=1) & changes.varied[places]
    moved = _moves_at(ground)
    for first in range(len(places) - 2):
        last = first + 1
        while last <= first + ADDED and last < len(places) - 1 and lacked[last]:
            last += 1
            one, other = int(places[first]), int(places[last])
            if not (changes.varied[one] and changes.varied[other]) or _bounded(ground.bounds, one, other):
                continue
            if not _explained(changes, one, other, moved, 0) and changes.spanned(one, other):
                yield one, other + 1


def _moves_at(ground: Ground) -> dict[int, set[int]]:
    """By position the numbers of the moves whose words stand there."""
    found: dict[int, set[int]] = {}
    for number, move in enumerate(ground.moves):
        for position in (position for side in move for position in range(*side)):
            found.setdefault(position, set()).add(number)
    return found


def _explained(changes: Changes, one: int, other: int, moved: dict[int, set[int]], between: int) -> bool:
    """Whether words that moved explain what varies at the one position, and something else what varies at the other.

    Something else is another move, a word that is replaced, or anything beyond words that agree.
    """
    here, there = moved.get(one, set()), moved.get(other, set())
    if here and there:
        return not here & there
    if not here and not there:
        return False
    return between > 0 or changes.substituted(other if here else one)


def _near(ground: Ground) -> list[tuple[Span, Span]]:
    """The transpositions that are printed as one unit, because few agreeing words lie between."""
    agree = np.concatenate(([0], np.cumsum((ground.changes.words >= 0).any(axis=1) & ~ground.changes.varied)))
    most = 0 if _ideographs(ground.changes) else MOVED_OVER
    return [
        (source, target)
        for source, target in ground.moves
        if agree[max(source[1], target[1])] - agree[min(source[0], target[0])] <= most
    ]


def _moved(ground: Ground) -> list[Span]:
    return [(min(source[0], target[0]), max(source[1], target[1])) for source, target in _near(ground)]


def _ideographs(changes: Changes) -> bool:
    """Whether a position holds a character and no word: then editors note every place by itself."""
    single = sum(len(form) == 1 and form >= FIRST_IDEOGRAPH for form in changes.forms)
    return 2 * single > len(changes.forms)


def _with_signs(ground: Ground, spans: Sequence[Span]) -> list[Span]:
    """The units of words, and the signs beside them.

    Signs that change only where the words before them or after them change belong to those; others are units.
    """
    starts, bounds = [low for low, _ in spans], set(ground.bounds)
    held, nowhere = list(spans), (-1, -1)
    alone: list[Span] = []
    for low, high in _signs(ground, spans):
        number = bisect_right(starts, low) - 1
        before = held[number] if number >= 0 else nowhere
        after = held[number + 1] if number + 1 < len(held) else nowhere
        if before[1] == low and low not in bounds and _follows(ground, (low, high), before):
            held[number] = before[0], high
        elif after[0] == high and high not in bounds and _follows(ground, (low, high), after):
            held[number + 1] = low, after[1]
        else:
            alone.append((low, high))
    return sorted([*held, *alone])


def _signs(ground: Ground, spans: Sequence[Span]) -> list[Span]:
    """Runs of positions outside of the units that hold signs only, and vary."""
    free = ground.varies & ~(ground.changes.words >= 0).any(axis=1)
    for low, high in spans:
        free[low:high] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.view(np.int8), [0]))))
    runs = [(int(low), int(high)) for low, high in edges.reshape(-1, 2)]
    return [piece for run in runs for piece in cut(run, ground.bounds)]


def _follows(ground: Ground, signs: Span, span: Span) -> bool:
    """Whether witnesses that have the same words in a range have the same signs in another."""
    rows = ground.changes.rows
    rows = rows[ground.changes.there[signs[0], rows]]
    words, marks = (map(tuple, ground.forms[low:high, rows].T.tolist()) for low, high in (span, signs))
    pairs = set(zip(words, marks, strict=True))
    return len(pairs) == len({words for words, _ in pairs})


def _around(span: Span, joined: Sequence[Span]) -> list[Span]:
    """What of a range lies beside ranges that are units of their own."""
    pieces, at = [], span[0]
    number = max(0, bisect_left(joined, span) - 1)
    for low, high in joined[number:]:
        if low >= span[1]:
            break
        if high > at:
            pieces.append((at, low))
            at = high
    return [(low, high) for low, high in [*pieces, (at, span[1])] if low < high]
