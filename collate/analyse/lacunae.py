"""Where a witness is not there: silence is not absence.

A lacuna is marked in the source (`<gap/>`), or it is so long that no scribe left it out by choice or slip: a
run of positions at which the others have words and the witness none. At either end of a witness less is
enough, for there leaves are lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from collate.model import Collation, Lacuna

LONG = 100  # words of the others inside the text
LONG_AT_END = 30  # words of the others before a witness begins, or after it ends

Flags = npt.NDArray[np.bool_]


def lacunae(collation: Collation) -> tuple[Lacuna, ...]:
    """The lacunae of every witness, in the order of witnesses and positions."""
    words = np.concatenate(([0], np.cumsum(word_positions(collation))))
    found = []
    for index, witness in enumerate(collation.witnesses):
        marked = [mark.start for mark in witness.source.marks if mark.kind == "lacuna"]
        absent = collation.columns[:, index] < 0
        edges = np.flatnonzero(np.diff(np.concatenate(([0], absent.view(np.int8), [0])))).reshape(-1, 2)
        for start, end in edges.tolist() if len(witness) else ():  # an empty witness never said that it had more
            reason = _reason(int(words[end] - words[start]), start == 0, end == len(collation))
            if marked and _has_mark(collation, index, start, end, marked):
                reason = "marked in the source"
            if reason:
                found.append(Lacuna(collation.sigla[index], start, end, reason))
    return tuple(found)


def _reason(length: int, first: bool, last: bool) -> str:
    if length < (LONG_AT_END if first or last else LONG):
        return ""
    return f"{length} words of the others " + (
        "before its first word" if first else "after its last" if last else "on end"
    )


def _has_mark(collation: Collation, index: int, start: int, end: int, marked: Sequence[int]) -> bool:
    """Whether a gap is marked in a witness's text between its words before and after some positions."""
    witness = collation.witnesses[index]
    column = collation.columns[:, index]
    before, after = column[:start], column[end:]
    before, after = before[before >= 0], after[after >= 0]
    low = int(witness.ends[before[-1]]) if len(before) else 0
    high = int(witness.starts[after[0]]) if len(after) else len(witness.source.content)
    return any(low <= at <= high for at in marked)


def word_positions(collation: Collation) -> Flags:
    """Which positions hold a word of some witness, not only signs."""
    found = np.zeros(len(collation), dtype=bool)
    for index, witness in enumerate(collation.witnesses):
        known = {form: any(char.isalnum() for char in form) for form in set(witness.normals)}
        words = np.array([known[form] for form in witness.normals], dtype=bool)
        column = collation.columns[:, index]
        found[column >= 0] |= words[column[column >= 0]]
    return found
