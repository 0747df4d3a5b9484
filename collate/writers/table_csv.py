"""The alignment table as CSV or TSV: a row per cell range, a column per witness."""

from __future__ import annotations

import csv
from typing import TextIO

from collate.model import Apparatus
from collate.wording import one_line, visible
from collate.writers.cells import ranges, variant_positions
from collate.writers.spreadsheet import guarded


def write_csv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per position, a column per witness, comma-separated."""
    _write(apparatus, out, ",", guard=guard)


def write_tsv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per position, a column per witness, tab-separated."""
    _write(apparatus, out, "\t", guard=guard)


def _write(apparatus: Apparatus, out: TextIO, delimiter: str, *, guard: bool) -> None:
    """Columns: position (from 1), variant (0 or 1), then each siglum; an empty cell is an absence. For texts in several
    languages a last column, ``by``, says by what evidence the cells of a row stand together.

    With `guard`, a cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    collation = apparatus.collation
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    by = ["by"] if collation.evidence else []
    rows.writerow(["position", "variant", *(guarded(visible(s), on=guard) for s in collation.sigla), *by])
    variant = variant_positions(apparatus)
    for start, end in ranges(apparatus):
        texts = [
            one_line(witness.surface(*collation.tokens(index, start, end)))
            for index, witness in enumerate(collation.witnesses)
        ]
        if by:
            texts.append(one_line(collation.evidence[start]))
        rows.writerow([start + 1, int(start in variant), *(guarded(text, on=guard) for text in texts)])
