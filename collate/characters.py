"""The apparatus as characters: a witness a row, a unit a character, a symbol for each reading.

The readings of a unit are its states, the lemma's first; an omission is a state like any other, a lacuna is ``?``,
and so is every place inside a longer passage that a witness leaves out, for that is a character of its own. What
``--only`` and ``--ignore`` leave out is no character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from collate.errors import UsageError
from collate.model import Apparatus, Unit

SYMBOLS = "0123456789ABCDEFGHJKLMPQRSTUVWXYZ"
MISSING = "?"


def names(apparatus: Apparatus) -> dict[str, str]:
    """A name for each siglum that every program takes, unlike all others also without regard to case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for siglum in apparatus.collation.sigla:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", siglum).strip("_") or "W"
        plain = plain if plain[0].isalpha() else f"W{plain}"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name.casefold())
        found[siglum] = name
    return found


def states(apparatus: Apparatus) -> dict[str, str]:
    """The states of each witness, one symbol a unit. UsageError if a unit has more readings than there are symbols."""
    columns = [_column(unit, silent) for unit, silent in _silences(apparatus.units)]
    return {siglum: "".join(column[siglum] for column in columns) for siglum in apparatus.collation.sigla}


def _silences(units: Sequence[Unit]) -> Iterator[tuple[Unit, frozenset[str]]]:
    """Each unit with those who have nothing there because they lack a longer passage: that is one change, not many."""
    covering: list[Unit] = []
    for unit in units:
        covering = [outer for outer in covering if unit.end <= outer.end]
        lacking = (one.sigla for outer in covering for one in outer.readings if one.kind == "omission")
        yield unit, frozenset(siglum for sigla in lacking for siglum in sigla)
        covering.append(unit)


def _column(unit: Unit, silent: frozenset[str]) -> Mapping[str, str]:
    spoken = [reading for reading in unit.readings if reading.kind != "lacuna"]
    if len(spoken) > len(SYMBOLS):
        raise UsageError(
            f"{unit.id} has {len(spoken)} readings, and a matrix {len(SYMBOLS)} states", hint="try --ignore"
        )
    column = {siglum: SYMBOLS[state] for state, reading in enumerate(spoken) for siglum in reading.sigla}
    return {
        siglum: MISSING if siglum in silent else column.get(siglum, MISSING)
        for reading in unit.readings
        for siglum in reading.sigla
    }
