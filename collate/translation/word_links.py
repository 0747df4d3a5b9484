"""Word links between an original and its translation, with the evidence for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import regex

from collate.config import Settings
from collate.languages.senses import senses
from collate.model import Source
from collate.model.parallel import Bead, Parallel, Segment, Shares
from collate.model.termbase import Termbase
from collate.translation import bilingual_lexicon
from collate.translation.beads import words as word_model
from collate.translation.content.dates import dates
from collate.translation.content.numbers import numbers
from collate.translation.content.statements import finder

_SPACED = regex.compile(r"\S+")
_PIECES = regex.compile(r"\p{Han}|[^\s\p{Han}]+")
_EDGES = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")
SHOWN = 0.35  # the least confidence of a link that is printed


class Word(NamedTuple):
    """A word of a passage: ``content[start:end]`` of the source, without signs around it, and its form."""

    start: int
    end: int
    form: str


class Linked(NamedTuple):
    """A bead with the words of its two sides and the links between them: numbers of words, and how sure."""

    bead: Bead
    source: list[Word]
    target: list[Word]
    links: list[tuple[int, int, float]]


def linked(made: Parallel, settings: Settings, least: float = SHOWN) -> Iterator[Linked]:
    """The word links of every bead. Chinese without spaces goes by characters."""
    there, given = made.lexicon.there, made.lexicon.given
    own = frozenset(made.lexicon.back) | frozenset(there) | _renderings(given)
    cut = [
        (
            words(made.original, made.source[slice(*bead.source)], settings, own),
            words(made.translation, made.target[slice(*bead.target)], settings, own),
        )
        for bead in made.beads
    ]

    def known(one: str, other: str) -> float:
        if one == other:
            return 1.0
        return max(there.get(one, {}).get(other, 0.0), 0.6 * min(1.0, given.get(one, {}).get(other, 0.0)))

    found = word_model.links([([w.form for w in a], [w.form for w in b]) for a, b in cut], known, least)
    for bead, (a, b), kept in zip(made.beads, cut, found, strict=True):
        yield Linked(bead, a, b, [(link.source, link.target, round(link.sure, 2)) for link in kept])


def _renderings(shares: Shares) -> frozenset[str]:
    return frozenset(shares) | {other for renderings in shares.values() for other in renderings}


def words(source: Source, segments: Sequence[Segment], settings: Settings, known: Collection[str]) -> list[Word]:
    """The words of some segments, separated by spaces; of Chinese without, `known` pairs of characters, and others."""
    read = bilingual_lexicon.reader(source.language.code, settings)
    found: list[Word] = []
    for segment in segments:
        if source.language.base == "zh" and " " not in segment.text:
            found += _characters(segment, read, known)
            continue
        for match in _SPACED.finditer(segment.text):
            bare = _EDGES.sub("", match.group())
            form = (read(bare) or [bare.lower()])[-1 if source.language.base == "zh" else 0] if bare else match.group()
            start = segment.start + match.start() + (match.group().index(bare) if bare else 0)
            found.append(Word(start, start + len(bare or match.group()), form))
    return found


def _characters(segment: Segment, read: bilingual_lexicon.Reads, known: Collection[str]) -> Iterator[Word]:
    pieces = list(_PIECES.finditer(segment.text))
    at = 0
    while at < len(pieces):
        start, end = pieces[at].span()
        pair = next(iter(read(segment.text[start : start + 2])[2:3]), "")
        size = 2 if pair in known else 1
        if size == 2:
            end = start + 2
        form = pair if size == 2 else next(iter(read(segment.text[start:end])), segment.text[start:end])
        yield Word(segment.start + start, segment.start + end, form)
        at += size


class Keyed(NamedTuple):
    """A stretch of a source that means the same in other languages: ``content[start:end]``, its key, the evidence."""

    start: int
    end: int
    key: str
    because: str


def said(source: Source, start: int, end: int, termbase: Termbase | None, settings: Settings) -> list[Keyed]:
    """The dates, terms and numbers of a passage, without overlap; in that order of rank."""
    text, own = source.content[start:end], senses(source.language.base)
    found = [Keyed(day.start, day.end, f"date {day}", "date") for day in dates(text, own)]
    if termbase:
        found += [
            Keyed(use.start, use.end, f"term {use.concept}", f"termbase: {use.concept}")
            for use in finder(source, settings, termbase)(text)
            if not use.barred
        ]
    found += [Keyed(one.start, one.end, f"number {one.written}", "number") for one in numbers(text, own)]
    kept: list[Keyed] = []
    for one in found:
        if all(one.end <= own.start or own.end <= one.start for own in kept):
            kept.append(one._replace(start=one.start, end=one.end))
    return [one._replace(start=one.start + start, end=one.end + start) for one in sorted(kept)]
