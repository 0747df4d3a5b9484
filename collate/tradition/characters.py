"""The apparatus as a character matrix: a row per witness, a character per unit, a symbol per reading.

The readings of a unit are its states, the lemma's first; an omission is a state like any other. A lacuna is ``?``,
and so is every unit in which a witness is absent: the longer passage that it lacks is a character of its own. What
``--only`` and ``--ignore`` leave out is no character.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

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
    columns = [_column(unit) for unit in apparatus.units]
    return {siglum: "".join(column[siglum] for column in columns) for siglum in apparatus.collation.sigla}


def _column(unit: Unit) -> Mapping[str, str]:
    """The symbol of each witness; witnesses that are absent have the symbol for missing data."""
    spoken = [reading for reading in unit.readings if reading.kind != "lacuna"]
    if len(spoken) > len(SYMBOLS):
        raise UsageError(
            f"{unit.id} has {len(spoken)} readings, and a matrix {len(SYMBOLS)} states", hint="try --ignore"
        )
    known = {siglum: SYMBOLS[state] for state, reading in enumerate(spoken) for siglum in reading.sigla}
    return defaultdict(lambda: MISSING, known)
