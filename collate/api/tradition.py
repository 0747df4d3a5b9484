"""`stats` and `stemma`: how far witnesses agree, and trees of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import overload

from collate.api import log
from collate.api import witnesses as sources
from collate.api.reading import DEFAULT
from collate.config import Settings
from collate.io.arguments import check, strings
from collate.model import Apparatus
from collate.model.fidelity import Fidelity
from collate.model.given_tree import GivenTree, ScoredTree
from collate.model.overview import Overview
from collate.model.statistics import Statistics
from collate.model.tree import Stemma
from collate.tradition import given_tree, tree_files
from collate.tradition import stemma as trees
from collate.tradition.manuscripts import LAST, once
from collate.variants import labelling
from collate.witnesses.files import load


@overload
def stats(
    apparatus: Apparatus, settings: Settings = ..., *, trees_drawn: Sequence[str] = ..., counted: str = ...
) -> Statistics: ...
@overload
def stats(apparatus: Fidelity, settings: Settings = ...) -> Overview: ...
def stats(
    apparatus: Apparatus | Fidelity,
    settings: Settings = DEFAULT,
    *,
    trees_drawn: Sequence[str] = (),
    counted: str = LAST,
) -> Statistics | Overview:
    """How far witnesses agree, where each stands alone and where each varies.

    `trees_drawn`: ``tree`` or ``dendrogram``, for pictures of them. `counted`: by which hand a manuscript counts whose
    hands are witnesses, ``last`` or ``first``; or ``each``. Of the findings in several translations, as `fidelity`
    returns them: what was found in each, how far they agree, and where most goes wrong.

    >>> import collate
    >>> found = collate.apparatus(collate.collate({"A": "the old king", "B": "the young king", "C": "the old king"}))
    >>> collate.stats(found).to_pandas()[["witness", "other", "share"]].values.tolist()
    [['A', 'B', 0.0], ['A', 'C', 1.0], ['B', 'C', 0.0]]
    """
    if isinstance(apparatus, Fidelity):
        from collate.translation.overview import overview  # noqa: PLC0415  slow to load

        return overview(apparatus, settings)
    check("apparatus", apparatus, Apparatus, "an Apparatus", "apparatus() returns one")
    found = once(apparatus, counted)
    return trees.statistics(found, labelling.differences(found, settings), strings("trees_drawn", trees_drawn))


@overload
def stemma(apparatus: Apparatus, *, replicates: int = ..., seed: int = ..., counted: str = ...) -> Stemma: ...
@overload
def stemma(apparatus: Apparatus, *, tree: str | os.PathLike[str] | GivenTree, counted: str = ...) -> ScoredTree: ...
def stemma(
    apparatus: Apparatus,
    *,
    replicates: int = trees.REPLICATES,
    seed: int = trees.SEED,
    tree: str | os.PathLike[str] | GivenTree | None = None,
    counted: str = LAST,
) -> Stemma | ScoredTree:
    """A tree of the witnesses by their agreements; or a given `tree`, with what the readings say of it.

    `tree` is a file in DOT or Newick. Without it: `replicates` says on how many resampled trees the supports of the
    branches are counted, another `seed` gives other trees. `counted` as for `stats`. UsageError if nothing varies, or
    if tree and witnesses have fewer than three names in common; PluginError without the extra ``[trees]``.
    """
    check("apparatus", apparatus, Apparatus, "an Apparatus", "apparatus() returns one")
    apparatus = once(apparatus, counted)
    if tree is not None:
        given = tree if isinstance(tree, GivenTree) else _read(sources.path("tree", tree))
        scored = given_tree.scored(apparatus, given)
        log.notes(scored.notes)
        return scored
    found = trees.stemma(apparatus, replicates=replicates, seed=seed)
    log.notes(found.notes)
    return replace(found, recipe={**apparatus.recipe, "replicates": found.replicates, "seed": seed})


def _read(path: str) -> GivenTree:
    return tree_files.read(load(path, DEFAULT.max_bytes), path)
