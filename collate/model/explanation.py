"""The derivation of a unit: from the bytes of the files to the labels of its readings."""

from __future__ import annotations

from dataclasses import dataclass

from collate.model.apparatus import Label, Reading, Unit


@dataclass(frozen=True, slots=True)
class Extract:
    """What a witness has at a unit: characters and, in plain text, bytes of its file; tokens and their forms.

    Where it has nothing, line and column are 0.
    """

    siglum: str
    path: str
    sha256: str
    encoding: str
    line: int
    column: int
    characters: tuple[int, int]
    octets: tuple[int, int] | None
    text: str
    tokens: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Two words that face each other, and what was asked of them with what answer ("" for no)."""

    base: str
    other: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """One reading against the base's: which words were compared, what was asked, and the labels."""

    reading: Reading
    asked: tuple[Asked, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole derivation of one unit. `replayed`: witnesses whose words were cut again out of their file's bytes."""

    unit: Unit
    extracts: tuple[Extract, ...]
    why_here: str
    moves: tuple[str, ...]
    derivations: tuple[Derivation, ...]
    replayed: tuple[str, ...] = ()
