"""The alignment table of witnesses, seen from a base: what `collate table` writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collate.model.apparatus import Apparatus
from collate.model.collation import Collation
from collate.model.export import Exported


@dataclass(frozen=True, slots=True)
class Table(Exported):
    """A collation with a base: a row for each position, a cell for each witness.

    `view` is the collation seen from the base; it has variation units only if some differences are left out. The
    witnesses can be texts in several languages: `collation.evidence` says why the words of a row are aligned.
    """

    view: Apparatus

    @property
    def collation(self) -> Collation:
        """The witnesses and the table of their tokens."""
        return self.view.collation

    @property
    def base(self) -> str:
        """The siglum of the base."""
        return self.view.base

    @property
    def sigla(self) -> tuple[str, ...]:
        """The sigla, in the order of the columns."""
        return self.collation.sigla

    def __len__(self) -> int:
        return len(self.collation)

    def __iter__(self) -> Iterator[dict[str, str]]:
        """The rows: the words of each witness by its siglum, "" where it has none."""
        return self.collation.rows()

    def __repr__(self) -> str:
        return f"<Table of {', '.join(self.sigla)}: {len(self)} positions, base {self.base}>"

    def _repr_html_(self) -> str:
        return self.collation._repr_html_()
