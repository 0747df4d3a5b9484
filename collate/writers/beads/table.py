"""Beads as CSV and TSV, a row per bead.

Columns: ``bead`` (from 1), ``kind`` (1:1, 1:0 for an omission, ...), ``score`` in nats, ``source_line`` and
``target_line`` (of the files, empty where a side is), ``source``, ``target``, ``evidence`` (pairs of forms).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from typing import TextIO

from collate.io.tabular import guarded
from collate.io.wording import one_line
from collate.model.parallel import Parallel, Segment
from collate.writers.records import link_text

FIELDS = ("bead", "kind", "score", "source_line", "target_line", "source", "target", "evidence")


def write_csv(parallel: Parallel, out: TextIO, *, guard: bool = True) -> None:
    """A row per bead; with `guard`, a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    _write(parallel, out, ",", guard=guard)


def write_tsv(parallel: Parallel, out: TextIO, *, guard: bool = True) -> None:
    """A row per bead, tab-separated."""
    _write(parallel, out, "\t", guard=guard)


def _write(parallel: Parallel, out: TextIO, delimiter: str, *, guard: bool) -> None:
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    table.writerow(FIELDS)
    for number, bead in enumerate(parallel.beads, 1):
        sides = parallel.source[slice(*bead.source)], parallel.target[slice(*bead.target)]
        sources = parallel.original, parallel.translation
        lines = [_line(source.place, own) for source, own in zip(sources, sides, strict=True)]
        texts = (*parallel.texts(bead), ", ".join(map(link_text, bead.evidence)))
        cells = (guarded(one_line(text), on=guard) for text in texts)
        table.writerow([number, bead.kind, bead.score, *lines, *cells])


def _line(place: Callable[[int], tuple[int, int]], segments: Sequence[Segment]) -> str:
    return str(place(segments[0].start)[0]) if segments else ""
