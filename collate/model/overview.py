"""What was found in the translations of one original, by translation and by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collate.model import notebook
from collate.model.equality import equal
from collate.model.export import Exported
from collate.model.fidelity import Finding

Counts = npt.NDArray[np.int64]


class Told(NamedTuple):
    """A translation: the share of the original that it accounts for (0 to 1), and its findings by kind."""

    siglum: str
    language: str
    accounted: float
    kinds: Mapping[str, int]

    @property
    def findings(self) -> int:
        """How many there are."""
        return sum(self.kinds.values())


class Trouble(NamedTuple):
    """A place of the original with findings: its first sentence, by number from 0, its line and text.

    `translations` are those concerned; none if only the original itself is in doubt. An addition stands at the
    sentence before which it was made.
    """

    sentence: int
    line: int
    text: str
    findings: tuple[Finding, ...]
    translations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview(Exported):
    """The translations of an original.

    `same` and `both` are square, in the order of `translations`: the words that two of them have in common, and those
    that either has; nothing for two of different languages, whose words are not compared. `places` are where something
    was found, those in most translations first; `sentences` is their number in the original.
    """

    original: str
    sentences: int
    translations: tuple[Told, ...]
    same: Counts
    both: Counts
    places: tuple[Trouble, ...]
    quiet: tuple[str, ...] = ()
    recipe: Mapping[str, object] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The sigla of the translations."""
        return tuple(told.siglum for told in self.translations)

    @property
    def kinds(self) -> list[str]:
        """The kinds of findings that there are, the commonest first."""
        counts: dict[str, int] = {}
        for told in self.translations:
            for kind, number in told.kinds.items():
                counts[kind] = counts.get(kind, 0) + number
        return sorted(counts, key=lambda kind: (-counts[kind], kind))

    def agreement(self, one: int, other: int) -> float | None:
        """The share of words that two translations have in common; None if that is not known."""
        both = int(self.both[one, other])
        return int(self.same[one, other]) / both if both else None

    def nearest(self, one: int) -> tuple[int, float] | None:
        """The translation that has most in common with another, and how much; None if it has no other beside it."""
        shares = [(share, -k) for k in range(len(self.translations)) if k != one and (share := self.agreement(one, k))]
        return (-max(shares)[1], max(shares)[0]) if shares else None

    def _repr_html_(self) -> str:
        """The findings by kind and translation, for notebooks."""
        rows = [
            [told.siglum, f"{told.accounted:.0%}", *(str(told.kinds.get(kind, 0)) for kind in self.kinds)]
            for told in self.translations
        ]
        return notebook.table(["", "accounted", *self.kinds], rows, len(rows))

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if isinstance(other, Overview) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.original, self.translations[0].siglum if self.translations else "", self.sentences))
