"""Existing alignment data in the files of witnesses: the place of each token in a table, an apparatus or the bytes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from collate.errors import UsageError
from collate.model import Collation, Move, Places, Source, Witness
from collate.witnesses.files import load
from collate.witnesses.readers.tei import places as tei_places
from collate.witnesses.readers.tei.forms import preferred


def aligned(found: Sequence[Source]) -> bool:
    """Whether all sources were read from one table."""
    tokens = [mark for source in found for mark in source.marks if mark.kind == "token"]
    one_file = len({source.origin.path for source in found}) == 1
    return one_file and bool(tokens) and all("column" in mark.data for mark in tokens)


def columns(found: Sequence[Witness]) -> list[list[tuple[int, int]]] | None:
    """Cell and position of each token of witnesses that were all read from one table, or None."""
    if not aligned([w.source for w in found]):
        return None
    return [[mark.data["column"] for mark in w.source.marks if mark.kind == "token"] for w in found]


def cells(found: Sequence[Witness]) -> list[list[tuple[int, int]]]:
    """Cell and position of each token of witnesses that were read from one table or apparatus; UsageError if not."""
    table = columns(found)
    if table is not None:
        return table
    marks = [[mark for mark in w.source.marks if mark.kind == "cell"] for w in found]
    if len({w.source.origin.path for w in found}) > 1 or not any(marks):
        raise UsageError(
            f"{found[0].source.origin.path} holds no alignment", hint="convert takes a table, or TEI with its apparatus"
        )
    openings = [[mark.start for mark in own] for own in marks]
    return [
        [(own[bisect_right(at, start) - 1].data["column"], 0) for start in w.starts.tolist()]
        for w, own, at in zip(found, marks, openings, strict=True)
    ]


def joined(found: Sequence[Witness], ranges: Mapping[int, tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The positions of each cell that is one change: an entry of an apparatus, or in a table a cell of several words.

    `ranges` has the positions of each cell. An entry that contains other entries is not joined.
    """
    entries = {mark.data["column"] for w in found for mark in w.source.marks if mark.kind == "entry"}
    spans = [span for cell, span in ranges.items() if (cell in entries if entries else span[1] - span[0] > 1)]
    return tuple(sorted(spans))


def moves(
    found: Sequence[Witness], table: npt.NDArray[np.int32], ranges: Mapping[int, tuple[int, int]]
) -> Iterator[Move]:
    """The transpositions that the file marks: between two cells, of the words of the second.

    `ranges` has the positions of each cell. A link between cells that no witness or every witness has is left out.
    """
    links = [mark.data["columns"] for w in found for mark in w.source.marks if mark.kind == "transposition"]
    for source, target in links:
        if source not in ranges or target not in ranges:
            continue
        here, there = ((table[slice(*ranges[cell])] >= 0).any(axis=0) for cell in (source, target))
        stay, moved = np.flatnonzero(here & ~there).tolist(), np.flatnonzero(there & ~here).tolist()
        if stay and moved:
            own = table[slice(*ranges[target]), moved[0]]
            own = own[own >= 0].tolist()
            yield Move(
                ranges[source], ranges[target], tuple(found[k].siglum for k in stay),
                tuple(found[k].siglum for k in moved), found[moved[0]].surface(own[0], own[-1] + 1), 0.0,
                "marked as a transposition in the file",
            )  # fmt: skip


def properties(witness: Witness) -> list[Mapping[str, Any]]:
    """What the file says of each token besides its text and normal form; an empty list if it says nothing."""
    marks = [mark for mark in witness.source.marks if mark.kind == "token"]
    if len(marks) != len(witness) or not any("properties" in mark.data for mark in marks):
        return []
    return [mark.data.get("properties", {}) for mark in marks]


def places(collation: Collation, base: str, max_bytes: int, prefer: Sequence[str] = ()) -> Places | None:
    """The byte positions of the base's characters in its file, if that is TEI with one text; else None.

    `prefer` are the forms that were preferred when it was read. LimitError if the file is larger than `max_bytes`.
    """
    source = collation.witnesses[collation.row(base)].source
    path = source.origin.path
    alone = source.hand == "p.c." or [w.source.origin.path for w in collation.witnesses].count(path) == 1
    if source.origin.format != "tei" or path == "-" or not alone:
        return None
    return tei_places.places(load(path, max_bytes), path, preferred(prefer))
