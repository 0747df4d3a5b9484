"""Collates the translations of one text into one language with each other, passage by passage.

Words are aligned inside corresponding passages only, so that two free translations, which share few words, are not
aligned across their sentences. What the original has at a unit is read off the word links.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from collate import pipeline
from collate.config import Settings
from collate.model import Collation, Source, Unit
from collate.model.parallel import Parallel
from collate.model.text import Mark
from collate.model.versions import Collated, Span
from collate.translation.word_links import linked
from collate.variants.segmenting import PASSAGES

FAR = 3  # characters between two words that are shown as one stretch


def aligned(translations: Sequence[Source], spans: Sequence[Sequence[Span | None]], settings: Settings) -> Collation:
    """The translations collated. `spans`: for each of them the offsets of its passages, None where it has none."""
    cut = [_cut(source, own) for source, own in zip(translations, spans, strict=True)]
    inside = replace(settings, sections="ids", anchors=())
    made = pipeline.collate(pipeline.witnesses(cut, settings), inside)
    remarks = {key: value for key, value in made.made_by.items() if key != "notes"}  # who lacks which passage
    return replace(made, made_by={**remarks, PASSAGES: "as aligned with the original"})


def collated(
    made: Sequence[Parallel], spans: Sequence[Sequence[Span | None]], base: str, settings: Settings
) -> Collated:
    """The apparatus of the translations, with the words of the original at each unit."""
    collation = aligned([one.translation for one in made], spans, settings)
    apparatus = pipeline.apparatus(collation, base, settings)
    rows = _rows(collation, spans)
    mates = [_mates(one, settings) for one in made]
    return Collated(
        replace(apparatus, notes=()),
        {unit.number: said for unit in apparatus.units if (said := _original(unit, collation, made, mates))},
        {unit.number: rows[unit.start] for unit in apparatus.units},
    )


def _cut(source: Source, spans: Sequence[Span | None]) -> Source:
    """A translation in which each passage is a section, with the passage's number as its key."""
    others = tuple(mark for mark in source.marks if mark.kind not in {"section", "locus"})
    own = tuple(
        Mark("locus", span[0], span[1], {"id": str(number)}) for number, span in enumerate(spans) if span is not None
    )
    return replace(source, marks=(*others, *own))


def _rows(collation: Collation, spans: Sequence[Sequence[Span | None]]) -> list[int]:
    """The number of the passage that each position of the table belongs to."""
    found = np.zeros(len(collation), dtype=np.int64)
    for column, (witness, own) in enumerate(zip(collation.witnesses, spans, strict=True)):
        numbers = [number for number, span in enumerate(own) if span is not None]
        starts = [span[0] for span in own if span is not None]
        for position in np.flatnonzero(collation.columns[:, column] >= 0).tolist():
            at = int(witness.starts[collation.columns[position, column]])
            found[position] = numbers[max(0, bisect_right(starts, at) - 1)]
    return found.tolist()


def _mates(made: Parallel, settings: Settings) -> list[tuple[int, int, Span]]:
    """The linked words of a translation, by their offsets, each with its word of the original."""
    return sorted(
        (one.target[target].start, one.target[target].end, one.source[source][:2])
        for one in linked(made, settings)
        for source, target, _ in one.links
    )


def _original(
    unit: Unit, collation: Collation, made: Sequence[Parallel], mates: Sequence[Sequence[tuple[int, int, Span]]]
) -> str:
    """The words of the original that some translation renders at a unit; "" if none is known."""
    words: set[Span] = set()
    for column, (witness, own) in enumerate(zip(collation.witnesses, mates, strict=True)):
        first, last = collation.tokens(column, unit.start, unit.end)
        if first < last:
            low, high = int(witness.starts[first]), int(witness.ends[last - 1])
            words |= {word for start, end, word in own if low <= start and end <= high}
    content = made[0].original.content
    return " … ".join(" ".join(content[low:high].split()) for low, high in _joined(sorted(words)))


def _joined(words: Sequence[Span]) -> Iterator[Span]:
    """Neighbouring words as one stretch."""
    at: Span | None = None
    for low, high in words:
        if at is not None and low - at[1] <= FAR:
            at = at[0], max(at[1], high)
        else:
            if at is not None:
                yield at
            at = low, high
    if at is not None:
        yield at
