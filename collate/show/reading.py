"""The reading view: running base text with its units marked, an apparatus below each paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from collate.model import Apparatus, Unit
from collate.show.signs import CARET, CLOSE, HEADING, NUMBER, OPEN, QUIET, VARIANT, superscript
from collate.wording import LACUNA, count, entry, stretch, visible

_BLANK_LINE = regex.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit in the base's content; `start` equals `end` where the base has nothing."""

    start: int
    end: int
    unit: Unit


def view(apparatus: Apparatus, *, full: bool = False) -> Iterator[RenderableType]:
    """Paragraphs with variants, each with its entries; those without are counted, or shown if `full`."""
    content = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)].source.content
    for lacuna in apparatus.lacunae:
        yield Text(f"{visible(lacuna.siglum)} {LACUNA} {stretch(apparatus, lacuna)}: {lacuna.because}", style=QUIET)
    places = _places(apparatus)
    skipped = 0
    for start, end in _paragraphs(content, places):
        inside = [place for place in places if start <= place.start < end or (place.start == place.end == end)]
        places = places[len(inside) :]
        if not inside and not full:
            skipped += 1
            continue
        if skipped:
            yield _skipped(skipped)
            skipped = 0
        yield _paragraph(content, start, end, inside)
        if inside:
            yield Padding(_entries(apparatus, [place.unit for place in inside]), (0, 0, 1, 2))
        else:
            yield Text()
    if skipped:
        yield _skipped(skipped)


def _skipped(number: int) -> Text:
    return Text(f"[{count(number, 'paragraph')} without variants]\n", style=QUIET)


def _places(apparatus: Apparatus) -> list[_Place]:
    row = apparatus.collation.row(apparatus.base)
    witness = apparatus.collation.witnesses[row]
    found = []
    for unit in apparatus.units:
        first, last = apparatus.collation.tokens(row, unit.start, unit.end)
        if last > first:
            found.append(_Place(int(witness.starts[first]), int(witness.ends[last - 1]), unit))
        else:
            at = int(witness.ends[unit.word - 2]) if unit.word > 1 else 0
            found.append(_Place(at, at, unit))
    return found


def _paragraphs(content: str, places: Sequence[_Place]) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines; a unit that spans a blank line keeps its paragraphs together."""
    start, upcoming = 0, iter(places)
    place = next(upcoming, None)
    for match in _BLANK_LINE.finditer(content):
        while place is not None and place.end <= match.start():
            place = next(upcoming, None)
        if place is not None and place.start < match.start() < place.end:
            continue
        if content[start : match.start()].strip():
            yield start, match.start()
            start = match.end()
    if content[start:].strip() or not content.strip():  # a base without words still has the others' additions
        yield start, len(content)


def _paragraph(content: str, start: int, end: int, inside: Sequence[_Place]) -> Text:
    text = Text()
    at = start
    for place in inside:
        text.append(_plain(content[at : place.start]))
        number = superscript(place.unit.number)
        if place.end > place.start:
            text.append(OPEN, style=NUMBER)
            text.append(_plain(content[place.start : place.end]), style=VARIANT)
            text.append(CLOSE + number, style=NUMBER)
        else:
            text.append(CARET + number, style=NUMBER)
        at = max(at, place.end)
    text.append(_plain(content[at:end].rstrip()))
    return text


def _plain(text: str) -> str:
    return visible(text.replace("\r\n", "\n").expandtabs(4), keep="\n")


def _entries(apparatus: Apparatus, units: Sequence[Unit]) -> Text:
    lines = Text()
    for unit in units:
        if lines:
            lines.append("\n")
        lines.append(f"{unit.number} ", style=NUMBER)
        lemma, bracket, rest = entry(apparatus, unit).partition("] ")
        lines.append(lemma + bracket, style=HEADING)
        lines.append(rest)
    return lines
