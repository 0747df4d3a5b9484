"""Hold what an apparatus reports of a witness against the witness.

From the apparatus the text is made that the witness would have; it is collated with the text that it has. Every unit of
that collation is a misreport: of the entries it touches, or of a place that no entry speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from collate.model import Apparatus, Mark, Source, Unit
from collate.model.report import Fault, Misreport


class Entry(NamedTuple):
    """What an apparatus says of one witness: instead of words `first` to `last` of the base it has `reading`."""

    name: str
    first: int
    last: int
    reading: str
    lemma: str


def misreports(apparatus: Apparatus) -> Iterator[Misreport]:
    """The misreports about one witness; `apparatus` has what is reported as its base, and what is found as the other.

    The reported witness has ``entry`` marks.
    """
    collation = apparatus.collation
    row = collation.row(apparatus.base)
    reported, found = collation.witnesses[row].source, collation.witnesses[1 - row]
    entries = [mark for mark in reported.marks if mark.kind == "entry"]
    for unit in apparatus.units:
        touched = _touched(apparatus, unit, row, entries)
        fault: Fault = "wrong reading" if touched else "unreported"
        if touched and not any(mark.data["named"] for mark in touched):
            fault = "missing siglum"
        first, last = collation.tokens(1 - row, unit.start, unit.end)
        if first == last:
            column = collation.columns[: unit.start, 1 - row]
            first = last = int((column >= 0).sum())
        offset = int(found.starts[min(first, len(found) - 1)]) if len(found) else 0
        yield Misreport(
            fault,
            found.siglum,
            tuple(str(mark.data["id"]) for mark in touched),
            _text(apparatus, unit, row),
            found.surface(first, last),
            found.source.origin.path,
            *found.source.place(offset),
            unit.labels,
        )


def _text(apparatus: Apparatus, unit: Unit, row: int) -> str:
    witness = apparatus.collation.witnesses[row]
    return witness.surface(*apparatus.collation.tokens(row, unit.start, unit.end))


def _touched(apparatus: Apparatus, unit: Unit, row: int, entries: Sequence[Mark]) -> list[Mark]:
    """The entries that share words with a unit, or lie in the gap that it fills."""
    witness = apparatus.collation.witnesses[row]
    first, last = apparatus.collation.tokens(row, unit.start, unit.end)
    if first < last:
        start, end = int(witness.starts[first]), int(witness.ends[last - 1])
        return [m for m in entries if (m.start < end and start < m.end) or (m.start == m.end and start < m.start < end)]
    before = int((apparatus.collation.columns[: unit.start, row] >= 0).sum())
    start = int(witness.ends[before - 1]) if before else 0
    end = int(witness.starts[before]) if before < len(witness) else len(witness.source.content)
    inside = [m for m in entries if start <= m.start and m.end <= end]
    # Words that the witness adds beside an entry's reading belong to the entry.
    return inside or [m for m in entries if m.end == start or m.start == end]


def claimed(base: Source, words: Sequence[tuple[int, int]], entries: Sequence[Entry], siglum: str) -> Source:
    """The text that a witness would have, with ``entry`` marks: the base's, but for what the entries say of it.

    `words` are the bounds of the base's words; entries are in the order of the text, and do not overlap.
    """
    parts: list[str] = []
    marks: list[Mark] = []
    length = at = 0
    for name, first, last, reading, lemma in entries:
        low = words[first][0] if first < last else words[first - 1][1] if first else 0
        high = words[last - 1][1] if first < last else low
        kept = base.content[at:low]
        space = " " if first == last and reading else ""
        parts += [kept, space, reading]
        length += len(kept) + len(space)
        marks.append(Mark("entry", length, length + len(reading), {"id": name, "lemma": lemma, "named": True}))
        length += len(reading)
        at = high
        if first == last and reading and base.content[at : at + 1].strip():
            parts.append(" ")
            length += 1
    parts.append(base.content[at:])
    return Source(siglum, "".join(parts), base.origin, base.language, marks=tuple(marks))


def entries_for(siglum: str, units: Sequence[Unit], normals: Sequence[str]) -> tuple[list[Entry], list[str]]:
    """What units say of a witness, from left to right, and those whose lemma does not stand in the base any more.

    A unit within the words that another takes from the witness says nothing more of it. `normals`: those of the base.
    """
    found: list[Entry] = []
    stale: list[str] = []
    end = 0
    for unit in sorted(units, key=lambda unit: (unit.word, -len(unit.lemma.normal.split()))):
        words = unit.lemma.normal.split()
        first = unit.word - 1
        if list(filter(None, normals[first : first + len(words)])) != words:
            stale.append(unit.id)
            continue
        reading = next((one for one in unit.readings if siglum in one.sigla), unit.lemma)
        if reading is unit.lemma or first < end:
            continue
        end = first + len(words)
        found.append(Entry(unit.id, first, end, reading.text, unit.lemma.text))
    return found, stale
