"""A termbase: the prescribed terms of each concept in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from collate.model.export import Exported


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its terms by language code, the preferred one first; `barred` terms must not be used for it.

    `note` and `source` are the editor's; `place` is where it was read.
    """

    name: str
    terms: Mapping[str, tuple[str, ...]]
    barred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Termbase(Exported):
    """Concepts with distinct names; `path` and `sha256` are those of the file they were read from."""

    concepts: tuple[Concept, ...] = ()
    path: str = ""
    sha256: str = ""

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    @property
    def languages(self) -> tuple[str, ...]:
        """The language codes that have terms, in the order of first occurrence."""
        return tuple(dict.fromkeys(code for concept in self for code in (*concept.terms, *concept.barred)))
