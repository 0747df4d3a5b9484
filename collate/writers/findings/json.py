"""Findings as JSON. Schema: `schemas/findings.schema.json`."""

from __future__ import annotations

from typing import Any, TextIO

from collate.io.wording import json_text
from collate.model.fidelity import Fidelity, Finding, Passage

FORM = "collate-findings-1"


def write(fidelity: Fidelity, out: TextIO) -> None:
    """One finding a line, the weightiest first."""
    first = fidelity.parallels[0]
    head = {
        "form": FORM,
        "original": first.original.siglum,
        "translations": [one.translation.siglum for one in fidelity.parallels],
        "quiet": list(fidelity.quiet),
        "left_out": fidelity.left_out,
    }
    out.write("{" + json_text(head)[1:-1] + ',\n"findings": [')
    out.writelines(
        (",\n" if number else "\n") + json_text(record(finding)) for number, finding in enumerate(fidelity.findings)
    )
    out.write(f'],\n"recipe": {json_text(fidelity.recipe)}}}\n')


def record(finding: Finding) -> dict[str, Any]:
    """A finding: `source` and each of `targets` with its place (line and column from 1) and the words meant."""
    return {
        "kind": finding.kind,
        "confidence": finding.confidence,
        "weight": finding.weight,
        "suspect": finding.suspect,
        "translations": list(finding.translations),
        "bead": finding.bead,
        "because": finding.because,
        "source": _passage(finding.original),
        "targets": [_passage(passage) for passage in finding.passages],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "siglum": passage.siglum,
        "file": passage.file,
        "line": passage.line,
        "column": passage.column,
        "words": passage.words,
        "text": passage.text,
    }
