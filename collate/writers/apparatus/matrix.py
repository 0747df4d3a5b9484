"""The apparatus as a character matrix for stemma programs: a row per witness, a character per unit.

A manuscript whose hands are witnesses is one row, by the hand that is `counted`. Names are made of letters, digits and
underscores, as MrBayes and IQ-TREE want them; which is which stands in the recipe beside the file, and in NEXUS as a
comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from collate.io.wording import visible
from collate.model import Apparatus
from collate.tradition.characters import MISSING, names, states
from collate.tradition.manuscripts import LAST, once

_UNSAFE = re.compile(r"[\[\]'\"&]")  # signs that end a comment, or mean something in one


def write_nexus(apparatus: Apparatus, out: TextIO, *, counted: str = LAST) -> None:
    """A DATA block of standard characters."""
    apparatus = once(apparatus, counted)
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


def write_phylip(apparatus: Apparatus, out: TextIO, *, counted: str = LAST) -> None:
    """Relaxed PHYLIP: names of any length, then the states."""
    apparatus = once(apparatus, counted)
    rows, called = states(apparatus), names(apparatus)
    out.write(f"{len(rows)} {len(apparatus.units)}\n")
    out.writelines(f"{called[siglum]}  {row}\n" for siglum, row in rows.items())


def write_hennig(apparatus: Apparatus, out: TextIO, *, counted: str = LAST) -> None:
    """Hennig86 and TNT."""
    apparatus = once(apparatus, counted)
    rows, called = states(apparatus), names(apparatus)
    out.write(f"xread\n{len(apparatus.units)} {len(rows)}\n")
    out.writelines(f"{called[siglum]} {row}\n" for siglum, row in rows.items())
    out.write(";\nproc /;\n")


def write_fasta(apparatus: Apparatus, out: TextIO, *, counted: str = LAST) -> None:
    """FASTA, the states as letters."""
    apparatus = once(apparatus, counted)
    called = names(apparatus)
    out.writelines(f">{called[siglum]}\n{row}\n" for siglum, row in states(apparatus).items())


def write_distances(apparatus: Apparatus, out: TextIO, *, counted: str = LAST) -> None:
    """A square PHYLIP matrix: of the units where both witnesses are there, the share in which they differ."""
    apparatus = once(apparatus, counted)
    rows, called = list(states(apparatus).values()), list(names(apparatus).values())
    shares = [[f"{_distance(own, other):.6f}" for other in rows] for own in rows]
    out.write(f"{len(rows)}\n")
    out.writelines(f"{name}  {' '.join(row)}\n" for name, row in zip(called, shares, strict=True))


def _distance(one: Sequence[str], other: Sequence[str]) -> float:
    both = [(a, b) for a, b in zip(one, other, strict=True) if MISSING not in {a, b}]
    return sum(a != b for a, b in both) / len(both) if both else 0.0
