"""Finds transpositions: the same words in another place of the table, where this is unlikely to be chance.

In the table the words of a transposition are at one place in some rows and at another in others. The score of a
candidate is the improbability, in nats, of words this common occurring by chance among the unmatched words within
this distance. Function words alone seldom reach the threshold; a rare word or a phrase does even from far away.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from collate.alignment import distant_blocks
from collate.alignment.independent import Independent, independent
from collate.alignment.result import Rows, Table
from collate.alignment.shifts import Shift, add, cells, disjoint, meet
from collate.alignment.word_table import AROUND, WordTable, word_table

Codes = npt.NDArray[np.int32]
Span = tuple[int, int]

NEAR_WORDS = 12  # positions within which single words are looked for
NEAR_BAR = 3.5  # the score (nats) that a near move needs
UNSETTLED = 3  # words between that only one has: if there are more, the passage was rewritten, not reordered
FAR_BAR = 14.0  # the score (nats) that a far move needs, as coincidences are likelier
ALIKE = 75  # similarity of a word that moved and was respelt, in per cent
ALIKE_LENGTH = 4
SEVERAL = 8  # words of a position; if there are more, any word has a similar one among them
UNSETTLED_COST = 0.3  # nats that each of them costs
RESPELT = 1.5  # nats that a difference of spelling costs
FILLED = 0.7  # nats that each place costs where another word, not from the other place, replaced the word


def find(rows: Rows, table: Table, divisions: Sequence[Span] = (), own: Independent | None = None) -> list[Shift]:
    """The moves of an aligned table, near ones first by place, then far ones; none overlaps a better one.

    At `divisions` the rows have the same letters with another word division: nothing moved there. Copies and fragments
    of other rows are not evidence; they are added to the rows that contain them (`own` says which, if it is known).
    """
    own = own or independent(rows)
    if not len(table) or len(own.kept) < 2:
        return []
    found = _find([rows[number] for number in own.kept], table[:, list(own.kept)], divisions)
    if len(own.kept) == len(rows):
        return found
    return [replace(shift, stay=_having(own, shift.stay, shift.source, table),
                    moved=_having(own, shift.moved, shift.target, table)) for shift in found]  # fmt: skip


def _having(own: Independent, some: Sequence[int], span: Span, table: Table) -> tuple[int, ...]:
    """These rows and their copies, except fragments that end before a place or begin after it."""
    return tuple(row for row in own.rows_of(some) if (table[slice(*span), row] >= 0).any())


def _find(rows: Rows, table: Table, divisions: Sequence[Span]) -> list[Shift]:
    # Which row represents a group affects scores, so rows are taken in the order of their content.
    order = sorted(range(len(rows)), key=lambda number: tuple(rows[number]))
    field = word_table([rows[number] for number in order], table[:, order], divisions)
    near = disjoint([shift for shift in _phrases(field, _near(field)) if _likely(field, shift)])
    return [_placed(shift, field, order) for shift in (*near, *_far(field, near))]


def _likely(field: WordTable, shift: Shift) -> bool:
    """Whether near words moved: against chance, over a place that was not rewritten, and with half of the rows.

    If fewer rows than that have the words at one of the two places, they are two additions.
    """
    pair = field.plainest(shift.source[1], shift.target[0], shift.stay, shift.moved)
    unsettled = field.between(shift.source, shift.target, *pair)[1]
    held = 2 * (len(shift.stay) + len(shift.moved)) >= field.codes.shape[1]
    return shift.score >= NEAR_BAR and unsettled <= UNSETTLED and held


def _agreeing(field: WordTable, p: int, q: int, stay: set[int], moved: set[int]) -> bool:
    """Whether rows of two groups agree on a word between two positions."""
    return field.between((p, p + 1), (q, q + 1), *field.plainest(p + 1, q, stay, moved))[0] > 0


def _near(field: WordTable) -> Iterator[Shift]:
    """Moves of one word between two near variant positions, in rows that have it at one of them only."""
    codes = field.codes
    variant = (codes != codes[:, :1]).any(axis=1)
    holders = [_holders(codes[p]) if variant[p] else {} for p in range(len(codes))]
    for p in np.flatnonzero(variant).tolist():
        for q in range(p + 1, min(p + NEAR_WORDS, len(codes))):
            for word, at_p in holders[p].items():
                for other in _same_word(word, holders[q], field.forms):
                    if word != other and other in holders[p]:
                        continue  # it is that word that moved, not a similar one
                    at_q = holders[q][other]
                    stay, moved = at_p - at_q, at_q - at_p
                    # Neighbours that are only similar are one word divided or misspelt, not two places.
                    if (
                        stay
                        and moved
                        and (word == other or _agreeing(field, p, q, stay, moved))
                        and _side_by_side(codes[max(0, p - AROUND) : q + AROUND + 1], min(stay), min(moved))
                        and not _answered(field, (p, q), (word, other), stay, moved)
                    ):
                        yield _weighed(field, (p, p + 1), (q, q + 1), stay, moved)


def _holders(row: npt.NDArray[np.int32]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for number, code in enumerate(row.tolist()):
        if code >= 0:
            found.setdefault(code, set()).add(number)
    return found


def _same_word(word: int, there: dict[int, set[int]], forms: list[str]) -> list[int]:
    """The word itself among those of another position, or else a very similar one."""
    if word in there:
        return [word]
    if not there or len(there) > SEVERAL or len(forms[word]) < ALIKE_LENGTH:
        return []
    return [code for code in there if _alike(forms[word], forms[code])]


def _side_by_side(codes: Codes, a: int, b: int) -> bool:
    """Whether two rows have words in one of some positions; if not, one wrote anew what the other has."""
    return bool(((codes[:, a] >= 0) & (codes[:, b] >= 0)).any())


def _answered(field: WordTable, at: Span, pair: tuple[int, int], stay: set[int], moved: set[int]) -> bool:
    """Whether a similar word is in place already: then it is a variant spelling or a repeat, not a move."""
    there = {int(field.codes[at[1], row]) for row in stay} | {int(field.codes[at[0], row]) for row in moved}
    there.discard(-1)
    return any(code in pair or _alike(field.forms[code], field.forms[pair[0]]) for code in there)


def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= ALIKE_LENGTH and fuzz.ratio(one, other) >= ALIKE


def _weighed(field: WordTable, source: Span, target: Span, stay: set[int], moved: set[int]) -> Shift:
    a, b = field.plainest(source[1], target[0], stay, moved)
    words = [int(code) for code in field.codes[source[0] : source[1], a] if code >= 0]
    there = [int(code) for code in field.codes[target[0] : target[1], b] if code >= 0]
    between, unsettled = field.between(source, target, a, b)
    chance = 2 * math.log(between + 1) + math.log(
        max(field.rate(a, b, len(words) + len(there)), field.unrest_between(source, target, a, b))
    )
    chance += sum(math.log(field.share[word]) for word in words)
    chance += UNSETTLED_COST * unsettled
    chance += RESPELT * (words != there) + FILLED * field.filled(source, target, a, b)
    return Shift(
        source,
        target,
        tuple(sorted(stay)),
        tuple(sorted(moved)),
        tuple(field.forms[w] for w in words),
        between,
        -chance,
        words == there,
    )


def _phrases(field: WordTable, shifts: Iterator[Shift]) -> list[Shift]:
    """Neighbouring words that moved together are one move."""
    joined: dict[tuple[int, int, tuple[int, ...], tuple[int, ...]], Shift] = {}
    for shift in shifts:
        key = (shift.source[0], shift.target[0], shift.stay, shift.moved)
        previous = joined.pop(key, None)
        if previous is not None:
            source, target = (previous.source[0], shift.source[1]), (previous.target[0], shift.target[1])
            shift = _weighed(field, source, target, set(shift.stay), set(shift.moved))
        joined[shift.source[1], shift.target[1], shift.stay, shift.moved] = shift
    return list(joined.values())


def _far(field: WordTable, near: Sequence[Shift]) -> list[Shift]:
    """Moved blocks, the best first; rows that agree with each other share one move."""
    taken: dict[int, int] = {}
    for shift in near:
        add(taken, cells(shift))
    found: dict[tuple[Span, Span], Shift] = {}
    for block in distant_blocks.blocks(field.codes, NEAR_WORDS):
        if (block.source, block.target) in found or (block.target, block.source) in found:
            continue
        stay, moved = _holding(field, block.source, block.other), _holding(field, block.target, block.row)
        restless = field.rate(block.row, block.other, 2 * len(block.codes))
        score = distant_blocks.improbability(block, field.share, restless)
        words = tuple(field.forms[code] for code in block.codes)
        exact = len(words) == block.target[1] - block.target[0]
        between = abs(block.target[0] - block.source[0])
        if len(stay) >= len(moved):
            shift = Shift(block.source, block.target, stay, moved, words, between, score, exact)
        else:
            shift = Shift(block.target, block.source, moved, stay, words, between, score, exact)
        if score >= FAR_BAR and not meet(taken, cells(shift)) and not set(stay) & set(moved):
            found.setdefault((shift.source, shift.target), shift)
    return disjoint(list(found.values()))


def _holding(field: WordTable, span: Span, row: int) -> tuple[int, ...]:
    """The rows that have most of a row's words at those positions."""
    there = field.codes[span[0] : span[1]]
    own = there[:, row] >= 0
    share = (there[own] == there[own, row][:, None]).mean(axis=0)
    return tuple(np.flatnonzero(share > 0.5).tolist())


def _placed(shift: Shift, field: WordTable, order: Sequence[int]) -> Shift:
    """The move with positions and rows of the whole table instead of the field's."""
    source = field.places[shift.source[0]], field.places[shift.source[1] - 1] + 1
    target = field.places[shift.target[0]], field.places[shift.target[1] - 1] + 1
    stay, moved = (tuple(sorted(order[row] for row in side)) for side in (shift.stay, shift.moved))
    return replace(shift, source=source, target=target, stay=stay, moved=moved)
