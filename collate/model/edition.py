"""The content of an HTML page: a collation read from several bases, cut into bands, with translations beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from collate.model.apparatus import Apparatus
from collate.model.fidelity import Fidelity
from collate.model.text import Section, Source
from collate.model.versions import Collated, Span

Lineation = Literal["paragraphs", "wrapped", "verses"]


class Band(NamedTuple):
    """A row of the page: the positions `start` to `end` (half-open) of the table, and a passage of each translation.

    `spans` are offsets, None where a translation has nothing; `findings` are numbers of the edition's. `heading`: the
    base has a heading here. A band that only a translation has is empty: `start` is `end`.
    """

    start: int
    end: int
    heading: bool = False
    spans: tuple[Span | None, ...] = ()
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that a page shows.

    `apparatuses` are of one collation, each with another base; the page opens with the first. Invariant: the bands
    cover the whole table, in order and without gaps. `lineation` says by siglum what a line of the file is:
    a paragraph, a part of one that was wrapped, or a verse; `sections` are those of each witness. `notes` say what the
    page does not have, and why; `collated` are the translations of each language that has several.
    """

    title: str
    apparatuses: tuple[Apparatus, ...]
    bands: tuple[Band, ...]
    lineation: Mapping[str, Lineation]
    sections: Mapping[str, Sequence[Section]]
    fidelity: Fidelity | None = None
    notes: tuple[str, ...] = ()
    collated: tuple[Collated, ...] = ()

    def __post_init__(self) -> None:
        edges = [0, *(band.end for band in self.bands)]
        if [band.start for band in self.bands] != edges[:-1] or edges[-1] != len(self.first.collation):
            raise ValueError("the bands leave a gap in the table, or end before it")

    @property
    def first(self) -> Apparatus:
        """The apparatus that the page opens with."""
        return self.apparatuses[0]

    @property
    def translations(self) -> tuple[Source, ...]:
        """The sources of the translations."""
        return tuple(one.translation for one in self.fidelity.parallels) if self.fidelity else ()
