"""A project: which witnesses, cut and matched how, and what is to be made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from collate.model.text import Source


class Wanted(NamedTuple):
    """One output of each section: a format of the group ``apparatus`` or ``table``."""

    group: str
    format: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a `collate.toml` asks for. Paths of `witnesses` are in the order of their chapters.

    `by` says how texts are cut: headings, ids, loci, files, lines or none. `matches` are sections that belong together
    by hand: siglum to key. `given` says of each setting where its value came from.
    """

    folder: Path
    witnesses: Mapping[str, tuple[Path, ...]]
    base: str
    by: str
    outputs: tuple[Wanted, ...]
    target: Path
    matches: tuple[Mapping[str, str], ...] = ()
    given: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Piece(NamedTuple):
    """A section of one witness: its key (``chapter 3``), its heading, and its text as a source of its own.

    `names` are what else it may be called by in other witnesses: its heading, the number in its file's name.
    """

    key: str
    heading: str
    source: Source
    names: tuple[str, ...] = ()


class Matched(NamedTuple):
    """Sections that belong together: by siglum the numbers of the pieces, and how that is known."""

    key: str
    pieces: Mapping[str, tuple[int, ...]]
    because: Mapping[str, str]


class Outcome(NamedTuple):
    """What became of a section: the files written with their digests, units by label, notes; or why it failed."""

    name: str
    files: Mapping[str, str]
    units: int = 0
    labels: Mapping[str, int] = {}
    notes: tuple[str, ...] = ()
    failed: str = ""
