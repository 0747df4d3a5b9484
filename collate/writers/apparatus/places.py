"""The place of units and notes in the text, for formats that print it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from collate.model import Apparatus, Entry, Profile, Unit
from collate.variants.entries import entries

VARIANTS = {True: "A", False: "B"}  # the series of notes of substantive and of formal variants


class Note(NamedTuple):
    """An entry as it is set: words `first` to `last` of the text, its name, and the series of notes it belongs to.

    `word` is the compared form of a lemma, if there is one.
    """

    first: int
    last: int
    id: str
    entry: Entry
    series: str
    word: str = ""


def notes(apparatus: Apparatus, profile: Profile) -> Iterator[Note]:
    """The entries of an apparatus in the order of the text; each layer of the editor's own is a series, from C on."""
    series = series_of(apparatus)
    for placed in entries(apparatus, profile):
        entry, about = placed.entry, placed.about
        named = series[entry.layer] if entry.layer else VARIANTS[entry.substantive]
        word = about.lemma.normal if isinstance(about, Unit) and about.lemma.kind == "words" else ""
        yield Note(*apparatus.span(about), placed.id, entry, named, word)


def series_of(apparatus: Apparatus) -> dict[str, str]:
    """The letter of the series for each layer of the editor's own, in the order in which they first come."""
    layers = dict.fromkeys(one.layer for one in apparatus.annotations if one.layer not in {"crux", "deletion"})
    return {layer: chr(ord("C") + number % 24) for number, layer in enumerate(layers)}


def base_span(apparatus: Apparatus, unit: Unit) -> tuple[int, int]:
    """The base's words in a unit, half-open; where it has none, twice the number of those before."""
    row = apparatus.collation.row(apparatus.base)
    first, last = apparatus.collation.tokens(row, unit.start, unit.end)
    if first == last:
        first = last = unit.word - 1
    return first, last
