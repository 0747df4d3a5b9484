"""`collate stats`: how far witnesses agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collate import registry
from collate.api import tradition
from collate.cli import console
from collate.cli.aligning import apparatus_of
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    GuardOptions,
    LabelOptions,
    ResultOptions,
    UnitOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.output import recipe_beside, write_result
from collate.cli.settings import settings
from collate.errors import UsageError
from collate.io.formats import FOR_PEOPLE
from collate.model.statistics import PICTURES
from collate.tradition import stemma

if TYPE_CHECKING:
    from collate.model.statistics import Statistics


@with_groups(formats=registry.STATS)
def stats(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    guard: GuardOptions,
    base: Base = None,
    picture: Annotated[
        str,
        typer.Option("--picture", metavar="NAME", help="svg, png: agreement, dendrogram, tree, strip or affinities."),
    ] = "agreement",
) -> int:
    """Count how far witnesses agree, where each stands alone, where each varies, and how variants grow."""
    form = result.format
    writer = registry.load(registry.STATS, form)
    if picture not in PICTURES:
        raise UsageError(f"there is no picture {picture!r}", hint=f"there are: {', '.join(PICTURES)}")
    asked = settings(reading, alignment, units, labels, decisions)
    found = apparatus_of(witnesses, base, asked)
    drawn = [picture] if picture in stemma.TREES and form in {"svg", "png"} else []
    counted = tradition.stats(found, asked, trees_drawn=drawn)
    given = registry.taking(writer, guard=guard.guard, picture=picture)
    write_result(result.output, lambda out: writer(counted, out, **given), people=form in FOR_PEOPLE)
    if form != "json":
        recipe_beside(result.output, found.recipe)
    if form == "png":
        _talk_of_letters(counted)
    return console.SAME


def _talk_of_letters(counted: Statistics) -> None:
    """Say which letters are boxes in a picture."""
    from collate.writers.stats.pictures import unknown  # noqa: PLC0415  an extra

    letters = unknown(counted)
    if letters:
        console.talk(f"no font on this machine has {letters}, which the picture shows as boxes; svg holds them as text")
