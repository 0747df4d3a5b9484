"""The text that stands above an apparatus, and which of its words stand at which positions of the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from collate.model.collation import Collation
from collate.model.text import Offsets, Witness


@dataclass(frozen=True, slots=True)
class EditedText:
    """A text as a witness has it, or as the editor's decisions establish it from several.

    `witness` holds the words, with the siglum of the base; its marks ``editor:supplied``, ``editor:surplus`` and
    ``editor:crux`` say which the editor added, brackets or gives up. `before` has the shape (positions + 1): how many
    words of the text stand before each position of the table.
    """

    witness: Witness
    before: Offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words at positions `start` to `end`, half-open; where there are none, twice how many come before."""
        return int(self.before[start]), int(self.before[end])


def base_text(collation: Collation, base: str) -> EditedText:
    """The text of a witness as it stands."""
    row = collation.row(base)
    held = np.cumsum(collation.columns[:, row] >= 0, dtype=np.int32)
    return EditedText(collation.witnesses[row], np.concatenate((np.zeros(1, np.int32), held)))
