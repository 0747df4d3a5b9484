"""Findings as CSV and TSV, a row per finding.

Columns: ``kind``, ``confidence``, ``weight``, ``suspect`` (original or translation), ``translations``, ``bead``,
``source_line``, ``target_line`` (of the first translation), ``source_words``, ``target_words`` (what is meant),
``source``, ``target`` (the sentences), ``because``.
"""

from __future__ import annotations

import csv
from typing import TextIO

from collate.io.tabular import guarded
from collate.io.wording import one_line, sigla_list
from collate.model.fidelity import Fidelity

FIELDS = (
    "kind", "confidence", "weight", "suspect", "translations", "bead", "source_line", "target_line", "source_words",
    "target_words", "source", "target", "because",
)  # fmt: skip


def write_csv(fidelity: Fidelity, out: TextIO, *, guard: bool = True) -> None:
    """A row per finding; with `guard`, a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    _write(fidelity, out, ",", guard=guard)


def write_tsv(fidelity: Fidelity, out: TextIO, *, guard: bool = True) -> None:
    """A row per finding, tab-separated."""
    _write(fidelity, out, "\t", guard=guard)


def _write(fidelity: Fidelity, out: TextIO, delimiter: str, *, guard: bool) -> None:
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    table.writerow(FIELDS)
    for one in fidelity.findings:
        first = one.passages[0]
        texts = one.original.words, first.words, one.original.text, first.text, one.because
        sigla = guarded(sigla_list(one.translations), on=guard)
        table.writerow([
            one.kind, one.confidence, one.weight, one.suspect, sigla, one.bead,
            one.original.line, first.line, *(guarded(one_line(text), on=guard) for text in texts),
        ])  # fmt: skip
