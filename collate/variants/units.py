"""Makes variation units of the ranges of positions where witnesses differ, read from a base."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from collate.model import Absent, Collation, Lacuna, Reading, Section, Unit
from collate.model.apparatus import ReadingKind
from collate.model.references import References
from collate.variants.lacunae import Absence
from collate.variants.rewritten import Rewritten
from collate.variants.segmentation import cut

Span = tuple[int, int]
Around = tuple[Unit, Rewritten | None]  # a unit, and its texts if it is a rewritten passage


def units(
    collation: Collation,
    base: str,
    sections: Sequence[Section],
    spans: Sequence[Span],
    long: Sequence[Absence] = (),
    rewritten: Sequence[Rewritten] = (),
    cuts: Sequence[int] = (),
) -> tuple[Unit, ...]:
    """The units at these `spans`, in the order of the table, their readings grouped by what is compared.

    A long absence is a unit too, which may hold others: what the witnesses that are there differ in. So is a passage
    that was rewritten. `sections` are those of the base's source; they and its lines locate each unit. No absence goes
    over one of the `cuts`.
    """
    made = _Made(collation, base, sections, [absence for absence in long if not absence.elsewhere])
    texts = {(one.start, one.end): one for one in rewritten}
    absent_at: dict[Span, list[Absence]] = {}
    for absence in made.long:
        for piece in cut((absence.start, absence.end), cuts):
            absent_at.setdefault(piece, []).append(absence)
    varied = set(spans)
    plain = [span for span in varied if span not in absent_at]
    for span in sorted({*plain, *absent_at, *texts}, key=lambda span: (span[0], -span[1])):
        if span in texts:
            made.add(span, texts[span])
        if span not in texts or span in varied:
            # Those who have words there are one group, unless the place varies just as it is.
            made.add(span, whole=span in absent_at, grouped=span in absent_at and span not in varied)
    return tuple(made.found)


class _Made:
    """The units that were made so far, and those that hold the place where the next one is."""

    def __init__(self, collation: Collation, base: str, sections: Sequence[Section], long: Sequence[Absence]) -> None:
        self.collation, self.base, self.long = collation, base, long
        self.locate = _Locator(collation, base, sections)
        self.places = sorted((p, n) for n, move in enumerate(collation.moves) for p in (move.source[0], move.target[0]))
        self.positions = [p for p, _ in self.places]
        self.found: list[Unit] = []
        self.around: list[Around] = []
        self.covering: list[Absence] = []
        self.waiting = list(long)

    def add(self, span: Span, text: Rewritten | None = None, *, whole: bool = False, grouped: bool = False) -> None:
        """Make a unit of a range, if its readings differ; ranges come in ascending order, the larger first.

        `whole`: it is an absence; `grouped`: those who have words there share a reading; or each `text` is a reading.
        """
        start, end = span
        while self.waiting and self.waiting[0].start <= start:
            self.covering.append(self.waiting.pop(0))
        self.covering = [absence for absence in self.covering if absence.end > start]
        lost = {s for a in self.covering if a.lacuna and end <= a.end for s in a.sigla}
        touching = self.places[bisect_left(self.positions, start) : bisect_left(self.positions, end)]
        moves = tuple(sorted({n for _, n in touching}))
        absent = _absent(self.covering, end) if grouped else None
        self.around = [held for held in self.around if held[0].end > start]
        gone = _gone([held for held in self.around if held[0].end >= end], start)
        readings = _readings(self.collation, self.base, span, lost, absent or text, moves, gone)
        here = [reading for reading in readings if reading.sigla]
        if len(here) > 1 and (whole or sum(reading.kind != "lacuna" for reading in here) > 1):
            section, line, word, place = self.locate(start, end)
            absentees = tuple(Absent(siglum, unit.number) for siglum, (unit, _) in gone.items())
            unit = Unit(len(self.found) + 1, start, end, section, line, word, readings, moves, absentees, place)
            self.found.append(unit)
            self.around.append((unit, text))


def unit_at_span(
    collation: Collation, base: str, sections: Sequence[Section], span: Span, number: int, lacunae: Sequence[Lacuna]
) -> Unit:
    """A unit at one span, which may hold a single reading: the editor has something to say of these words."""
    lost = {lacuna.siglum for lacuna in lacunae}
    readings = _readings(collation, base, span, lost, None, (), {})
    section, line, word, place = _Locator(collation, base, sections)(*span)
    return Unit(number, *span, section, line, word, readings, place=place)


def located(collation: Collation, base: str, sections: Sequence[Section], span: Span) -> Located:
    """Where in the base a span begins."""
    return _Locator(collation, base, sections)(*span)


def _gone(around: Sequence[Around], start: int) -> dict[str, tuple[Unit, ReadingKind]]:
    """Who has nothing at a place because of a unit around it, the outermost first: that unit, and what it calls it."""
    found: dict[str, tuple[Unit, ReadingKind]] = {}
    for unit, text in around:
        for reading in unit.readings:
            if reading.kind != "words":
                found |= dict.fromkeys(reading.sigla, (unit, reading.kind))
        if text:
            found |= dict.fromkeys(text.elsewhere(start), (unit, "omission"))
    return found


def _absent(covering: Sequence[Absence], end: int) -> set[str]:
    return {siglum for absence in covering if end <= absence.end for siglum in absence.sigla}


def _readings(
    collation: Collation,
    base: str,
    span: Span,
    lost: set[str],
    shared: set[str] | Rewritten | None,
    moves: Sequence[int],
    gone: Mapping[str, tuple[Unit, ReadingKind]],
) -> tuple[Reading, ...]:
    """The readings of a unit.

    With `shared` those who have words there are one group, whatever the words: all but the absent; or those of each
    text. Those who have the words elsewhere, by one of the `moves`, do not share a reading with those who lost them.
    Those who are `gone`, for they have nothing in a unit around this one, share no reading: if the base is one of them
    and none of the others has nothing, the lemma is nobody's.
    """
    groups: dict[object, list[int]] = {}
    sigla = collation.sigla
    first = sigla.index(base)
    for index in (first, *(i for i in range(len(sigla)) if i != first)):
        forms: tuple[str, ...] = tuple(form for form in collation.normals(index, *span) if form)
        key: object = forms
        if sigla[index] in gone:
            continue
        if sigla[index] in lost:
            key = "lacuna"
        elif isinstance(shared, Rewritten):
            key = shared.text_of(sigla[index])
        elif shared is not None:
            key = sigla[index] not in shared and bool(forms)
        elif not forms and moves:
            key = tuple(n for n in moves if sigla[index] in (*collation.moves[n].stay, *collation.moves[n].sigla)), ()
        groups.setdefault(key, []).append(index)
    # The lemma is quoted as the base has it, every other reading as its first witness does.
    found = [
        _reading(
            collation, tuple(sigla[index] for index in sorted(members)),
            first if first in members else min(members), span, lacuna=key == "lacuna",
        )
        for key, members in groups.items()
    ]  # fmt: skip
    if base in gone:
        kind = gone[base][1]
        own = next((reading for reading in found if reading.kind == kind), Reading("", "", (), kind))
        found = [own, *(reading for reading in found if reading is not own)]
    return tuple(found)


def _reading(collation: Collation, holders: tuple[str, ...], quoted: int, span: Span, *, lacuna: bool) -> Reading:
    if lacuna:
        return Reading("", "", holders, "lacuna")
    normal = " ".join(form for form in collation.normals(quoted, *span) if form)
    text = collation.witnesses[quoted].surface(*collation.tokens(quoted, *span)) if normal else ""
    return Reading(text, normal, holders, "words" if normal else "omission")


class Located(NamedTuple):
    """A place in the base: its section, line and word as a `Unit` has them, and its reference."""

    section: str
    line: int
    word: int
    place: str


class _Locator:
    """Finds heading, line, word and reference of the base for positions of the table, asked in ascending order."""

    def __init__(self, collation: Collation, base: str, sections: Sequence[Section]) -> None:
        row = collation.row(base)
        self.witness = collation.witnesses[row]
        column = collation.columns[:, row]
        # How many of the base's tokens stand before each position.
        self.before = np.concatenate(([0], np.cumsum(column >= 0)))
        self.references = References(self.witness.source)
        self.sections = sections
        self.openings = [section.start for section in sections]

    def __call__(self, start: int, end: int) -> Located:
        tokens = len(self.witness)
        token = int(self.before[start])
        if self.before[end] == token and token:  # the base has nothing here: place it after the last word
            offset = int(self.witness.ends[token - 1]) - 1
        else:
            offset = int(self.witness.starts[min(token, tokens - 1)]) if tokens else 0
        section = self.sections[bisect_right(self.openings, offset) - 1] if self.sections else None
        label = (section.heading or section.key) if section else ""
        return Located(label, self.references.line(offset), token + 1, self.references.named(offset))
