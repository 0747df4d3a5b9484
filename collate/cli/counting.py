"""`stats` and `stemma`: how witnesses agree, and the tree that their agreements make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from collate import pipeline, registry
from collate.cli import console, options
from collate.cli.commands import aligned, enough
from collate.cli.introducing import introduce
from collate.cli.limits import MANY, SEED, between
from collate.cli.output import recipe_beside, write_result
from collate.errors import UsageError
from collate.io.formats import FOR_PEOPLE
from collate.model.statistics import PICTURES
from collate.variants import labelling

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Apparatus
    from collate.model.statistics import Statistics


def stats(
    witnesses: options.Witnesses,
    to: Annotated[str, typer.Option("--to", "-t", metavar="FORMAT", help="text, csv, json, svg or png.")] = "text",
    picture: Annotated[
        str,
        typer.Option("--picture", metavar="NAME", help="svg, png: agreement, dendrogram, tree, strip or affinities."),
    ] = "agreement",
    output: options.Output = None,
    base: options.Base = None,
    guard: Annotated[bool, typer.Option(help="In csv, keep text from being run as a formula.")] = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner,
    sections: options.Sections = options.DEFAULT.sections,
    units: options.Units = None,
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Count how far witnesses agree, where each stands alone, where each varies, and how variants grow."""
    from collate.tradition import stemma

    writer = registry.load(registry.STATS, to)
    if picture not in PICTURES:
        raise UsageError(f"there is no picture {picture!r}", hint=f"there are: {', '.join(PICTURES)}")
    settings = options.settings(
        language, encoding, cjk, aligner, max_size, sections, anchor, ignore, only, decisions=decisions, units=units,
    )  # fmt: skip
    apparatus = _apparatus(witnesses, base, settings)
    drawn = [picture] if picture in stemma.TREES and to in {"svg", "png"} else []
    found = stemma.statistics(apparatus, labelling.differences(apparatus, settings), drawn)
    write_result(
        output,
        lambda out: writer(found, out, **registry.taking(writer, guard=guard, picture=picture)),
        people=to in FOR_PEOPLE,
    )
    if to != "json":
        recipe_beside(output, apparatus.recipe)
    if to == "png":
        _talk_of_letters(found)
    return console.SAME


def _talk_of_letters(found: Statistics) -> None:
    """Say which letters are boxes in a picture."""
    from collate.writers.stats.pictures import unknown

    letters = unknown(found)
    if letters:
        console.talk(f"no font on this machine has {letters}, which the picture shows as boxes; svg holds them as text")


def stemma(
    witnesses: options.Witnesses,
    to: Annotated[str, typer.Option("--to", "-t", metavar="FORMAT", help="text, newick, nexus, dot or svg.")] = "text",
    output: options.Output = None,
    base: options.Base = None,
    replicates: Annotated[
        int,
        typer.Option("--replicates", metavar="N", help="Resampled trees; 0 for none.", callback=between(0, MANY)),
    ] = 100,
    seed: Annotated[
        int,
        typer.Option("--seed", metavar="N", help="Another seed, other resampled trees.", callback=between(0, SEED)),
    ] = 1,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner,
    sections: options.Sections = options.DEFAULT.sections,
    units: options.Units = None,
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Join witnesses into a tree by their agreements, say how sure each branch is, and who changes sides.

    The tree has no root, and agreement is no descent: it is a question to the editor, not an answer.
    """
    from collate.tradition import stemma

    writer = registry.load(registry.STEMMATA, to)
    settings = options.settings(
        language, encoding, cjk, aligner, max_size, sections, anchor, ignore, only, decisions=decisions, units=units,
    )  # fmt: skip
    apparatus = _apparatus(witnesses, base, settings)
    found = stemma.stemma(apparatus, replicates=replicates, seed=seed)
    for note in found.notes:
        console.talk(note)
    write_result(output, lambda out: writer(found, out), people=to in FOR_PEOPLE)
    recipe_beside(output, {**apparatus.recipe, "replicates": found.replicates, "seed": seed})
    return console.SAME


def _apparatus(witnesses: Sequence[str], base: str | None, settings: Settings) -> Apparatus:
    sources = enough(pipeline.sources([pipeline.Named.parse(name) for name in witnesses], settings))
    pipeline.same_language(sources)
    introduce(sources)
    return aligned(sources, base, settings)
