"""`collate stemma`: a tree of witnesses computed from their agreements."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from collate import registry
from collate.api import tradition
from collate.cli import console
from collate.cli.aligning import apparatus_of
from collate.cli.limits import MANY, SEED, between
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    CountOptions,
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
from collate.model.given_tree import ScoredTree
from collate.model.tree import Stemma
from collate.model.vocabulary import FORMAL

METHODS = ("joining", "copies")


@with_groups(formats=registry.STEMMATA)
def stemma(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    guard: GuardOptions,
    counting: CountOptions,
    base: Base = None,
    replicates: Annotated[
        int, typer.Option("--replicates", metavar="N", help="Resampled trees; 0 for none.", callback=between(0, MANY))
    ] = 100,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Another seed, other resampled trees.", callback=between(0, SEED))
    ] = 1,
    tree: Annotated[
        str | None, typer.Option("--tree", metavar="FILE", help="A stemma to test, in DOT or Newick, instead.")
    ] = None,
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="With --tree: this unit on the tree.")] = "",
    method: Annotated[
        str, typer.Option("--method", metavar="NAME", help="dot, newick: joining, or copies (ancestors among them).")
    ] = "joining",
) -> int:
    """Join witnesses into a tree by their agreements, say how sure each branch is, and who changes sides.

    Formal differences are left out, unless --only or --ignore says otherwise (--only formal,substantive: all).

    The tree has no root, and agreement is no descent: it is a question to the editor, not an answer. With --tree it
    says of a stemma where readings cannot have arisen once each, and what would mend most.
    """
    form = result.format
    if method not in METHODS:
        raise UsageError(f"there is no method {method!r}", hint=f"there are: {', '.join(METHODS)}")
    writer = registry.load(registry.GIVEN if tree else registry.STEMMATA, form)
    asked = settings(reading, alignment, units, labels, decisions)
    if not (asked.only or asked.ignore):
        asked = replace(asked, ignore=(FORMAL,))
    found = apparatus_of(witnesses, base, asked)
    made: Stemma | ScoredTree = (
        tradition.stemma(found, tree=tree, counted=counting.counted)
        if tree
        else tradition.stemma(found, replicates=replicates, seed=seed, counted=counting.counted)
    )
    for note in made.notes:
        console.talk(note)
    given = registry.taking(writer, unit=unit, guard=guard.guard, method=method)
    write_result(result.output, lambda out: writer(made, out, **given), people=form in FOR_PEOPLE)
    if form != "json":
        recipe_beside(result.output, made.recipe)
    return console.SAME
