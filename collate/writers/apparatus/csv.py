"""The apparatus as CSV and TSV, in the wide form and the long form of `rows`, written row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from collate.io.tabular import guarded
from collate.model import Apparatus
from collate.writers.apparatus import rows


def write_csv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per unit; with `guard`, a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    _write(rows.wide_fields(apparatus), rows.wide(apparatus), out, ",", guard=guard)


def write_tsv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per unit, tab-separated."""
    _write(rows.wide_fields(apparatus), rows.wide(apparatus), out, "\t", guard=guard)


def write_long_csv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per reading and witness, comma-separated; `guard` as for CSV."""
    _write(rows.LONG, rows.long(apparatus), out, ",", guard=guard)


def write_long_tsv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per reading and witness, tab-separated."""
    _write(rows.LONG, rows.long(apparatus), out, "\t", guard=guard)


def _write(fields: Iterable[str], lines: Iterable[rows.Row], out: TextIO, delimiter: str, *, guard: bool) -> None:
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    table.writerow(fields)
    for line in lines:
        table.writerow([guarded(cell, on=guard) if isinstance(cell, str) else cell for cell in line])
