"""The alignment table as plain text: a line per position, a column per witness.

``*`` says that they differ there, ``|`` that the position is one unit with the one before it.
"""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import isolated, one_line, padded, shortened, visible, width
from collate.model import Apparatus
from collate.writers.cells import joined_positions, variant_positions

ABSENT = "∅"
WIDEST = 32  # terminal columns of a witness; longer cells are shortened in the middle


def write(apparatus: Apparatus, out: TextIO) -> None:
    """Columns line up by terminal width; ``∅`` is an absence."""
    collation = apparatus.collation
    places = range(len(collation))
    columns = [
        [visible(siglum), *(_cell(apparatus, i, at) for at in places)] for i, siglum in enumerate(collation.sigla)
    ]
    widths = [min(WIDEST, max(map(width, column))) for column in columns]
    if collation.evidence:  # texts in several languages
        columns.append(["by", *map(one_line, collation.evidence)])
        widths.append(max(map(width, columns[-1])))
    variant = frozenset() if collation.evidence else variant_positions(apparatus)
    joined = joined_positions(apparatus)
    digits = len(str(len(collation)))
    for line, row in enumerate(zip(*columns, strict=True)):
        at = line - 1
        marks = ("*" if at in variant else " ") + ("|" if at in joined else " ")
        label = f"{line:>{digits}} {marks}" if line else " " * (digits + 3)
        body = "  ".join(padded(isolated(cell), size) for cell, size in zip(row, widths, strict=True))
        out.write(f"{label} {body}".rstrip() + "\n")


def _cell(apparatus: Apparatus, index: int, at: int) -> str:
    collation = apparatus.collation
    text = one_line(collation.witnesses[index].surface(*collation.tokens(index, at, at + 1)))
    return shortened(text, 4) if width(text) > WIDEST else text or ABSENT
