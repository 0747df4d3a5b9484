"""`collate table`: the alignment table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collate import pipeline, registry
from collate.cli import console
from collate.cli.aligning import aligned, read
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    GuardOptions,
    LabelOptions,
    ResultOptions,
    TranslationOptions,
    UnitOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.settings import settings
from collate.cli.writing import written

if TYPE_CHECKING:
    from collate.model import Apparatus


@with_groups(formats=registry.TABLES)
def table(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    translation: TranslationOptions,
    guard: GuardOptions,
    base: Base = None,
) -> int:
    """Write the alignment table: a column per witness, a row per position; --to json is CollateX's form.

    Texts in different languages are aligned by dates, numbers, names, terms and words that translate each other.
    """
    form = result.format
    asked = settings(reading, alignment, units, labels, decisions)
    sources = read(witnesses, asked, least=2)
    if pipeline.languages(sources):
        from collate.cli import translated  # noqa: PLC0415  all that compares translations, slow to load

        found: Apparatus = translated.tabulated(sources, base, asked, reading, translation)
    else:
        found = aligned(sources, base, asked, units=bool(asked.hidden()))
    written(registry.TABLES, form, found, result.output, asked, guard=guard.guard)
    return console.SAME
