"""Runs all proof-reading checks on one witness and ranks the findings."""

from __future__ import annotations

from collections.abc import Sequence

from collate.model import Suspect
from collate.variants.proof import dates, formulas, signs, words
from collate.variants.proof.text import Text


def suspects(text: Text, others: Sequence[Sequence[str]], least: float) -> list[Suspect]:
    """Findings of at least that confidence, the surest first; of two about one place the surer stands."""
    found = [
        *words.unknown(text),
        *words.broken(text),
        *words.doubled(text),
        *signs.unpaired(text),
        *signs.mixed(text),
        *dates.impossible(text),
        *formulas.suspects(text, others),
    ]
    kept: list[Suspect] = []
    for suspect in sorted(found, key=lambda one: (-one.confidence, one.start, one.end)):
        if suspect.confidence >= least and not any(suspect.start < k.end and k.start < suspect.end for k in kept):
            kept.append(suspect)
    return kept
