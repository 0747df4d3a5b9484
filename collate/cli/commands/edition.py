"""`collate edition`: the text that the editor's decisions establish."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from collate import registry
from collate.cli import console
from collate.cli.aligning import apparatus_of
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    ResultOptions,
    UnitOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.settings import settings
from collate.cli.writing import written


@with_groups(formats=registry.EDITIONS)
def edition(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    base: Base = None,
    profile: Annotated[
        str, typer.Option("--profile", "-p", metavar="NAME", help="Whose signs stand at additions, deletions, cruces.")
    ] = "",
) -> int:
    """Write the established text: the base's words, with chosen lemmata and conjectures in their place.

    Its apparatus is written by collate apparatus, which prints the same text.
    """
    asked = replace(settings(reading, alignment, units, decisions), profile=profile)
    found = apparatus_of(witnesses, base, asked)
    written(registry.EDITIONS, result.format, found, result.output, asked)
    return console.SAME
