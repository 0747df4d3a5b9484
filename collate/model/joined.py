"""Sections put end to end: sources to one source, apparatuses to one apparatus of the whole work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from collate.model.apparatus import Absent, Annotation, Apparatus, Lacuna, Reading, Unit
from collate.model.collation import ABSENT, Collation, Move, Table
from collate.model.decision import Stale, Taken
from collate.model.edited import EditedText
from collate.model.text import Offsets, Section, Source, Witness, digest

Placed = TypeVar("Placed", Unit, Annotation)
MISSING = "the witness does not have this section"


def joined_source(parts: Sequence[Source]) -> Source:
    """Join consecutive parts of a text to one source; the end of a file ends a line."""
    first = parts[0]
    if len(parts) == 1:
        return first
    content, starts = _end_to_end(parts)
    placed = list(zip(parts, starts, strict=True))
    marks = [replace(mark, start=mark.start + at, end=mark.end + at) for part, at in placed for mark in part.marks]
    signs = [replace(sign, at=sign.at + at) for part, at in placed for sign in part.signs]
    files = list(dict.fromkeys(part.origin.path for part in parts))
    path = " + ".join([files[0], *(Path(name).name for name in files[1:])])
    origin = replace(first.origin, path=path, sha256=digest(content))
    return replace(first, content=content, marks=tuple(marks), signs=tuple(signs), origin=origin)


def joined_apparatus(sections: Mapping[str, Apparatus]) -> Apparatus:
    """Join the apparatuses of sections, by name and in order, to one of the whole; all are read from the same base.

    A witness without a section has a lacuna there. Units are numbered through; a unit without a heading stands under
    the name of its section. Labels, decisions and moves are those of the sections: nothing is judged anew.
    """
    first = next(iter(sections.values()))
    sigla = tuple(dict.fromkeys(siglum for one in sections.values() for siglum in one.collation.sigla))
    parts = list(_parts(sections, sigla))
    known = any(one.collation.evidence for one in sections.values())
    collation = Collation(
        tuple(_witness([one.collation.witnesses[one.collation.row(siglum)] for one in sections.values()
                        if siglum in one.collation.sigla]) for siglum in sigla),
        np.concatenate([part.table() for part in parts]),
        first.collation.made_by,
        tuple(move for part in parts for move in part.moves()),
        tuple(join for part in parts for join in part.joins()),
        tuple(why for part in parts for why in part.evidence()) if known else (),
    )  # fmt: skip
    return Apparatus(
        collation, first.base,
        tuple(unit for part in parts for unit in part.units()),
        tuple(lacuna for part in parts for lacuna in part.lacunae()),
        _recipe(sections),
        tuple(dict.fromkeys(note for one in sections.values() for note in one.notes)),
        {label: of for one in sections.values() for label, of in one.classes.items()},
        dict(sum((Counter(one.ignored) for one in sections.values()), Counter[str]())),
        tuple(section for part in parts for section in part.headings()),
        tuple(note for part in parts for note in part.annotations()),
        _edited(list(sections.values())),
        _stale(list(sections.values())),
        tuple(taken for part in parts for taken in part.taken()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of the whole, and how much of each kind stands before it.

    `tokens` has the tokens of each witness before it, by siglum; `offset` is where its text begins in that of the base.
    """

    name: str
    own: Apparatus
    tokens: Mapping[str, int]
    rows: int
    numbers: int
    moves_before: int
    offset: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The witnesses that do not have the section."""
        return tuple(siglum for siglum in self.tokens if siglum not in self.own.collation.sigla)

    @property
    def unnamed(self) -> bool:
        """Whether the base has no heading in the section."""
        return not any(section.heading for section in self.own.sections)

    def table(self) -> Table:
        """The rows of the section, a column for each witness of the whole."""
        collation = self.own.collation
        made = np.full((len(collation), len(self.tokens)), ABSENT, dtype=np.int32)
        for column, (siglum, before) in enumerate(self.tokens.items()):
            if siglum in collation.sigla:
                own = collation.columns[:, collation.row(siglum)]
                made[:, column] = np.where(own == ABSENT, ABSENT, own + before)
        return made

    def moves(self) -> Iterator[Move]:
        for move in self.own.moves:
            yield replace(move, source=self._span(move.source), target=self._span(move.target))

    def joins(self) -> Iterator[tuple[int, int]]:
        return map(self._span, self.own.collation.joins)

    def evidence(self) -> Sequence[str]:
        return self.own.collation.evidence or [""] * len(self.own.collation)

    def units(self) -> Iterator[Unit]:
        """The units, in each of which a witness without the section has a lacuna."""
        for unit in self.own.units:
            yield replace(
                self._placed(unit),
                number=unit.number + self.numbers,
                readings=_with_lacuna(unit.readings, self.missing),
                moves=tuple(move + self.moves_before for move in unit.moves),
                absent=tuple(Absent(siglum, number + self.numbers) for siglum, number in unit.absent),
            )

    def lacunae(self) -> Iterator[Lacuna]:
        for lacuna in self.own.lacunae:
            yield replace(lacuna, start=lacuna.start + self.rows, end=lacuna.end + self.rows)
        for siglum in self.missing:
            yield Lacuna(siglum, self.rows, self.rows + len(self.own.collation), MISSING)

    def annotations(self) -> Iterator[Annotation]:
        return map(self._placed, self.own.annotations)

    def headings(self) -> Iterator[Section]:
        """The sections of the base; one without a heading has the name of the section."""
        length = len(self.own.collation.witnesses[self.own.collation.row(self.own.base)].source.content)
        own = [Section(self.name, self.name, 0, length)] if self.unnamed else self.own.sections
        for section in own:
            yield replace(section, start=section.start + self.offset, end=section.end + self.offset)

    def taken(self) -> Iterator[Taken]:
        return (replace(taken, unit=taken.unit + self.numbers) for taken in self.own.taken)

    def _span(self, span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + self.rows, span[1] + self.rows

    def _placed(self, one: Placed) -> Placed:
        before = self.tokens[self.own.base]
        return replace(
            one, start=one.start + self.rows, end=one.end + self.rows, word=one.word + before,
            section=self.name if self.unnamed else one.section,
        )  # fmt: skip


def _parts(sections: Mapping[str, Apparatus], sigla: Sequence[str]) -> Iterator[_Part]:
    tokens = dict.fromkeys(sigla, 0)
    rows = numbers = moves = 0
    bases = [one.collation.witnesses[one.collation.row(one.base)].source for one in sections.values()]
    for (name, own), offset in zip(sections.items(), _end_to_end(bases)[1], strict=True):
        yield _Part(name, own, dict(tokens), rows, numbers, moves, offset)
        for witness in own.collation.witnesses:
            tokens[witness.siglum] += len(witness)
        rows += len(own.collation)
        numbers += max((unit.number for unit in own.units), default=0)
        moves += len(own.moves)


def _end_to_end(parts: Sequence[Source]) -> tuple[str, list[int]]:
    """The text of parts of one witness, and where each begins in it."""
    content, starts = "", []
    for number, part in enumerate(parts):
        another = number > 0 and part.origin.path != parts[number - 1].origin.path
        if content and another and not content[-1].isspace():
            content += "\n"
        starts.append(len(content))
        content += part.content
    return content, starts


def _witness(parts: Sequence[Witness]) -> Witness:
    _, starts = _end_to_end([part.source for part in parts])
    return Witness(
        joined_source([part.source for part in parts]),
        np.concatenate([part.starts + at for part, at in zip(parts, starts, strict=True)]),
        np.concatenate([part.ends + at for part, at in zip(parts, starts, strict=True)]),
        [normal for part in parts for normal in part.normals],
    )


def _with_lacuna(readings: Sequence[Reading], missing: tuple[str, ...]) -> tuple[Reading, ...]:
    """The readings, with the witnesses that lack the section beside those that have a lacuna."""
    if not missing:
        return tuple(readings)
    lost = next((reading for reading in readings if reading.kind == "lacuna"), None)
    if lost is None:
        return (*readings, Reading("", "", missing, "lacuna"))
    return tuple(
        replace(reading, sigla=(*reading.sigla, *missing)) if reading is lost else reading for reading in readings
    )


def _edited(sections: Sequence[Apparatus]) -> EditedText | None:
    """The established text of the whole; None if no decision changes that of the base."""
    if not any(one.edited for one in sections):
        return None
    texts = [one.text for one in sections]
    before: list[Offsets] = [np.zeros(1, np.int32)]
    for text in texts:
        before.append(text.before[1:] + before[-1][-1])
    return EditedText(_witness([text.witness for text in texts]), np.concatenate(before))


def _stale(sections: Sequence[Apparatus]) -> tuple[Stale, ...]:
    """The decisions that took no place in any section."""
    used = [taken.decision for one in sections for taken in one.taken]
    found: list[Stale] = []
    for stale in (stale for one in sections for stale in one.stale):
        if stale.decision not in used and all(stale.decision != other.decision for other in found):
            found.append(stale)
    return tuple(found)


def _recipe(sections: Mapping[str, Apparatus]) -> dict[str, object]:
    """The recipe of the first section, which holds for all, with the sources of each."""
    first = dict(next(iter(sections.values())).recipe)
    return {**first, "sections": {name: one.recipe.get("sources", []) for name, one in sections.items()}}
