"""The apparatus for scripts: every unit with its place, readings and sigla. Schema: `schemas/apparatus.schema.json`."""

from __future__ import annotations

from typing import Any, TextIO

from collate.model import Apparatus, Reading, Unit
from collate.wording import json_text

FORM = "collate-apparatus-1"


def write(apparatus: Apparatus, out: TextIO) -> None:
    """One unit a line, in the order of the text."""
    head = {
        "form": FORM,
        "base": apparatus.base,
        "witnesses": list(apparatus.collation.sigla),
        "positions": len(apparatus.collation),
    }
    out.write("{" + json_text(head)[1:-1] + ',\n"units": [')
    out.writelines(
        (",\n" if number else "\n") + json_text(unit_record(unit)) for number, unit in enumerate(apparatus.units)
    )
    out.write(f'\n],\n"recipe": {json_text(apparatus.recipe)}}}\n')


def unit_record(unit: Unit) -> dict[str, Any]:
    """A unit as JSON: `start` and `end` are positions of the table, half-open, from 0."""
    return {
        "id": unit.id,
        "start": unit.start,
        "end": unit.end,
        "section": unit.section,
        "line": unit.line,
        "word": unit.word,
        "lemma": unit.lemma.text,
        "omission": unit.omission,
        "readings": [_reading_record(reading) for reading in unit.readings],
    }


def _reading_record(reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.text,
        "normal": reading.normal,
        "kind": reading.kind,
        "witnesses": list(reading.sigla),
    }
