"""The apparatus as characters for programs that draw stemmata: a witness a row, a unit a character.

The readings of a unit are its states, the lemma's first; an omission is a state like any other, a lacuna is ``?``,
and so is every place inside a longer passage that a witness leaves out, for that is a character of its own. What
``--only`` and ``--ignore`` leave out is no character. Names are made of letters, digits and underscores, as MrBayes
and IQ-TREE want them; which is which stands in the recipe beside the file, and in NEXUS as a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from collate.errors import UsageError
from collate.model import Apparatus, Unit
from collate.wording import visible

SYMBOLS = "0123456789ABCDEFGHJKLMPQRSTUVWXYZ"
MISSING = "?"
_UNSAFE = re.compile(r"[\[\]'\"&]")  # signs that end a comment, or mean something in one


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


def write_nexus(apparatus: Apparatus, out: TextIO) -> None:
    """A DATA block of standard characters."""
    rows, called = states(apparatus), names(apparatus)
    used = sorted({state for row in rows.values() for state in row} - {MISSING})
    width = max(map(len, called.values())) + 2
    out.write("#NEXUS\n")
    out.writelines(f"[{name} is {_comment(siglum)}]\n" for siglum, name in called.items() if name != siglum)
    out.write(f"BEGIN DATA;\n  DIMENSIONS NTAX={len(rows)} NCHAR={len(apparatus.units)};\n")
    out.write(f'  FORMAT DATATYPE=STANDARD SYMBOLS="{"".join(used)}" MISSING={MISSING} GAP=-;\n  MATRIX\n')
    out.writelines(f"    {called[siglum]:{width}}{row}\n" for siglum, row in rows.items())
    out.write("  ;\nEND;\n")


def _comment(siglum: str) -> str:
    """A siglum that ends no comment; MrBayes reads ASCII only, in comments too."""
    return _UNSAFE.sub("_", visible(siglum)).encode("ascii", "backslashreplace").decode("ascii")


def write_phylip(apparatus: Apparatus, out: TextIO) -> None:
    """Relaxed PHYLIP: names of any length, then the states."""
    rows, called = states(apparatus), names(apparatus)
    out.write(f"{len(rows)} {len(apparatus.units)}\n")
    out.writelines(f"{called[siglum]}  {row}\n" for siglum, row in rows.items())


def write_hennig(apparatus: Apparatus, out: TextIO) -> None:
    """Hennig86 and TNT."""
    rows, called = states(apparatus), names(apparatus)
    out.write(f"xread\n{len(apparatus.units)} {len(rows)}\n")
    out.writelines(f"{called[siglum]} {row}\n" for siglum, row in rows.items())
    out.write(";\nproc /;\n")


def write_fasta(apparatus: Apparatus, out: TextIO) -> None:
    """FASTA, the states as letters."""
    called = names(apparatus)
    out.writelines(f">{called[siglum]}\n{row}\n" for siglum, row in states(apparatus).items())


def write_distances(apparatus: Apparatus, out: TextIO) -> None:
    """A square PHYLIP matrix: of the units where both witnesses are there, the share in which they differ."""
    rows, called = list(states(apparatus).values()), list(names(apparatus).values())
    shares = [[f"{_distance(own, other):.6f}" for other in rows] for own in rows]
    out.write(f"{len(rows)}\n")
    out.writelines(f"{name}  {' '.join(row)}\n" for name, row in zip(called, shares, strict=True))


def _distance(one: Sequence[str], other: Sequence[str]) -> float:
    both = [(a, b) for a, b in zip(one, other, strict=True) if MISSING not in {a, b}]
    return sum(a != b for a, b in both) / len(both) if both else 0.0
