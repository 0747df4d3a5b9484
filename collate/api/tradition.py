"""`stats` and `stemma`: how far witnesses agree, and trees of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collate.api import log
from collate.api.reading import DEFAULT
from collate.config import Settings
from collate.io.arguments import check, strings
from collate.model import Apparatus
from collate.model.statistics import Statistics
from collate.model.tree import Stemma
from collate.tradition import stemma as trees
from collate.variants import labelling


def stats(apparatus: Apparatus, settings: Settings = DEFAULT, *, trees_drawn: Sequence[str] = ()) -> Statistics:
    """How far witnesses agree, where each stands alone and where each varies.

    `trees_drawn`: ``tree`` or ``dendrogram``, for pictures of them.

    >>> import collate
    >>> found = collate.apparatus(collate.collate({"A": "the old king", "B": "the young king", "C": "the old king"}))
    >>> collate.stats(found).to_pandas()[["witness", "other", "share"]].values.tolist()
    [['A', 'B', 0.0], ['A', 'C', 1.0], ['B', 'C', 0.0]]
    """
    check("apparatus", apparatus, Apparatus, "an Apparatus", "apparatus() returns one")
    return trees.statistics(
        apparatus, labelling.differences(apparatus, settings), strings("trees_drawn", trees_drawn)
    )  # fmt: skip


def stemma(apparatus: Apparatus, *, replicates: int = trees.REPLICATES, seed: int = trees.SEED) -> Stemma:
    """A tree of the witnesses by their agreements, the supports of its branches, and where witnesses change sides.

    `replicates`: how many resampled trees the supports are counted on; `seed`: another one, other trees. UsageError if
    nothing varies, PluginError without the extra ``[trees]``.
    """
    check("apparatus", apparatus, Apparatus, "an Apparatus", "apparatus() returns one")
    found = trees.stemma(apparatus, replicates=replicates, seed=seed)
    log.notes(found.notes)
    return replace(found, recipe={**apparatus.recipe, "replicates": found.replicates, "seed": seed})
