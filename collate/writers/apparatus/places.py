"""The place of a unit in the base text, for formats that print the text."""

from __future__ import annotations

from collate.model import Apparatus, Unit


def base_span(apparatus: Apparatus, unit: Unit) -> tuple[int, int]:
    """The base's words in a unit, half-open; where it has none, twice the number of those before."""
    row = apparatus.collation.row(apparatus.base)
    first, last = apparatus.collation.tokens(row, unit.start, unit.end)
    if first == last:
        first = last = unit.word - 1
    return first, last
