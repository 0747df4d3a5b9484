"""Computes a stemma from an apparatus: characters → agreements → tree with supports, and changes of side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collate.errors import UsageError
from collate.model import Apparatus
from collate.model.statistics import Statistics
from collate.model.tree import Stemma
from collate.tradition import agreement, changes_of_side, copied_tree, trees
from collate.tradition.agreement import agreements
from collate.tradition.characters import states
from collate.tradition.given_tree import numbered

if TYPE_CHECKING:
    from collate.model.statistics import Counts
    from collate.tradition.agreement import Difference

MANY = 60  # witnesses; resampling more takes minutes
REPLICATES, SEED = 100, 1
TREES = TREE, DENDROGRAM = "tree", "dendrogram"
_TREES = {TREE: trees.joined, DENDROGRAM: trees.clustered}


def statistics(apparatus: Apparatus, difference: Difference, drawn: Sequence[str] = ()) -> Statistics:
    """All that is counted. `difference` says what two readings differ in; `drawn`: TREE, DENDROGRAM or both."""
    rows = states(apparatus)
    codes = agreement.coded(rows)
    same, both = agreement.agreements(codes)
    return Statistics(
        tuple(rows), apparatus.base, len(apparatus.units), same, both,
        agreement.singular(apparatus), agreement.by_section(apparatus),
        agreement.growth(codes), apparatus.recipe, agreement.by_label(apparatus, difference),
        agreement.places(apparatus), changes_of_side.windows(list(rows), codes, [unit.id for unit in apparatus.units]),
        {name: _TREES[name](list(rows), agreement.distances(codes)) for name in drawn},
    )  # fmt: skip


def stemma(apparatus: Apparatus, *, replicates: int = REPLICATES, seed: int = SEED) -> Stemma:
    """A tree by neighbour joining with the supports of its branches. UsageError if nothing varies."""
    rows = states(apparatus)
    if not apparatus.units:
        raise UsageError("nothing varies, so there is no tree", hint="see --only and --ignore")
    names, codes = list(rows), agreement.coded(rows)
    notes = []
    if replicates and len(names) > MANY:
        notes.append(f"no supports: {len(names)} witnesses are more than {MANY}")
        replicates = 0
    tree = trees.joined(names, agreement.distances(codes))
    others = trees.resampled(names, codes, replicates, seed)
    apart = _apart(codes, names)
    notes += [f"{one} and {other} are nowhere together: their distance is a guess" for one, other in apart[:3]]
    places = [(unit.id, unit.line) for unit in apparatus.units]
    return Stemma(
        trees.supported(tree, others), trees.consensus(others) if others else None,
        tuple(changes_of_side.turns(names, codes, places)), len(apparatus.units), replicates, tuple(names),
        tuple(changes_of_side.windows(names, codes, [unit.id for unit in apparatus.units])), tuple(notes),
        copied_tree.found(tree, names, numbered(apparatus)) if len(names) <= copied_tree.MOST else None,
    )  # fmt: skip


def _apart(codes: Counts, names: list[str]) -> list[tuple[str, str]]:
    """Pairs of witnesses that have no unit in common."""
    _, both = agreements(codes)
    size = len(names)
    return [(names[a], names[b]) for a in range(size) for b in range(a) if not both[a, b]]
