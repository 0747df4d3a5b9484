"""`collate table`: the alignment table."""

from __future__ import annotations

from collate import registry
from collate.api import collating
from collate.cli import console
from collate.cli.aligning import is_project, progress_of, read, reported, whole
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
    if is_project(witnesses):
        view = whole(witnesses[0], base)
    else:
        sources = read(witnesses, asked, least=2)
        with progress_of(sources) as progress:
            made = collating.table(sources, base or "", asked, progress=progress, **translation.arguments())
        view = made.view
        if not made.collation.evidence:
            reported(view, base if asked.hidden() else "")
    written(registry.TABLES, form, view, result.output, asked, guard=guard.guard)
    return console.SAME
