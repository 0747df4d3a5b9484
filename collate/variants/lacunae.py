"""Finds passages that a witness lacks, and tells lacunae (lost text) from omissions.

A long passage without words is one reading of its own. It is a *lacuna* if the source marks it (`<gap/>`, ``[...]``);
if the witness begins late or ends early by more than twenty words and a twentieth of the longest witness, for then it
is a fragment, unless the user knows better; or if it is too long to be a scribe's choice or slip and at least two
witnesses, more than lack it, have the words: inside the text two witnesses alone cannot show whether one lost a passage
or the other gained it. Otherwise it is an *omission*. Words that moved elsewhere are neither. In tables and apparatuses
that others made only what is marked is a lacuna: they say themselves what is one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.model import Collation, Lacuna
from collate.variants.changes import independent
from collate.variants.rewritten import Rewritten

STRETCH = 8  # words from which on an absence is a unit of its own, and the others vary within it
BEFORE, AFTER = "before its first word", "after its last"
LONG = 100  # words of the others that make a lacuna inside the text
AT_END = 20  # words that must lack before a witness begins or after it ends, where leaves are lost
SHARE_AT_END = 0.05  # and the share of the words of the longest witness

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Absence:
    """Positions `start` to `end` at which some witnesses have nothing; `lacuna` is the reason if it is one.

    `elsewhere`: they have another text, which stands before or after (`rewritten`).
    """

    start: int
    end: int
    sigla: tuple[str, ...]
    lacuna: str
    elsewhere: bool = False


def absences(collation: Collation, rewritten: Sequence[Rewritten] = (), ends: str = "lacuna") -> tuple[Absence, ...]:
    """The long absences, ascending; witnesses absent from exactly the same stretch share one.

    `ends` says what a late beginning or an early end is: a ``lacuna`` if it is long, or an ``omission``. Where a
    passage was `rewritten`, each text is absent where the others stand.
    """
    fragment = _fragment(collation) if ends == "lacuna" else math.inf
    made_by_others = _by_others(collation)
    words = np.concatenate(([0], np.cumsum(word_positions(collation))))
    moved = _moved(collation)
    codes = collation.codes()
    whole = set(independent(codes, np.ones(codes.shape, dtype=bool)).tolist())
    found: dict[tuple[int, int, str, bool], list[str]] = {}
    for index, siglum in enumerate(collation.sigla):
        zones = [zone for one in rewritten for zone in one.around_text_of(siglum)]
        for start, end, elsewhere in _parted(_runs(collation.columns[:, index] < 0), zones):
            length = int(words[end] - words[start])
            marked = not elsewhere and _marked(collation, index, start, end)
            short = length < STRETCH and not marked and not elsewhere
            if (
                not (short and (index in whole or not _broken_off(codes, index, start, end)))
                and not moved[start:end].mean() > 0.5
            ):
                reason = "marked in the source" if marked else ""
                if not marked and not elsewhere and not made_by_others:
                    reason = _long(collation, start, end, length, fragment)
                found.setdefault((start, end, reason, elsewhere), []).append(siglum)
    return tuple(
        Absence(start, end, tuple(own), reason, elsewhere)
        for (start, end, reason, elsewhere), own in sorted(found.items())
    )


def _parted(runs: Sequence[tuple[int, int]], zones: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The pieces of some ranges that lie within zones, and those that do not."""
    for start, end in runs:
        at = start
        for low, high in zones:
            if low < end and at < high:
                if at < low:
                    yield at, low, False
                yield max(at, low), min(end, high), True
                at = min(end, high)
        if at < end:
            yield at, end, False


def there(collation: Collation, long: Sequence[Absence]) -> Flags:
    """Who has a part in a position, in the shape of the table: not those that are absent there for `long`."""
    flags = np.ones(collation.columns.shape, dtype=bool)
    for absence in long:
        for siglum in absence.sigla:
            flags[absence.start : absence.end, collation.row(siglum)] = False
    return flags


def lacunae(found: Sequence[Absence]) -> tuple[Lacuna, ...]:
    """Those absences that are lacunae, witness by witness."""
    return tuple(Lacuna(siglum, a.start, a.end, a.lacuna) for a in found if a.lacuna for siglum in a.sigla)


def _broken_off(codes: Codes, index: int, start: int, end: int) -> bool:
    """Whether a witness is a stretch of one that goes on here: it does not leave out what it does not reach."""
    if start > 0 and end < len(codes):
        return False
    own = np.flatnonzero(codes[:, index] >= 0)
    reached = slice(int(own[0]), int(own[-1]) + 1) if len(own) else slice(0, 0)
    alike = (codes[reached] == codes[reached, index][:, None]).all(axis=0)
    return bool((alike & (codes[start:end] >= 0).any(axis=0)).any())


def _runs(flags: Flags) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.view(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _long(collation: Collation, start: int, end: int, length: int, fragment: float) -> str:
    """The reason why a stretch is a lacuna by its length, or nothing; at the ends it must exceed `fragment` words."""
    if start == 0 or end == len(collation):
        where = BEFORE if start == 0 else AFTER
        most = int((collation.columns[start:end] >= 0)[word_positions(collation)[start:end]].sum(axis=0).max())
        return f"{most} words of the others {where}" if most > fragment else ""
    there = (collation.columns[start:end] >= 0).mean(axis=0) > 0.5
    have = int(there.sum())
    if have < 2 or have * 2 <= len(there) or length < LONG:
        return ""
    return f"{length} words of the others on end"


def _fragment(collation: Collation) -> float:
    """How many words a witness may begin late or end early before it is a fragment."""
    longest = max((sum(any(map(str.isalnum, form)) for form in w.normals) for w in collation.witnesses), default=0)
    return max(AT_END, SHARE_AT_END * longest)


def _by_others(collation: Collation) -> bool:
    """Whether the collation was read from a table or an apparatus that another program or an editor made."""
    return any(
        mark.kind == "cell" or (mark.kind == "token" and "column" in mark.data)
        for witness in collation.witnesses if witness.source.origin.format != "collate"
        for mark in witness.source.marks[:50]
    )  # fmt: skip


def _marked(collation: Collation, index: int, start: int, end: int) -> bool:
    """Whether the witness's source marks a gap between its words before and after some positions."""
    witness = collation.witnesses[index]
    marks = [mark.start for mark in witness.source.marks if mark.kind == "lacuna"]
    if not marks:
        return False
    column = collation.columns[:, index]
    before, after = column[:start], column[end:]
    before, after = before[before >= 0], after[after >= 0]
    low = int(witness.ends[before[-1]]) if len(before) else 0
    high = int(witness.starts[after[0]]) if len(after) else len(witness.source.content)
    return any(low <= at <= high for at in marks)


def _moved(collation: Collation) -> Flags:
    """The positions that a transposition accounts for."""
    flags = np.zeros(len(collation), dtype=bool)
    for move in collation.moves:
        flags[slice(*move.source)] = flags[slice(*move.target)] = True
    return flags


def word_positions(collation: Collation) -> Flags:
    """Which positions hold a word of some witness, not only signs."""
    found = np.zeros(len(collation), dtype=bool)
    for index, witness in enumerate(collation.witnesses):
        known = {form: any(char.isalnum() for char in form) for form in set(witness.normals)}
        words = np.array([known[form] for form in witness.normals], dtype=bool)
        column = collation.columns[:, index]
        found[column >= 0] |= words[column[column >= 0]]
    return found
