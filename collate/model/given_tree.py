"""A stemma that an editor gives, and what the readings of an apparatus say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from collate.model import notebook
from collate.model.export import Exported

Kind = Literal["descent", "contamination"]


class TreeNode(NamedTuple):
    """A manuscript of a stemma: its name in the file, how it is printed, and whether it is lost or hypothetical."""

    name: str
    label: str
    hypothetical: bool


class Edge(NamedTuple):
    """That one manuscript was copied from another, or contaminated by it; `directed` is false if that is not known."""

    parent: str
    child: str
    kind: Kind = "descent"
    directed: bool = True


@dataclass(frozen=True, slots=True)
class GivenTree:
    """A stemma as its file has it. Invariant: both ends of every edge are nodes."""

    nodes: tuple[TreeNode, ...]
    edges: tuple[Edge, ...]

    @property
    def extant(self) -> tuple[str, ...]:
        """The labels of the manuscripts that exist."""
        return tuple(node.label for node in self.nodes if not node.hypothetical)

    @property
    def hypothetical(self) -> tuple[str, ...]:
        """The names of those that are lost or supposed."""
        return tuple(node.name for node in self.nodes if node.hypothetical)

    @property
    def roots(self) -> tuple[str, ...]:
        """The names of the nodes that nothing was copied into."""
        below = {edge.child for edge in self.edges if edge.directed}
        return tuple(node.name for node in self.nodes if node.name not in below)

    @property
    def contamination(self) -> tuple[Edge, ...]:
        """The edges that are no descent."""
        return tuple(edge for edge in self.edges if edge.kind == "contamination")


class Step(NamedTuple):
    """A change of reading on an edge of the tree: numbers of readings of the unit."""

    parent: str
    child: str
    before: int
    after: int


class UnitOnTree(NamedTuple):
    """A unit on the tree: the least number of changes, the number that any tree needs, and one way to have so few.

    `states` has for each node the number of its reading in that way, from 0, the lemma.
    """

    unit: str
    line: int
    lemma: str
    readings: tuple[str, ...]
    changes: int
    needed: int
    steps: tuple[Step, ...]
    states: Mapping[str, int]

    @property
    def extra(self) -> int:
        """How many changes more than if every reading had arisen once; 0 if the unit agrees with the tree."""
        return self.changes - self.needed


class Moved(NamedTuple):
    """A witness attached elsewhere: beside or below `to`, by which the tree needs so many `changes`."""

    witness: str
    to: str
    how: Literal["below", "beside"]
    changes: int


@dataclass(frozen=True, slots=True)
class ScoredTree(Exported):
    """A given stemma, with the least number of changes that the readings need on it.

    `changes` is the sum over the units, `needed` what it would be if every reading had arisen once, `most` what it
    would be if all witnesses were copied from one text. `moves` are the witnesses that would mend most if they stood
    elsewhere, the best first, counted on the tree of descent alone (`descent` changes). `notes` say what was left out.
    """

    tree: GivenTree
    names: Mapping[str, str]
    units: tuple[UnitOnTree, ...]
    changes: int
    needed: int
    most: int
    descent: int
    moves: tuple[Moved, ...] = ()
    notes: tuple[str, ...] = ()
    recipe: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def consistency(self) -> float:
        """The consistency index (Kluge and Farris 1969): 1 if every reading can have arisen once."""
        return self.needed / self.changes if self.changes else 1.0

    @property
    def retention(self) -> float:
        """The retention index (Farris 1989): the share of agreements that the tree explains by descent."""
        return (self.most - self.changes) / (self.most - self.needed) if self.most > self.needed else 1.0

    def __iter__(self) -> Iterator[UnitOnTree]:
        return iter(self.units)

    def contradicting(self, number: int = 5) -> list[UnitOnTree]:
        """The units that contradict the tree most: those with most changes beyond what is needed, in their order."""
        return sorted((unit for unit in self.units if unit.extra), key=lambda unit: -unit.extra)[:number]

    def __repr__(self) -> str:
        return f"<ScoredTree: {self.changes} changes in {len(self.units)} units, {self.needed} needed>"

    def _repr_html_(self) -> str:
        """The units that contradict the tree most, for notebooks."""
        rows = [[one.unit, one.lemma, str(one.changes), str(one.needed), " | ".join(one.readings)]
                for one in self.contradicting(notebook.SHOWN)]  # fmt: skip
        return notebook.table(["unit", "lemma", "changes", "needed", "readings"], rows, len(rows))
