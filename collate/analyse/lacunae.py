"""Where a witness is not there: silence is not absence.

A lacuna is marked in the source (`<gap/>`), or it is so long that no scribe left it out by choice or slip: a
run of positions at which the others have words and the witness none. At either end of a witness less is
enough, for there leaves are lost.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from collate.model import Collation, Lacuna

LONG = 100  # words of the others inside the text
LONG_AT_END = 30  # words of the others before a witness begins, or after it ends

Flags = npt.NDArray[np.bool_]


def lacunae(collation: Collation) -> tuple[Lacuna, ...]:
    """The lacunae of every witness, in the order of witnesses and positions."""
    words = word_positions(collation)
    found = []
    for index in range(len(collation.witnesses)):
        absent = collation.columns[:, index] < 0
        edges = np.flatnonzero(np.diff(np.concatenate(([0], absent.view(np.int8), [0])))).reshape(-1, 2)
        for start, end in edges.tolist():
            reason = _reason(collation, index, start, end, int(words[start:end].sum()))
            if reason:
                found.append(Lacuna(collation.sigla[index], start, end, reason))
    return tuple(found)


def _reason(collation: Collation, index: int, start: int, end: int, length: int) -> str:
    witness = collation.witnesses[index]
    if not len(witness):
        return ""  # an empty witness omits everything: nothing says that it ever had more
    if any(
        low <= at <= high for low, high in [_hole(collation, index, start, end)] for at in _marked(collation, index)
    ):
        return "marked in the source"
    at_end = start == 0 or end == len(collation)
    if length >= (LONG_AT_END if at_end else LONG):
        place = "before its first word" if start == 0 else "after its last word" if at_end else "on end"
        return f"{length} words of the others {place}"
    return ""


def _marked(collation: Collation, index: int) -> list[int]:
    return [mark.start for mark in collation.witnesses[index].source.marks if mark.kind == "lacuna"]


def _hole(collation: Collation, index: int, start: int, end: int) -> tuple[int, int]:
    """The stretch of a witness's text between its words before and after some positions."""
    witness = collation.witnesses[index]
    column = collation.columns[:, index]
    before, after = column[:start], column[end:]
    before, after = before[before >= 0], after[after >= 0]
    low = int(witness.ends[before[-1]]) if len(before) else 0
    return low, int(witness.starts[after[0]]) if len(after) else len(witness.source.content)


def word_positions(collation: Collation) -> Flags:
    """Which positions hold a word of some witness, not only signs."""
    found = np.zeros(len(collation), dtype=bool)
    for index, witness in enumerate(collation.witnesses):
        words = np.array([any(char.isalnum() for char in form) for form in witness.normals], dtype=bool)
        column = collation.columns[:, index]
        found[column >= 0] |= words[column[column >= 0]]
    return found
