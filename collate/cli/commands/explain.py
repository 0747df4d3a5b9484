"""`collate explain`: how a unit came to its labels."""

from __future__ import annotations

from collate.api import editing
from collate.cli import console, screen
from collate.cli.aligning import aligned, read
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    LabelOptions,
    ResultOptions,
    UnitName,
    UnitOptions,
    ViewOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.output import write_result
from collate.cli.settings import settings
from collate.io.wording import json_text
from collate.terminal.explanation import view
from collate.writers.apparatus.explanation_json import record


@with_groups(formats=("text", "json"))
def explain(
    unit: UnitName,
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    shown: ViewOptions,
    base: Base = None,
) -> int:
    """Show how a unit came to its labels, from the bytes of the files to the rule that answered."""
    form = result.format
    asked = settings(reading, alignment, units, labels, decisions)
    found = aligned(read(witnesses, asked), base, asked)
    explanation = editing.explain(found, unit, asked)
    if form == "json":
        text = json_text(record(found, explanation), indent=1) + "\n"
        write_result(result.output, lambda out: console.say(out, text))
    else:
        screen.show(view(found, explanation), result.output, paged=shown.pager, folds=False)
    return console.SAME
