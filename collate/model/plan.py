"""A project: its witnesses, how they are divided and matched, and the outputs to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from collate.model.text import Source


class Wanted(NamedTuple):
    """An output to write for each section: a format of the group ``apparatus``, ``table`` or ``findings``."""

    group: str
    format: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The project that a `collate.toml` describes. Paths of `witnesses` are in the order of their chapters.

    `by` says how texts are divided: headings, ids, loci, files, lines or none. `matches` are sections that the user
    matched: siglum to key. `original` is the text that those in other languages translate, "" if all are witnesses of
    one text. `given` says for each setting where its value came from.
    """

    folder: Path
    witnesses: Mapping[str, tuple[Path, ...]]
    base: str
    by: str
    outputs: tuple[Wanted, ...]
    target: Path
    matches: tuple[Mapping[str, str], ...] = ()
    original: str = ""
    given: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Piece(NamedTuple):
    """A section of one witness: its key (``chapter 3``), its heading, and its text as a source of its own.

    `names` are other names by which it can be matched: its heading, the number in its file name.
    """

    key: str
    heading: str
    source: Source
    names: tuple[str, ...] = ()


class Matched(NamedTuple):
    """Matched sections: by siglum the numbers of the pieces, and how the match was found."""

    key: str
    pieces: Mapping[str, tuple[int, ...]]
    because: Mapping[str, str]


class Outcome(NamedTuple):
    """The result of a section: the files written with their digests, units by label, notes; or why it failed.

    `findings` are those in its translations, by kind.
    """

    name: str
    files: Mapping[str, str]
    units: int = 0
    labels: Mapping[str, int] = {}
    notes: tuple[str, ...] = ()
    failed: str = ""
    findings: Mapping[str, int] = {}
