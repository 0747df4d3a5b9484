"""The shape of a tradition: an apparatus → characters → agreements, a tree, its supports, changes of side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collate.characters import states
from collate.errors import UsageError
from collate.model import Apparatus

if TYPE_CHECKING:
    from collate.analyse.tradition.agreement import Counts
    from collate.model.tree import Stemma

MANY = 60  # witnesses; resampling more takes minutes
REPLICATES, SEED = 100, 1


@dataclass(frozen=True, slots=True)
class Statistics:
    """What can be counted of an apparatus.

    `same` and `both` are square, in the order of `names`: units in which two witnesses agree, and are both there.
    `singular` are units by witness, `sections` variants from the base by section and witness, `growth` the units that
    vary among the first two, three, ... witnesses; `recipe` is that of the apparatus.
    """

    names: tuple[str, ...]
    units: int
    same: Counts
    both: Counts
    singular: dict[str, list[str]]
    sections: dict[str, dict[str, int]]
    growth: list[int]
    recipe: Mapping[str, object]


def statistics(apparatus: Apparatus) -> Statistics:
    """All that is counted."""
    from collate.analyse.tradition import agreement

    rows = states(apparatus)
    codes = agreement.coded(rows)
    same, both = agreement.agreements(codes)
    return Statistics(
        tuple(rows), len(apparatus.units), same, both, agreement.singular(apparatus), agreement.by_section(apparatus),
        agreement.growth(codes), apparatus.recipe,
    )  # fmt: skip


def stemma(apparatus: Apparatus, *, replicates: int = REPLICATES, seed: int = SEED) -> Stemma:
    """A tree by neighbour joining with the supports of its branches. UsageError if nothing varies."""
    from collate.analyse.tradition import agreement, trees, turns
    from collate.model.tree import Stemma

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
        tuple(turns.turns(names, codes, places)), len(apparatus.units), replicates, tuple(notes),
    )  # fmt: skip


def _apart(codes: Counts, names: list[str]) -> list[tuple[str, str]]:
    """Pairs of witnesses that have no unit in common."""
    from collate.analyse.tradition.agreement import agreements

    _, both = agreements(codes)
    size = len(names)
    return [(names[a], names[b]) for a in range(size) for b in range(a) if not both[a, b]]
