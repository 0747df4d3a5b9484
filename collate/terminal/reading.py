"""The reading view: the text with numbered units, and an apparatus below each paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex
from rich.console import RenderableType
from rich.text import Text

from collate.io.wording import count, reading_words, shortened, sigla_list, visible
from collate.model import Annotation, Apparatus, Unit
from collate.terminal.folding import Folded
from collate.terminal.signs import (
    CARET,
    CLOSE,
    FORMAL,
    HEADING,
    NUMBER,
    OPEN,
    QUIET,
    RECEDING,
    VARIANT,
    superscript,
)
from collate.variants.entries import PLAIN, entry
from collate.variants.entries import entries as written
from collate.variants.signs import signed

_BLANK_LINE = regex.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the base's content; `start` equals `end` where the base has nothing.

    `substantive`: whether it is more than a formal difference. `others`: its other readings, as they stand in a line.
    """

    start: int
    end: int
    unit: Unit
    substantive: bool
    others: str


def view(
    apparatus: Apparatus, *, full: bool = False, why: bool = False, inline: bool = False, context: int | None = None
) -> Iterator[RenderableType]:
    """Paragraphs with variants, each with its entries; those without are counted, or shown if `full`; then a summary.

    `inline`: the readings stand in the text instead of below it. `context`: not paragraphs, but so many lines of the
    base around each unit. With `why` each entry is followed by the reasons of its labels.
    """
    content = signed(apparatus, PLAIN).source.content
    found = places(apparatus)
    notes = list(_notes(apparatus))
    stretches = _paragraphs(content) if context is None else _around(content, found, context)
    skipped = 0
    for (start, end), inside in _inside(stretches, found):
        opening = [place for place in inside if start <= place.start < end or place.start == place.end == end]
        if not (inside or any(start <= offset < end for _, offset in notes) or full):
            skipped += 1
            continue
        if skipped:
            yield _skipped(skipped)
            skipped = 0
        yield Folded(passage(content, start, end, inside, inline=inline))
        if opening and (why or not inline):
            yield from entries(apparatus, [place.unit for place in opening], why=why)
        yield from (Folded(note, 2, 6) for note, offset in notes if start <= offset < end)
        yield Text()
    if skipped:
        yield _skipped(skipped)
    yield Folded(summary(apparatus), 0, 2)


def summary(apparatus: Apparatus) -> Text:
    """The units by label, and the units in which each witness differs from the base."""
    labels = Counter(name for unit in apparatus.units for name in unit_labels(unit))
    differing = Counter(siglum for unit in apparatus.units for reading in unit.readings[1:] for siglum in reading.sigla)
    by_label = ", ".join(f"{name} {number}" for name, number in labels.most_common())
    by_witness = ", ".join(f"{visible(siglum)} {number}" for siglum, number in differing.most_common())
    parts = [f"{count(len(apparatus.units), 'unit')}: {by_label}", *([by_witness] if by_witness else [])]
    return Text("; ".join(parts), style=QUIET)


def unit_labels(unit: Unit) -> list[str]:
    """The labels of a unit's readings, each once."""
    return list(dict.fromkeys(label.name for reading in unit.readings for label in reading.labels))


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
        high = int(witness.ends[last - 1]) if last > first else low
        found.append(Place(low, high, unit, any(map(apparatus.substantive, unit.readings)), _others(apparatus, unit)))
    return found


def _inside(
    stretches: Iterator[tuple[int, int]], found: Sequence[Place]
) -> Iterator[tuple[tuple[int, int], list[Place]]]:
    """Each stretch with the units that touch it; a unit that ends with a stretch does not touch the next."""
    waiting = deque(sorted(enumerate(found), key=lambda place: place[1].start))
    begun: list[tuple[int, Place]] = []
    for start, end in stretches:
        while waiting and waiting[0][1].start <= end:
            begun.append(waiting.popleft())
        begun.sort(key=lambda place: place[0])
        yield (start, end), [place for _, place in begun if start <= place.end]
        begun = [(number, place) for number, place in begun if place.end > end]


