"""The apparatus as JSON: every unit with its place, readings and sigla. Schema: `schemas/apparatus.schema.json`."""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import json_text
from collate.model import Apparatus
from collate.writers.apparatus.rows import keys
from collate.writers.records import annotation_record, lacuna_record, move_record, unit_record

FORM = "collate-apparatus-1"


def write(apparatus: Apparatus, out: TextIO) -> None:
    """JSON with everything that is known of the units, one a line, and the recipe."""
    head = {
        "form": FORM,
        "base": apparatus.base,
        "witnesses": list(apparatus.collation.sigla),
        "positions": len(apparatus.collation),
    }
    out.write("{" + json_text(head)[1:-1] + ',\n"units": [')
    out.writelines(
        (",\n" if number else "\n") + json_text({**unit_record(unit), "key": key})
        for number, (unit, key) in enumerate(keys(apparatus))
    )
    out.writelines(
        f'{"]" if name == "moves" else ""},\n"{name}": {json_text(records)}'
        for name, records in (
            ("moves", [move_record(move) for move in apparatus.moves]),
            ("lacunae", [lacuna_record(lacuna) for lacuna in apparatus.lacunae]),
        )
    )
    if apparatus.annotations:
        out.write(f',\n"annotations": {json_text([annotation_record(one) for one in apparatus.annotations])}')
    if apparatus.edited is not None:
        out.write(f',\n"text": {json_text(apparatus.edited.witness.source.content)}')
    out.write(f',\n"classes": {json_text(apparatus.classes)},\n"ignored": {json_text(apparatus.ignored)}')
    out.write(f',\n"recipe": {json_text(apparatus.recipe)}}}\n')


def write_lines(apparatus: Apparatus, out: TextIO) -> None:
    """JSON Lines: the units only, each on its line."""
    out.writelines(json_text({**unit_record(unit), "key": key}) + "\n" for unit, key in keys(apparatus))
