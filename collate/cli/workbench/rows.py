"""The units as the rows of a list, and one unit in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from collate.io.wording import one_line, shortened, visible
from collate.model import Apparatus, Reading, Unit
from collate.variants.decisions import file
from collate.variants.entries import line

LONGEST = 160  # characters of an entry in the list
AROUND = 6  # words on either side of a unit
OF_PLACES = frozenset({"crux", "deletion"})


class Row(NamedTuple):
    """A unit in the list. `decided`: an editor has; `one`: decisions have made one reading of it."""

    number: int
    start: int
    end: int
    where: str
    section: str
    said: str
    substantive: bool
    labels: tuple[str, ...]
    sigla: tuple[str, ...]
    decided: bool
    one: bool


Rows = dict[int, tuple[Unit, Row]]


def rows(cut: Sequence[Unit], apparatus: Apparatus, known: Mapping[int, tuple[Unit, Row]]) -> Rows:
    """The units and their rows by their numbers, in the order of the text; `cut` are the units before any decision.

    `known`: those of before. An entry is made anew where a unit is another, or names another (a transposition).
    """
    taken = {one.unit for one in apparatus.taken}
    bracketed = {(note.start, note.end) for note in apparatus.annotations if note.layer in OF_PLACES}
    standing = {unit.number for unit in apparatus.units}
    gone = [unit for unit in cut if unit.number in taken and unit.number not in standing]
    every = sorted((*apparatus.units, *gone), key=lambda unit: (unit.start, -unit.end, unit.number))
    made: Rows = {}
    for unit in every:
        decided = unit.number in taken or (unit.start, unit.end) in bracketed
        before = known.get(unit.number)
        same = before is not None and not unit.moves and before[0] == unit
        said = before[1].said if before and same else _said(apparatus, unit)
        made[unit.number] = unit, _row(apparatus, unit, said, decided=decided, one=unit.number not in standing)
    return made


def _said(apparatus: Apparatus, unit: Unit) -> str:
    said = line(apparatus, unit)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _row(apparatus: Apparatus, unit: Unit, said: str, *, decided: bool, one: bool) -> Row:
    return Row(
        unit.number,
        unit.start,
        unit.end,
        visible(unit.where),
        visible(" ".join(unit.section.split())),
        said,
        any(map(apparatus.substantive, unit.readings)) or bool(unit.conjectures),
        unit.labels,
        tuple(visible(siglum) for reading in unit.readings[1:] for siglum in reading.sigla),
        decided,
        one,
    )


def unit_of(cut: Sequence[Unit], apparatus: Apparatus, number: int) -> Unit | None:
    """The unit of a number, also if decisions have made one reading of it."""
    return next((unit for unit in (*apparatus.units, *cut) if unit.number == number), None)


def in_full(apparatus: Apparatus, unit: Unit, keys: dict[int, str]) -> dict[str, Any]:
    """All that the page shows of a unit; `keys` are the names of decisions by their lines in the file."""
    words = apparatus.words
    first, last = apparatus.span(unit)
    base = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)]
    low, high = apparatus.collation.tokens(apparatus.collation.row(apparatus.base), unit.start, unit.end)
    return {
        "n": unit.number,
        "id": unit.id,
        "locus": visible(unit.locus),
        "section": visible(" ".join(unit.section.split())),
        "before": one_line(words.surface(max(0, first - AROUND), first)) if first else "",
        "text": one_line(words.surface(first, last)) if last > first else "",
        "after": one_line(words.surface(last, min(len(words), last + AROUND))) if last < len(words) else "",
        "words": [one_line(base.surface(k, k + 1)) for k in range(low, high)],
        "readings": [_reading(apparatus, reading) for reading in unit.readings],
        "absent": [visible(one.siglum) for one in unit.absent],
        "decisions": [
            {"said": visible(file.said([one.decision])[0]), "key": keys.get(one.decision.line, "")}
            for one in apparatus.taken
            if one.unit == unit.number
        ],
    }


def _reading(apparatus: Apparatus, reading: Reading) -> dict[str, Any]:
    return {
        "normal": reading.normal,
        "text": shortened(one_line(reading.text), 40),
        "kind": reading.kind,
        "sigla": [visible(siglum) for siglum in reading.sigla],
        "by": visible(reading.by),
        "substantive": apparatus.substantive(reading),
        "labels": [[label.name, visible(label.rule), visible(label.because)] for label in reading.labels],
    }
