"""The reading view: the base text with numbered units, and an apparatus below each paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from collate.io.wording import count, visible
from collate.model import Apparatus, Unit
from collate.terminal.signs import CARET, CLOSE, HEADING, NUMBER, OPEN, QUIET, VARIANT, superscript
from collate.variants.entries import entry

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
    content = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)].source.content
    rest = places(apparatus)
    skipped = 0
    for start, end in _paragraphs(content):
        opening = [place for place in rest if start <= place.start < end or place.start == place.end == end]
        inside = [place for place in rest if place.start <= end and start <= place.end]
        rest = [place for place in rest if place.end > end or place.start > end]
        if not inside and not full:
            skipped += 1
            continue
        if skipped:
            yield _skipped(skipped)
            skipped = 0
        yield passage(content, start, end, inside)
        yield (
            Padding(entries(apparatus, [place.unit for place in opening], why=why), (0, 0, 1, 2)) if opening else Text()
        )
    if skipped:
        yield _skipped(skipped)


def _skipped(number: int) -> Text:
    return Text(f"[{count(number, 'paragraph')} without variants]\n", style=QUIET)


def places(apparatus: Apparatus) -> list[Place]:
    """The place of each unit in the base's text."""
    row = apparatus.collation.row(apparatus.base)
    witness = apparatus.collation.witnesses[row]
    found = []
    for unit in apparatus.units:
        first, last = apparatus.collation.tokens(row, unit.start, unit.end)
        if last > first:
            found.append(Place(int(witness.starts[first]), int(witness.ends[last - 1]), unit))
        else:
            at = int(witness.ends[unit.word - 2]) if unit.word > 1 else 0
            found.append(Place(at, at, unit))
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
