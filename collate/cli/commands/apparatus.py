"""`collate apparatus`: an entry for each variation unit."""

from __future__ import annotations

from collate import registry
from collate.cli import console
from collate.cli.aligning import apparatus_of
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    CountOptions,
    DecisionOptions,
    GuardOptions,
    LabelOptions,
    PrintOptions,
    ResultOptions,
    UnitOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.settings import settings
from collate.cli.writing import printing, written


@with_groups(formats=registry.APPARATUSES)
def apparatus(
    witnesses: Witnesses,
    result: ResultOptions,
    printed: PrintOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    guard: GuardOptions,
    counting: CountOptions,
    base: Base = None,
) -> int:
    """Write the apparatus: an entry per variation unit, with its place, lemma, readings and sigla."""
    form = result.format
    asked = settings(reading, alignment, units, labels, decisions, printed)
    found = apparatus_of(witnesses, base, asked)
    written(
        registry.APPARATUSES,
        form,
        found,
        result.output,
        asked,
        guard=guard.guard,
        counted=counting.counted,
        **printing(printed),
    )
    return console.SAME
