"""Explains the labels of a unit: every step, from the bytes of the files to the rule that applied.

The steps can be done again: `replayed` does them from the bytes alone and must come to the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from collate.languages.letters import is_word, straight
from collate.model import Apparatus, Asked, Derivation, Explanation, Extract, Reading, Source, Unit
from collate.model.signs import outer
from collate.variants.classify.evidence import Evidence
from collate.variants.classify.readings import here
from collate.variants.classify.units import place, standing
from collate.variants.classify.words import asked


def explained(apparatus: Apparatus, unit: Unit, evidence: Evidence) -> Explanation:
    """The derivation of a unit of a labelled apparatus."""
    collation = apparatus.collation
    return Explanation(
        unit,
        tuple(_extract(apparatus, unit, row) for row in range(len(collation.witnesses))),
        _bounds(apparatus, unit),
        tuple(apparatus.moves[number].because for number in unit.moves),
        tuple(
            Derivation(reading, _questions(apparatus, unit, reading, evidence), reading.labels)
            for reading in unit.readings[1:]
        ),
    )


def _extract(apparatus: Apparatus, unit: Unit, row: int) -> Extract:
    witness = apparatus.collation.witnesses[row]
    source = witness.source
    first, last = apparatus.collation.tokens(row, unit.start, unit.end)
    start, end = (int(witness.starts[first]), int(witness.ends[last - 1])) if last > first else (0, 0)
    line, column = source.place(start) if last > first else (0, 0)
    return Extract(
        source.siglum,
        source.origin.path,
        source.origin.sha256,
        source.origin.encoding,
        line,
        column,
        (start, end),
        _octets(source, start, end) if last > first else None,
        source.content[start:end],
        tuple(witness.surface(k, k + 1) for k in range(first, last)),
        tuple(witness.normals[first:last]),
    )


def _octets(source: Source, start: int, end: int) -> tuple[int, int] | None:
    """The bytes of the file, if the content is the file's text and nothing else."""
    if source.origin.format != "text" or sha256(source.encoded()).hexdigest() != source.origin.sha256:
        return None
    text, low, high = source.original, outer(source.signs, start), outer(source.signs, end - 1) + 1
    before = len(source.origin.bom) + len(text[:low].encode(source.origin.encoding))
    return before, before + len(text[low:high].encode(source.origin.encoding))


def _bounds(apparatus: Apparatus, unit: Unit) -> str:
    if (unit.start, unit.end) in apparatus.collation.joins:
        return "these positions are one change (the rules are in docs/alignment.md), or the editor joined them"
    if any((lacuna.start, lacuna.end) == (unit.start, unit.end) for lacuna in apparatus.lacunae):
        return "a witness is not there for long"
    return "the words differ here, and no change goes on beyond them"


def _questions(apparatus: Apparatus, unit: Unit, reading: Reading, evidence: Evidence) -> tuple[Asked, ...]:
    if {"word division", "transposition"} & {label.name for label in reading.labels}:
        return ()  # then the words were not compared one by one where they stand
    base, other = (place(apparatus.collation, unit, own, evidence) for own in (unit.lemma, reading))
    base = base._replace(standing=standing(apparatus.collation, unit, evidence))
    found = []
    for a, b in zip(base.forms, other.forms, strict=True):
        if is_word(a) and is_word(b) and straight(a).lower() != straight(b).lower():
            counts = here(a, b, base, evidence)
            answers = asked(straight(a), straight(b), evidence, counts)
            found.append(Asked(a, b, tuple((question, label.because if label else "") for question, label in answers)))
    return tuple(found)


def replayed(extract: Extract, data: bytes) -> str:
    """The text of an extract, cut again out of the bytes of its file; "" where the bytes are not its text."""
    if extract.octets is None or sha256(data).hexdigest() != extract.sha256:
        return ""
    start, end = extract.octets
    return data[start:end].decode(extract.encoding)


def numbered(units: Sequence[Unit], name: str) -> Unit | None:
    """The unit of that name: ``u12``, ``12``, or by its reference: ``1:12``, ``1:12/2`` for the second there."""
    place, _, number = name.partition("/")
    there = [unit for unit in units if unit.place and unit.place == place]
    at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 9 else 0
    by_place = there[at] if 0 <= at < len(there) else None
    return next((unit for unit in units if unit.id == name or str(unit.number) == name), by_place)
