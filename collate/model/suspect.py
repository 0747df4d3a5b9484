"""A reading of one witness that looks like a mistake, found by proof-reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from collate.model.export import Exported
from collate.model.text import Source


@dataclass(frozen=True, slots=True)
class Suspect:
    """``content[start:end]`` of a witness, and the evidence that it is a mistake.

    `confidence` is between 0 and 1 and serves only for ranking; `instead` is the suggested reading, or "".
    """

    siglum: str
    start: int
    end: int
    kind: str
    because: str
    confidence: float
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Proofs(Exported):
    """The suspect places of several witnesses, the surest of each first; `dictionaries` says which were consulted."""

    suspects: tuple[Suspect, ...]
    sources: tuple[Source, ...]
    dictionaries: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Suspect]:
        return iter(self.suspects)

    def __len__(self) -> int:
        return len(self.suspects)

    def place(self, suspect: Suspect) -> tuple[Source, int, int, str]:
        """The source of a suspect, its line and column, and its words."""
        source = next(source for source in self.sources if source.siglum == suspect.siglum)
        return source, *source.place(suspect.start), source.content[suspect.start : suspect.end]

    def to_dict(self) -> dict[str, Any]:
        """The suspects with their places, as `collate proof --json` writes them."""
        rows = []
        for suspect in self.suspects:
            _, line, column, text = self.place(suspect)
            rows.append({**asdict(suspect), "line": line, "column": column, "text": text})
        return {"form": "collate-proof-1", "suspects": rows, "dictionaries": list(self.dictionaries)}
