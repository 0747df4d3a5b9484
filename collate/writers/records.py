"""JSON objects for the classes of the model, shared by all JSON formats."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from collate.model import Annotation, Lacuna, Move, Reading, Unit
from collate.model.parallel import Link


def unit_record(unit: Unit) -> dict[str, Any]:
    """A unit: `start` and `end` are positions of the table, half-open, from 0."""
    return {
        "id": unit.id,
        "start": unit.start,
        "end": unit.end,
        "section": unit.section,
        "line": unit.line,
        "place": unit.place,
        "word": unit.word,
        "lemma": unit.lemma.text,
        "omission": unit.omission,
        "moves": list(unit.moves),
        "labels": list(unit.labels),
        "conjecture": unit.conjecture,
        "readings": [reading_record(reading) for reading in unit.readings],
        "absent": [{"witness": one.siglum, "unit": f"u{one.unit}"} for one in unit.absent],
    }


def reading_record(reading: Reading) -> dict[str, Any]:
    """A reading: `text` as it stands in the first of its witnesses, `normal` what they share."""
    return {
        "text": reading.text,
        "normal": reading.normal,
        "kind": reading.kind,
        "witnesses": list(reading.sigla),
        "labels": [{"name": a.name, "rule": a.rule, "because": a.because} for a in reading.labels],
        **({"by": reading.by} if reading.by else {}),
    }


def annotation_record(annotation: Annotation) -> dict[str, Any]:
    """What the editor says of words besides the variants; `start` and `end` are positions of the table."""
    return asdict(annotation)


def move_record(move: Move) -> dict[str, Any]:
    """A transposition: `words` stand at `source` in `stay` and at `target` in `moved`."""
    return {
        "words": move.text,
        "source": list(move.source),
        "target": list(move.target),
        "stay": list(move.stay),
        "moved": list(move.sigla),
        "score": move.score,
        "because": move.because,
    }


def lacuna_record(lacuna: Lacuna) -> dict[str, Any]:
    """A stretch of the table at which a witness is not there."""
    return {"witness": lacuna.siglum, "start": lacuna.start, "end": lacuna.end, "because": lacuna.because}


def link_text(link: Link) -> str:
    """``paix=мир (given)``: two forms that speak for a bead."""
    return f"{link.source}={link.target} ({link.known})"
