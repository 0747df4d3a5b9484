"""`collate stemma`: a tree of witnesses computed from their agreements."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from collate import registry
from collate.api import tradition
from collate.cli import console
from collate.cli.aligning import aligned, read_one_language
from collate.cli.limits import MANY, SEED, between
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    LabelOptions,
    ResultOptions,
    UnitOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.output import recipe_beside, write_result
from collate.cli.settings import settings
from collate.io.formats import FOR_PEOPLE
from collate.model.vocabulary import FORMAL


@with_groups(formats=registry.STEMMATA)
def stemma(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    base: Base = None,
    replicates: Annotated[
        int, typer.Option("--replicates", metavar="N", help="Resampled trees; 0 for none.", callback=between(0, MANY))
    ] = 100,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Another seed, other resampled trees.", callback=between(0, SEED))
    ] = 1,
) -> int:
    """Join witnesses into a tree by their agreements, say how sure each branch is, and who changes sides.

    Formal differences are left out, unless --only or --ignore says otherwise (--only formal,substantive: all).

    The tree has no root, and agreement is no descent: it is a question to the editor, not an answer.
    """
    form = result.format
    writer = registry.load(registry.STEMMATA, form)
    asked = settings(reading, alignment, units, labels, decisions)
    if not (asked.only or asked.ignore):
        asked = replace(asked, ignore=(FORMAL,))
    found = aligned(read_one_language(witnesses, asked), base, asked)
    tree = tradition.stemma(found, replicates=replicates, seed=seed)
    for note in tree.notes:
        console.talk(note)
    write_result(result.output, lambda out: writer(tree, out), people=form in FOR_PEOPLE)
    recipe_beside(result.output, tree.recipe)
    return console.SAME
