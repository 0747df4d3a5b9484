"""Checks what an apparatus reports of a witness against the witness.

The text of the witness is reconstructed from the apparatus and collated with its real text. Every unit of that
collation is a misreport: of the entries it touches, or of a place that no entry covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from collate.model import Apparatus, Mark, Reading, Source, Unit
from collate.model.report import Fault, Misreport


class Entry(NamedTuple):
    """An entry for one witness: instead of words `first` to `last` of the base it has `reading`.

    Not `sure`: the entry overlaps another, so that the resulting text is ambiguous.
    """

    name: str
    first: int
    last: int
    reading: str
    lemma: str
    sure: bool = True


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
        if not all(mark.data.get("sure", True) for mark in touched):
            continue
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
    for name, first, last, reading, lemma, sure in entries:
        low = words[first][0] if first < last else words[first - 1][1] if first else 0
        high = words[last - 1][1] if first < last else low
        kept = base.content[at:low]
        space = " " if _runs_together(kept or "".join(parts[-1:]), reading) else ""
        parts += [kept, space, reading]
        length += len(kept) + len(space)
        marks.append(
            Mark("entry", length, length + len(reading), {"id": name, "lemma": lemma, "named": True, "sure": sure})
        )
        length += len(reading)
        at = high
        if _runs_together(reading, base.content[at : at + 1]):
            parts.append(" ")
            length += 1
    parts.append(base.content[at:])
    return Source(siglum, "".join(parts), base.origin, base.language, marks=tuple(marks))


def _runs_together(before: str, after: str) -> bool:
    """Whether two stretches want a space between them: neither has one there."""
    return bool(before and after) and not before[-1].isspace() and not after[0].isspace()


def entries_for(
    siglum: str, units: Sequence[Unit], normals: Sequence[str], base: str = ""
) -> tuple[list[Entry], list[str]]:
    """What units say of a witness, from left to right, and those whose lemma does not stand in the base any more.

    A unit within the words that another takes from the witness says nothing more of it. `normals`: those of `base`,
    whose reading is not the lemma where the editor chose another.
    """
    found: list[Entry] = []
    stale: list[str] = []
    end = covered = 0
    ordered = sorted(units, key=lambda unit: (unit.start, -unit.end))
    for number, unit in enumerate(ordered):
        own = next((one for one in unit.readings if base in one.sigla), unit.lemma)
        words = own.normal.split()
        first, last = unit.word - 1, unit.word - 1 + len(words)
        if first > len(normals) or list(filter(None, normals[first:last])) != words:
            stale.append(unit.id)
            continue
        reading = _reading(unit, siglum)
        if reading is own or unit.end <= covered:
            continue
        if first < end:
            found[-1] = found[-1]._replace(sure=False)
            found.append(Entry(unit.id, end, last, " ".join(normals[end:last]), own.text, sure=False))
        else:
            # Those who share the words of a unit that holds others differ in what these say.
            holds = number + 1 < len(ordered) and ordered[number + 1].end <= unit.end
            sure = reading.kind != "words" or len(reading.sigla) == 1 or not holds
            found.append(Entry(unit.id, first, last, reading.text, own.text, sure))
        end, covered = max(end, last), unit.end
    return found, stale


def _reading(unit: Unit, siglum: str) -> Reading:
    """What a unit says of a witness: nothing stands there if it is absent; who is not named has the lemma."""
    absent = unit.lemma.kind == "words" and any(one.siglum == siglum for one in unit.absent)
    unnamed = Reading("", "", (siglum,), "omission") if absent else unit.lemma
    return next((one for one in unit.readings if siglum in one.sigla), unnamed)
