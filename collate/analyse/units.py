"""Variation units: the runs of positions where witnesses differ, read from a base."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from collate.model import Collation, Lacuna, Reading, Section, Unit

Codes = npt.NDArray[np.int32]
Span = tuple[int, int]


def codes(collation: Collation) -> Codes:
    """The forms as numbers, in the shape of the table; -1 where a witness has nothing to compare."""
    known: dict[str, int] = {"": -1}
    result = np.full(collation.columns.shape, -1, dtype=np.int32)
    for index, witness in enumerate(collation.witnesses):
        own = np.array([known.setdefault(form, len(known)) for form in witness.normals], dtype=np.int32)
        column = collation.columns[:, index]
        present = column >= 0
        result[present, index] = own[column[present]]
    return result


def spans(collation: Collation, missing: Sequence[Lacuna] = ()) -> list[Span]:
    """Half-open ranges of positions that vary: neighbours are one, and what the aligner joined stands alone.

    A witness has no part in what varies where it is `missing`.
    """
    table = codes(collation)
    if not len(table):
        return []
    variant = _variant(table, collation, missing)
    found: list[Span] = []
    at = 0
    for low, high in (*collation.joins, (len(table), len(table))):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], variant[at:low].view(np.int8), [0])))) + at
        found += [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
        if variant[low:high].any():
            found.append((low, high))
        at = high
    return found


def _variant(table: Codes, collation: Collation, missing: Sequence[Lacuna]) -> npt.NDArray[np.bool_]:
    """At which positions the witnesses that are there differ."""
    there = np.ones(table.shape, dtype=bool)
    for lacuna in missing:
        there[lacuna.start : lacuna.end, collation.row(lacuna.siglum)] = False
    low = np.where(there, table, np.iinfo(np.int32).max).min(axis=1)
    high = np.where(there, table, np.iinfo(np.int32).min).max(axis=1)
    varies: npt.NDArray[np.bool_] = low < high
    return varies


def units(
    collation: Collation, base: str, sections: Sequence[Section], missing: Sequence[Lacuna] = ()
) -> tuple[Unit, ...]:
    """The units in the order of the table, their readings grouped by what is compared.

    `sections` are those of the base's source; they and its lines locate each unit.
    """
    locate = _Locator(collation, base, sections)
    found: list[Unit] = []
    places = sorted((p, n) for n, move in enumerate(collation.moves) for p in (move.source[0], move.target[0]))
    positions = [p for p, _ in places]
    for start, end in spans(collation, missing):
        absent = {lacuna.siglum for lacuna in missing if lacuna.start <= start and end <= lacuna.end}
        readings = _readings(collation, base, start, end, absent)
        if sum(reading.kind != "lacuna" for reading in readings) > 1:
            section, line, word = locate(start, end)
            touching = places[bisect_left(positions, start) : bisect_left(positions, end)]
            moves = tuple(sorted({n for _, n in touching}))
            found.append(Unit(len(found) + 1, start, end, section, line, word, readings, moves=moves))
    return tuple(found)


def _readings(collation: Collation, base: str, start: int, end: int, absent: set[str]) -> tuple[Reading, ...]:
    groups: dict[tuple[str, ...] | None, list[int]] = {}
    sigla = collation.sigla
    first = sigla.index(base)
    for index in (first, *(i for i in range(len(sigla)) if i != first)):
        here = sigla[index] not in absent
        forms = tuple(form for form in collation.normals(index, start, end) if form) if here else None
        groups.setdefault(forms, []).append(index)
    found = []
    for forms, members in groups.items():
        holders = tuple(sigla[index] for index in sorted(members))
        text = collation.witnesses[min(members)].surface(*collation.tokens(min(members), start, end))
        if forms is None:
            found.append(Reading("", "", holders, "lacuna"))
        else:
            found.append(Reading(text, " ".join(forms), holders, "words" if forms else "omission"))
    return tuple(found)


class _Locator:
    """Finds heading, line and word of the base for positions of the table, asked in ascending order."""

    def __init__(self, collation: Collation, base: str, sections: Sequence[Section]) -> None:
        row = collation.row(base)
        self.witness = collation.witnesses[row]
        column = collation.columns[:, row]
        # How many of the base's tokens stand before each position.
        self.before = np.concatenate(([0], np.cumsum(column >= 0)))
        content = self.witness.source.content
        self.lines = [0, *(i + 1 for i, char in enumerate(content) if char == "\n")]
        self.sections = sections
        self.openings = [section.start for section in sections]

    def __call__(self, start: int, end: int) -> tuple[str, int, int]:
        tokens = len(self.witness)
        token = int(self.before[start])
        if self.before[end] == token and token:  # the base has nothing here: place it after the last word
            offset = int(self.witness.ends[token - 1]) - 1
        else:
            offset = int(self.witness.starts[min(token, tokens - 1)]) if tokens else 0
        section = self.sections[bisect_right(self.openings, offset) - 1] if self.sections else None
        label = (section.heading or section.key) if section else ""
        return label, bisect_right(self.lines, offset), token + 1
