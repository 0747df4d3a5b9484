"""The derivation of a unit: from the bytes of the files to the labels of its readings."""

from __future__ import annotations

from dataclasses import dataclass

from collate.model.apparatus import Label, Reading, Unit


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a witness at a unit: characters and, in plain text, bytes of its file; tokens and their forms.

    Line and column are 0 if the witness has no text there.
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
    """Two aligned words, and the tests applied to them with their answers ("" for no)."""

    base: str
    other: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """One reading compared with the base's: the word pairs, the tests applied to them, and the labels."""

    reading: Reading
    asked: tuple[Asked, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole derivation of one unit.

    `replayed`: witnesses whose words were extracted again from the bytes of their file, as a check.
    """

    unit: Unit
    extracts: tuple[Extract, ...]
    why_here: str
    moves: tuple[str, ...]
    derivations: tuple[Derivation, ...]
    replayed: tuple[str, ...] = ()
