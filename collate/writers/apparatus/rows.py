"""The apparatus as rows of a table, shared by all tabular formats.

The *wide* form has a row per unit: ``unit`` (u1, u2, ...), ``section``, ``place`` (the canonical reference, or
page and line, else the line of the file) and ``line`` of the base, ``word`` (the base's token, from 1), ``lemma``
(empty where the base has nothing), ``lemma_sigla``, ``readings`` (the others, as printed),
``omission`` (1 if some witness that is there has nothing), ``labels`` (of all readings), ``substantive`` (1 if a
reading differs in more than form), ``key``, ``absent`` (the witnesses that are not there, because they lack a longer
passage), then ``wit:SIGLUM`` for each witness: its own reading, as it stands there.

The *long* form has a row per reading and witness: ``unit``, ``section``, ``place``, ``line``, ``word``, ``lemma``,
``witness``, ``reading``, ``normal``, ``kind`` (words, omission, lacuna), ``is_lemma`` (0 or 1), ``labels``,
``substantive``, ``key``. A witness that is absent in a unit has no row for it. The key is a name of the unit that holds
when the text changes elsewhere: it is made of the lemma and the words around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from collate.io.wording import json_text, one_line, sigla_list, visible
from collate.model import Apparatus, Unit
from collate.variants.entries import readings
from collate.writers.apparatus.places import base_span

Row = list[str | int]
WIDE = (
    "unit", "section", "place", "line", "word", "lemma", "lemma_sigla", "readings", "omission", "labels", "substantive",
    "key", "absent",
)  # fmt: skip
LONG = (
    "unit", "section", "place", "line", "word", "lemma", "witness", "reading", "normal", "kind", "is_lemma", "labels",
    "substantive", "key",
)  # fmt: skip
LONG_NUMBERS = frozenset({"line", "word", "is_lemma", "substantive"})
AROUND = 4  # words on either side that make the key


def keys(apparatus: Apparatus) -> Iterator[tuple[Unit, str]]:
    """Each unit with its key; those that would have the same are numbered."""
    row = apparatus.collation.row(apparatus.base)
    forms = apparatus.collation.witnesses[row].normals
    seen: Counter[str] = Counter()
    for unit in apparatus.units:
        first, last = base_span(apparatus, unit)
        words = forms[max(0, first - AROUND) : first], forms[first:last], forms[last : last + AROUND]
        key = sha256(json_text([list(part) for part in words]).encode()).hexdigest()[:12]
        seen[key] += 1
        yield unit, key if seen[key] == 1 else f"{key}-{seen[key]}"


def wide_fields(apparatus: Apparatus) -> list[str]:
    """The names of the columns of the wide form."""
    return [*WIDE, *(f"wit:{visible(siglum)}" for siglum in apparatus.collation.sigla)]


def wide(apparatus: Apparatus) -> Iterator[Row]:
    """A row per unit."""
    collation = apparatus.collation
    for unit, key in keys(apparatus):
        yield [
            unit.id, visible(unit.section), visible(unit.where), unit.line, unit.word, one_line(unit.lemma.text),
            sigla_list(unit.lemma.sigla), readings(apparatus, unit), int(unit.omission), ", ".join(unit.labels),
            int(any(map(apparatus.substantive, unit.readings))), key,
            sigla_list([one.siglum for one in unit.absent]),
            *(
                one_line(witness.surface(*collation.tokens(index, unit.start, unit.end)))
                for index, witness in enumerate(collation.witnesses)
            ),
        ]  # fmt: skip


def long(apparatus: Apparatus) -> Iterator[Row]:
    """A row per reading and witness."""
    collation = apparatus.collation
    place = {siglum: index for index, siglum in enumerate(collation.sigla)}
    for unit, key in keys(apparatus):
        for number, reading in enumerate(unit.readings):
            labels = ", ".join(dict.fromkeys(label.name for label in reading.labels))
            for siglum in reading.sigla:
                witness = collation.witnesses[place[siglum]]
                text = witness.surface(*collation.tokens(place[siglum], unit.start, unit.end))
                yield [
                    unit.id, visible(unit.section), visible(unit.where), unit.line, unit.word,
                    one_line(unit.lemma.text), visible(siglum), one_line(text), visible(reading.normal), reading.kind,
                    int(number == 0), labels, int(apparatus.substantive(reading)), key,
                ]  # fmt: skip
