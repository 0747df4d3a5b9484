"""The apparatus as CSV, a row per unit.

Columns: ``unit`` (u1, u2, ...), ``section`` and ``line`` of the base, ``word`` (the base's token, from 1),
``lemma`` (empty where the base has nothing), ``lemma_sigla``, ``readings`` (the others, as printed),
``omission`` (1 if some witness has nothing here), ``labels`` (of all readings), ``substantive`` (1 if a reading
differs in more than form), then ``wit:siglum`` for each witness: its own reading, as
it stands there.
"""

from __future__ import annotations

import csv
from typing import TextIO

from collate.entries import readings
from collate.model import Apparatus
from collate.wording import one_line, sigla_list, visible
from collate.write.spreadsheet import guarded

FIELDS = ("unit", "section", "line", "word", "lemma", "lemma_sigla", "readings", "omission", "labels", "substantive")


def write(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """With `guard`, a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    rows = csv.writer(out, lineterminator="\n")
    sigla = apparatus.collation.sigla
    rows.writerow([*FIELDS, *(f"wit:{visible(siglum)}" for siglum in sigla)])
    for unit in apparatus.units:
        collation = apparatus.collation
        texts = [
            unit.section,
            one_line(unit.lemma.text),
            sigla_list(unit.lemma.sigla),
            readings(apparatus, unit),
            *(
                one_line(witness.surface(*collation.tokens(index, unit.start, unit.end)))
                for index, witness in enumerate(collation.witnesses)
            ),
        ]
        section, lemma, lemma_sigla, others, *own = (guarded(text, on=guard) for text in texts)
        labels = ", ".join(unit.labels), int(any(map(apparatus.substantive, unit.readings)))
        row = [unit.id, section, unit.line, unit.word, lemma, lemma_sigla, others, int(unit.omission), *labels, *own]
        rows.writerow(row)
