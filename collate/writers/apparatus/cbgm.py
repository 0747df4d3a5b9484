"""The apparatus as open-cbgm reads TEI: units one after another, every reading with its witnesses.

open-cbgm takes the support of a reading from ``rdg`` alone, also that of the lemma, and wants a ``lem`` that names
witnesses. So the lemma is written twice, and a conjecture, which has no witness, is left out. A witness that is not
named in a unit is lacunose there.
"""

from __future__ import annotations

from typing import Any, TextIO

from collate.model import Apparatus, Profile, Reading, Unit
from collate.variants.entries import PLAIN
from collate.variants.groups import groups
from collate.writers.apparatus.tei_header import XML, E, document, header, names
from collate.writers.apparatus.tei_text import say

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """One document with an ``app`` for each unit that witnesses differ in; readings are called a, b, ..."""
    ids = names(apparatus)
    block = E.ab()
    for unit in apparatus.units:
        spoken = [one for one in unit.readings if one.sigla and one.kind != "lacuna"]
        if len(spoken) > 1:
            block.append(_app(unit, spoken, ids))
    head = header(apparatus, ids, groups=groups(apparatus.collation, profile))
    out.write(document(apparatus, head, E.text(E.body(block))))


def _app(unit: Unit, spoken: list[Reading], ids: dict[str, str]) -> Any:
    app = E.app(n=unit.id)
    app.set(f"{XML}id", unit.id)
    for number, reading in enumerate([spoken[0], *spoken]):
        element = E.rdg() if number else E.lem()
        if number:
            element.set("n", _name(number - 1))
        element.set("wit", " ".join(f"#{ids[siglum]}" for siglum in reading.sigla))
        say(element, reading.text)
        app.append(element)
    return app


def _name(number: int) -> str:
    """A to z, then aa, ab, ..."""
    rest, last = divmod(number, len(LETTERS))
    return (LETTERS[rest - 1] if rest else "") + LETTERS[last]
