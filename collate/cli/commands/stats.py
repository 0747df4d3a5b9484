"""`collate stats`: how far witnesses agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collate import pipeline, registry
from collate.api import tradition
from collate.cli import console
from collate.cli.aligning import aligned, is_project, read, whole
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    CountOptions,
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
from collate.cli.output import recipe_beside, write_result
from collate.cli.settings import settings
from collate.errors import UsageError
from collate.io.formats import FOR_PEOPLE
from collate.model.statistics import PICTURES
from collate.tradition import stemma

if TYPE_CHECKING:
    from collate.model.overview import Overview
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
    translation: TranslationOptions,
    guard: GuardOptions,
    counting: CountOptions,
    base: Base = None,
    picture: Annotated[
        str,
        typer.Option(
            "--picture",
            metavar="NAME",
            help="svg, png: agreement, dendrogram, tree, strip, affinities; of translations findings, agreement.",
        ),
    ] = "",
) -> int:
    """Count how far witnesses agree, where each stands alone, where each varies, and how variants grow.

    Of an original and its translations: what was found in each, how far they agree, and where most goes wrong.
    """
    form = result.format
    asked = settings(reading, alignment, units, labels, decisions)
    sources = [] if is_project(witnesses) else read(witnesses, asked, least=2)
    several = bool(pipeline.languages(sources))
    known = ("findings", "agreement") if several else PICTURES
    picture = picture or known[0]
    if picture not in known:
        raise UsageError(f"there is no picture {picture!r}", hint=f"there are: {', '.join(known)}")
    counted: Statistics | Overview
    if several:
        from collate.cli import translated  # noqa: PLC0415  all that compares translations, slow to load

        counted = translated.overview(sources, base, asked, translation)
    else:
        drawn = [picture] if picture in stemma.TREES and form in {"svg", "png"} else []
        found = aligned(sources, base, asked) if sources else whole(witnesses[0], base)
        counted = tradition.stats(found, asked, trees_drawn=drawn, counted=counting.counted)
    writer = registry.load(registry.OVERVIEWS if several else registry.STATS, form)
    given = registry.taking(writer, guard=guard.guard, picture=picture)
    write_result(result.output, lambda out: writer(counted, out, **given), people=form in FOR_PEOPLE)
    if form != "json":
        recipe_beside(result.output, counted.recipe)
    if form == "png":
        _talk_of_letters(counted)
    return console.SAME


def _talk_of_letters(counted: Statistics | Overview) -> None:
    """Say which letters are boxes in a picture."""
    from collate.writers.drawing import unknown  # noqa: PLC0415  an extra

    letters = unknown(counted.names)
    if letters:
        console.talk(f"no font on this machine has {letters}, which the picture shows as boxes; svg holds them as text")
