"""Inserts punctuation into the finished table of words, so that it does not influence how words are aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from collate.alignment.result import Column, Rows, Table
from collate.languages.letters import is_word

Slots = dict[int, list[list[int]]]  # before a position of the table of words, the signs of each row
Free = tuple[int, int, int]  # a row, and the slots between which its signs may stand anywhere

OPENING = frozenset("([{«“‘„‚‹¿¡⟨⟦「『（【《")


def signs_after(rows: Rows) -> list[list[bool]]:
    """For each word of each row, whether punctuation follows it before the next word."""
    flags = []
    for row in rows:
        words = [is_word(form) for form in row]
        flags.append([not after for word, after in zip(words, [*words[1:], False], strict=False) if word])
    return flags


def with_signs(table: Table, rows: Rows) -> Table:
    """The table of all tokens, given that of the words of the same rows.

    Signs between two words of a row go into the slot after the first (an opening bracket: before the second); or before
    the second if others have the same signs there, and not after the first: *he came. / he came and went.* Within a
    slot the rows' signs are aligned in order, equal signs together.
    """
    if sum(map(len, rows)) == int((table >= 0).sum()):
        return table
    places = [[i for i, form in enumerate(row) if is_word(form)] for row in rows]
    renumbered = np.full_like(table, -1)
    slots: Slots = {}
    free: list[Free] = []
    for number, row in enumerate(rows):
        column = table[:, number]
        at = np.flatnonzero(column >= 0)
        renumbered[at, number] = places[number]
        free += _collect(slots, number, row, places[number], at.tolist(), len(rows), len(table))
    _joined(slots, free, table, rows)
    return _stitched(renumbered, slots, rows)


def _collect(
    slots: Slots, number: int, row: Sequence[str], words: list[int], at: list[int], n: int, end: int
) -> Iterator[Free]:
    """Put the punctuation of one row into slots: slot k is before position k of the table of words.

    What could as well stand in a later slot, for the row has no word between, is returned.
    """
    sign = 0
    for index, word in enumerate([*words, len(row)]):
        if word > sign:
            after = at[index - 1] + 1 if index else 0
            before = at[index] if index < len(at) else end
            opens = False  # an opening bracket, and all signs after it
            for token in range(sign, word):
                opens = opens or row[token] in OPENING
                slots.setdefault(before if opens and index < len(at) else after, [[] for _ in range(n)])[number].append(
                    token
                )
            if index and after < before and not opens:
                yield number, after, before
        sign = word + 1


def _joined(slots: Slots, free: Sequence[Free], table: Table, rows: Rows) -> None:
    """Put signs that could stand in a later slot with those of others that must, unless others must stay."""

    def fixed(slot: int, position: int, signs: list[str]) -> bool:
        """Whether a row has these signs in a slot and, at a position beside it, a word that keeps them there."""
        own = slots.get(slot, ())
        return any(
            table[position, other] >= 0 and [rows[other][token] for token in tokens] == signs
            for other, tokens in enumerate(own) if tokens
        )  # fmt: skip

    moves = []
    for number, after, before in free:
        signs = [rows[number][token] for token in slots[after][number]]
        if fixed(before, before - 1, signs) and not fixed(after, after, signs):
            moves.append((number, after, before))
    for number, after, before in moves:
        slots[before][number] = slots[after][number] + slots[before][number]
        slots[after][number] = []


def _stitched(table: Table, slots: Slots, rows: Rows) -> Table:
    parts: list[Table] = []
    start = 0
    for slot in sorted(slots):
        parts.append(table[start:slot])
        if any(slots[slot]):
            parts.append(_aligned(slots[slot], rows))
        start = slot
    parts.append(table[start:])
    return np.concatenate(parts)


def _aligned(tokens: Sequence[Sequence[int]], rows: Rows) -> Table:
    """Align the signs of one slot; most slots have one sign per row, in one position."""
    depth = max(map(len, tokens))
    if depth == 1:
        return np.array([[own[0] if own else -1 for own in tokens]], dtype=np.int32)
    columns: list[tuple[list[str], Column]] = []
    order = sorted(range(len(tokens)), key=lambda k: (-len(tokens[k]), [rows[k][t] for t in tokens[k]]))
    for number in order:
        forms = [rows[number][t] for t in tokens[number]]
        at = 0
        for place, (form, token) in enumerate(zip(forms, tokens[number], strict=True)):
            left = len(forms) - place - 1  # columns that the remaining signs still need
            equal = next((k for k in range(at, len(columns) - left) if form in columns[k][0]), None)
            free = equal if equal is not None else at
            if free >= len(columns):
                columns.append(([], {}))
                free = len(columns) - 1
            columns[free][0].append(form)
            columns[free][1][number] = token
            at = free + 1
    table = np.full((len(columns), len(tokens)), -1, dtype=np.int32)
    for position, (_, column) in enumerate(columns):
        for number, token in column.items():
            table[position, number] = token
    return table
