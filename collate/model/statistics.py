"""Statistics of an apparatus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.model import notebook
from collate.model.equality import equal
from collate.model.export import Exported
from collate.model.tree import Node, Window

Counts = npt.NDArray[np.int64]
PICTURES = ("agreement", "dendrogram", "tree", "strip", "affinities")


@dataclass(frozen=True, slots=True)
class Statistics(Exported):
    """Agreements, singular readings, where witnesses vary.

    `same` and `both` are square, in the order of `names`: the units in which two witnesses agree, and in which both
    have text. `singular` are units by witness, `sections` variants from the base by section and witness, `growth` the
    units that vary among the first two, three, ... witnesses; `recipe` is that of the apparatus. `labels` has by label
    a square of the units in which two witnesses differ by it, `places` where along the text, from 0 to 1, a witness
    differs from the base, `windows` the nearest witness to each along it. `trees` are the requested trees, by name.
    """

    names: tuple[str, ...]
    base: str
    units: int
    same: Counts
    both: Counts
    singular: dict[str, list[str]]
    sections: dict[str, dict[str, int]]
    growth: list[int]
    recipe: Mapping[str, object]
    labels: dict[str, Counts]
    places: dict[str, list[float]]
    windows: list[Window]
    trees: dict[str, Node]

    def __repr__(self) -> str:
        return f"<Statistics of {', '.join(self.names)}: {self.units} units, base {self.base}>"

    def _repr_html_(self) -> str:
        """The shares of units in which witnesses agree, for notebooks."""
        shares = np.where(self.both > 0, self.same / np.maximum(self.both, 1), np.nan)
        rows = [[name, *(f"{share:.3f}" for share in own)] for name, own in zip(self.names, shares, strict=True)]
        return notebook.table(["", *self.names], rows, len(rows))

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if isinstance(other, Statistics) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.names, self.base, self.units))
