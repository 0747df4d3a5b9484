"""The alignment table as CSV or TSV: a row per position, a column per witness."""

from __future__ import annotations

import csv
from typing import TextIO

from collate.io.tabular import BY, OURS, cell, guarded, heading
from collate.io.wording import one_line
from collate.model import Apparatus
from collate.writers.cells import joined_positions, variant_positions


def write_csv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per position, a column per witness, comma-separated."""
    _write(apparatus, out, ",", guard=guard)


def write_tsv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per position, a column per witness, tab-separated."""
    _write(apparatus, out, "\t", guard=guard)


def _write(apparatus: Apparatus, out: TextIO, delimiter: str, *, guard: bool) -> None:
    """Columns: position (from 1), variant (0 or 1), joined (1 if the row is one unit with the row before it), then each
    siglum; an empty cell is an absence.

    The words of a cell are separated by spaces, and are restored when the table is read: see `tabular`. For texts in
    several languages cells hold passages as they stand, and a last column, ``by``, says by what evidence those of a row
    stand together. With `guard`, a cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    collation = apparatus.collation
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    by = [BY] if collation.evidence else []
    rows.writerow([*OURS, *(heading(one, guard=guard) for one in collation.sigla), *by])
    variant, joined = variant_positions(apparatus), joined_positions(apparatus)
    for at in range(len(collation)):
        found = [(one, collation.tokens(index, at, at + 1)) for index, one in enumerate(collation.witnesses)]
        if by:
            texts = [*(one_line(one.surface(*own)) for one, own in found), one_line(collation.evidence[at])]
            cells = [guarded(text, on=guard) for text in texts]
        else:
            cells = [cell((one.surface(k, k + 1) for k in range(*own)), guard=guard) for one, own in found]
        rows.writerow([at + 1, int(at in variant), int(at in joined), *cells])
