"""The reading view: the text with numbered units, and an apparatus below each paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from collate.io.wording import count, visible
from collate.model import Annotation, Apparatus, Unit
from collate.terminal.signs import CARET, CLOSE, HEADING, NUMBER, OPEN, QUIET, VARIANT, superscript
from collate.variants.entries import PLAIN, entry
from collate.variants.entries import entries as written
from collate.variants.signs import signed

_BLANK_LINE = regex.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the base's content; `start` equals `end` where the base has nothing."""

    start: int
    end: int
    unit: Unit


def view(apparatus: Apparatus, *, full: bool = False, why: bool = False) -> Iterator[RenderableType]:
    """Paragraphs with variants, each with its entries; those without are counted, or shown if `full`.

    With `why` each entry is followed by the reasons of its labels.
    """
    content = signed(apparatus, PLAIN).source.content
    rest = places(apparatus)
    notes = list(_notes(apparatus))
    skipped = 0
    for start, end in _paragraphs(content):
        opening = [place for place in rest if start <= place.start < end or place.start == place.end == end]
        inside = [place for place in rest if place.start <= end and start <= place.end]
        rest = [place for place in rest if place.end > end or place.start > end]
        if not (inside or any(start <= offset < end for _, offset in notes) or full):
            skipped += 1
            continue
        if skipped:
            yield _skipped(skipped)
            skipped = 0
        yield passage(content, start, end, inside)
        lines = entries(apparatus, [place.unit for place in opening], why=why)
        for note, offset in notes:
            if start <= offset < end:
                lines.append("\n" if lines else "").append(note)
        yield Padding(lines, (0, 0, 1, 2)) if lines else Text()
    if skipped:
        yield _skipped(skipped)


def _notes(apparatus: Apparatus) -> Iterator[tuple[Text, int]]:
    """What the editor says of words besides their variants, a line each, and where in the text the words begin."""
    witness = signed(apparatus, PLAIN)
    for placed in written(apparatus):
        if isinstance(placed.about, Annotation):
            made = placed.entry
            text = Text(f"{visible(placed.about.layer)}: ", style=QUIET)
            first, _ = apparatus.span(placed.about)
            yield text.append(made.text), int(witness.starts[first])


def _skipped(number: int) -> Text:
    return Text(f"[{count(number, 'paragraph')} without variants]\n", style=QUIET)


def places(apparatus: Apparatus) -> list[Place]:
    """The place of each unit in the text."""
    witness = signed(apparatus, PLAIN)
    found = []
    for unit in apparatus.units:
        first, last = apparatus.span(unit)
        low = int(witness.starts[first]) if last > first else int(witness.ends[first - 1]) if first else 0
        found.append(Place(low, int(witness.ends[last - 1]) if last > first else low, unit))
    return found


def _paragraphs(content: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines; what has no text at all is one paragraph."""
    start = 0
    for match in _BLANK_LINE.finditer(content):
        if content[start : match.start()].strip():
            yield start, match.start()
            start = match.end()
    if content[start:].strip() or not content.strip():
        yield start, len(content)


def passage(content: str, start: int, end: int, inside: Sequence[Place]) -> Text:
    """The text with a sign where a unit begins and its number where it ends; a long one may hold others."""
    text = Text()
    at, depth = start, sum(place.start < start for place in inside)
    for offset, _, place in sorted(_edges(inside, start, end), key=lambda edge: edge[:2]):
        text.append(_plain(content[at:offset]), style=VARIANT if depth else "")
        at = offset
        if place.start == place.end:
            text.append(CARET + superscript(place.unit.number), style=NUMBER)
        elif offset == place.start:
            text.append(OPEN, style=NUMBER)
            depth += 1
        else:
            text.append(CLOSE + superscript(place.unit.number), style=NUMBER)
            depth -= 1
    text.append(_plain(content[at:end].rstrip()), style=VARIANT if depth else "")
    return text


def _edges(inside: Sequence[Place], start: int, end: int) -> Iterator[tuple[int, int, Place]]:
    """Offsets inside a paragraph at which units begin and end: ends first, the longer unit outside."""
    for place in inside:
        if start <= place.start <= end:
            yield place.start, 1_000_000_000 - (place.end - place.start), place
        if start <= place.end <= end and place.end > place.start:
            yield place.end, place.end - place.start - 1_000_000_000, place


def _plain(text: str) -> str:
    return visible(text.replace("\r\n", "\n").expandtabs(4), keep="\n")


def entries(apparatus: Apparatus, units: Sequence[Unit], *, why: bool) -> Text:
    """The entries of some units, a line each, with the reasons of their labels if `why`."""
    lines = Text()
    for unit in units:
        if lines:
            lines.append("\n")
        lines.append(f"{unit.number} ", style=NUMBER)
        printed = entry(apparatus, unit)
        lines.append("".join(run.text for run in printed.head), style=HEADING)
        lines.append("".join(run.text for run in printed.body))
        for label in (label for reading in unit.readings if why for label in reading.labels):
            lines.append(f"\n    {label.name}: {visible(label.because)}", style=QUIET)
    return lines
