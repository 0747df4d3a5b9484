"""The derivation of a unit as JSON: every step with its input, so that it can be repeated."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from collate.model import Apparatus, Explanation
from collate.writers.records import unit_record

FORM = "collate-explanation-1"


def record(apparatus: Apparatus, explanation: Explanation) -> dict[str, Any]:
    """The derivation as a JSON object: `extracts` have offsets into the files, `asked` the tests of word pairs."""
    return {
        "form": FORM,
        "base": apparatus.base,
        "unit": unit_record(explanation.unit),
        "extracts": [asdict(extract) for extract in explanation.extracts],
        "replayed": list(explanation.replayed),
        "why_here": explanation.why_here,
        "moves": list(explanation.moves),
        "derivations": [
            {
                "witnesses": list(derivation.reading.sigla),
                "asked": [asdict(asked) for asked in derivation.asked],
                "labels": [asdict(label) for label in derivation.labels],
            }
            for derivation in explanation.derivations
        ],
        "recipe": apparatus.recipe,
    }
