"""The place of units and notes in the text, for formats that print it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from collate.model import Apparatus, Entry, Profile, Source, Unit
from collate.model.references import References
from collate.variants.entries import entries
from collate.writers.blocks import blocks

_LAST = re.compile("[^.:]*$")  # of a reference the part that counts on
VARIANTS = {True: "A", False: "B"}  # the series of notes of substantive and of formal variants


class Note(NamedTuple):
    """An entry as it is set: words `first` to `last` of the text, its name, and the series of notes it belongs to.

    `word` is the compared form of a lemma, if there is one. `place` is the canonical reference (``1.12``), "" where the
    source has none.
    """

    first: int
    last: int
    id: str
    entry: Entry
    series: str
    word: str = ""
    place: str = ""


def notes(apparatus: Apparatus, profile: Profile) -> Iterator[Note]:
    """The entries of an apparatus in the order of the text; each layer of the editor's own is a series, from C on."""
    series = series_of(apparatus)
    words, references = apparatus.words, References(apparatus.words.source)
    for placed in entries(apparatus, profile):
        entry, about = placed.entry, placed.about
        named = series[entry.layer] if entry.layer else VARIANTS[entry.substantive]
        word = about.lemma.normal if isinstance(about, Unit) and about.lemma.kind == "words" else ""
        first, last = apparatus.span(about)
        start = int(words.starts[max(0, first if last > first else first - 1)]) if len(words) else 0
        yield Note(first, last, placed.id, entry, named, word, references.canonical(start))


def begun(source: Source) -> Callable[[int, int], str]:
    """A function that names the place which begins between two offsets, by its canonical reference; "" if none does."""
    references = References(source)
    starts = sorted(mark.start for mark in source.marks if mark.kind == "locus" and mark.data.get("n"))

    def named(start: int, end: int) -> str:
        first = bisect_left(starts, start)
        return references.canonical(starts[first]) if first < len(starts) and starts[first] < end else ""

    return named


def signposts(apparatus: Apparatus) -> dict[int, str]:
    """The canonical references to be printed beside the text, each by the word at which its place begins.

    In full where it is another chapter, else only the number; of verses that are lines every fifth.
    """
    words = apparatus.words
    source = words.source
    found = [mark for mark in source.marks if mark.kind == "locus" and mark.data.get("n")] or [
        mark for mark in source.marks if mark.kind == "section" and mark.data.get("n")
    ]
    references = References(source)
    verses = {
        start for block in blocks(apparatus, source.content) if block.kind == "stanza" for start, _ in block.lines
    }
    every = 5 if {mark.start for mark in found} <= verses else 1
    made: dict[int, str] = {}
    chapter = None
    for mark in sorted(found, key=lambda mark: mark.start):
        name = references.canonical(mark.start)
        number = _LAST.findall(name)[0]
        above = name.removesuffix(number)
        token = words.at(mark.start)
        shown = above != chapter or not number.isdigit() or not int(number) % every
        if shown and token < len(words):
            made.setdefault(token, name if above != chapter else number)
        chapter = above
    return made


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
