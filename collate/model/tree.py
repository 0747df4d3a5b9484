"""Trees of witnesses, computed from their agreements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple

from collate.model.export import Exported


@dataclass(frozen=True, slots=True)
class Node:
    """A witness (`name`), or a branching of others; `length` is that of the branch above, in share of differing units.

    `support` is the share of resampled trees that have the same witnesses below it; None where none were made.
    """

    name: str = ""
    length: float = 0.0
    children: tuple[Node, ...] = ()
    support: float | None = None

    def leaves(self) -> Iterator[str]:
        """The witnesses below, in order."""
        if not self.children:
            yield self.name
        for child in self.children:
            yield from child.leaves()

    def splits(self) -> frozenset[frozenset[str]]:
        """The divisions of the witnesses in two that the tree makes, each by the side without the first witness."""
        every = frozenset(self.leaves())
        first = min(every)
        sides = (frozenset(node.leaves()) for node in self.walk() if node.children)
        halves = (side if first not in side else every - side for side in sides)
        return frozenset(half for half in halves if 1 < len(half) < len(every) - 1)

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Turn:
    """A unit from which a witness agrees with another one than before: a sign of contamination or of a second exemplar.

    Before `unit` it agrees with `before` in `shares[0]` of the units in which the two others differ, and from there on
    in `shares[1]`, else with `after`. `sure` is the distance from chance, in standard deviations.
    """

    siglum: str
    unit: str
    line: int
    before: str
    after: str
    shares: tuple[float, float]
    sure: float


class Window(NamedTuple):
    """The units from `first` to `last`, and for each witness the one that agrees with it most there, with the share.

    The name is "" if several agree equally, or the witness has no text there.
    """

    first: str
    last: str
    nearest: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Stemma(Exported):
    """A tree by neighbour joining, the majority of the resampled trees, and where witnesses change sides.

    `windows` go along the text, their witnesses in the order of `names`; `copies` is a tree in
    which a witness can be another's ancestor; None for many witnesses. `notes` say what was not done and why;
    `recipe` is that of the apparatus, with the arguments of the tree.
    """

    tree: Node
    consensus: Node | None
    turns: tuple[Turn, ...]
    units: int
    replicates: int
    names: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    notes: tuple[str, ...] = ()
    copies: Node | None = None
    recipe: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return f"<Stemma of {', '.join(self.names)}: {self.units} units>"

    def _repr_html_(self) -> str:
        """The tree as nested lists, with lengths and supports."""
        return f"<div><p>{self.units} units; the tree has no root.</p><ul>{_branch(self.tree)}</ul></div>"


def _branch(node: Node) -> str:
    support = f" <small>{node.support:.0%}</small>" if node.support is not None else ""
    name = f"<b>{escape(node.name)}</b>" if node.name else "┬"
    inner = "".join(map(_branch, node.children))
    return f"<li>{name} {node.length:.3f}{support}{f'<ul>{inner}</ul>' if inner else ''}</li>"
