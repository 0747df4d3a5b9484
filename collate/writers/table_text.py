"""The alignment table for reading: a line per position, a column per witness, ``*`` where they differ."""

from __future__ import annotations

from typing import TextIO

from collate.model import Apparatus
from collate.wording import isolated, one_line, padded, shortened, visible, width
from collate.writers.cells import ranges, variant_positions

ABSENT = "∅"
WIDEST = 32  # terminal columns of a witness; longer cells are shortened in the middle


def write(apparatus: Apparatus, out: TextIO) -> None:
    """Columns line up by terminal width; ``∅`` is an absence."""
    collation = apparatus.collation
    cells = list(ranges(apparatus))
    columns = [[visible(siglum), *(_cell(apparatus, i, *c) for c in cells)] for i, siglum in enumerate(collation.sigla)]
    widths = [min(WIDEST, max(map(width, column))) for column in columns]
    if collation.evidence:  # texts in several languages
        columns.append(["by", *(one_line(collation.evidence[start]) for start, _ in cells)])
        widths.append(max(map(width, columns[-1])))
    variant = frozenset() if collation.evidence else variant_positions(apparatus)
    digits = len(str(len(collation)))
    for line, row in enumerate(zip(*columns, strict=True)):
        start = cells[line - 1][0] if line else -1
        label = f"{start + 1:>{digits}} {'*' if start in variant else ' '}" if line else " " * (digits + 2)
        body = "  ".join(padded(isolated(cell), size) for cell, size in zip(row, widths, strict=True))
        out.write(f"{label} {body}".rstrip() + "\n")


def _cell(apparatus: Apparatus, index: int, start: int, end: int) -> str:
    collation = apparatus.collation
    text = one_line(collation.witnesses[index].surface(*collation.tokens(index, start, end)))
    return shortened(text, 4) if width(text) > WIDEST else text or ABSENT
