"""Beads as JSON. Schema: `schemas/beads.schema.json`."""

from __future__ import annotations

from typing import Any, TextIO

from collate.io.wording import json_text
from collate.model import Source
from collate.model.parallel import Parallel, Segment

FORM = "collate-beads-1"


def write(parallel: Parallel, out: TextIO) -> None:
    """One bead a line, in the order of the texts."""
    head = {"form": FORM, "original": parallel.original.siglum, "translation": parallel.translation.siglum}
    out.write("{" + json_text(head)[1:-1] + ',\n"beads": [')
    for number, bead in enumerate(parallel.beads):
        record = {
            "kind": bead.kind,
            "score": bead.score,
            "source": [_segment(parallel.original, one) for one in parallel.source[slice(*bead.source)]],
            "target": [_segment(parallel.translation, one) for one in parallel.target[slice(*bead.target)]],
            "evidence": [link._asdict() for link in bead.evidence],
        }
        out.write((",\n" if number else "\n") + json_text(record))
    out.write(f'],\n"recipe": {json_text(parallel.recipe)}}}\n')


def _segment(source: Source, segment: Segment) -> dict[str, Any]:
    line, column = source.place(segment.start)
    found = {"text": segment.text, "start": segment.start, "end": segment.end, "line": line, "column": column}
    return {**found, "heading": segment.heading} if segment.heading else found