def _paragraphs(content: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines; what has no text at all is one paragraph."""
    start = 0
    for match in _BLANK_LINE.finditer(content):
        if content[start : match.start()].strip():
            yield start, match.start()
            start = match.end()
    if content[start:].strip() or not content.strip():
        yield start, len(content)


def _around(content: str, units: Sequence[Place], lines: int) -> Iterator[tuple[int, int]]:
    """Stretches of whole lines: those of each unit, and so many before and after."""
    breaks = [at for at, char in enumerate(content) if char == "\n"]
    edges = [0, *(at + 1 for at in breaks)]
    last = -1
    start = 0
    for place in units:
        low = max(bisect_right(edges, place.start) - 1 - lines, 0)
        high = min(bisect_left(edges, max(place.end, place.start + 1)) - 1 + lines, len(edges) - 1)
        if low > last + 1 and last >= 0:
            yield start, edges[last + 1] - 1
        if low > last + 1 or last < 0:
            start = edges[low]
        last = max(last, high)
    if last >= 0:
        yield start, edges[last + 1] - 1 if last + 1 < len(edges) else len(content)


def passage(content: str, start: int, end: int, inside: Sequence[Place], *, inline: bool = False) -> Text:
    """The text with a sign where a unit begins and its number where it ends; a long one may hold others.

    With `inline` the other readings follow those of the base, separated by ``|``, and the units have no numbers.
    """
    text = Text()
    at = start
    open_ = [place for place in inside if place.start < start]
    for offset, _, place in sorted(_edges(inside, start, end), key=lambda edge: edge[:2]):
        text.append(_plain(content[at:offset]), style=_style(open_))
        at = offset
        style = _style([place])
        if place.start == place.end:
            text.append(OPEN if inline else CARET + superscript(place.unit.number), style=NUMBER)
        elif offset == place.start:
            text.append(OPEN, style=NUMBER)
            open_.append(place)
        else:
            open_.remove(place)
        if inline and offset == place.end:
            text.append(place.others, style=style)
        if offset == place.end and (inline or place.start < place.end):
            text.append(CLOSE if inline else CLOSE + superscript(place.unit.number), style=NUMBER)
    text.append(_plain(content[at:end].rstrip()), style=_style(open_))
    return text


def _style(units: Sequence[Place]) -> str:
    """The colour of words in these units: that of the one inside."""
    if not units:
        return ""
    return VARIANT if units[-1].substantive else RECEDING


def _others(apparatus: Apparatus, unit: Unit) -> str:
    """The readings after the base's, each after a bar; with their sigla where more than two witnesses are collated."""
    said = []
    for reading in unit.readings[1:]:
        words = "" if reading.kind == "omission" else shortened(reading_words(reading))
        sigla = f" {sigla_list(reading.sigla)}" if len(apparatus.collation.sigla) > 2 else ""
        said.append(f"|{words}{sigla}")
    return "".join(said)


def _edges(inside: Sequence[Place], start: int, end: int) -> Iterator[tuple[int, int, Place]]:
    """Offsets inside a paragraph at which units begin and end: ends first, the longer unit outside."""
    for place in inside:
        if start <= place.start <= end:
            yield place.start, 1_000_000_000 - (place.end - place.start), place
        if start <= place.end <= end and place.end > place.start:
            yield place.end, place.end - place.start - 1_000_000_000, place


def _plain(text: str) -> str:
    return visible(text.replace("\r\n", "\n").expandtabs(4), keep="\n")


def entries(
    apparatus: Apparatus, units: Sequence[Unit], *, why: bool, of: str = "", after: Mapping[int, str] | None = None
) -> Iterator[Folded]:
    """The entries of some units, with the reasons of their labels if `why`; formal ones have a sign before them.

    `of` stands before each number; `after` has by number what stands behind an entry.
    """
    for unit in units:
        printed = entry(apparatus, unit)
        line = Text(" " if printed.substantive else FORMAL)
        line.append(f" {visible(of)}" if of else "", style=QUIET)
        line.append(f" {unit.number} ", style=NUMBER)
        line.append(f"{visible(unit.place)} " if unit.place else "", style=QUIET)
        line.append("".join(run.text for run in printed.head), style=HEADING if printed.substantive else "")
        line.append("".join(run.text for run in printed.body))
        if not printed.substantive:
            line.stylize(RECEDING)
        line.append((after or {}).get(unit.number, ""))
        yield Folded(line, 0, 6)
        for label in (label for reading in unit.readings if why for label in reading.labels):
            yield Folded(Text(f"{label.name}: {visible(label.because)}", style=QUIET), 6, 8)
