"""The alignment table, the core data type: a column per alignment position, one token or none per witness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from collate.errors import EngineError
from collate.model import notebook
from collate.model.equality import equal
from collate.model.export import Exported
from collate.model.text import Witness

Table = npt.NDArray[np.int32]
ABSENT = -1


@dataclass(frozen=True, slots=True)
class Move:
    """A transposition: a passage that stands in another place in some witnesses.

    `source` and `target` are half-open ranges of positions of the table: the words stand at `source` in
    the witnesses of `stay`, at `target` in those of `sigla`. `because` is the evidence, `score` its
    weight in nats against chance.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    stay: tuple[str, ...]
    sigla: tuple[str, ...]
    text: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Collation(Exported):
    """Witnesses and the table that aligns them.

    `columns` has the shape (positions, witnesses) and holds a token's index or -1. Invariant, checked
    when made: every token of every witness occurs exactly once, in order, and no position is empty.
    `made_by` says how the table was made: the aligner, its settings and its remarks. `joins` are ranges of
    positions that form one variation unit although each is a position of its own; they are derived from the table.
    `evidence` says for each position why its words are aligned, if they are not the same; "" if there is no evidence.
    It is empty or as long as the table.
    """

    witnesses: tuple[Witness, ...]
    columns: Table
    made_by: Mapping[str, Any] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    joins: tuple[tuple[int, int], ...] = ()
    evidence: tuple[str, ...] = ()
    _sigla: tuple[str, ...] = field(init=False, repr=False, compare=False)  # asked for at every reading

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sigla", tuple(witness.siglum for witness in self.witnesses))
        check_columns(self.columns, [len(w) for w in self.witnesses])

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if isinstance(other, Collation) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.witnesses, self.columns.shape))

    @property
    def sigla(self) -> tuple[str, ...]:
        """The sigla, in the order of the table."""
        return self._sigla

    def __len__(self) -> int:
        return len(self.columns)

    def _repr_html_(self) -> str:
        """An HTML table of the first positions, a column per witness, for notebooks."""
        shown = range(min(notebook.SHOWN, len(self)))
        rows = [[w.surface(*self.tokens(k, at, at + 1)) or "∅" for k, w in enumerate(self.witnesses)] for at in shown]
        return notebook.table(self.sigla, rows, len(self), [w.source.language.code for w in self.witnesses])

    def __repr__(self) -> str:
        return f"<Collation of {', '.join(self.sigla)}: {len(self)} positions>"

    def rows(self) -> Iterator[dict[str, str]]:
        """The positions: the words of each witness by its siglum, "" where it has none."""
        for at in range(len(self)):
            yield {w.siglum: w.surface(*self.tokens(k, at, at + 1)) for k, w in enumerate(self.witnesses)}

    def row(self, siglum: str) -> int:
        """The index of a witness."""
        return self.sigla.index(siglum)

    def positions(self, siglum: str) -> list[int]:
        """The position of each token of a witness, followed by the number of positions."""
        return [*np.flatnonzero(self.columns[:, self.row(siglum)] >= 0).tolist(), len(self)]

    def tokens(self, witness: int, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that a witness has at positions `start` to `end`."""
        found = self.columns[start:end, witness]
        found = found[found >= 0]
        if len(found) == 0:
            return 0, 0
        return int(found[0]), int(found[-1]) + 1

    def normals(self, witness: int, start: int, end: int) -> tuple[str, ...]:
        """The compared (normalised) forms of a witness at positions `start` to `end`."""
        a, b = self.tokens(witness, start, end)
        return tuple(self.witnesses[witness].normals[a:b])

    def codes(self) -> Table:
        """The compared forms as numbers, in the shape of the table; -1 where a witness has none."""
        known: dict[str, int] = {"": ABSENT}
        result = np.full(self.columns.shape, ABSENT, dtype=np.int32)
        for index, witness in enumerate(self.witnesses):
            own = np.array([known.setdefault(form, len(known)) for form in witness.normals], dtype=np.int32)
            present = self.columns[:, index] >= 0
            result[present, index] = own[self.columns[present, index]]
        return result

    def text(self, siglum: str) -> str:
        """The whole text of a witness's file, rebuilt from the table's tokens and the characters between them."""
        index = self.row(siglum)
        order = self.columns[:, index]
        lead, pieces, _ = self.witnesses[index].original_pieces()
        return lead + "".join(pieces[i] for i in order[order >= 0].tolist())


def check_columns(columns: Table, lengths: Sequence[int]) -> None:
    """Raise EngineError unless every token of every witness stands in the table once and in order."""
    if columns.ndim != 2 or columns.shape[1] != len(lengths):
        raise EngineError(f"the aligner returned a table of shape {columns.shape} for {len(lengths)} witnesses")
    for index, length in enumerate(lengths):
        column = columns[:, index]
        present = column[column != ABSENT]
        if len(present) != length or not np.array_equal(present, np.arange(length)):
            raise EngineError(f"the aligner lost or reordered tokens of witness number {index + 1}")
    if len(columns) and (columns == ABSENT).all(axis=1).any():
        raise EngineError("the aligner returned an empty position")
