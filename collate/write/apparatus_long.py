"""The apparatus a row per reading and witness, for those who count: CSV, and JSON Lines a unit per line.

Columns: ``unit``, ``section``, ``line``, ``word`` (of the base), ``lemma``, ``witness``, ``reading``, ``normal``,
``kind`` (words, omission, lacuna), ``is_lemma`` (0 or 1), ``labels``, ``substantive`` (0 or 1), ``key``: a name of the
unit that holds when the text changes elsewhere (made of the lemma and the words around it).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import TextIO

from collate.model import Apparatus, Unit
from collate.wording import json_text, one_line, visible
from collate.write.records import unit_record
from collate.write.spreadsheet import guarded

FIELDS = (
    "unit", "section", "line", "word", "lemma", "witness", "reading", "normal", "kind", "is_lemma", "labels",
    "substantive", "key",
)  # fmt: skip
AROUND = 4  # words on either side that make the key


def keys(apparatus: Apparatus) -> Iterator[tuple[Unit, str]]:
    """Each unit with its key; those that would have the same are numbered."""
    row = apparatus.collation.row(apparatus.base)
    forms = apparatus.collation.witnesses[row].normals
    seen: Counter[str] = Counter()
    for unit in apparatus.units:
        first, last = apparatus.collation.tokens(row, unit.start, unit.end)
        if first == last:
            first = last = int((apparatus.collation.columns[: unit.start, row] >= 0).sum())
        words = forms[max(0, first - AROUND) : first], forms[first:last], forms[last : last + AROUND]
        key = sha256(json_text([list(part) for part in words]).encode()).hexdigest()[:12]
        seen[key] += 1
        yield unit, key if seen[key] == 1 else f"{key}-{seen[key]}"


def write_csv(apparatus: Apparatus, out: TextIO, *, guard: bool = True) -> None:
    """A row per reading and witness; with `guard`, no cell is taken for a formula."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(FIELDS)
    for unit, key in keys(apparatus):
        for number, reading in enumerate(unit.readings):
            labels = ", ".join(dict.fromkeys(label.name for label in reading.labels))
            for siglum in reading.sigla:
                witness = apparatus.collation.witnesses[apparatus.collation.row(siglum)]
                tokens = apparatus.collation.tokens(apparatus.collation.row(siglum), unit.start, unit.end)
                texts = [
                    unit.section,
                    one_line(unit.lemma.text),
                    siglum,
                    one_line(witness.surface(*tokens)),
                    reading.normal,
                ]
                section, lemma, who, text, normal = (guarded(visible(text), on=guard) for text in texts)
                rows.writerow([
                    unit.id, section, unit.line, unit.word, lemma, who, text, normal, reading.kind, int(number == 0),
                    labels, int(apparatus.substantive(reading)), key,
                ])  # fmt: skip


def write_jsonl(apparatus: Apparatus, out: TextIO) -> None:
    """A unit a line, as in the JSON, with its key."""
    out.writelines(json_text({**unit_record(unit), "key": key}) + "\n" for unit, key in keys(apparatus))
