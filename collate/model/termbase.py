"""Terms that a translation has to keep to: a concept, and what it is called in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its terms by language code, the preferred first; `barred` are those that must not stand for it.

    `note` and `source` are the editor's; `place` is where it was read.
    """

    name: str
    terms: Mapping[str, tuple[str, ...]]
    barred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Termbase:
    """Concepts, each of another name; `path` and `sha256` are those of the file they were read from."""

    concepts: tuple[Concept, ...] = ()
    path: str = ""
    sha256: str = ""

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    @property
    def languages(self) -> tuple[str, ...]:
        """The language codes that have terms, in the order of their first."""
        return tuple(dict.fromkeys(code for concept in self for code in (*concept.terms, *concept.barred)))
